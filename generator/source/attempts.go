package source

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"retake/generator/civil"
	"retake/generator/source/keyed"
	"retake/generator/study"
)

// attemptKeys are the keys of content/attempts.toml. Which exam is meant was found out before.
func (o outline) attemptKeys(rec *study.Record) []keyed.Key {
	return append(keyed.Labels("exam", "version", "policy"),
		keyed.Schema(),
		booking(rec),
		keyed.Many("attempt", &rec.Attempts, study.Attempt{At: civil.Instant{Clock: civil.NoClock}, Unanswered: -1}, o.reportKeys, o.checkReport),
	)
}

// reportKeys are the keys of one score report.
func (o outline) reportKeys(a *study.Attempt) []keyed.Key {
	return []keyed.Key{
		keyed.Must(keyed.Moment("date", &a.At)),
		keyed.Must(keyed.Word("result", &a.Result, "fail", "pass", "void", "no-show")),
		keyed.Date("retake_eligible_on", &a.EligibleOn),
		keyed.Length("minutes_used", &a.MinutesUsed, 1, 1440),
		keyed.Whole("unanswered", &a.Unanswered, 0, 1000),
		keyed.Hours("studied", &a.Studied),
		{Name: "causes", Kind: keyed.IsTable, Keys: func() []keyed.Key { return claimKeys(&a.Claims) }, Read: func(v keyed.Value) {
			v.Table(claimKeys(&a.Claims))
			a.Claims.Pos = v.Pos()
		}},
		{Name: "score", Kind: keyed.IsTable, Also: percentage, Keys: func() []keyed.Key { return scoreKeys(&a.Score) }, Read: func(v keyed.Value) { o.score(v, &a.Score) }},
		sections(keyed.Many("section", &a.Sections, study.Section{}, o.rowKeys, o.checkRow)),
		{Name: "objectives", Kind: keyed.IsTable, Keys: func() []keyed.Key { return o.missedKeys(a) }, Read: func(v keyed.Value) {
			v.Table(o.missedKeys(a))
			a.ListsMissed = true
		}},
		keyed.Text("note", new(string)),
	}
}

// causes are the keys of [attempt.causes], in the order of study.Claims.
var causes = [8]string{"study_time", "coverage", "one_source", "hands_on", "out_of_time", "anxiety", "misreading", "second_guessing"}

func claimKeys(c *study.Claims) (out []keyed.Key) {
	for i, name := range causes {
		k := keyed.Whole(name, &c.Strength[i], 0, 3)
		read := k.Read
		k.Read = func(v keyed.Value) {
			c.Made[i] = true
			read(v)
		}
		out = append(out, k)
	}
	return out
}

func (o outline) missedKeys(a *study.Attempt) []keyed.Key {
	return []keyed.Key{o.objectivesKey("missed", &a.Missed)}
}

// checkReport sees a report as a whole.
func (o outline) checkReport(v keyed.Value, a *study.Attempt) {
	a.Pos = v.Pos()
	if x, ok := v.Get("retake_eligible_on"); ok && a.EligibleOn != 0 && a.EligibleOn < a.At.Date {
		x.Add("dates-order", "retake_eligible_on %s is before the attempt of %s", a.EligibleOn, a.At.Date).Hint = "copy the date from the report; is the year off by one?"
	}
	rows, _ := v.Get("section")
	items, _ := rows.Items()
	for i, s := range a.Sections {
		first := slices.IndexFunc(a.Sections, func(o study.Section) bool { return o.Domain == s.Domain })
		if s.Domain != 0 && first < i {
			items[i].Add("duplicate-section", "domain %d has two sections", s.Domain).Hint = fmt.Sprintf("the first is on line %d: keep one", a.Sections[first].Pos.Line)
		}
	}
	s := a.Score
	if x, ok := v.Get("score"); ok && s.HasPass && (a.Result == study.Fail && s.Value >= s.Pass && !(o.exam != nil && o.exam.Conjunctive) || a.Result == study.Pass && s.Value < s.Pass) {
		w := x.Warn("score-result", "the result is %s, but %s passes and the score is %s", a.Result, keyed.Plain(s.Pass), keyed.Plain(s.Value))
		w.Width, w.Hint = x.Width(), "check the score, the pass mark and the result against the report"
	}
}

// ---- the total

func scoreKeys(s *study.Score) []keyed.Key {
	return []keyed.Key{
		keyed.Word("form", &s.Form, "scaled", "percent", "points", "raw", "none"),
		keyed.Number("value", &s.Value, -10_000, 10_000),
		keyed.Number("min", &s.Min, -10_000, 10_000), keyed.Number("max", &s.Max, 0, 10_000),
		keyed.Mark("pass", &s.Pass, &s.HasPass, 0, 10_000),
	}
}

