package spoken

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"retake/generator/civil"
	"retake/generator/study"
)

var today = civil.Of(2026, 11, 26) // a Thursday

// written is free time as one line.
func written(free study.Availability) string {
	var out []string
	for i, windows := range free.Days {
		for _, w := range windows {
			out = append(out, Weekdays[i]+" "+strings.ReplaceAll(w.String(), " ", ""))
		}
	}
	return strings.Join(out, ", ")
}

func TestHours(t *testing.T) {
	const evenings = "mon 19:00-20:30, tue 19:00-20:30, wed 19:00-20:30, thu 19:00-20:30, fri 19:00-20:30"
	for said, want := range map[string]string{
		"mon-fri 19:00-20:30, sat 9-12":             evenings + ", sat 09:00-12:00",
		"Monday to Friday 19:00 – 20:30":            evenings,
		"weekdays from 7pm to 8:30pm":               evenings,
		"weekdays 19.00-20.30; Sat 90 min":          evenings + ", sat 1h30min",
		"tue thu 7pm-9pm":                           "tue 19:00-21:00, thu 19:00-21:00",
		"tue, thu 7-9pm":                            "tue 19:00-21:00, thu 19:00-21:00",
		"Tuesdays and Thursdays 11-1pm":             "tue 11:00-13:00, thu 11:00-13:00",
		"mon/wed 1.5h":                              "mon 1h30min, wed 1h30min",
		"weekends 2h":                               "sun 2h, sat 2h",
		"sat 9-12, 14-16":                           "sat 09:00-12:00, sat 14:00-16:00",
		"sat 14-16, sat 9-12":                       "sat 09:00-12:00, sat 14:00-16:00",
		"fri-mon 30m":                               "sun 30min, mon 30min, fri 30min, sat 30min",
		"mon 22-24":                                 "mon 22:00-24:00",
		"mon 10pm-12am":                             "mon 22:00-24:00",
		"45 minutes every day":                      "sun 45min, mon 45min, tue 45min, wed 45min, thu 45min, fri 45min, sat 45min",
		"daily 45m":                                 "sun 45min, mon 45min, tue 45min, wed 45min, thu 45min, fri 45min, sat 45min",
		"90m a day":                                 "sun 1h30min, mon 1h30min, tue 1h30min, wed 1h30min, thu 1h30min, fri 1h30min, sat 1h30min",
		"6h a week":                                 "mon 1h, tue 1h, wed 1h, thu 1h, fri 1h, sat 1h",
		"about 5 hours per week":                    "mon 1h, tue 1h, wed 1h, thu 1h, sat 1h",
		"10 a week":                                 "mon 1h40min, tue 1h40min, wed 1h40min, thu 1h40min, fri 1h40min, sat 1h40min",
		"2.5h weekly":                               "wed 1h15min, sat 1h15min",
		"40 min a week":                             "sat 40min",
		"30h a week":                                "mon 5h, tue 5h, wed 5h, thu 5h, fri 5h, sat 5h",
		"7h a week":                                 "mon 1h10min, tue 1h10min, wed 1h10min, thu 1h10min, fri 1h10min, sat 1h10min",
		"MON 19:00-20:00 AND MON 19:00-20:00 ":      "mon 19:00-20:00",
		"every day 20:00-20:50":                     "sun 20:00-20:50, mon 20:00-20:50, tue 20:00-20:50, wed 20:00-20:50, thu 20:00-20:50, fri 20:00-20:50, sat 20:00-20:50",
		"mon at 7pm-8pm, wed on 20:00 until 21:00 ": "mon 19:00-20:00, wed 20:00-21:00",
	} {
		free, evenly, err := Hours(said)
		if got := written(free); got != want || err != nil || !free.Written || free.FreeDays != -1 {
			t.Errorf("%q: %s, %v, want %s", said, got, err, want)
		}
		if weekly := strings.Contains(said, "week") && !strings.Contains(said, "weekdays") && !strings.Contains(said, "weekends"); (evenly > 0) != weekly {
			t.Errorf("%q: evenly %s", said, evenly)
		}
	}
}

