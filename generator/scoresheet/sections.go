package scoresheet

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"retake/generator/study"
)

// numbered is a domain's number before its name, or instead of it; weighed is its weight in brackets.
var (
	numbered  = regexp.MustCompile(`^(?i)((?:domain|section|content area)\s+)?(\d{1,2})(?:\.0)?\s*(?:[.:)–—-]\s*|\s+|$)`)
	weighed   = regexp.MustCompile(`^(.*?)\s*\((?:weight:?\s*)?((?:\d{1,2}\s*(?:-|–|to)\s*)?\d{1,2}(?:\.\d+)?)\s*%[^()]*\)$`)
	shortened = regexp.MustCompile(`\s*\([A-Z]{2,6}\)$`)
	isWeight  = regexp.MustCompile(`(?i)\bweight|\bof (?:the )?(?:exam|test|scored|questions|items|content)|\bpercentage of\b|\bexam %`)
	asScaled  = regexp.MustCompile(`(?i)\bscaled\b`)
)

// longestName bounds what can be a domain's name with its number and weight, in bytes.
const longestName = 200

// domainOf is the domain that a text names, alone: by its name, perhaps with its number and weight, or as "Domain 4".
func (s *sheet) domainOf(text string) (d study.Domain, ok bool) {
	n, known := s.named[text]
	if !known {
		if d, ok = s.lookUp(text); ok {
			n = d.N
		}
		s.named[text] = n
		return d, ok
	}
	return s.Exam.Domain(n)
}

// lookUp is domainOf without its memory.
func (s *sheet) lookUp(text string) (d study.Domain, ok bool) {
	if len(text) > longestName {
		return study.Domain{}, false
	}
	if m := weighed.FindStringSubmatch(text); m != nil {
		text = m[1]
	}
	text = strings.TrimRight(text, " .:…–—-*")
	text = shortened.ReplaceAllString(text, "")
	number := ""
	if m := numbered.FindStringSubmatch(text); m != nil {
		number, text = m[2], text[len(m[0]):]
		if text == "" && m[1] != "" {
			return s.numbered(number)
		}
	}
	name := words(text)
	near, best := math.MaxInt, 0
	for _, x := range s.Exam.Domains {
		switch far := distance(name, words(x.Name)); {
		case far < near:
			d, near, best = x, far, 1
		case far == near:
			best++
		}
	}
	if near > len(name)/10 || best > 1 || name == "" || number != "" && number != fmt.Sprint(d.N) {
		return study.Domain{}, false
	}
	return d, true
}

func (s *sheet) numbered(n string) (study.Domain, bool) {
	for _, d := range s.Exam.Domains {
		if fmt.Sprint(d.N) == n {
			return d, true
		}
	}
	return study.Domain{}, false
}

// distance is how many letters have to be changed, added or left out to make one text of the other.
func distance(a, b string) int {
	if a == b {
		return 0
	}
	if len(a) > 200 || len(b) > 200 || len(a) > 2*len(b) || len(b) > 2*len(a) { // nowhere near
		return math.MaxInt - 1
	}
	last := make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(a) {
		before := last[0]
		last[0] = i + 1
		for j := range len(b) {
			here := before
			if a[i] != b[j] {
				here = min(before, last[j], last[j+1]) + 1
			}
			before, last[j+1] = last[j+1], here
		}
	}
	return last[len(b)]
}

// sections finds the rows of domains.
func (s *sheet) sections() {
	if len(s.Exam.Domains) == 0 {
		return
	}
	for i, r := range s.rows {
		for k := range r.cells {
			s.section(i, k)
		}
	}
	s.notWeights()
	for _, d := range s.Exam.Domains {
		k := OfDomain(d.N)
		named := slices.Contains(s.bare, d.Name)
		said := len(s.found[k]) > 0 || slices.ContainsFunc(s.doubts, func(x Doubt) bool { return x.Key == k })
		if named && said {
			s.bare = slices.DeleteFunc(s.bare, func(n string) bool { return n == d.Name })
		}
	}
}

// longestValue is the number of words of the longest value: "5 out of 9 questions correct".
const longestValue = 6

// section reads one cell that may name a domain, and what is beside it.
func (s *sheet) section(at, col int) {
	c := s.rows[at].cells[col]
	parts := strings.Fields(c.text)
	for cut := len(parts) - 1; cut > 0 && cut >= len(parts)-longestValue; cut-- { // the value may be in the same cell
		values := s.at(at, s.value(strings.Join(parts[cut:], " "), ""))
		if len(values) == 0 {
			continue
		}
		if d, ok := s.domainOf(strings.Join(parts[:cut], " ")); ok {
			s.keep(OfDomain(d.N), values)
			return
		}
	}
	d, last, ok := s.wrapped(c)
	if !ok {
		return
	}
	values := s.group(c, last)
	if len(values) == 0 {
		values = s.under(c)
	}
	switch m := weighed.FindStringSubmatch(c.text); {
	case len(values) > 0:
		s.keep(OfDomain(d.N), values)
	case m != nil && !strings.ContainsAny(m[2], "-–t") && math.Round(num(m[2])) != math.Round(d.Weight):
		f := Found{Form: study.ByPercent, N: num(m[2]), Says: m[2] + " %", From: s.from(at)}
		s.doubts = append(s.doubts, Doubt{Key: OfDomain(d.N), Why: "it may be the result or the weight", Could: []Found{f}})
	case !slices.Contains(s.bare, d.Name):
		s.bare = append(s.bare, d.Name)
	}
}