// percentage is a score that is written as a bare number.
var percentage = []keyed.Key{{Kind: keyed.IsNumber, Hi: 100}}

// score reads the total: a table, or a bare number, which is a percentage. What the report does not
// say of its scale is taken from the exam.
func (o outline) score(v keyed.Value, s *study.Score) {
	if _, ok := v.V.(map[string]any); !ok {
		n, ok := v.Num(keyed.IsNumber, 0, 0)
		if *s = (study.Score{Form: "percent", Value: n, Max: 100}); ok && (n < 0 || n > 100) {
			side := "above 100"
			if n < 0 {
				side = "below 0"
			}
			v.Add("out-of-range", "score %s is %s", v.Raw(), side).Hint = "scores are percent; a scaled score goes in score = { form = \"scaled\", value = " + v.Raw() + " }"
			return
		}
		o.fromScale(s)
		return
	}
	v.Table(scoreKeys(s))
	if _, ok := v.Get("form"); !ok && o.exam != nil && slices.Contains([]string{"scaled", "percent", "points", "raw"}, o.exam.Scale.Kind) {
		s.Form = o.exam.Scale.Kind
	}
	if s.Form == "none" {
		return
	}
	x, ok := v.Get("value")
	switch {
	case s.Form == "":
		if _, wrong := v.Get("form"); !wrong {
			v.Missing(keyed.Key{Name: "form", Words: []string{"scaled"}})
		}
		return
	case !ok:
		v.Missing(keyed.Key{Name: "value", Kind: keyed.IsWhole})
		return
	}
	o.fromScale(s)
	switch {
	case s.Max <= s.Min && o.exam != nil:
		v.Add("missing-key", "the %s score has no max", s.Form).Hint = "write max = the highest score there is, as the report prints it"
	case s.Max > s.Min && (s.Value < s.Min || s.Value > s.Max):
		x.Add("out-of-range", "score %s is outside the scale from %s to %s", x.Raw(), keyed.Plain(s.Min), keyed.Plain(s.Max)).Hint = "if the report prints another scale, write its min and max beside the value"
	case s.HasPass && s.Max > s.Min && (s.Pass < s.Min || s.Pass > s.Max):
		v.Add("out-of-range", "the pass mark %s is outside the scale from %s to %s", keyed.Plain(s.Pass), keyed.Plain(s.Min), keyed.Plain(s.Max)).Hint = "the pass mark is on the same scale as the value"
	}
}

// fromScale fills in the scale and its pass mark from the exam if the form is the exam's own.
func (o outline) fromScale(s *study.Score) {
	if s.Form == "percent" && s.Max == 0 {
		s.Max = 100
	}
	if o.exam == nil || o.exam.Scale.Kind != s.Form && !(s.Form == "scaled" && o.exam.Scale.Kind == "unpublished") {
		return
	}
	scale := o.exam.Scale
	if s.Max == 0 {
		s.Min, s.Max = scale.Min, scale.Max
	}
	if !s.HasPass && scale.HasPass && s.Min == scale.Min && s.Max == scale.Max { // a mark on another scale says nothing
		s.Pass, s.HasPass = scale.Pass, true
	}
}

// ---- one row per domain

// sections says of the sections that each has to name its domain.
func sections(k keyed.Key) keyed.Key {
	k.Either = []string{"domain", "name"}
	return k
}

// rowKeys are the keys of one section. All value keys end in Value; checkRow sees to it that there is
// one.
func (o outline) rowKeys(s *study.Section) []keyed.Key {
	by := func(form study.Form, lo, hi float64) keyed.Key {
		k := keyed.Number(string(form), &s.Value, lo, hi)
		if form == study.ByCount || form == study.ByPoints {
			k.With = "of"
		}
		read := k.Read
		k.Read = func(v keyed.Value) {
			if s.Form != study.Mentioned {
				v.Add("two-forms", "a section has %s and %s", s.Form, form).Hint = "write the one that the report prints"
				return
			}
			s.Form = form
			read(v)
		}
		return k
	}
	return []keyed.Key{
		{Name: "domain", Kind: keyed.IsDomain, Read: func(v keyed.Value) { s.Domain, _ = o.domain(v, "section") }},
		{Name: "name", Kind: keyed.IsText, Read: func(v keyed.Value) {
			if _, ok := v.Str(); ok && s.Domain == 0 {
				s.Domain, _ = o.domain(v, "section")
			}
		}},
		by(study.ByCount, 0, maxCount), by(study.ByPercent, 0, 100), by(study.ByBar, 0, 1), by(study.ByRank, 1, 99),
		by(study.ByScaled, -10_000, 10_000), by(study.ByPoints, 0, maxCount), by(study.ByStars, 0, 10),
		{Name: "level", Kind: keyed.IsText, Words: []string{"none", "below", "near", "at", "above"}, Also: orPrinted, Read: func(v keyed.Value) { o.level(v, s) }},
		keyed.Number("of", &s.Of, 1, maxCount), keyed.Number("bar_error", &s.Err, 0, 0.5),
		keyed.Number("scale_min", &s.Min, -10_000, 10_000), keyed.Number("scale_max", &s.Max, -10_000, 10_000), keyed.Number("scale_pass", &s.Pass, -10_000, 10_000),
		keyed.Text("printed", &s.Printed),
	}
}

