package drill

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"retake/generator/civil"
	"retake/generator/report"
)

// day counts from an ordinary Sunday, so that tables can be worked by hand.
func day(n int) civil.Date { return civil.Of(2026, 11, 1) + civil.Date(n) }

func days(ns ...int) []civil.Date {
	var out []civil.Date
	for _, n := range ns {
		out = append(out, day(n))
	}
	return out
}

// on is a miss of a day, with the days on which it was right again.
func on(date int, cleared ...int) Miss {
	return Miss{Date: day(date), Objective: report.Objective{Domain: 4, Minor: 2}, Cleared: days(cleared...)}
}

func at(domain, minor int) report.Objective { return report.Objective{Domain: domain, Minor: minor} }

func TestTwoLaterDaysCloseAMiss(t *testing.T) {
	for name, c := range map[string]struct {
		m      Miss
		today  int
		rights int
		closed civil.Date
	}{
		"never right":                     {on(3), 20, 0, 0},
		"right once":                      {on(3, 8), 20, 1, 0},
		"right on two days":               {on(3, 8, 12), 20, 2, day(12)},
		"written newest first":            {on(3, 12, 8), 20, 2, day(12)},
		"one day, written twice":          {on(3, 8, 8), 20, 1, 0},
		"its own day does not count":      {on(3, 3, 8), 20, 1, 0},
		"nor does a day before it":        {on(3, 1, 2, 8), 20, 1, 0},
		"nor does a day to come":          {on(3, 8, 12), 11, 1, 0},
		"today counts":                    {on(3, 8, 12), 12, 2, day(12)},
		"three days: the second closed":   {on(3, 15, 12, 8), 20, 2, day(12)},
		"three days, the middle one last": {on(3, 15, 8, 12), 20, 2, day(12)},
		"a lucky guess closes likewise":   {Miss{Date: day(3), Lucky: true, Cleared: days(4, 5)}, 20, 2, day(5)},
	} {
		t.Run(name, func(t *testing.T) {
			if got := c.m.Rights(day(c.today)); got != c.rights {
				t.Errorf("right on %d days, want %d", got, c.rights)
			}
			if got := c.m.Closed(day(c.today)); got != c.closed {
				t.Errorf("closed on %q, want %q", got, c.closed)
			}
			if got := c.m.Open(day(c.today)); got != (c.closed == 0) {
				t.Errorf("open: %v", got)
			}
		})
	}
}

// TestRetestDays: the gap is 2.1 days for a test in 7 days, 3.3 for 14, 5.2 for 28, 5.4 for 30 (stat.Gap).
func TestRetestDays(t *testing.T) {
	const none = -1
	for name, c := range map[string]struct {
		m           Miss
		today, exam int // exam none = no date
		on          int // none = no day is left
		rights      int
		overdue     int
		sooner      bool
	}{
		"four weeks ahead":                   {m: on(0), exam: 28, on: 5},
		"a week ahead":                       {m: on(0), exam: 7, on: 2},
		"two weeks ahead":                    {m: on(0), exam: 14, on: 3},
		"no date: as if 30 days ahead":       {m: on(0), exam: none, on: 5},
		"after it was right once":            {m: on(0, 5), today: 6, exam: 33, on: 10, rights: 1},
		"right on its own day: no meeting":   {m: on(0, 0), exam: 28, on: 5},
		"right later than today: not yet":    {m: on(0, 5), today: 4, exam: 28, on: 5},
		"due today":                          {m: on(0), today: 5, exam: 28, on: 5},
		"it waits and does not move":         {m: on(0), today: 9, exam: 28, on: 5, overdue: 4},
		"no date, and it waits":              {m: on(0), today: 9, exam: none, on: 5, overdue: 4},
		"five days: 2 would leave no second": {m: on(0), exam: 5, on: 1, sooner: true},
		"six days: 2 leaves one":             {m: on(0), exam: 6, on: 2},
		"four days: only one is left":        {m: on(0), exam: 4, on: 1},
		"four days, right once":              {m: on(-1, 0), exam: 4, on: 1, rights: 1},
		"three days: a light day":            {m: on(0), exam: 3, on: 1},
		"two days: the day before":           {m: on(0), exam: 2, on: 1},
		"the day before the exam":            {m: on(0), exam: 1, on: none},
		"the exam is today":                  {m: on(-9), exam: 0, on: none},
		"the exam is over: no date":          {m: on(0), today: 3, exam: 2, on: 5},
	} {
		t.Run(name, func(t *testing.T) {
			exam, want := civil.Date(0), civil.Date(0)
			if c.exam != none {
				exam = day(c.exam)
			}
			if c.on != none {
				want = day(c.on)
			}
			got := Retests([]Miss{c.m}, day(c.today), exam)
			if len(got) != 1 {
				t.Fatalf("got %v", got)
			}
			d := got[0]
			if d.On != want || d.Rights != c.rights || d.Overdue != c.overdue || d.Sooner != c.sooner {
				t.Errorf("on %q, right %d, overdue %d, sooner %v", d.On, d.Rights, d.Overdue, d.Sooner)
			}
		})
	}
}

