package report

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// usual are the terms of the worked examples: 80 questions, a pass mark of 70 %, and the weights that
// a plan starts with.
func usual() Terms {
	return Terms{Pass: 0.7, Questions: 80, PriorCount: 10, LevelCount: 12, BarCount: 6, RankCount: 6, ScaledCount: 8, ObjectivesEach: 5}
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-6) {
		t.Errorf("%s: got %.7f, want %.7f", what, got, want)
	}
}

func ranked(values ...float64) Paper {
	var p Paper
	for i, v := range values {
		p.Sections = append(p.Sections, Section{Domain: i + 1, Form: ByRank, Value: v})
	}
	return p
}

func only(s Section) Paper {
	s.Domain = 1
	return Paper{Sections: []Section{s}}
}

// TestEveryFormOfSection reads each form in a domain of 20 questions (25 % of 80), with the prior Beta(7, 3).
func TestEveryFormOfSection(t *testing.T) {
	level := func(l Level) Paper { return only(Section{Form: ByLevel, Level: l}) }
	stars := func(v, of float64) Paper { return only(Section{Form: ByStars, Value: v, Of: of}) }
	own := Section{Form: ByScaled, Value: 5, Min: 1, Max: 10, Pass: 7}
	unmarked := own
	unmarked.Pass = 0
	for _, c := range []struct {
		p    Paper
		a, b float64
		what string
	}{
		{only(Section{Form: ByCount, Value: 5, Of: 9}), 12, 7, "report: 5 of 9 right"},
		{only(Section{Form: ByCount, Value: 0, Of: 1}), 7, 4, "report: 0 of 1 right"},
		{only(Section{Form: ByPercent, Value: 45}), 16, 14, "report: 45 %"},
		{only(Section{Form: ByPercent, Value: 0}), 7, 23, "report: 0 %"},
		{only(Section{Form: ByPercent, Value: 100}), 27, 3, "report: 100 %"},
		{only(Section{Form: ByPoints, Value: 20, Of: 60}), 14, 16, "report: 20 of 60 points"},
		{level(LevelNone), 5.4, 6.6, "report: band none (replaces the start)"},
		{level(LevelBelow), 6.6, 5.4, "report: band below (replaces the start)"},
		{level(LevelNear), 8.04, 3.96, "report: band near (replaces the start)"},
		{level(LevelAt), 9, 3, "report: band at (replaces the start)"},
		{level(LevelAbove), 9.84, 2.16, "report: band above (replaces the start)"},
		{only(Section{Form: ByLevel, Level: LevelBelow, Printed: "Needs Improvement"}), 6.6, 5.4, "report: Needs Improvement (replaces the start)"},
		{stars(0, 5), 5.4, 6.6, "report: 0 of 5 stars (replaces the start)"},
		{stars(1, 5), 5.4, 6.6, "report: 1 of 5 stars (replaces the start)"},
		{stars(2, 5), 6.6, 5.4, "report: 2 of 5 stars (replaces the start)"},
		{stars(3, 5), 8.04, 3.96, "report: 3 of 5 stars (replaces the start)"},
		{stars(4, 5), 9, 3, "report: 4 of 5 stars (replaces the start)"},
		{stars(5, 5), 9.84, 2.16, "report: 5 of 5 stars (replaces the start)"},
		{stars(2, 3), 8.04, 3.96, "report: 2 of 3 stars (replaces the start)"},
		{stars(3, 10), 6.6, 5.4, "report: 3 of 10 stars (replaces the start)"},
		{stars(1, 1), 8.04, 3.96, "report: 1 of 1 star (replaces the start)"},
		{only(Section{Form: ByBar, Value: 0.55, Err: 0.05}), 3.3, 2.7, "report: a bar about 55 % full (replaces the start)"},
		{only(Section{Form: ByBar, Value: 0}), 0.3, 5.7, "report: a bar about 0 % full (replaces the start)"},
		{ranked(1, 2, 3, 4), 3.3, 2.7, "report: rank 1, where 1 is weakest (replaces the start)"},
		{ranked(2, 1, 3, 4), 3.7, 2.3, "report: rank 2, where 1 is weakest (replaces the start)"},
		{ranked(4, 1, 2, 3), 4.5, 1.5, "report: rank 4, where 1 is weakest (replaces the start)"},
		{ranked(1), 3.3, 2.7, "report: rank 1, where 1 is weakest (replaces the start)"},
		{only(own), 8 * (0.7 - 2.0/9), 8 * (0.3 + 2.0/9), "report: 5 on the issuer's scale (replaces the start)"},
		{only(unmarked), 8 * (0.7 - 2.3/9), 8 * (0.3 + 2.3/9), "report: 5 on the issuer's scale (replaces the start)"}, // the mark is taken to be 1 + 0.7 x 9 = 7.3
	} {
		b, what, ok := usual().Believe(c.p, Domain{N: 1, Weight: 25})
		if !ok || what != c.what {
			t.Errorf("%+v: got %q, %v, want %q", c.p, what, ok, c.what)
		}
		near(t, c.what+", right", b.A, c.a)
		near(t, c.what+", wrong", b.B, c.b)
	}
}

