package board

import (
	"slices"
	"strings"

	"retake/generator/cause"
	"retake/generator/site/view"
	"retake/generator/study"
)

// Calm reports whether the work is done: the last, light days before the exam, and its day. A date
// that is only proposed, or that the retake rule does not allow, leaves something to do.
func Calm(p study.Plan) bool {
	r := p.Readiness
	if p.Won != 0 || p.Date.Proposed || p.Date.Date == 0 || p.Date.Date < p.Today || r.First >= 0 && r.First < len(r.Gates) && r.Gates[r.First].Name == "legal" {
		return false
	}
	return p.Date.Date == p.Today || slices.ContainsFunc(p.Phases, func(ph study.Phase) bool {
		return ph.Name == "Taper" && ph.From <= p.Today && p.Today <= ph.To
	})
}

// Undivided reports whether the exam is one part only, so that there is nothing to choose among.
func Undivided(p study.Plan) bool { return len(p.Domains) == 1 }

// Blank reports whether nothing is known about single domains: the report is silent about them, and nothing that
// counts is logged. Every estimate is then the assumed start, and no page may show it as knowledge.
func Blank(p study.Plan) bool {
	known := func(e study.Evidence) bool { return e.Weight > 0 }
	return p.Diagnosis.Diagnostic && !slices.ContainsFunc(p.Domains, func(d study.DomainPlan) bool { return slices.ContainsFunc(d.Evidence, known) })
}

// Mended reports whether a cause was supported earlier in the plan and is no longer: then its rule says so.
func Mended(c study.Cause) bool {
	return c.Verdict == cause.NotSupported && strings.HasPrefix(c.Rule, "Mended since")
}

// Passed is what a page says first after a pass; "" before it, and where no result is told.
func (bd *Board) Passed() string {
	if bd.Plan.Won == 0 || !bd.Edition.Sees(view.Bands) {
		return ""
	}
	return "You passed on " + bd.Plan.Won.Medium() + "."
}

// Mind is what would change a number: nothing after a pass, when nothing is asked for any more.
func (bd *Board) Mind(say string) string {
	if bd.Plan.Won != 0 {
		return ""
	}
	return say
}

// Over reports whether the exam is behind the learner, so that nothing is asked for.
func (bd *Board) Over() bool { return bd.Plan.Won != 0 || bd.Plan.Date.Passed }

// Waited says why a window is open: the wait is over, or there was none.
func Waited(p study.Plan) string {
	switch a := p.Diagnosis.Attempt; {
	case a == nil && p.Window.Safe == p.Today:
		return "no attempt is written yet"
	case a != nil && p.Window.Safe <= a.At.Date:
		return "no wait after this attempt"
	}
	return "the wait is over"
}
