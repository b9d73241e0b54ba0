package outlook

import (
	"fmt"
	"math"
	"strings"

	"retake/generator/civil"
)

func percent(share float64) string { return fmt.Sprintf("%.0f %%", share*100) }

// words is "78 % (70 to 86 %)".
func (r Range) words() string {
	return fmt.Sprintf("%s (%.0f to %s)", percent(r.Mean), r.Lo*100, percent(r.Hi))
}

// below says that a mean does not reach the target, also where both round to the same number.
func below(mean, target float64, shown string) string {
	if percent(mean) == percent(target) {
		return "about " + shown + ", just below the target"
	}
	return "about " + shown + ", below the target of " + percent(target)
}

// points is a share as percent points: "about 3 points".
func points(share float64) string {
	switch n := math.Round(share * 100); {
	case n < 1:
		return "less than 1 point"
	case n == 1:
		return "about 1 point"
	default:
		return fmt.Sprintf("about %.0f points", n)
	}
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// and joins names: "A", "A and B", "A, B and C".
func and(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// room says how many of the wanted simulations fit.
func room(fit, wanted int) string {
	if fit == 0 {
		return "no room for a full simulation"
	}
	return fmt.Sprintf("room for %d of %s", fit, count(wanted, "full simulation"))
}

// because is why the time runs out: "the voucher expires".
func because(why string) string {
	if why == "" {
		return "time runs out"
	}
	return why
}

// ending says also when: "the voucher expires on 20 May 2027".
func ending(why string, on civil.Date) string { return because(why) + " on " + on.Medium() }
