package almanac

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"retake/generator/civil"
	"retake/generator/feed"
	"retake/generator/site/board"
	"retake/generator/site/words"
	"retake/generator/study"
)

// class is a sort of item.
type class struct {
	name    string // its category
	neutral string // its title, where titles say nothing
}

var (
	work       = class{"Study", "Study"}
	simulation = class{"Simulation", "Study"}
	talk       = class{"Check-in", "Appointment"}
	exam       = class{"Exam", "Appointment"}
	deadline   = class{"Deadline", "Reminder"}
)

// Calendar is plan.ics: all blocks from the plan's first day to the exam, check-ins, the exam and what binds it. It
// is nil when there is nothing to put into it. After a pass nothing stands in it that would have come later.
func Calendar(in Input) []byte {
	a := begin(in)
	a.blocks()
	a.checkins()
	a.exams()
	a.deadlines()
	if len(a.events) == 0 {
		return nil
	}
	c := feed.Calendar{ProdID: "-//retake//study plan//EN", Name: in.Board.Title, Refresh: 12, Events: a.inOrder()}
	if c.Description = "The study plan, as of " + a.plan.Today.Medium() + "."; in.Settings.Neutral {
		c.Name, c.Description = work.neutral, ""
	}
	return c.ICS()
}

// inOrder are the events by when they begin, a whole day before the hours in it. Events are large, so it is their
// places that are sorted.
func (a *almanac) inOrder() []feed.Event {
	type place struct {
		at time.Time
		i  int
	}
	places := make([]place, len(a.events))
	for i, e := range a.events {
		if places[i] = (place{e.Start, i}); e.Day != 0 {
			places[i].at = midnight(e.Day)
		}
	}
	slices.SortFunc(places, func(x, y place) int {
		return cmp.Or(x.at.Compare(y.at), cmp.Compare(a.events[x.i].UID, a.events[y.i].UID))
	})
	out := make([]feed.Event, len(places))
	for i, p := range places {
		out[i] = a.events[p.i]
	}
	return out
}

// add takes an item in; over as version has it.
func (a *almanac) add(c class, name string, over civil.Date, e feed.Event) {
	e.UID = a.uid(name)
	e.Sequence, e.Stamp = a.version(over)
	e.Categories = []string{c.name}
	if a.Settings.Neutral {
		e.Summary, e.Description, e.Location, e.URL, e.Categories = c.neutral, "", "", "", nil
	}
	a.events = append(a.events, e)
}

// start is the plan's first day.
func (a *almanac) start() civil.Date {
	if len(a.plan.Weeks) == 0 {
		return a.plan.Today
	}
	return a.plan.Weeks[0].From
}

// asked reports whether something on a day is still asked for: not after a pass.
func (a *almanac) asked(d civil.Date) bool { return a.plan.Won == 0 || d <= a.plan.Won }

// blocks are the sittings of study, those of the past, too. Those without an hour are one item for each day.
func (a *almanac) blocks() {
	n := 20 // and about as many other items
	for _, w := range a.plan.Weeks {
		n += len(w.Blocks) + 1
	}
	a.events = make([]feed.Event, 0, n)
	for _, w := range a.plan.Weeks {
		page := a.address(board.WeekPath(w.N))
		var day []study.Block
		for i, b := range w.Blocks {
			switch {
			case !a.asked(b.Date):
			case b.Start == civil.NoClock:
				if len(day) > 0 && day[0].Date != b.Date {
					a.wholeDay(day, page)
					day = nil
				}
				day = append(day, b)
			default:
				a.block(b, i > 0 && joined(w.Blocks[i-1], b), page)
			}
		}
		if len(day) > 0 {
			a.wholeDay(day, page)
		}
	}
}

// pause is the longest break within one sitting.
const pause = 30

// joined reports whether a block goes on where the one before ended.
func joined(x, b study.Block) bool {
	return x.Date == b.Date && x.Start != civil.NoClock && b.Start-x.Start-civil.Clock(x.Minutes) <= pause
}

// block is one with its hour. An alarm rings once for blocks that follow each other. Minutes are real ones, also
// in a night that is an hour short.
func (a *almanac) block(b study.Block, goesOn bool, page string) {
	e := feed.Event{Summary: a.title(b), Description: paragraphs(details(b), page), URL: page, Busy: true}
	e.Start = instant(b.Date, b.Start, a.Zone)
	e.End = e.Start.Add(time.Duration(b.Minutes) * time.Minute)
	if !goesOn {
		e.Alarms = a.Settings.Alarms
	}
	a.add(classOf(b), "block "+b.Date.String()+" "+b.Start.String(), b.Date, e)
}

