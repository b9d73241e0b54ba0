package keyed

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"retake/generator/civil"
	"retake/generator/fault"
)

// slip is a value that TOML refuses and people mean something by: it is reported and cut out, so that
// the rest of the file is read in the same run.
type slip struct {
	at, end       int
	day           bool // it was to be a date or a time
	message, hint string
}

// maxSlip is the length up to which a refused value is looked at.
const maxSlip = 200

var (
	keyBefore   = regexp.MustCompile(`([A-Za-z0-9_-]+)[ \t]*=[ \t]*$`)
	wholeLine   = regexp.MustCompile(`^[ \t]*[A-Za-z0-9_.-]+[ \t]*=[ \t]*`)
	calendarish = regexp.MustCompile(`^(?:(?:19|20)\d\d-\d|\d\d:\d\d(?::\d\d)?(?:$|[.Z]))`)
	percentage  = regexp.MustCompile(`^(\d+(?:\.\d+)?)[ \t]*%$`)
	commaNumber = regexp.MustCompile(`^(\d+),(\d+)$`)
	bareNumber  = regexp.MustCompile(`^[0-9+_.-]*$`)
	isoMoment   = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)[ T](\d{1,2}):(\d\d)$`)
	threeParts  = regexp.MustCompile(`^(\d{1,4})([./-])(\d{1,2})[./-](\d{1,4})\.?$`)
	namedMonth  = regexp.MustCompile(`^(?i)(?:(\d{1,2})\.? ([a-z]{3,9})|([a-z]{3,9}) (\d{1,2}),?)\.?,? (\d{4})$`)
)

// slip finds the value that an error of the library is about, if it is one that people write by mistake.
func (f *File) slip(text, said string, at int) (slip, bool) {
	if s, ok := decimalComma(text, said, at); ok {
		return s, !f.bad[s.at]
	}
	about := false
	for _, part := range []string{"expected value but found", "nvalid float", "nvalid integer", "invalid datetime", "top-level item to end", "expected a comma"} {
		about = about || strings.Contains(said, part)
	}
	if !about || at >= len(text) {
		return slip{}, false
	}
	key, from, to := token(text, at)
	if from > at || to <= from || to-from > maxSlip || f.bad[from] {
		return slip{}, false
	}
	s := slip{at: from, end: to}
	written := text[from:to]
	switch {
	case strings.Contains(said, "expected a comma") && from == at:
		return s, false
	case s.date(key, written), s.number(key, written), s.yesOrNo(key, written):
		return s, true
	case strings.Contains(said, "invalid datetime") && calendarish.MatchString(written):
		s.day, s.message = true, written+" is not a date or time of the calendar"
		s.hint = "a date is written 2026-11-23, with a time 2026-11-23T15:40:00"
		return s, true
	}
	return s, s.text(key, written)
}

// refuse reports a slip.
func (f *File) refuse(s slip) {
	var x *fault.Fault
	if s.day {
		x = f.faults.Add("impossible-date", f.Pos(s.at), "%s", s.message)
	} else {
		x = f.faults.Add("toml-syntax", f.Pos(s.at), "%s", s.message)
	}
	x.Width, x.Hint = f.width(s.at, s.end), s.hint
	f.bad[s.at] = true
}

// token is the value around an offset, with its key: up to the end of the line for key = value on a
// line of its own, else up to the next comma or bracket.
func token(text string, at int) (key string, from, to int) {
	begin := strings.LastIndexByte(text[:at], '\n') + 1
	line, _, _ := strings.Cut(text[begin:], "\n")
	stop := ",]}#"
	if head := wholeLine.FindString(line); head != "" && len(head) < len(line) && innermost(text, begin) < 0 && !strings.ContainsRune("[{", rune(line[len(head)])) {
		from, stop = begin+len(head), ""
	} else {
		from = begin + strings.LastIndexAny(text[begin:at], "=,[{") + 1
	}
	for from < at && (text[from] == ' ' || text[from] == '\t') {
		from++
	}
	to = begin + len(line)
	if n := strings.IndexAny(text[at:to], stop); stop != "" && n >= 0 {
		to = at + n
	} else if n := strings.Index(text[from:to], " #"); n >= 0 {
		to = from + n
	}
	if m := keyBefore.FindStringSubmatch(text[begin:from]); m != nil {
		key = m[1]
	}
	return key, from, from + len(strings.TrimRight(text[from:max(from, to)], " \t"))
}

// with is key = value, or the value alone in a list.
func with(key, value string) string {
	if key == "" {
		return value
	}
	return key + " = " + value
}

// date recognises dates in another order or with other signs.
func (s *slip) date(key, written string) bool {
	if m := isoMoment.FindStringSubmatch(written); m != nil && len(m[2]) == 1 {
		s.day, s.message, s.hint = true, written+" is not a date with a time", "the hour has two digits: "+m[1]+"T0"+m[2]+":"+m[3]
		return true
	}
	meant := meantDates(key, written)
	if len(meant) == 0 {
		return false
	}
	s.day, s.message, s.hint = true, written+" is not a date", "year first: "+strings.Join(meant, " or ")
	if strings.HasPrefix(written, meant[0][:4]) {
		s.hint = "with dashes and two digits each: " + meant[0]
	}
	return true
}

// meantDates are the dates that somebody may have meant, in the form that TOML reads: two, if day and
// month may have changed places. With dots the day comes first everywhere.
func meantDates(key, written string) (out []string) {
	add := func(y, m, d int) {
		if y < 100 && (strings.Contains(key, "date") || key == "from" || key == "to" || key == "start") {
			y += 2000
		}
		day := fmt.Sprintf("%04d-%02d-%02d", y, m, d)
		if y >= minYear && y <= maxYear && civil.Valid(y, m, d) && day != written && (len(out) == 0 || out[0] != day) {
			out = append(out, day)
		}
	}
	number := func(s string) int {
		n, _ := strconv.Atoi(s)
		return n
	}
	if m := threeParts.FindStringSubmatch(written); m != nil {
		a, b, c := number(m[1]), number(m[3]), number(m[4])
		switch {
		case len(m[1]) == 4:
			add(a, b, c)
		case m[2] == ".":
			add(c, b, a)
		default:
			add(c, a, b)
			add(c, b, a)
		}
	} else if m := namedMonth.FindStringSubmatch(written); m != nil {
		month := (strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", strings.ToLower((m[2] + m[3])[:3])) + 3) / 3
		add(number(m[5]), month, number(m[1]+m[4]))
	}
	return out
}

// number recognises percentages and decimal commas.
func (s *slip) number(key, written string) bool {
	if m := percentage.FindStringSubmatch(written); m != nil {
		s.message, s.hint = written+" is no number", "write the number alone: "+with(key, m[1])
		return true
	}
	if m := commaNumber.FindStringSubmatch(written); m != nil {
		s.message, s.hint = written+" is no number", "write a point instead of the comma: "+with(key, m[1]+"."+m[2])
		return true
	}
	return false
}

var commaBefore = regexp.MustCompile(`([A-Za-z0-9_-]+)[ \t]*=[ \t]*(\d+,\d+)[ \t]*$`)

// decimalComma recognises one within { }, where the library takes what follows the comma for a key.
func decimalComma(text, said string, at int) (s slip, ok bool) {
	begin := strings.LastIndexByte(text[:at], '\n') + 1
	m := commaBefore.FindStringSubmatchIndex(text[begin:at])
	if m == nil || !strings.Contains(said, "expected '.' or '='") {
		return s, false
	}
	s.at, s.end = begin+m[4], begin+m[5]
	return s, s.number(text[begin+m[2]:begin+m[3]], text[s.at:s.end])
}

func (s *slip) yesOrNo(key, written string) bool {
	meant := map[string]string{"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false", "off": "false"}[strings.ToLower(written)]
	if meant == "" {
		return false
	}
	s.message, s.hint = written+" is no value", "write "+with(key, meant)
	return true
}

// text recognises words and codes without quotes.
func (s *slip) text(key, written string) bool {
	address := strings.Contains(written, "://")
	if strings.ContainsAny(written, "\"'[]{}\\") || !address && strings.Contains(written, "=") {
		return false
	}
	if plain := bareNumber.MatchString(written); plain && !strings.Contains(strings.Trim(written, "+-"), "-") && strings.Count(written, ".") < 2 {
		return false
	}
	s.message, s.hint = written+" is text without quotes", "text goes in quotes: "+with(key, strconv.Quote(written))
	return true
}

// ---- brackets

var (
	headerLine = regexp.MustCompile(`^[ \t]*\[\[?[ \t]*[A-Za-z][A-Za-z0-9_.-]*[ \t]*\]\]?[ \t]*(?:#.*)?$`)
	pairLine   = regexp.MustCompile(`^[ \t]*[A-Za-z0-9_.-]+[ \t]*=`)
)

