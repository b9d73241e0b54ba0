package scoresheet

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"retake/generator/civil"
)

// months in the order of the year, as printed; three letters do.
const months = "janfebmaraprmayjunjulaugsepoctnovdec"

// day is one date as it is printed, with the hour that may stand behind it.
const (
	month   = `(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)`
	weekday = `(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?`
	hour    = `(?:[,T]?\s*(?:at\s+)?\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:\(?[a-z]{2,5}(?:[+-]\d{1,2})?\)?)?)?`
)

var (
	isoDay   = regexp.MustCompile(`^(?i)` + weekday + `(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})` + hour + `$`)
	dayFirst = regexp.MustCompile(`^(?i)` + weekday + `(\d{1,2})(?:st|nd|rd|th|\.)?[ -]+(?:of )?` + month + `\.?,?[ -]+(\d{4})` + hour + `$`)
	monthDay = regexp.MustCompile(`^(?i)` + weekday + month + `\.?[ -]+(\d{1,2})(?:st|nd|rd|th)?,?[ -]+(\d{4})` + hour + `$`)
	allDigit = regexp.MustCompile(`^(?i)` + weekday + `(\d{1,2})([/.-])(\d{1,2})[/.-](\d{4})` + hour + `$`)
)

// anyDay finds a date inside a sentence.
const anyDay = `((?:\d{1,2}(?:st|nd|rd|th|\.)?[ -](?:of )?` + month + `\.?,?[ -]\d{4})|(?:` + month + `\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4})|\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{4})`

// dates reads a text as a date. There are two if it does not say which number is the month.
func dates(text string) []Found {
	text = strings.TrimSuffix(strings.TrimSpace(text), ".")
	var y, m, d string
	if f := isoDay.FindStringSubmatch(text); f != nil {
		y, m, d = f[1], f[2], f[3]
	} else if f := dayFirst.FindStringSubmatch(text); f != nil {
		d, m, y = f[1], f[2], f[3]
	} else if f := monthDay.FindStringSubmatch(text); f != nil {
		m, d, y = f[1], f[2], f[3]
	} else if f := allDigit.FindStringSubmatch(text); f != nil {
		first, second := day(f[4], f[3], f[1]), day(f[4], f[1], f[3])
		if f[2] == "." || slices.EqualFunc(first, second, Found.same) { // full stops are for the day first, wherever they are used
			return first
		}
		return slices.Concat(first, second)
	} else {
		return nil
	}
	return day(y, m, d)
}

// day is a date of its three parts, if there is such a day.
func day(y, m, d string) []Found {
	year, _ := strconv.Atoi(y)
	n, err := strconv.Atoi(m)
	if err != nil {
		n = strings.Index(months, strings.ToLower(m[:3]))/3 + 1
	}
	dd, _ := strconv.Atoi(d)
	if !civil.Valid(year, n, dd) {
		return nil
	}
	at := civil.Of(year, n, dd)
	return []Found{{Day: at, Says: at.Medium()}}
}

// results are the words of reports, as words gives them.
var results = map[string]string{
	"fail": "fail", "failed": "fail", "did not pass": "fail", "not passed": "fail", "no pass": "fail", "not pass": "fail", "not successful": "fail", "unsuccessful": "fail",
	"did not meet standard": "fail", "you did not pass": "fail", "pass": "pass", "passed": "pass", "you passed": "pass", "successful": "pass",
}

func result(text string) []Found {
	if word := results[words(text)]; word != "" {
		return []Found{{Word: word, Says: word}}
	}
	return nil
}

// number is a number as printed, not longer than any score.
const number = `(\d{1,4}(?:[.,]\d{1,2})?)`

var (
	totalForm = regexp.MustCompile(`^(?i)` + number + `\s*(%|percent)?\s*(?:(?:/|of|out of)\s*(\d{1,4}))?\s*(?:points|pts|questions)?\s*(.*)$`)
	tailScale = regexp.MustCompile(`^(?i)[(,;]?\s*(?:on )?(?:a )?(?:scale|range|scaled|scores range)?:?\s*(?:of|from)?\s*(\d{1,4})\s*(?:-|–|—|to)\s*(\d{1,4})\)?$`)
	tailPass  = regexp.MustCompile(`^(?i)[(,;]?\s*(?:passing score|pass mark|passing|required|required to pass|minimum|min)(?: is|:)?\s*` + number + `\s*%?\)?$`)
	tailWord  = regexp.MustCompile(`^(?i)[(,;–-]?\s*(pass|passed|fail|failed|did not pass)\)?$`)
	loneRange = regexp.MustCompile(`^(?i)(?:from )?(\d{1,4})\s*(?:-|–|—|to)\s*(\d{1,4})$`)
)

// total reads a text as a total or a pass mark, with what may stand behind it.
func total(text string) []Found {
	m := totalForm.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return nil
	}
	f := Found{N: num(m[1]), Percent: m[2] != "", Of: num(m[3]), Says: strings.TrimSpace(text)}
	switch tail := m[4]; {
	case tail == "":
	case tailScale.MatchString(tail):
		t := tailScale.FindStringSubmatch(tail)
		f.Lo, f.Hi = num(t[1]), num(t[2])
	case tailPass.MatchString(tail):
		f.Pass = num(tailPass.FindStringSubmatch(tail)[1])
	case !tailWord.MatchString(tail):
		return nil
	}
	if f.Percent && f.Of > 0 || f.Hi > 0 && f.Lo >= f.Hi {
		return nil
	}
	return []Found{f}
}

func scaleRange(text string) []Found {
	m := loneRange.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil || num(m[1]) >= num(m[2]) {
		return nil
	}
	return []Found{{Lo: num(m[1]), Hi: num(m[2]), Says: m[1] + " to " + m[2]}}
}

// num is a number of a text that has been seen to be one. A comma before one or two digits is a decimal comma.
func num(s string) float64 {
	x, _ := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	return x
}
