package proof

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"retake/generator/site/board"
	"retake/generator/site/figure"
	"retake/generator/site/view"
	"retake/generator/site/words"
	"retake/generator/study"
)

// Domains is the list of domains, most points to win first.
func Domains(dk *board.Desk) view.DomainsPage {
	v := view.DomainsPage{Won: dk.Passed(), Weights: figure.Weights(dk.Board), Tied: dk.Tied(), Rows: dk.Rows(dk.Ranked()), Body: dk.Body, Lang: dk.Language}
	if dk.Plan.Won == 0 {
		v.Target = dk.Target()
	}
	return v
}

// Domain is the i-th domain of the plan.
func Domain(dk *board.Desk, i int) view.DomainPage {
	d := dk.Plan.Domains[i]
	v := view.DomainPage{
		Row: dk.Row(d), Title: d.Name, Won: dk.Passed(),
		Facts: domainFacts(dk, d), Results: figure.Results(dk.Board, d), Resources: resources(dk.Board, d.N),
		Working: beliefWorking(dk, d), Body: dk.Body, Contents: dk.Contents, Lang: dk.Language, Notes: dk.Links(dk.About[d.N]), Linked: dk.Linked(dk.About[d.N]),
	}
	for _, other := range dk.Plan.Domains {
		v.Domains = append(v.Domains, view.Numbered{Link: *dk.DomainLink(other.N), N: other.N})
	}
	if dk.Plan.Won == 0 {
		v.Target, v.Win, v.Misses = dk.Target(), dk.Told(words.TidyAll(d.Win)), misses(dk, d)
	}
	if len(v.Win) == 0 { // else it is among what there is to win
		v.Objective = words.Objectives(d.Missed)
	}
	if i > 0 {
		v.Prev = dk.DomainLink(dk.Plan.Domains[i-1].N)
	}
	if i+1 < len(dk.Plan.Domains) {
		v.Next = dk.DomainLink(dk.Plan.Domains[i+1].N)
	}
	return v
}

// domainFacts are the numbers of a domain that the page does not begin with. After a pass no time is planned.
func domainFacts(dk *board.Desk, d study.DomainPlan) []view.Fact {
	facts := []view.Fact{
		board.Fact("Weight in the exam", board.Weight(d.Domain), ""),
		board.Fact("Time planned from today", cmp.Or(words.Length(d.Minutes), "none"), dk.ShareWords(d)),
		board.Fact("Time spent so far", words.Length(d.Spent), words.Count(d.Asked, "question", "questions")+" answered"),
	}
	if d.Printed != "" && words.Tidy(d.Printed) != facts[0].Value {
		facts[0].Note = "printed as " + d.Printed
	}
	if facts[2].Value == "" {
		facts[2].Value = "none yet"
	}
	if d.LastStudied != 0 {
		facts = append(facts, board.Fact("Last studied", d.LastStudied.Short(), words.Away(dk.Plan.Today, d.LastStudied)))
	}
	if dk.Plan.Won != 0 {
		facts[2].Name = "Time spent"
		facts = slices.Delete(facts, 1, 2)
	}
	if !dk.Edition.Sees(view.Log) {
		facts = slices.DeleteFunc(facts, func(f view.Fact) bool { return f.Name == "Last studied" || strings.HasPrefix(f.Name, "Time spent") })
	}
	return facts
}

// misses are the questions of a domain that wait to be right again.
func misses(dk *board.Desk, d study.DomainPlan) []view.Miss {
	var out []view.Miss
	for _, m := range d.OpenMisses {
		v := view.Miss{Date: m.Date.Short(), Objective: words.Objective(m.Objective), Why: words.Reason(m.Why), Note: m.Note, Left: m.Left(dk.Plan.Today)}
		if m.Confident {
			v.Why = strings.TrimPrefix(v.Why+", and it felt sure", ", ")
		}
		out = append(out, v)
	}
	return out
}

// resources are those for one domain, those of all domains last.
func resources(bd *board.Board, n int) []view.Resource {
	var own, general []view.Resource
	for _, r := range bd.Record.Resources {
		v := view.Resource{Name: r.Name, URL: board.Web(r.URL), Kind: words.ResourceKind(r.Kind), Note: r.Note}
		if r.UsedBefore {
			v.Note = strings.TrimPrefix(v.Note+"; used before the attempt", "; ")
		}
		switch {
		case !bd.Edition.Sees(view.People) && (r.Kind == "community" || r.Kind == "person"):
		case len(r.Domains) == 0:
			general = append(general, v)
		case slices.Contains(r.Domains, n):
			own = append(own, v)
		}
	}
	return append(own, general...)
}

// evidence lists what moved a belief, newest first.
func evidence(d study.DomainPlan) []view.Fact {
	var out []view.Fact
	for _, e := range slices.Backward(d.Evidence) {
		counts := "counts " + words.Percent(e.Weight)
		switch e.Weight {
		case 0:
			counts = "shown, not counted"
		case 1:
			counts = "counts in full"
		}
		out = append(out, board.Line(e.Date.Short()+", "+words.Tidy(e.What), e.Pos, counts))
	}
	return board.Newest(out)
}

// beliefWorking says how the numbers of a domain were made.
func beliefWorking(dk *board.Desk, d study.DomainPlan) view.Working {
	set := dk.Plan.Settings
	w := view.Working{
		Says:    "The estimate starts at the pass mark, as if a few questions had been answered there. A report that counts questions or objectives moves it; a band, a bar or a rank takes its place, as a rough guess worth a few questions. Then every practice set moves it: recent, timed and unseen questions count most, and a mixed set counts in every domain by its weight. The range holds the true share in about 8 of 10 such cases.",
		Formula: "estimate = right ÷ answered, where every result adds its questions × its conditions × 0.5^(age ÷ half-life)",
		Inputs: []view.Fact{
			board.Fact("Estimate as of the report alone", words.Percent(d.Report.Mean), ""),
			board.Fact("Estimate today", words.Percent(d.Belief.Mean), fmt.Sprintf("as if %s of %s questions had been right", words.Number(d.Belief.A), words.Number(d.Belief.A+d.Belief.B))),
			board.Fact("A result counts half after", words.Count(int(set.HalfLife), "day", "days"), "half_life"),
			board.Fact("Timed practice counts", words.Weight(100*set.TimedWeight), "timed_weight"),
			board.Fact("Open practice counts", words.Weight(100*set.OpenWeight), "open_weight"),
		},
		Lines: evidence(d),
		Mind:  dk.Mind("New questions in this domain, timed and without the book, move it most. Left alone, old results fade and the range grows wider."),
	}
	if dk.Plan.Won != 0 {
		w.Inputs[1].Name = "Last estimate"
		return w
	}
	w.Formula += ". Points to win = weight × (target − estimate), never below zero."
	w.Inputs = slices.Insert(w.Inputs, 2,
		board.Fact("Target", dk.Target(), fmt.Sprintf("pass mark %s plus %s", words.Percent(dk.Plan.Readiness.Pass/100), words.Distance(set.Buffer))),
		board.Fact("Weight", board.Weight(d.Domain), ""),
		board.Fact("Points to win", words.Points(d.Points), ""),
	)
	return w
}
