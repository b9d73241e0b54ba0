package outlook

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"retake/generator/civil"
	"retake/generator/policy"
	"retake/generator/report"
)

var update = flag.Bool("update", false, "write the golden file anew")

// said collects sentences under titles.
type said struct{ strings.Builder }

func (s *said) say(title string, sentences ...string) {
	fmt.Fprintf(s, "%s\n  %s\n\n", title, strings.Join(sentences, "\n  "))
}

// TestSentences keeps every sentence in one file, to be read in one go.
func TestSentences(t *testing.T) {
	s := &said{}
	proposals(s)
	tooSoon(s)
	standings(s)
	grids(s)
	choices(s)
	const golden = "testdata/sentences.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(s.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), s.String()); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	for _, bad := range []string{"!", "  .", "..", "1 points", "1 weeks", "1 simulations", "NaN", "%!"} {
		if strings.Contains(s.String(), bad) {
			t.Errorf("%q is in the sentences", bad)
		}
	}
}

// changed is someone in other circumstances.
func changed(change func(p *Prospect)) *Prospect {
	p := someone()
	change(p)
	return p
}

func until(d civil.Date, why string) func(p *Prospect) {
	return func(p *Prospect) { p.Window.Until, p.Window.UntilWhy = d, why }
}

func onDay(days ...civil.Date) func(civil.Date) bool {
	return func(d civil.Date) bool {
		for _, x := range days {
			if d == x {
				return true
			}
		}
		return false
	}
}

// sure is 90 % in every domain.
func sure() []report.Beta { return slices.Repeat([]report.Beta{{A: 18, B: 2}}, 5) }

func proposals(s *said) {
	usually := someone().Propose()
	short := free(0, 60, 60, 60, 60, 60, 60)
	for _, c := range []struct {
		title string
		p     *Prospect
	}{
		{"the first Saturday", someone()},
		{"with two hours in three kept", changed(func(p *Prospect) { p.Kept = 2.0 / 3 })},
		{"with less than a quarter kept", changed(func(p *Prospect) { p.Kept, p.KeptLess = 0.25, true })},
		{"with less than a third kept", changed(func(p *Prospect) { p.Kept, p.KeptLess = 1.0/3, true })},
		{"one simulation behind", changed(func(p *Prospect) { p.Sat = 1 })},
		{"all simulations behind", changed(func(p *Prospect) { p.Sat, p.Beliefs = 3, sure() })},
		{"two behind, and no window for another", changed(func(p *Prospect) { p.Sat = 2; lives(p, short, nil) })},
		{"away on the day", changed(func(p *Prospect) { lives(p, evenings(), onDay(usually.Date)) })},
		{"away on the day, and no later day", changed(func(p *Prospect) {
			lives(p, evenings(), onDay(usually.Date))
			until(usually.Date+3, "the voucher expires")(p)
		})},
		{"no window for a simulation", changed(func(p *Prospect) { lives(p, short, nil) })},
		{"no simulation asked for", changed(func(p *Prospect) { p.Streak = 0 })},
		{"the wait is not known", changed(func(p *Prospect) { p.Window = policy.Window{State: policy.Unknown} })},
		{"fixed dates", changed(func(p *Prospect) { p.Window.State = policy.Session })},
		{"bought anew", changed(func(p *Prospect) { p.Window.State = policy.NewPurchase })},
		{"not enough in half a year", changed(func(p *Prospect) { lives(p, free(0, 30, 0, 0, 0, 0, 100), nil) })},
		{"not enough before the voucher ends", changed(until(civil.Of(2027, 1, 20), "the voucher expires"))},
		{"sooner than wise", changed(until(civil.Of(2026, 12, 9), "this exam version ends"))},
		{"over before it opens", changed(func(p *Prospect) {
			until(civil.Of(2026, 12, 9), "the voucher expires")(p)
			p.AvailableFrom = civil.Of(2027, 1, 5)
		})},
		{"a wait of a year", changed(func(p *Prospect) {
			lives(p, free(0, 0, 0, 0, 0, 0, 90), nil)
			p.Window.Safe = civil.Of(2027, 11, 20)
			p.Target = 0.97
		})},
		{"the window is too late", changed(func(p *Prospect) {
			until(civil.Of(2026, 12, 1), "the voucher expires")(p)
			p.Window.TooLate = true
		})},
		{"the voucher is over", changed(func(p *Prospect) {
			p.Window = policy.Window{State: policy.Dated, Safe: monday - 21, Until: monday - 18, UntilWhy: "the voucher expires", TooLate: true}
		})},
		{"the voucher was over before the retake was allowed", changed(func(p *Prospect) {
			p.Window = policy.Window{State: policy.Dated, Safe: monday - 10, Until: monday - 18, UntilWhy: "the voucher expires", TooLate: true}
		})},
		{"the version is over", changed(func(p *Prospect) {
			p.Window = policy.Window{State: policy.Dated, Until: monday - 18, UntilWhy: "this exam version ends", TooLate: true}
		})},
		{"the last day is today", changed(func(p *Prospect) {
			p.Window = policy.Window{State: policy.Dated, Safe: monday - 21, Until: monday, UntilWhy: "the voucher expires"}
		})},
		{"closed", changed(func(p *Prospect) { p.Window = policy.Window{State: policy.Blocked} })},
		{"simulations show enough", changed(func(p *Prospect) { p.Sat, p.Shown = 3, true })},
		{"simulations show enough, the wait is not known", changed(func(p *Prospect) { p.Sat, p.Shown, p.Window = 3, true, policy.Window{State: policy.Unknown} })},
	} {
		x := c.p.Propose()
		s.say("proposal, "+c.title, fmt.Sprintf("%s, %s, %d sims: %s", x.Kind, x.Date, x.Sittings, x.Range.words()), x.Why)
	}
}

