// Package scoresheet finds on a printed score report what the plan needs to know of an attempt, each thing with the line
// it was read from.
//
// Nothing is guessed. A value is taken if it stands at its label and nowhere else differently: to the right of the label,
// behind it, or alone below it. Two values for one thing are both shown and neither is taken. What a report draws, it does
// not say: bars and marks in a picture are left to the eye.
//
// Deliberately absent: names, numbers and addresses of candidates, files, the terminal, causes of the fail, and the PDF
// itself (package paper).
package scoresheet

import (
	"fmt"
	"slices"
	"strings"

	"retake/generator/civil"
	"retake/generator/paper"
	"retake/generator/study"
)

// Given is what the report is held against.
type Given struct {
	Exam  study.Exam
	Today civil.Date
	Other []Named // all other exams that are known
}

// Named is an exam that a report could be of.
type Named struct{ Code, Name string }

// Key says what a value is of.
type Key string

// Keys of an attempt. A section's is Section and the number of its domain.
const (
	Date     Key = "date"
	Result   Key = "result"
	Total    Key = "score"
	PassMark Key = "pass mark"
	Range    Key = "scale"
	Eligible Key = "retake from"
	Missed   Key = "objectives"
	Section  Key = "domain "
	Domains  Key = "a value for a domain"
)

// OfDomain is the key of a domain's section.
func OfDomain(n int) Key { return Key(fmt.Sprint(string(Section), n)) }

// From is the place of a value on the report.
type From struct {
	Page, Line int
	Text       string // of the line
}

// Found is one value.
type Found struct {
	Says    string     // as the report has it, in words for people
	Day     civil.Date // of Date and Eligible
	Word    string     // of Result, "fail" or "pass"; of a band, our word for it
	Form    study.Form // of a section
	Of      float64    // what N is out of; 0 = nothing
	N       float64
	Percent bool    // N is one
	Lo, Hi  float64 // of Range, or beside a total; Hi 0 = none
	Pass    float64 // beside a total; 0 = none
	Missed  []study.Objective
	From    From
}

// same reports whether two values say the same thing.
func (f Found) same(g Found) bool {
	return f.Day == g.Day && f.Word == g.Word && f.Form == g.Form && f.N == g.N && f.Of == g.Of && f.Percent == g.Percent &&
		f.Lo == g.Lo && f.Hi == g.Hi && slices.Equal(f.Missed, g.Missed)
}

// Doubt is something that the report does not settle.
type Doubt struct {
	Key   Key
	Why   string
	Could []Found // what it might be
}

// Reading is what a report says.
type Reading struct {
	Taken  map[Key]Found
	Doubts []Doubt
	Notes  []string // what else is worth knowing, in sentences
	Wrong  string   // why this cannot be a report of the plan's exam; "" = it can

	given Given
}

// order is the order in which things are shown and written.
func (g Given) order() []Key {
	out := []Key{Date, Result, Total, Range, PassMark}
	for _, d := range g.Exam.Domains {
		out = append(out, OfDomain(d.N))
	}
	return append(out, Missed, Eligible)
}

// Keys are the keys of what was taken, in order.
func (r Reading) Keys() []Key {
	return slices.DeleteFunc(r.given.order(), func(k Key) bool { _, ok := r.Taken[k]; return !ok })
}

// Lacking are the keys of what an attempt must have and the report did not settle.
func (r Reading) Lacking() (out []Key) {
	for _, k := range []Key{Date, Result} {
		if _, ok := r.Taken[k]; !ok {
			out = append(out, k)
		}
	}
	return out
}

// Silent are the keys of what was looked for and not found. What the vendor never prints is not missed.
func (r Reading) Silent() (out []Key) {
	lists := r.given.Exam.Vendor == "CompTIA"
	sections := slices.ContainsFunc(r.Keys(), func(k Key) bool { return strings.HasPrefix(string(k), string(Section)) })
	for _, k := range r.given.order() {
		_, taken := r.Taken[k]
		switch {
		case taken || slices.ContainsFunc(r.Doubts, func(d Doubt) bool { return d.Key == k }):
		case strings.HasPrefix(string(k), string(Section)):
			if sections {
				out = append(out, k)
			}
		case k == Missed && lists, k == Date, k == Result, k == Eligible && r.Taken[Result].Word != "pass":
			out = append(out, k)
		case k == Total && slices.Contains([]string{"scaled", "percent", "points", "raw"}, r.given.Exam.Scale.Kind):
			out = append(out, k)
		}
	}
	if !sections && !lists {
		out = append(out, Domains)
	}
	return out
}

// Name is a key in words.
func (r Reading) Name(k Key) string {
	var n int
	if _, err := fmt.Sscanf(string(k), string(Section)+"%d", &n); err == nil {
		if d, ok := r.given.Exam.Domain(n); ok {
			return fmt.Sprintf("%d %s", n, d.Name)
		}
	}
	return string(k)
}

