package syllabus

import (
	"slices"

	"retake/generator/cause"
	"retake/generator/civil"
)

// sourceKinds says which sources serve which kind of work, best first.
var sourceKinds = map[Kind][]string{
	Read:      {"book", "course", "video"},
	Video:     {"video", "course"},
	Lab:       {"lab"},
	Questions: {"questions"},
	Review:    {"questions", "book"},
	Simulate:  {"questions"},
}

// sourceFor picks a source for the work: of the best kind there is for the domain, those not used before
// the failed attempt first, in turn, as long as something is left in them. When all are used up they are gone
// through again. "" if there is none.
func (f *filling) sourceFor(kind Kind, domain, turn int) string {
	if kind == Read || kind == Video || kind == Lab {
		if name := f.choose(kind, domain, turn, f.holds); name != "" {
			return name
		}
	}
	return f.choose(kind, domain, turn, func(Source) bool { return true })
}

// choose is sourceFor among the sources that are wanted. Where having one source only is a supported cause,
// reading and questions go round all sources of all kinds that serve, the new ones first.
func (f *filling) choose(kind Kind, domain, turn int, wanted func(Source) bool) string {
	serving := func(kinds ...string) []Source {
		return slices.DeleteFunc(f.serving(kinds, domain), func(s Source) bool { return !wanted(s) })
	}
	if f.supported(cause.OneSource) && (kind == Read || kind == Questions) {
		return pick(serving(sourceKinds[kind]...), turn)
	}
	for _, want := range sourceKinds[kind] {
		all := serving(want)
		fresh := slices.DeleteFunc(slices.Clone(all), func(s Source) bool { return s.UsedBefore })
		if len(fresh) > 0 {
			all = fresh
		}
		if len(all) > 0 {
			return pick(all, turn/2)
		}
	}
	return ""
}

// opening is study from a source on a day.
type opening struct {
	date    civil.Date
	minutes int
}

// leftIn is what is left in each source whose length is known: less what was done by Known, and less what is
// planned from then on. What was planned before and not done is still there.
func (c Course) leftIn(l *Ledger) map[string]int {
	left := map[string]int{}
	for _, s := range c.Sources {
		if s.Length <= 0 {
			continue
		}
		left[s.Name] = int(s.Length - s.Logged)
		for _, o := range l.opened[s.Name] {
			if o.date >= c.Known {
				left[s.Name] -= o.minutes
			}
		}
	}
	return left
}

// holds reports whether a source has something left: half a block at least, or no bound.
func (f *filling) holds(s Source) bool {
	left, bound := f.left[s.Name]
	return !bound || 2*left >= f.Block
}

// others are the sources beside its own that could serve a block.
func (f *filling) others(b Block) []Source {
	return slices.DeleteFunc(f.serving(sourceKinds[b.Kind], b.Domain), func(s Source) bool {
		return s.Name == b.Resource || b.Kind != Questions && b.Kind != Review && !f.holds(s)
	})
}

// open notes that a block of reading or a lab takes its time from its source.
func (f *filling) open(b Block) {
	if _, bound := f.left[b.Resource]; !bound || b.Kind != Read && b.Kind != Video && b.Kind != Lab {
		return
	}
	f.left[b.Resource] -= int(b.Minutes)
	f.opened[b.Resource] = append(f.opened[b.Resource], opening{b.Date, int(b.Minutes)})
}

// kindOf is the kind of a source by its name, "" if it is none.
func (c Course) kindOf(name string) string {
	if i := slices.IndexFunc(c.Sources, func(s Source) bool { return s.Name == name }); i >= 0 {
		return c.Sources[i].Kind
	}
	return ""
}

func pick(from []Source, turn int) string {
	if len(from) == 0 {
		return ""
	}
	return from[turn%len(from)].Name
}

// serving lists the sources of some kinds that serve a domain, those not used before the failed attempt
// first, then in the order of the kinds.
func (c Course) serving(kinds []string, domain int) []Source {
	var fresh, used []Source
	for _, want := range kinds {
		for _, r := range c.Sources {
			switch {
			case r.Kind != want || !r.serves(domain):
			case r.UsedBefore:
				used = append(used, r)
			default:
				fresh = append(fresh, r)
			}
		}
	}
	return append(fresh, used...)
}

// renews reports whether a block uses another source than last time: than the last one in its domain, or at
// first than those before the failed attempt.
func (c Course) renews(b Block, last string) bool {
	used := slices.ContainsFunc(c.Sources, func(s Source) bool { return s.UsedBefore && s.Name == b.Resource })
	return b.Resource != "" && b.Resource != last && (last != "" || !used)
}
