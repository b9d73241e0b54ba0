package screen

import (
	"fmt"
	"strings"

	"retake/generator/civil"
	"retake/generator/policy"
	"retake/generator/site/board"
	"retake/generator/site/words"
	"retake/generator/study"
	"retake/generator/talk"
)

// screen is text for a terminal.
type screen struct {
	strings.Builder
	width int
	color bool
}

// Plan is the plan on one screen of that many columns.
func Plan(p study.Plan, width int, color bool) string {
	return (&screen{width: width, color: color}).plan(p)
}

func (s *screen) plan(p study.Plan) string {
	s.line("", s.strong(p.Exam.Title())+", as of "+p.Today.Long())
	if p.Won != 0 {
		s.line("exam", p.Readiness.Say)
		return s.String()
	}
	s.line("exam", examWords(p))
	s.line("window", windowWords(p))
	s.line("in the way", gateWords(p))
	s.line("now", blockWords(p))
	s.line("this week", weekWords(p))
	s.line("practise", mixWords(p))
	s.line("again", againWords(p))
	if !rests(p) {
		s.line("too soon", p.Date.TooSoon)
		if p.Replan != nil {
			s.line("behind", p.Replan.Say)
		}
	}
	if len(p.Ranked) > 0 && !rests(p) {
		s.domains(p)
	}
	return s.String()
}

const label = 12 // columns before the text of a line

// line prints a label and a text, broken between words so that it fits.
func (s *screen) line(name, text string) {
	if text == "" {
		return
	}
	indent := 0
	if name != "" {
		indent = label
		s.WriteString(s.faint(fmt.Sprintf("%-*s", label, name)))
	}
	s.WriteString(wrap(text, max(20, s.width-1), indent) + "\n")
}

// wrap breaks text between words. Its first line starts at column indent, and so do the others.
func wrap(text string, width, indent int) string {
	return talk.Wrap(text, width, indent, func(word string) int { return len([]rune(bare(word))) })
}

// domains is a table, most points to win first.
func (s *screen) domains(p study.Plan) {
	const numbers = 26 // columns of the figures
	room := min(48, max(12, s.width-numbers-1))
	s.WriteString("\n" + s.faint(fmt.Sprintf("%-*s %8s %7s %8s", room, "domain", "points", "weight", "hours")) + "\n")
	for _, i := range p.Ranked {
		d := p.Domains[i]
		name := []rune(fmt.Sprintf("%d %s", d.N, d.Name))
		if len(name) > room {
			name = append(name[:room-1], '…')
		}
		weight := strings.ReplaceAll(words.Weight(d.Weight), "\u00a0", " ")
		fmt.Fprintf(s, "%s%s %8s %7s %8.1f\n", string(name), strings.Repeat(" ", room-len(name)), words.Points(d.Points), weight, d.Hours)
	}
}

func (s *screen) strong(text string) string { return s.paint("1", text) }
func (s *screen) faint(text string) string  { return s.paint("2", text) }

