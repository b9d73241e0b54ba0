package words

import (
	"fmt"
	"strconv"
	"strings"

	"retake/generator/study"
)

// Objective writes "4.2", or "domain 4" for a whole one.
func Objective(o study.Objective) string {
	if o.Minor == 0 {
		return "domain " + strconv.Itoa(o.Domain)
	}
	return fmt.Sprintf("%d.%d", o.Domain, o.Minor)
}

// Objectives is Objective for each of several.
func Objectives(os []study.Objective) []string {
	words := make([]string, len(os))
	for i, o := range os {
		words[i] = Objective(o)
	}
	return words
}

// Section writes one line of a report as it is printed: a scaled score stays one, on the exam's scale if
// the line names none; a bar is a length.
func Section(sec study.Section, scale study.Scale) string {
	of := Number(sec.Value) + " of " + Number(sec.Of)
	var said string
	switch sec.Form {
	case study.ByCount:
		said = of + " right"
	case study.ByPercent:
		said = Number(sec.Value) + NBSP + "%"
	case study.ByLevel:
		said = Sentence(sec.Level.String())
	case study.ByBar:
		said = fmt.Sprintf("bar, filled to about %s of its length", Decimal(sec.Value))
	case study.ByRank:
		said = "rank " + Number(sec.Value) + ", where 1 is weakest"
	case study.ByScaled:
		lo, hi := sec.Min, sec.Max
		if hi == 0 {
			lo, hi = scale.Min, scale.Max
		}
		said = Number(sec.Value)
		if hi > lo {
			said += fmt.Sprintf(" on the scale %s to %s", Number(lo), Number(hi))
		}
	case study.ByPoints:
		said = of + " points"
	case study.ByStars:
		said = of + " stars"
	default:
		said = "named, nothing printed"
	}
	if sec.Printed == "" || strings.EqualFold(sec.Printed, said) {
		return said
	}
	if sec.Form == study.ByLevel || sec.Form == study.Mentioned {
		return sec.Printed
	}
	return sec.Printed + " (" + said + ")"
}

// Score writes a total on its own scale, or on the exam's. A scaled score is never made a percentage.
func Score(sc study.Score, scale study.Scale) string {
	lo, hi, pass, hasPass := sc.Min, sc.Max, sc.Pass, sc.HasPass
	if hi == 0 && sc.Form == scale.Kind {
		lo, hi = scale.Min, scale.Max
		if !hasPass {
			pass, hasPass = scale.Pass, scale.HasPass
		}
	}
	said := Number(sc.Value)
	switch sc.Form {
	case "scaled":
		if hi > lo {
			said += fmt.Sprintf(" on the scale %s to %s", Number(lo), Number(hi))
		}
	case "percent":
		said += NBSP + "%"
	case "points", "raw":
		unit := map[string]string{"points": "points", "raw": "right"}[sc.Form]
		if hi > 0 {
			said += " of " + Number(hi)
		}
		said += " " + unit
	default:
		return "no total"
	}
	if hasPass {
		said += ", pass mark " + Number(pass)
		if sc.Form == "percent" {
			said += NBSP + "%"
		}
	}
	return said
}

// results are the words for how a sitting ended.
var results = map[study.Result]string{
	study.Fail: "not passed", study.Pass: "passed", study.Void: "void", study.NoShow: "not attended",
}

// Result is how a sitting ended.
func Result(r study.Result) string { return results[r] }

// strengths say how much a report tells about single domains.
var strengths = map[string]string{
	"none": "About single domains this report says nothing.",
	"weak": "About single domains this report says a little: take the order below as a first guess.",
	"fair": "About single domains this report says something, in broad bands.",
	"good": "About single domains this report says a good deal, though each rests on few questions.",
}

// Strength says how much a report of a strength tells about single domains.
func Strength(s string) string { return strengths[s] }
