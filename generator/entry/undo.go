package entry

import (
	"bytes"
	"fmt"
	"strings"
)

// Undo is a log without its last entry, and what that was. It takes back only what Append would write just so; of
// anything else it says on which line it stands.
func Undo(old []byte) (rest []byte, taken string, err error) {
	c := codeOf(old)
	text, err := c.decode(old)
	if err != nil {
		return nil, "", err
	}
	e, line, err := lastEntry(text)
	if err != nil {
		return nil, "", err
	}
	end := lineEnd(text)
	for _, blank := range []string{end, end + end, ""} {
		tail := blank + strings.ReplaceAll(e.String(), "\n", end)
		if !strings.HasSuffix(text, end) {
			tail = strings.TrimSuffix(tail, end)
		}
		rest, ok := bytes.CutSuffix(old, c.encode(tail))
		if !ok {
			continue
		}
		if again, err := Append(rest, e); err == nil && bytes.Equal(again, old) {
			return rest, e.String(), nil
		}
	}
	return nil, "", notOurs(line, "the blank lines around it are not as they were")
}

func notOurs(line int, why string) error {
	return &Refusal{fmt.Sprintf("line %d: %s, so the last entry is not taken back", line, why), "take it out in your editor"}
}

// lastEntry reads the last table of a log, and says on which line it begins.
func lastEntry(text string) (e Entry, line int, err error) {
	lines := strings.Split(strings.TrimSuffix(plainEnds(text), "\n"), "\n")
	at := Last(text)
	if at == 0 {
		return e, 0, &Refusal{"the log has no entry", ""}
	}
	header := lines[at-1]
	e.Table = strings.TrimSuffix(strings.TrimPrefix(header, "[["), "]]")
	if header != "[["+e.Table+"]]" || !bareKey(e.Table) {
		return e, at, notOurs(at, "this is not how retake begins an entry")
	}
	for i, l := range lines[at:] {
		key, value, ok := strings.Cut(l, " = ")
		switch {
		case key == "cleared": // by Right, and since: whoever takes back that day does not mean the miss
			return e, at, notOurs(at+1+i, "a day on which you were right has come into the entry")
		case ok && bareKey(key) && oneLine(value):
			e.Fields = append(e.Fields, Field{key, value})
		case strings.TrimSpace(l) == "":
			return e, at, notOurs(at+1+i, "a blank line stands in or below the entry")
		default:
			return e, at, notOurs(at+1+i, "this line was changed or added since")
		}
	}
	return e, at, nil
}

// Last is the line, from 1, on which the last table of a log in plain text begins; 0 if there is none.
func Last(text string) int {
	at := 0
	for i, l := range strings.Split(plainEnds(text), "\n") {
		if strings.HasPrefix(strings.TrimLeft(l, " \t"), "[[") {
			at = i + 1
		}
	}
	return at
}

// Place is the line on which the last entry of a log begins; 0 if there is none.
func Place(log []byte) int {
	text, _ := codeOf(log).decode(log) // of what is no text, none
	return Last(text)
}

// Line is a line of a log, from 1, without its end.
func Line(log []byte, n int) string {
	text, _ := codeOf(log).decode(log) // of what is no text, none
	lines := strings.Split(plainEnds(text), "\n")
	return lines[min(max(n, 1), len(lines))-1]
}

// plainEnds has every line end be a line feed.
func plainEnds(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}