func TestHoursRefused(t *testing.T) {
	for said, want := range map[string]string{
		"evenings":                   `"evenings" is neither a day nor a time`,
		"mon":                        "a day without a time",
		"mon 90m, tue":               "a day without a time",
		"19:00-20:30":                `"19:00-20:30" has no day before it`,
		"mon 9":                      "is 9 a time or a length? such as 9:00-20:30, or 9m",
		"mon 20-19":                  `"20-19" ends before it begins: write one past midnight as two`,
		"mon 19-20, mon 19:30-21:00": "19:30-21:00 on mon overlaps 19:00-20:00",
		"mon 25-26":                  `"25-26" is neither a day nor a time`,
		"mon 13pm-2pm":               `"13pm-2pm" is neither a day nor a time`,
		"lots a week":                `"lots" is no time a week, such as 6h a week`,
		"100h a week":                `"100h" is no time a week, such as 6h a week`,
		"5m a week":                  `"5m" is no time a week, such as 6h a week`,
		"":                           "a day without a time",
	} {
		_, _, err := Hours(said)
		if err == nil || want != "" && err.Error() != want {
			t.Errorf("%q: %v, want %s", said, err, want)
		}
	}
}

// TestHoursEvenly: what has no days is spread to the minute, over six days at most.
func TestHoursEvenly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.IntRange(leastAWeek, 24*60).Draw(t, "minutes")
		free, evenly, err := Hours(fmt.Sprintf("%dm a week", total))
		sum, days := 0, 0
		for _, d := range free.Days {
			for _, w := range d {
				sum, days = sum+int(w.Length), days+1
			}
		}
		if err != nil || sum != total || int(evenly) != total || days > 6 || days > 1 && sum/days < 60 {
			t.Fatalf("%d minutes over %d days, %v", sum, days, err)
		}
	})
}

func TestDays(t *testing.T) {
	for _, c := range []struct{ said, past, coming string }{
		{"2026-11-02", "2026-11-02", ""},
		{"yesterday", "2026-11-25", ""},
		{"today", "2026-11-26", "2026-11-26"},
		{"tomorrow", "", "2026-11-27"},
		{"24 Dec", "2025-12-24", "2026-12-24"},
		{"2 June", "2026-06-02", "2027-06-02"},
		{"2.6.", "2026-06-02", "2027-06-02"},
		{"26 Nov", "2026-11-26", "2026-11-26"},
		{"fri", "2026-11-20", "2026-11-27"},
		{"thursday", "", "2026-12-03"},
		{"2026-12-24", "", "2026-12-24"},
		{"24 Dec 2026", "", "2026-12-24"},
	} {
		if got, err := Past(c.said, today); c.past == "" && err == nil && c.said != "thursday" || c.past != "" && (got.String() != c.past || err != nil) {
			t.Errorf("past %q: %s, %v, want %s", c.said, got, err, c.past)
		}
		if got, err := Coming(c.said, today); c.coming != "" && (got.String() != c.coming || err != nil) {
			t.Errorf("coming %q: %s, %v, want %s", c.said, got, err, c.coming)
		}
	}
	for _, said := range []string{"3/4/2026", "soon", "", "31 Feb"} {
		if d, err := Past(said, today); err == nil {
			t.Errorf("past %q: %s", said, d)
		}
		if d, err := Coming(said, today); err == nil {
			t.Errorf("coming %q: %s", said, d)
		}
	}
}

