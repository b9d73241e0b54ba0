package talk

import (
	"errors"
	"strconv"
	"strings"
	"testing"
)

// heard is a conversation with somebody who types those lines.
func heard(lines ...string) (*Talk, *strings.Builder) {
	var out strings.Builder
	return New(strings.NewReader(strings.Join(lines, "\n")+"\n"), &out, 60), &out
}

func TestAsk(t *testing.T) {
	number := func(s string) (string, error) {
		if _, err := strconv.Atoi(s); err != nil {
			return "", errors.New("a number, such as 12")
		}
		return s + "!", nil
	}
	for _, c := range []struct {
		q     Question
		typed []string
		want  string
		shown string
	}{
		{Question{Ask: "How many?", Check: number}, []string{" 12 "}, "12!", "How many? "},
		{Question{Ask: "How many?", Usual: "7", Check: number}, []string{""}, "7!", "How many? [7] "},
		{Question{Ask: "How many?", Check: number}, []string{""}, "", "How many? "},
		{Question{Ask: "How many?", Need: true, Check: number}, []string{"", "few", "3"}, "3!", "How many?   this one is needed\nHow many?   a number, such as 12\nHow many? "},
		{Question{Ask: "How many?", Help: "Count them.", Check: number}, []string{"?", "x", "3"}, "3!", "How many?   Count them.\nHow many?   a number, such as 12 (? explains)\nHow many? "},
		{Question{Ask: "Its title?"}, []string{"?", "Mine"}, "Mine", "Its title?   An empty line leaves it out.\nIts title? "},
		{Question{Ask: "Its title?", Usual: "Plan"}, []string{"?", ""}, "Plan", "Its title? [Plan]   An empty line takes Plan.\nIts title? [Plan] "},
	} {
		talk, out := heard(c.typed...)
		if got, err := talk.Ask(c.q); got != c.want || err != nil || out.String() != c.shown {
			t.Errorf("%v: %q, %v, %q", c.typed, got, err, out)
		}
	}
}

// TestOver: whoever goes away, or never answers what is asked, ends the conversation.
func TestOver(t *testing.T) {
	talk, _ := heard()
	if _, err := talk.Ask(Question{Ask: "Well?", Need: true}); err != ErrOver {
		t.Error(err)
	}
	if _, err := talk.Yes("Well?", true); err != ErrOver {
		t.Error(err)
	}
	talk, _ = heard(strings.Split(strings.Repeat("x\n", 50), "\n")...)
	if _, err := talk.Yes("Well?", true); err != ErrOver {
		t.Error(err)
	}
	talk = New(strings.NewReader("last line"), &strings.Builder{}, 60)
	if got, err := talk.Ask(Question{Ask: "Well?"}); got != "last line" || err != nil {
		t.Error(got, err)
	}
}

func TestYes(t *testing.T) {
	for typed, want := range map[string][2]bool{"": {true, false}, "y": {true, true}, "No": {false, false}, "what\nyes": {true, true}} {
		for i, usual := range []bool{true, false} {
			talk, _ := heard(typed)
			if got, err := talk.Yes("Sure?", usual); got != want[i] || err != nil {
				t.Errorf("%q, usually %v: %v, %v", typed, usual, got, err)
			}
		}
	}
}

func TestChoose(t *testing.T) {
	options := []string{"book", "video", "course", "community"}
	for typed, want := range map[string]int{"2": 1, "": -1, "BOO": 0, "com": 3, "co\n9\n3": 2} {
		talk, _ := heard(typed)
		if got, err := talk.Choose("Which?", options, -1); got != want || err != nil {
			t.Errorf("%q: %d, %v", typed, got, err)
		}
	}
	talk, out := heard("")
	if got, _ := talk.Choose("Which?", options, 2); got != 2 || out.String() != "Which?\n   1  book\n   2  video\n   3  course\n   4  community\nYour choice [3]: " {
		t.Errorf("%d, %q", got, out)
	}
}

// TestNarrow: no line is wider than the terminal, as far as words are short enough.
func TestNarrow(t *testing.T) {
	var out strings.Builder
	talk := New(strings.NewReader("1\n"), &out, 30)
	talk.Say("  a text that is quite a bit longer than thirty columns, and so must be broken")
	if _, err := talk.Choose("Which of them?", []string{"the first of two that are too long for a line", "b"}, -1); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(out.String()) {
		if n := len([]rune(strings.TrimRight(line, "\n"))); n > 30 {
			t.Errorf("%d columns: %q", n, line)
		}
	}
}