func tooSoon(s *said) {
	able := someone()
	low := changed(func(p *Prospect) { lives(p, free(0, 30, 0, 0, 0, 0, 100), nil) })
	few := changed(func(p *Prospect) { lives(p, free(0, 60, 60, 60, 60, 60, 60), nil) })
	unknown := changed(func(p *Prospect) { p.Window = policy.Window{State: policy.Unknown} })
	rushed := changed(until(civil.Of(2026, 12, 9), "this exam version ends"))
	strong := changed(func(p *Prospect) { p.Beliefs = sure() })
	for _, c := range []struct {
		title string
		p     *Prospect
		date  civil.Date
	}{
		{"on all counts", able, civil.Of(2026, 12, 1)},
		{"by what is kept", third(false), civil.Of(2027, 2, 27)},
		{"by what is reckoned with", third(true), civil.Of(2027, 2, 27)},
		{"by the simulations, one behind", changed(func(p *Prospect) { p.Sat, p.Beliefs = 1, sure() }), monday + 4},
		{"by hours", able, civil.Of(2027, 1, 16)},
		{"by the rule and the simulations", strong, civil.Of(2026, 12, 2)},
		{"by the rule, with no proposal that is able", low, civil.Of(2026, 12, 1)},
		{"by hours, with too few simulations", few, civil.Of(2027, 1, 16)},
		{"by hours, with an unknown wait", unknown, civil.Of(2027, 1, 16)},
		{"and a last day", rushed, civil.Of(2026, 12, 7)},
	} {
		say, yes := c.p.TooSoon(c.date, c.p.Propose())
		s.say("too soon, "+c.title, fmt.Sprint(yes), say)
	}
}

// third is somebody who kept a third, or a quarter by the least that is reckoned with.
func third(least bool) *Prospect {
	return changed(func(p *Prospect) {
		if p.Kept = 1.0 / 3; least {
			p.Kept, p.KeptLess = 0.25, true
		}
	})
}

func standings(s *said) {
	mine := func(p *Prospect, d civil.Date) string {
		return p.Stands(d).Say("Your date, "+d.Medium()+",", "your hours as written")
	}
	late := civil.Of(2027, 2, 27)
	s.say("standing",
		mine(someone(), late),
		mine(someone(), civil.Of(2027, 1, 16)),
		mine(someone(), civil.Of(2026, 12, 1)),
		mine(third(false), late),
		mine(third(true), late),
		mine(third(false), civil.Of(2027, 1, 16)),
		mine(third(false), civil.Of(2026, 12, 1)),
		mine(changed(func(p *Prospect) { p.Kept = 0.9 }), late),
		mine(changed(func(p *Prospect) { p.Kept = 0.5; lives(p, free(0, 130, 130, 130, 0, 0, 240), nil) }), late+60),
		mine(changed(func(p *Prospect) { p.Kept = 0.5; p.FreeDays = 2 }), late),
		mine(changed(func(p *Prospect) { p.Shown = true }), civil.Of(2027, 1, 16)),
	)
	shown := changed(func(p *Prospect) { p.Shown = true })
	s.say("moved", someone().Moved(civil.Of(2027, 1, 16), late), third(false).Moved(late, late+14), someone().Moved(civil.Of(2026, 11, 28), late),
		changed(func(p *Prospect) { lives(p, free(0, 60, 60, 60, 60, 60, 60), nil) }).Moved(civil.Of(2027, 1, 16), late),
		changed(func(p *Prospect) { p.Beliefs = sure() }).Moved(late, late+7), someone().Moved(late, late-14), shown.Moved(late, late-14))
}

