package screen

import "strings"

// Help is what is to be known of a command: a sentence, and sections below it.
type Help struct {
	Lead     string
	Sections []Section
}

// Section is pairs, paragraphs of text, or both; with a heading, if it has a title.
type Section struct {
	Title string
	Pairs []Pair
	Text  string
}

// Pair is what is typed, and what is said of it.
type Pair struct{ Left, Right string }

const (
	rightLeast = 32  // columns that what is said takes, at least, to stand beside what is typed
	leastWide  = 40  // columns of a narrow terminal
	mostWide   = 100 // longer lines are hard to read
)

// Text is the help for a terminal of so many columns.
func (h Help) Text(width int, color bool) string {
	s := &screen{width: min(max(width, leastWide), mostWide), color: color}
	s.WriteString(wrap(h.Lead, s.width, 0) + "\n")
	for _, x := range h.Sections {
		if x.Text == "" && len(x.Pairs) == 0 {
			continue
		}
		s.WriteString("\n")
		if x.Title != "" {
			s.WriteString(s.strong(x.Title) + "\n")
		}
		s.pairs(x.Pairs)
		if x.Text != "" && len(x.Pairs) > 0 {
			s.WriteString("\n")
		}
		s.paragraphs(x.Text)
	}
	return s.String()
}

// pairs prints two columns, or what is said below what is typed where there is no room beside it.
func (s *screen) pairs(pairs []Pair) {
	column := 0
	for _, p := range pairs {
		if n := len([]rune(p.Left)) + 4; n <= s.width/2+2 && n <= s.width-rightLeast && p.Right != "" {
			column = max(column, n)
		}
	}
	for _, p := range pairs {
		left, n := p.Left, len([]rune(p.Left))+2
		if n > s.width {
			left = strings.ReplaceAll(wrap(left, s.width-2, 6), "\n", " \\\n") // a shell reads on in the next line
		}
		s.WriteString("  " + left)
		switch {
		case p.Right == "":
		case n <= column-2:
			s.WriteString(strings.Repeat(" ", column-n) + wrap(p.Right, s.width, column))
		default:
			s.WriteString("\n" + strings.Repeat(" ", 6) + wrap(p.Right, s.width, 6))
		}
		s.WriteString("\n")
	}
}

// paragraphs prints text anew for the width: an empty line parts paragraphs, and a line that is set in stays one.
func (s *screen) paragraphs(text string) {
	var running []string
	flush := func() {
		if len(running) > 0 {
			s.WriteString("  " + wrap(strings.Join(running, " "), s.width, 2) + "\n")
		}
		running = nil
	}
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		switch in := len(line) - len(strings.TrimLeft(line, " ")); {
		case strings.TrimSpace(line) == "":
			flush()
			s.WriteString("\n")
		case in > 0:
			flush()
			s.WriteString(strings.Repeat(" ", in+2) + wrap(line, s.width, in+2) + "\n")
		default:
			running = append(running, line)
		}
	}
	flush()
}
