package gate

import (
	"slices"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/policy"
)

// Written is an exam date that the learner wrote, with all that it is held against.
type Written struct {
	Date, Today civil.Date // Date 0 = none is written
	Pos         fault.Pos
	Window      policy.Window
	Sat         []civil.Date // days of the sittings on record, whatever their results, oldest first
	SatPos      fault.Pos    // of the last of them, or of the exam
	Voucher     civil.Date   // its last day; 0 = there is none
	VoucherPos  fault.Pos
	Code        string
	Opens, Ends civil.Date // first and last day of this exam version; 0 = no such day is known
	Away        bool       // on the date
}

// Spent reports whether a sitting on the date or later is on record: then the plan goes on without it.
func (w Written) Spent() bool { return len(w.Sat) > 0 && w.Sat[len(w.Sat)-1] >= w.Date }

// Check says what is wrong with the window and the date. All of it is a warning: the plan is still worth
// having, and its pages say plainly that the date does not hold.
func (w Written) Check() fault.List {
	var l fault.List
	if w.Window.TooLate && !(w.Ends != 0 && w.Ends < w.Today) {
		w.closed(&l)
	}
	switch {
	case w.Date == 0:
	case w.Spent():
		w.overtaken(&l)
	case w.Date < w.Today:
		l.Warn("exam-passed", w.Pos, "exam_date %s has passed and no result is written", w.Date).Hint = "write the result as a new [[attempt]] in content/attempts.toml, or set the next exam_date"
	default:
		w.inside(&l)
	}
	return l
}

// inside holds a date that lies ahead against the window.
func (w Written) inside(l *fault.List) {
	d, x := w.Date, w.Window
	dated := x.State == policy.Dated || x.State == policy.Session
	switch {
	case d < w.Opens:
		l.Warn("exam-before-window", w.Pos, "exam_date %s is before %s, the first day on which %s is offered", d, w.Opens, w.Code).Hint = "choose a later date, or the version of the exam that is offered now"
	case dated && x.Optimistic != 0 && d < x.Optimistic:
		l.Warn("exam-before-window", w.Pos, "exam_date %s is before the first legal retake date %s", d, x.Safe).Hint = "set exam_date to " + x.Safe.String() + " or later, or remove it and let the plan propose one"
	case dated && d < x.Safe:
		l.Warn("exam-may-be-early", w.Pos, "exam_date %s is legal only by the kindest reading of the rule; the safe date is %s", d, x.Safe).Hint = "the issuer's wording leaves the count of days open: ask before you book, or move the exam by a day"
	case x.Until != 0 && d > x.Until && !x.TooLate:
		l.Warn("exam-after-window", w.Pos, "exam_date %s is after the last possible day %s: %s", d, x.Until, x.UntilWhy).Hint = "choose a date up to " + x.Until.String()
	case w.Away:
		l.Warn("exam-while-away", w.Pos, "exam_date %s is inside an [[away]] stretch", d).Hint = "move the exam or shorten the days away"
	}
}

// closed says, where it was written, what ends before the retake is open, or has ended.
func (w Written) closed(l *fault.List) {
	x, pos := w.Window, w.SatPos
	if x.Until == w.Voucher {
		pos = w.VoucherPos
	}
	opens := "the retake opens on " + x.Safe.String() + ", after"
	switch {
	case w.Today > x.Until:
		l.Warn("window-closed", pos, "%s: the last possible day was %s", Over(x.UntilWhy), x.Until).Hint = "the next attempt needs a new purchase, or the next exam version; the retake page lists the reasons"
		return
	case x.Safe == 0:
		opens = "the retake is not open by"
	}
	l.Warn("window-closed", pos, "%s the last possible day %s (%s)", opens, x.Until, x.UntilWhy).Hint = "a new purchase or the next exam version is needed; the retake page lists the reasons"
}

// overtaken names a date before the last sitting. One on the day of a sitting needs no word: the plan goes on
// from its result.
func (w Written) overtaken(l *fault.List) {
	if slices.Contains(w.Sat, w.Date) {
		return
	}
	l.Warn("exam-passed", w.Pos, "exam_date %s is before your last sitting, %s, and no longer counts", w.Date, w.Sat[len(w.Sat)-1]).Hint = "set the next exam_date, or remove it and let the plan propose one"
}
