package support

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"retake/generator/civil"
	"retake/generator/site/board"
	"retake/generator/site/view"
	"retake/generator/site/words"
	"retake/generator/study"
)

// Resources sets domains against kinds of sources, and says what each source and each person is for.
func Resources(dk *board.Desk) view.ResourcesPage {
	v := view.ResourcesPage{Lead: coverLead(dk.Board), Shelf: shelf(dk.Board), People: helpers(dk.Board)}
	if len(v.Shelf) == 0 {
		return v
	}
	for _, kind := range study.StudyKinds {
		v.Kinds = append(v.Kinds, words.Sentence(words.ResourceKind(kind)))
	}
	log := func(m civil.Minutes) string {
		if !dk.Edition.Sees(view.Log) {
			return ""
		}
		return logged(m)
	}
	for _, c := range dk.Plan.Coverage {
		d, ok := dk.Domain(c.Domain)
		if !ok {
			continue
		}
		row := view.Cover{Link: dk.Link(board.DomainPath(d.Domain), d.Name)}
		if dk.Plan.Won == 0 {
			row.Say = words.Tidy(c.Say)
		}
		for _, x := range c.Cells {
			row.Cells = append(row.Cells, board.Fact(words.Sentence(words.ResourceKind(x.Kind)), strings.Join(x.Names, ", "), log(x.Minutes)))
		}
		v.Rows = append(v.Rows, row)
	}
	v.Working = coverWorking(dk.Board)
	return v
}

// logged says how much time is in the log; "" for none.
func logged(m civil.Minutes) string {
	if m <= 0 {
		return ""
	}
	return words.Length(m) + " logged"
}

// lacks are the domains in which something is missing, by what it is, worst first.
func lacks(bd *board.Board) (out []lack) {
	add := func(what, need string, has func(study.Covered) bool) {
		l := lack{what: what, need: need}
		for _, c := range bd.Plan.Coverage {
			if d, ok := bd.Domain(c.Domain); ok && has(c) {
				l.names = append(l.names, d.Name)
			}
		}
		if len(l.names) > 0 {
			out = append(out, l)
		}
	}
	add("No source is written down for", "A source", func(c study.Covered) bool { return c.Sources == 0 })
	add("There is only one source for", "A second source, of another kind,", func(c study.Covered) bool { return c.Sources == 1 })
	for _, k := range []struct{ kind, need string }{{"book", "Something to read or watch"}, {"questions", "A source of practice questions"}, {"lab", "Something hands-on"}} {
		add(k.need+" is missing for", k.need, func(c study.Covered) bool { return c.Sources > 0 && slices.Contains(c.Missing, k.kind) })
	}
	return out
}

// lack is what is missing in some domains: said as a fact, and as what would mend it.
type lack struct {
	what, need string
	names      []string
}

// coverLead says in a sentence or two what is missing where.
func coverLead(bd *board.Board) string {
	lacks := lacks(bd)
	switch {
	case bd.Plan.Won != 0:
		return "These are the sources and the people that you learned with."
	case len(bd.Record.Resources) == 0:
		return "No source is written down yet. Once they are, the plan says which one to take up in each block, and this page says where one is missing."
	case len(bd.Plan.Coverage) == 0:
		return "The domains of the exam are not known, so sources cannot be set beside them yet."
	case len(lacks) == 0:
		return "Every domain has two sources or more, and no kind is missing."
	}
	var out []string
	for _, l := range lacks[:min(2, len(lacks))] {
		names := some(l.names, len(bd.Plan.Coverage))
		if strings.HasPrefix(l.what, "No ") {
			names = strings.Replace(names, "each of", "any of", 1)
		}
		out = append(out, l.what+" "+names+".")
	}
	return strings.Join(out, " ")
}

// some names up to three domains of so many.
func some(names []string, all int) string {
	switch {
	case len(names) == all && all > 1:
		return fmt.Sprintf("each of the %d domains", all)
	case len(names) > 3:
		return words.List([]string{names[0], names[1], fmt.Sprintf("%d more", len(names)-2)})
	}
	return words.List(names)
}

// shelf lists what there is to learn from, in the learner's own order.
func shelf(bd *board.Board) []view.Material {
	var out []view.Material
	for _, r := range bd.Record.Resources {
		if r.Kind == "community" || r.Kind == "person" {
			continue
		}
		m := view.Material{
			Name: r.Name, URL: board.Web(r.URL), Kind: words.ResourceKind(r.Kind), Domains: "all domains", Cost: words.Tidy(r.Cost), Note: r.Note,
			Before: r.UsedBefore, Time: useWords(bd, r),
		}
		if len(r.Domains) > 0 {
			m.Domains = numbered(r.Domains)
		}
		out = append(out, m)
	}
	return out
}

// useWords say how much of a source is left, or how much time is logged with it, and when it was last used.
func useWords(bd *board.Board, r study.Resource) string {
	spent, last := use(bd, r.Name)
	say := []string{logged(spent)}
	switch left := r.Hours - spent; {
	case r.Hours <= 0 || bd.Plan.Won != 0:
	case left > 0:
		say[0] = fmt.Sprintf("about %s left of %s", words.Length(left), words.Length(r.Hours))
	default:
		say[0] = "all of its " + words.Length(r.Hours) + " are logged"
	}
	switch {
	case last != 0:
		say = append(say, "last used "+last.Short())
	case bd.Plan.Won == 0:
		say = append(say, "not used yet")
	}
	return words.Sentence(strings.TrimPrefix(strings.Join(say, "; "), "; "))
}

