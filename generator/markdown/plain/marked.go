package plain

import (
	"strings"
	"unicode"
)

// Mark stands before and after a stretch of a text that is to be found again. No file's text has it: NUL is replaced
// when a file is read.
const Mark = "\x00"

// Unmarked is a text without marks.
func Unmarked(text string) string { return strings.ReplaceAll(text, Mark, "") }

// Span is a stretch of a text, in bytes.
type Span struct{ At, To int }

// Settle takes space at both ends and all marks out of a text. It returns where the marked stretches are then, and
// where other ones are that were known before.
func Settle(raw string, others []Span) (text string, marked, moved []Span) {
	trimmed := strings.TrimLeftFunc(raw, unicode.IsSpace)
	before := len(raw) - len(trimmed)
	trimmed = strings.TrimSpace(trimmed)
	var b strings.Builder
	for i, piece := range strings.Split(trimmed, Mark) {
		if i%2 == 1 {
			marked = append(marked, Span{b.Len(), b.Len() + len(piece)})
		}
		b.WriteString(piece)
	}
	place := func(at int) int {
		n := min(max(at-before, 0), len(trimmed))
		return n - strings.Count(trimmed[:n], Mark)
	}
	for _, s := range others {
		moved = append(moved, Span{place(s.At), place(s.To)})
	}
	return b.String(), marked, moved
}