func grids(s *said) {
	for _, c := range []struct {
		title string
		p     *Prospect
		dates []civil.Date
	}{
		{"someone", someone(), nil},
		{"a voucher", changed(until(civil.Of(2027, 1, 20), "the voucher expires")), []civil.Date{civil.Of(2027, 1, 23)}},
		{"an ending version", changed(until(civil.Of(2027, 1, 20), "this exam version ends")), []civil.Date{civil.Of(2027, 1, 23)}},
		{"an included retake", changed(until(civil.Of(2027, 1, 20), "the included retake expires")), []civil.Date{civil.Of(2027, 1, 23)}},
		{"an end without a reason", changed(until(civil.Of(2027, 1, 20), "")), []civil.Date{civil.Of(2027, 1, 23)}},
		{"a new version", changed(func(p *Prospect) { p.AvailableFrom = civil.Of(2027, 1, 5) }), []civil.Date{civil.Of(2027, 1, 2)}},
		{"closed", changed(func(p *Prospect) { p.Window.State = policy.Training }), []civil.Date{civil.Of(2027, 1, 23)}},
		{"today", someone(), []civil.Date{monday}},
		{"no free day", changed(func(p *Prospect) { lives(p, free(90, 90, 90, 90, 90, 90, 90), nil) }), []civil.Date{civil.Of(2027, 2, 20)}},
		{"one free day of two", changed(func(p *Prospect) { p.FreeDays = 2 }), []civil.Date{civil.Of(2027, 2, 20)}},
		{"one simulation behind, and no long window", changed(func(p *Prospect) { p.Sat = 1; lives(p, free(0, 60, 60, 60, 60, 60, 60), nil) }), []civil.Date{civil.Of(2026, 12, 19), civil.Of(2027, 1, 23)}},
		{"a voucher that is over", changed(func(p *Prospect) {
			p.Window = policy.Window{State: policy.Dated, Until: monday - 18, UntilWhy: "the voucher expires", TooLate: true}
		}), []civil.Date{civil.Of(2027, 1, 23)}},
		{"no long window", changed(func(p *Prospect) { lives(p, free(0, 60, 60, 60, 60, 60, 60), nil) }), []civil.Date{civil.Of(2027, 1, 23)}},
		{"long days", changed(func(p *Prospect) { lives(p, free(0, 130, 130, 130, 0, 0, 240), nil) }), []civil.Date{civil.Of(2027, 2, 20)}},
	} {
		if c.dates == nil {
			c.dates = c.p.Dates(c.p.Propose().Date)
		}
		var lines []string
		for _, row := range c.p.Grid(c.dates, Loads()) {
			for _, x := range row {
				lines = append(lines, fmt.Sprintf("%s at %.2f: %s a week, %s in all, %d sims, %s; %s: %s", x.Date, x.Load, x.PerWeek, x.Hours, x.Sittings, x.Range.words(), x.Rule, x.Broken))
			}
		}
		s.say("grid, "+c.title, lines...)
	}
}

func choices(s *said) {
	exam := civil.Of(2027, 2, 27)
	late := changed(until(exam+5, "the voucher expires"))
	one := changed(func(p *Prospect) { p.Weights, p.Names, p.Beliefs = []float64{1}, p.Names[:1], p.Beliefs[:1] })
	two := changed(func(p *Prospect) { p.Weights, p.Names, p.Beliefs = []float64{0.5, 0.5}, p.Names[:2], p.Beliefs[:2] })
	for _, c := range []struct {
		title string
		p     *Prospect
		b     Behind
	}{
		{"two days", someone(), Behind{Owed: 130, PerDay: 62, StudyDays: 60, Exam: exam}},
		{"two weeks, booked", someone(), Behind{Owed: 740, PerDay: 62, StudyDays: 50, Exam: exam, Booked: true, Notice: "without loss until 24 hours before"}},
		{"two weeks, a third kept", third(false), Behind{Owed: 740, PerDay: 62, StudyDays: 50, Exam: exam}},
		{"two weeks, a third kept, far from the target", third(false), Behind{Owed: 740, PerDay: 62, StudyDays: 30, Exam: civil.Of(2027, 1, 9)}},
		{"one domain", one, Behind{Owed: 740, PerDay: 62, StudyDays: 50, Exam: exam}},
		{"two domains", two, Behind{Owed: 740, PerDay: 62, StudyDays: 50, Exam: exam}},
		{"three weeks, booked, the end near", late, Behind{Owed: 1110, PerDay: 62, StudyDays: 12, Exam: exam, Booked: true}},
		{"booked, no notice known", someone(), Behind{Owed: 200, PerDay: 62, StudyDays: 1, Exam: exam, Booked: true}},
		{"no day left", someone(), Behind{Owed: 400, PerDay: 62, StudyDays: 0, Exam: monday + 1}},
		{"no hours at all", changed(func(p *Prospect) { lives(p, free(), nil) }), Behind{Owed: 400, PerDay: 62, StudyDays: 0, Exam: exam}},
		{"closed", changed(func(p *Prospect) { p.Window.State = policy.Blocked }), Behind{Owed: 130, PerDay: 62, StudyDays: 60, Exam: exam}},
	} {
		lines := []string{c.b.Say()}
		for _, x := range c.p.Replan(c.b) {
			lines = append(lines, x.Title+" | "+x.Price+" | "+x.Effect+" | "+x.Broken)
		}
		s.say("behind, "+c.title, lines...)
	}
}