// Take settles a doubt, or adds what somebody says.
func (r *Reading) Take(k Key, f Found) {
	r.Taken[k] = f
	r.Doubts = slices.DeleteFunc(r.Doubts, func(d Doubt) bool { return d.Key == k })
}

// Read finds what a document says of an attempt.
func Read(doc paper.Document, g Given) Reading {
	s := newSheet(doc, g)
	r := Reading{Taken: map[Key]Found{}, given: g}
	r.Wrong = s.otherExam(&r)
	s.labelled()
	s.sentences()
	s.standing()
	s.sections()
	s.objectives()
	for _, k := range g.order() {
		s.settle(&r, k)
	}
	r.Doubts = append(r.Doubts, s.doubts...)
	if len(r.Taken)+len(r.Doubts) == 0 && r.Wrong == "" {
		r.Wrong = "nothing on it looks like a score report"
	}
	s.round(&r, doc)
	return r
}

// settle takes what was found of a key, if it is one thing.
func (s *sheet) settle(r *Reading, k Key) {
	var all []Found
	for _, f := range s.found[k] {
		if !slices.ContainsFunc(all, f.same) {
			all = append(all, f)
		}
	}
	switch {
	case len(all) == 0:
	case slices.ContainsFunc(r.Doubts, func(d Doubt) bool { return d.Key == k }) || slices.ContainsFunc(s.doubts, func(d Doubt) bool { return d.Key == k }):
	case len(all) > 1:
		r.Doubts = append(r.Doubts, Doubt{Key: k, Why: "the report says more than one thing", Could: all})
	default:
		if why := s.unlikely(r, k, all[0]); why != "" {
			r.Doubts = append(r.Doubts, Doubt{Key: k, Why: why, Could: all})
			return
		}
		r.Taken[k] = all[0]
	}
}

// oldest is how many days ago an exam may have been: about ten years.
const oldest = 3660

// unlikely says why a value cannot be what it seems to be.
func (s *sheet) unlikely(r *Reading, k Key, f Found) string {
	switch sat := r.Taken[Date].Day; {
	case k == Date && f.Day > s.Today:
		return "that day is not over yet"
	case k == Date && f.Day < s.Today-oldest:
		return "that day is more than ten years ago"
	case k == Eligible && sat != 0 && f.Day <= sat:
		return "that day is not after the exam"
	case k == Total || k == PassMark:
		return s.offScale(r, k, f)
	}
	return ""
}

// offScale says of a total or a pass mark that it does not lie on the exam's scale.
func (s *sheet) offScale(r *Reading, k Key, f Found) string {
	lo, hi := s.scale(r, f)
	switch total, ok := r.Taken[Total]; {
	case f.Percent && f.N > 100:
		return "a percentage ends at 100"
	case f.Of > 0 && f.N > f.Of:
		return "it is more than there is"
	case !f.Percent && hi > lo && (f.N < lo || f.N > hi):
		return fmt.Sprintf("the exam's scale goes from %s to %s", plain(lo), plain(hi))
	case k == PassMark && ok && total.Percent != f.Percent:
		return "the score and the pass mark are not of one kind"
	case k == Total && s.form(f) == "":
		return "the exam has no scale of its own, and the report does not say what it is out of"
	}
	return ""
}

// scale is where a number has to lie: the scale beside it, elsewhere on the report, or the exam's.
func (s *sheet) scale(r *Reading, f Found) (lo, hi float64) {
	switch printed, ok := r.Taken[Range]; {
	case f.Hi > 0:
		return f.Lo, f.Hi
	case f.Of > 0:
		return 0, f.Of
	case ok:
		return printed.Lo, printed.Hi
	}
	return s.Exam.Scale.Min, s.Exam.Scale.Max
}

// round adds what else is worth saying.
func (s *sheet) round(r *Reading, doc paper.Document) {
	if doc.Recognised {
		r.Notes = append(r.Notes, "The words are a scanner's reading of a picture, which can be wrong: look twice.")
	}
	if len(s.Exam.Domains) == 0 {
		r.Notes = append(r.Notes, "No outline is known of this exam, so nothing was read of its domains.")
	}
	if n := len(s.bare); n > 0 && len(r.Taken) > 0 {
		r.Notes = append(r.Notes, fmt.Sprintf("Named without a value in print: %s. Bars and marks that are drawn are not read: look at the report, and write bar = 0.4 or level = \"below\" into the file.", strings.Join(s.bare, ", ")))
	}
	if total, ok := r.Taken[Total]; ok {
		pass, has := s.passMark(*r)
		switch word := r.Taken[Result].Word; {
		case !has || word == "":
		case word == "fail" && total.N >= pass, word == "pass" && total.N < pass:
			r.Notes = append(r.Notes, fmt.Sprintf("The result is %s, but %s passes and the score is %s: compare both with the report.", word, plain(pass), plain(total.N)))
		}
	}
}

// plain is a number without needless digits.
func plain(x float64) string { return strings.TrimSuffix(fmt.Sprintf("%g", x), ".0") }
