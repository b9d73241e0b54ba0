// Package talk asks somebody questions, one line each, and takes no for an answer: what is not understood is asked again
// with the reason, what has a usual answer takes it on an empty line.
//
// It is given lines in and text out, so that a conversation can be written down as a test.
//
// Deliberately absent: the terminal itself (console), what is asked, and what becomes of the answers.
package talk

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// ErrOver is the end of a conversation before its last answer.
var ErrOver = errors.New("no more answers: nothing was written")

// patience is how often a question is asked again before somebody is taken to be a program that cannot answer it.
const patience = 20

// Talk is one conversation. A nil Talk is nobody.
type Talk struct {
	in    *bufio.Reader
	out   io.Writer
	width int
}

// New begins a conversation on a terminal of that many columns.
func New(in io.Reader, out io.Writer, width int) *Talk {
	return &Talk{bufio.NewReader(in), out, max(30, width)}
}

// Question is one question.
type Question struct {
	Ask   string                              // "When was it?"
	Help  string                              // what a single ? is answered with; "" = how to leave it out
	Usual string                              // stands for an empty line
	Need  bool                                // an empty line is no answer
	Check func(answer string) (string, error) // what is taken for an answer, or why it is none; nil = as it is
}

// Say prints a text, broken between words.
func (t *Talk) Say(text string) { fmt.Fprintln(t.out, wrapped(text, t.width-1)) }

// Ask asks until there is an answer. An empty answer to a question that needs none is "".
func (t *Talk) Ask(q Question) (string, error) {
	prompt := q.Ask
	if q.Usual != "" {
		text, colon := strings.CutSuffix(q.Ask, ":")
		if prompt = text + " [" + q.Usual + "]"; colon {
			prompt += ":"
		}
	}
	for range patience {
		answer, err := t.line(prompt + " ")
		switch {
		case err != nil:
			return "", err
		case answer == "?":
			t.Say("  " + q.help())
			continue
		case answer == "":
			answer = q.Usual
		}
		switch {
		case answer == "" && q.Need:
			t.Say("  this one is needed" + orHelp(q))
			continue
		case answer == "" || q.Check == nil:
			return answer, nil
		}
		taken, err := q.Check(answer)
		if err == nil {
			return taken, nil
		}
		t.Say("  " + err.Error() + orHelp(q))
	}
	return "", ErrOver
}

// help is what a question has to say of itself. A single ? is never taken for an answer.
func (q Question) help() string {
	switch {
	case q.Help != "":
		return q.Help
	case q.Usual != "":
		return "An empty line takes " + q.Usual + "."
	case q.Need:
		return "This one is needed."
	}
	return "An empty line leaves it out."
}

func orHelp(q Question) string {
	if q.Help == "" {
		return ""
	}
	return " (? explains)"
}

// Yes asks for a yes or a no.
func (t *Talk) Yes(ask string, usual bool) (bool, error) {
	hint := "y/N"
	if usual {
		hint = "Y/n"
	}
	for range patience {
		answer, err := t.line(ask + " [" + hint + "] ")
		switch strings.ToLower(answer) {
		case "":
			return usual && err == nil, err
		case "y", "yes":
			return true, nil
		case "n", "no":
			return false, nil
		}
		t.Say("  y or n")
	}
	return false, ErrOver
}

// Choose lets somebody pick one of some options by its number or its beginning. usual is the index that an empty line
// stands for; -1 = none, and an empty line then picks nothing, which is -1. The question stands above the options.
func (t *Talk) Choose(ask string, options []string, usual int) (int, error) {
	t.Say(ask)
	for i, o := range options {
		fmt.Fprintln(t.out, hung(fmt.Sprintf("%4d  ", i+1), o, t.width-1))
	}
	q := Question{Ask: "Your choice:", Check: func(answer string) (string, error) { return picked(answer, options) }}
	q.Help = fmt.Sprintf("A number from 1 to %d, or the beginning of what stands behind it.", len(options))
	if usual >= 0 {
		q.Usual = strconv.Itoa(usual + 1)
	}
	answer, err := t.Ask(q)
	if err != nil || answer == "" {
		return -1, err
	}
	n, err := strconv.Atoi(answer)
	return n - 1, err
}

// picked is the number, from 1, of the option that an answer means.
func picked(answer string, options []string) (string, error) {
	if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(options) {
		return answer, nil
	}
	found := 0
	for i, o := range options {
		if len(o) >= len(answer) && strings.EqualFold(o[:len(answer)], answer) {
			if found > 0 {
				return "", fmt.Errorf("%q is the beginning of more than one: a number from 1 to %d", answer, len(options))
			}
			found = i + 1
		}
	}
	if found == 0 {
		return "", fmt.Errorf("a number from 1 to %d", len(options))
	}
	return strconv.Itoa(found), nil
}

// line prints a prompt and reads one line, without blanks around it.
func (t *Talk) line(prompt string) (string, error) {
	fmt.Fprint(t.out, wrapped(prompt, t.width-1)+" ")
	text, err := t.in.ReadString('\n')
	if err != nil && (text == "" || !errors.Is(err, io.EOF)) {
		fmt.Fprintln(t.out)
		return "", ErrOver
	}
	return strings.TrimSpace(text), nil
}

// wrapped breaks a text between words; blanks at its beginning stay, and the lines below are set in as far.
func wrapped(text string, width int) string {
	in := text[:len(text)-len(strings.TrimLeft(text, " "))]
	return hung(in, text[len(in):], width)
}

// hung is a text behind a head, its later lines set in as far as the head is wide.
func hung(head, text string, width int) string {
	return head + Wrap(text, width, len([]rune(head)), func(word string) int { return len([]rune(word)) })
}

// Wrap breaks a text between words. Its first line begins at column indent, and so do the others; columns says how many
// a word takes on the screen.
func Wrap(text string, width, indent int, columns func(word string) int) string {
	var b strings.Builder
	at := indent
	for i, word := range strings.Fields(text) {
		n := columns(word)
		switch {
		case i == 0:
		case at+1+n > width:
			b.WriteString("\n" + strings.Repeat(" ", indent))
			at = indent
		default:
			b.WriteString(" ")
			at++
		}
		b.WriteString(word)
		at += n
	}
	return b.String()
}
