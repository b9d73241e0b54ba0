package scoresheet

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"retake/generator/study"
)

var (
	// missedHere is how a report begins its list of objectives with wrong answers.
	missedHere = regexp.MustCompile(`(?i)\b(?:incorrect(?:ly)?|missed|answered wrong(?:ly)?|did not answer correctly)\b`)
	listed     = regexp.MustCompile(`(?i)\b(?:objectives?|following|areas?)\b`)
	coded      = regexp.MustCompile(`^(?i)(?:[•·*–-]\s*)?(?:objective\s+)?(\d{1,2})\.(\d{1,2})(?:\.\d{1,2})?\s*[-:–.)]?(?:\s+(\p{L}.*))?$`)
)

// How many lines without an objective may stand before its list, and within it: texts that go on, ends and beginnings of
// pages.
const linesBefore, linesWithin = 6, 5

// objectives finds the list of objectives in which something was wrong.
func (s *sheet) objectives() {
	var begun, loose bool
	var all []study.Objective
	first, idle := -1, 0
	for i, r := range s.rows {
		codes := s.codes(r)
		switch {
		case len(codes) > 0 && begun:
			all = append(all, codes...)
			if idle = 0; first < 0 {
				first = i
			}
		case len(codes) > 0:
			loose = true
		case s.opens(i):
			begun, idle = true, 0
		case begun:
			idle++
			if first < 0 && idle > linesBefore || first >= 0 && idle > linesWithin || closes(r) {
				begun = false
			}
		}
	}
	s.missed(all, first, loose)
}

// missed keeps a list of objectives, unless it cannot be what it seems to be.
func (s *sheet) missed(all []study.Objective, first int, loose bool) {
	if len(all) == 0 {
		if loose {
			s.doubts = append(s.doubts, Doubt{Key: Missed, Why: "objectives are listed, but no line says that they were missed"})
		}
		return
	}
	var list []study.Objective
	for _, o := range all {
		if !slices.Contains(list, o) {
			list = append(list, o)
		}
	}
	says := make([]string, len(list))
	for i, o := range list {
		says[i] = o.String()
	}
	f := Found{Missed: list, Says: strings.Join(says, ", "), From: s.from(first)}
	if loose {
		s.doubts = append(s.doubts, Doubt{Key: Missed, Why: "some objectives are listed where no line says that they were missed", Could: []Found{f}})
		return
	}
	for _, o := range list {
		if d, ok := s.Exam.Domain(o.Domain); len(s.Exam.Domains) > 0 && (!ok || d.Objectives > 0 && o.Minor > d.Objectives) {
			s.doubts = append(s.doubts, Doubt{Key: Missed, Why: fmt.Sprintf("there is no objective %s in the outline of %s", o, s.Exam.Code), Could: []Found{f}})
			return
		}
	}
	s.found[Missed] = append(s.found[Missed], f)
}

// codes are the objectives of a line, if every cell begins with one, or is a list of nothing else.
func (s *sheet) codes(r row) (out []study.Objective) {
	for _, c := range r.cells {
		parts := strings.FieldsFunc(c.text, func(r rune) bool { return r == ',' || r == ';' })
		if slices.ContainsFunc(parts, func(p string) bool {
			m := coded.FindStringSubmatch(strings.TrimSpace(p))
			return m == nil || m[3] != ""
		}) {
			parts = []string{c.text} // the text of an objective has commas and numbers of its own
		}
		for _, p := range parts {
			m := coded.FindStringSubmatch(strings.TrimSpace(p))
			if m == nil {
				return nil
			}
			domain, _ := strconv.Atoi(m[1])
			minor, _ := strconv.Atoi(m[2])
			if minor > 0 { // "1.0" is the heading of a domain
				out = append(out, study.Objective{Domain: domain, Minor: minor})
			}
		}
	}
	return out
}

// opens reports whether a list of missed objectives begins below a line.
func (s *sheet) opens(at int) bool {
	text := s.rows[at].text
	if at+1 < len(s.rows) && len(s.codes(s.rows[at+1])) == 0 {
		text += " " + s.rows[at+1].text
	}
	return missedHere.MatchString(text) && listed.MatchString(text)
}

// closes reports whether a line begins something else.
func closes(r row) bool {
	return strings.HasSuffix(r.text, ":") || slices.ContainsFunc(r.cells, func(c cell) bool { return len(segments(c.text)) > 0 })
}