func TestRetestsShowTheirInputs(t *testing.T) {
	d := Retests([]Miss{on(0, 5)}, day(6), day(33))[0]
	if d.Since != day(5) || d.Gap != 5 || d.Ahead != 28 {
		t.Errorf("since %s, gap %d, ahead %d", d.Since, d.Gap, d.Ahead)
	}
	if d := Retests([]Miss{on(0)}, day(6), 0)[0]; d.Ahead != 0 || d.Gap != 5 {
		t.Errorf("no date: ahead %d, gap %d", d.Ahead, d.Gap)
	}
}

func TestRetestsInOrder(t *testing.T) {
	late, soon, never := on(2), on(24), on(29)
	other := on(2)
	other.Objective = at(1, 9)
	var got []civil.Date
	// Both of day 2 are due on day 7; that of day 24 on day 26, once a day; that of day 29 not any more.
	for _, d := range Retests([]Miss{never, on(3, 4, 5), soon, late, on(31), other}, day(29), day(30)) {
		got = append(got, d.On)
		if len(got) == 1 && d.Objective != at(1, 9) {
			t.Errorf("of one day the first objective comes first, not %s", d.Objective)
		}
	}
	if diff := cmp.Diff(append(days(7, 7, 26), 0), got); diff != "" {
		t.Error(diff)
	}
	// Two due on day 6: missed on day 0, 31 days ahead, with a gap of 5.52 days, or on day 1 with one of 5.41. Both a day late:
	// the shorter gap is the later one.
	long, short := on(0), on(1)
	long.Objective, short.Objective = at(1, 1), at(5, 1)
	ds := Retests([]Miss{long, short}, day(7), day(31))
	if ds[0].On != day(6) || ds[1].On != day(6) || ds[0].Objective != at(5, 1) {
		t.Errorf("got %v", ds)
	}
}

