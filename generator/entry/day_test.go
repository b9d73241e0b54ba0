package entry

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"retake/generator/civil"
)

// friday is the day on which all of these are said.
var friday = civil.Of(2026, 11, 27)

func TestDay(t *testing.T) {
	for text, want := range map[string]string{
		"2026-11-24": "2026-11-24", "2026-1-4": "2026-01-04", "today": "2026-11-27", " Yesterday ": "2026-11-26", "tomorrow": "2026-11-28",
		"3 days ago": "2026-11-24", "1 day ago": "2026-11-26", "a week ago": "2026-11-20", "2 Weeks ago": "2026-11-13", "0 days ago": "2026-11-27",
		"mon": "2026-11-23", "Thursday": "2026-11-26", "tues": "2026-11-24", "sat": "2026-11-21", "last friday": "2026-11-20", "last thu": "2026-11-26",
		"24 Nov": "2026-11-24", "24 november": "2026-11-24", "24th Nov": "2026-11-24", "1st Nov.": "2026-11-01", "nov 24": "2026-11-24", "24. Nov": "2026-11-24",
		"24 Nov 2025": "2025-11-24", "November 24, 2026": "2026-11-24", "Tuesday 24 November 2026": "2026-11-24", "Tue 24 Nov": "2026-11-24", "24 Sept": "2026-09-24",
		"16 Jan": "2027-01-16", "2 Dec": "2026-12-02", // the nearest
		"24.11.": "2026-11-24", "24.11.2026": "2026-11-24", "3. 4. 2026": "2026-04-03", "16.1.": "2027-01-16",
		"24/11/2026": "2026-11-24", "11/24/2026": "2026-11-24", "5/5/2026": "2026-05-05", "2026/11/24": "2026-11-24",
	} {
		if got, err := Day(text, friday); err != nil || got.String() != want {
			t.Errorf("%q: got %s, %v; want %s", text, got, err, want)
		}
	}
	const usual = "; write 2026-11-24, yesterday, 3 days ago, last friday or 24 Nov"
	for text, want := range map[string]string{
		"3/4/2026":   `"3/4/2026" may be 3 April 2026 or 4 March 2026; write 2026-04-03 or 2026-03-04`,
		"friday":     `today is a Friday, so "friday" may be today or 2026-11-20; write today or 2026-11-20`,
		"20 May":     `"20 may" may be 20 May 2026 or 20 May 2027; write the year, too`,
		"1.6.":       `"1.6." may be 1 June 2026 or 1 June 2027; write the year, too`,
		"Mon 24 Nov": "24 November 2026 is a Tuesday, not a Monday; leave the day of the week out, or correct one of them",
		"2026-02-30": "there is no day 2026-02-30" + usual, "31/11/2026": "there is no day 31/11/2026" + usual, "31 Nov": "there is no day 31 nov near today; write the year, too: 2026-11-24",
		"0000-01-01": "there is no day 0000-01-01" + usual, "9999 weeks ago": `"9999 weeks ago" is too long ago` + usual,
	} {
		if got, err := Day(text, friday); err == nil || err.Error() != want {
			t.Errorf("%q: got %s, %v\nwant %s", text, got, err, want)
		}
	}
	for _, text := range []string{
		"", " ", "24", "24.11", "4.2", "11-24", "26-11-24", "24 11", "3/4", "3/4/26", "24.11.26", "next friday", "fr", "fryday", "days ago", "x days ago", "24 No", "No 24",
		"24 Nov 26", "2026", "1 2.11.", "2.1 1.", "1 4/11/2026", "4/1 1/2026", "4/11/20 26", "-3 days ago", "last", "last week", "24th", "Nov", "Nov 2026", "24 Nov 2026 x", "２４ Nov",
	} {
		if got, err := Day(text, friday); err == nil || err.Error() != fmt.Sprintf("%q is not a day%s", text, usual) {
			t.Errorf("%q: got %s, %v", text, got, err)
		}
	}
}

// TestDayReadsWhatIsPrinted: each way in which the pages print a day is read as that day.
func TestDayReadsWhatIsPrinted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := civil.Date(rapid.Int32Range(int32(civil.Of(firstYear, 1, 1)), int32(civil.Of(lastYear, 12, 31))).Draw(t, "day"))
		for _, text := range []string{d.String(), d.Long(), d.Medium()} {
			if got, err := Day(text, friday); got != d || err != nil {
				t.Fatalf("%q: %s, %v", text, got, err)
			}
		}
		near := friday + civil.Date(rapid.IntRange(-surely, surely).Draw(t, "away"))
		if got, err := Day(near.Short(), friday); got != near || err != nil {
			t.Fatalf("%q: %s, %v", near.Short(), got, err)
		}
	})
}

func TestLength(t *testing.T) {
	for text, want := range map[string]civil.Minutes{
		"90": 90, "90m": 90, "90 min": 90, "90 Minutes": 90, "1h30m": 90, "1h30": 90, "1 h 30 min": 90, "1:30": 90, "1:30h": 90, "1.5h": 90, "1,5 hours": 90,
		"2h": 120, "0.25h": 15, "1.33h": 80, "0": 0, "24h": 1440, "1440": 1440,
	} {
		if got, err := Length(text); err != nil || got != want {
			t.Errorf("%q: got %d, %v; want %d", text, got, err, want)
		}
	}
	for text, want := range map[string]string{
		"24h1m": `"24h1m" is longer than a day; ` + lengthHint, "1441": `"1441" is longer than a day; ` + lengthHint, "1.5": `"1.5" is not a length of time; ` + lengthHint,
	} {
		if got, err := Length(text); err == nil || err.Error() != want {
			t.Errorf("%q: got %d, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "-5", "+5", "1:60", "1:5", "m", "h", "1h1h", "1m1h", "90s", "1.5m", "99999", "４", "1_0", "1e2", "9 0", "1h 3 0m", "1 2h"} {
		if got, err := Length(text); err == nil {
			t.Errorf("%q is read as %d", text, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		m := civil.Minutes(rapid.IntRange(0, 1440).Draw(t, "m"))
		for _, text := range []string{m.String(), fmt.Sprint(int(m)), fmt.Sprintf("%d:%02d", m/60, m%60)} {
			if got, err := Length(text); got != m || err != nil {
				t.Fatalf("%q: %d, %v", text, got, err)
			}
		}
	})
}

func FuzzDay(f *testing.F) {
	for _, s := range []string{"2026-11-24", "3 days ago", "last fri", "Tue 24 Nov", "24.11.", "3/4/2026", "Nov 24, 2026", "1st ."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := Day(s, friday)
		if (err == nil) != (d != 0) {
			t.Fatalf("%q: %v, %v", s, d, err)
		}
		if y, _, _ := d.YMD(); err == nil && (y < firstYear || y > lastYear) {
			t.Fatalf("%q is in %d", s, y)
		}
		if m, err := Length(s); err == nil && (m < 0 || m > dayLong) {
			t.Fatalf("%q is %d minutes", s, m)
		}
	})
}