// wholeDay is a day of blocks of which only the length is known.
func (a *almanac) wholeDay(day []study.Block, page string) {
	c, sum, parts := work, civil.Minutes(0), []string(nil)
	for _, b := range day {
		if sum += b.Minutes; classOf(b) == simulation {
			c = simulation
		}
		parts = append(parts, joinedBy("\n", []string{a.title(b), details(b)}))
	}
	e := feed.Event{Summary: "Study: " + sum.String(), Description: paragraphs(append(parts, page)...), URL: page, Day: day[0].Date}
	if c == simulation {
		e.Summary += ", with a full simulation"
	}
	a.add(c, "day "+e.Day.String(), e.Day, e)
}

func classOf(b study.Block) class {
	if b.Kind == study.Simulate {
		return simulation
	}
	return work
}

// title is "Lab: Security operations (50 min)".
func (a *almanac) title(b study.Block) string {
	out := words.Kind(b.Kind)
	if d, ok := a.Board.Domain(b.Domain); ok && !board.Undivided(a.plan) {
		out += ": " + a.short(d.Name)
	}
	return out + " (" + b.Minutes.String() + ")"
}

// long is from how many characters on a domain's name is cut at its first comma, if no other begins alike.
const long = 32

func (a *almanac) short(name string) string {
	head, _, found := strings.Cut(name, ",")
	if !found || utf8.RuneCountInString(name) < long {
		return name
	}
	for _, d := range a.plan.Domains {
		if d.Name != name && strings.HasPrefix(d.Name, head) {
			return name
		}
	}
	return head
}

// details are what to do in a block, what with, and why.
func details(b study.Block) string {
	lines := []string{b.Task}
	for _, x := range b.Extras {
		lines = append(lines, "Also: "+x.Task)
	}
	if b.Resource != "" {
		lines = append(lines, "With: "+b.Resource)
	}
	if b.Because != "" {
		lines = append(lines, "Why: "+b.Because)
	}
	return joinedBy("\n", lines)
}

// paragraphs sets texts apart.
func paragraphs(texts ...string) string { return joinedBy("\n\n", texts) }

func joinedBy(mark string, texts []string) string {
	return strings.Join(slices.DeleteFunc(texts, func(s string) bool { return s == "" }), mark)
}

// talkMinutes is how long a check-in is taken to last: nobody writes that down.
const talkMinutes = 30

// horizon is for how many days ahead check-ins stand there while no exam date is known.
const horizon = 28

// checkins are the fixed days of people who help, but for days off.
func (a *almanac) checkins() {
	until := a.plan.Date.Date - 1
	switch {
	case a.plan.Won != 0:
		until = a.plan.Won
	case until < 0:
		until = a.plan.Today + horizon
	}
	page := a.address("mentor.html")
	for _, p := range a.Board.Record.People {
		if p.Day < 0 {
			continue
		}
		first := a.start()
		for d := first + civil.Date((p.Day-int(first.Weekday())+7)%7); d <= until; d += 7 {
			if a.off(d) {
				continue
			}
			e := feed.Event{Summary: "Check-in with " + p.Name, URL: cmp.Or(board.Web(p.URL), page), Day: d}
			e.Description = paragraphs(words.Sentence(p.Role), board.Web(p.URL), page)
			if p.At != civil.NoClock {
				e.Day, e.Start, e.Busy, e.Alarms = 0, instant(d, p.At, a.Zone), true, a.Settings.Alarms
				e.End = e.Start.Add(talkMinutes * time.Minute)
			}
			a.add(talk, "talk "+d.String()+" "+p.Name, d, e)
		}
	}
}

// off reports whether a day is one without study.
func (a *almanac) off(d civil.Date) bool {
	return slices.ContainsFunc(a.Board.Record.Away, func(x study.Away) bool { return x.From <= d && d <= x.To })
}

// eve is the alarm on the evening before a whole day.
func (a *almanac) eve() []civil.Minutes {
	if a.Settings.Eve == 0 {
		return nil
	}
	return []civil.Minutes{a.Settings.Eve}
}

