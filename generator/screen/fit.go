package screen

import "strings"

// Fit breaks the lines of a text that are too long for a terminal of that many columns between words. What follows is set
// in two columns further than the line began. Lines that fit stay as they are.
func Fit(text string, width int) string {
	width = max(20, width-1)
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if len([]rune(bare(line))) <= width {
			continue
		}
		words := strings.TrimLeft(line, " ")
		in := len(line) - len(words)
		lines[i] = line[:in] + wrap(words, width, in+2)
	}
	return strings.Join(lines, "\n")
}
