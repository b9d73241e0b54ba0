package figure

import (
	"encoding/xml"
	"math"
	"regexp"
	"strings"
	"testing"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/site/board"
	"retake/generator/site/specimen"
	"retake/generator/site/view"
	"retake/generator/study"
)

func day(s string) civil.Date { return specimen.Day(s) }

// desk is the specimen, changed.
func desk(change func(*board.Board)) *board.Desk {
	in := specimen.Board()
	change(&in)
	return &board.Desk{Board: &in, Path: "plan.html"}
}

// all are the charts there are, by name; those that say nothing are left out.
func all(dk *board.Desk) map[string]*view.Chart {
	out := map[string]*view.Chart{"score": Scores(dk.Board), "weights": Weights(dk.Board), "hours": Hours(dk), "forecast": Forecast(dk.Board), "sessions": Sessions(dk), "pace": Pace(dk.Board)}
	for _, d := range dk.Plan.Domains {
		out["results of "+d.Name] = Results(dk.Board, d)
	}
	for name, c := range out {
		if c == nil {
			delete(out, name)
		}
	}
	return out
}

// made is a plan that study really made: four weeks after a fail, with two simulations that count, one that was seen
// before, practice, sessions and a day off; then passed, if that is asked for.
func made(t *testing.T, won bool) *board.Desk {
	t.Helper()
	rec := study.Record{Start: day("2026-11-02"), ExamDate: day("2027-01-16"), Booked: true, Exam: study.Exam{Code: "X-1", Name: "Example", Minutes: 90, Questions: 90}}
	for i, name := range []string{"Concepts", "Threats", "Operations"} {
		rec.Exam.Domains = append(rec.Exam.Domains, study.Domain{N: i + 1, Slug: strings.ToLower(name), Name: name, Weight: []float64{20, 30, 50}[i], Objectives: 4})
	}
	rec.Attempts = []study.Attempt{
		{At: civil.Instant{Date: day("2026-10-31"), Clock: civil.NoClock}, Result: study.Fail, Unanswered: -1, ListsMissed: true,
			Score: study.Score{Form: "scaled", Value: 721, Min: 100, Max: 900, Pass: 750, HasPass: true}, Missed: []study.Objective{{Domain: 3, Minor: 1}}},
	}
	sim := func(date, form string, right int, closed bool) study.Simulation {
		return study.Simulation{Pos: fault.Pos{File: "log.toml", Line: right}, Date: day(date), Source: "B", Form: form, Right: right, Of: 90, Minutes: 84, Timed: true, ClosedBook: closed, Anxiety: -1, Unanswered: -1,
			Quarters: []civil.Minutes{22, 44, 66, 84}}
	}
	rec.Simulations = []study.Simulation{sim("2026-11-14", "1", 62, true), sim("2026-11-21", "2", 67, true), sim("2026-11-22", "1", 80, true)}
	rec.Simulations[1].Domains = []study.Tally{{Domain: 3, Right: 30, Of: 45}}
	for i := range 6 {
		d := day("2026-11-03") + civil.Date(3*i)
		rec.Practice = append(rec.Practice, study.Practice{Date: d, Domain: 1 + i%3, Right: 12 + i, Of: 20, Source: "A", Conditions: "timed", Minutes: 25, Seen: i == 5})
		rec.Sessions = append(rec.Sessions, study.Session{Date: d, Domain: 1 + i%3, Kind: []study.Kind{study.Questions, study.Read}[i%2], Minutes: 45})
	}
	rec.Away = []study.Away{{From: day("2026-12-24"), To: day("2026-12-27")}}
	rec.Availability = study.Availability{Written: true, FreeDays: -1}
	for _, d := range []int{1, 3, 6} {
		rec.Availability.Days[d] = []civil.Window{{Start: 600, Length: 180}}
	}
	today := day("2026-11-26")
	if won {
		rec.Attempts = append(rec.Attempts, study.Attempt{At: civil.Instant{Date: day("2026-12-05"), Clock: civil.NoClock}, Result: study.Pass, Unanswered: -1, Score: study.Score{Form: "percent", Value: 81, Max: 100}})
		today = day("2027-06-01")
	}
	plan, faults := study.Make(rec, study.Defaults(), today)
	if faults.Errors() > 0 {
		t.Fatal(faults)
	}
	return &board.Desk{Board: &board.Board{Plan: plan, Record: rec, Language: "en"}, Path: "plan.html"}
}

