package fault

import (
	"fmt"
	"slices"
	"strings"
)

// mostShown is how many annotations of each kind GitHub shows of one step; it drops the rest without a word.
const mostShown = 10

// Annotations are the faults as workflow commands of GitHub Actions, a line each, errors first: GitHub shows them at
// the lines they are about. file makes a fault's file relative to the repository. If there are more of a kind than
// GitHub shows, a last line says so. The form and its escapes are those of
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands and of the toolkit's command.ts.
func Annotations(l List, file func(string) string) string {
	var b strings.Builder
	l = slices.Clone(l)
	slices.SortStableFunc(l, func(x, y Fault) int { return int(x.Severity) - int(y.Severity) })
	for _, f := range l {
		fmt.Fprintf(&b, "::%s %s::%s\n", f.Severity, strings.Join(properties(f, file), ","), data.Replace(lines(f)))
	}
	if more := max(0, l.Errors()-mostShown) + max(0, l.Warnings()-mostShown); more > 0 {
		fmt.Fprintf(&b, "::notice title=retake::%d more: GitHub shows %d errors and %d warnings of a step, and the log has them all\n", more, mostShown, mostShown)
	}
	return b.String()
}

// lines is what an annotation says, with the hint on a line of its own.
func lines(f Fault) string {
	text := Clean(f.Message)
	if f.Hint != "" {
		text += "\nhint: " + Clean(f.Hint)
	}
	return text
}

// properties say where. The last column is the last character that the caret underlines.
func properties(f Fault, file func(string) string) (out []string) {
	put := func(key, value string) { out = append(out, key+"="+property.Replace(value)) }
	if f.Pos.File != "" {
		put("file", file(f.Pos.File))
	}
	if f.Pos.Line > 0 {
		put("line", fmt.Sprint(f.Pos.Line))
	}
	if f.Pos.Line > 0 && f.Pos.Col > 0 {
		put("col", fmt.Sprint(f.Pos.Col))
		put("endColumn", fmt.Sprint(f.Pos.Col+max(1, f.Width)-1))
	}
	put("title", "retake: "+f.Code)
	return out
}

var (
	data     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// Harmless is printed text in which nothing is taken for a command by the runner of GitHub Actions. An excerpt is what
// somebody wrote, and the runner heeds "##[" anywhere in a line.
func Harmless(text string) string { return strings.ReplaceAll(text, "##[", "## [") }
