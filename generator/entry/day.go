package entry

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"retake/generator/civil"
)

// surely is how many days from today a day without a year may be, at most: further off, two years are as likely.
const surely = 120

const dayHint = "write 2026-11-24, yesterday, 3 days ago, last friday or 24 Nov"

// Day reads a day as people write it: 2026-11-24, today, yesterday, tomorrow, "3 days ago", mon, "last friday", "24 Nov",
// "Tuesday 24 November 2026", 24.11., 24.11.2026. A weekday is the last one; a day without a year is the nearest one.
// What may be two days is refused with both.
func Day(text string, today civil.Date) (civil.Date, error) {
	d, ok, err := day(text, today)
	if err == nil && !ok {
		err = &Refusal{fmt.Sprintf("%q is not a day", text), dayHint}
	}
	return d, err
}

// day is Day of what may be none: err is said only of what is meant for one.
func day(text string, today civil.Date) (d civil.Date, ok bool, err error) {
	words := strings.Fields(strings.ToLower(strings.ReplaceAll(text, ",", " ")))
	for _, read := range []func([]string, civil.Date) (civil.Date, bool, error){plainDay, daysAgo, lastWeekday, monthDay, dotted, slashed} {
		if d, ok, err = read(words, today); ok || err != nil {
			return d, ok, err
		}
	}
	return 0, false, nil
}

func plainDay(words []string, today civil.Date) (civil.Date, bool, error) {
	if len(words) != 1 {
		return 0, false, nil
	}
	switch words[0] {
	case "today":
		return today, true, nil
	case "yesterday":
		return today - 1, true, nil
	case "tomorrow":
		return today + 1, true, nil
	}
	parts := strings.Split(words[0], "-")
	if len(parts) != 3 || len(parts[0]) != 4 {
		return 0, false, nil
	}
	return dayOf(words[0], parts[0], parts[1], parts[2])
}

// dayOf is a day by its numbers.
func dayOf(said, year, month, day string) (civil.Date, bool, error) {
	y, okY := number(year)
	m, okM := number(month)
	d, okD := number(day)
	switch {
	case !okY || !okM || !okD:
		return 0, false, nil
	case !civil.Valid(y, m, d) || y < firstYear || y > lastYear:
		return 0, false, &Refusal{fmt.Sprintf("there is no day %s", said), dayHint}
	}
	return civil.Of(y, m, d), true, nil
}

// The years that a plan can have.
const (
	firstYear = 1900
	lastYear  = 9998
)

