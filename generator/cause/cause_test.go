package cause

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"retake/generator/civil"
	"retake/generator/fault"
)

// TestBounds stands on both sides of every bound.
func TestBounds(t *testing.T) {
	before := func(minutes, need civil.Minutes) func(*Facts) {
		return func(f *Facts) { f.Before, f.NeedMinutes = Before{Minutes: minutes, Known: true}, need }
	}
	kept := func(kept, planned civil.Minutes, more ...func(*Facts)) func(*Facts) {
		return func(f *Facts) {
			f.Kept, f.Planned = kept, planned
			for _, m := range more {
				m(f)
			}
		}
	}
	domains := func(heavy, light civil.Minutes) func(*Facts) {
		return func(f *Facts) { f.Domains = []DomainTime{domain(1, "A", 28, light), domain(2, "B", 72, heavy)} }
	}
	equal := func(minutes ...civil.Minutes) func(*Facts) {
		return func(f *Facts) {
			for i, m := range minutes {
				f.Domains = append(f.Domains, domain(i+1, "A", 100/float64(len(minutes)), m))
			}
		}
	}
	labs := func(practical bool, labs, others civil.Minutes) func(*Facts) {
		return func(f *Facts) { f.Practical, f.Kinds = practical, lab(labs, others) }
	}
	sat := func(s ...Sitting) func(*Facts) { return func(f *Facts) { f.Sittings = s } }
	on := func(d civil.Date, s Sitting) Sitting { s.Date = d; return s }
	of := func(questions int, s Sitting) Sitting { s.Questions = questions; return s }
	ratings := func(pairs ...float64) func(*Facts) { return func(f *Facts) { f.Anxiety = rated(pairs...) } }
	missed := func(misread, term, concept int) func(*Facts) {
		return func(f *Facts) { f.Reasons = reasons(misread, term, concept) }
	}
	changed := func(rw, wr, ww int) func(*Facts) {
		return func(f *Facts) { f.Changes = Changes{RW: rw, WR: wr, WW: ww} }
	}
	for _, c := range []struct {
		name  Name
		title string
		facts func(*Facts)
		claim int
		want  string
	}{
		{StudyTime, "a minute under half", before(1799, 3600), 0, Supported},
		{StudyTime, "half", before(1800, 3600), 0, NotSupported},
		{StudyTime, "under 80 %", before(2879, 3600), 0, NotSupported},
		{StudyTime, "kept under 60 %", kept(599, 1000), 0, Supported},
		{StudyTime, "kept 60 %, hours before not known", kept(600, 1000), 0, NoData},
		{StudyTime, "kept 60 %, hours before enough", kept(600, 1000, before(3600, 3600)), 0, NotSupported},
		{StudyTime, "kept little, hours before enough", kept(599, 1000, before(3600, 3600)), 0, Supported},
		{StudyTime, "nothing kept of a minute under five hours", kept(0, 299, before(3600, 3600)), 0, NotSupported},
		{StudyTime, "nothing kept of five hours", kept(0, 300), 0, Supported},
		{StudyTime, "no need known", before(10, 0), 3, NoData},
		{StudyTime, "a claim alone", func(*Facts) {}, 3, NoData},

		{Coverage, "a minute under half of 72 % of 1000", domains(359, 641), 0, Supported},
		{Coverage, "half of 72 % of 1000", domains(360, 640), 0, NotSupported},
		{Coverage, "a light domain without time", domains(1000, 0), 0, NotSupported},
		{Coverage, "a minute under five hours", domains(0, 299), 0, NoData},
		{Coverage, "five hours", domains(0, 300), 0, Supported},
		{Coverage, "all of average weight, in thirds", equal(500, 500, 199), 0, Supported},
		{Coverage, "all of average weight, just enough", equal(500, 500, 200), 0, NotSupported},
		{Coverage, "no domains", func(*Facts) {}, 3, NotSupported},
		{Coverage, "no weights", func(f *Facts) { f.Domains = []DomainTime{domain(1, "A", 0, 500), domain(2, "B", 0, 0)} }, 3, NotSupported},

		{OneSource, "a person and a group", func(f *Facts) { f.Sources = []Source{group, {Name: "M.", Kind: "person", Used: true}} }, 3, NoData},
		{OneSource, "a book and a group", func(f *Facts) { f.Sources = []Source{guide, group} }, 0, Supported},
		{OneSource, "two books", func(f *Facts) { f.Sources = []Source{guide, second} }, 0, Supported},
		{OneSource, "a book and questions", func(f *Facts) { f.Sources = []Source{guide, questions} }, 0, NotSupported},
		{OneSource, "a book, and a video since", func(f *Facts) { f.Sources = []Source{guide, video} }, 0, Supported},

		{HandsOn, "practical, 14.9 %", labs(true, 149, 851), 0, Supported},
		{HandsOn, "practical, 15 %", labs(true, 150, 850), 0, NotSupported},
		{HandsOn, "practical, nothing but reading", labs(true, 0, 300), 0, Supported},
		{HandsOn, "practical, a minute under five hours", labs(true, 0, 299), 0, NoData},
		{HandsOn, "not practical, claimed, 9.9 %", labs(false, 99, 901), 1, Supported},
		{HandsOn, "not practical, claimed, 10 %", labs(false, 100, 900), 1, NotSupported},
		{HandsOn, "not practical, not claimed", labs(false, 1, 999), 0, NotSupported},

		{OutOfTime, "two of 90", sat(realSitting(2, 0)), 0, Supported},
		{OutOfTime, "one of 40 is 2.5 %, but only one", sat(of(40, realSitting(1, 80))), 0, NotSupported},
		{OutOfTime, "two of 101 is less than 2 %", sat(of(101, realSitting(2, 0))), 0, NotSupported},
		{OutOfTime, "three of 150", sat(of(150, realSitting(3, 0))), 0, Supported},
		{OutOfTime, "two of not known how many", sat(of(0, realSitting(2, 0))), 0, Supported},
		{OutOfTime, "one, and 88 of 90 minutes", sat(realSitting(1, 88)), 0, NotSupported},
		{OutOfTime, "one, and 89 of 90 minutes", sat(realSitting(1, 89)), 0, Supported},
		{OutOfTime, "all time, pace behind", sat(simulation(6, -1, 90, "first")), 0, Supported},
		{OutOfTime, "all time and more", sat(simulation(6, 0, 96, "last")), 0, Supported},
		{OutOfTime, "all time, on time at every checkpoint", sat(simulation(6, 0, 90, "")), 0, NotSupported},
		{OutOfTime, "pace behind, time left", sat(simulation(6, -1, 80, "first")), 0, NotSupported},
		{OutOfTime, "the fourth simulation from the end", sat(simulation(6, 9, 90, ""), simulation(7, 0, 80, ""), simulation(8, 0, 80, ""), simulation(9, 0, 80, "")), 0, NotSupported},
		{OutOfTime, "the third simulation from the end", sat(simulation(6, 9, 90, ""), simulation(7, 0, 80, ""), simulation(8, 0, 80, "")), 0, Supported},
		{OutOfTime, "a real one, two good ones since", sat(realSitting(2, 90), simulation(6, 0, 80, ""), simulation(7, 0, 80, "")), 0, Supported},
		{OutOfTime, "a real one, three good ones since", sat(realSitting(2, 90), simulation(6, 0, 80, ""), simulation(7, 0, 80, ""), simulation(8, 0, 80, "")), 0, NotSupported},
		{OutOfTime, "a real one, a bad one among the last three", sat(realSitting(2, 90), simulation(6, 9, 80, ""), simulation(7, 0, 80, ""), simulation(8, 0, 80, "")), 0, Supported},
		{OutOfTime, "a bad one before a good real one", sat(on(civil.Of(2026, 12, 10), realSitting(0, 80)), simulation(6, 9, 90, "")), 0, NotSupported},
		{OutOfTime, "a bad real one before a good one", sat(realSitting(9, 90), on(civil.Of(2026, 12, 10), realSitting(0, 80))), 0, NotSupported},
		{OutOfTime, "a bad real one before one of which nothing is written", sat(realSitting(9, 90), on(civil.Of(2026, 12, 10), realSitting(-1, 0))), 0, NoData},
		{OutOfTime, "a good real one, a bad one since", sat(realSitting(0, 80), simulation(6, 9, 90, "")), 0, Supported},

		{Anxiety, "mean under 6", ratings(6, -1, 6, -1, 5, -1), 0, NotSupported},
		{Anxiety, "mean of 6", ratings(6, -1, 7, -1, 5, -1), 0, Supported},
		{Anxiety, "two of 10", ratings(10, 50, 10, 50), 0, NoData},
		{Anxiety, "older ratings are not in the mean", ratings(10, -1, 10, -1, 3, -1, 4, -1, 5, -1), 0, NotSupported},
		{Anxiety, "4.9 points lower", ratings(6, 70.1, 6, 70.1, 2, 75, 2, 75), 0, NotSupported},
		{Anxiety, "5 points lower", ratings(6, 70, 6, 70, 2, 75, 2, 75), 0, Supported},
		{Anxiety, "one tense evening is no pattern", ratings(6, 50, 2, 75, 2, 75, 2, 75), 0, NotSupported},
		{Anxiety, "three with results are too few", ratings(6, 50, 2, 75, 2, 75, 2, -1), 0, NotSupported},
		{Anxiety, "higher when tense", ratings(6, 90, 6, 90, 2, 75, 2, 75), 0, NotSupported},

		{Misreading, "one of seven", missed(7, 0, 0), 0, NoData},
		{Misreading, "two of eight", missed(1, 1, 6), 0, Supported},
		{Misreading, "24.9 %", missed(10, 14, 73), 0, NotSupported},
		{Misreading, "25 %", missed(10, 14, 72), 0, Supported},

		{SecondGuessing, "three to wrong, none to right: 0.94", changed(3, 0, 0), 0, Supported},
		{SecondGuessing, "two to wrong, none to right: 0.88", changed(2, 0, 0), 0, NoData},
		{SecondGuessing, "8 and 3: 0.93", changed(8, 3, 0), 0, Supported},
		{SecondGuessing, "8 and 4: 0.87", changed(8, 4, 0), 0, NotSupported},
		{SecondGuessing, "seven that tell", changed(3, 4, 9), 0, NoData},
		{SecondGuessing, "eight that tell", changed(4, 4, 0), 0, NotSupported},
	} {
		got := example{name: c.name, facts: c.facts, claim: c.claim}.weigh()
		if got.Verdict != c.want {
			t.Errorf("%s, %s: %q, want %q (%s)", c.name, c.title, got.Verdict, c.want, got.Evidence)
		}
	}
}

