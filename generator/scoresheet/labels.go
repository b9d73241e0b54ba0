package scoresheet

import (
	"regexp"
	"slices"
	"strings"
)

// none is the key of labels whose values are of no use, and must not be taken for others.
const none Key = ""

// looseDate is a date without a word of what. It counts if there is no other.
const looseDate Key = "a date"

// labels are the words that reports put before a value, in lower case. The longer one wins: a "date of birth" is no date.
var labels = map[string]Key{
	"exam date": Date, "test date": Date, "date of exam": Date, "date of examination": Date, "examination date": Date, "date taken": Date,
	"exam taken": Date, "exam taken on": Date, "date tested": Date, "date of test": Date, "test taken on": Date, "date and time of exam": Date, "exam date/time": Date,
	"exam delivery date": Date, "delivery date": Date, "date of attempt": Date, "attempt date": Date, "assessment date": Date, "taken": Date, "taken on": Date, "sat on": Date, "exam taken at": Date, "date": looseDate,

	"date of birth": none, "report date": none, "date printed": none, "print date": none, "date of report": none, "issue date": none, "date issued": none,
	"registration date": none, "expiration date": none, "expiry date": none, "date of issue": none, "score report": none, "score report id": none,
	"registration number": none, "registration id": none, "validation number": none, "candidate id": none, "score interpretation": none, "date registered": none,
	"result date": none, "score date": none, "pass rate": none, "average score": none, "previous score": none, "best score": none, "highest score": none, "section score": none,

	"result": Result, "exam result": Result, "test result": Result, "final result": Result, "overall result": Result, "grade": Result, "status": Result, "exam status": Result,
	"outcome": Result, "pass/fail": Result, "pass/fail status": Result, "result status": Result, "exam outcome": Result, "overall performance": Result, "overall status": Result,

	"score": Total, "total score": Total, "scaled score": Total, "final score": Total, "exam score": Total, "overall score": Total, "total scaled score": Total,
	"score achieved": Total, "score obtained": Total, "overall scaled score": Total, "test score": Total, "score earned": Total,

	"passing score": PassMark, "required score": PassMark, "minimum passing score": PassMark, "pass mark": PassMark, "passing mark": PassMark,
	"score required to pass": PassMark, "minimum score to pass": PassMark, "cut score": PassMark, "passing score required": PassMark, "required passing score": PassMark,
	"required to pass": PassMark, "minimum required score": PassMark, "minimum score": PassMark, "score needed to pass": PassMark, "passing scaled score": PassMark,

	"score range": Range, "scale": Range, "score scale": Range, "scoring range": Range, "scoring scale": Range, "possible scores": Range,

	"retake date": Eligible, "retake eligible on": Eligible, "eligible to retake on": Eligible, "retake eligibility date": Eligible, "earliest retake date": Eligible,
	"next eligible date": Eligible, "eligible for retake on": Eligible, "retake from": Eligible, "earliest retake": Eligible, "retake available from": Eligible,
	"retake on or after": Eligible, "eligible to retake on or after": Eligible, "you may retake this exam on or after": Eligible,
}

