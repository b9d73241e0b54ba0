// Package spoken reads how people say when they are free, when they are away, what they learn from and who helps them.
//
// A day without a year is the nearest one that fits: the last for what has been, the next for what is to come. What can
// be read in two ways is refused with both.
//
// Deliberately absent: questions, files, and what a plan makes of any of it.
package spoken

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"retake/generator/civil"
	"retake/generator/entry"
	"retake/generator/study"
)

// Past reads a day that has been: one without a year is the last of its name.
func Past(text string, today civil.Date) (civil.Date, error) {
	y, _, _ := today.YMD()
	for _, year := range []int{y, y - 1} {
		if d, ok := inYear(text, year, today); ok && d <= today {
			return d, nil
		}
	}
	d, err := entry.Day(text, today)
	if err == nil && d > today {
		return 0, fmt.Errorf("%s has not come yet", d.Medium())
	}
	return d, err
}

// Coming reads a day that is to come: one without a year, or a day of the week, is the next of its name.
func Coming(text string, today civil.Date) (civil.Date, error) {
	y, _, _ := today.YMD()
	for _, year := range []int{y, y + 1} {
		if d, ok := inYear(text, year, today); ok && d >= today {
			return d, nil
		}
	}
	if day, ok := weekday(strings.TrimPrefix(strings.ToLower(strings.TrimSpace(text)), "next ")); ok {
		return today + 1 + civil.Date((day-int(today.Weekday())+6)%7), nil
	}
	if strings.EqualFold(strings.TrimSpace(text), "tomorrow") {
		return today + 1, nil
	}
	return entry.Day(text, today)
}

// inYear reads a day that has no year as one of that year.
func inYear(text string, year int, today civil.Date) (civil.Date, bool) {
	text = strings.TrimSpace(text)
	if !strings.HasSuffix(text, ".") {
		text += " "
	}
	d, err := entry.Day(text+strconv.Itoa(year), today)
	return d, err == nil
}

// Away reads days without study: "24 Dec - 27 Dec family; 31 Dec".
func Away(text string, today civil.Date) (list []study.Away, err error) {
	for _, piece := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '\n' }) {
		if piece = strings.TrimSpace(piece); piece == "" {
			continue
		}
		away, err := stretch(piece, today)
		if err != nil {
			return nil, err
		}
		list = append(list, away)
	}
	if len(list) == 0 {
		return nil, errors.New("a day is missing")
	}
	return list, nil
}

// between parts the first day of a stretch from the rest.
var between = regexp.MustCompile(`(?i)\s+(?:to|until|till)\s+|\s*[–—]\s*|\s+-\s+|\.\.`)

// stretch reads one stretch of days, with the reason behind it.
func stretch(piece string, today civil.Date) (study.Away, error) {
	first, rest := piece, ""
	at := between.FindStringIndex(piece)
	if at != nil {
		first, rest = piece[:at[0]], piece[at[1]:]
	}
	from, why, err := leading(first, today)
	if err != nil && at != nil && daysOnly.MatchString(strings.TrimSpace(first)) { // 24 - 27 Dec
		return sameMonth(strings.TrimSpace(first), rest, today)
	}
	if m := shortRange.FindStringSubmatch(piece); err != nil && m != nil { // 24-27 Dec
		return sameMonth(m[1], m[2], today)
	}
	if err != nil {
		return study.Away{}, err
	}
	if at == nil || why != "" { // a dash in the reason
		if at != nil {
			why += piece[at[0]:]
		}
		return study.Away{From: from, To: from, Why: reason(why)}, nil
	}
	to, why, err := leading(rest, from)
	if err != nil {
		return study.Away{}, err
	}
	return ordered(piece, from, to, why)
}

var (
	daysOnly   = regexp.MustCompile(`^\d{1,2}\.?$`)
	shortRange = regexp.MustCompile(`^\s*(\d{1,2}\.?)\s*-\s*(\d{1,2}.*)$`)
)