// wrapped is the domain that a cell names, perhaps together with up to two lines that stand flush below it.
func (s *sheet) wrapped(c cell) (d study.Domain, last cell, ok bool) {
	text, at := c.text, c
	if d, ok = s.domainOf(text); ok {
		return d, c, true
	}
	last = c
	for range 2 {
		next, near := s.below(at, 1)
		if !near || math.Abs(next.left-c.left) > s.rows[c.row].Size || s.apart(next.row, at.row) > 2 {
			return d, c, false
		}
		text += " " + next.text
		last.row, last.right = next.row, max(last.right, next.right)
		for _, x := range s.Exam.Domains { // of two lines, the name has to be exact
			if n := words(numbered.ReplaceAllString(shortened.ReplaceAllString(text, ""), "")); n == words(x.Name) {
				return x, last, true
			}
		}
		at = next
	}
	return d, c, false
}

// halfLine is how far from a name's lines those of its value can be, in sizes of letters, if either has more lines than the
// other and the shorter stands in the middle.
const halfLine = 0.95

// group are the values to the right of a name that goes on to the cell last, each put together from its lines. Several that
// differ make a doubt.
func (s *sheet) group(c, last cell) (out []Found) {
	first, end := c.row, last.row
	other := func(at int) bool { // a line of other columns
		return at >= 0 && at < len(s.rows) && s.rows[at].Page == s.rows[c.row].Page && !slices.ContainsFunc(s.rows[at].cells, last.overlaps)
	}
	for other(first-1) && s.apart(first-1, c.row) < halfLine {
		first--
	}
	for other(end+1) && s.apart(end+1, last.row) < halfLine {
		end++
	}
	for _, v := range s.columns(first, end, last.right) {
		head := s.head(v)
		if isWeight.MatchString(head) || isWeight.MatchString(v.text) {
			continue
		}
		values := s.value(v.text, head)
		if len(values) == 0 {
			values = s.mark(v)
		}
		for _, f := range values {
			f.From = s.span(first, end)
			if !slices.ContainsFunc(out, f.same) {
				out = append(out, f)
			}
		}
	}
	return out
}

// columns are the cells of some lines that stand to the right of a place and before the next domain, each with what stands
// over it.
func (s *sheet) columns(first, end int, right float64) (out []cell) {
	limit := math.Inf(1)
	for at := first; at <= end; at++ {
		for _, c := range s.rows[at].cells {
			if _, ok := s.domainOf(c.text); ok && c.left > right {
				limit = min(limit, c.left)
			}
		}
	}
	for at := first; at <= end; at++ {
		for _, c := range s.rows[at].cells {
			if c.left <= right || c.left >= limit {
				continue
			}
			i := slices.IndexFunc(out, c.overlaps)
			if i < 0 {
				out = append(out, c)
				continue
			}
			out[i].text += " " + c.text
			out[i].left, out[i].right = min(out[i].left, c.left), max(out[i].right, c.right)
		}
	}
	return out
}

// head is what stands above a column: the nearest cell over it on a line that names no domain.
func (s *sheet) head(c cell) string {
	for at := c.row - 1; at >= 0 && s.rows[at].Page == s.rows[c.row].Page; at-- {
		if slices.ContainsFunc(s.rows[at].cells, func(o cell) bool { _, ok := s.domainOf(o.text); return ok }) {
			continue
		}
		for _, o := range s.rows[at].cells {
			if o.left < c.right && c.left < o.right && len(s.value(o.text, "scaled")) == 0 {
				if over, ok := s.below(o, -1); ok && s.rows[o.row].Y-s.rows[over.row].Y < 1.6*s.rows[o.row].Size {
					return over.text + " " + o.text
				}
				return o.text
			}
		}
	}
	return ""
}

// marks are the letters that fill in a table by hand or by print.
var marks = []string{"x", "X", "✓", "✔", "✗", "✘", "●", "•", "■", "⬤"}

// mark is the band whose heading a mark stands under. Headings may have two lines.
func (s *sheet) mark(c cell) (out []Found) {
	if !slices.Contains(marks, c.text) {
		return nil
	}
	middle := (c.left + c.right) / 2
	for at := c.row - 1; at >= 0 && s.rows[at].Page == s.rows[c.row].Page; at-- {
		bands := 0
		for _, o := range s.rows[at].cells {
			f := s.band(o.text)
			if next, ok := s.below(o, 1); ok && f == nil {
				f = s.band(o.text + " " + next.text)
				o.left, o.right = min(o.left, next.left), max(o.right, next.right)
			}
			if f == nil {
				continue
			}
			bands++
			if o.left <= middle && middle <= o.right {
				out = f
			}
		}
		if bands >= 2 {
			return out
		}
		out = nil
	}
	return nil
}

// under is a value that stands alone below a name that stands alone, if names and values take turns.
func (s *sheet) under(c cell) []Found {
	next, ok := s.below(c, 1)
	if !ok || !s.alone(c) || !s.alone(next) {
		return nil
	}
	if over, ok := s.below(c, -1); ok {
		if _, domain := s.domainOf(over.text); domain {
			return nil
		}
	}
	if more, ok := s.below(next, 1); ok && len(s.value(more.text, "")) > 0 {
		return nil
	}
	return s.at(next.row, s.value(next.text, s.head(c)))
}

// notWeights takes percentages back that are the outline's weights, all of them.
func (s *sheet) notWeights() {
	same, other := 0, 0
	for _, d := range s.Exam.Domains {
		for _, f := range s.found[OfDomain(d.N)] {
			if f.Form == study.ByPercent && math.Abs(f.N-d.Weight) < 0.6 {
				same++
			} else {
				other++
			}
		}
	}
	if same == 0 || other > 0 {
		return
	}
	for _, d := range s.Exam.Domains {
		if len(s.found[OfDomain(d.N)]) > 0 {
			s.found[OfDomain(d.N)] = nil
			s.bare = append(s.bare, d.Name)
		}
	}
}
