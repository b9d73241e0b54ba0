package scoresheet

import (
	"regexp"
	"strings"

	"retake/generator/study"
)

// printedBands are what reports call their bands, as words gives them. "Needs improvement" is the lower of two at AWS and
// the lowest of four at PMI.
var printedBands = map[string]study.Level{
	"below proficiency": study.LevelBelow, "near proficiency": study.LevelNear, "at proficiency": study.LevelAt, "above proficiency": study.LevelAbove,
	"needs improvement": study.LevelBelow, "meets competencies": study.LevelAt, "meets competency": study.LevelAt,
	"below target": study.LevelBelow, "near target": study.LevelNear, "target": study.LevelAt, "at target": study.LevelAt, "on target": study.LevelAt, "above target": study.LevelAbove,
}

// band reads a text as a band.
func (s *sheet) band(text string) []Found {
	name := strings.TrimSuffix(strings.TrimSuffix(words(text), " standard"), " level")
	l, ok := printedBands[name]
	if !ok {
		return nil
	}
	if name == "needs improvement" && s.Exam.Vendor == "PMI" {
		l = study.LevelNone
	}
	return []Found{{Form: study.ByLevel, Word: l.String(), Says: strings.TrimSpace(text)}}
}

var (
	percentForm = regexp.MustCompile(`^(?i)(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:%|percent)(?: correct)?$`)
	countForm   = regexp.MustCompile(`^(?i)(\d{1,3})\s*(?:/|of|out of)\s*(\d{1,3})\s*(points?|pts|questions?|items?|correct|stars?)?(?: correct)?$`)
	starForm    = regexp.MustCompile(`^([★⭐]*)\s*([☆✩]*)$`)
	scaledForm  = regexp.MustCompile(`^\d{3}$`)
)

// value reads a text as what a report says of a domain, under a heading.
func (s *sheet) value(text, head string) []Found {
	if f := s.band(text); f != nil {
		return f
	}
	if m := percentForm.FindStringSubmatch(text); m != nil && num(m[1]) <= 100 {
		return []Found{{Form: study.ByPercent, N: num(m[1]), Says: m[1] + " %"}}
	}
	if m := countForm.FindStringSubmatch(text); m != nil && num(m[1]) <= num(m[2]) && num(m[2]) > 0 {
		return s.counts(num(m[1]), num(m[2]), strings.ToLower(m[3]+" "+head), text)
	}
	if m := starForm.FindStringSubmatch(text); m != nil && text != "" {
		n, of := float64(len([]rune(m[1]))), float64(len([]rune(m[1]+m[2])))
		if m[2] != "" || of == 5 {
			return []Found{{Form: study.ByStars, N: n, Of: of, Says: plain(n) + " of " + plain(of) + " stars"}}
		}
	}
	if n := num(text); scaledForm.MatchString(text) && asScaled.MatchString(head) && s.Exam.Scale.Max > s.Exam.Scale.Min && n >= s.Exam.Scale.Min && n <= s.Exam.Scale.Max {
		return []Found{{Form: study.ByScaled, N: n, Says: text}}
	}
	return nil
}

// counts are the readings of "5 of 9": one, if a word near it or the exam says of what.
func (s *sheet) counts(n, of float64, near, says string) []Found {
	as := func(f study.Form) Found { return Found{Form: f, N: n, Of: of, Says: says} }
	switch {
	case strings.Contains(near, "star"):
		return []Found{as(study.ByStars)}
	case strings.Contains(near, "point") || strings.Contains(near, "pts"):
		return []Found{as(study.ByPoints)}
	case strings.Contains(near, "question") || strings.Contains(near, "item") || strings.Contains(near, "correct") || s.Exam.Scale.Kind == "raw":
		return []Found{as(study.ByCount)}
	case s.Exam.Scale.Kind == "points":
		return []Found{as(study.ByPoints)}
	}
	right, points := as(study.ByCount), as(study.ByPoints)
	right.Says, points.Says = says+" questions right", says+" points"
	return []Found{right, points}
}
