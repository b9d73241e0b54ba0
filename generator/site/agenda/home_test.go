package agenda

import (
	"slices"
	"strings"
	"testing"

	"retake/generator/civil"
	"retake/generator/site/board"
	"retake/generator/site/specimen"
	"retake/generator/study"
	"retake/generator/tally"
)

// TestHomeStates: what the home page says on each kind of day.
func TestHomeStates(t *testing.T) {
	for _, c := range []struct {
		name, state, lead string
		change            func(*board.Board)
	}{
		{"a day of study", "study", "", func(*board.Board) {}},
		{"a free day", "off", "Rest is part of the plan", func(in *board.Board) { in.Plan.Today = specimen.Day("2026-11-29") }},
		{"a day off", "off", "A day off: family.", func(in *board.Board) { in.Plan.Today = specimen.Day("2026-12-25") }},
		{"before the plan", "before", "has not started yet", func(in *board.Board) { in.Plan.Today = specimen.Day("2026-11-20") }},
		{"the evening before", "eve", "Nothing is planned before the exam on Saturday 16 January. Rest; lay out what you need.", func(in *board.Board) {
			in.Plan.Today = specimen.Day("2027-01-15")
			drop(in, specimen.Day("2027-01-15"))
		}},
		{"the evening before a date that is only proposed", "none", "Nothing is planned", func(in *board.Board) {
			in.Plan.Today, in.Plan.Date.Proposed = specimen.Day("2027-01-15"), true
			drop(in, specimen.Day("2027-01-15"))
		}},
		{"a light day", "study", "", func(in *board.Board) { in.Plan.Today = specimen.Day("2027-01-14") }},
		{"the exam", "exam", "Today is the exam", func(in *board.Board) { in.Plan.Today = specimen.Day("2027-01-16") }},
		{"after the exam", "result", "Write the result down", func(in *board.Board) { in.Plan.Today, in.Plan.Date.Passed = specimen.Day("2027-01-20"), true }},
		{"nothing known", "diagnose", "one full simulation", func(in *board.Board) {
			in.Plan.Diagnosis.Diagnostic, in.Plan.Readiness.Simulations = true, nil
		}},
		{"no weeks", "none", "Nothing is planned", func(in *board.Board) { in.Plan.Weeks = nil }},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := specimen.Board()
			c.change(&in)
			dk := &board.Desk{Board: &in, Path: "index.html"}
			v := Home(dk)
			if v.State != c.state || !strings.Contains(v.Lead, c.lead) {
				t.Errorf("state %q, %q", v.State, v.Lead)
			}
			if known := v.State != "diagnose"; !known && (v.Top != nil || v.Mix != nil) || known && v.State == "study" && !board.Calm(in.Plan) && (v.Top == nil || v.Target == "") {
				t.Errorf("most to win: %v, of %q", v.Top, v.Target)
			}
			if (v.State == "off" || v.State == "before") && (v.Next == nil || len(v.Next.Blocks) == 0) {
				t.Error("the next day of study is not shown")
			}
		})
	}
}

// drop takes the blocks of a day out of the plan.
func drop(in *board.Board, d civil.Date) {
	for i, w := range in.Plan.Weeks {
		in.Plan.Weeks[i].Blocks = slices.DeleteFunc(w.Blocks, func(b study.Block) bool { return b.Date == d })
	}
}