// TestConcerns: only coverage is about single domains, and it names them.
func TestConcerns(t *testing.T) {
	c := example{name: Coverage, facts: func(f *Facts) {
		f.Domains = []DomainTime{domain(3, "A", 20, 900), domain(5, "B", 40, 120), domain(7, "C", 40, 0)}
	}}.weigh()
	if diff := cmp.Diff([]int{5, 7}, c.Domains); diff != "" {
		t.Error(diff)
	}
	if c.Concerns(3) || !c.Concerns(5) || c.Concerns(0) {
		t.Error("coverage concerns the domains that it names, and no others")
	}
	if !(Cause{Name: Anxiety}).Concerns(3) {
		t.Error("anxiety concerns every domain")
	}
}

// TestSeparateReasons: the remedy for a misread question is not that for a term, so both are counted.
func TestSeparateReasons(t *testing.T) {
	c := example{name: Misreading, facts: func(f *Facts) { f.Reasons = reasons(4, 0, 6) }}.weigh()
	if !strings.Contains(c.Evidence, "4 came from misreading and 0 from terms") {
		t.Error(c.Evidence)
	}
}

// TestNeverForbidden: no sentence tells anyone to leave answers as they are, unless the exam does.
func TestNeverForbidden(t *testing.T) {
	for _, o := range Occasions {
		for _, forbids := range []bool{false, true} {
			task, _ := Task(SecondGuessing, o, Circumstances{ForbidsReview: forbids})
			if strings.Contains(task, "No going back") != (forbids && (o == Questions || o == Simulation)) {
				t.Errorf("%s, review forbidden %v: %q", o, forbids, task)
			}
		}
	}
	for _, name := range Names {
		for _, o := range Occasions {
			task, _ := Task(name, o, Circumstances{ForbidsReview: true})
			if strings.Contains(task, "come back") || strings.Contains(task, "passes") {
				t.Errorf("%s, %s: the exam does not let anyone go back, but: %q", name, o, task)
			}
		}
	}
}

