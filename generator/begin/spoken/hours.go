package spoken

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"retake/generator/civil"
	"retake/generator/entry"
	"retake/generator/study"
)

// Weekdays as they are written in plan.toml, Sunday first.
var Weekdays = [7]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// groups are words for several days, in the order of weekdays.
var groups = map[string][]int{
	"weekdays": {1, 2, 3, 4, 5}, "weekday": {1, 2, 3, 4, 5}, "workdays": {1, 2, 3, 4, 5},
	"weekends": {6, 0}, "weekend": {6, 0}, "daily": {1, 2, 3, 4, 5, 6, 0}, "everyday": {1, 2, 3, 4, 5, 6, 0},
}

// apart are the days for hours that have none, by how many days they need: apart from each other, with one day free.
var apart = [7][]int{nil, {6}, {3, 6}, {2, 4, 6}, {1, 2, 4, 6}, {1, 2, 3, 4, 6}, {1, 2, 3, 4, 5, 6}}

// Bounds of hours a week that have no days.
const (
	leastAWeek = 15
	mostAWeek  = 60 * 60
)

var (
	aWeek    = regexp.MustCompile(`^(?:about |around )?(.+?) ?(?:(?:a|per|each|every|/) ?week|weekly)$`)
	dash     = regexp.MustCompile(` *[-–—] *`)
	filler   = regexp.MustCompile(`[,;&+\n\t/]|\b(?:and|from|at|on)\b`)
	everyDay = regexp.MustCompile(`\bevery ?day\b|\beach day\b|\ba day\b|\bper day\b`)
	units    = regexp.MustCompile(`(\d) +(h|hours?|m|min|minutes?|am|pm)\b`)
	until    = regexp.MustCompile(` +(?:to|until|till) +`)
	clock    = regexp.MustCompile(`^(\d{1,2})(?:[:.h](\d{2}))?(am|pm)?$`)
)

// Hours reads when somebody is free for study: "mon-fri 19:00-20:30, sat 9-12", "weekdays 90m", "tue thu 7pm-9pm". For
// "6h a week", which has no days, evenly is those hours: they are spread over the week.
func Hours(text string) (free study.Availability, evenly civil.Minutes, err error) {
	text = strings.ToLower(strings.TrimSpace(text))
	if m := aWeek.FindStringSubmatch(text); m != nil {
		return spread(m[1])
	}
	text = everyDay.ReplaceAllString(until.ReplaceAllString(dash.ReplaceAllString(text, "-"), "-"), " daily ")
	text = units.ReplaceAllString(filler.ReplaceAllString(text, " "), "$1$2")
	free = study.Availability{Written: true, FreeDays: -1}
	var days []int
	timed := false // whether those days have a time
	for _, word := range dayLast(strings.Fields(text)) {
		if more := daysOf(word); more != nil {
			if timed {
				days, timed = nil, false
			}
			days = append(days, more...)
			continue
		}
		w, err := window(word)
		switch {
		case err != nil:
			return free, 0, err
		case len(days) == 0:
			return free, 0, fmt.Errorf("%q has no day before it", word)
		}
		timed = true
		for _, d := range days {
			if err := put(&free, d, w); err != nil {
				return free, 0, err
			}
		}
	}
	if !timed {
		return free, 0, errors.New("a day without a time")
	}
	return free, 0, nil
}

// dayLast lets "90m a day" be "daily 90m".
func dayLast(words []string) []string {
	if n := len(words); n == 2 && words[1] == "daily" {
		return []string{words[1], words[0]}
	}
	return words
}

// put adds a window to a day.
func put(free *study.Availability, day int, w civil.Window) error {
	for _, o := range free.Days[day] {
		if o == w {
			return nil
		}
		if w.Start != civil.NoClock && o.Start != civil.NoClock && w.Start < o.End() && o.Start < w.End() {
			return fmt.Errorf("%s on %s overlaps %s", w, Weekdays[day], o)
		}
	}
	free.Days[day] = append(free.Days[day], w)
	slices.SortStableFunc(free.Days[day], func(x, y civil.Window) int { return int(x.Start - y.Start) })
	return nil
}

