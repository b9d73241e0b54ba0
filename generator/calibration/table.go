package calibration

import (
	"fmt"
	"math"
	"strings"
)

// Table writes the results as Markdown: each world in one line, then who passed by the chance told.
func Table(results []Result) string {
	var b strings.Builder
	b.WriteString("| world | told 75 to 85 % | told on average | passed | real result in its range | next simulation in its range |\n|---|--:|--:|--:|--:|--:|\n")
	for _, r := range results {
		g := r.Eighty
		fmt.Fprintf(&b, "| %s | %d of %d | %.1f %% | %.1f %% ± %.1f | %.0f %% | %.0f %% |\n",
			r.Name, g.N, r.Candidates, 100*g.Told(), 100*g.Share(), 100*g.Error(), 100*r.Real.Share(), 100*r.Next.Share())
	}
	b.WriteString("\n| world |")
	for i := range bins {
		fmt.Fprintf(&b, " %d to %d %% |", 10*i, 10*i+10)
	}
	b.WriteString("\n|---|" + strings.Repeat("--:|", bins) + "\n")
	for _, r := range results {
		b.WriteString("| " + r.Name + " |")
		for _, g := range r.Bins {
			b.WriteString(" " + g.cell() + " |")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// cell is "told 55, passed 57 (5222)" in few characters.
func (g Group) cell() string {
	if g.N == 0 {
		return "–"
	}
	return fmt.Sprintf("%.0f → %.0f (%d)", 100*g.Told(), 100*g.Share(), g.N)
}

// Error is the half-width of the middle 80 % of the share that passed, 0 to 1: what the dice leave open.
func (g Group) Error() float64 {
	p := g.Share()
	return 1.2816 * math.Sqrt(p*(1-p)/float64(max(1, g.N)))
}
