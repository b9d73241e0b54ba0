package outlook

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"retake/generator/civil"
	"retake/generator/policy"
	"retake/generator/report"
)

func TestDates(t *testing.T) {
	p := &Prospect{Today: monday, Hours: NewHours(monday, evenings(), usual, nil)}
	own := civil.Of(2027, 1, 16)
	for _, c := range []struct {
		what       string
		own, until civil.Date
		want       []civil.Date
	}{
		{"in the middle", own, 0, []civil.Date{own - 28, own - 14, own, own + 14, own + 28}},
		{"soon", monday + 12, 0, []civil.Date{monday + 12, monday + 26, monday + 40, monday + 54, monday + 68}},
		{"near the end", own, own + 10, []civil.Date{own - 42, own - 28, own - 14, own, own + 10}},
		{"at the end", own, own, []civil.Date{own - 42, own - 28, own - 14, own - 7, own}},
		{"sooner than a week", monday + 3, 0, []civil.Date{monday + 3, monday + 17, monday + 31, monday + 45, monday + 59}},
		{"after the end", own, monday + 5, []civil.Date{own}},
		// The first Saturday three weeks from today is day 26.
		{"none yet, and the end near", 0, monday + 20, []civil.Date{monday + 13, monday + 20}},
		{"none yet, and all over", 0, monday - 5, nil},
		{"none yet", 0, 0, []civil.Date{monday + 12, monday + 26, monday + 40, monday + 54, monday + 68}},
	} {
		p.Window.Until = c.until
		if got := p.Dates(c.own); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.what, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		p := drawn(t)
		own := p.Today + civil.Date(rapid.IntRange(-10, 150).Draw(t, "own"))
		got := p.Dates(own)
		if len(got) > 5 || !slices.IsSorted(got) || len(slices.Compact(slices.Clone(got))) != len(got) {
			t.Fatalf("dates %v", got)
		}
		if possible := own > p.Today || slices.ContainsFunc(got, func(d civil.Date) bool { rule, _ := p.dated(d); return rule == "" }); possible != (len(got) > 0) {
			t.Fatalf("dates %v without one of one's own, in the window %+v", got, p.Window)
		}
		for _, d := range got {
			if d != own && d < p.Today+7 && d != p.Window.Until {
				t.Fatalf("%s is within a week of %s", d, p.Today)
			}
		}
		if own > p.Today && !slices.Contains(got, own) {
			t.Fatalf("%v without %s", got, own)
		}
	})
}

// brokenAt lists all rules that a cell breaks, each looked at by itself.
func brokenAt(p *Prospect, d civil.Date, load float64) []string {
	var out []string
	is := func(slug string, broken bool) {
		if broken {
			out = append(out, slug)
		}
	}
	minutes, days, _ := p.Hours.Week(load)
	w := p.Window
	is(Legal, d <= p.Today || d < w.Safe || w.State == policy.Blocked)
	is(Version, d < p.AvailableFrom)
	is(Voucher, w.Until != 0 && d > w.Until)
	is(Evident, p.Sittings(d) < p.Streak && !p.Shown)
	is(Load, days > 0 && float64(minutes)/float64(days) > float64(usual.Soft)+float64(slack) || 7-days < p.FreeDays)
	is(Able, !p.Shown && p.Forecast(float64(p.Until(d, load))).Mean < p.Target)
	return append(out, "")
}

func TestGridNamesTheFirstBrokenRule(t *testing.T) {
	seen := map[string]bool{}
	rapid.Check(t, func(t *rapid.T) {
		p := drawn(t)
		dates := p.Dates(p.Today + civil.Date(rapid.IntRange(1, 150).Draw(t, "own")))
		grid := p.Grid(dates, Loads())
		if len(grid) != len(dates) {
			t.Fatalf("%d rows", len(grid))
		}
		for i, row := range grid {
			for j, c := range row {
				if want := brokenAt(p, c.Date, c.Load)[0]; c.Rule != want || (c.Broken == "") != (want == "") {
					t.Fatalf("%s at %g: got %q %q, want %q", c.Date, c.Load, c.Rule, c.Broken, want)
				}
				seen[c.Rule] = true
				if c.Date != dates[i] || c.Load != Loads()[j] || c.Hours != p.Until(c.Date, c.Load) {
					t.Fatalf("cell %+v", c)
				}
				if j > 0 && (c.Hours < row[j-1].Hours || c.PerWeek < row[j-1].PerWeek || c.Range.Mean < row[j-1].Range.Mean) {
					t.Fatalf("a higher load brings less: %+v after %+v", c, row[j-1])
				}
				if i > 0 && p.Study == nil && c.Range.Mean < grid[i-1][j].Range.Mean {
					t.Fatalf("a later date brings less: %+v after %+v", c, grid[i-1][j])
				}
			}
		}
	})
	if len(seen) < 4 {
		t.Errorf("only these rules were broken: %v", seen)
	}
}