// TestNothingToShow: where there is no plan and no log, there is no chart, and no frame of one.
func TestNothingToShow(t *testing.T) {
	for name, in := range map[string]study.Plan{"nothing": {}, "a day": {Today: day("2026-11-25"), Settings: study.Defaults()}} {
		if got := all(&board.Desk{Board: &board.Board{Plan: in}, Path: "plan.html"}); len(got) > 0 {
			t.Errorf("%s: %v", name, got)
		}
	}
	got := all(desk(func(*board.Board) {}))
	if len(got) != 2 || got["hours"] == nil || got["sessions"] == nil { // three domains that weigh alike, on the third day, nothing logged
		t.Errorf("%v", got)
	}
}

// TestEveryChart: each is a picture with its own id, title and description, told in whole sentences, with its numbers
// in a table or beside one.
func TestEveryChart(t *testing.T) {
	for _, won := range []bool{false, true} {
		got := all(made(t, won))
		want := 9
		if won {
			want-- // no date is left to choose
		}
		if len(got) != want {
			t.Errorf("won %v: %d charts: %v", won, len(got), got)
		}
		ids := map[string]bool{}
		for name, c := range got {
			text := string(c.Drawn)
			if err := xml.Unmarshal([]byte(text), new(struct{ XMLName xml.Name })); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			id := regexp.MustCompile(`id="([^"]+)-t"`).FindStringSubmatch(text)
			if id == nil || !strings.HasPrefix(id[1], "chart.") || ids[id[1]] && !strings.HasPrefix(name, "results") {
				t.Fatalf("%s: id %v", name, id)
			}
			ids[id[1]] = true
			if c.Title == "" || !strings.HasSuffix(c.Says, ".") || (c.Table == nil) == (c.Beside == "") {
				t.Errorf("%s: %+v", name, c)
			}
			for _, s := range []string{c.Says, c.Key} {
				if strings.Contains(s, "NaN") || strings.Contains(s, "  ") || strings.Contains(s, "%!") || strings.Contains(s, " of .") {
					t.Errorf("%s: %q", name, s)
				}
			}
			if c.Table != nil {
				for _, r := range c.Table.Rows {
					if len(r.Cells) != len(c.Table.Head)-1 {
						t.Errorf("%s: %+v under %v", name, r, c.Table.Head)
					}
				}
			}
		}
	}
}

// TestNothingAskedAfterAPass: after a pass no chart speaks of a target to reach, of today, or of what is planned.
func TestNothingAskedAfterAPass(t *testing.T) {
	for name, c := range all(made(t, true)) {
		for _, say := range []string{c.Title, c.Says, c.Key} {
			for _, word := range []string{"target is", "Today", "today", "to be won", "ahead", "may be expected"} {
				if strings.Contains(say, word) {
					t.Errorf("%s: %q", name, say)
				}
			}
		}
	}
}

// TestLuck: Wilson's interval, worked out by hand.
func TestLuck(t *testing.T) {
	for _, c := range []struct {
		right, of int
		lo, hi    float64
	}{
		{63, 90, 63.5, 75.8}, // 69.64 give or take 6.15
		{10, 10, 85.9, 100},  // 1 - 0.1411
		{0, 10, 0, 14.1},
		{1, 2, 16.4, 83.6}, // 50 give or take 33.57
	} {
		if lo, hi := luck(c.right, c.of); math.Abs(lo-c.lo) > 0.05 || math.Abs(hi-c.hi) > 0.05 {
			t.Errorf("%d of %d: %.2f to %.2f", c.right, c.of, lo, hi)
		}
	}
}

// TestPercents: an axis of percent stands between tens, shows 30 points at the least, and stays within 0 and 100.
func TestPercents(t *testing.T) {
	for _, c := range []struct {
		values []float64
		lo, hi float64
	}{
		{[]float64{75, 82}, 70, 100}, // 70 to 90, made 30
		{[]float64{71, 88}, 70, 100},
		{[]float64{70, 80}, 60, 90},
		{[]float64{41, 88}, 40, 90},
		{[]float64{0, 100}, 0, 100},
		{[]float64{99}, 70, 100},
		{[]float64{0}, 0, 30},
	} {
		if a := percents("", c.values...); a.Lo != c.lo || a.Hi != c.hi {
			t.Errorf("%v: %g to %g", c.values, a.Lo, a.Hi)
		}
	}
}