func TestMap(t *testing.T) {
	miss := func(o report.Objective, cleared ...int) Miss {
		m := on(0, cleared...)
		m.Objective = o
		return m
	}
	sure, lucky, both := miss(at(1, 1)), miss(at(1, 1)), miss(at(2, 7))
	sure.Confident, lucky.Lucky, both.Confident, both.Lucky = true, true, true, true
	surelyClosed := miss(at(1, 1), 1, 2)
	surelyClosed.Confident = true
	ahead := miss(at(1, 2))
	ahead.Date = day(11)
	got := Map(
		[]Miss{sure, lucky, miss(at(1, 1)), surelyClosed, ahead, both, miss(at(2, 0)), miss(at(0, 0)), miss(at(9, 1), 1, 2)},
		[]report.Objective{at(1, 2), at(2, 3), at(2, 7), at(9, 9)},
		[]Outline{{1, 3}, {2, 0}, {3, 0}}, day(10))
	want := []Row{
		{1, []Cell{
			{Objective: at(1, 1), Open: 3, Closed: 1, Lucky: 1, Confident: 1},
			{Objective: at(1, 2), Listed: true},
			{Objective: at(1, 3)},
		}},
		{2, []Cell{
			{Objective: at(2, 0), Open: 1},
			{Objective: at(2, 3), Listed: true},
			{Objective: at(2, 7), Open: 1, Lucky: 1, Listed: true},
		}},
		{3, nil},
		{0, []Cell{{Open: 1, Closed: 1}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := Map(nil, []report.Objective{at(0, 1)}, []Outline{{1, 0}}, day(10)); len(got) != 1 {
		t.Errorf("a last row without need: %v", got)
	}
}

func TestMisconceptionsAndLuck(t *testing.T) {
	named := func(note string, date int, confident, lucky bool, cleared ...int) Miss {
		m := on(date, cleared...)
		m.Note, m.Confident, m.Lucky = note, confident, lucky
		return m
	}
	misses := []Miss{
		named("closed, new", 5, true, false, 6, 7), named("open, old", 1, true, false), named("open, new", 4, true, false, 6),
		named("only wrong", 2, false, false), named("lucky", 3, true, true), named("to come", 9, true, false),
	}
	notes := func(ms []Miss) (out []string) {
		for _, m := range ms {
			out = append(out, m.Note)
		}
		return out
	}
	if diff := cmp.Diff([]string{"open, new", "open, old", "closed, new"}, notes(Misconceptions(misses, day(8)))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"lucky"}, notes(Lucky(misses, day(8)))); diff != "" {
		t.Error(diff)
	}
}

func TestRepeats(t *testing.T) {
	miss := func(o report.Objective, date int, chose string, cleared ...int) Miss {
		m := on(date, cleared...)
		m.Objective, m.Chose = o, chose
		return m
	}
	lucky := miss(at(3, 1), 4, "A")
	lucky.Lucky = true
	whole := at(5, 0)
	got := Repeats([]Miss{
		miss(at(4, 2), 9, "b"), miss(at(4, 2), 1, "B", 3, 5), miss(at(4, 2), 5, "C"), // three days, B twice, back after day 5
		miss(at(2, 1), 1, "D", 4, 6), miss(at(2, 1), 6, ""), miss(at(2, 1), 6, ""), // two days; on the day of its closing is not after it
		miss(at(1, 4), 1, "A"), miss(at(1, 4), 1, "A"), // one day
		miss(at(3, 1), 2, "A"), lucky, // one day, and luck
		miss(whole, 1, "A"), miss(whole, 2, "A"), // no objective
		miss(at(1, 9), 3, "D"), miss(at(1, 9), 12, "D"), // the second is to come
		miss(at(1, 2), 3, "hashing"), miss(at(1, 2), 4, " hashing"), miss(at(1, 2), 4, "A"), miss(at(1, 2), 5, "A"), // a tie: chosen first
	}, day(10))
	type row struct {
		Objective  string
		Times, Of  int
		SameChoice string
		Returned   bool
	}
	var rows []row
	for _, r := range got {
		rows = append(rows, row{r.Objective.String(), r.Times, len(r.Misses), r.SameChoice, r.Returned})
	}
	want := []row{{"1.2", 3, 4, "hashing", false}, {"4.2", 3, 3, "B", true}, {"2.1", 2, 3, "", false}}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Error(diff)
	}
	if ms := got[1].Misses; ms[0].Date != day(1) || ms[2].Date != day(9) {
		t.Errorf("not oldest first: %v", ms)
	}
}

func TestReasons(t *testing.T) {
	why := func(word string, date int) Miss { return Miss{Date: day(date), Why: word} }
	got := Reasons([]Miss{why("misread", 1), why("", 1), why("term", 2), why("misread", 3), why("concept", 4), why("time", 9)}, day(8))
	want := []ReasonCount{{"concept", 1, 0.25}, {"term", 1, 0.25}, {"misread", 2, 0.5}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := Reasons([]Miss{why("", 1)}, day(8)); got != nil {
		t.Errorf("no reasons, but %v", got)
	}
}

func TestNextBlock(t *testing.T) {
	// Shares 0.5x0.2x2 = 0.2, 0.25x0.1x0.5 = 0.0125 and 0.25x0.02x1 = 0.005: of 20, 18.39, 1.15 and 0.46.
	wants := []Want{{0.5, 0.2, -1}, {0.25, 0.1, 0}, {0.25, -0.1, 4}}
	for name, c := range map[string]struct {
		wants []Want
		gap   float64
		total int
		want  []int
	}{
		"weight, missing and staleness": {wants, 4, 20, []int{18, 1, 1}},
		"nothing to ask":                {wants, 4, 0, []int{0, 0, 0}},
		"no domains":                    {nil, 4, 20, []int{}},
		"nothing speaks for any":        {[]Want{{0, 0.2, -1}, {0, 0.1, 3}}, 4, 20, []int{0, 0}},
		"idle for two gaps is the most": {[]Want{{0.5, 0.1, 8}, {0.5, 0.1, 80}, {0.5, 0.1, -1}}, 4, 9, []int{3, 3, 3}},
		"half a gap is the least":       {[]Want{{0.5, 0.1, 2}, {0.5, 0.1, 0}}, 4, 8, []int{4, 4}},
		"no gap: a day is one":          {[]Want{{0.5, 0.1, 1}, {0.5, 0.1, 0}}, 0, 9, []int{6, 3}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, NextBlock(c.wants, c.gap, c.total)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestBalance(t *testing.T) {
	for _, c := range []struct {
		answering, reviewing civil.Minutes
		want                 bool
	}{{0, 0, true}, {200, 200, true}, {200, 150, true}, {200, 149, false}, {150, 200, true}, {149, 200, false}} {
		e := Balance(c.answering, c.reviewing)
		if e.Equal != c.want || e.Answering != c.answering || e.Reviewing != c.reviewing {
			t.Errorf("%+v", e)
		}
	}
}
