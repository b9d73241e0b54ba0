package cause

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"retake/generator/civil"
	"retake/generator/fault"
)

var update = flag.Bool("update", false, "write the golden file anew")

// unsaid is a learner who claims nothing and has logged nothing.
func unsaid() Facts {
	var f Facts
	for i := range f.Claims {
		f.Claims[i] = Unsaid
	}
	return f
}

// claiming is unsaid but for one claim.
func claiming(name Name, strength int) Facts {
	f := unsaid()
	for i, n := range Names {
		if n == name {
			f.Claims[i] = strength
		}
	}
	return f
}

// was marks one cause as supported in an earlier week.
func was(name Name) (out [len(Names)]bool) {
	for i, n := range Names {
		out[i] = n == name
	}
	return out
}

func at(line int) fault.Pos { return fault.Pos{File: "content/log.toml", Line: line, Col: 1} }

func domain(n int, name string, weight float64, minutes civil.Minutes) DomainTime {
	return DomainTime{N: n, Name: name, Weight: weight, Minutes: minutes, Pos: at(10 * n)}
}

func lab(labs, others civil.Minutes) []KindTime {
	return []KindTime{{Kind: "read", Minutes: others}, {Kind: "lab", Minutes: labs, Pos: at(7)}}
}

func realSitting(unanswered int, used civil.Minutes) Sitting {
	return Sitting{What: "the exam", Pos: at(1), Date: civil.Of(2026, 11, 2), Real: true, Unanswered: unanswered, Used: used, Allowed: 90, Questions: 90}
}

func simulation(day, unanswered int, used civil.Minutes, behind string) Sitting {
	return Sitting{What: "the simulation Provider B, form 2", Pos: at(100 + day), Date: civil.Of(2026, 12, day), Unanswered: unanswered, Used: used, Allowed: 90, Questions: 90, Behind: behind}
}

// rated makes ratings from pairs of rating and percent, one a day.
func rated(pairs ...float64) []Rating {
	var out []Rating
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, Rating{Date: civil.Of(2026, 12, 1+i), Value: int(pairs[i]), Percent: pairs[i+1], Pos: at(200 + i)})
	}
	return out
}

func reasons(misread, term, concept int) []Reason {
	return []Reason{{"concept", concept, at(301)}, {"misread", misread, at(302)}, {"term", term, at(303)}, {"", 50, at(304)}}
}

var (
	guide     = Source{Name: "Study guide", Kind: "book", Used: true, Pos: at(21)}
	second    = Source{Name: "Second guide", Kind: "book", Used: true, Pos: at(22)}
	questions = Source{Name: "Practice questions A", Kind: "questions", Used: true, Pos: at(23)}
	video     = Source{Name: "Video course", Kind: "video", Since: true, Pos: at(24)}
	homeLab   = Source{Name: "Home lab", Kind: "lab", Pos: at(25)}
	group     = Source{Name: "Study group", Kind: "community", Used: true, Pos: at(26)}
)

// example is a worked case of one cause.
type example struct {
	name  Name
	title string
	facts func(f *Facts)
	claim int
	want  string
}

