package chart

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"retake/generator/civil"
)

func TestTicks(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		lo, hi float64
		most   int
		want   []float64
	}{
		{0, 100, 6, []float64{0, 20, 40, 60, 80, 100}}, {0, 100, 11, []float64{0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100}},
		{50, 80, 4, []float64{50, 60, 70, 80}}, {0, 1, 6, []float64{0, .2, .4, .6, .8, 1}}, {.1, .35, 6, []float64{.1, .15, .2, .25, .3, .35}},
		{-5, 5, 3, []float64{-5, 0, 5}}, {61, 79, 2, []float64{70}}, {7, 7, 5, []float64{7}}, {80, 50, 4, []float64{50, 60, 70, 80}},
		{0, 90, 6, []float64{0, 20, 40, 60, 80}}, {0, 90, 1, []float64{0}}, {3, 4, 0, nil}, {nan, 4, 3, nil}, {0, inf, 3, nil},
	} {
		if got := Ticks(c.lo, c.hi, c.most); !slices.Equal(got, c.want) {
			t.Errorf("%v to %v, at most %d: %v, want %v", c.lo, c.hi, c.most, got, c.want)
		}
	}
}

// TestTicksAreRound: between the bounds, at equal steps of 1, 2 or 5 times a power of ten, no more than asked and
// not far fewer.
func TestTicksAreRound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lo, long := rapid.Float64Range(-1000, 1000).Draw(t, "lo"), rapid.Float64Range(.01, 1000).Draw(t, "long")
		n := rapid.IntRange(2, 20).Draw(t, "most")
		got := Ticks(lo, lo+long, n)
		if len(got) > n || len(got) < n*2/5-1 || !slices.IsSorted(got) {
			t.Fatalf("%d ticks, at most %d: %v", len(got), n, got)
		}
		for i, v := range got {
			if v < lo-long*1e-6 || v > lo+long*(1+1e-6) {
				t.Fatalf("%v is not from %v to %v", v, lo, lo+long)
			}
			if digits := strings.TrimLeft(strings.ReplaceAll(strconv.FormatFloat(math.Abs(v), 'f', -1, 64), ".", ""), "0"); len(digits) > 8 {
				t.Fatalf("%v is not round", v)
			}
			if i > 0 {
				step := v - got[i-1]
				m := step / math.Pow10(int(math.Floor(math.Log10(step)+1e-6)))
				if math.Abs(m-1) > 1e-4 && math.Abs(m-2) > 1e-4 && math.Abs(m-5) > 1e-4 {
					t.Fatalf("a step of %v: %v", step, got)
				}
			}
		}
	})
}

func TestSpan(t *testing.T) {
	for _, c := range []struct{ lo, hi, least, floor, ceiling, wantLo, wantHi float64 }{
		{61, 74, 30, 0, 100, 50, 80}, {70, 74, 30, 0, 100, 60, 90}, {96, 99, 30, 0, 100, 70, 100}, {3, 8, 30, 0, 100, 0, 30}, {12, 88, 30, 0, 100, 10, 90},
		{math.NaN(), 3, 30, 0, 100, 0, 100}, {0, 0, 200, 0, 100, 0, 100}, {-20, 140, 30, 0, 100, 0, 100},
	} {
		if lo, hi := Span(c.lo, c.hi, c.least, c.floor, c.ceiling); lo != c.wantLo || hi != c.wantHi {
			t.Errorf("%v to %v, %v at the least: %v to %v, want %v to %v", c.lo, c.hi, c.least, lo, hi, c.wantLo, c.wantHi)
		}
	}
}

func TestDayTicks(t *testing.T) {
	for _, c := range []struct {
		from, to string
		most     int
		want     string
	}{
		{"2026-11-03", "2026-11-07", 6, "2026-11-03 2026-11-04 2026-11-05 2026-11-06 2026-11-07"},
		{"2026-11-03", "2026-11-30", 6, "2026-11-09 2026-11-16 2026-11-23 2026-11-30"},
		{"2026-11-02", "2027-01-16", 6, "2026-11-02 2026-11-16 2026-11-30 2026-12-14 2026-12-28 2027-01-11"},
		{"2026-11-02", "2027-04-16", 6, "2026-12-01 2027-01-01 2027-02-01 2027-03-01 2027-04-01"},
		{"2026-11-02", "2028-11-02", 6, "2027-01-01 2027-07-01 2028-01-01 2028-07-01"},
		{"2026-11-03", "2026-11-03", 6, "2026-11-03"}, {"2026-11-03", "2026-11-02", 6, ""}, {"2026-11-03", "2026-11-09", 0, ""},
		{"2026-11-03", "2026-11-25", 1, "2026-11-09"}, {"2026-11-03", "2026-12-28", 3, "2026-11-09 2026-12-07"},
	} {
		if got := printed(DayTicks(parse(t, c.from), parse(t, c.to), c.most)); got != c.want {
			t.Errorf("%s to %s, at most %d: %s, want %s", c.from, c.to, c.most, got, c.want)
		}
	}
	if DayTicks(0, 40, 6) != nil || MonthTicks(0, 40, 6) != nil {
		t.Error("no date is marked")
	}
}