func TestScaledSections(t *testing.T) {
	exam := Scale{Kind: "scaled", Min: 200, Max: 800, Pass: 450, HasPass: true}
	total := Score{Form: "scaled", Min: 200, Max: 800, Pass: 450, HasPass: true}
	for _, c := range []struct {
		what    string
		exam    Scale
		total   Score
		section Section
		mean    float64
	}{
		{"the exam's scale", exam, Score{}, Section{Value: 410}, 0.7 - 40.0/600},
		{"at the mark", exam, Score{}, Section{Value: 450}, 0.7},
		{"the lowest", exam, Score{}, Section{Value: 200}, 0.7 - 250.0/600},
		{"the highest", exam, Score{}, Section{Value: 800}, 0.95},
		{"the scale of the printed total", Scale{Kind: "pass-fail"}, total, Section{Value: 410}, 0.7 - 40.0/600},
		{"its own scale and no mark: not the exam's mark", exam, total, Section{Value: 8, Max: 10}, 0.8},
		{"its own scale, which is the exam's", exam, total, Section{Value: 410, Min: 200, Max: 800}, 0.7 - 40.0/600},
		{"its own mark on the exam's scale", exam, total, Section{Value: 410, Pass: 500}, 0.7 - 90.0/600},
		{"no scale at all", Scale{Kind: "pass-fail"}, Score{}, Section{Value: 410}, 0.7},
	} {
		terms := usual()
		terms.Scale = c.exam
		c.section.Form, c.section.Domain = ByScaled, 1
		b, _, _ := terms.Believe(Paper{Score: c.total, Sections: []Section{c.section}}, Domain{N: 1, Weight: 25})
		near(t, c.what, b.Mean(), c.mean)
		near(t, c.what+", weight", b.A+b.B, 8)
	}
}

// TestPercentVectors are worked examples with a prior of 5 questions; with their 80 % intervals.
func TestPercentVectors(t *testing.T) {
	terms := usual()
	terms.PriorCount, terms.Questions = 5, 100
	for _, c := range []struct{ percent, weight, a, b, mean, lo, hi float64 }{
		{45, 20, 12.5, 12.5, 0.5, 0.372703, 0.627297},
		{36, 25, 12.5, 17.5, 0.416667, 0.303266, 0.532561},
		{70, 10, 10.5, 4.5, 0.7, 0.545005, 0.842484},
	} {
		b, _, _ := terms.Believe(only(Section{Form: ByPercent, Value: c.percent}), Domain{N: 1, Weight: c.weight})
		lo, hi := b.Middle80()
		for i, pair := range [][2]float64{{b.A, c.a}, {b.B, c.b}, {b.Mean(), c.mean}, {lo, c.lo}, {hi, c.hi}} {
			near(t, []string{"right", "wrong", "mean", "low end", "high end"}[i], pair[0], pair[1])
		}
	}
}