// printedLevels are the words of the issuers' reports. "Needs improvement" is the lowest of PMI's four
// bands and the lower of AWS's two.
var printedLevels = map[string]study.Level{
	"below proficiency": study.LevelBelow, "near proficiency": study.LevelNear, "at proficiency": study.LevelAt, "above proficiency": study.LevelAbove,
	"needs improvement": study.LevelBelow, "meets competencies": study.LevelAt, "meets competency": study.LevelAt,
	"below target": study.LevelBelow, "near target": study.LevelNear, "target": study.LevelAt, "at target": study.LevelAt, "above target": study.LevelAbove,
}

var orPrinted = []keyed.Key{{Kind: keyed.IsText, Words: slices.Sorted(maps.Keys(printedLevels))}}

// parseLevel reads one of our five words or what the issuer prints.
func (o outline) parseLevel(s string) study.Level {
	s = strings.Join(strings.Fields(strings.ToLower(s)), " ")
	if l, ok := study.ParseLevel(s); ok {
		return l
	}
	if s == "needs improvement" && o.exam != nil && o.exam.Vendor == "PMI" {
		return study.LevelNone
	}
	return printedLevels[s]
}

func (o outline) level(v keyed.Value, s *study.Section) {
	switch v.V.(type) {
	case int64, float64:
		v.Add("wrong-type", "level must be a word, not a number").Hint = "a percentage is written percent = " + v.Raw()
		return
	}
	word, ok := v.Str()
	if !ok {
		return
	}
	if s.Form != study.Mentioned {
		v.Add("two-forms", "a section has %s and level", s.Form).Hint = "write the one that the report prints"
		return
	}
	s.Form, s.Level = study.ByLevel, o.parseLevel(word)
	if s.Level == study.LevelUnknown {
		x := v.Add("unknown-value", "level %q is none of none, below, near, at, above", word)
		if x.Hint = "put the issuer's own word in printed, and the nearest of the five in level"; keyed.Leading(word) != "" {
			x.Hint = "a percentage is written percent = " + keyed.Leading(word)
		}
	} else if l, _ := study.ParseLevel(word); l != s.Level {
		s.Printed = word
	}
}

// checkRow sees a section as a whole.
func (o outline) checkRow(v keyed.Value, s *study.Section) {
	s.Pos = v.Pos()
	_, named := v.Get("name")
	if _, numbered := v.Get("domain"); !named && !numbered {
		v.Missing(keyed.Key{Name: "domain", Kind: keyed.IsDomain})
	}
	if s.Form == study.Mentioned && s.Printed != "" {
		if l := o.parseLevel(s.Printed); l != study.LevelUnknown {
			s.Form, s.Level = study.ByLevel, l
		}
	}
	_, of := v.Get("of")
	switch {
	case s.Form == study.ByStars && !of:
		s.Of = 5
	case (s.Form == study.ByCount || s.Form == study.ByPoints) && !of:
		v.Missing(asked(keyed.Key{Name: "of", Kind: keyed.IsWhole}, string(s.Form)))
	}
	if s.Of > 0 {
		rightOf(v, s.Value, s.Of, string(s.Form))
	}
	o.checkScaled(v, s)
}

// checkScaled holds a scaled section against its own scale or the exam's.
func (o outline) checkScaled(v keyed.Value, s *study.Section) {
	lo, hi := s.Min, s.Max
	if s.Form != study.ByScaled {
		return
	}
	if hi == 0 && o.exam != nil {
		lo, hi = o.exam.Scale.Min, o.exam.Scale.Max
	}
	if x, _ := v.Get("scaled"); hi > lo && (s.Value < lo || s.Value > hi) {
		x.Add("out-of-range", "scaled %s is outside the scale from %s to %s", x.Raw(), keyed.Plain(lo), keyed.Plain(hi)).Hint = "write scale_min and scale_max if the section has a scale of its own"
	} else if hi <= lo && o.exam != nil {
		v.Add("missing-key", "a scaled section has no scale_max").Hint = "write scale_min and scale_max as the report prints them"
	}
}

// oldestFirst puts the reports in order: the file need not be.
func oldestFirst(list []study.Attempt) {
	slices.SortStableFunc(list, func(a, b study.Attempt) int {
		if a.At.Date != b.At.Date {
			return int(a.At.Date - b.At.Date)
		}
		return int(a.At.Clock - b.At.Clock)
	})
}