func (s *screen) paint(code, text string) string {
	if !s.color {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

// bare is text without the codes of paint.
func bare(text string) string {
	for {
		before, after, found := strings.Cut(text, "\x1b[")
		if !found {
			return text
		}
		_, after, _ = strings.Cut(after, "m")
		text = before + after
	}
}

func examWords(p study.Plan) string {
	d := p.Date
	if d.Date == 0 {
		return join("no date yet", d.Why)
	}
	how := "not booked yet"
	switch {
	case d.Passed:
		how = "the day has passed; write the result down"
	case d.Proposed:
		how = "proposed"
	case d.Booked:
		how = "booked"
	}
	return fmt.Sprintf("%s, %s, %s", d.Date.Long(), away(d.Date, p.Today), how)
}

// away is how far a day lies from today.
func away(day, today civil.Date) string {
	switch n := int(day - today); {
	case n == 0:
		return "today"
	case n == 1:
		return "tomorrow"
	case n > 0:
		return fmt.Sprintf("in %d days", n)
	default:
		return count(-n, "day ago", "days ago")
	}
}

func windowWords(p study.Plan) string {
	w := p.Window
	text := ""
	switch {
	case p.Date.Passed:
		return "not known before the result"
	case (w.State == policy.Dated || w.State == policy.Session) && w.Safe != 0:
		text = opening(p)
	case len(w.Reasons) > 0:
		text = w.Reasons[0].Text
	default:
		text = "not known: ask the issuer before you book"
	}
	if w.AttemptsLeft != nil {
		text = join(text, count(*w.AttemptsLeft, "attempt left", "attempts left"))
	}
	if w.Until != 0 {
		text = join(text, "last possible day "+w.Until.Medium())
	}
	return text
}

// opening is when a window with a date opens.
func opening(p study.Plan) string {
	switch w, today := p.Window, p.Today; {
	case w.TooLate:
		return "opens on " + w.Safe.Medium() + ", which is too late"
	case w.Safe <= today:
		return "open: " + board.Waited(p)
	case w.Optimistic != 0 && w.Optimistic != w.Safe:
		return fmt.Sprintf("opens on %s (by the kindest reading of the rule on %s)", w.Safe.Medium(), w.Optimistic.Medium())
	}
	return fmt.Sprintf("opens on %s, %s", p.Window.Safe.Medium(), away(p.Window.Safe, p.Today))
}

func gateWords(p study.Plan) string {
	switch {
	case p.Date.Passed:
		return "the result of the exam"
	case board.Calm(p):
		return "nothing you need to do now"
	}
	r := p.Readiness
	if r.First < 0 || r.First >= len(r.Gates) {
		return r.Say
	}
	return r.Gates[r.First].Why
}

// againWords says how many missed questions are due to be tried again; "" when none is.
func againWords(p study.Plan) string {
	due := 0
	for _, d := range p.Drill.Due {
		if d.On != 0 && d.On <= p.Today {
			due++
		}
	}
	if due == 0 || rests(p) || p.Fresh {
		return ""
	}
	return count(due, "missed question is due to be tried again", "missed questions are due to be tried again")
}

// rests reports whether there is nothing to practise for: the exam is too near, or behind.
func rests(p study.Plan) bool { return p.Date.Passed || board.Calm(p) }

// blockWords is the next block from today on.
func blockWords(p study.Plan) string {
	for _, w := range p.Weeks {
		for _, b := range w.Blocks {
			if b.Date < p.Today {
				continue
			}
			when := b.Date.Short()
			if b.Date == p.Today {
				when = "today"
			}
			if b.Start != civil.NoClock {
				when += " " + b.Start.String()
			}
			return fmt.Sprintf("%s, %s: %s", when, b.Minutes, b.Task)
		}
	}
	switch {
	case p.Date.Passed:
		return ""
	case p.Date.Date == p.Today && p.Date.Date != 0:
		return "today is the exam; the work is done"
	case board.Calm(p):
		return "nothing more before the exam"
	}
	return "no block is left before the exam"
}

func weekWords(p study.Plan) string {
	for _, w := range p.Weeks {
		if w.Current {
			name := fmt.Sprintf("week %d", w.N)
			if w.Phase != "" {
				name += " (" + w.Phase + ")"
			}
			name += ", " + w.From.Short()
			if w.To != w.From {
				name += " to " + w.To.Short()
			}
			if w.Planned == 0 && w.Done == 0 {
				return name + ": nothing planned"
			}
			return fmt.Sprintf("%s: %s of %s done", name, w.Done, w.Planned)
		}
	}
	return ""
}

func mixWords(p study.Plan) string {
	var parts []string
	total := 0
	for _, m := range p.NextBlock {
		total += m.Questions
		parts = append(parts, fmt.Sprintf("%d from domain %d", m.Questions, m.Domain))
	}
	if total == 0 || rests(p) {
		return ""
	}
	return count(total, "question", "questions") + ": " + strings.Join(parts, ", ")
}

// join puts two clauses into one line; either may be empty.
func join(a, b string) string {
	a, b = strings.TrimRight(a, "."), strings.TrimRight(b, ".")
	if a == "" || b == "" {
		return a + b
	}
	return a + "; " + b
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