// TestMissedList holds a domain of five objectives against the known means: for the prior Beta(7, 3) the
// n-th moment is 7 x 8 x 9 / ((7+n)(8+n)(9+n)), also where n is not whole.
func TestMissedList(t *testing.T) {
	moment := func(n float64) float64 { return 504 / ((7 + n) * (8 + n) * (9 + n)) }
	for _, n := range []float64{0.5, 1, 1.7, 3, 4.95, 6, 11} {
		yes, no := (0.7-moment(n+1))/(1-moment(n)), moment(n+1)/moment(n)
		switch n {
		case 1:
			near(t, "listed, n = 1", yes, 0.636364)
			near(t, "not listed, n = 1", no, 0.727273)
		case 3:
			near(t, "listed, n = 3", yes, 0.657240)
			near(t, "not listed, n = 3", no, 0.769231)
		case 6:
			near(t, "listed, n = 6", yes, 0.674528)
			near(t, "not listed, n = 6", no, 0.812500)
		}
		terms := usual()
		terms.Questions = n * 20 // 25 % of them in five objectives
		for listed := range 6 {
			p := Paper{ListsMissed: true, Missed: []Objective{{Domain: 2, Minor: 1}}}
			for i := range listed {
				p.Missed = append(p.Missed, Objective{Domain: 1, Minor: i + 1}, Objective{Domain: 1, Minor: i + 1})
			}
			b, _, ok := terms.Believe(p, Domain{N: 1, Weight: 25, Objectives: 5})
			if !ok {
				t.Fatal("the list is not read")
			}
			near(t, "mean", b.Mean(), (float64(listed)*yes+float64(5-listed)*no)/5)
			near(t, "weight", b.A+b.B, 10)
		}
	}
}

func TestMissedListCounts(t *testing.T) {
	list := func(minors ...int) Paper {
		p := Paper{ListsMissed: true}
		for _, m := range minors {
			p.Missed = append(p.Missed, Objective{Domain: 1, Minor: m})
		}
		return p
	}
	for _, c := range []struct {
		p       Paper
		outline int
		what    string
	}{
		{list(), 4, "report: 0 of 4 objectives listed as missed"},
		{list(2, 4), 4, "report: 2 of 4 objectives listed as missed"},
		{list(2, 2, 2), 4, "report: 1 of 4 objectives listed as missed"},
		{list(1), 1, "report: 1 of 1 objective listed as missed"},
		{list(3), 0, "report: 1 of 5 objectives listed as missed"},
		{list(9), 4, "report: 1 of 9 objectives listed as missed"},
		{list(0), 4, "report: the whole domain listed as missed"},
		{list(0, 2), 4, "report: the whole domain listed as missed"},
	} {
		if _, what, _ := usual().Believe(c.p, Domain{N: 1, Weight: 25, Objectives: c.outline}); what != c.what {
			t.Errorf("%v of %d: got %q, want %q", c.p.Missed, c.outline, what, c.what)
		}
	}
	whole, _, _ := usual().Believe(list(0), Domain{N: 1, Weight: 25, Objectives: 4})
	all, _, _ := usual().Believe(list(1, 2, 3, 4), Domain{N: 1, Weight: 25, Objectives: 4})
	if whole != all {
		t.Errorf("a domain listed whole is %v, all its objectives are %v", whole, all)
	}
	terms := usual()
	terms.ObjectivesEach = 0
	if b, what, ok := terms.Believe(list(), Domain{N: 1, Weight: 25}); !ok || !sound(b) || what != "report: 0 of 1 objective listed as missed" {
		t.Errorf("without any number of objectives: %v, %q, %v", b, what, ok)
	}
}