// TestEveryCauseHasATask: a supported cause that changes nothing would be idle talk.
func TestEveryCauseHasATask(t *testing.T) {
	for _, name := range append(Names[:], "luck") {
		n := 0
		for _, o := range Occasions {
			task, ok := Task(name, o, Circumstances{})
			if ok != (task != "") {
				t.Errorf("%s, %s: ok is %v for %q", name, o, ok, task)
			}
			if ok {
				n++
				tidy(t, string(name), task)
			}
		}
		if (n > 0) != slices.Contains(Names[:], name) {
			t.Errorf("%s adds %d tasks", name, n)
		}
	}
}

func TestNames(t *testing.T) {
	for i, name := range Names {
		want := Preparation
		if i > 3 {
			want = Execution
		}
		if Family(name) != want || Title(name) == "" {
			t.Errorf("%s: %q, %q", name, Family(name), Title(name))
		}
	}
	if Family("luck") != "" || Title("luck") != "" {
		t.Error("luck is none of the eight")
	}
}

func TestSpell(t *testing.T) {
	for seconds, want := range map[int]string{36: "36 seconds", 60: "a minute", 120: "120 seconds", 150: "2.5 minutes", 424: "7 minutes"} {
		if got := spell(seconds); got != want {
			t.Errorf("%d: %q, want %q", seconds, got, want)
		}
	}
}

