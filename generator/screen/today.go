package screen

import (
	"fmt"
	"slices"
	"strings"

	"retake/generator/civil"
	"retake/generator/site/board"
	"retake/generator/site/words"
	"retake/generator/study"
	"retake/generator/tally"
)

// mostLines is how many lines a day takes, and mostNarrow where a line holds less than half as much. The longest texts
// are cut first; the plan and the pages have all of them.
const (
	mostLines  = 10
	mostNarrow = 16
	narrow     = 60 // columns
)

// row is a label and a text. A text that is whole is never cut.
type row struct {
	name, text string
	whole      bool
}

// day is one day of a plan: what is planned, and what of it is logged.
type day struct {
	study.Plan
	rec      study.Record
	blocks   []study.Block // of the day
	done     []bool        // whether something like it is logged, block by block
	did      civil.Minutes // logged for the day
	warnings int           // in the learner's files
}

// Today is what a day asks for, in ten lines at most, or some more where they are short. warnings is how many there are in the learner's files.
func Today(p study.Plan, rec study.Record, warnings, width int, color bool) string {
	d := dayOf(p, rec)
	d.warnings = warnings
	s := &screen{width: width, color: color}
	head := s.strong(p.Today.Long())
	if name := p.Exam.Title(); name != "" {
		head += ", " + name
	}
	s.line("", head)
	most := mostLines
	if width < narrow {
		most = mostNarrow
	}
	s.rows(d.rows(), most-strings.Count(s.String(), "\n"))
	return s.String()
}

// dayOf is today, with what is done told by what is logged: an entry of the same kind stands for a block, of the same
// domain rather than of another, and each for one.
func dayOf(p study.Plan, rec study.Record) day {
	d := day{Plan: p, rec: rec}
	for _, w := range p.Weeks {
		for _, b := range w.Blocks {
			if b.Date == p.Today {
				d.blocks = append(d.blocks, b)
			}
		}
	}
	sessions, results := d.logged()
	d.did = tally.Done(entries(sessions), entries(results))[p.Today]
	d.done = make([]bool, len(d.blocks))
	all := append(sessions, results...)
	for _, near := range []bool{true, false} {
		for i, b := range d.blocks {
			at := slices.IndexFunc(all, func(e entry) bool { return e.Kind == string(kindOf(b)) && (!near || e.domain == b.Domain) })
			if !d.done[i] && at >= 0 {
				d.done[i] = true
				all = slices.Delete(all, at, at+1)
			}
		}
	}
	return d
}

// kindOf is the kind by which a block is logged.
func kindOf(b study.Block) study.Kind {
	switch b.Kind {
	case study.Reset, study.LightReview:
		return study.Review
	}
	return b.Kind
}

// entry is study time that was logged, and for which domain.
type entry struct {
	tally.Entry
	domain int
}

func entries(all []entry) (out []tally.Entry) {
	for _, e := range all {
		out = append(out, e.Entry)
	}
	return out
}

// logged is what is logged for the day.
func (d day) logged() (sessions, results []entry) {
	add := func(to *[]entry, on civil.Date, kind study.Kind, n civil.Minutes, domain int) {
		if on == d.Today {
			*to = append(*to, entry{tally.Entry{Date: on, Kind: string(kind), Minutes: n}, domain})
		}
	}
	for _, x := range d.rec.Sessions {
		add(&sessions, x.Date, x.Kind, x.Minutes, x.Domain)
	}
	for _, x := range d.rec.Practice {
		add(&results, x.Date, study.Questions, x.Minutes, x.Domain)
	}
	for _, x := range d.rec.Simulations {
		add(&results, x.Date, study.Simulate, d.Length.Took(x.Minutes, x.Of), 0)
	}
	return sessions, results
}

// fewBlocks is how many lines blocks have at least, and leaving is what makes room for them, the first first.
const fewBlocks = 2

var leaving = []string{"done", "hours", "behind"}

// rows are what there is to say, in the order in which it is said.
func (d day) rows() []row {
	p := d.Plan
	if p.Won != 0 {
		return said(row{"exam", p.Readiness.Say, false}, d.warningsRow(), row{"look back", "retake serve --open", true})
	}
	head := []row{{"exam", examWords(p), p.Date.Date != 0}}
	if p.Hard != "" && !rests(p) {
		head = append(head, row{"hard day", p.Hard, false})
	}
	behind := ""
	if p.Replan != nil && !rests(p) && p.Hard == "" {
		behind = "by " + p.Replan.Owed.String() + ", and nothing is lost: the plan has four ways on"
	}
	tail := said(
		row{"done", d.doneWords(), false}, row{"practise", d.mixWords(), false}, row{"again", d.againWords(), false},
		row{"in the way", d.gateWords(), false}, row{"behind", behind, false},
		row{"hours", d.hoursWords(), false}, d.warningsRow(), d.step(),
	)
	head = said(head...)
	for _, name := range leaving {
		if 1+len(head)+fewBlocks+len(tail) > mostLines {
			tail = slices.DeleteFunc(tail, func(r row) bool { return r.name == name })
		}
	}
	return slices.Concat(head, d.agenda(max(fewBlocks, mostLines-2-len(head)-len(tail))), tail)
}