func TestPassFraction(t *testing.T) {
	percent := func(pass float64) Score { return Score{Form: "percent", Value: 50, Pass: pass, HasPass: true} }
	points := Score{Form: "points", Value: 56, Max: 300, Pass: 210, HasPass: true}
	scaled := Scale{Kind: "scaled", Min: 100, Max: 900, Pass: 750, HasPass: true}
	for _, c := range []struct {
		what   string
		scale  Scale
		scores []Score
		want   float64
		ok     bool
	}{
		{"percent", Scale{Kind: "percent", Max: 100, Pass: 66, HasPass: true}, nil, 0.66, true},
		{"raw", Scale{Kind: "raw", Max: 40, Pass: 26, HasPass: true}, nil, 0.65, true},
		{"points", Scale{Kind: "points", Max: 300, Pass: 210, HasPass: true}, nil, 0.7, true},
		{"the exam before the report", Scale{Kind: "percent", Pass: 66, HasPass: true}, []Score{percent(80)}, 0.66, true},
		{"a scaled mark is no share", scaled, nil, 0, false},
		{"nor is one on a report", Scale{Kind: "pass-fail"}, []Score{{Form: "scaled", Value: 721, Min: 100, Max: 900, Pass: 750, HasPass: true}}, 0, false},
		{"a scaled exam whose report prints points", scaled, []Score{points}, 0.7, true},
		{"the newest report that prints one", scaled, []Score{percent(60), percent(72), {Form: "percent", Value: 60}}, 0.72, true},
		{"a mark that is not published", Scale{Kind: "percent", Max: 100}, nil, 0, false},
		{"bands", Scale{Kind: "levels"}, nil, 0, false},
		{"pass or fail", Scale{Kind: "pass-fail"}, []Score{{}, {Form: "none"}}, 0, false},
		{"points of nothing", Scale{Kind: "points", Pass: 210, HasPass: true}, nil, 0, false},
		{"no number", Scale{Kind: "percent", Pass: math.NaN(), HasPass: true}, nil, 0, false},
		{"everything must be right", Scale{Kind: "percent", Pass: 100, HasPass: true}, nil, 0.98, true},
		{"nothing must be right", Scale{Kind: "percent", Pass: 0, HasPass: true}, nil, 0.05, true},
	} {
		got, ok := PassFraction(c.scale, c.scores)
		if ok != c.ok {
			t.Errorf("%s: %v", c.what, ok)
		}
		near(t, c.what, got, c.want)
	}
}

// TestWhatCounts: the section, else the list, else a total in questions; what says nothing is passed over.
func TestWhatCounts(t *testing.T) {
	total := Score{Form: "percent", Value: 58, Max: 100}
	missed := []Objective{{Domain: 1, Minor: 1}}
	section := Section{Domain: 1, Form: ByPercent, Value: 45}
	mentioned := Section{Domain: 1}
	const asSection, asList, asTotal = "report: 45 %", "report: 1 of 5 objectives listed as missed", "report: the total of 58 %, which every domain shares"
	for _, c := range []struct {
		name string
		p    Paper
		want string // "" = not spoken of
	}{
		{"all three", Paper{Score: total, Sections: []Section{section}, Missed: missed, ListsMissed: true}, asSection},
		{"mentioned first", Paper{Score: total, Sections: []Section{mentioned, section}}, asSection},
		{"mentioned and a list", Paper{Score: total, Sections: []Section{mentioned}, Missed: missed, ListsMissed: true}, asList},
		{"a list and a total", Paper{Score: total, Missed: missed, ListsMissed: true}, asList},
		{"only mentioned", Paper{Sections: []Section{mentioned}}, ""},
		{"another domain", Paper{Sections: []Section{{Domain: 2, Form: ByPercent, Value: 45}}}, ""},
		{"another domain and a total", Paper{Score: total, Sections: []Section{{Domain: 2, Form: ByPercent, Value: 45}}}, asTotal},
		{"a total", Paper{Score: total}, asTotal},
		{"a total of nothing is said as it is", Paper{Score: Score{Form: "percent", Value: 0}}, "report: the total of 0 %, which every domain shares"},
		{"a scaled total is no share", Paper{Score: Score{Form: "scaled", Value: 721, Min: 100, Max: 900, Pass: 750, HasPass: true}}, ""},
		{"points of a scale that is not theirs", Paper{Score: Score{Form: "points", Value: 60}}, ""},
		{"nothing", Paper{}, ""},
		{"a form without its whole", Paper{Sections: []Section{{Domain: 1, Form: ByPoints, Value: 3}}}, ""},
		{"no number", Paper{Sections: []Section{{Domain: 1, Form: ByPercent, Value: math.NaN()}}}, ""},
		{"a band that is not known", Paper{Sections: []Section{{Domain: 1, Form: ByLevel, Printed: "Fair"}}}, ""},
		{"a form that is not known", Paper{Sections: []Section{{Domain: 1, Form: "mood", Value: 3}}}, ""},
	} {
		terms := usual()
		terms.Scale = Scale{Kind: "scaled", Min: 100, Max: 900, Pass: 750, HasPass: true}
		b, what, ok := terms.Believe(c.p, Domain{N: 1, Weight: 25})
		if what != c.want || ok != (c.want != "") || !ok && b != (Beta{}) {
			t.Errorf("%s: got %q, %v, %v, want %q", c.name, what, ok, b, c.want)
		}
	}
	terms := usual()
	terms.Scale = Scale{Kind: "raw", Max: 40, Pass: 26, HasPass: true}
	b, what, _ := terms.Believe(Paper{Score: Score{Form: "raw", Value: 22}}, Domain{N: 1, Weight: 25}) // 55 % of 20 is 11
	if what != "report: the total of 55 %, which every domain shares" || b != (Beta{18, 12}) {
		t.Errorf("a raw total on the exam's scale: %q, %v", what, b)
	}
}