func TestMonthTicks(t *testing.T) {
	for _, c := range []struct {
		from, to string
		most     int
		want     string
	}{
		{"2026-11-01", "2027-01-31", 6, "2026-11-01 2026-12-01 2027-01-01"}, {"2026-11-02", "2026-11-30", 6, ""},
		{"2026-11-02", "2027-08-01", 5, "2027-01-01 2027-03-01 2027-05-01 2027-07-01"}, {"2026-11-02", "2029-08-01", 3, "2027-01-01 2028-01-01 2029-01-01"},
		{"2026-11-02", "2027-03-01", 1, "2027-01-01"},
	} {
		if got := printed(MonthTicks(parse(t, c.from), parse(t, c.to), c.most)); got != c.want {
			t.Errorf("%s to %s, at most %d: %s, want %s", c.from, c.to, c.most, got, c.want)
		}
	}
}

// TestDaysAreMarkedWithin: whatever the span, marks are in it, in order, and few enough; a week or more has one.
func TestDaysAreMarkedWithin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := civil.Date(rapid.Int32Range(1, int32(civil.Of(9000, 1, 1))).Draw(t, "from"))
		to := from + civil.Date(rapid.OneOf(rapid.Int32Range(0, 900), rapid.Int32Range(0, 300000)).Draw(t, "long"))
		n := rapid.IntRange(1, 12).Draw(t, "most")
		for _, got := range [][]civil.Date{DayTicks(from, to, n), MonthTicks(from, to, n)} {
			if len(got) > n || !slices.IsSorted(got) || len(got) > 0 && (got[0] < from || got[len(got)-1] > to) {
				t.Fatalf("%s to %s, at most %d: %s", from, to, n, printed(got))
			}
		}
		if to-from >= 6 && len(DayTicks(from, to, n)) == 0 {
			t.Fatalf("nothing is marked from %s to %s", from, to)
		}
	})
}

func parse(t *testing.T, s string) civil.Date {
	t.Helper()
	d, err := civil.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func printed(days []civil.Date) string {
	var out []string
	for _, d := range days {
		out = append(out, d.String())
	}
	return strings.Join(out, " ")
}

func TestFit(t *testing.T) {
	for _, c := range []struct {
		text string
		most float64
		want string
	}{
		{"short", 100, "short"}, {"", 10, ""}, {"  two\n\twords\x00 ", 200, "two words"}, {"networks, and more", 80, "networks…"},
		{"תפעול שוטף של מערכות", 80, "תפעול שו…"}, {"情報情報情報", 60, "情報情…"}, {"報、ー（한글", 78, "報、ー（한글"}, {"報、ー（한글", 77, "報、ー（…"}, {"🔒✅", 33, "🔒✅"}, {"🔒✅", 32, "🔒…"}, {"e\u0301e\u0301e\u0301", 24, "e\u0301e\u0301e\u0301"}, {"abc", 1, "…"}, {"a\xffb", 50, "ab"},
	} {
		if got := fit(c.text, c.most); got != c.want {
			t.Errorf("%q in %v: %q, want %q", c.text, c.most, got, c.want)
		}
	}
	if got := escape("<a href=\"x\">&'\x01\ufffe\U0001fffe\u0085"); got != "&lt;a href=&quot;x&quot;&gt;&amp;&#39;" {
		t.Errorf("escaped: %s", got)
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Networks", "Networks"}, {"", ""}, {"Identity and access", "Identity and|access"}, {"Identity and access of everybody in a company", "Identity and|access of e…"},
		{"Donaudampfschifffahrt", "Donaudampf…"}, {"Donaudampfschifffahrt auf der Donau", "Donaudampf…"},
	} {
		if got := strings.Join(wrap(c.text, 100), "|"); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestNum(t *testing.T) {
	for v, want := range map[float64]string{0: "0", -.04: "0", 1.25: "1.3", 12: "12", 100.04: "100", -3.14: "-3.1"} {
		if got := num(v); got != want {
			t.Errorf("%v: %s, want %s", v, got, want)
		}
	}
}