func (d day) warningsRow() row {
	if d.warnings == 0 {
		return row{}
	}
	return row{"files", count(d.warnings, "warning", "warnings") + ": retake check", false}
}

// said are the rows that say something.
func said(rows ...row) []row {
	return slices.DeleteFunc(rows, func(r row) bool { return r.text == "" })
}

// agenda are the blocks of the day, in so many rows at most, and the next one if none of them is left.
func (d day) agenda(most int) []row {
	var out []row
	for i, b := range d.blocks {
		if rest := d.blocks[i:]; len(out) == most-1 && len(rest) > 1 {
			more := civil.Minutes(0)
			for _, b := range rest {
				more += b.Minutes
			}
			out = append(out, row{"", fmt.Sprintf("and %d more, %s", len(rest), more), false})
			break
		}
		what := b.Task
		if d.done[i] {
			what = "done, " + words.Kind(b.Kind)
		}
		out = append(out, row{map[bool]string{true: "today"}[i == 0], blockLine(b, "", what), false})
	}
	if len(out) == 0 {
		out = said(row{"today", d.restWords(), false})
	}
	if d.left() < 0 {
		out = append(out, said(row{"next", d.nextWords(), false})...)
	}
	return out
}

// blockLine is a block in a line: when, how long, and what.
func blockLine(b study.Block, on, what string) string {
	when := on
	if b.Start != civil.NoClock {
		when += " " + b.Start.String()
	}
	if when != "" {
		when = strings.TrimSpace(when) + ", "
	}
	return fmt.Sprintf("%s%s: %s", when, b.Minutes, what)
}

// left is the first block of the day that is not done; -1 if there is none.
func (d day) left() int { return slices.Index(d.done, false) }

// nextWords is the first block after today.
func (d day) nextWords() string {
	for _, w := range d.Weeks {
		for _, b := range w.Blocks {
			if b.Date > d.Today {
				return blockLine(b, b.Date.Short(), b.Task)
			}
		}
	}
	return ""
}

// restWords say, kindly, why nothing is planned for the day.
func (d day) restWords() string {
	next := d.nextWords() != ""
	switch p := d.Plan; {
	case p.Date.Passed:
		return ""
	case p.Date.Date == p.Today && p.Date.Date != 0:
		return "the exam. The work is done: eat, drink, leave early, and read every question twice"
	case !next && board.Calm(p):
		return "nothing more before the exam. Rest; lay out what you need"
	case !next && p.Date.Date == 0:
		return "" // the line about the exam says why
	case !next:
		return "nothing is planned. With an exam date and the hours you have each week, the plan fills in"
	case len(p.Weeks) > 0 && p.Today < p.Weeks[0].From:
		return "the plan has not started yet. Until then there is nothing you must do"
	}
	for _, a := range d.rec.Away {
		if a.From <= d.Today && d.Today <= a.To {
			return join("a day off"+strings.TrimRight(": "+a.Why, ": "), "the plan has counted it in")
		}
	}
	return "no study today. Rest is part of the plan"
}

// doneWords say how much of the day is done.
func (d day) doneWords() string {
	planned := civil.Minutes(0)
	for _, b := range d.blocks {
		planned += b.Minutes
	}
	switch {
	case d.did == 0:
		return ""
	case planned == 0:
		return d.did.String() + " today, although none was asked for"
	}
	return fmt.Sprintf("%s of %s today", d.did, planned)
}

// mixWords are the questions to practise next, unless there is nothing to choose among.
func (d day) mixWords() string {
	if rests(d.Plan) || d.Fresh || board.Undivided(d.Plan) || board.Blank(d.Plan) {
		return ""
	}
	var parts []string
	for _, m := range d.NextBlock {
		if m.Questions > 0 && len(parts) == 0 {
			parts = append(parts, fmt.Sprintf("%s from domain %d", count(m.Questions, "question", "questions"), m.Domain))
		} else if m.Questions > 0 {
			parts = append(parts, fmt.Sprintf("%d from %d", m.Questions, m.Domain))
		}
	}
	return strings.Join(parts, ", ")
}