func TestProposalHolds(t *testing.T) {
	seen := map[string]bool{}
	rapid.Check(t, func(t *rapid.T) {
		p := drawn(t)
		x := p.Propose()
		seen[x.Kind] = true
		if x.Kind == None {
			if x.Date != 0 || x.Why == "" {
				t.Fatalf("%+v", x)
			}
			return
		}
		w := p.Window
		if x.Date < w.Safe || x.Date < p.AvailableFrom || x.Date <= p.Today || w.Until != 0 && x.Date > w.Until {
			t.Fatalf("%s is outside the window %+v of %s", x.Date, w, p.Today)
		}
		able := p.Shown || p.Forecast(float64(p.Counted(x.Date))).Mean >= p.Target
		switch x.Kind {
		case First, Alone:
			if !able || x.Sittings < p.Streak && !p.Shown {
				t.Fatalf("%+v does not hold", x)
			}
			if s := p.Stands(x.Date); s.Kept.Rule != "" && s.Kept.Rule != Load {
				t.Fatalf("%+v does not stand: %+v", x, s)
			}
			p.Kept, p.FreeDays = 1, 0
			if c := p.Grid([]civil.Date{x.Date}, []float64{1})[0][0]; c.Rule != "" {
				t.Fatalf("the grid does not agree with %+v: %+v", x, c)
			}
		case Few:
			if !able || x.Sittings >= p.Streak {
				t.Fatalf("%+v is not short of simulations", x)
			}
		case Last:
			if able {
				t.Fatalf("%+v would be enough", x)
			}
			lo, hi, _ := p.between()
			for d := lo; d <= hi; d += 7 {
				if !p.Hours.off(d) && !p.Hours.off(x.Date) && p.expected(d) > p.expected(x.Date) {
					t.Fatalf("%s comes closer than %+v", d, x)
				}
			}
		}
	})
	if len(seen) < 3 {
		t.Errorf("only these kinds were proposed: %v", seen)
	}
}

// No Saturday before the proposal is legal, evident and able, and not a day away.
func TestProposalIsTheFirst(t *testing.T) {
	found := 0
	rapid.Check(t, func(t *rapid.T) {
		p := drawn(t)
		x := p.Propose()
		if x.Kind != First && x.Kind != Alone {
			return
		}
		found++
		lo, _, _ := p.between()
		for d := lo; d < x.Date; d += 7 {
			if p.able(d) && p.Sittings(d) >= p.Streak && !p.Hours.off(d) {
				t.Fatalf("%s comes before %s", d, x.Date)
			}
		}
		p.Kept *= rapid.Float64Range(0, 1).Draw(t, "less")
		if y := p.Propose(); y.Date != 0 && y.Date < x.Date {
			t.Fatalf("fewer kept hours bring %s forward to %s", x.Date, y.Date)
		}
	})
	if found == 0 {
		t.Error("nobody was proposed a date that holds")
	}
}

func TestTooSoon(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawn(t)
		x := p.Propose()
		d := p.Today + civil.Date(rapid.IntRange(1, 220).Draw(t, "date"))
		say, yes := p.TooSoon(d, x)
		rule, _ := p.dated(d)
		broken := rule != "" || !p.Shown && p.Sittings(d) < p.Streak && p.Sittings(d) < x.Sittings || !p.able(d)
		if want := x.Date != 0 && d < x.Date && d > p.Today+3 && broken; yes != want || yes != (say != "") {
			t.Fatalf("%s beside %s: %q", d, x.Date, say)
		}
	})
	p := someone()
	x := p.Propose()
	if _, yes := p.TooSoon(x.Date, x); yes {
		t.Error("the proposed date itself is too soon")
	}
	if _, yes := p.TooSoon(0, x); yes {
		t.Error("no date is too soon")
	}
}

// Once simulations show enough, hours that would not do call no date too soon, and put none off.
func TestWhatIsShownDecides(t *testing.T) {
	p := changed(func(p *Prospect) { lives(p, free(0, 0, 100, 0, 0, 0, 100), nil) })
	d := civil.Of(2027, 1, 16)
	before := p.Propose()
	if say, yes := p.TooSoon(d, before); !yes || !strings.Contains(say, "below the target") || before.Date <= d {
		t.Fatalf("by hours alone nothing is too soon (%q), proposed %s: nothing is tested", say, before.Date)
	}
	p.Shown = true
	if say, yes := p.TooSoon(d, before); yes {
		t.Errorf("shown, and %q", say)
	}
	if x := p.Propose(); x.Date >= before.Date || x.Kind == Last || strings.Contains(x.Why, "hours should") {
		t.Errorf("shown, and proposed is %+v", x)
	}
	if s := p.Stands(d); s.Written.Rule != "" && s.Written.Rule != Load {
		t.Errorf("shown, and the date does not stand: %+v", s)
	}
	p.Window.Safe = d + 1
	if _, yes := p.TooSoon(d, p.Propose()); !yes {
		t.Error("a date before the window is too soon, whatever is shown")
	}
}

