package gate

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
	"retake/generator/trial"
)

var update = flag.Bool("update", false, "write the golden file anew")

var (
	today = civil.Of(2026, 11, 26)
	exam  = civil.Of(2027, 1, 16)
)

// sat are simulations at so many percent each, oldest first; all of them count.
func sat(percents ...float64) []trial.View {
	var out []trial.View
	for _, p := range percents {
		out = append(out, trial.View{Percent: p, Qualifies: true, Above: p >= 80})
	}
	return out
}

// open is a case in which every gate is met.
func open() Case {
	return Case{
		Today: today, Date: exam, Window: policy.Window{State: policy.Dated, Optimistic: civil.Of(2026, 12, 9), Safe: civil.Of(2026, 12, 10)},
		Views: sat(82, 84, 88), Streak: 3, Pass: 0.70, Target: 0.80, Chance: &trial.Chance{P: 0.91, Lo: 0.78, Hi: 0.97}, Enough: 0.80,
		Forecast: 0.84, Lowest: Domain{"Operations", 0.71}, Ahead: 2, Sitting: 90,
	}
}

// since are the same simulations, sat today.
func since(views []trial.View) []trial.View {
	for i := range views {
		views[i].Date = today
	}
	return views
}

// unshown is the same case with simulations that do not show enough.
func unshown(c Case) Case {
	c.Views, c.Chance = sat(70, 82, 84), &trial.Chance{P: 0.66, Lo: 0.41, Hi: 0.84}
	return c
}

type row struct {
	name    string
	change  func(*Case)
	verdict string
	met     string // the gates that are met, by their first letters
}

// cases are one change each to a case in which every gate is met, with the verdict and the gates met.
var cases = []row{
	{"all met", func(*Case) {}, Ready, "lrea"},
	{"the waiting time is over", func(c *Case) { c.Window.Safe = today }, Ready, "lrea"},
	{"the waiting time ends tomorrow", func(c *Case) { c.Window.Safe = today + 1 }, Ready, "lrea"},
	{"on the first day", func(c *Case) { c.Date = c.Window.Safe }, Ready, "lrea"},
	{"a day too early", func(c *Case) { c.Date = c.Window.Safe - 1 }, NotAllowed, "rea"},
	{"on the last day", func(c *Case) { c.Window.Until, c.Window.UntilWhy = exam, "the voucher expires" }, Ready, "lrea"},
	{"a day too late", func(c *Case) { c.Window.Until, c.Window.UntilWhy = exam-1, "the voucher expires" }, NotAllowed, "rea"},
	{"opens after the last day", func(c *Case) {
		c.Window.TooLate, c.Window.Until, c.Window.UntilWhy = true, c.Window.Safe-1, "this exam version ends"
	}, NotAllowed, "rea"},
	{"the voucher is over", func(c *Case) {
		c.Window.TooLate, c.Window.Safe, c.Window.Until, c.Window.UntilWhy = true, today-30, today-5, "the voucher expires"
	}, NotAllowed, "rea"},
	{"waiting time not known", func(c *Case) { c.Window = policy.Window{State: policy.Unknown} }, NotKnown, "rea"},
	{"no further attempt", func(c *Case) { c.Window = policy.Window{State: policy.Blocked} }, NotAllowed, "rea"},
	{"training first", func(c *Case) { c.Window = policy.Window{State: policy.Training} }, NotAllowed, "rea"},
	{"no date", func(c *Case) { c.Date = 0 }, NotAllowed, "rea"},
	{"sessions not known", func(c *Case) { c.Window = policy.Window{State: policy.Session} }, NotAllowed, "rea"},
	{"a session", func(c *Case) { c.Window.State = policy.Session }, Ready, "lrea"},
	{"no simulation", func(c *Case) { c.Views, c.Chance = nil, nil }, TooLittle, "la"},
	{"no simulation, and none ahead", func(c *Case) { c.Views, c.Chance, c.Ahead = nil, nil, 0 }, TooLittle, "la"},
	{"no simulation and two days left", func(c *Case) {
		c.Views, c.Chance, c.Ahead, c.Date, c.Window.Safe = nil, nil, 0, today+2, today
	}, TooLittle, "la"},
	{"no simulation on the day", func(c *Case) {
		c.Views, c.Chance, c.Ahead, c.Date, c.Window.Safe = nil, nil, 0, today, today
	}, TooLittle, "la"},
	{"no simulation and no date", func(c *Case) { c.Views, c.Chance, c.Ahead, c.Date = nil, nil, 0, 0 }, NotAllowed, "a"},
	{"one simulation", func(c *Case) { c.Views, c.Chance = sat(90), nil }, TooLittle, "la"},
	{"one that counts of two", func(c *Case) { c.Views, c.Chance = append(sat(90), trial.View{Percent: 95, Above: true}), nil }, TooLittle, "la"},
	{"none at the target", func(c *Case) { c.Views = sat(70, 72) }, NotYet, "lea"},
	{"none at the target since the fail", func(c *Case) {
		c.Failed, c.Views = today-2, append([]trial.View{{Simulation: trial.Simulation{Date: today - 9}, Percent: 90, Above: true}}, since(sat(70, 72))...)
	}, NotYet, "lea"},
	{"none sat since the fail", func(c *Case) {
		c.Failed, c.Views, c.Chance = today-2, []trial.View{{Simulation: trial.Simulation{Date: today - 9}, Percent: 90, Above: true}}, nil
	}, TooLittle, "la"},
	{"two of three", func(c *Case) { c.Views = sat(70, 82, 84) }, NotYet, "lea"},
	{"the last one below", func(c *Case) { c.Views = sat(82, 84, 86, 79) }, NotYet, "lea"},
	{"two asked for", func(c *Case) { c.Views, c.Streak = sat(70, 82, 84), 2 }, Ready, "lrea"},
	{"chance at the mark", func(c *Case) { c.Chance.P = 0.80 }, Ready, "lrea"},
	{"chance below", func(c *Case) { c.Chance = &trial.Chance{P: 0.66, Lo: 0.41, Hi: 0.84} }, NotYet, "lra"},
	{"chance below, and no simulation ahead", func(c *Case) { c.Chance, c.Ahead = &trial.Chance{P: 0.66, Lo: 0.41, Hi: 0.84}, 0 }, NotYet, "lra"},
	{"nothing known of domains", func(c *Case) { c.Blind = true }, NotYet, "lre"},
	{"nothing known of domains, and no simulation ahead", func(c *Case) { c.Blind, c.Ahead = true, 0 }, NotYet, "lre"},
	{"too few hours", func(c *Case) { *c = unshown(*c); c.Forecast = 0.684 }, NotYet, "l"},
	{"enough hours", func(c *Case) { *c = unshown(*c) }, NotYet, "la"},
	{"too few hours, three days before", func(c *Case) { *c = unshown(*c); c.Forecast, c.Date, c.Window.Safe = 0.684, today+3, today-1 }, NotYet, "la"},
	{"too few hours, four days before", func(c *Case) { *c = unshown(*c); c.Forecast, c.Date, c.Window.Safe = 0.684, today+4, today-1 }, NotYet, "l"},
	{"too few hours, and the booking rule is met", func(c *Case) { *c = unshown(*c); c.Forecast, c.Views = 0.684, sat(82, 84, 88) }, NotYet, "lra"},
	{"too few hours, and the chance is enough", func(c *Case) { *c = unshown(*c); c.Forecast, c.Chance.P = 0.684, 0.8 }, NotYet, "lea"},
	{"a weak domain", func(c *Case) { c.Lowest.Mean = 0.59 }, NotYet, "lre"},
	{"ten points below the pass mark", func(c *Case) { c.Lowest.Mean = 0.601 }, Ready, "lrea"},
	{"the same, and each section has to be passed", func(c *Case) { c.Lowest.Mean, c.Conjunctive = 0.601, true }, NotYet, "lre"},
	{"no domains", func(c *Case) { c.Lowest = Domain{} }, Ready, "lrea"},
	{"one open", func(c *Case) { c.Open = 1 }, Ready, "lrea"},
	{"ten open", func(c *Case) { c.Open = 10 }, Ready, "lrea"},
	{"eleven open", func(c *Case) { c.Open = 11 }, NotYet, "lre"},
}