// reporter is what tidy needs of a test, plain or drawn.
type reporter interface {
	Helper()
	Errorf(string, ...any)
}

// tidy fails on what is no plain sentence.
func tidy(t reporter, what, s string) {
	t.Helper()
	wrong := s == "" || !strings.HasSuffix(s, ".") || s[0] >= 'a' && s[0] <= 'z'
	for _, mark := range []string{"!", "\n", "  ", "..", " .", "NaN", " 1 questions", " 1 simulations"} {
		wrong = wrong || strings.Contains(s, mark)
	}
	if wrong {
		t.Errorf("%s: no plain sentence: %q", what, s)
	}
}

func drawPos(t *rapid.T) fault.Pos { return at(rapid.IntRange(0, 9999).Draw(t, "line")) }

func drawMinutes(t *rapid.T, most int) civil.Minutes {
	return civil.Minutes(rapid.IntRange(0, most).Draw(t, "minutes"))
}

// drawFacts makes any facts that a record can lead to.
func drawFacts(t *rapid.T) Facts {
	f := unsaid()
	for i := range f.Claims {
		f.Claims[i] = rapid.IntRange(Unsaid, 3).Draw(t, "claim")
	}
	f.Practical, f.ForbidsReview = rapid.Bool().Draw(t, "practical"), rapid.Bool().Draw(t, "forbids")
	f.Before = Before{Minutes: drawMinutes(t, 6000), Known: rapid.Bool().Draw(t, "known"), Pos: drawPos(t)}
	f.HandsOnly = f.Practical && rapid.Bool().Draw(t, "hands only")
	for i := range f.Was {
		f.Was[i] = rapid.Bool().Draw(t, "was")
	}
	f.Need = Need{Start: Beginner, Target: rapid.Float64Range(0, 1).Draw(t, "target"), CurveHours: 20, Reached: rapid.Float64Range(0, 1).Draw(t, "reached")}
	f.NeedMinutes, f.Kept, f.Planned = drawMinutes(t, 6000), drawMinutes(t, 2000), drawMinutes(t, 2000)
	small := func(what string) int { return rapid.IntRange(0, 6).Draw(t, what) }
	for i := range small("domains") {
		f.Domains = append(f.Domains, DomainTime{N: i + 1, Name: string(rune('A' + i)), Weight: float64(rapid.IntRange(0, 60).Draw(t, "weight")), Minutes: drawMinutes(t, 600), AtTarget: rapid.Bool().Draw(t, "at target"), Pos: drawPos(t)})
	}
	for i, kind := range []string{"read", "lab", "practice"} {
		f.Kinds = append(f.Kinds, KindTime{Kind: kind, Minutes: drawMinutes(t, 300*(i+1)), Pos: drawPos(t)})
	}
	for i := range small("sources") {
		kind := rapid.SampledFrom([]string{"book", "questions", "lab", "person"}).Draw(t, "kind")
		f.Sources = append(f.Sources, Source{Name: "Source " + string(rune('A'+i)), Kind: kind, Provider: rapid.SampledFrom([]string{"", "P", "p"}).Draw(t, "provider"), Used: rapid.Bool().Draw(t, "used"), Since: rapid.Bool().Draw(t, "since"), Pos: drawPos(t)})
	}
	for i := range small("sittings") {
		f.Sittings = append(f.Sittings, Sitting{What: "the exam", Pos: at(500 + i), Date: civil.Of(2026, 11, rapid.IntRange(1, 5).Draw(t, "day")), Real: rapid.Bool().Draw(t, "real"), Unanswered: rapid.IntRange(-1, 4).Draw(t, "unanswered"), Used: civil.Minutes(rapid.IntRange(85, 90).Draw(t, "used")), Allowed: 90, Questions: 90 * small("n"), Behind: rapid.SampledFrom([]string{"", "second"}).Draw(t, "behind")})
	}
	for _, why := range []string{"", "misread", "term", "concept"} {
		f.Reasons = append(f.Reasons, Reason{why, small("n"), drawPos(t)})
	}
	f.Changes = Changes{RW: small("rw") * 2, WR: small("wr") * 2, WW: small("ww"), Sittings: small("of"), Pos: drawPos(t)}
	for i := range small("ratings") {
		f.Anxiety = append(f.Anxiety, Rating{Date: civil.Of(2026, 11, 1+i), Value: rapid.IntRange(0, 10).Draw(t, "rating"), Percent: float64(rapid.IntRange(-1, 100).Draw(t, "percent")), Pos: drawPos(t)})
	}
	return f
}