// sameMonth reads a stretch whose month stands behind its last day.
func sameMonth(first, rest string, today civil.Date) (study.Away, error) {
	to, why, err := leading(rest, today)
	if err != nil {
		return study.Away{}, err
	}
	var n int
	if _, err := fmt.Sscanf(first, "%d", &n); err != nil {
		return study.Away{}, fmt.Errorf("%q is no day", first)
	}
	y, m, _ := to.YMD()
	if !civil.Valid(y, m, n) {
		return study.Away{}, fmt.Errorf("%q is no day of that month", first)
	}
	return ordered(first+"-"+rest, civil.Of(y, m, n), to, why)
}

func ordered(piece string, from, to civil.Date, why string) (study.Away, error) {
	if to < from {
		return study.Away{}, fmt.Errorf("%q ends before it begins", strings.TrimSpace(piece))
	}
	return study.Away{From: from, To: to, Why: reason(why)}, nil
}

func reason(s string) string { return strings.Trim(s, " ,:()") }

// leading reads the day that a text begins with, as many words of it as make one, and what stands behind.
func leading(text string, today civil.Date) (day civil.Date, behind string, err error) {
	words := strings.Fields(text)
	for n := min(4, len(words)); n > 0; n-- {
		if day, err = Coming(strings.TrimSuffix(strings.Join(words[:n], " "), ","), today); err == nil {
			return day, strings.Join(words[n:], " "), nil
		}
	}
	if len(words) == 0 {
		return 0, "", errors.New("a day is missing")
	}
	return 0, "", fmt.Errorf("%q does not begin with a day", text)
}

// kinds are the words for what somebody learns from.
var kinds = map[string]string{
	"book": "book", "books": "book", "video": "video", "videos": "video", "course": "course", "courses": "course", "class": "course",
	"lab": "lab", "labs": "lab", "questions": "questions", "practice questions": "questions", "practice exams": "questions",
	"practice tests": "questions", "question bank": "questions", "community": "community", "forum": "community", "group": "community",
	"person": "person",
}

// Kinds are the words that plan.toml has for them.
var Kinds = []string{"book", "video", "course", "lab", "questions", "community", "person"}

// Resource reads something to learn from: "Official study guide, book, used before". The kind may be missing.
func Resource(text string) (r study.Resource, err error) {
	var name []string
	for _, piece := range strings.Split(text, ",") {
		piece = strings.TrimSpace(piece)
		lower := strings.ToLower(piece)
		switch {
		case piece == "":
		case len(name) > 0 && kinds[lower] != "" && r.Kind == "":
			r.Kind = kinds[lower]
		case len(name) > 0 && (lower == "used before" || lower == "used"):
			r.UsedBefore = true
		case len(name) > 0 && (strings.HasPrefix(lower, "https://") || strings.HasPrefix(lower, "http://")):
			r.URL = piece
		default:
			name = append(name, piece)
		}
	}
	if r.Name = strings.Join(name, ", "); r.Name == "" {
		return r, errors.New("the name is missing")
	}
	return r, nil
}

// Helper reads who helps, and when you talk: "Alex, sun 18:00", "Alex".
func Helper(text string) (study.Person, error) {
	p := study.Person{Name: strings.TrimSpace(text), Role: "mentor", Day: -1, At: civil.NoClock}
	if name, when, ok := cutLast(text, ","); ok {
		fields := strings.Fields(strings.ToLower(filler.ReplaceAllString(when, " ")))
		if len(fields) == 0 {
			fields = []string{""}
		}
		day, isDay := weekday(fields[0])
		switch at, isTime := timeOf(strings.Join(fields[1:], "")); {
		case isDay && len(fields) == 1:
			p.Name, p.Day, p.Checkin = name, day, Weekdays[day]
		case isDay && isTime && at < 24*60:
			p.Name, p.Day, p.At, p.Checkin = name, day, at, Weekdays[day]+" "+at.String()
		case isDay:
			return p, fmt.Errorf("%q is no time of day", strings.Join(fields[1:], " "))
		}
	}
	if p.Name == "" {
		return p, errors.New("the name is missing")
	}
	return p, nil
}

// cutLast cuts at the last separator: names may hold one.
func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+len(sep):]), true
}