func examples() []example {
	return []example{
		{StudyTime, "short before", func(f *Facts) {
			f.Before, f.NeedMinutes = Before{Minutes: 25 * 60, Known: true, Pos: at(1)}, 60*60+40
			f.Need = Need{Start: Beginner, Target: 0.85, CurveHours: 20}
		}, 2, Supported},
		{StudyTime, "short before by the curve, but half of the way done", func(f *Facts) {
			f.Before, f.NeedMinutes = Before{Minutes: 30 * 60, Known: true, Pos: at(1)}, 129*60
			f.Need = Need{Start: Beginner, Target: 0.8, CurveHours: 20, Reached: 0.73}
			f.Domains = []DomainTime{domain(1, "A", 20, 0), domain(2, "B", 20, 0), domain(3, "C", 20, 0), domain(4, "D", 20, 0), domain(5, "E", 20, 0)}
		}, 2, NoData},
		{StudyTime, "short before, and the report agrees", func(f *Facts) {
			f.Before, f.NeedMinutes = Before{Minutes: 60 * 60, Known: true, Pos: at(1)}, 129*60
			f.Need = Need{Start: Beginner, Target: 0.8, CurveHours: 20, Reached: 0.57}
			f.Domains = []DomainTime{domain(1, "A", 20, 0), domain(2, "B", 20, 0), domain(3, "C", 20, 0), domain(4, "D", 20, 0), domain(5, "E", 20, 0)}
		}, 2, Supported},
		{StudyTime, "short by a little, where whole hours would say half", func(f *Facts) {
			f.Before, f.NeedMinutes = Before{Minutes: 30 * 60, Known: true, Pos: at(1)}, 60*60+20
		}, Unsaid, Supported},
		{StudyTime, "short before, and not kept since", func(f *Facts) {
			f.Before, f.NeedMinutes = Before{Minutes: 9*60 + 30, Known: true, Pos: at(1)}, 60*60
			f.Kept, f.Planned = 6*60, 14*60
		}, Unsaid, Supported},
		{StudyTime, "not kept since", func(f *Facts) { f.Kept, f.Planned = 6*60, 14*60 }, Unsaid, Supported},
		{StudyTime, "in between", func(f *Facts) {
			f.Before, f.NeedMinutes = Before{Minutes: 40 * 60, Known: true, Pos: at(1)}, 60*60
		}, 3, NotSupported},
		{StudyTime, "enough", func(f *Facts) {
			f.Before, f.NeedMinutes = Before{Minutes: 55 * 60, Known: true, Pos: at(1)}, 60*60
			f.Kept, f.Planned = 13*60, 14*60
		}, Unsaid, NotSupported},
		{StudyTime, "kept again", func(f *Facts) {
			f.Before, f.NeedMinutes = Before{Minutes: 55 * 60, Known: true, Pos: at(1)}, 60*60
			f.Kept, f.Planned, f.Was = 9*60+5, 10*60+40, was(StudyTime)
		}, 2, NotSupported},
		{StudyTime, "one evening missed", func(f *Facts) { f.Planned = 80 }, Unsaid, NoData},
		{StudyTime, "need not known", func(f *Facts) { f.Before = Before{Minutes: 55 * 60, Known: true} }, Unsaid, NoData},
		{StudyTime, "nothing known", func(f *Facts) {}, Unsaid, NoData},

		{Coverage, "one bare domain", func(f *Facts) {
			f.Domains = []DomainTime{domain(1, "Concepts", 12, 300), domain(2, "Threats", 30, 800), domain(4, "Operations", 58, 100)}
		}, 1, Supported},
		{Coverage, "two bare domains", func(f *Facts) {
			f.Domains = []DomainTime{domain(1, "Concepts", 20, 900), domain(2, "Threats", 40, 120), domain(4, "Operations", 40, 0)}
		}, Unsaid, Supported},
		{Coverage, "even", func(f *Facts) {
			f.Domains = []DomainTime{domain(1, "Concepts", 20, 200), domain(2, "Threats", 80, 700)}
		}, 2, NotSupported},
		{Coverage, "the heavy one is at the target", func(f *Facts) {
			strong := domain(2, "Threats", 60, 0)
			strong.AtTarget = true
			f.Domains = []DomainTime{domain(1, "Concepts", 40, 700), strong}
		}, Unsaid, NotSupported},
		{Coverage, "one heavy domain of two is at the target", func(f *Facts) {
			strong := domain(2, "Threats", 45, 0)
			strong.AtTarget = true
			f.Domains = []DomainTime{domain(1, "Concepts", 10, 300), strong, domain(3, "Operations", 45, 400)}
		}, Unsaid, NotSupported},
		{Coverage, "worked on since", func(f *Facts) {
			f.Domains, f.Was = []DomainTime{domain(1, "Concepts", 20, 200), domain(2, "Threats", 80, 700)}, was(Coverage)
		}, 2, NotSupported},
		{Coverage, "one domain", func(f *Facts) { f.Domains = []DomainTime{domain(1, "All", 100, 700)} }, Unsaid, NotSupported},
		{Coverage, "little logged", func(f *Facts) {
			f.Domains = []DomainTime{domain(1, "Concepts", 20, 100), domain(2, "Threats", 80, 30)}
		}, Unsaid, NoData},
		{Coverage, "nothing logged", func(f *Facts) {
			f.Domains = []DomainTime{domain(1, "Concepts", 20, 0), domain(2, "Threats", 80, 0)}
		}, Unsaid, NoData},

		{OneSource, "one source", func(f *Facts) { f.Sources = []Source{guide, group} }, 3, Supported},
		{OneSource, "one kind, with a remedy under way", func(f *Facts) { f.Sources = []Source{guide, second, video, homeLab, group} }, Unsaid, Supported},
		{OneSource, "one provider", func(f *Facts) {
			book, quiz := guide, questions
			book.Provider, quiz.Provider = "Northgate", "northgate"
			f.Sources = []Source{book, quiz}
		}, Unsaid, Supported},
		{OneSource, "two books and two sets of questions", func(f *Facts) {
			f.Sources = []Source{guide, second, {Name: "Cards", Kind: "questions"}, {Name: "Quiz", Kind: "questions"}, homeLab}
		}, Unsaid, Supported},
		{OneSource, "a new book, but no second set of questions", func(f *Facts) {
			f.Sources = []Source{questions, {Name: "New guide", Kind: "book"}, {Name: "Course", Kind: "course"}}
		}, Unsaid, Supported},
		{OneSource, "nothing that could alternate", func(f *Facts) { f.Sources = []Source{guide, {Name: "Cards", Kind: "questions"}, homeLab} }, Unsaid, Supported},
		{OneSource, "nothing to read", func(f *Facts) {
			f.Sources = []Source{questions, {Name: "Cards", Kind: "questions"}, homeLab}
		}, Unsaid, Supported},
		{OneSource, "only what was used since is known", func(f *Facts) { f.Sources = []Source{video, homeLab} }, Unsaid, Supported},
		{OneSource, "only what was used since is known, and it is enough", func(f *Facts) {
			f.Sources = []Source{video, {Name: "Cards", Kind: "questions", Since: true}}
		}, Unsaid, NotSupported},
		{OneSource, "several", func(f *Facts) { f.Sources = []Source{guide, second, questions} }, Unsaid, NotSupported},
		{OneSource, "several, but it was one", func(f *Facts) {
			f.Sources, f.Was = []Source{video, {Name: "Cards", Kind: "questions", Since: true}}, was(OneSource)
		}, 3, NotSupported},
		{OneSource, "many", func(f *Facts) {
			f.Sources = []Source{guide, second, questions, {Name: "Cards", Kind: "questions", Used: true}, {Name: "Course", Kind: "course", Used: true}, {Name: "Notes", Kind: "book", Used: true}}
		}, 1, NotSupported},
		{OneSource, "none known", func(f *Facts) { f.Sources = []Source{homeLab, group} }, Unsaid, NoData},

		{HandsOn, "practical exam", func(f *Facts) { f.Practical, f.Kinds, f.Sources = true, lab(30, 970), []Source{homeLab} }, 2, Supported},
		{HandsOn, "not practical, claimed, a lab is listed", func(f *Facts) { f.Kinds, f.Sources = lab(50, 700), []Source{homeLab} }, 2, Supported},
		{HandsOn, "enough labs", func(f *Facts) { f.Practical, f.Kinds = true, lab(200, 800) }, 1, NotSupported},
		{HandsOn, "enough labs now", func(f *Facts) { f.Practical, f.Kinds, f.Was = true, lab(200, 800), was(HandsOn) }, 3, NotSupported},
		{HandsOn, "practical, no lab listed", func(f *Facts) { f.Practical, f.Kinds = true, lab(0, 970) }, Unsaid, Supported},
		{HandsOn, "not practical, no longer claimed", func(f *Facts) { f.Kinds, f.Was = lab(0, 700), was(HandsOn) }, 0, NotSupported},
		{HandsOn, "not practical, a lab is listed", func(f *Facts) { f.Kinds, f.Sources = lab(20, 700), []Source{homeLab} }, Unsaid, NotSupported},
		{HandsOn, "not practical", func(f *Facts) { f.Kinds = lab(0, 700) }, Unsaid, NotSupported},
		{HandsOn, "little logged", func(f *Facts) { f.Practical, f.Kinds = true, lab(0, 200) }, 1, NoData},

		{OutOfTime, "in the exam", func(f *Facts) { f.Sittings = []Sitting{realSitting(3, 88)} }, 3, Supported},
		{OutOfTime, "in the exam, not since", func(f *Facts) {
			f.Practical = true
			f.Sittings = []Sitting{realSitting(3, 88), simulation(6, 0, 80, ""), simulation(13, 0, 84, "")}
		}, Unsaid, Supported},
		{OutOfTime, "in the exam, and three good ones since", func(f *Facts) {
			f.Sittings = []Sitting{realSitting(3, 88), simulation(6, 0, 80, ""), simulation(13, 0, 84, ""), simulation(20, 1, 70, "")}
		}, 3, NotSupported},
		{OutOfTime, "in an earlier exam, not in the last", func(f *Facts) {
			second := realSitting(0, 86)
			second.Date, second.Pos = civil.Of(2027, 2, 13), at(2)
			f.Sittings, f.Was = []Sitting{realSitting(6, 90), simulation(6, 4, 90, "last"), second}, was(OutOfTime)
		}, 3, NotSupported},
		{OutOfTime, "hands-on tasks", func(f *Facts) {
			f.Practical, f.HandsOnly, f.Sittings = true, true, []Sitting{realSitting(3, 88)}
		}, Unsaid, Supported},
		{OutOfTime, "in two simulations, no going back", func(f *Facts) {
			f.ForbidsReview = true
			f.Sittings = []Sitting{simulation(6, 1, 90, ""), simulation(13, -1, 89, "second")}
		}, Unsaid, Supported},
		{OutOfTime, "all answered", func(f *Facts) { f.Sittings = []Sitting{realSitting(0, 90), simulation(6, 0, 80, "")} }, 2, NotSupported},
		{OutOfTime, "all answered, with the time kept for review used up", func(f *Facts) { f.Sittings = []Sitting{simulation(6, 0, 90, "")} }, Unsaid, NotSupported},
		{OutOfTime, "one left open", func(f *Facts) { f.Sittings = []Sitting{realSitting(1, 0)} }, Unsaid, NotSupported},
		{OutOfTime, "time left twice", func(f *Facts) { f.Sittings = []Sitting{realSitting(-1, 70), simulation(6, -1, 80, "")} }, Unsaid, NotSupported},
		{OutOfTime, "one of two left open", func(f *Facts) { f.Sittings = []Sitting{realSitting(1, 0), simulation(6, 0, 80, "")} }, Unsaid, NotSupported},
		{OutOfTime, "time left", func(f *Facts) { f.Sittings = []Sitting{realSitting(-1, 70)} }, Unsaid, NotSupported},
		{OutOfTime, "nothing written", func(f *Facts) { f.Sittings = []Sitting{realSitting(-1, 90), realSitting(-1, 0)} }, 2, NoData},

		{Anxiety, "high ratings", func(f *Facts) { f.Anxiety = rated(7, 70, 6, -1, 8, 71) }, 2, Supported},
		{Anxiety, "results fall with it", func(f *Facts) { f.Anxiety = rated(7, 66, 6, 68, 3, 78, 4, 75, 5, 74) }, Unsaid, Supported},
		{Anxiety, "middling, and results a little lower", func(f *Facts) { f.Anxiety = rated(6, 72, 4, 74, 5, 75, 4, 75) }, 1, NotSupported},
		{Anxiety, "calm, and results no lower", func(f *Facts) { f.Anxiety = rated(6, 80, 3, 74, 2, 75, 2, 75) }, Unsaid, NotSupported},
		{Anxiety, "calm again", func(f *Facts) { f.Anxiety, f.Was = rated(3, -1, 2, -1, 2, -1), was(Anxiety) }, 2, NotSupported},
		{Anxiety, "one tense rating", func(f *Facts) { f.Anxiety = rated(6, 75) }, Unsaid, NoData},
		{Anxiety, "two ratings", func(f *Facts) { f.Anxiety = rated(9, 75, 2, 70) }, Unsaid, NoData},
		{Anxiety, "no rating", func(f *Facts) {}, 3, NoData},

		{Misreading, "much", func(f *Facts) { f.Reasons = reasons(4, 3, 13) }, 1, Supported},
		{Misreading, "little", func(f *Facts) { f.Reasons = reasons(1, 1, 18) }, 2, NotSupported},
		{Misreading, "less than it was", func(f *Facts) { f.Reasons, f.Was = reasons(1, 1, 18), was(Misreading) }, Unsaid, NotSupported},
		{Misreading, "few misses", func(f *Facts) { f.Reasons = reasons(1, 1, 3) }, Unsaid, NoData},
		{Misreading, "none", func(f *Facts) {}, Unsaid, NoData},

		{SecondGuessing, "changing hurts", func(f *Facts) { f.Changes = Changes{RW: 12, WR: 4, WW: 5, Sittings: 3, Pos: at(401)} }, 2, Supported},
		{SecondGuessing, "changing hurts, no going back", func(f *Facts) {
			f.ForbidsReview, f.Changes = true, Changes{RW: 12, WR: 4, Sittings: 1, Pos: at(401)}
		}, Unsaid, Supported},
		{SecondGuessing, "changing helps", func(f *Facts) { f.Changes = Changes{RW: 3, WR: 8, WW: 2, Sittings: 4, Pos: at(401)} }, 2, NotSupported},
		{SecondGuessing, "not clear", func(f *Facts) { f.Changes = Changes{RW: 8, WR: 5, Sittings: 4, Pos: at(401)} }, Unsaid, NotSupported},
		{SecondGuessing, "less clear than it was", func(f *Facts) {
			f.Changes, f.Was = Changes{RW: 8, WR: 5, Sittings: 4, Pos: at(401)}, was(SecondGuessing)
		}, Unsaid, NotSupported},
		{SecondGuessing, "few", func(f *Facts) { f.Changes = Changes{RW: 1, WR: 1, WW: 9, Sittings: 2, Pos: at(401)} }, Unsaid, NoData},
		{SecondGuessing, "none", func(f *Facts) {}, Unsaid, NoData},
		{SecondGuessing, "none, no going back", func(f *Facts) { f.ForbidsReview = true }, Unsaid, NoData},
	}
}