// TestWeigh: always the eight in their order, each with a verdict, plain sentences and places in order.
func TestWeigh(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawFacts(t)
		all := Weigh(f)
		if len(all) != len(Names) {
			t.Fatalf("%d causes", len(all))
		}
		for i, c := range all {
			if c.Name != Names[i] || c.Family != Family(c.Name) || c.Title != Title(c.Name) || c.Claimed != f.Claims[i] {
				t.Errorf("at %d: %+v", i, c)
			}
			if !slices.Contains([]string{Supported, NotSupported, NoData}, c.Verdict) {
				t.Errorf("%s: verdict %q", c.Name, c.Verdict)
			}
			for _, s := range []string{c.Evidence, c.Formula, c.Rule, c.Mind} {
				tidy(t, string(c.Name), s)
			}
			for _, in := range c.Inputs {
				if in.Name == "" || in.Value == "" || strings.Contains(in.Value, "NaN") || strings.Contains(in.Value, "%!") {
					t.Errorf("%s: input %+v", c.Name, in)
				}
			}
			if !slices.IsSortedFunc(c.Lines, comparePos) || slices.Contains(c.Lines, fault.Pos{}) {
				t.Errorf("%s: lines %v", c.Name, c.Lines)
			}
			if (len(c.Domains) > 0) != (c.Name == Coverage && c.Verdict == Supported) {
				t.Errorf("%s, %s: domains %v", c.Name, c.Verdict, c.Domains)
			}
		}
	})
}