// spread lays hours a week over days of at least an hour.
func spread(text string) (free study.Availability, total civil.Minutes, err error) {
	text = units.ReplaceAllString(strings.TrimSpace(text), "$1$2")
	if n, err := strconv.Atoi(text); err == nil && n > 0 && n <= 60 {
		text = strconv.Itoa(n) + "h"
	}
	text = strings.NewReplacer("hours", "h", "hour", "h", "minutes", "m").Replace(text)
	total, err = entry.Length(text)
	if h, ok := strings.CutSuffix(text, "h"); err != nil && ok { // a length of more than a day
		var n float64
		if n, err = strconv.ParseFloat(h, 64); err == nil {
			total = civil.Minutes(n * 60)
		}
	}
	if err != nil || total < leastAWeek || total > mostAWeek {
		return free, 0, fmt.Errorf("%q is no time a week, such as 6h a week", text)
	}
	days := apart[min(6, max(1, int(total)/60))]
	free = study.Availability{Written: true, FreeDays: -1}
	for i, d := range days {
		share := int(total)/len(days) + btoi(i < int(total)%len(days))
		free.Days[d] = []civil.Window{{Start: civil.NoClock, Length: civil.Minutes(share)}}
	}
	return free, total, nil
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// daysOf are the days that a word means, nil if it is none: mon, tuesdays, mon-fri, weekends.
func daysOf(word string) []int {
	if g := groups[word]; g != nil {
		return g
	}
	from, to, ranged := strings.Cut(word, "-")
	a, ok := weekday(from)
	if !ok {
		return nil
	}
	if !ranged {
		return []int{a}
	}
	b, ok := weekday(to)
	if !ok {
		return nil
	}
	days := []int{a}
	for a != b {
		a = (a + 1) % 7
		days = append(days, a)
	}
	return days
}

// weekday reads mon, monday, mondays, and tues and thurs.
func weekday(word string) (day int, ok bool) {
	word = strings.TrimSuffix(word, ".")
	for i, full := range [7]string{"sundays", "mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays"} {
		if len(word) >= 3 && strings.HasPrefix(full, word) {
			return i, true
		}
	}
	return 0, false
}

// window reads a free time of one day: 19:00-20:30, 9-12, 7pm-9pm, 7-9pm, 90m, 1.5h.
func window(word string) (civil.Window, error) {
	from, to, ranged := strings.Cut(word, "-")
	if !ranged {
		if _, err := strconv.Atoi(word); err == nil {
			return civil.Window{}, fmt.Errorf("is %s a time or a length? such as %s:00-20:30, or %sm", word, word, word)
		}
		m, err := entry.Length(strings.NewReplacer("hours", "h", "hour", "h", "minutes", "m", "mins", "m").Replace(word))
		if err != nil || m <= 0 || m > 24*60 {
			return civil.Window{}, fmt.Errorf("%q is neither a day nor a time", word)
		}
		return civil.Window{Start: civil.NoClock, Length: m}, nil
	}
	half := ""
	if strings.HasSuffix(to, "m") && !strings.HasSuffix(from, "m") {
		half = to[max(0, len(to)-2):]
	}
	b, ok := timeOf(to)
	a, ok2 := timeOf(from + half)
	if half == "pm" && ok2 && a >= b { // 11-2pm begins in the morning
		a, ok2 = timeOf(from + "am")
	}
	switch {
	case !ok || !ok2:
		return civil.Window{}, fmt.Errorf("%q is neither a day nor a time", word)
	case b == 0:
		b = 24 * 60
	}
	if b <= a {
		return civil.Window{}, fmt.Errorf("%q ends before it begins: write one past midnight as two", word)
	}
	return civil.Window{Start: a, Length: civil.Minutes(b - a)}, nil
}

// timeOf reads 19:00, 19.00, 19, 7pm and 7:30pm.
func timeOf(word string) (civil.Clock, bool) {
	m := clock.FindStringSubmatch(word)
	if m == nil {
		return 0, false
	}
	h, _ := strconv.Atoi(m[1])
	minute, _ := strconv.Atoi("0" + m[2])
	if m[3] != "" {
		if h < 1 || h > 12 {
			return 0, false
		}
		h = h%12 + 12*btoi(m[3] == "pm")
	}
	at := h*60 + minute
	return civil.Clock(at), minute < 60 && at <= 24*60
}
