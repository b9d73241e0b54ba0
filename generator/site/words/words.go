// Package words writes numbers, dates and the plan's own terms as they are read on a page: "64 %",
// "in 54 days", "Practice questions".
//
// Numbers stay with their units on one line, and are rounded to what is meaningful.
//
// Deliberately absent: markup, links, whole sentences about a plan (those are the board's and advice's),
// and what any of it means.
package words

import (
	"path"

	"retake/generator/fault"

	"fmt"
	"regexp"
	"strconv"
	"strings"

	"retake/generator/civil"
	"retake/generator/policy"
	"retake/generator/stat"
)

// NBSP keeps a number and its unit on one line.
const NBSP = "\u00a0"

// Percent writes a share of 0 to 1.
func Percent(share float64) string { return Whole(share*100) + NBSP + "%" }

// Percents writes a range of shares: "45 to 70 %".
func Percents(lo, hi float64) string { return Whole(lo*100) + " to " + Percent(hi) }

// loose is a number apart from its unit.
var loose = regexp.MustCompile(`\d (%|h \d+ min\b|h\b|min\b)`)

// Tidy keeps the numbers in a sentence of the plan with their units.
func Tidy(s string) string {
	return loose.ReplaceAllStringFunc(s, func(m string) string { return strings.ReplaceAll(m, " ", NBSP) })
}

// TidyAll is Tidy for each of several sentences.
func TidyAll(in []string) []string {
	out := make([]string, len(in))
	for i, s := range in {
		out[i] = Tidy(s)
	}
	return out
}

// Whole writes the nearest whole number.
func Whole(x float64) string { return strconv.Itoa(int(stat.Round(stat.Round(x, 6), 0))) }

// Points writes points to win, with one decimal always: they stand below each other.
func Points(x float64) string {
	return strings.Replace(strconv.FormatFloat(stat.Round(x, 6), 'f', 1, 64), "-0.0", "0.0", 1)
}

// Number writes up to one decimal, without a trailing zero. What a machine's arithmetic puts a hair
// below a half (1.7499999) is rounded as the half that it is.
func Number(x float64) string { return strings.TrimSuffix(Points(x), ".0") }

// Decimal writes up to two decimals: lengths of bars.
func Decimal(x float64) string {
	return strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.2f", x), "0"), ".")
}

// Weight writes a weight or another exact share, given in percent: with one decimal if it is not whole.
func Weight(x float64) string { return Number(x) + NBSP + "%" }

// Distance writes a distance on the scale of practice: "1 point", "10 points".
func Distance(x float64) string {
	if n := Number(x); n != "1" {
		return n + " points"
	}
	return "1 point"
}

// Length writes minutes; "" for none.
func Length(m civil.Minutes) string {
	if m <= 0 {
		return ""
	}
	return strings.ReplaceAll(m.String(), " ", NBSP)
}

// Count writes "1 day", "3 days", "no days".
func Count(n int, one, many string) string {
	switch n {
	case 0:
		return "no " + many
	case 1:
		return "1" + NBSP + one
	}
	return strconv.Itoa(n) + NBSP + many
}

// List writes "2", "2 and 5", "2, 3 and 5".
func List(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// Numbers is List for numbers.
func Numbers(ns []int) string {
	words := make([]string, len(ns))
	for i, n := range ns {
		words[i] = strconv.Itoa(n)
	}
	return List(words)
}

// Span writes two dates; one if they are the same.
func Span(from, to civil.Date) string {
	if from == to {
		return from.Short()
	}
	return from.Short() + " to " + to.Short()
}

// DayMonth writes a day without its year: "Saturday 16 January".
func DayMonth(d civil.Date) string { return strings.TrimRight(d.Long(), " 0123456789") }

// Away says how far a day is from today.
func Away(today, d civil.Date) string {
	switch n := int(d - today); {
	case n == 0:
		return "today"
	case n == 1:
		return "tomorrow"
	case n == -1:
		return "yesterday"
	case n < 0:
		return Count(-n, "day", "days") + " ago"
	default:
		return "in " + Count(n, "day", "days")
	}
}

// Units writes a policy's span: "14 days".
func Units(s policy.Span) string { return Count(s.N, string(s.Unit), string(s.Unit)+"s") }

// Sentence starts with a capital letter.
func Sentence(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}

// Host is the readable part of an address.
func Host(address string) string {
	_, rest, ok := strings.Cut(address, "://")
	if !ok {
		return address
	}
	name, _, _ := strings.Cut(rest, "/")
	return strings.TrimPrefix(name, "www.")
}

// Place names a line of the learner's files as a page may: the file without its folder. "" if there is none.
func Place(p fault.Pos) string {
	switch {
	case p.File == "":
		return ""
	case p.Line == 0:
		return path.Base(p.File)
	}
	return fmt.Sprintf("%s, line %d", path.Base(p.File), p.Line)
}