// TestOrder: the order in which entries come changes nothing, and weighing changes no facts.
func TestOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawFacts(t)
		want := Weigh(f)
		if diff := cmp.Diff(want, Weigh(f)); diff != "" {
			t.Fatalf("the second time it differs:\n%s", diff)
		}
		g := f
		g.Kinds = rapid.Permutation(f.Kinds).Draw(t, "kinds")
		g.Sittings = rapid.Permutation(f.Sittings).Draw(t, "sittings")
		g.Reasons = rapid.Permutation(f.Reasons).Draw(t, "reasons")
		g.Anxiety = rapid.Permutation(f.Anxiety).Draw(t, "anxiety")
		if diff := cmp.Diff(want, Weigh(g)); diff != "" {
			t.Fatalf("in another order:\n%s", diff)
		}
		g.Domains = rapid.Permutation(f.Domains).Draw(t, "domains")
		g.Sources = rapid.Permutation(f.Sources).Draw(t, "sources")
		for i, c := range Weigh(g) {
			slices.Sort(c.Domains)
			if c.Verdict != want[i].Verdict || !reflect.DeepEqual(c.Lines, want[i].Lines) || !slices.Equal(c.Domains, want[i].Domains) {
				t.Fatalf("%s: %s, in another order %s", c.Name, want[i].Verdict, c.Verdict)
			}
		}
	})
}

// TestClaimsDecideNothing: what is claimed changes no verdict, but for labs where the exam has none.
func TestClaimsDecideNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawFacts(t)
		g := f
		for i := range g.Claims {
			g.Claims[i] = rapid.IntRange(Unsaid, 3).Draw(t, "claim")
		}
		a, b := Weigh(f), Weigh(g)
		for i := range a {
			if a[i].Verdict != b[i].Verdict && !(a[i].Name == HandsOn && !f.Practical) {
				t.Errorf("%s: claims %d and %d make %q and %q", a[i].Name, f.Claims[i], g.Claims[i], a[i].Verdict, b[i].Verdict)
			}
		}
	})
}

// TestWasDecidesNothing: what was so earlier changes words, and no verdict; and only where it is no longer so.
func TestWasDecidesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawFacts(t)
		g := f
		g.Was = [len(Names)]bool{}
		a, b := Weigh(f), Weigh(g)
		for i := range a {
			if a[i].Verdict != b[i].Verdict {
				t.Errorf("%s: %q, and %q if it never was", a[i].Name, a[i].Verdict, b[i].Verdict)
			}
			named := strings.HasPrefix(a[i].Evidence, labsNamed)
			mended := strings.Contains(a[i].Evidence, "Mended since: ") || named
			if f.Was[i] && a[i].Verdict == NotSupported && (!mended || !named && !strings.HasPrefix(a[i].Rule, "Mended since")) {
				t.Errorf("%s was supported and is not: %q, %q", a[i].Name, a[i].Evidence, a[i].Rule)
			}
			if a[i].Verdict != NotSupported && mended {
				t.Errorf("%s, %s: %q", a[i].Name, a[i].Verdict, a[i].Evidence)
			}
		}
	})
}

