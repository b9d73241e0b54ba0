package scoresheet

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"retake/generator/paper"
)

// cell is a cell of the report with its place among the others.
type cell struct {
	text        string
	row, col    int
	left, right float64
}

// row is a line of the report.
type row struct {
	paper.Line
	cells []cell
	text  string
}

// sheet is a report under examination.
type sheet struct {
	Given
	rows   []row
	found  map[Key][]Found
	doubts []Doubt
	bare   []string       // domains that are named with nothing beside them
	named  map[string]int // which domain a text names; 0 = none
}

// Bounds of what is looked at: a line of a report has some hundred letters, and a report some hundred lines.
const longestLine, mostLines = 300, 1000

func newSheet(doc paper.Document, g Given) *sheet {
	s := &sheet{Given: g, found: map[Key][]Found{}, named: map[string]int{"": 0}}
	for _, l := range doc.Lines {
		r, i := row{Line: l, text: l.String()}, len(s.rows)
		if len(r.text) > longestLine || i == mostLines {
			continue
		}
		for k, c := range l.Cells {
			r.cells = append(r.cells, cell{c.String(), i, k, c.Left(), c.Right()})
		}
		s.rows = append(s.rows, r)
	}
	return s
}

func (s *sheet) from(at int) From {
	return From{s.rows[at].Page, s.rows[at].N, s.rows[at].text}
}

// span is the place of what goes over several lines.
func (s *sheet) span(first, last int) From {
	f := s.from(first)
	for at := first + 1; at <= last; at++ {
		f.Text += " / " + s.rows[at].text
	}
	return f
}

// right is the next cell on the same line.
func (s *sheet) right(c cell) (cell, bool) {
	if cells := s.rows[c.row].cells; c.col+1 < len(cells) {
		return cells[c.col+1], true
	}
	return cell{}, false
}

// How many lines further on, and how many sizes of letters below, a cell may be to stand right under another. A table with
// cells of two lines has lines of other columns in between.
const linesBelow, sizesBelow = 3, 3.5

// below is the cell under a cell (by = 1), or above it (by = -1): the nearest that overlaps it, if it is one and near.
func (s *sheet) below(c cell, by int) (out cell, ok bool) {
	for step := 1; step <= linesBelow; step++ {
		at := c.row + by*step
		if at < 0 || at >= len(s.rows) || s.rows[at].Page != s.rows[c.row].Page || s.apart(at, c.row) > sizesBelow {
			return cell{}, false
		}
		n := 0
		for _, o := range s.rows[at].cells {
			if o.overlaps(c) {
				out = o
				n++
			}
		}
		if n > 0 {
			return out, n == 1
		}
	}
	return cell{}, false
}

// apart is how far two lines are from each other, in sizes of their letters.
func (s *sheet) apart(a, b int) float64 {
	return math.Abs(s.rows[a].Y-s.rows[b].Y) / max(s.rows[a].Size, s.rows[b].Size, 1)
}

func (c cell) overlaps(o cell) bool { return c.left < o.right && o.left < c.right }

// alike is what is written in two ways.
var alike = strings.NewReplacer("&", " and ", "’", "", "'", "")

// words is a text as far as people agree on how to write it.
func words(s string) string {
	s = alike.Replace(strings.ToLower(s))
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '+' && r != '#' && r != '%'
	}), " ")
}

// otherExam says which exam the report is of, if it is not the plan's.
func (s *sheet) otherExam(r *Reading) string {
	all := " "
	for _, l := range s.rows {
		all += strings.Join(codeWords(l.text), " ") + " "
	}
	own := s.Exam.Code != "" && strings.Contains(all, " "+s.Exam.Code+" ")
	lower := " " + words(all) + " "
	named := func(name string) bool { // "Security+", without its version
		name = words(strings.Split(name, " (")[0])
		return len(name) > 4 && strings.Contains(lower, " "+name+" ")
	}
	if own || s.Exam.Code == "custom" {
		return ""
	}
	var others []string
	for _, o := range s.Other {
		if strings.Contains(all, " "+o.Code+" ") && o.Code != s.Exam.Code && !slices.Contains(others, o.Code) {
			others = append(others, o.Code)
		}
	}
	switch {
	case len(others) > 0:
		return "the report names " + strings.Join(others, ", ") + ", and not " + s.Exam.Code
	case !named(s.Exam.Name):
		r.Notes = append(r.Notes, "The report does not name "+s.Exam.Title()+": see that it is the right one.")
	}
	return ""
}

// codeWords are the words of a line without the punctuation around them.
func codeWords(line string) []string {
	return strings.FieldsFunc(line, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' })
}
