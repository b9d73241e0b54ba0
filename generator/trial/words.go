package trial

import (
	"fmt"
	"math"
)

// whole is a number as it is said: without decimals.
func whole(x float64) int { return int(math.Round(x)) }

// points says a distance: "1 point", "4 points".
func points(n int) string { return count(n, "point") }

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// off says a distance and its side: "4 points lower", "less than 1 point higher".
func off(d float64) string {
	side := "higher"
	if d < 0 {
		side = "lower"
	}
	if whole(d) == 0 {
		return "less than 1 point " + side
	}
	return points(whole(math.Abs(d))) + " " + side
}

// span says a range of distances: "3 to 11 points lower", "from 6 points lower to 3 points higher".
func span(lo, hi float64) string {
	l, h := whole(lo), whole(hi)
	switch {
	case l == h:
		return off((lo + hi) / 2)
	case h < 0:
		return fmt.Sprintf("%d to %s", -h, off(lo))
	case l > 0:
		return fmt.Sprintf("%d to %s", l, off(hi))
	case h == 0:
		return "up to " + off(lo)
	case l == 0:
		return "up to " + off(hi)
	}
	return fmt.Sprintf("from %s to %s", off(lo), off(hi))
}
