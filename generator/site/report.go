package site

import (
	"fmt"
	"slices"

	"retake/generator/study"
)

// strengths say how much a report tells about single domains.
var strengths = map[string]string{
	"none": "About single domains this report says nothing.",
	"weak": "About single domains this report says a little: take the order below as a first guess.",
	"fair": "About single domains this report says something, in broad bands.",
	"good": "About single domains this report says a good deal, though each rests on few questions.",
}

func (sh *sheet) reportPage() ReportPage {
	p, d := sh.Plan, sh.Plan.Diagnosis
	v := ReportPage{
		Exam: p.Exam.Title(), Headline: tidy(d.Headline), Says: tidyAll(d.Says), Silent: tidyAll(d.Silent),
		Strength: strengths[d.Strength], Rows: sh.rows(sh.ranked()), Target: sh.target100(), Diagnose: d.Diagnostic,
		Working: sh.orderWorking(), ReadyLink: sh.link("readiness.html", "Readiness"),
	}
	if a := d.Attempt; a != nil {
		v.Date, v.Result, v.Score, v.Facts = a.At.Date.Long(), results[a.Result], sh.score(a.Score), sh.attemptFacts(*a)
	}
	v.Earlier = sh.earlier()
	return v
}

// results are the words for how a sitting ended.
var results = map[study.Result]string{
	study.Fail: "not passed", study.Pass: "passed", study.Void: "void", study.NoShow: "not attended",
}

// score writes a total on its own scale. A scaled score is never made a percentage.
func (s *site) score(sc study.Score) string {
	lo, hi, pass, hasPass := sc.Min, sc.Max, sc.Pass, sc.HasPass
	if scale := s.Plan.Exam.Scale; hi == 0 && sc.Form == scale.Kind {
		lo, hi = scale.Min, scale.Max
		if !hasPass {
			pass, hasPass = scale.Pass, scale.HasPass
		}
	}
	said := number(sc.Value)
	switch sc.Form {
	case "scaled":
		if hi > lo {
			said += fmt.Sprintf(" on the scale %s to %s", number(lo), number(hi))
		}
	case "percent":
		said += nbsp + "%"
	case "points", "raw":
		unit := map[string]string{"points": "points", "raw": "right"}[sc.Form]
		if hi > 0 {
			said += " of " + number(hi)
		}
		said += " " + unit
	default:
		return "no total"
	}
	if hasPass {
		said += ", pass mark " + number(pass)
		if sc.Form == "percent" {
			said += nbsp + "%"
		}
	}
	return said
}

// attemptFacts are what else is known about the sitting.
func (s *site) attemptFacts(a study.Attempt) []Fact {
	var out []Fact
	if a.MinutesUsed > 0 {
		f := Fact{Name: "Time used", Value: length(a.MinutesUsed)}
		if m := s.Plan.Exam.Minutes; m > 0 {
			f.Note = "of " + length(m)
		}
		out = append(out, f)
	}
	if a.Unanswered >= 0 && (a.Unanswered > 0 || a.MinutesUsed > 0) {
		out = append(out, Fact{"Left unanswered", count(a.Unanswered, "question", "questions"), ""})
	}
	if a.EligibleOn != 0 {
		out = append(out, Fact{"Retake allowed from", a.EligibleOn.Medium(), "as printed on the report"})
	}
	return out
}

// earlier lists the attempts before the one that is shown, newest first.
func (s *site) earlier() []Fact {
	var out []Fact
	for _, a := range slices.Backward(s.Record.Attempts) {
		if shown := s.Plan.Diagnosis.Attempt; shown != nil && a.At == shown.At {
			continue
		}
		if a.At.Date <= s.Plan.Today {
			out = append(out, Fact{a.At.Date.Medium(), results[a.Result], s.score(a.Score)})
		}
	}
	return out
}

// orderWorking says how the order of domains is made.
func (s *site) orderWorking() Working {
	set := s.Plan.Settings
	return Working{
		Says: "Points to win are a domain’s weight in the exam times what is missing from today’s estimate to the target. A heavy domain with a small gap can come before a light one with a large gap. Two domains whose ranges overlap cannot be told apart yet; practice will.",
		Inputs: []Fact{
			{"Target", s.target100(), fmt.Sprintf("pass mark %s plus %s", percent(s.Plan.Readiness.Pass/100), points(set.Buffer))},
			{"The estimate starts with", number(set.PriorCount) + " questions’ worth", "at the pass mark"},
			{"Range", "80" + nbsp + "%", "holds the true share in about 8 of 10 such cases"},
		},
	}
}
