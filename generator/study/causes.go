package study

import (
	"cmp"
	"math"
	"slices"

	"retake/generator/advice"
	"retake/generator/cause"
	"retake/generator/civil"
	"retake/generator/report"
)

// Cause is one of the eight causes of the fail, weighed, with what it adds to the plan from today on.
type Cause struct {
	cause.Cause
	Adds []Added
}

// Added is a task that a supported cause adds to blocks ahead.
type Added struct {
	Task  string
	Times int
	First civil.Date
}

// Supported reports whether the data speak for the cause.
func (c Cause) Supported() bool { return c.Verdict == cause.Supported }

// lately is how many days back misses, ratings and simulations are weighed: what was true two months ago may
// be over.
const lately civil.Date = 60

// view is what is known before a day, worked out once for each.
type view struct {
	cut       civil.Date
	beliefs   []report.Beta
	causes    []cause.Cause
	supported [len(cause.Names)]bool
	uncovered []int   // heavy domains with few hours, if that is a supported cause
	kept      float64 // share of planned hours to count on; 1 unless too little time is a supported cause
	keptLess  bool    // less than that was kept
}

// known works out what is known before a day; weeks are those planned so far.
func (m *maker) known(cut civil.Date, weeks []Week) view {
	v := view{cut: cut, beliefs: m.believe(cut, cut), kept: 1}
	kept := m.kept(weeks, min(cut, m.today)) // today is not over
	v.causes = cause.Weigh(m.facts(v, kept))
	for i, c := range v.causes {
		v.supported[i] = c.Verdict == cause.Supported
		if !v.supported[i] {
			continue
		}
		switch c.Name {
		case cause.Coverage:
			v.uncovered = c.Domains
		case cause.StudyTime:
			if share, ok := kept.Share(); ok && kept.Planned >= cause.PlannedLeast {
				v.kept, v.keptLess = math.Max(leastKept, share), share < leastKept
			}
		}
	}
	return v
}

// leastKept is the smallest share of planned hours that a proposed date counts on: below it the plan is not
// this learner's plan, and another availability is the answer, not a date years away.
const leastKept = 0.25

// facts adds the record up into what the causes are weighed by, as known before a day.
func (m *maker) facts(v view, kept Kept) cause.Facts {
	f := cause.Facts{
		Practical: m.exam.Practical(), HandsOnly: m.exam.onlyPractical(), ForbidsReview: m.exam.ForbidsReview,
		Kept: kept.Done, Planned: kept.Planned, Sources: m.sourcesKnown(v.cut),
	}
	for i := range f.Claims {
		f.Claims[i] = cause.Unsaid
	}
	last := m.past(v.cut).LastFail()
	for i := range f.Claims {
		if last != nil && last.Claims.Made[i] {
			f.Claims[i] = last.Claims.Strength[i]
		}
	}
	for week, supported := range m.was {
		for i, was := range supported {
			f.Was[i] = f.Was[i] || was && week < v.cut && (last == nil || week > last.At.Date)
		}
	}
	m.factsOfHours(&f, v)
	m.factsOfSittings(&f, v.cut)
	m.factsOfMisses(&f, v.cut)
	return f
}

// factsOfHours adds up study time: before the last fail, and since the plan's start by kind and domain.
func (m *maker) factsOfHours(f *cause.Facts, v view) {
	last := m.past(v.cut).LastFail()
	kinds := map[Kind]*cause.KindTime{}
	for i, d := range m.exam.Domains {
		f.Domains = append(f.Domains, cause.DomainTime{N: d.N, Name: d.Name, Weight: m.weight[i], AtTarget: v.beliefs[i].Mean() >= m.target(v.cut)})
	}
	for _, s := range m.rec.Sessions {
		if s.Date >= v.cut {
			break
		}
		if last != nil && s.Date <= last.At.Date {
			f.Before.Known, f.Before.Pos = true, s.Pos
			continue
		}
		if kinds[s.Kind] == nil {
			kinds[s.Kind] = &cause.KindTime{Kind: string(s.Kind)}
		}
		k := kinds[s.Kind]
		k.Minutes, k.Pos = k.Minutes+s.Minutes, s.Pos
		if i := m.index(s.Domain); i >= 0 {
			f.Domains[i].Minutes, f.Domains[i].Pos = f.Domains[i].Minutes+s.Minutes, s.Pos
		}
	}
	for _, kind := range []Kind{Read, Video, Lab, Questions, Review, Simulate, ""} {
		if k := kinds[kind]; k != nil {
			f.Kinds = append(f.Kinds, *k)
		}
	}
	for before, i := civil.Date(0), 0; i < len(m.rec.Attempts) && last != nil && m.rec.Attempts[i].At.Date <= last.At.Date; i++ {
		a := &m.rec.Attempts[i]
		if f.Before.Minutes += m.done.In(before, a.At.Date); a.Studied > 0 { // the learner's own word covers that time
			f.Before.Minutes, f.Before.Known, f.Before.Pos = f.Before.Minutes-m.done.In(before, a.At.Date)+a.Studied, true, a.Pos
		}
		before = a.At.Date + 1
	}
	if last != nil {
		s := m.split(view{})
		reported, _ := m.reported(v.cut)
		f.Need = cause.Need{Start: cause.Beginner, Target: m.target(v.cut), CurveHours: m.set.LearningHours, Reached: s.Expected(reported, nil)}
		f.NeedMinutes = s.Needed(f.Need.Start, f.Need.Target)
	}
}