// phrases are the labels, the longest first.
var phrases = func() (out []string) {
	for p := range labels {
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	return out
}()

// whose may stand before a label.
var whose = regexp.MustCompile(`^(?i)(?:[•·*–-]\s*)?(?:(?:your|the|candidate|candidate['’]s|examinee)\s+)?`)

// segment is a label and what stands behind it in its cell.
type segment struct {
	key         Key
	hint, value string // hint = in brackets at the label
}

// bracket is a remark behind a label; rest what separates a label from its value.
var (
	bracket = regexp.MustCompile(`^\s*\(([^()]*)\)`)
	rest    = regexp.MustCompile(`^\s*(?:[:=]|\.{2,}|…)?\s*`)
)

// mostSegments is how many labels one cell can have: score, pass mark, scale, result, date, and one more.
const mostSegments = 6

// segments cuts a cell at its labels. The first has to begin the cell; later ones need a colon.
func segments(text string) (out []segment) {
	at := len(whose.FindString(text))
	key, end, ok := labelAt(text, at)
	for ok && len(out) < mostSegments {
		next, nextKey, nextEnd := len(text), none, 0
		for i := end; i < len(text); i++ {
			if !boundary(text, i) {
				continue
			}
			if k, e, found := labelAt(text, i); found && strings.HasPrefix(strings.TrimLeft(text[e:], " "), ":") {
				next, nextKey, nextEnd = i, k, e
				break
			}
		}
		value := text[end:next]
		if next < len(text) {
			value = strings.TrimRight(value, " ,;/–-(")
			for _, w := range []string{"Your", "your", "The", "the", "Candidate", "candidate"} {
				value = strings.TrimSpace(strings.TrimSuffix(value, " "+w))
			}
		}
		seg := segment{key: key}
		if m := bracket.FindStringSubmatch(value); m != nil {
			seg.hint, value = m[1], value[len(m[0]):]
		}
		seg.value = strings.TrimSpace(value[len(rest.FindString(value)):])
		if strings.Count(seg.value, ")") > strings.Count(seg.value, "(") { // all of the label was in brackets
			seg.value = strings.TrimSuffix(seg.value, ")")
		}
		out = append(out, seg)
		key, end, ok = nextKey, nextEnd, next < len(text)
	}
	return out
}

// labelAt is the label that begins at a byte of a text.
func labelAt(text string, at int) (k Key, end int, ok bool) {
	for _, p := range phrases {
		if e := at + len(p); e <= len(text) && strings.EqualFold(text[at:e], p) && (e == len(text) || !letter(text[e])) {
			return labels[p], e, true
		}
	}
	return none, 0, false
}

func letter(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9' || b >= 0x80 || b == '-' || b == '/'
}

// boundary reports whether a word may begin at a byte of a text.
func boundary(text string, at int) bool { return at == 0 || text[at-1] == ' ' || text[at-1] == '(' }

// bare reports whether a cell is a label and nothing more.
func bare(text string) bool {
	segs := segments(text)
	return len(segs) == 1 && segs[0].value == ""
}

// parse reads a whole text as a value of a key.
func (s *sheet) parse(k Key, text string) []Found {
	switch k {
	case Date, Eligible, looseDate:
		return dates(text)
	case Result:
		return result(text)
	case Total, PassMark:
		return total(text)
	case Range:
		return scaleRange(text)
	}
	return nil
}

// labelled finds what stands at labels.
func (s *sheet) labelled() {
	for _, r := range s.rows {
		if s.names(r) {
			continue // what stands there is of a domain
		}
		for _, c := range r.cells {
			for _, seg := range segments(c.text) {
				if !s.take(c, seg) {
					break
				}
			}
		}
	}
}

// take keeps the value of a label, and reports whether what follows in the cell can be trusted.
func (s *sheet) take(c cell, seg segment) bool {
	if seg.value == "" {
		s.beside(c, seg.key)
		return true
	}
	if seg.key == none {
		return true
	}
	values := s.parse(seg.key, seg.value)
	s.keep(seg.key, s.at(c.row, values))
	if seg.key == Total || seg.key == PassMark {
		s.keep(Range, s.at(c.row, scaleRange(seg.hint)))
	}
	return len(values) > 0
}

// at are values with the line that they stand on.
func (s *sheet) at(row int, values []Found) []Found {
	for i := range values {
		values[i].From = s.from(row)
	}
	return values
}

// keep adds one value. Several are readings of one text, and make a doubt.
func (s *sheet) keep(k Key, values []Found) {
	switch {
	case len(values) == 1:
		s.found[k] = append(s.found[k], values[0])
	case len(values) > 1:
		s.doubts = append(s.doubts, Doubt{Key: k, Why: "it can be read in two ways", Could: values})
	}
}

// beside looks for the value of a label that stands alone in its cell: to the right; if there is none or another label,
// below.
func (s *sheet) beside(c cell, k Key) {
	if k == none {
		return
	}
	next, ok := s.right(c)
	if ok && !bare(next.text) {
		s.keep(k, s.at(c.row, s.parse(k, next.text)))
		if third, more := s.right(next); more {
			s.keep(k, s.at(c.row, s.parse(k, third.text))) // two values at one label: neither will be taken
		}
		return
	}
	under, ok := s.below(c, 1)
	if !ok || s.names(s.rows[under.row]) {
		return
	}
	if over, ok := s.below(c, -1); ok && bare(over.text) && s.alone(c) {
		return // a list of labels, and a list of values: which is whose cannot be told
	}
	if more, ok := s.below(under, 1); ok && len(s.parse(k, more.text)) > 0 {
		return // a column of values
	}
	s.keep(k, s.at(under.row, s.parse(k, under.text)))
}

// names reports whether a line names a domain.
func (s *sheet) names(r row) bool {
	return slices.ContainsFunc(r.cells, func(c cell) bool { _, ok := s.domainOf(c.text); return ok })
}

// alone reports whether a cell has no others on its line.
func (s *sheet) alone(c cell) bool { return len(s.rows[c.row].cells) == 1 }
