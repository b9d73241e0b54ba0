package figure

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"retake/generator/chart"
	"retake/generator/civil"
	"retake/generator/site/board"
	"retake/generator/site/words"
)

// mostWeeks is up to how many days Mondays are marked on an axis; a longer one has the firsts of months.
const mostWeeks = 60

// mostTicks is how many days or values an axis has room for.
const mostTicks = 6

// days is the axis of the days from..to, a fortnight at the least.
func days(from, to civil.Date) chart.Axis {
	to = max(to, from+14)
	a := chart.Axis{Lo: float64(from), Hi: float64(to)}
	ticks, write := chart.DayTicks(from, to, mostTicks), shortDay
	if to-from > mostWeeks {
		ticks, write = chart.MonthTicks(from, to, mostTicks), month
	}
	for _, d := range ticks {
		a.Ticks = append(a.Ticks, chart.Tick{At: float64(d), Text: write(d)})
	}
	return a
}

// shortDay is a day without its weekday: "2 Nov".
func shortDay(d civil.Date) string {
	_, rest, _ := strings.Cut(d.Short(), " ")
	return rest
}

// month is what stands at the first of a month: "Nov", and the year in January.
func month(d civil.Date) string {
	y, m, _ := d.YMD()
	if m == 1 {
		return strconv.Itoa(y)
	}
	return months[m-1]
}

// months and weekdays are the labels of days.
var (
	months   = []string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
	weekdays = []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}
)

// leastSpan is how many percent points an axis shows at the least, so that a small step never looks like a great one.
const leastSpan = 30

// percents is an axis of percent that holds all values, cut to where they lie, between tens.
func percents(name string, values ...float64) chart.Axis {
	lo, hi := 100.0, 0.0
	for _, v := range values {
		lo, hi = min(lo, v), max(hi, v)
	}
	lo, hi = max(0, math.Floor((lo-1)/10)*10), min(100, math.Ceil((hi+1)/10)*10)
	if hi-lo < leastSpan {
		hi = min(100, hi+10)
		lo = max(0, hi-leastSpan)
		hi = max(hi, lo+leastSpan)
	}
	a := chart.Axis{Name: name, Lo: lo, Hi: hi}
	for _, v := range chart.Ticks(lo, hi, mostTicks) {
		a.Ticks = append(a.Ticks, chart.Tick{At: v, Text: words.Percent(v / 100)})
	}
	return a
}

// levels are the pass mark and the target as lines; those that the plan does not have are left out.
func levels(bd *board.Board) []chart.Level {
	var out []chart.Level
	if t := bd.Plan.Readiness.Target; t > 0 {
		out = append(out, chart.Level{At: t, Text: "target " + bd.Target(), Kind: "target"})
	}
	if p := bd.Plan.Readiness.Pass; p > 0 {
		out = append(out, chart.Level{At: p, Text: "pass mark " + words.Percent(p/100), Kind: "pass"})
	}
	return out
}

// span are all values of points and levels with their ranges: what an axis has to hold.
func span(levels []chart.Level, lists ...[]chart.Point) []float64 {
	var out []float64
	for _, l := range levels {
		out = append(out, l.At)
	}
	for _, points := range lists {
		for _, p := range points {
			if out = append(out, p.Y); p.Lo != 0 || p.Hi != 0 {
				out = append(out, p.Lo, p.Hi)
			}
		}
	}
	return out
}

// on is the day that charts show: today, after a pass the day of it.
func on(bd *board.Board) civil.Date {
	if won := bd.Plan.Won; won != 0 && won < bd.Plan.Today {
		return won
	}
	return bd.Plan.Today
}

// luck is the middle 80 % of the share right that so many questions allow, by Wilson's interval (1927), in percent.
func luck(right, of int) (lo, hi float64) {
	const z = 1.2815515655446004
	n := float64(of)
	p := float64(right) / n
	middle, half := p+z*z/(2*n), z*math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	scale := 100 / (1 + z*z/n)
	return max(0, scale*(middle-half)), min(100, scale*(middle+half))
}

// between writes percents from the least to the most: "68 to 74 %", or one of them where they are printed alike.
func between(lo, hi float64) string {
	if words.Whole(lo) == words.Whole(hi) {
		return words.Percent(lo / 100)
	}
	return words.Percents(lo/100, hi/100)
}

// isolated keeps a name that is written from right to left apart from the numbers around it.
func isolated(name string) string {
	leftward := func(r rune) bool {
		return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko)
	}
	if strings.ContainsFunc(name, leftward) {
		return "\u2068" + name + "\u2069"
	}
	return name
}

// target ends a sentence with what is aimed for; without a target it only ends it.
func target(bd *board.Board) string {
	if t := bd.Target(); t != "" && bd.Plan.Won == 0 {
		return "; the target is " + t + "."
	}
	return "."
}