// unclosed finds the bracket of an earlier line whose missing partner is what an error is about: the
// library stumbles only where the next thing begins.
func unclosed(text, said string, at int) (open int, ok bool) {
	begin := strings.LastIndexByte(text[:at], '\n') + 1
	line, _, _ := strings.Cut(text[begin:], "\n")
	inText := strings.Contains(said, "cannot contain newlines") || strings.Contains(said, "EOF; expected '")
	if strings.TrimSpace(text[at:]) == "" && !inText {
		open = innermost(text, at)
		return open, open >= 0
	}
	if open = innermost(text, begin); open < 0 || inText {
		return 0, false
	}
	after, _, _ := strings.Cut(text[open+1:], "\n")
	first := strings.TrimLeft(line, " \t")
	comma := strings.Contains(said, "expected a comma")
	switch {
	case headerLine.MatchString(line) && (text[open] == '{' || first[1] == '[' || comma || strings.Contains(said, "value but found")):
		return open, true
	case text[open] == '[':
		return open, comma && pairLine.MatchString(line)
	case strings.Trim(after, " \t") == "", strings.HasPrefix(strings.TrimLeft(after, " \t"), "#"):
		return open, false // a table laid out over several lines
	case first != "" && strings.ContainsRune("{[]", rune(first[0])):
		return open, strings.TrimSpace(text[begin:at]) == ""
	}
	before, _, _ := strings.Cut(line, "{")
	return open, comma && pairLine.MatchString(line) && !strings.Contains(before, "}") && strings.TrimSpace(text[begin:at]) == ""
}

// innermost is the last bracket of a value that is still open at an offset, -1 if there is none.
func innermost(text string, until int) int {
	var open []int
	s := &scanner{src: text[:until]}
	for s.at < until {
		switch text[s.at] {
		case '"', '\'':
			s.quoted()
			continue
		case '#':
			s.until("\n")
			continue
		case '[', '{':
			open = append(open, s.at)
		case ']', '}':
			open = open[:max(0, len(open)-1)]
		}
		s.at++
	}
	if len(open) == 0 {
		return -1
	}
	return open[len(open)-1]
}
