package screen

import (
	"fmt"
	"strings"

	"retake/generator/civil"
	"retake/generator/site/words"
	"retake/generator/study"
)

// State is a plan with what was written when it was made.
type State struct {
	Plan   study.Plan
	Record study.Record
}

// Change is what an entry has done to a plan, in three lines: whether the learner is ready, what to practise next, and
// what is left of today. What has stayed as it was is said in fewer words.
func Change(was, is State, width int, color bool) string {
	s := &screen{width: width, color: color}
	if is.Plan.Won != 0 {
		s.line("readiness", is.Plan.Readiness.Say)
		s.line("next block", "none: the exam is behind you")
		s.line("today", "nothing is asked of you")
		return s.String()
	}
	s.line("readiness", readyChange(was.Plan, is.Plan))
	s.line("next block", nextChange(dayOf(was.Plan, was.Record), dayOf(is.Plan, is.Record)))
	s.line("today", todayChange(dayOf(was.Plan, was.Record), dayOf(is.Plan, is.Record)))
	return s.String()
}

const asBefore = "as before: "

// readyChange is the verdict with the first gate that is not met, and the chance of passing if one can be told.
func readyChange(was, is study.Plan) string {
	if rests(is) {
		return gateWords(is)
	}
	text, before := is.Readiness.Verdict, was.Readiness.Verdict
	chance, old := chanceWords(is.Readiness), chanceWords(was.Readiness)
	same := false
	switch why := gateWords(is); {
	case before != text:
		text = "was " + before + ", now " + text + ". " + why
	case why != gateWords(was) || rests(was):
		text += ". " + why
	case chance != "":
		same = chance == old
	default:
		return asBefore + text + gateName(is.Readiness)
	}
	if same {
		text = asBefore + text
	}
	if chance == "" {
		return text
	}
	text = strings.TrimRight(text, ".") + "; chance of passing " + chance
	if old != chance && old != "" {
		text += ", was " + old
	}
	return text
}

// gateName names the first gate that is not met.
func gateName(r study.Readiness) string {
	if r.First < 0 || r.First >= len(r.Gates) {
		return ""
	}
	name := words.Gate(r.Gates[r.First].Name)
	return " (" + strings.ToLower(name[:1]) + name[1:] + ")"
}

func chanceWords(r study.Readiness) string {
	if r.Chance == nil {
		return ""
	}
	return fmt.Sprintf("about %s (%s)", words.Percent(r.Chance.P), words.Percents(r.Chance.Lo, r.Chance.Hi))
}

// nextChange is the mix of questions to practise next, or the next block where there is none.
func nextChange(was, is day) string {
	now, before := is.mixWords(), was.mixWords()
	if now == "" {
		now, before = blockWords(is.Plan), blockWords(was.Plan)
		if now == "" {
			return "none: write the result down first"
		}
		if now == before {
			return asBefore + briefBlock(is.Plan, now)
		}
		return now
	}
	if now == before {
		top, total := is.NextBlock[0], 0
		for _, m := range is.NextBlock {
			total += m.Questions
			if m.Questions > top.Questions {
				top = m
			}
		}
		return fmt.Sprintf("%s%s, most from domain %d", asBefore, count(total, "question", "questions"), top.Domain)
	}
	old := map[int]int{}
	for _, m := range was.NextBlock {
		old[m.Domain] = m.Questions
	}
	var parts []string
	for i, m := range is.NextBlock {
		text := fmt.Sprintf("%d from %d", m.Questions, m.Domain)
		if i == 0 {
			text = fmt.Sprintf("%s from domain %d", count(m.Questions, "question", "questions"), m.Domain)
		}
		if old[m.Domain] != m.Questions && before != "" {
			text += fmt.Sprintf(" (was %d)", old[m.Domain])
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, ", ")
}

// briefBlock is the next block without its task; otherwise where there is none.
func briefBlock(p study.Plan, otherwise string) string {
	for _, w := range p.Weeks {
		for _, b := range w.Blocks {
			if b.Date >= p.Today {
				on := b.Date.Short()
				if b.Date == p.Today {
					on = "today"
				}
				return blockLine(b, on, words.Kind(b.Kind))
			}
		}
	}
	return otherwise
}

// todayChange is what is left of today.
func todayChange(was, is day) string {
	now, before := is.leftWords(), was.leftWords()
	if now == "" {
		return "nothing is asked of you"
	}
	if now == before {
		return asBefore + now
	}
	return now
}

func (d day) leftWords() string {
	open, minutes := 0, civil.Minutes(0)
	for i, b := range d.blocks {
		if !d.done[i] {
			open++
			minutes += b.Minutes
		}
	}
	at := d.left()
	switch {
	case len(d.blocks) == 0 && d.did > 0:
		return d.doneWords()
	case len(d.blocks) == 0:
		return join(d.restWords(), "")
	case at < 0:
		return "all done, " + d.doneWords()
	}
	b := d.blocks[at]
	text := fmt.Sprintf("%s left, %s: %s", count(open, "block", "blocks"), minutes, words.Kind(b.Kind))
	if b.Start != civil.NoClock {
		text += " at " + b.Start.String()
	}
	if d.did > 0 {
		text = d.did.String() + " done; " + text
	}
	return text
}