func TestLevelsAndObjectives(t *testing.T) {
	for l, word := range map[Level]string{LevelNone: "none", LevelBelow: "below", LevelNear: "near", LevelAt: "at", LevelAbove: "above"} {
		if got, ok := ParseLevel(word); got != l || !ok || l.String() != word {
			t.Errorf("%q is %v, %v", word, got, ok)
		}
	}
	for _, word := range []string{"", "Below", "target", "above "} {
		if l, ok := ParseLevel(word); ok || l != LevelUnknown {
			t.Errorf("%q is read as %v", word, l)
		}
	}
	if got := LevelUnknown.String() + Level(-1).String() + Level(6).String(); got != "" {
		t.Errorf("levels that are none are %q", got)
	}
	if got := (Objective{4, 2}).String() + " " + (Objective{4, 0}).String(); got != "4.2 4" {
		t.Errorf("objectives: %s", got)
	}
}

func TestFade(t *testing.T) {
	for _, c := range [][2]float64{{0, 1}, {-3, 1}, {15, math.Sqrt2 / 2}, {30, 0.5}, {60, 0.25}} {
		near(t, "what is left", Fade(c[0], 30), c[1])
	}
}

func TestAdd(t *testing.T) {
	prior := Beta{7, 3}
	for _, c := range []struct {
		right, of, weight float64
		want              Beta
	}{
		{8, 10, 1, Beta{15, 5}}, {8, 10, 0.5, Beta{11, 4}}, {12, 10, 1, Beta{17, 3}}, {-2, 10, 1, Beta{7, 13}},
		{8, 10, 0, prior}, {8, 10, -1, prior}, {8, 10, 3, Beta{15, 5}}, {1, 0, 1, prior}, {1, -2, 1, prior},
		{math.NaN(), 10, 1, prior}, {1, math.Inf(1), 1, prior}, {1, 2, math.NaN(), prior},
	} {
		if got := prior.Add(c.right, c.of, c.weight); got != c.want {
			t.Errorf("%v: got %v", c, got)
		}
	}
}

// sound reports whether a belief can be reckoned with.
func sound(b Beta) bool {
	return b.A > 0 && b.B > 0 && finite(b.A) && finite(b.B) && b.Mean() > 0 && b.Mean() < 1
}

var forms = []Form{ByCount, ByPercent, ByLevel, ByBar, ByRank, ByScaled, ByPoints, ByStars, Mentioned, "other"}

// wild draws numbers that nobody should write.
func wild(t *rapid.T, name string) float64 {
	return rapid.OneOf(
		rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), math.Inf(-1), 0, -1, 1, 1e-300, math.MaxFloat64, -math.MaxFloat64}),
		rapid.Float64(), rapid.Float64Range(-10, 110), rapid.Map(rapid.IntRange(-2, 12), func(n int) float64 { return float64(n) }),
	).Draw(t, name)
}