// TestLastDays: when the work is done, the home page asks for nothing and contradicts itself nowhere.
func TestLastDays(t *testing.T) {
	booked := func(*board.Board) {}
	for _, c := range []struct {
		name, today      string
		change           func(*board.Board)
		calm             bool
		way, note, leads string
		practice, toWin  bool
	}{
		{name: "in the middle", today: "2026-12-09", change: booked, way: "Full simulations", note: "1 of the 3 full", leads: "readiness.html", practice: true, toWin: true},
		{name: "the day before the last two", today: "2027-01-13", change: booked, way: "Full simulations", note: "1 of the 3 full", leads: "readiness.html", practice: true, toWin: true},
		{name: "two days before", today: "2027-01-14", change: booked, calm: true, way: "Nothing you need to do now", leads: "checklists/exam-day.html"},
		{name: "the exam", today: "2027-01-16", change: booked, calm: true, way: "Nothing you need to do now", leads: "checklists/exam-day.html"},
		{name: "no list for the exam", today: "2027-01-15", change: func(in *board.Board) { in.Lists = nil }, calm: true, way: "Nothing you need to do now", leads: "readiness.html"},
		{name: "not booked", today: "2027-01-15", change: func(in *board.Board) { in.Plan.Date.Booked = false }, calm: true, way: "Nothing you need to do now", note: "If the exam is not booked yet", leads: "checklists/exam-day.html"},
		{name: "only proposed", today: "2027-01-15", change: func(in *board.Board) { in.Plan.Date.Proposed = true }, way: "Full simulations", note: "1 of the 3 full", leads: "readiness.html", practice: true, toWin: true},
		{name: "not allowed", today: "2027-01-15", change: func(in *board.Board) { in.Plan.Readiness.First = 0 }, way: "The retake rule", note: "16 January 2027 is allowed", leads: "readiness.html", practice: true, toWin: true},
		{name: "behind", today: "2027-01-20", change: func(in *board.Board) { in.Plan.Date.Passed = true }, way: "The result of the exam", leads: "readiness.html"},
	} {
		in := specimen.Board()
		in.Plan.Today, in.Plan.Hard = specimen.Day(c.today), "The last planned days did not happen."
		c.change(&in)
		dk := &board.Desk{Board: &in, Path: "index.html"}
		v := Home(dk)
		if board.Calm(in.Plan) != c.calm || !strings.HasPrefix(v.Way.Value, c.way) || v.WayLink.Href != c.leads || !strings.HasPrefix(v.Way.Note, c.note) {
			t.Errorf("%s: %v, %+v, %s", c.name, board.Calm(in.Plan), v.Way, v.WayLink.Href)
		}
		if behind := in.Plan.Date.Passed; (v.Earliest.Value == "not known yet") != behind || strings.Contains(answer(dk.Board), "counts that sitting") != behind {
			t.Errorf("%s: next attempt %q, %s", c.name, v.Earliest.Value, answer(dk.Board))
		}
		if late := "The last planned days did not happen."; (v.Hard == late) == c.calm {
			t.Errorf("%s: %q", c.name, v.Hard)
		}
		if (v.MixTotal > 0) != c.practice || (len(v.Top) > 0) != c.toWin {
			t.Errorf("%s: %d questions to practise, %d domains to win in", c.name, v.MixTotal, len(v.Top))
		}
	}
}

// TestOneNext: a mix of questions stands on the home page only where no block of questions is shown, and neither
// while a fail is fresh nor where the exam is one part only.
func TestOneNext(t *testing.T) {
	for _, c := range []struct {
		name   string
		mix    bool
		change func(*board.Board)
	}{
		{"a day of reading", true, func(*board.Board) {}},
		{"a day with questions", false, func(in *board.Board) { in.Plan.Weeks[0].Blocks[2].Kind = study.Questions }},
		{"a free day, then questions", false, func(in *board.Board) {
			in.Plan.Today = specimen.Day("2026-11-29")
			asked(2)(&in.Plan)
			in.Plan.Weeks[1].Blocks[0].Kind = study.Questions
		}},
		{"a free day, then reading", true, func(in *board.Board) { in.Plan.Today = specimen.Day("2026-11-29") }},
		{"after a fail", false, func(in *board.Board) { in.Plan.Fresh = true }},
		{"one part only", false, func(in *board.Board) { in.Plan.Domains, in.Plan.Ranked = in.Plan.Domains[:1], []int{0} }},
	} {
		in := specimen.Board()
		c.change(&in)
		v := Home(&board.Desk{Board: &in, Path: "index.html"})
		if (v.MixTotal > 0) != c.mix {
			t.Errorf("%s: %d questions", c.name, v.MixTotal)
		}
		if one := len(in.Plan.Domains) == 1; one == (len(v.Top) > 0) {
			t.Errorf("%s: %d domains to choose from", c.name, len(v.Top))
		}
	}
}