// gateWords is the first gate that is not met, by its name and why; after the exam day, only the result is missing.
func (d day) gateWords() string {
	text, r := gateWords(d.Plan), d.Readiness
	switch {
	case d.Date.Passed:
		return ""
	case rests(d.Plan) || r.First < 0 || r.First >= len(r.Gates):
		return text
	}
	return words.Gate(r.Gates[r.First].Name) + ". " + text
}

// fewObjectives is how many objectives to try again are named.
const fewObjectives = 6

// againWords say which missed questions are due to be tried again.
func (d day) againWords() string {
	text := againWords(d.Plan)
	if text == "" {
		return ""
	}
	names := d.due()
	if n := len(names) - fewObjectives; n > 0 {
		names = append(names[:fewObjectives], fmt.Sprintf("%d more", n))
	}
	return text + ": " + words.List(names)
}

// due are the objectives of the questions that are due, each once.
func (d day) due() (names []string) {
	for _, x := range d.Drill.Due {
		if name := words.Objective(x.Objective); x.On != 0 && x.On <= d.Today && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// hoursWords say that the hours are assumed.
func (d day) hoursWords() string {
	if !d.Budget.Assumed || rests(d.Plan) {
		return ""
	}
	return "assumed; write yours in content/plan.toml, under [availability]"
}

// step is what to type or write when the day's next thing is done; no text if nothing is asked for.
func (d day) step() row {
	left := d.left()
	switch {
	case d.Date.Passed:
		return row{"write down", "the result, as a new attempt in content/attempts.toml, whatever it was", false}
	case d.Date.Date == d.Today && d.Date.Date != 0:
		return row{}
	case len(d.Exam.Domains) == 1 && d.Exam.DomainsFrom == "whole" && d.Exam.Name == "":
		return row{"write down", "the code of your exam, in content/exam.toml", false}
	case left >= 0:
		return row{"when done", logCommand(d.blocks[left]), true}
	case d.againWords() != "" && strings.Contains(d.due()[0], "."): // not one that names a whole domain
		return row{"when right", "retake log right " + d.due()[0], true}
	}
	return row{}
}

// logCommand is the line that logs a block.
func logCommand(b study.Block) string {
	domain := ""
	if b.Domain != 0 {
		domain = fmt.Sprintf(" %d", b.Domain)
	}
	switch b.Kind {
	case study.Questions:
		return "retake log practice" + domain + " RIGHT/OF"
	case study.Simulate:
		return fmt.Sprintf("retake log sim RIGHT/OF %dm", b.Minutes)
	}
	return fmt.Sprintf("retake log session%s %dm %s", domain, b.Minutes, kindOf(b))
}

// rows prints rows in so many lines at most: of the texts that may be cut, the longest are.
func (s *screen) rows(rows []row, most int) {
	width := max(20, s.width-1)
	texts, lines := make([]string, len(rows)), 0
	for i, r := range rows {
		texts[i] = wrap(r.text, width, label)
		lines += 1 + strings.Count(texts[i], "\n")
	}
	for ; lines > most; lines-- {
		longest := -1
		for i, r := range rows {
			if n := strings.Count(texts[i], "\n"); !r.whole && n > 0 && (longest < 0 || n >= strings.Count(texts[longest], "\n")) {
				longest = i
			}
		}
		if longest < 0 {
			break
		}
		texts[longest] = cut(texts[longest], width)
	}
	for i, r := range rows {
		text := texts[i]
		if strings.HasPrefix(r.text, "retake ") {
			text = s.strong(text)
		}
		s.WriteString(s.faint(fmt.Sprintf("%-*s", label, r.name)) + text + "\n")
	}
}

// cut takes the last line off a text of a row, and what is left of a clause if more than half stays without it.
func cut(text string, width int) string {
	kept := strings.Split(text, "\n")
	all := strings.Join(kept[:len(kept)-1], " ")
	if at := max(strings.LastIndex(all, "; "), strings.LastIndex(all, ". ")) + 1; at > len(all)/2 {
		if out := wrap(all[:at]+" …", width, label); strings.Count(out, "\n") < len(kept)-1 {
			return out
		}
	}
	for most := len(kept) - 1; ; {
		out := wrap(strings.TrimRight(all, " .,;:(…")+"…", width, label)
		if strings.Count(out, "\n") < most {
			return out
		}
		at := strings.LastIndexByte(all, ' ')
		if at < 0 {
			return out
		}
		all = all[:at]
	}
}
