// Package example holds a whole plan to look at and to take apart: the sample of this repository, inside the program.
//
// It is one text file, sample.txtar, in which each file follows a line with its name. A test holds it to the files of
// the repository.
//
// Deliberately absent: writing it anywhere, and what is in it.
package example

import (
	_ "embed"
	"strings"
)

//go:embed sample.txtar
var sample string

// Files are the files of the sample, by path.
func Files() map[string][]byte {
	out := map[string][]byte{}
	name := ""
	var text strings.Builder
	for line := range strings.Lines(sample) {
		head, ok := strings.CutPrefix(line, "-- ")
		if next, end := strings.CutSuffix(head, " --\n"); ok && end && next != "" {
			if name != "" {
				out[name] = []byte(text.String())
			}
			name = next
			text.Reset()
			continue
		}
		text.WriteString(line)
	}
	if name != "" {
		out[name] = []byte(text.String())
	}
	return out
}
