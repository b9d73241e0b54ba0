package entry

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"retake/generator/talk"
)

// converse asks for what a line of words lacks; answers stand one a line.
func converse(t *testing.T, line, answers string) (e Entry, said string, err error) {
	t.Helper()
	name, rest, _ := strings.Cut(line, " ")
	k, _ := Find(name)
	d, err := k.Read(strings.Fields(rest), nil, plan())
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := d.Ask(talk.New(strings.NewReader(answers), &out, 100)); err != nil {
		return e, out.String(), err
	}
	e, err = d.Entry()
	return e, out.String(), err
}

func TestAsk(t *testing.T) {
	for _, c := range []struct{ line, answers, want string }{
		{"practice", "yesterday\n4\n31/50\n\n1\n", `date = 2026-11-26; domain = 4; right = 31; of = 50; source = "Provider A"; conditions = "timed"`},
		{"practice", "\n\n60/50\n31/50\nNew\n\n", `date = 2026-11-27; domain = 4; right = 31; of = 50; source = "New"`},
		{"practice", "\n5\n3/4\n\n\n", `date = 2026-11-27; right = 3; of = 4; source = "Provider A"`},
		{"practice 4 31/50", "", "date = 2026-11-27; domain = 4; right = 31; of = 50"},
		{"sim 74/90", "y\nperhaps\nn\n", "date = 2026-11-27; right = 74; of = 90; timed = true; closed_book = false"},
		{"sim 74/90", "\n\n", "date = 2026-11-27; right = 74; of = 90"},
		{"sim 74/90 timed closed-book", "", "date = 2026-11-27; right = 74; of = 90; timed = true; closed_book = true"},
		{"miss", "\n9.9\n4.2\nconcept\nhash is not encryption\n", `date = 2026-11-27; objective = "4.2"; why = "concept"; note = "hash is not encryption"`},
		{"session", "\n1\nlab\n50\n\n", `date = 2026-11-27; domain = 1; kind = "lab"; minutes = 50`},
		{"checkin", "\na.\n\n", `date = 2026-11-27; person = "A."`},
	} {
		e, said, err := converse(t, c.line, c.answers)
		var got []string
		for _, f := range e.Fields {
			got = append(got, f.Key+" = "+f.Value)
		}
		if err != nil || strings.Join(got, "; ") != c.want {
			t.Errorf("%s:\ngot  %s, %v\nwant %s\n%s", c.line, strings.Join(got, "; "), err, c.want, said)
		}
	}
	if _, _, err := converse(t, "practice", "\n"); !errors.Is(err, talk.ErrOver) {
		t.Errorf("hung up: %v", err)
	}
	if _, said, _ := converse(t, "practice", "\n\n60/50\n3/4\n\n\n"); !strings.Contains(said, `"60/50": 60 right of 50; the number right comes first: 31/50`) {
		t.Errorf("why it was asked again:\n%s", said)
	}
}

// TestKinds: each example is understood, each flag has its help, and no two fields share a flag.
func TestKinds(t *testing.T) {
	for _, k := range Kinds {
		var names []string
		for _, f := range k.Flags() {
			if f.Help == "" || f.Name == "" || (f.What == "") != f.Yes || slices.Contains(names, f.Name) {
				t.Errorf("%s: --%s: %+v", k.Name, f.Name, f)
			}
			names = append(names, f.Name)
		}
		if found, ok := Find(k.Call()); !ok || found.Name != k.Name {
			t.Errorf("%s is not found by %q", k.Name, k.Call())
		}
		for _, example := range k.Examples {
			words := strings.Fields(strings.NewReplacer(`"Provider A"`, "P", `"Provider B"`, "P", `"Official study guide"`, "G", `"read the word NOT too late"`, "N", `"moved the exam by a week"`, "N", `"`, "").Replace(example))
			var bare []string
			var flags []Given
			for i := 0; i < len(words); i++ {
				if name, ok := strings.CutPrefix(words[i], "--"); ok {
					flags = append(flags, Given{name, words[i+1]})
					i++
				} else {
					bare = append(bare, words[i])
				}
			}
			d, err := k.Read(bare, flags, plan())
			if err != nil {
				t.Errorf("%s %s: %v", k.Name, example, err)
				continue
			}
			if _, err := d.Entry(); err != nil {
				t.Errorf("%s %s: %v", k.Name, example, err)
			}
		}
	}
	if _, ok := Find(""); ok {
		t.Error("no name is a kind")
	}
}

func TestChoices(t *testing.T) {
	practice, _ := Find("practice")
	miss, _ := Find("miss")
	sim, _ := Find("sim")
	for name, c := range map[string]struct {
		got  []Choice
		want []Choice
	}{
		"conditions": {practice.Choices("conditions", plan()), []Choice{{"timed", "against the clock"}, {"open", "without a clock, or with books beside you"}}},
		"source":     {practice.Choices("source", plan()), []Choice{{"Provider A", "source of the plan"}, {"Provider B", "source of the plan"}}},
		"objective":  {miss.Choices("objective", plan()), []Choice{{"4.2", "missed"}}},
		"tally":      {sim.Choices("domain", plan())[:1], []Choice{{"1=", "General Security Concepts"}}},
		"note":       {miss.Choices("note", plan()), nil},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("%s: %v", name, c.got)
		}
	}
	var words []string
	for _, c := range miss.Choices("", plan()) {
		words = append(words, c.Word)
	}
	for _, want := range []string{"today", "4", "4.2", "concept", "sure", "lucky"} {
		if !slices.Contains(words, want) {
			t.Errorf("%s is not offered: %v", want, words)
		}
	}
}

// TestExplained: whoever is asked sees an example and no flags.
func TestExplained(t *testing.T) {
	for _, k := range Kinds {
		for _, f := range k.fields {
			if f.ask != "" && strings.Contains(f.explained(), "--") {
				t.Errorf("%s: %q names a flag", f.key, f.explained())
			}
			if f.form == aScore && !strings.Contains(f.explained(), f.what) {
				t.Errorf("%s: %q has no example", f.key, f.explained())
			}
		}
	}
}