// number reads up to four digits.
func number(s string) (int, bool) {
	if s == "" || len(s) > 4 || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

// daysAgo reads "3 days ago", "a week ago".
func daysAgo(words []string, today civil.Date) (civil.Date, bool, error) {
	if len(words) != 3 || words[2] != "ago" {
		return 0, false, nil
	}
	n, ok := number(words[0])
	if words[0] == "a" || words[0] == "one" {
		n, ok = 1, true
	}
	days := map[string]int{"day": 1, "days": 1, "week": 7, "weeks": 7}[words[1]]
	if !ok || days == 0 {
		return 0, false, nil
	}
	d := today - civil.Date(n*days)
	if d < civil.Of(firstYear, 1, 1) {
		return 0, false, &Refusal{fmt.Sprintf("%q is too long ago", strings.Join(words, " ")), dayHint}
	}
	return d, true, nil
}

// weekday finds a day of the week by its name or its first letters.
func weekday(word string) (time.Weekday, bool) {
	for w := time.Sunday; w <= time.Saturday; w++ {
		if name := strings.ToLower(w.String()); len(word) >= 3 && (word == name || word == name[:3] || len(word) == 4 && strings.HasPrefix(name, word)) {
			return w, true
		}
	}
	return 0, false
}

// lastWeekday reads "mon" and "last friday": the nearest such day that is over.
func lastWeekday(words []string, today civil.Date) (civil.Date, bool, error) {
	last := len(words) == 2 && words[0] == "last"
	if !last && len(words) != 1 {
		return 0, false, nil
	}
	w, ok := weekday(words[len(words)-1])
	if !ok {
		return 0, false, nil
	}
	back := (int(today.Weekday()) - int(w) + 7) % 7
	if back == 0 && !last {
		return 0, false, &Refusal{fmt.Sprintf("today is a %s, so %q may be today or %s", w, words[0], today-7), "write today or " + (today - 7).String()}
	}
	if back == 0 {
		back = 7
	}
	return today - civil.Date(back), true, nil
}

// month finds a month by its name or its first letters.
func month(word string) (int, bool) {
	word = strings.TrimSuffix(word, ".")
	for m := time.January; m <= time.December; m++ {
		if name := strings.ToLower(m.String()); word == name || word == name[:3] || word == "sept" && m == time.September {
			return int(m), true
		}
	}
	return 0, false
}

// monthDay reads "24 Nov", "Nov 24", "24th November 2026", with or without the day of the week.
func monthDay(words []string, today civil.Date) (civil.Date, bool, error) {
	said := strings.Join(words, " ")
	var name time.Weekday
	named := false
	if len(words) > 2 {
		if name, named = weekday(words[0]); named {
			words = words[1:]
		}
	}
	if len(words) != 2 && len(words) != 3 {
		return 0, false, nil
	}
	parts := slices.Clone(words)
	m, ok := month(parts[1])
	if !ok {
		parts[0], parts[1] = parts[1], parts[0]
		m, ok = month(parts[1])
	}
	parts[0] = strings.TrimSuffix(parts[0], ".")
	for _, end := range []string{"st", "nd", "rd", "th"} {
		parts[0] = strings.TrimSuffix(parts[0], end)
	}
	if _, isDay := number(parts[0]); !ok || !isDay || len(parts[0]) > 2 {
		return 0, false, nil
	}
	d, ok, err := inYear(said, parts[2:], strconv.Itoa(m), parts[0], today)
	if ok && named && d.Weekday() != name {
		return 0, false, &Refusal{fmt.Sprintf("%s is a %s, not a %s", d.Medium(), d.Weekday(), name), "leave the day of the week out, or correct one of them"}
	}
	return d, ok, err
}

// inYear is a day in a year that may not be said: then it is the nearest such day.
func inYear(said string, year []string, month, day string, today civil.Date) (civil.Date, bool, error) {
	if len(year) == 1 {
		if len(year[0]) != 4 {
			return 0, false, nil
		}
		return dayOf(said, year[0], month, day)
	}
	var near []civil.Date
	y, _, _ := today.YMD()
	for _, y := range []int{y - 1, y, y + 1} {
		d, ok, _ := dayOf(said, strconv.Itoa(y), month, day)
		if ok && d-today < 365-surely && today-d < 365-surely {
			near = append(near, d)
		}
	}
	switch len(near) {
	case 0:
		return 0, false, &Refusal{fmt.Sprintf("there is no day %s near today", said), "write the year, too: 2026-11-24"}
	case 1:
		return near[0], true, nil
	}
	return 0, false, &Refusal{fmt.Sprintf("%q may be %s or %s", said, near[0].Medium(), near[1].Medium()), "write the year, too"}
}

// joined is one text of several words; false if that would make one number of two, as in "1 2.11.".
func joined(words []string) (string, bool) {
	for i := 1; i < len(words); i++ {
		before, after := words[i-1], words[i]
		if digits(before[len(before)-1:]) && digits(after[:1]) {
			return "", false
		}
	}
	return strings.Join(words, ""), true
}

// dotted reads 24.11. and 24.11.2026, which is day first wherever it is written so.
func dotted(words []string, today civil.Date) (civil.Date, bool, error) {
	said := strings.Join(words, " ")
	whole, ok := joined(words)
	parts := strings.Split(whole, ".")
	if !ok || len(parts) != 3 || len(parts[0]) > 2 || len(parts[1]) > 2 || strings.Trim(said, "0123456789. ") != "" {
		return 0, false, nil
	}
	year := parts[2:]
	if parts[2] == "" {
		year = nil
	}
	return inYear(said, year, parts[1], parts[0], today)
}

// slashed reads 2026/11/24, and 24/11/2026 where only one of the two can be the month.
func slashed(words []string, _ civil.Date) (civil.Date, bool, error) {
	said, ok := joined(words)
	parts := strings.Split(said, "/")
	if !ok || len(parts) != 3 {
		return 0, false, nil
	}
	if len(parts[0]) == 4 {
		return dayOf(said, parts[0], parts[1], parts[2])
	}
	if len(parts[2]) != 4 {
		return 0, false, nil
	}
	european, okE, errE := dayOf(said, parts[2], parts[1], parts[0])
	american, okA, _ := dayOf(said, parts[2], parts[0], parts[1])
	switch {
	case okE && okA && european != american:
		return 0, false, &Refusal{fmt.Sprintf("%q may be %s or %s", said, european.Medium(), american.Medium()), fmt.Sprintf("write %s or %s", european, american)}
	case okA:
		return american, true, nil
	}
	return european, okE, errE
}