// Six weekly hours of somebody at 74 %: by hand, the first Saturday at which both rules hold.
func TestProposeWorkedExample(t *testing.T) {
	p := &Prospect{
		Split: Split{Weights: []float64{1}, Tau: 20}, Names: []string{"All"}, Beliefs: []report.Beta{{A: 7, B: 3}}, Target: 0.85, Kept: 1,
		Questions: 90, Today: monday, Hours: NewHours(monday, free(0, 50, 50, 50, 50, 50, 50), usual, nil), Window: policy.Window{State: policy.Dated},
	}
	// 1 - 0.3 exp(-h/20) = 0.85 at h = 20 ln 2 = 13.863 h = 831.8 min. Six blocks of 50 min a week:
	// 16 blocks (800 min) are not enough, the 17th is on the Friday of week 3: Saturday 12 December.
	if x := p.Propose(); x.Date != civil.Of(2026, 12, 19) || x.Kind != First {
		// The least runway of 21 days makes 19 December the first Saturday that is looked at.
		t.Errorf("got %s %s", x.Date, x.Kind)
	}
	p.Kept = 0.5 // twice the days: the 34th block is on Wednesday 30 December
	if x := p.Propose(); x.Date != civil.Of(2027, 1, 2) {
		t.Errorf("at half the hours: got %s", x.Date)
	}
	p.Window.Safe = civil.Of(2027, 1, 3)
	if x := p.Propose(); x.Date != civil.Of(2027, 1, 9) {
		t.Errorf("with a wait until Sunday: got %s", x.Date)
	}
}

// A simulation more takes two hours and a half of study on the day that it fits, and they come back later:
// the Saturday before is able, the next is not, the one after is.
func TestProposeLooksAtEverySaturday(t *testing.T) {
	p := someone()
	first := civil.Of(2026, 12, 19)
	p.Streak, p.Study = 0, func(exam civil.Date) civil.Minutes {
		if exam == first+7 || exam == first+14 {
			return 3000
		}
		return 6000
	}
	if x := p.Propose(); x.Date != first || x.Kind != First {
		t.Errorf("got %s %s", x.Kind, x.Date)
	}
	// Away on that day: the next two are at home, but not able.
	p = lives(p, evenings(), onDay(first))
	p.Study = func(exam civil.Date) civil.Minutes {
		if exam == first+7 || exam == first+14 {
			return 3000
		}
		return 6000
	}
	if x := p.Propose(); x.Date != first+21 || x.Kind != First {
		t.Errorf("away on the first: got %s %s", x.Kind, x.Date)
	}
}

// The grid at load 1, a date's standing and what is called too soon never say different things of one date.
func TestOneDateIsJudgedOnce(t *testing.T) {
	differ := 0
	rapid.Check(t, func(t *rapid.T) {
		p := drawn(t)
		d := p.Today + civil.Date(rapid.IntRange(1, 200).Draw(t, "date"))
		s := p.Stands(d)
		if diff := cmp.Diff(p.Grid([]civil.Date{d}, []float64{1})[0][0], s.Written); diff != "" {
			t.Fatalf("-grid +standing\n%s", diff)
		}
		if s.Kept.Hours != p.Counted(d) || p.keepsAll() != (s.share == "") {
			t.Fatalf("%+v", s)
		}
		if s.Written.Rule == "" && s.Kept.Rule == Able {
			differ++
		}
		if _, yes := p.TooSoon(d, p.Propose()); yes && s.Kept.Rule == "" {
			t.Fatalf("%s is too soon, and %s", d, s.Say("It", "your hours"))
		}
		say := s.Say("It", "your hours")
		if s.Written.Rule == "" != (strings.HasPrefix(say, "It holds with your hours: ") || p.Shown && strings.HasPrefix(say, "It holds as far as hours go")) {
			t.Fatal(say)
		}
		if s.Written.Rule == "" && (s.Kept.Rule != "") != strings.Contains(say, "it does not") {
			t.Fatal(say)
		}
	})
	if differ == 0 {
		t.Error("no date held as written and not by what is kept")
	}
}