// weigh gives one cause for an example.
func (e example) weigh() Cause {
	f := claiming(e.name, e.claim)
	e.facts(&f)
	return pick(Weigh(f), e.name)
}

func pick(all []Cause, name Name) Cause {
	for _, c := range all {
		if c.Name == name {
			return c
		}
	}
	return Cause{}
}

// TestSentences keeps every sentence in one file, to be read in one go.
func TestSentences(t *testing.T) {
	var b strings.Builder
	var before Name
	for _, e := range examples() {
		c := e.weigh()
		if c.Verdict != e.want {
			t.Errorf("%s, %s: verdict %q, want %q", e.name, e.title, c.Verdict, e.want)
		}
		if e.name != before {
			fmt.Fprintf(&b, "== %s: %s (%s)\ntest:     %s\n\n", c.Name, c.Title, c.Family, c.Formula)
			before = e.name
		}
		writeCause(&b, e.title, c)
	}
	writeTasks(&b)
	const golden = "testdata/causes.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func writeCause(b *strings.Builder, title string, c Cause) {
	fmt.Fprintf(b, "-- %s: %s (claim: %s)\nevidence: %s\n", title, c.Verdict, ClaimWords(c.Claimed), c.Evidence)
	for _, in := range c.Inputs {
		fmt.Fprintf(b, "input:    %s = %s\n", in.Name, in.Value)
	}
	for _, p := range c.Lines {
		fmt.Fprintf(b, "line:     %s\n", p)
	}
	fmt.Fprintf(b, "rule:     %s\nmind:     %s\n\n", c.Rule, c.Mind)
}

func writeTasks(b *strings.Builder) {
	for _, when := range []struct {
		title string
		in    Circumstances
	}{
		{"nothing known of the exam", Circumstances{}},
		{"90 questions in 90 minutes, with performance tasks", Circumstances{Practical: true, PerQuestion: 60, Questions: 90, Minutes: 90}},
		{"100 questions in 3 hours, no going back", Circumstances{ForbidsReview: true, PerQuestion: 108, Questions: 100, Minutes: 180}},
		{"one source that serves", Circumstances{Alone: true}},
		{"17 tasks in 2 hours", Circumstances{Practical: true, HandsOnly: true, PerQuestion: 424, Questions: 17, Minutes: 120}},
		{"tasks, their number not known", Circumstances{Practical: true, HandsOnly: true}},
	} {
		fmt.Fprintf(b, "== tasks: %s\n", when.title)
		for _, name := range Names {
			for _, o := range Occasions {
				task, ok := Task(name, o, when.in)
				if plain, _ := Task(name, o, Circumstances{}); ok && (when.in == Circumstances{} || task != plain) {
					fmt.Fprintf(b, "%s, %s: %s\n", name, o, task)
				}
			}
		}
		b.WriteString("\n")
	}
}
