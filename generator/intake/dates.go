package intake

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"retake/generator/civil"
)

// orders are the ways to write a day in three numbers.
var orders = []string{"dmy", "mdy", "ymd"}

// InWords is an order as people say it.
func InWords(order string) string {
	return map[string]string{"dmy": "day/month/year", "mdy": "month/day/year", "ymd": "year/month/day"}[order]
}

// written is a date as it stands in a table, before its order is known.
type written struct {
	date    civil.Date // if it says itself which is which
	numbers [3]string  // if it does not
}

// dateOf reads a date; what follows it, such as a time, is not looked at.
func dateOf(text string) (written, bool) {
	parts, marks := dateParts(text)
	if len(parts) < 3 {
		return written{}, false
	}
	p := [3]string(parts[:3])
	if d, ok := withMonth(parts); ok {
		return written{date: d}, true
	}
	for _, x := range p {
		if _, err := strconv.Atoi(x); err != nil || len(x) > 4 {
			return written{}, false
		}
	}
	order := ""
	switch {
	case len(p[0]) == 4:
		order = "ymd"
	case marks[0] == '.' && marks[1] == '.':
		order = "dmy" // nobody writes the month first with full stops
	}
	if order == "" {
		return written{numbers: p}, true
	}
	d, ok := inOrder(p, order)
	return written{date: d}, ok
}

// dateParts are the letters and digits at the beginning of a text, in runs of one kind, and what stands behind each. A
// day of the week in front is left out, and so is what ends a number: 24th.
func dateParts(text string) (parts []string, marks []byte) {
	for text = strings.TrimSpace(text); text != "" && len(parts) < 4; {
		digit := unicode.IsDigit(rune(text[0]))
		n := strings.IndexFunc(text, func(r rune) bool { return unicode.IsDigit(r) != digit || !unicode.IsDigit(r) && !unicode.IsLetter(r) })
		if n < 0 {
			n = len(text)
		}
		word := text[:n]
		mark := byte(' ')
		if n < len(text) {
			mark = text[n]
		}
		text = strings.TrimLeft(text[n:], " ,./-")
		switch {
		case n == 0:
			return parts, marks
		case !digit && (weekday(word) || slices.Contains([]string{"st", "nd", "rd", "th"}, strings.ToLower(word))):
		default:
			parts, marks = append(parts, word), append(marks, mark)
		}
	}
	return parts, marks
}

func weekday(word string) bool {
	for d := range 7 {
		name := time.Weekday(d).String()
		if len(word) >= 3 && len(word) <= len(name) && strings.EqualFold(word, name[:len(word)]) {
			return true
		}
	}
	return false
}

// withMonth reads a date in which the month is a word: 24 Nov 2026, November 24, 2026.
func withMonth(p []string) (civil.Date, bool) {
	for i := range 2 {
		for m := time.January; m <= time.December; m++ {
			name := m.String()
			if w := p[i]; len(w) >= 3 && len(w) <= len(name) && strings.EqualFold(w, name[:len(w)]) {
				return inOrder([3]string{p[1-i], strconv.Itoa(int(m)), p[2]}, "dmy")
			}
		}
	}
	return 0, false
}

func inOrder(p [3]string, order string) (civil.Date, bool) {
	var n [3]int
	var wide int
	for i, what := range order {
		x, err := strconv.Atoi(p[i])
		if err != nil {
			return 0, false
		}
		n[strings.IndexRune("ymd", what)] = x
		if what == 'y' {
			wide = len(p[i])
		}
	}
	if wide == 2 {
		n[0] += 2000
	} else if wide != 4 {
		return 0, false
	}
	return civil.Of(n[0], n[1], n[2]), civil.Valid(n[0], n[1], n[2])
}

// fitting are the orders in which all dates of a table are possible, one of each set that comes to the same days. sure
// says that no other order was possible at all.
func fitting(all []written) (fit []string, sure bool) {
	possible := 0
	var seen [][]civil.Date
	for _, order := range orders {
		days, ok := make([]civil.Date, 0, len(all)), true
		for _, w := range all {
			if w.date == 0 {
				d, valid := inOrder(w.numbers, order)
				ok = ok && valid
				days = append(days, d)
			}
		}
		if !ok {
			continue
		}
		if possible++; !slices.ContainsFunc(seen, func(s []civil.Date) bool { return slices.Equal(s, days) }) {
			fit, seen = append(fit, order), append(seen, days)
		}
	}
	return fit, possible == 1
}

// day is a date of which the order is known.
func (w written) day(order string) (civil.Date, error) {
	if w.date != 0 {
		return w.date, nil
	}
	d, ok := inOrder(w.numbers, order)
	if !ok {
		return 0, fmt.Errorf("%s is no day as %s", strings.Join(w.numbers[:], "/"), InWords(order))
	}
	return d, nil
}
