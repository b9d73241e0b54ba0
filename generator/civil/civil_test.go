package civil

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// drawDate is a day between the years 1 and 9999.
func drawDate(t *rapid.T) Date {
	return Date(rapid.Int32Range(1, int32(Of(9999, 12, 31))).Draw(t, "date"))
}

func TestDateAgreesWithTheStandardCalendar(t *testing.T) {
	if Of(1, 1, 1) != 1 || Of(1970, 1, 1) != unixEpoch {
		t.Fatalf("days are counted from %d and %d", Of(1, 1, 1), Of(1970, 1, 1))
	}
	rapid.Check(t, func(t *rapid.T) {
		d := drawDate(t)
		y, m, day := d.YMD()
		std := time.Date(y, time.Month(m), day, 12, 0, 0, 0, time.UTC)
		if Of(y, m, day) != d || !Valid(y, m, day) || d.Weekday() != std.Weekday() || d.Long() != std.Format("Monday 2 January 2006") {
			t.Fatalf("%d is %d-%d-%d, %s", d, y, m, day, d.Long())
		}
		if back, err := Parse(d.String()); back != d || err != nil {
			t.Fatalf("%s reads back as %s, %v", d, back, err)
		}
	})
}

func TestParse(t *testing.T) {
	for s, want := range map[string]Date{
		"2026-11-23": Of(2026, 11, 23), "2024-02-29": Of(2024, 2, 29), "0001-01-01": 1, "9999-12-31": Of(9999, 12, 31),
	} {
		if got, err := Parse(s); got != want || err != nil {
			t.Errorf("%q: got %v, %v", s, got, err)
		}
	}
	for _, s := range []string{
		"", "2026", "2026-11-2", "2026-11-234", "2026/11/23", "2025-02-29", "2100-02-29", "2026-13-01", "2026-00-10",
		"2026-01-00", "0000-01-01", "+026-11-23", "2026-+1-23", "2026- 1-23", "2026-1e-23", "２026-1-1", "2026-11-23\n",
	} {
		if got, err := Parse(s); err == nil || got != 0 {
			t.Errorf("%q is read as %s", s, got)
		}
	}
	if _, err := Parse("23 Nov"); err.Error() != `"23 Nov" is not a date like 2026-11-23` {
		t.Errorf("message: %s", err)
	}
}

func TestValid(t *testing.T) {
	for _, c := range []struct {
		y, m, d int
		want    bool
	}{
		{2026, 2, 28, true}, {2026, 2, 29, false}, {2000, 2, 29, true}, {1900, 2, 29, false}, {2026, 4, 31, false},
		{2026, 12, 31, true}, {0, 1, 1, false}, {10000, 1, 1, false}, {2026, -1, 5, false}, {2026, 5, -1, false},
	} {
		if Valid(c.y, c.m, c.d) != c.want {
			t.Errorf("%d-%d-%d: want %v", c.y, c.m, c.d, c.want)
		}
	}
	if Of(2026, 2, 30) != Of(2026, 3, 2) {
		t.Errorf("30 February is %s", Of(2026, 2, 30))
	}
}

func TestAddMonths(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-01-31", 1, "2026-02-28"}, {"2024-01-31", 1, "2024-02-29"}, {"2024-02-29", 12, "2025-02-28"},
		{"2024-02-29", 48, "2028-02-29"}, {"2026-11-23", 0, "2026-11-23"}, {"2026-11-30", 3, "2027-02-28"},
		{"2026-12-15", 1, "2027-01-15"}, {"2026-03-31", -1, "2026-02-28"}, {"2026-01-15", -13, "2024-12-15"},
		{"2026-05-31", 6, "2026-11-30"},
	} {
		from, _ := Parse(c.from)
		if got := from.AddMonths(c.n).String(); got != c.want {
			t.Errorf("%s + %d months: got %s, want %s", c.from, c.n, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		d, n := drawDate(t), rapid.IntRange(0, 240).Draw(t, "n")
		there := d.AddMonths(n)
		y1, m1, day1 := d.YMD()
		y2, m2, day2 := there.YMD()
		if (y2*12+m2)-(y1*12+m1) != n || day2 > day1 || day2 < day1-3 {
			t.Fatalf("%s + %d months is %s", d, n, there)
		}
		if next := (d + 1).AddMonths(n); next < there {
			t.Fatalf("a later day comes out earlier: %s, %s", there, next)
		}
	})
}

func TestMonday(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDate(t)
		if m := d.Monday(); m.Weekday() != time.Monday || m > d || d-m > 6 {
			t.Fatalf("the week of %s begins on %s", d.Long(), m.Long())
		}
	})
	sunday, _ := Parse("2026-11-29")
	if got := sunday.Monday().String(); got != "2026-11-23" {
		t.Errorf("the week of a Sunday begins on %s", got)
	}
}

func TestNoDate(t *testing.T) {
	var none Date
	if none.String()+none.Long()+none.Short()+none.Medium() != "" {
		t.Errorf("no date is printed: %q %q %q %q", none, none.Long(), none.Short(), none.Medium())
	}
	if none.AddMonths(3) != 0 || none.Monday() != 0 {
		t.Error("no date has become one")
	}
}

func TestPrintedDates(t *testing.T) {
	d := Of(2026, 12, 5)
	for got, want := range map[string]string{
		d.String(): "2026-12-05", d.Long(): "Saturday 5 December 2026", d.Short(): "Sat 5 Dec", d.Medium(): "5 December 2026",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2026-11-23", "0000-00-00", "+026-1-1", "2024-02-29", "２０２６-11-23"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := Parse(s)
		if (err == nil) != (d != 0) {
			t.Fatalf("%q: %v, %v", s, d, err)
		}
		if err == nil && d.String() != s {
			t.Fatalf("%q reads as %s", s, d)
		}
	})
}