func TestJudge(t *testing.T) {
	for _, x := range cases {
		c := open()
		x.change(&c)
		r := Judge(c)
		met, first := "", -1
		for i, g := range r.Gates {
			switch {
			case g.Met:
				met += g.Name[:1]
			case first < 0:
				first = i
			}
			if g.Why == "" || g.Met != (g.Next == "") {
				t.Errorf("%s: gate %+v: every gate has a reason, and one that is not met says what would meet it", x.name, g)
			}
		}
		if r.Verdict != x.verdict || met != x.met || r.First != first {
			t.Errorf("%s: %q with gates %q met, first %d; want %q with %q, first %d", x.name, r.Verdict, met, r.First, x.verdict, x.met, first)
		}
		if r.Pass != 70 || r.Target != 80 || r.Chance != c.Chance || len(r.Simulations) != len(c.Views) {
			t.Errorf("%s: what the gates were held against is not handed on: %+v", x.name, r)
		}
	}
}

func TestAPassEndsTheQuestion(t *testing.T) {
	c := open()
	c.Won = today - 3
	if r := Judge(c); r.Verdict != Passed || r.First != -1 || len(r.Gates) != 0 {
		t.Errorf("%+v", r)
	}
}

// TestSentences keeps every sentence in one file, each once, to be read in one go.
func TestSentences(t *testing.T) {
	var b strings.Builder
	said := map[string]bool{}
	for _, x := range slices.Concat(cases, []row{{name: "passed", change: func(c *Case) { c.Won = today }}}) {
		c := open()
		x.change(&c)
		r := Judge(c)
		fmt.Fprintf(&b, "%s: %s\n", x.name, r.Verdict)
		say := func(as, sentence string) {
			if sentence != "" && !said[sentence] {
				said[sentence] = true
				fmt.Fprintf(&b, "  %-8s  %s\n", as, sentence)
			}
		}
		for _, g := range r.Gates {
			say(g.Name, g.Why)
			say("", g.Next)
		}
		say("verdict", r.Say)
	}
	const golden = "testdata/sentences.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	for _, line := range strings.Split(b.String(), "\n") {
		if strings.HasPrefix(line, "  ") && (!strings.HasSuffix(line, ".") || strings.HasSuffix(line, "..") || strings.Contains(line, "!")) {
			t.Errorf("no plain sentence: %q", line)
		}
	}
}