func drawPaper(t *rapid.T) Paper {
	p := Paper{ListsMissed: rapid.Bool().Draw(t, "lists")}
	p.Score = Score{Form: rapid.SampledFrom([]string{"", "scaled", "percent", "points", "raw", "none"}).Draw(t, "total"),
		Value: wild(t, "value"), Min: wild(t, "min"), Max: wild(t, "max"), Pass: wild(t, "pass"), HasPass: rapid.Bool().Draw(t, "has pass")}
	for range rapid.IntRange(0, 4).Draw(t, "sections") {
		p.Sections = append(p.Sections, Section{Domain: rapid.IntRange(0, 3).Draw(t, "domain"), Form: rapid.SampledFrom(forms).Draw(t, "form"),
			Value: wild(t, "value"), Of: wild(t, "of"), Min: wild(t, "min"), Max: wild(t, "max"), Pass: wild(t, "pass"), Err: wild(t, "err"),
			Level: Level(rapid.IntRange(-2, 8).Draw(t, "level"))})
	}
	for range rapid.IntRange(0, 9).Draw(t, "missed") {
		p.Missed = append(p.Missed, Objective{rapid.IntRange(0, 3).Draw(t, "in"), rapid.IntRange(-1, 12).Draw(t, "minor")})
	}
	return p
}

func drawTerms(t *rapid.T) Terms {
	weight := func(name string) float64 { return rapid.Float64Range(0, 1000).Draw(t, name) }
	return Terms{
		Scale: Scale{Kind: rapid.SampledFrom([]string{"scaled", "percent", "points", "raw", "levels", "pass-fail", "unpublished"}).Draw(t, "kind"),
			Min: wild(t, "min"), Max: wild(t, "max"), Pass: wild(t, "pass"), HasPass: rapid.Bool().Draw(t, "has")},
		Pass: rapid.Float64Range(0.05, 0.98).Draw(t, "c"), Questions: rapid.Float64Range(0, 1000).Draw(t, "questions"),
		PriorCount: rapid.Float64Range(1, 1000).Draw(t, "k0"), LevelCount: weight("level"), BarCount: weight("bar"), RankCount: weight("rank"),
		ScaledCount: weight("scaled"), ObjectivesEach: rapid.IntRange(0, 12).Draw(t, "each"),
	}
}

func TestAnyReportGivesASoundBelief(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms, p := drawTerms(t), drawPaper(t)
		d := Domain{N: 1, Name: "One", Weight: rapid.Float64Range(0, 100).Draw(t, "weight"), Objectives: rapid.IntRange(-1, 12).Draw(t, "objectives")}
		if c, ok := PassFraction(terms.Scale, []Score{p.Score}); ok && !(c >= 0.05 && c <= 0.98) {
			t.Fatalf("pass fraction %v", c)
		}
		b, what, ok := terms.Believe(p, d)
		if ok && (!sound(b) || !strings.HasPrefix(what, "report: ")) || !ok && (b != Beta{} || what != "") {
			t.Fatalf("%v, %q, %v", b, what, ok)
		}
		if lo, hi := b.Middle80(); ok && !(lo >= 0 && lo <= hi && hi <= 1) {
			t.Fatalf("%v has the interval %v to %v", b, lo, hi)
		}
		terms.Headline(p)
		says, silent := p.Says([]Domain{d, {N: 2, Name: "Two"}})
		if p.SpeaksOfDomains() == (p.Strength() == "none") || p.SpeaksOfDomains() != (len(says) > 0) {
			t.Fatalf("speaks: %v, strength %q, says %q, silent %q", p.SpeaksOfDomains(), p.Strength(), says, silent)
		}
	})
}