// TestShares: a share is that of the figures beside it, and under a bound it never reads like the bound.
func TestShares(t *testing.T) {
	for _, c := range []struct {
		part, whole civil.Minutes
		want        int
	}{{545, 640, 85}, {149, 1000, 14}, {150, 1000, 15}, {146, 1000, 14}, {156, 1000, 16}} {
		if got := percent(c.part, c.whole, labsLow); got != c.want {
			t.Errorf("%d of %d: %d %%, want %d %%", c.part, c.whole, got, c.want)
		}
	}
	for m, want := range map[civil.Minutes]civil.Minutes{599: 599, 600: 600, 629: 600, 630: 660, 3629: 3600} {
		if got := nearest(m); got != want {
			t.Errorf("%d: %d, want %d", m, got, want)
		}
	}
}

// TestHalfOfTheWay: 60 h are less than half of a beginner's 129 h. In five domains the curve asks for 100 h x
// ln((1 - reached)/0.2) more: from 0.50 for 92 h, from 0.63 for 62 h, from 0.64 for 59 h.
func TestHalfOfTheWay(t *testing.T) {
	for _, c := range []struct {
		before  civil.Minutes
		reached float64
		want    string
	}{{3600, 0, Supported}, {3600, 0.50, Supported}, {3600, 0.63, Supported}, {3600, 0.64, NoData}, {3600, 0.9, NoData}, {240, 0.74, Supported}, {1800, 0.74, NoData}} {
		got := example{name: StudyTime, facts: func(f *Facts) {
			f.Before, f.NeedMinutes = Before{Minutes: c.before, Known: true}, 129*60
			f.Need, f.Domains = Need{Start: Beginner, Target: 0.8, CurveHours: 20, Reached: c.reached}, make([]DomainTime, 5)
		}}.weigh()
		if got.Verdict != c.want {
			t.Errorf("%s, reached %v: %s (%s)", c.before, c.reached, got.Verdict, got.Evidence)
		}
	}
}

// TestNeedOpens: the hours asked for say what they follow from.
func TestNeedOpens(t *testing.T) {
	c := example{name: StudyTime, facts: func(f *Facts) {
		f.Before, f.NeedMinutes = Before{Minutes: 1800, Known: true}, 3000
		f.Need = Need{Start: Beginner, Target: 0.8, CurveHours: 20}
	}}.weigh()
	text := ""
	for _, in := range c.Inputs {
		text += in.Name + " " + in.Value + "\n"
	}
	for _, want := range []string{"about 50 h", "25 %", "80 %", "20 h in one domain"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in:\n%s", want, text)
		}
	}
}

// TestMoreHarmNeverAcquits: one more change to wrong never makes the harm look smaller.
func TestMoreHarmNeverAcquits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := unsaid()
		f.Changes = Changes{RW: rapid.IntRange(0, 40).Draw(t, "rw"), WR: rapid.IntRange(0, 40).Draw(t, "wr")}
		before := pick(Weigh(f), SecondGuessing).Verdict
		f.Changes.RW++
		if after := pick(Weigh(f), SecondGuessing).Verdict; before == Supported && after != Supported {
			t.Errorf("%+v: %q, then %q", f.Changes, before, after)
		}
	})
}

// BenchmarkWeigh is one week of a replay with all that can be known.
func BenchmarkWeigh(b *testing.B) {
	f := unsaid()
	for _, e := range examples() {
		e.facts(&f)
	}
	f.Domains = []DomainTime{domain(1, "Concepts", 20, 900), domain(2, "Threats", 40, 120), domain(4, "Operations", 40, 0)}
	f.Sources = []Source{guide, second, video, homeLab, group}
	f.Sittings = []Sitting{realSitting(3, 88), simulation(6, 0, 80, ""), simulation(13, 0, 84, "")}
	f.Anxiety, f.Reasons, f.Changes = rated(7, 66, 6, 68, 3, 78, 4, 75, 5, 74), reasons(4, 3, 13), Changes{RW: 8, WR: 5, Sittings: 4}
	b.ReportAllocs()
	for b.Loop() {
		Weigh(f)
	}
}