func TestAway(t *testing.T) {
	for said, want := range map[string]string{
		"24 Dec - 27 Dec family; 31 Dec":             "2026-12-24 2026-12-27 family; 2026-12-31 2026-12-31 ",
		"24 Dec to 2 Jan":                            "2026-12-24 2027-01-02 ",
		"24-27 Dec family":                           "2026-12-24 2026-12-27 family",
		"24 – 27 December, family":                   "2026-12-24 2026-12-27 family",
		"2026-12-24 - 2026-12-27 (skiing)":           "2026-12-24 2026-12-27 skiing",
		"31 Dec party - at home":                     "2026-12-31 2026-12-31 party - at home",
		"24.12. - 27.12.":                            "2026-12-24 2026-12-27 ",
		"tomorrow":                                   "2026-11-27 2026-11-27 ",
		"28 Dec 2026 until 3 Jan 2027 night shifts;": "2026-12-28 2027-01-03 night shifts",
	} {
		list, err := Away(said, today)
		var got []string
		for _, a := range list {
			got = append(got, fmt.Sprintf("%s %s %s", a.From, a.To, a.Why))
		}
		if strings.Join(got, "; ") != want || err != nil {
			t.Errorf("%q: %v, %v, want %s", said, got, err, want)
		}
	}
	for said, want := range map[string]string{
		"Christmas":                `"Christmas" does not begin with a day`,
		"2026-12-27 - 2026-12-24":  `"2026-12-27 - 2026-12-24" ends before it begins`,
		"; ;":                      "a day is missing",
		"24 Dec - Christmas":       `"Christmas" does not begin with a day`,
		"31 - 2 Dec":               `"31-2 Dec" ends before it begins`,
		"24 Dec - 27 Dec; holiday": `"holiday" does not begin with a day`,
	} {
		list, err := Away(said, today)
		if err == nil || want != "" && err.Error() != want {
			t.Errorf("%q: %v, %v, want %s", said, list, err, want)
		}
	}
}

func TestResource(t *testing.T) {
	for said, want := range map[string]study.Resource{
		"Official study guide, book, used before": {Name: "Official study guide", Kind: "book", UsedBefore: true},
		"Provider A":                          {Name: "Provider A"},
		"Book":                                {Name: "Book"},
		"Security, explained, Videos":         {Name: "Security, explained", Kind: "video"},
		"Lab, lab, https://example.org/a?b=c": {Name: "Lab", Kind: "lab", URL: "https://example.org/a?b=c"},
		"P, practice questions":               {Name: "P", Kind: "questions"},
	} {
		if got, err := Resource(said); got.Name != want.Name || got.Kind != want.Kind || got.UsedBefore != want.UsedBefore || got.URL != want.URL || err != nil {
			t.Errorf("%q: %+v, %v", said, got, err)
		}
	}
	if _, err := Resource(" , "); err == nil {
		t.Error("a resource without a name")
	}
}

func TestHelper(t *testing.T) {
	for said, want := range map[string]string{
		"A., sun 18:00":        "A.|sun 18:00",
		"A., Sunday at 6pm":    "A.|sun 18:00",
		"Alex, thurs":          "Alex|thu",
		"Alex":                 "Alex|",
		"Smith, Jo, mon 07:30": "Smith, Jo|mon 07:30",
		"Smith, Jo":            "Smith, Jo|",
	} {
		p, err := Helper(said)
		if got := p.Name + "|" + p.Checkin; got != want || err != nil || p.Role != "mentor" {
			t.Errorf("%q: %s, %v, want %s", said, got, err, want)
		}
	}
	for _, said := range []string{"Alex, sun 25:00", "", ", sun 18:00", "Alex, mon evening"} {
		if p, err := Helper(said); err == nil {
			t.Errorf("%q: %+v", said, p)
		}
	}
}

// FuzzSpoken: whatever somebody types is read or refused, and what is read holds together.
func FuzzSpoken(f *testing.F) {
	for _, s := range []string{"mon-fri 19:00-20:30, sat 9-12", "6h a week", "24 Dec - 27 Dec family; 31 Dec", "A., sun 18:00", "a, book", "-", "24-", "mon 1-", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if free, _, err := Hours(s); err == nil {
			for _, day := range free.Days {
				for i, w := range day {
					if w.Length <= 0 || w.Length > 24*60 || w.Start != civil.NoClock && (w.Start < 0 || w.End() > 24*60) || i > 0 && w.Start != civil.NoClock && day[i-1].Start != civil.NoClock && w.Start < day[i-1].End() {
						t.Errorf("%q: %v", s, day)
					}
				}
			}
		}
		if list, err := Away(s, today); err == nil {
			for _, a := range list {
				if a.To < a.From {
					t.Errorf("%q: %s to %s", s, a.From, a.To)
				}
			}
		}
		if d, err := Past(s, today); err == nil && d > today {
			t.Errorf("%q: %s", s, d)
		}
		if r, err := Resource(s); err == nil && r.Name == "" {
			t.Errorf("%q has no name", s)
		}
		if p, err := Helper(s); err == nil && p.Name == "" {
			t.Errorf("%q has no name", s)
		}
	})
}
