package agenda

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/policy"
	"retake/generator/site/board"
	"retake/generator/site/view"
	"retake/generator/site/words"
	"retake/generator/study"
)

// Retake is the retake rule and the window it opens.
func Retake(dk *board.Desk) view.RetakePage {
	p, pol := dk.Plan, dk.Plan.Exam.Policy
	v := view.RetakePage{
		Answer: answer(dk.Board), Facts: windowFacts(dk.Board), Body: pol.Body, Covers: pol.Covers, Rules: pol.Describe(),
		Caution: pol.Caution(p.Today), Note: pol.Note, Sources: sources(pol.Sources),
		Exam: examFacts(dk.Board), ExamNote: p.Exam.Note, ExamSource: sources(p.Exam.Sources), Countdowns: countdowns(dk.Board), Working: windowWorking(dk.Board),
	}
	if pol.ID == "custom" {
		v.Body, v.Covers = "", "" // it is nobody's
	}
	if p.Exam.Status == "" && !dk.Edition.Sees(view.Words) { // an exam of the learner's own: its notes are remarks
		v.Covers, v.Note, v.ExamNote = "", "", ""
		for _, list := range [][]view.Source{v.Sources, v.ExamSource} {
			for i := range list {
				list[i].Note = ""
			}
		}
	}
	if pol.AsOf != 0 && len(v.Sources) > 0 {
		v.Read = "Read on or before " + pol.AsOf.Medium() + "."
	}
	if p.Won != 0 { // nothing is to be booked or paid
		v.Caution = ""
	}
	for _, r := range p.Window.Reasons {
		v.Reasons = append(v.Reasons, r.Text)
	}
	v.Reasons, v.Answer = dk.Told(v.Reasons), cmp.Or(dk.Tell(v.Answer), "The window is closed for now.")
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
func answer(bd *board.Board) string {
	w := bd.Plan.Window
	said, isClosed := closed[w.State]
	switch {
	case bd.Plan.Won != 0:
		return "You passed on " + bd.Plan.Won.Medium() + ": no retake is needed."
	case bd.Plan.Date.Passed:
		return "The exam day is behind you. Write its result down first: the retake rule counts that sitting, too."
	case isClosed:
		return said[2]
	case w.Safe == 0:
		return "The exam is held on fixed dates only, and the next one is not known here. Ask the issuer."
	case w.TooLate && w.Until < bd.Plan.Today:
		return fmt.Sprintf("The last possible day, %s, is over.", w.Until.Medium())
	case w.TooLate:
		return fmt.Sprintf("The exam may be taken again from %s, but the last possible day is %s: %s.", w.Safe.Medium(), w.Until.Medium(), w.UntilWhy)
	case w.Safe <= bd.Plan.Today:
		return words.Sentence(board.Waited(bd.Plan)) + ": as far as the retake rule goes, the exam may be taken any day."
	case w.Optimistic != w.Safe && w.Optimistic != 0:
		return fmt.Sprintf("The exam may be taken again from %s. One reading of the rule says %s; this plan keeps to the later day, which is safe in both.", w.Safe.Long(), w.Optimistic.Short())
	}
	return fmt.Sprintf("The exam may be taken again from %s.", w.Safe.Long())
}

// earliest is the first day on which the rules allow the exam.
func earliest(bd *board.Board) view.Fact {
	w := bd.Plan.Window
	said, isClosed := closed[w.State]
	f := board.Fact("Earliest allowed", said[0], said[1])
	switch {
	case bd.Plan.Won != 0:
		f = board.Fact("Next attempt", "none needed", "")
	case bd.Plan.Date.Passed:
		f = board.Fact("Next attempt", "not known yet", "it depends on the result")
	case isClosed:
	case w.Safe == 0:
		f.Value, f.Note = "date not known", "ask the issuer"
	case w.TooLate && w.Until < bd.Plan.Today:
		f.Value, f.Note = "not possible now", "the last possible day is over"
	case w.TooLate:
		f.Value, f.Note = w.Safe.Medium(), "after the last possible day"
	case w.Safe <= bd.Plan.Today:
		f.Value, f.Note = "any day now", board.Waited(bd.Plan)
	default:
		f.Value, f.Note = w.Safe.Medium(), words.Away(bd.Plan.Today, w.Safe)
	}
	return f
}

// windowFacts are the dates and numbers of the window. After a pass none of them binds.
func windowFacts(bd *board.Board) []view.Fact {
	w := bd.Plan.Window
	out := []view.Fact{earliest(bd)}
	if bd.Plan.Won != 0 {
		return out
	}
	if w.Optimistic != 0 && w.Optimistic != w.Safe {
		out = append(out, board.Fact("By the other reading", w.Optimistic.Medium(), "the wording leaves it open"))
	}
	if w.Until != 0 && bd.Edition.Sees(view.Money) {
		out = append(out, board.Fact("Last possible day", w.Until.Medium(), w.UntilWhy))
	}
	left := board.Fact("Attempts left", "no limit known", "")
	if w.AttemptsLeft != nil {
		left.Value = strconv.Itoa(*w.AttemptsLeft)
		if w.LeftUntil != 0 {
			left.Note = "one more opens on " + w.LeftUntil.Medium()
		}
	}
	out = append(out, left)
	if w.FreeRetake {
		out = append(out, board.Fact("Cost", "a retake is included", "in the purchase"))
	}
	if n := w.Notice; n != nil {
		f := board.Fact("Change the appointment", "at least "+words.Units(n.Before)+" before", n.Note)
		if n.Before.N == 0 {
			f.Value = "up to the appointment"
		}
		if n.Max > 0 {
			f.Note = "at most " + words.Count(n.Max, "change", "changes")
		}
		out = append(out, f)
	}
	return out
}

// examFacts are what bounds the plan besides the retake rule.
func examFacts(bd *board.Board) []view.Fact {
	e, v := bd.Plan.Exam, bd.Record.Voucher
	out := []view.Fact{board.Fact("Exam", e.Title(), e.Vendor)}
	if e.Version != "" {
		out = append(out, board.Fact("Version", e.Version, ""))
	}
	if e.RetiresOn != 0 {
		f := board.Fact("This version ends", e.RetiresOn.Medium(), "")
		if e.Successor != "" {
			f.Note = "then " + e.Successor
		}
		out = append(out, f)
	}
	if e.Minutes > 0 {
		out = append(out, board.Fact("Length", words.Length(e.Minutes), ""))
	}
	if e.Questions > 0 {
		out = append(out, board.Fact("Questions", strconv.Itoa(e.Questions), map[string]string{"max": "at most", "typical": "usually"}[e.QuestionsHow]))
	}
	if v.Expires != 0 && v.Expires < bd.Plan.Today && bd.Edition.Sees(view.Money) {
		out = append(out, board.Fact("Voucher expired", v.Expires.Medium(), words.Away(bd.Plan.Today, v.Expires)))
	}
	return out
}

// countdownWords name the days that bind.
var countdownWords = map[string]string{
	"Exam": "The exam", "Voucher": "The voucher expires", "Voucher refund": "Last day to return the voucher", "Exam version": "This exam version ends",
}

// countdowns are the days that come whatever is done, the next first: when, how far away, and what to make of it.
func countdowns(bd *board.Board) []view.Fact {
	var out []view.Fact
	for _, c := range bd.Plan.Countdowns {
		name := cmp.Or(countdownWords[c.Name], c.Name)
		if c.Name == "Exam" && bd.Plan.Date.Proposed {
			name = "The exam, as proposed"
		}
		out = append(out, board.Fact(name, words.Away(bd.Plan.Today, c.Date)+", "+c.Date.Medium(), words.Tidy(c.Say)))
	}
	return out
}

// windowWorking says how the earliest day is found.
func windowWorking(bd *board.Board) view.Working {
	p, r := bd.Plan, bd.Record
	v := view.Working{
		Says:    "Every wait and every limit of the rule is counted from the sittings in your file. Where several apply, the latest day counts; where the wording leaves two readings open, the plan keeps to the later one. What is not known is never taken for no wait.",
		Formula: "earliest day = the day printed on your report, or else the latest of: the last sitting + the wait, and the day on which each limit frees a place",
		Mind:    bd.Mind("Another sitting, a day printed on the report (retake_eligible_on in attempts.toml), or a change of the rule. The issuer has the last word."),
	}
	sittings := 0
	for _, a := range slices.Backward(r.Attempts) {
		if a.At.Date > p.Today {
			continue
		}
		what := a.At.Date.Medium() + ": " + words.Result(a.Result)
		if a.Result == study.Void {
			what += ", does not count"
		} else {
			sittings++
		}
		v.Lines = append(v.Lines, board.Line(what, a.Pos, ""))
	}
	v.Inputs = []view.Fact{board.Fact("Sittings that count", strconv.Itoa(sittings), "")}
	for _, x := range []struct {
		name string
		on   civil.Date
		at   fault.Pos
	}{
		{"Bought on", r.Booking.PurchasedOn, r.Booking.Pos}, {"Eligibility starts", r.Booking.EligibilityStarts, r.Booking.Pos}, {"The voucher expires", r.Voucher.Expires, r.Voucher.Pos},
	} {
		if x.on != 0 && bd.Edition.Sees(view.Money) {
			v.Inputs = append(v.Inputs, board.Fact(x.name, x.on.Medium(), ""))
			v.Lines = append(v.Lines, board.Line(x.name+" "+x.on.Medium(), x.at, ""))
		}
	}
	for _, c := range p.Countdowns {
		if c.Pos.File != "" && c.Name != "Voucher" && bd.Edition.Sees(view.Money) { // that one stands there already
			v.Lines = append(v.Lines, board.Line(cmp.Or(countdownWords[c.Name], c.Name)+": "+c.Date.Medium(), c.Pos, ""))
		}
	}
	v.Lines = board.Cut(v.Lines)
	return v
}

// grades are the words for a source's grade.
var grades = map[string]string{"official": "the issuer’s own", "secondary": "third party"}

func sources(in []policy.Source) []view.Source {
	var out []view.Source
	for _, s := range in {
		v := view.Source{URL: board.Web(s.URL), Text: words.Host(s.URL), Date: s.Date, Grade: cmp.Or(grades[s.Grade], s.Grade), Note: s.Note, Seen: !s.Unseen}
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