// TestBetterIsNeverWorse: with all else equal, a higher value or one objective less on the list never
// lowers the mean.
func TestBetterIsNeverWorse(t *testing.T) {
	highest := map[Form]float64{ByCount: 20, ByPercent: 100, ByBar: 1, ByRank: 8, ByScaled: 800, ByPoints: 20, ByStars: 20}
	rapid.Check(t, func(t *rapid.T) {
		terms := drawTerms(t)
		terms.Scale = Scale{Kind: "scaled", Min: 200, Max: 800, Pass: 450, HasPass: true}
		d := Domain{N: 1, Weight: rapid.Float64Range(0, 100).Draw(t, "weight"), Objectives: rapid.IntRange(1, 12).Draw(t, "objectives")}
		mean := func(s Section) float64 {
			p := ranked(1, 3, 8)
			s.Domain, p.Sections[0] = 1, Section{Domain: 9, Form: ByRank, Value: 1}
			p.Sections = append(p.Sections, s)
			b, _, ok := terms.Believe(p, d)
			if !ok {
				t.Fatalf("%+v is not read", s)
			}
			return b.Mean()
		}
		for form, top := range highest {
			of := rapid.Float64Range(1, 30).Draw(t, "of")
			low, more := rapid.Float64Range(-1, top).Draw(t, "low"), rapid.Float64Range(0, top).Draw(t, "more")
			worse, better := mean(Section{Form: form, Value: low, Of: of}), mean(Section{Form: form, Value: low + more, Of: of})
			if better < worse-1e-12 {
				t.Fatalf("%s: %v gives %v, %v gives %v", form, low, worse, low+more, better)
			}
		}
		for l := LevelBelow; l <= LevelAbove; l++ {
			if worse, better := mean(Section{Form: ByLevel, Level: l - 1}), mean(Section{Form: ByLevel, Level: l}); better < worse-1e-12 {
				t.Fatalf("%s: %v after %v", l, better, worse)
			}
		}
		last := 1.0
		for listed := range d.Objectives + 1 {
			p := Paper{ListsMissed: true}
			for i := range listed {
				p.Missed = append(p.Missed, Objective{1, i + 1})
			}
			b, _, _ := terms.Believe(p, d)
			if b.Mean() > last+1e-12 {
				t.Fatalf("%d of %d listed: %v after %v", listed, d.Objectives, b.Mean(), last)
			}
			last = b.Mean()
		}
	})
}

func TestWeightOfNothingLeavesThePrior(t *testing.T) {
	terms := usual()
	terms.LevelCount, terms.BarCount, terms.RankCount, terms.ScaledCount = 0, 0, 0, 0
	for _, form := range []Form{ByLevel, ByBar, ByRank, ByScaled, ByStars} {
		if b, _, ok := terms.Believe(only(Section{Form: form, Value: 0.4, Of: 5, Level: LevelNone}), Domain{N: 1, Weight: 25}); b != terms.Prior() || !ok {
			t.Errorf("%s: %v", form, b)
		}
	}
}

// FuzzReport throws raw numbers at every form.
func FuzzReport(f *testing.F) {
	f.Add(uint8(0), 5.0, 9.0, 0.0, 0.0, 0.0, int8(2))
	f.Add(uint8(6), 5.0, 0.0, 0.0, 0.0, 0.0, int8(-9))
	f.Add(uint8(5), math.Inf(1), 0.0, math.Inf(-1), math.MaxFloat64, math.NaN(), int8(99))
	f.Fuzz(func(t *testing.T, form uint8, value, of, lo, hi, pass float64, level int8) {
		s := Section{Form: forms[int(form)%len(forms)], Value: value, Of: of, Min: lo, Max: hi, Pass: pass, Level: Level(level)}
		p := only(s)
		p.Score = Score{Form: "points", Value: value, Min: lo, Max: hi, Pass: pass, HasPass: true}
		if b, _, ok := usual().Believe(p, Domain{N: 1, Weight: 25}); ok && !sound(b) {
			t.Fatalf("%+v gives %v", s, b)
		}
		usual().Headline(p)
	})
}

func TestFromMissedAtTheEdges(t *testing.T) {
	prior := Beta{7, 3}
	all := FromMissed(prior, 5, 5, 3)
	for what, same := range map[string][2]Beta{
		"more listed than there are":        {FromMissed(prior, 9, 5, 3), all},
		"less than none listed":             {FromMissed(prior, -1, 5, 3), FromMissed(prior, 0, 5, 3)},
		"no objectives":                     {FromMissed(prior, 0, 0, 3), prior},
		"no number of questions":            {FromMissed(prior, 2, 5, math.NaN()), prior},
		"hardly a question: read as a half": {FromMissed(prior, 2, 5, 0.1), FromMissed(prior, 2, 5, 0.5)},
	} {
		if same[0] != same[1] {
			t.Errorf("%s: %v, want %v", what, same[0], same[1])
		}
	}
}
