package site

import (
	"cmp"
	"fmt"
	"strconv"

	"retake/generator/civil"
	"retake/generator/policy"
	"retake/generator/study"
)

func (sh *sheet) retakePage() RetakePage {
	p, pol := sh.Plan, sh.Plan.Exam.Policy
	v := RetakePage{
		Answer: sh.answer(), Facts: sh.windowFacts(), Body: pol.Body, Covers: pol.Covers, Rules: pol.Describe(),
		Caution: pol.Caution(p.Today), Note: pol.Note, Sources: sources(pol.Sources),
		Exam: sh.examFacts(), ExamNote: p.Exam.Note, ExamSource: sources(p.Exam.Sources),
	}
	if pol.ID == "custom" {
		v.Body, v.Covers = "", "" // it is nobody's
	}
	if pol.AsOf != 0 && len(v.Sources) > 0 {
		v.Read = "Read on or before " + pol.AsOf.Medium() + "."
	}
	for _, r := range p.Window.Reasons {
		v.Reasons = append(v.Reasons, r.Text)
	}
	return v
}

// closed are the states of the window without a date: in a few words, why, and as a sentence.
var closed = map[policy.State][3]string{
	policy.Unknown:        {"not known", "ask the issuer before booking", "The waiting time of this exam is not known here. Unknown does not mean none: ask the issuer before booking."},
	policy.Blocked:        {"not allowed", "the rule allows no further attempt", "As things stand, the rule allows no further attempt."},
	policy.NewVersion:     {"not this version", "only a new version of the exam", "No further attempt at this version: only a new version of the exam opens the way."},
	policy.NewPurchase:    {"after a new purchase", "", "A new purchase is needed before the next attempt."},
	policy.Training:       {"after a course", "the issuer asks for training first", "The issuer asks for training before the next attempt."},
	policy.NewApplication: {"after a new application", "", "A new application is needed before the next attempt."},
}

// answer is the window in one sentence.
func (s *site) answer() string {
	w := s.Plan.Window
	said, isClosed := closed[w.State]
	switch {
	case s.Plan.Won != 0:
		return "You passed on " + s.Plan.Won.Medium() + ": no retake is needed."
	case s.Plan.Date.Passed:
		return "The exam day is behind you. Write its result down first: the retake rule counts that sitting, too."
	case isClosed:
		return said[2]
	case w.Safe == 0:
		return "The exam is held on fixed dates only, and the next one is not known here. Ask the issuer."
	case w.TooLate:
		return fmt.Sprintf("The exam may be taken again from %s, but the last possible day is %s: %s.", w.Safe.Medium(), w.Until.Medium(), w.UntilWhy)
	case w.Safe <= s.Plan.Today:
		return sentence(Waited(s.Plan)) + ": as far as the retake rule goes, the exam may be taken any day."
	case w.Optimistic != w.Safe && w.Optimistic != 0:
		return fmt.Sprintf("The exam may be taken again from %s. One reading of the rule says %s; this plan keeps to the later day, which is safe in both.", w.Safe.Long(), w.Optimistic.Short())
	}
	return fmt.Sprintf("The exam may be taken again from %s.", w.Safe.Long())
}

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

// earliest is the first day on which the rules allow the exam.
func (s *site) earliest() Fact {
	w := s.Plan.Window
	said, isClosed := closed[w.State]
	f := Fact{"Earliest allowed", said[0], said[1]}
	switch {
	case s.Plan.Won != 0:
		f = Fact{"Next attempt", "none needed", ""}
	case s.Plan.Date.Passed:
		f = Fact{"Next attempt", "not known yet", "it depends on the result"}
	case isClosed:
	case w.Safe == 0:
		f.Value, f.Note = "date not known", "ask the issuer"
	case w.TooLate:
		f.Value, f.Note = w.Safe.Medium(), "after the last possible day"
	case w.Safe <= s.Plan.Today:
		f.Value, f.Note = "any day now", Waited(s.Plan)
	default:
		f.Value, f.Note = w.Safe.Medium(), away(s.Plan.Today, w.Safe)
	}
	return f
}

// windowFacts are the dates and numbers of the window.
func (s *site) windowFacts() []Fact {
	w := s.Plan.Window
	out := []Fact{s.earliest()}
	if w.Optimistic != 0 && w.Optimistic != w.Safe {
		out = append(out, Fact{"By the other reading", w.Optimistic.Medium(), "the wording leaves it open"})
	}
	if w.Until != 0 {
		out = append(out, Fact{"Last possible day", w.Until.Medium(), w.UntilWhy})
	}
	left := Fact{"Attempts left", "no limit known", ""}
	if w.AttemptsLeft != nil {
		left.Value = strconv.Itoa(*w.AttemptsLeft)
		if w.LeftUntil != 0 {
			left.Note = "one more opens on " + w.LeftUntil.Medium()
		}
	}
	out = append(out, left)
	if w.FreeRetake {
		out = append(out, Fact{"Cost", "a retake is included", "in the purchase"})
	}
	if n := w.Notice; n != nil {
		f := Fact{"Change the appointment", "at least " + units(n.Before) + " before", n.Note}
		if n.Before.N == 0 {
			f.Value = "up to the appointment"
		}
		if n.Max > 0 {
			f.Note = "at most " + count(n.Max, "change", "changes")
		}
		out = append(out, f)
	}
	return out
}

// examFacts are what bounds the plan besides the retake rule.
func (s *site) examFacts() []Fact {
	e, v := s.Plan.Exam, s.Record.Voucher
	out := []Fact{{"Exam", e.Title(), e.Vendor}}
	if e.Version != "" {
		out = append(out, Fact{"Version", e.Version, ""})
	}
	if e.RetiresOn != 0 {
		f := Fact{"This version ends", e.RetiresOn.Medium(), away(s.Plan.Today, e.RetiresOn)}
		if e.Successor != "" {
			f.Note += "; then " + e.Successor
		}
		out = append(out, f)
	}
	if e.Minutes > 0 {
		out = append(out, Fact{"Length", length(e.Minutes), ""})
	}
	if e.Questions > 0 {
		out = append(out, Fact{"Questions", strconv.Itoa(e.Questions), map[string]string{"max": "at most", "typical": "usually"}[e.QuestionsHow]})
	}
	if v.Expires != 0 {
		out = append(out, Fact{"Voucher expires", v.Expires.Medium(), away(s.Plan.Today, v.Expires)})
	}
	if v.RefundUntil != 0 {
		out = append(out, Fact{"Voucher refund until", v.RefundUntil.Medium(), away(s.Plan.Today, v.RefundUntil)})
	}
	return out
}

// grades are the words for a source's grade.
var grades = map[string]string{"official": "the issuer’s own", "secondary": "third party"}

func sources(in []policy.Source) []Source {
	var out []Source
	for _, s := range in {
		v := Source{URL: web(s.URL), Text: host(s.URL), Date: s.Date, Grade: cmp.Or(grades[s.Grade], s.Grade), Note: s.Note, Seen: !s.Unseen}
		if d, err := civil.Parse(s.Date); err == nil {
			v.Date = d.Medium()
		}
		if s.Via != "" {
			v.Note = cmp.Or(v.Note, s.Via)
		}
		out = append(out, v)
	}
	return out
}
