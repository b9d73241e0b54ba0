package generator

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"retake/generator/civil"
	"retake/generator/entry"
	"retake/generator/fault"
	"retake/generator/study"
)

// New are the faults of one file that were not there before it was changed.
func (r Result) New(was Result, name string) (out fault.List) {
	before := map[string]int{}
	for _, f := range was.Faults {
		before[f.Code+f.Message]++
	}
	for _, f := range r.Faults {
		key := f.Code + f.Message
		if before[key]--; f.Pos.File == name && before[key] < 0 {
			out = append(out, f)
		}
	}
	return out
}

// unread are the codes of faults that keep a whole file from being read, so that nothing can be said of what is added.
var unread = []string{"toml-syntax", "impossible-date", "invalid-utf8", "too-large", "too-deep", "unreadable"}

// Unwelcome are the errors for which a file should not be changed: those that are new, and those by which it is not read.
func (r Result) Unwelcome(was Result, name string) (out fault.List) {
	for _, f := range r.New(was, name) {
		if f.Severity == fault.Error {
			out = append(out, f)
		}
	}
	for _, f := range r.Faults {
		if f.Pos.File == name && slices.Contains(unread, f.Code) && !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	return out
}

// Known is what the plan knows of the words of an entry.
func (r Result) Known() entry.Known {
	rec, k := r.Record(), entry.Known{Today: r.Today()}
	for _, d := range rec.Exam.Domains {
		k.Domains = append(k.Domains, entry.Domain{N: d.N, Slug: d.Slug, Name: d.Name})
	}
	last := map[string]civil.Date{}
	use := func(source string, on civil.Date) {
		if source != "" && !slices.Contains(k.Sources, source) {
			k.Sources = append(k.Sources, source)
		}
		last[source] = max(last[source], on)
	}
	for _, p := range rec.Practice {
		use(p.Source, p.Date)
	}
	for _, s := range rec.Simulations {
		use(s.Source, s.Date)
	}
	slices.SortStableFunc(k.Sources, func(a, b string) int { return int(last[b] - last[a]) })
	for _, x := range rec.Resources {
		k.Resources = append(k.Resources, x.Name)
	}
	for _, p := range rec.People {
		k.People = append(k.People, p.Name)
	}
	for _, m := range rec.Misses {
		if m.Open(k.Today) && m.Objective.Minor > 0 {
			k.Open = append(k.Open, entry.Choice{Word: m.Objective.String(), Says: strings.TrimSuffix("missed on "+m.Date.Short()+": "+m.Note, ": ")})
		}
	}
	if len(r.Plan.NextBlock) > 0 {
		k.Next = r.Plan.NextBlock[0].Domain
	}
	return k
}

// DueLine is the line in the log of the missed question of an objective that was right again on a day: the oldest one
// that is due, else the one that is due first, which is early.
func (r Result) DueLine(objective string, day civil.Date) (line int, early bool, err error) {
	if day > r.today {
		return 0, false, &entry.Refusal{What: day.String() + " has not come yet", Hint: "write the day on which you were right again, or none for today"}
	}
	var open []study.Due
	for _, d := range r.Plan.Drill.Due {
		if d.Objective.String() == objective {
			open = append(open, d)
		}
	}
	if len(open) == 0 {
		return 0, false, &entry.Refusal{What: "no missed question of " + objective + " is open", Hint: "retake lists what is due today"}
	}
	open = slices.DeleteFunc(open, func(d study.Due) bool { return d.Date >= day || slices.Contains(d.Cleared, day) })
	if len(open) == 0 {
		return 0, false, &entry.Refusal{
			What: fmt.Sprintf("nothing missed in %s could be right again on %s", objective, day.Medium()),
			Hint: "right again counts from the day after the miss on, and once a day",
		}
	}
	late := func(d study.Due) civil.Date { // 0 = due
		if d.On != 0 && d.On <= day {
			return 0
		}
		return cmp.Or(d.On, never)
	}
	d := slices.MinFunc(open, func(a, b study.Due) int { return cmp.Or(int(late(a)-late(b)), int(a.Date-b.Date)) })
	return d.Pos.Line, late(d) > 0, nil
}

// never is a day after all others, for what is not met again before the exam.
const never = civil.Date(1 << 30)