// sourcesKnown are the resources, with those the log names: what it names up to the last fail was used before it.
func (m *maker) sourcesKnown(cut civil.Date) []cause.Source {
	failed := civil.Date(0)
	if a := m.past(cut).LastFail(); a != nil {
		failed = a.At.Date
	}
	var out []cause.Source
	for i, r := range m.rec.Resources {
		x := cause.Source{Name: r.Name, Kind: r.Kind, Used: r.UsedBefore, Pos: r.Pos}
		for _, u := range m.used[i] {
			x.Used, x.Since = x.Used || u.Date <= failed, x.Since || u.Date > failed && u.Date < cut
		}
		out = append(out, x)
	}
	return out
}

// factsOfSittings gathers attempts and recent simulations: time, changes, nerves.
func (m *maker) factsOfSittings(f *cause.Facts, cut civil.Date) {
	for _, a := range m.past(cut) {
		if a.Result == Fail {
			f.Sittings = append(f.Sittings, cause.Sitting{What: "the exam", Pos: a.Pos, Date: a.At.Date, Real: true, Unanswered: a.Unanswered, Used: a.MinutesUsed, Allowed: m.exam.Minutes, Questions: m.exam.Questions})
		}
	}
	frame := m.frame()
	for _, s := range m.seen {
		if s.Date >= cut {
			break
		}
		if s.Anxiety >= 0 && s.Date >= cut-lately {
			f.Anxiety = append(f.Anxiety, cause.Rating{Date: s.Date, Value: s.Anxiety, Percent: s.Percent(), Pos: s.Pos})
		}
		if c := s.Changes; c != nil {
			f.Changes.RW, f.Changes.WR, f.Changes.WW = f.Changes.RW+c.ToWrong, f.Changes.WR+c.ToRight, f.Changes.WW+c.Same
			f.Changes.Sittings, f.Changes.Pos = f.Changes.Sittings+1, s.Pos
		}
		if !s.Timed || s.Date < cut-lately {
			continue
		}
		x := cause.Sitting{What: advice.Named(s.Source, s.Form), Pos: s.Pos, Date: s.Date, Unanswered: s.Unanswered, Used: s.Minutes, Questions: s.Of, Allowed: m.exam.Minutes}
		if m.exam.Questions > 0 && m.exam.Minutes > 0 {
			x.Allowed = m.exam.Minutes * civil.Minutes(s.Of) / civil.Minutes(m.exam.Questions)
		}
		if pace := frame.Pace(s); pace != nil {
			x.Behind = pace.Behind
		}
		f.Sittings = append(f.Sittings, x)
	}
}

// factsOfMisses counts recent misses by reason.
func (m *maker) factsOfMisses(f *cause.Facts, cut civil.Date) {
	at := map[string]int{}
	for _, x := range m.rec.Misses {
		if x.Date >= cut || x.Date < cut-lately || x.Why == "" || x.Lucky {
			continue
		}
		i, there := at[x.Why]
		if !there {
			i = len(f.Reasons)
			at[x.Why] = i
			f.Reasons = append(f.Reasons, cause.Reason{Why: x.Why})
		}
		f.Reasons[i].N, f.Reasons[i].Pos = f.Reasons[i].N+1, x.Pos
	}
	slices.SortStableFunc(f.Reasons, func(a, b cause.Reason) int { return cmp.Compare(a.Why, b.Why) })
}

// causesWith are the causes as known today, with the tasks they add from today on.
func causesWith(weighed []cause.Cause, weeks []Week, today civil.Date) []Cause {
	out := make([]Cause, len(weighed))
	for i, c := range weighed {
		out[i].Cause = c
	}
	for _, b := range blocksFrom(weeks, today) {
		for _, x := range b.Extras {
			c := &out[slices.Index(cause.Names[:], x.Cause)]
			i := slices.IndexFunc(c.Adds, func(a Added) bool { return a.Task == x.Task })
			if i < 0 {
				i = len(c.Adds)
				c.Adds = append(c.Adds, Added{Task: x.Task, First: b.Date})
			}
			c.Adds[i].Times++
		}
	}
	return out
}
