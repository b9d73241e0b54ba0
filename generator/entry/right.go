package entry

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"retake/generator/civil"
)

// Right puts a day into cleared of the miss that begins on a line, from 1: one value is changed at its place, or one
// line added below the last one of the entry. Everything else stays. It returns the line that holds the day.
func Right(old []byte, line int, day civil.Date) (text []byte, at int, err error) {
	c := codeOf(old)
	all, err := c.decode(old)
	if err != nil {
		return nil, 0, err
	}
	lines := splitLines(all)
	if line < 1 || line > len(lines) || !missHeader.MatchString(lines[line-1]) {
		return nil, 0, byHand(line, "this is no [[miss]] of its own", day)
	}
	to := tableEnd(lines, line)
	above, body, rest := strings.Join(lines[:line], ""), strings.Join(lines[line:to], ""), strings.Join(lines[to:], "")
	place := cleared.FindStringIndex(strings.ReplaceAll(body, "\r", "\n"))
	switch {
	case strings.Contains(body, `"""`) || strings.Contains(body, "'''"):
		err = byHand(line, "a text of several lines stands in the entry", day)
	case place == nil:
		body, at = newLine(above+body, lineEnd(all), day)[len(above):], to+1
	default:
		at = line + len(splitLines(body[:place[1]]))
		body, err = inList(body[:place[1]], body[place[1]:], at, day)
	}
	if err != nil {
		return nil, 0, err
	}
	return slices.Concat(bytes.Clone(old[:c.mark]), c.encode(above+body+rest)), at, nil
}

func byHand(line int, why string, day civil.Date) error {
	return &Refusal{fmt.Sprintf("line %d: %s", line, why), "write the day there yourself: cleared = [" + day.String() + "]"}
}

// newLine is a text with a line for the day below it.
func newLine(above, end string, day civil.Date) string {
	if strings.HasSuffix(above, end) {
		return above + "cleared = [" + day.String() + "]" + end
	}
	return above + end + "cleared = [" + day.String() + "]"
}

// inList is the text of cleared with one more day; head goes up to its value, which begins on a line.
func inList(head, value string, line int, day civil.Date) (string, error) {
	if !strings.HasPrefix(value, "[") { // one day, without a list
		n := strings.IndexAny(value+" ", " \t\r\n#")
		return head + "[" + value[:n] + ", " + day.String() + "]" + value[n:], nil
	}
	at, add := lastOfList(value, day.String())
	if at < 0 {
		return "", byHand(line, "the list has no end", day)
	}
	return head + value[:at] + add + value[at:], nil
}

// splitLines are the lines of a text with their ends.
func splitLines(text string) (lines []string) {
	for text != "" {
		i := strings.IndexAny(text, "\r\n")
		switch {
		case i < 0:
			i = len(text)
		case strings.HasPrefix(text[i:], "\r\n"):
			i += 2
		default:
			i++
		}
		lines, text = append(lines, text[:i]), text[i:]
	}
	return lines
}

// tableEnd is the index of the line behind the last line with a key of the table whose header is on a line, from 1.
func tableEnd(lines []string, header int) int {
	end := header
	for i := header; i < len(lines); i++ {
		l := strings.TrimSpace(lines[i])
		if strings.HasPrefix(l, "[") {
			break
		}
		if l != "" && !strings.HasPrefix(l, "#") {
			end = i + 1
		}
	}
	return end
}

var missHeader = regexp.MustCompile(`^\s*\[\[\s*miss\s*\]\]`)

var cleared = regexp.MustCompile(`(?m)^[ \t]*cleared[ \t]*=[ \t]*`)

// lastOfList is where in a list of days another one goes, and with what before it.
func lastOfList(list, day string) (at int, add string) {
	last := byte('[')
	for i := 0; i < len(list); i++ {
		switch c := list[i]; c {
		case '#':
			for i < len(list)-1 && list[i] != '\n' && list[i] != '\r' {
				i++
			}
		case ']':
			switch last {
			case '[':
				return at, day
			case ',':
				return at, " " + day
			}
			return at, ", " + day
		case ' ', '\t', '\r', '\n':
		default:
			last, at = c, i+1
		}
	}
	return -1, ""
}