// TestFresh: on the days after a fail nothing that is due is named, and nothing else stands beside the day.
func TestFresh(t *testing.T) {
	in := specimen.Board()
	in.Plan.Drill.Due = []study.Due{{On: in.Plan.Today}}
	in.Plan.Replan, in.Plan.Date.TooSoon, in.Plan.Date.Moved = &study.Replan{Owed: 240}, "Too soon.", "It was 9 January 2027."
	dk := &board.Desk{Board: &in, Path: "index.html"}
	if v := Home(dk); len(v.Notices) != 4 || v.Notices[2].Say != "The proposed exam date is now 16 January 2027. It was 9 January 2027." || v.Way.Value != "Full simulations" || len(again(dk.Board, in.Plan.Weeks[0])) != 1 {
		t.Errorf("%q, %+v", v.Way, v.Notices)
	}
	in.Plan.Fresh = true
	if v := Home(dk); len(v.Notices) != 0 || len(again(dk.Board, in.Plan.Weeks[0])) != 0 {
		t.Errorf("on the day itself: %+v", v.Notices)
	}
}

// TestBehindOnce: where being behind is what makes the day hard, it is said once, with the way to the choices.
func TestBehindOnce(t *testing.T) {
	in := specimen.Board()
	in.Plan.Replan = &study.Replan{Owed: 240}
	in.Plan.Hard = tally.Lately{Today: in.Plan.Today, Behind: true}.Hard()
	v := Home(&board.Desk{Board: &in, Path: "index.html"})
	if len(v.Notices) != 0 || v.HardLink == nil || v.HardLink.Href != "plan.html#ways" {
		t.Errorf("%+v, %+v", v.Notices, v.HardLink)
	}
	in.Plan.Hard = "Another reason."
	if v := Home(&board.Desk{Board: &in, Path: "index.html"}); len(v.Notices) != 1 || v.HardLink != nil {
		t.Errorf("%+v, %+v", v.Notices, v.HardLink)
	}
}

// TestHardDay: on a hard day the sentence of the day is given, and what else to know stands below in short lines.
func TestHardDay(t *testing.T) {
	in := specimen.Board()
	in.Why = board.Ref{Path: board.WhyPath, Text: "For my daughter."}
	in.Plan.Hard = "The last planned days did not happen."
	in.Plan.Replan = &study.Replan{Say: "Choose one of these.", Owed: 240}
	in.Plan.Date.TooSoon, in.Plan.Date.Better = "16 January 2027 is too soon. Long reasons.", specimen.Day("2027-02-06")
	in.Plan.Countdowns = []study.Countdown{{Name: "Voucher refund", Date: specimen.Day("2026-12-10"), Days: 15, Say: "You are not ready."}, {Name: "Voucher", Date: specimen.Day("2026-12-11"), Days: 16}}
	in.Plan.Drill.Due = []study.Due{{On: in.Plan.Today}, {On: in.Plan.Today - 2}, {On: in.Plan.Today + 1}, {}}
	in.Plan.Milestones = []study.Milestone{{Name: "10 hours of study", Date: in.Plan.Today}, {Name: "old", Date: in.Plan.Today - 9}, {Name: "not yet"}}
	dk := &board.Desk{Board: &in, Path: "index.html"}
	v := Home(dk)
	if v.Hard != in.Plan.Hard || v.Why == "" || v.WhyLink.Href != "why.html" {
		t.Errorf("%q, %q", v.Hard, v.Why)
	}
	var got []string
	for _, n := range v.Notices {
		say := specimen.Plain(n.Say)
		if n.Link != nil {
			say += " -> " + n.Link.Href
		}
		got = append(got, say)
	}
	want := []string{
		"2 questions to try again today. -> practice.html", "You are 4 h behind the plan. Nothing is lost. -> plan.html#ways",
		"16 January 2027 is too soon. The plan would take 6 February 2027. -> readiness.html",
		"The voucher can be given back until Thu 10 Dec, in 15 days. You are not ready.", "Reached this week: 10 hours of study. -> progress.html",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	in.Plan.Countdowns[0].Days = refundSoon + 1
	if n := len(notices(dk)); n != len(want)-1 {
		t.Errorf("a refund far away is counted down: %d notices", n)
	}
	if in.Plan.Today = specimen.Day("2027-01-15"); len(notices(dk)) != 0 {
		t.Error("the last days ask for something")
	}
}
