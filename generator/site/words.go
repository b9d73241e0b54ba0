package site

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"retake/generator/civil"
	"retake/generator/policy"
	"retake/generator/stat"
	"retake/generator/study"
)

// nbsp keeps a number and its unit on one line.
const nbsp = "\u00a0"

// percent writes a share of 0 to 1.
func percent(share float64) string { return whole(share*100) + nbsp + "%" }

// percents writes a range of shares: "45 to 70 %".
func percents(lo, hi float64) string { return whole(lo*100) + " to " + percent(hi) }

// loose is a number apart from its unit.
var loose = regexp.MustCompile(`\d (%|h \d+ min\b|h\b|min\b)`)

// tidy keeps the numbers in a sentence of the plan with their units.
func tidy(s string) string {
	return loose.ReplaceAllStringFunc(s, func(m string) string { return strings.ReplaceAll(m, " ", nbsp) })
}

func tidyAll(in []string) []string {
	out := make([]string, len(in))
	for i, s := range in {
		out[i] = tidy(s)
	}
	return out
}

func whole(x float64) string { return strconv.Itoa(int(stat.Round(stat.Round(x, 6), 0))) }

// Points writes points to win, with one decimal always: they stand below each other.
func Points(x float64) string {
	return strings.Replace(strconv.FormatFloat(stat.Round(x, 6), 'f', 1, 64), "-0.0", "0.0", 1)
}

// number writes up to one decimal, without a trailing zero. What a machine's arithmetic puts a hair
// below a half (1.7499999) is rounded as the half that it is.
func number(x float64) string { return strings.TrimSuffix(Points(x), ".0") }

// Weight writes a weight or another exact share, given in percent: with one decimal if it is not whole.
func Weight(x float64) string { return number(x) + nbsp + "%" }

// points writes a distance on the scale of practice: "1 point", "10 points".
func points(x float64) string {
	if n := number(x); n != "1" {
		return n + " points"
	}
	return "1 point"
}

// length writes minutes; "" for none.
func length(m civil.Minutes) string {
	if m <= 0 {
		return ""
	}
	return strings.ReplaceAll(m.String(), " ", nbsp)
}

// count writes "1 day", "3 days", "no days".
func count(n int, one, many string) string {
	switch n {
	case 0:
		return "no " + many
	case 1:
		return "1" + nbsp + one
	}
	return strconv.Itoa(n) + nbsp + many
}

// list writes "2", "2 and 5", "2, 3 and 5".
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

func numbers(ns []int) string {
	words := make([]string, len(ns))
	for i, n := range ns {
		words[i] = strconv.Itoa(n)
	}
	return list(words)
}

// span writes two dates; one if they are the same.
func span(from, to civil.Date) string {
	if from == to {
		return from.Short()
	}
	return from.Short() + " to " + to.Short()
}

// dayMonth writes a day without its year: "Saturday 16 January".
func dayMonth(d civil.Date) string { return strings.TrimRight(d.Long(), " 0123456789") }

// away says how far a day is from today.
func away(today, d civil.Date) string {
	switch n := int(d - today); {
	case n == 0:
		return "today"
	case n == 1:
		return "tomorrow"
	case n == -1:
		return "yesterday"
	case n < 0:
		return count(-n, "day", "days") + " ago"
	default:
		return "in " + count(n, "day", "days")
	}
}

// units writes a policy's span: "14 days".
func units(s policy.Span) string { return count(s.N, string(s.Unit), string(s.Unit)+"s") }

// objective writes "4.2", or "domain 4" for a whole one.
func objective(o study.Objective) string {
	if o.Minor == 0 {
		return "domain " + strconv.Itoa(o.Domain)
	}
	return fmt.Sprintf("%d.%d", o.Domain, o.Minor)
}

func objectives(os []study.Objective) []string {
	words := make([]string, len(os))
	for i, o := range os {
		words[i] = objective(o)
	}
	return words
}

// kinds are the words for a block's kind.
var kinds = map[study.Kind]string{
	study.Read: "Reading", study.Video: "Video", study.Lab: "Lab", study.Questions: "Practice questions",
	study.Review: "Review of mistakes", study.Simulate: "Full simulation", study.Reset: "Taking stock",
	study.LightReview: "Light review",
}

func kindWord(k study.Kind) string {
	if w := kinds[k]; w != "" {
		return w
	}
	return string(k)
}

// reasons are the words for why a question went wrong.
var reasons = map[string]string{
	"concept": "the idea was not clear", "term": "a term was not known", "misread": "the question was misread",
	"reasoning": "a step of reasoning failed", "guess": "it was a guess", "time": "time ran out",
	"changed": "a right answer was changed",
}

// gates are the words for the conditions of readiness.
var gates = map[string]string{
	"legal": "Allowed to sit", "rule": "Simulations above the line", "evidence": "Chance of passing", "able": "Work left to do",
}

func gateWord(name string) string {
	if w := gates[name]; w != "" {
		return w
	}
	return sentence(name)
}

// sentence starts with a capital letter.
func sentence(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}

// host is the readable part of an address.
func host(address string) string {
	_, rest, ok := strings.Cut(address, "://")
	if !ok {
		return address
	}
	name, _, _ := strings.Cut(rest, "/")
	return strings.TrimPrefix(name, "www.")
}
