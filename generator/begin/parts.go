package begin

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"retake/generator/source"
	"retake/generator/source/catalogue"
	"retake/generator/source/keyed"
	"retake/generator/study"
)

// Part is what a report says of one part of the exam.
type Part struct {
	study.Section
	Name string // of a part that has no number yet; "" if Domain says it
}

// outlined reports whether the parts of the exam are known.
func (a Answers) outlined() bool { return a.Exam.DomainsFrom == "catalogue" }

// Missed takes the objectives that a report lists: "1.2 2.4, 4.1"; "none" is an empty list.
func (a *Answers) Missed(text string) error {
	if !a.outlined() {
		return errors.New("the parts of this exam are not in the catalogue: list its domains in content/exam.toml first, and then the objectives in content/attempts.toml")
	}
	var list []study.Objective
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' || r == ';' || r == '\t' }) {
		if strings.EqualFold(word, nothing) {
			continue
		}
		o, ok := catalogue.ParseObjective(word)
		d, there := a.Exam.Domain(o.Domain)
		switch {
		case !ok:
			return fmt.Errorf("%q is no objective: they are numbered as in 1.2", word)
		case !there:
			return fmt.Errorf("objective %s: the exam has %d domains", word, len(a.Exam.Domains))
		case d.Objectives > 0 && o.Minor > d.Objectives:
			return fmt.Errorf("objective %s: domain %d has %d objectives", word, d.N, d.Objectives)
		case !slices.Contains(list, o):
			list = append(list, o)
		}
	}
	a.Attempt.Missed, a.Attempt.ListsMissed = list, true
	return nil
}

// Section takes what a report says of one part: "1=45", "Networking = near". A value alone is in the vendor's own form;
// 45 %, 7/12, 2 stars, bar 30, rank 1 and a word are told apart by how they look.
func (a *Answers) Section(text string) error {
	which, value, ok := cutLast(text, "=")
	if !ok {
		return fmt.Errorf("%q has no = between the part of the exam and what the report says of it", text)
	}
	part, err := a.part(which)
	if err != nil {
		return err
	}
	form, value := a.formOf(value)
	return a.put(part, form, value)
}

// cutLast cuts at the last separator: names may hold one.
func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+len(sep):]), true
}

// part finds a part by its number or its name. Where the parts are not known, a name is taken as it is.
func (a Answers) part(which string) (Part, error) {
	n, err := strconv.Atoi(which)
	switch {
	case which == "":
		return Part{}, fmt.Errorf("the part of the exam is missing before the =")
	case !a.outlined() && err == nil && n > 0 && n <= 99:
		return Part{Section: study.Section{Domain: n}}, nil
	case !a.outlined():
		return Part{Name: which}, nil
	}
	d, ok := source.FindDomain(a.Exam, which)
	if !ok || err == nil && n != d.N {
		return Part{}, fmt.Errorf("there is no part %q; %s", which, catalogue.NameDomains(a.Exam, which))
	}
	return Part{Section: study.Section{Domain: d.N}}, nil
}

// formOf tells from its looks in which form a value is.
func (a Answers) formOf(value string) (form, rest string) {
	p := paperOf(a.Exam)
	lower := strings.ToLower(strings.TrimSpace(value))
	for _, f := range []study.Form{study.ByBar, study.ByRank, study.ByScaled} {
		if after, ok := strings.CutPrefix(lower, string(f)+" "); ok {
			return string(f), after
		}
	}
	_, of, parted := pair(lower)
	switch {
	case strings.HasSuffix(lower, "%") && p.parts != string(study.ByBar):
		return string(study.ByPercent), value
	case strings.HasSuffix(lower, "stars"), strings.HasSuffix(lower, "star"):
		return string(study.ByStars), strings.TrimSuffix(strings.TrimSuffix(lower, "s"), "star")
	case parted && (p.parts == string(study.ByPoints) || p.parts == string(study.ByStars) && of <= mostStars):
		return p.parts, value
	case parted:
		return string(study.ByCount), value
	case lower != "" && (lower[0] < '0' || lower[0] > '9'):
		return string(study.ByLevel), value
	}
	return p.parts, value
}