// exams are the sittings since the plan's first day, and the next one. The n-th on record is always the n-th.
func (a *almanac) exams() {
	sat := slices.Clone(a.Board.Record.Attempts)
	sat = slices.DeleteFunc(sat, func(x study.Attempt) bool { return x.At.Date > a.plan.Today })
	slices.SortStableFunc(sat, func(x, y study.Attempt) int { return cmp.Compare(x.At.Date, y.At.Date) })
	title := "Exam"
	if t := a.plan.Exam.Title(); t != "" {
		title += ": " + t
	}
	for i, x := range sat {
		if x.At.Date < a.start() {
			continue
		}
		e := feed.Event{Summary: title, Day: x.At.Date, Busy: true}
		if m := a.plan.Exam.Minutes; x.At.Clock != civil.NoClock && m > 0 {
			e.Day, e.Start = 0, instant(x.At.Date, x.At.Clock, a.Zone)
			e.End = e.Start.Add(time.Duration(m) * time.Minute)
		}
		a.add(exam, nth(i+1), 0, e)
	}
	if d := a.plan.Date; d.Date != 0 && a.plan.Won == 0 {
		a.add(exam, nth(len(sat)+1), 0, a.next(title))
	}
}

// nth names a sitting.
func nth(n int) string { return fmt.Sprintf("exam %d", n) }

// next is the exam that the plan leads to.
func (a *almanac) next(title string) feed.Event {
	d, page := a.plan.Date, a.address("readiness.html")
	e := feed.Event{Summary: title, Day: d.Date, Busy: d.Booked, URL: page, Alarms: a.eve()}
	say, takes := "", ""
	switch {
	case d.Passed:
	case d.Proposed:
		e.Summary += " (proposed)"
		say = d.Why
	case !d.Booked:
		e.Summary += " (not booked)"
	}
	if m := a.plan.Exam.Minutes; m > 0 {
		takes = "It takes " + m.String() + "."
	}
	e.Description = paragraphs(say, takes, page)
	e.Location = map[string]string{"online": "Online", "centre": "Test centre"}[a.Board.Record.Booking.Delivery]
	return e
}

// deadlines are the days that bind, from the plan's first day on: each is one item, which moves when its day does.
func (a *almanac) deadlines() {
	p, v, page := a.plan, a.Board.Record.Voucher, a.address("retake.html")
	on := func(name string, d civil.Date, title, say string) {
		if d >= min(a.start(), p.Today) && a.asked(d) {
			a.add(deadline, name, 0, feed.Event{Summary: title, Description: paragraphs(say, page), URL: page, Day: d, Alarms: a.eve()})
		}
	}
	if last := p.Diagnosis.Attempt; last != nil && p.Won == 0 && p.Window.Safe > last.At.Date {
		on("opens", p.Window.Safe, "Retake rule: open from today", "From this day on the rule allows the next attempt.")
	}
	on("refund", v.RefundUntil, "Voucher: last day to give it back", "The last day on which not being ready costs nothing.")
	on("voucher", v.Expires, "Voucher: last day", "The exam has to be sat by then.")
	on("version", p.Exam.RetiresOn, strings.TrimSpace(p.Exam.Code+" "+p.Exam.Version)+": last day of this version", "The exam has to be sat by then, or in its next version.")
	if d, say := a.lastMove(); d != 0 {
		on("move", d, "Last day to move the exam", say)
	}
}

// lastMove is the last whole day on which a booked exam can be moved without loss. The exam's hour is not known, so
// a rule in hours is rounded to the safe side.
func (a *almanac) lastMove() (d civil.Date, say string) {
	n, date := a.plan.Window.Notice, a.plan.Date
	if n == nil || n.Before.N <= 0 || !date.Booked || date.Proposed || date.Date == 0 {
		return 0, ""
	}
	say = "The rule: at least " + strings.ReplaceAll(words.Units(n.Before), words.NBSP, " ") + " before the appointment."
	switch n.Before.Unit {
	case "hour":
		return date.Date - civil.Date((n.Before.N+23)/24) - 1, say + " This is the last whole day of that."
	case "day":
		return date.Date - civil.Date(n.Before.N), say
	case "week":
		return date.Date - civil.Date(7*n.Before.N), say
	case "month":
		return date.Date.AddMonths(-n.Before.N), say
	}
	return 0, ""
}