// numbered writes "domain 4", "domains 1 and 4".
func numbered(ns []int) string {
	if len(ns) == 1 {
		return "domain" + words.NBSP + words.Numbers(ns)
	}
	return "domains" + words.NBSP + words.Numbers(ns)
}

// use is the time logged with a source up to today, and the last day on which it was used. Practice and
// simulations name their source, too; where a session names it on the same day, their time is in that.
func use(bd *board.Board, name string) (spent civil.Minutes, last civil.Date) {
	in, today := map[civil.Date]bool{}, bd.Plan.Today
	is := func(what string, on civil.Date) bool {
		if on > today || !strings.EqualFold(what, name) {
			return false
		}
		last = max(last, on)
		return true
	}
	for _, s := range bd.Record.Sessions {
		if is(s.Resource, s.Date) {
			spent, in[s.Date] = spent+s.Minutes, true
		}
	}
	for _, p := range bd.Record.Practice {
		if is(p.Source, p.Date) && !in[p.Date] {
			spent += p.Minutes
		}
	}
	for _, s := range bd.Record.Simulations {
		if is(s.Source, s.Date) && !in[s.Date] {
			spent += s.Minutes
		}
	}
	return spent, last
}

// purposes say what somebody is for, by role.
var purposes = map[string]string{
	"mentor":    "Looks at the plan with you, and asks what you would not ask yourself.",
	"group":     "You explain things to each other, and hear them in other words.",
	"community": "You explain things to each other, and hear them in other words.",
	"friend":    "Asks how it is going, and listens.",
	"family":    "Asks how it is going, and keeps the study hours free.",
}

// helpers are the people, then the communities that are not among them.
func helpers(bd *board.Board) []view.Helper {
	var out []view.Helper
	known := map[string]int{}
	for _, m := range bd.Plan.Meetings {
		h := view.Helper{Name: m.Person, Role: m.Role, URL: board.Web(m.URL), For: cmp.Or(purposes[strings.ToLower(m.Role)], "Helps on the way."), Said: m.LastNote}
		if m.Last != 0 {
			h.Last = m.Last.Short()
		}
		if m.Next != 0 && bd.Plan.Won == 0 {
			h.Next = meetingTime(m) + ", " + words.Away(bd.Plan.Today, m.Next)
		}
		known[strings.ToLower(m.Person)] = len(out)
		out = append(out, h)
	}
	for _, r := range bd.Record.Resources {
		i, twice := known[strings.ToLower(r.Name)]
		if !bd.Edition.Sees(view.Words) {
			r.Note = ""
		}
		switch {
		case r.Kind != "community" && r.Kind != "person":
		case twice:
			out[i].URL = cmp.Or(out[i].URL, board.Web(r.URL))
			out[i].For = cmp.Or(r.Note, out[i].For)
		default:
			out = append(out, view.Helper{Name: r.Name, Role: words.ResourceKind(r.Kind), URL: board.Web(r.URL), For: cmp.Or(r.Note, purposes[r.Kind], "Helps on the way.")})
		}
	}
	return out
}

// meetingTime is when the next talk with somebody is: "Sun 29 Nov, 18:00".
func meetingTime(m study.Meeting) string {
	out := m.Next.Short()
	if t := m.At.String(); t != "" {
		out += ", " + t
	}
	return out
}

// coverWorking says how the grid is made, and what would change it.
func coverWorking(bd *board.Board) view.Working {
	w := view.Working{
		Says:    "A source stands in a domain’s row if it names the domain, or none at all, which means all of them. People and communities stand apart: they help beside a source and do not take its place.",
		Formula: "something is missing in a domain if it has fewer than two sources, none to read or watch, no practice questions, or no lab while the exam has hands-on tasks",
		Mind:    bd.Mind("Taking out a source that you do not use any more: the grid then shows what is missing without it."),
	}
	kinds := map[string]int{}
	for _, r := range bd.Record.Resources {
		if kinds[r.Kind]++; r.Kind == "community" || r.Kind == "person" {
			if !bd.Edition.Sees(view.People) {
				continue
			}
		}
		w.Lines = append(w.Lines, board.Fact(r.Name, words.Place(r.Pos), ""))
	}
	for _, kind := range study.StudyKinds {
		w.Inputs = append(w.Inputs, board.Fact(words.Sentence(words.ResourceKind(kind)), words.Count(kinds[kind], "source", "sources"), ""))
	}
	w.Lines = board.Cut(w.Lines)
	lacks := lacks(bd)
	switch {
	case bd.Plan.Won != 0:
		w.Formula = ""
	case len(lacks) > 0:
		w.Mind = lacks[0].need + " for " + some(lacks[0].names, len(bd.Plan.Coverage)) + ", as a [[resource]] in plan.toml."
	}
	return w
}