// put takes what a report says of a part, in a form.
func (a *Answers) put(part Part, form, value string) error {
	s, err := a.read(form, strings.TrimSpace(value))
	if err != nil {
		return err
	}
	s.Domain = part.Domain
	part.Section = s
	for _, other := range a.Parts {
		if other.Domain == part.Domain && strings.EqualFold(other.Name, part.Name) {
			return fmt.Errorf("part %s has two values", partName(part))
		}
	}
	a.Parts = append(a.Parts, part)
	return nil
}

func partName(p Part) string {
	if p.Name != "" {
		return strconv.Quote(p.Name)
	}
	return strconv.Itoa(p.Domain)
}

// read reads a value in a form, and says the form with an example if it is none.
func (a Answers) read(form, value string) (study.Section, error) {
	s := study.Section{Form: study.Form(form)}
	n, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(value, "%")), 64)
	if math.IsNaN(n) || math.IsInf(n, 0) {
		err = strconv.ErrRange
	}
	s.Value = n
	wrong := func(what string) (study.Section, error) { return s, fmt.Errorf("%q is no %s", value, what) }
	switch s.Form {
	case study.ByLevel:
		return a.band(value)
	case study.ByPercent:
		if err != nil || n < 0 || n > 100 {
			return wrong("percentage: 0 to 100, such as 45")
		}
	case study.ByBar:
		if err != nil || n < 0 || n > 100 {
			return wrong("length of a bar: 0 is empty, 50 half, 100 full")
		}
		s.Value = n / 100
	case study.ByRank:
		if err != nil || n < 1 || n > 99 || n != math.Trunc(n) {
			return wrong("rank: 1 is the weakest part")
		}
	case study.ByScaled:
		if a.Exam.Scale.Max <= a.Exam.Scale.Min {
			return s, errors.New("no scale of scores is known for this exam: write the section into content/attempts.toml, with scale_min and scale_max")
		}
		if lo, hi := a.Exam.Scale.Min, a.Exam.Scale.Max; err != nil || n < lo || n > hi {
			return wrong(fmt.Sprintf("score from %s to %s", keyed.Plain(lo), keyed.Plain(hi)))
		}
	case study.ByStars:
		return stars(s, value, n, err)
	case study.ByCount, study.ByPoints:
		var ok bool
		if s.Value, s.Of, ok = pair(value); !ok || s.Value > s.Of || s.Of > mostQuestions {
			return wrong("count of a total, such as 7/12")
		}
	default:
		return s, fmt.Errorf("%q could be many things: write 45%%, 7/12, below, bar 30, rank 1 or 2 stars", value)
	}
	return s, nil
}

// mostQuestions bounds a count; no exam comes near it.
const mostQuestions = 1000

// mostStars is how many stars a report may give.
const mostStars = 10

// stars reads "2" of five, or "2/4".
func stars(s study.Section, value string, n float64, err error) (study.Section, error) {
	s.Of = 5
	if k, of, ok := pair(value); ok {
		n, s.Of, err = k, of, nil
	}
	s.Value = n
	if err != nil || n < 0 || n > s.Of || s.Of > mostStars || n != math.Trunc(n) {
		return s, fmt.Errorf("%q is no number of stars, such as 2 or 2/5", value)
	}
	return s, nil
}

// band finds the word that a report prints, by its beginning.
func (a Answers) band(value string) (study.Section, error) {
	bands := paperOf(a.Exam).bands
	for _, list := range [][]band{bands, anyBands} {
		var found []band
		for _, b := range list {
			if strings.EqualFold(b.printed, value) {
				found = []band{b}
				break
			}
			if value != "" && strings.HasPrefix(strings.ToLower(b.printed), strings.ToLower(value)) {
				found = append(found, b)
			}
		}
		if len(found) == 1 {
			s := study.Section{Form: study.ByLevel, Level: found[0].level}
			if found[0].printed != found[0].level.String() {
				s.Printed = found[0].printed
			}
			return s, nil
		}
	}
	return study.Section{}, fmt.Errorf("write %s, not %q", orWords(bands), value)
}

// orWords lists the words of a report, as in "below, near or above".
func orWords(bands []band) string {
	if len(bands) == 0 {
		bands = anyBands
	}
	var names []string
	for _, b := range bands {
		names = append(names, strings.ToLower(b.printed))
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}
