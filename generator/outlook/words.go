package outlook

import (
	"fmt"
	"math"
	"strings"
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

// fraction is a share in words where there are some: "a quarter", "30 %".
func fraction(share float64) string {
	switch percent(share) {
	case "25 %":
		return "a quarter"
	case "50 %":
		return "half"
	}
	return percent(share)
}

// room says how many of the wanted simulations there are.
func (p *Prospect) room(fit int) string {
	if fit == 0 {
		return "no room for a full simulation"
	}
	return fmt.Sprintf("room for %d of %s", fit, count(p.Streak, "full simulation"))
}

// counting says what becomes of those behind; "" if there are none. By a later exam they may be too old, and
// which still count is for Sittings to know.
func (p *Prospect) counting(fit int) string {
	switch {
	case p.Sat < 1:
		return ""
	case fit == 0:
		return ", and those you have sat no longer count by then"
	}
	return ", counting those you have sat that still count by then"
}

// because is why the time runs out: "the voucher expires".
func because(why string) string {
	if why == "" {
		return "time runs out"
	}
	return why
}

// past turns what ends into what is over.
var past = strings.NewReplacer("expires", "expired", "ends", "ended", "runs out", "ran out")

// over reports whether the last possible day is behind. A plan that has not begun knows no today, but the
// rule does.
func (p *Prospect) over() bool {
	w := p.Window
	return w.Until != 0 && (w.TooLate && w.Safe <= w.Until || w.Until < p.Today && p.Hours.start <= p.Today)
}

// ending says what ends, and when: "the voucher expires on 20 May 2027".
func (p *Prospect) ending() string {
	why := because(p.Window.UntilWhy)
	if p.over() {
		why = past.Replace(why)
	}
	return why + " on " + p.Window.Until.Medium()
}
