package begin

import (
	"fmt"
	"strconv"
	"strings"

	"retake/generator/source/keyed"
	"retake/generator/study"
)

// The forms in which a report speaks of the parts of an exam, beyond those of one part (study.Form).
const (
	missedList = "missed"  // a list of objectives with wrong answers, and nothing of the parts
	nothing    = "none"    // nothing below the total
	unsaid     = "unknown" // how this vendor prints it is not known: somebody is asked
)

// band is a word that a vendor prints for a part.
type band struct {
	printed string
	level   study.Level
}

// paper is how a vendor prints a report.
type paper struct {
	vendor  string
	untold  bool   // the exam has a scale, and the report has no number on it
	parts   string // a study.Form, missedList, nothing or unsaid
	bands   []band
	because string // why there is nothing to copy
}

// papers are the vendors whose reports are known. A vendor that is not here is asked about.
var papers = []paper{
	{vendor: "CompTIA", parts: missedList},
	{vendor: "Microsoft", parts: string(study.ByBar)},
	{vendor: "Cisco", untold: true, parts: string(study.ByPercent)},
	{vendor: "AWS", parts: string(study.ByLevel), bands: []band{{"Needs Improvement", study.LevelBelow}, {"Meets Competencies", study.LevelAt}}},
	{vendor: "ISC2", untold: true, parts: string(study.ByLevel), bands: []band{{"Below Proficiency", study.LevelBelow}, {"Near Proficiency", study.LevelNear}, {"Above Proficiency", study.LevelAbove}}},
	{vendor: "PMI", untold: true, parts: string(study.ByLevel), bands: []band{{"Needs Improvement", study.LevelNone}, {"Below Target", study.LevelBelow}, {"Target", study.LevelAt}, {"Above Target", study.LevelAbove}}},
	{vendor: "ISACA", parts: string(study.ByScaled)},
	{vendor: "LPI", parts: string(study.ByPercent)},
	{vendor: "Red Hat", parts: string(study.ByPercent)},
	{vendor: "GIAC", parts: string(study.ByStars)},
	{vendor: "OffSec", parts: string(study.ByPoints)},
	{vendor: "Google Cloud", untold: true, parts: nothing, because: "Google prints fail and nothing more, so there is nothing to copy from the report."},
	{vendor: "NVIDIA", untold: true, parts: nothing, because: "NVIDIA prints fail and nothing more, so there is nothing to copy from the report."},
	{vendor: "CNCF / Linux Foundation", parts: nothing, because: "It says nothing about single parts of the exam, so there is no more to copy."},
}

// anyBands are words that do for any report.
var anyBands = []band{{"none", study.LevelNone}, {"below", study.LevelBelow}, {"near", study.LevelNear}, {"at", study.LevelAt}, {"above", study.LevelAbove}}

// paperOf is how the report of an exam is printed.
func paperOf(e study.Exam) paper {
	for _, p := range papers {
		if p.vendor == e.Vendor {
			return p
		}
	}
	return paper{vendor: e.Vendor, parts: unsaid, untold: e.Code != "" && total(e) == ""}
}

// total is the form of an exam's total, "" if it has no number.
func total(e study.Exam) string {
	switch s := e.Scale; {
	case s.Kind == "percent", s.Max > s.Min && (s.Kind == "scaled" || s.Kind == "points" || s.Kind == "raw"):
		return s.Kind
	case s.Kind == "unpublished" && s.Max > s.Min:
		return "scaled"
	}
	return ""
}

// Score takes the total of the failed attempt as it is printed: 721, 58 %, 56/300. A number alone is on the exam's own
// scale.
func (a *Answers) Score(text string) error {
	form, s := total(a.Exam), study.Score{}
	whole, of, parted := pair(text)
	number, percent := strings.CutSuffix(strings.TrimSpace(text), "%")
	value, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	scale := a.Exam.Scale
	switch {
	case strings.EqualFold(strings.TrimSpace(text), nothing):
		a.Attempt.Score = study.Score{Form: nothing}
		return nil
	case percent && err == nil && form == "scaled":
		return fmt.Errorf("%q is a percentage, and this report prints a score%s", text, on(a.Exam))
	case parted && (form == "scaled" || form == "percent"):
		return fmt.Errorf("%q is a count, and this report prints a score%s", text, on(a.Exam))
	case parted && form != "" && of != scale.Max:
		return fmt.Errorf("%q is out of %s, and the exam has %s", text, keyed.Plain(of), keyed.Plain(scale.Max))
	case parted && form == "":
		s = study.Score{Form: "raw", Value: whole, Max: of}
	case parted:
		s.Form, s.Value = form, whole
	case err != nil:
		return fmt.Errorf("%q is no score%s", text, on(a.Exam))
	case percent, form == "percent":
		s = study.Score{Form: "percent", Value: value, Max: 100}
	case form == "":
		return fmt.Errorf("what is %s out of? such as 23/40 or 58%%", strings.TrimSpace(text))
	default:
		s.Form, s.Value = form, value
	}
	return a.place(s)
}

// place holds a total against its scale.
func (a *Answers) place(s study.Score) error {
	if scale := a.Exam.Scale; s.Form == total(a.Exam) && s.Max == 0 || s.Form == "percent" && scale.Kind == "percent" {
		s.Min, s.Max, s.Pass, s.HasPass = scale.Min, scale.Max, scale.Pass, scale.HasPass
	}
	if s.Value < s.Min || s.Value > s.Max {
		return fmt.Errorf("%s is outside the scale from %s to %s", keyed.Plain(s.Value), keyed.Plain(s.Min), keyed.Plain(s.Max))
	}
	a.Attempt.Score = s
	return nil
}

// wouldPass reports whether the total would have been enough. Some exams want more than that.
func (a Answers) wouldPass() bool {
	s := a.Attempt.Score
	return s.HasPass && s.Value >= s.Pass && !a.Exam.Conjunctive
}

// on is where on a scale a total lies: ", 100 to 900 (750 passes)".
func on(e study.Exam) string {
	s, form := e.Scale, total(e)
	say := ""
	switch form {
	case "":
		return ""
	case "scaled":
		say = fmt.Sprintf(", %s to %s", keyed.Plain(s.Min), keyed.Plain(s.Max))
	case "percent":
		say = " in percent"
	case "points":
		say = fmt.Sprintf(" in points of %s", keyed.Plain(s.Max))
	case "raw":
		say = fmt.Sprintf(", right answers of %s", keyed.Plain(s.Max))
	}
	if s.HasPass {
		say += fmt.Sprintf(" (%s passes)", keyed.Plain(s.Pass))
	}
	return say
}

// pair reads "31/50" and "31 of 50".
func pair(text string) (n, of float64, ok bool) {
	left, right, cut := strings.Cut(strings.ReplaceAll(strings.ToLower(text), " of ", "/"), "/")
	n, err := strconv.ParseFloat(strings.TrimSpace(left), 64)
	of, err2 := strconv.ParseFloat(strings.TrimSpace(right), 64)
	return n, of, cut && err == nil && err2 == nil && n >= 0 && of > 0
}
