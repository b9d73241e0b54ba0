package chart

import (
	"math"

	"retake/generator/civil"
)

// huge bounds what is drawn: beyond it a value is a mistake, and differences would not be finite.
const huge = 1e12

// tiny is a span that cannot be told from none.
const tiny = 1e-9

func finite(vs ...float64) bool {
	for _, v := range vs {
		if math.IsNaN(v) || math.Abs(v) > huge {
			return false
		}
	}
	return true
}

// Ticks are the round numbers from lo to hi, both included, at the smallest of the steps 1, 2 and 5 times a
// power of ten that gives at most so many. What is not finite has none.
func Ticks(lo, hi float64, most int) []float64 {
	if lo > hi {
		lo, hi = hi, lo
	}
	if most < 1 || !finite(lo, hi) {
		return nil
	}
	if hi-lo < tiny {
		return []float64{lo}
	}
	for power := int(math.Floor(math.Log10((hi-lo)/float64(most)))) - 1; ; power++ {
		for _, m := range []float64{1, 2, 5} {
			first, last := span(lo, hi, m, power)
			if last-first < float64(most) {
				return multiples(first, last, m, power)
			}
		}
	}
}

// span is the first and the last multiple of m·10^power from lo to hi, in steps.
func span(lo, hi, m float64, power int) (first, last float64) {
	step := m * math.Pow10(power)
	const slack = 1e-9 // a bound that misses a round number by a rounding error has it
	return math.Ceil(lo/step - slack), math.Floor(hi/step + slack)
}

// multiples divides by whole powers of ten where it can, so that 0.3 is 0.3 and not 0.30000000000000004.
func multiples(first, last, m float64, power int) []float64 {
	var out []float64
	for i := first; i <= last; i++ {
		v := i * m * math.Pow10(power)
		if power < 0 {
			v = i * m / math.Pow10(-power)
		}
		out = append(out, v+0) // never -0
	}
	return out
}

// Span widens a span of values to round numbers, tens by tens, and to at least the length least; it stays
// within floor and ceiling. It is what a cropped axis of percents wants: Span(61, 74, 30, 0, 100) is 50 to 80.
func Span(lo, hi, least, floor, ceiling float64) (float64, float64) {
	if !finite(lo, hi) {
		return floor, ceiling
	}
	lo, hi = math.Max(floor, math.Floor(lo/10)*10), math.Min(ceiling, math.Ceil(hi/10)*10)
	for hi-lo < least && (lo > floor || hi < ceiling) {
		lo = math.Max(floor, lo-10)
		if hi-lo < least {
			hi = math.Min(ceiling, hi+10)
		}
	}
	return lo, hi
}

// DayTicks are the days to mark on an axis of dates: every day, every Monday, every second Monday, or the
// firsts of months, whatever is the first to be no more than most.
func DayTicks(from, to civil.Date, most int) []civil.Date {
	if from < 1 || to < from || most < 1 {
		return nil
	}
	monday := (from + 6).Monday()
	for _, c := range []struct{ first, step civil.Date }{{from, 1}, {monday, 7}, {monday, 14}} {
		if n := (int(to-c.first) + int(c.step)) / int(c.step); n <= most && n > 0 {
			return days(c.first, to, c.step)
		}
	}
	months := MonthTicks(from, to, most)
	if four := days(monday, to, 28); len(months) < 2 && len(four) <= most || len(months) == 0 {
		return four[:min(most, len(four))]
	}
	return months
}

func days(first, to, step civil.Date) []civil.Date {
	var out []civil.Date
	for d := first; d <= to; d += step {
		out = append(out, d)
	}
	return out
}

// MonthTicks are the firsts of months to mark on an axis of dates: of every month, or of every second, third,
// sixth, twelfth … counted from January, so that there are no more than most.
func MonthTicks(from, to civil.Date, most int) []civil.Date {
	if from < 1 || to < from || most < 1 {
		return nil
	}
	var out []civil.Date
	for _, step := range []int{1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 12000} {
		if out = firsts(from, to, step, most+1); len(out) <= most {
			return out
		}
	}
	return out[:most]
}

// firsts are the firsts of every so many months, at most so many of them.
func firsts(from, to civil.Date, step, most int) []civil.Date {
	y, m, day := from.YMD()
	n := y*12 + m - 1 // months since the year 0
	if day > 1 {
		n++
	}
	var out []civil.Date
	for n = (n + step - 1) / step * step; len(out) < most; n += step {
		d := civil.Of(n/12, n%12+1, 1)
		if d > to {
			break
		}
		out = append(out, d)
	}
	return out
}
