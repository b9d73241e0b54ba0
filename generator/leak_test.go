package generator

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand"
	"os"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"retake/generator/fault"
	"retake/generator/source"
	"retake/generator/study"
)

// spy puts words of its own into a plan, and looks for them in what is given away.
type spy struct {
	*rand.Rand
	words  []string // in remarks: nothing of them may come along
	person string   // somebody's name, also written where something else comes along
}

// word is one that stands nowhere else.
func (s *spy) word() string {
	const letters = "bcdfghjkmnpqrstvwxz"
	w := "qx"
	for n := len(s.words) + len(letters)*len(letters); n > 0; n /= len(letters) {
		w += letters[n%len(letters) : n%len(letters)+1]
	}
	s.words = append(s.words, w+"q")
	return w + "q"
}

func (s *spy) oneOf(all ...string) string { return all[s.Intn(len(all))] }

// remark is a text that holds a word.
func (s *spy) remark() string {
	return strings.ReplaceAll(s.oneOf("@", "ask @ about it", "61 % @", "@ (2 Nov)"), "@", s.word())
}

// mention is a text that names the person in some way.
func (s *spy) mention() string {
	name := s.oneOf(s.person, strings.ToUpper(s.person), strings.ToUpper(s.person[:1])+s.person[1:])
	return strings.ReplaceAll(s.oneOf("%", "%'s", "the % method", "*%*", "by %, again", "(%)", "mail %@acme.com"), "%", name)
}

func (s *spy) sometimes() bool { return s.Intn(4) == 0 }

var (
	valueLine = regexp.MustCompile(`^([a-z_]+) = "[^"]*"`)
	remarks   = strings.Fields("note why task chose role author title")
	openTo    = []string{"url", "cost"} // of resources: they come along, if they name nobody
)

// toml puts a comment on each line, words into remarks, and the person into some of the rest.
func (s *spy) toml(text string) string {
	var b strings.Builder
	table := ""
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if strings.HasPrefix(line, "[") {
			table = strings.Trim(strings.Fields(line)[0], "[]")
		}
		if m := valueLine.FindStringSubmatch(line); m != nil {
			switch key := m[1]; {
			case slices.Contains(remarks, key) && table != "miss":
				line = fmt.Sprintf("%s = %q", key, s.remark())
			case table == "resource" && slices.Contains(openTo, key) && s.sometimes():
				line = fmt.Sprintf("%s = %q", key, s.mention())
			case table == "person" && key == "name", table == "checkin" && key == "person":
				line = fmt.Sprintf("%s = %q", key, "Dr. "+s.person)
			}
		}
		fmt.Fprintf(&b, "%s # %s\n", line, s.word())
	}
	if strings.Contains(text, "[[resource]]") {
		fmt.Fprintf(&b, "[[resource]] # %s\nname = %q\n", s.word(), s.mention())
	}
	return b.String()
}

// note puts words into a note's comments and front matter, and the person into passages of it.
func (s *spy) note(text string) string {
	var b strings.Builder
	open, n := false, 0
	for line := range strings.Lines(text) {
		fence := line == "---\n" || line == "+++\n"
		if n++; fence && (n == 1 || open) {
			if open = n == 1; open && line == "---\n" {
				line += fmt.Sprintf("# %s\nby: %s\nlist:\n  - %s\n", s.word(), s.word(), s.word())
			} else if open {
				line += fmt.Sprintf("# %s\nby = %q\nlist = [\n %q,\n]\n", s.word(), s.word(), s.word())
			}
			b.WriteString(line)
			continue
		}
		if open && strings.HasPrefix(line, "title") && s.sometimes() {
			sep := map[bool]string{true: ": ", false: " = "}[strings.HasPrefix(line, "title:")]
			line = fmt.Sprintf("title%s%q\n", sep, s.mention())
		}
		b.WriteString(line)
		if !open && line == "\n" && s.sometimes() {
			b.WriteString(s.oneOf(
				"<!-- "+s.remark()+" -->\n\n", "<!--\n"+s.remark()+"\n\n- "+s.word()+"\n-->\n\n", s.mention()+"\n\n", "- one\n- "+s.mention()+"\n\n",
				"> "+s.mention()+"\n\n", "[a](https://example.org \""+s.mention()+"\") <!-- "+s.word()+" -->\n\n"))
		}
	}
	return b.String()
}

// exam is an exam of the learner's own, in one file or in three.
func (s *spy) exam(plan fstest.MapFS) {
	outline := fmt.Sprintf(`name = %q # %s
vendor = %q
note = %q
minutes = 120
questions_max = 60
formats = ["lab", %q]
score = { kind = "percent", pass = 70 } # %s
domains = [{ n = 1, name = "One", weight = 30 }, # %s
 { n = 2, name = %q, weight = 20 }, { n = 3, name = "Three", weight = 20 }, { n = 4, name = "Four", weight = 20 }, { n = 5, name = "Five", weight = 10 }]
sources = [{ url = "https://example.org/exam", via = %q, note = %q, date = %q }]
`, s.mention(), s.word(), s.mention(), s.remark(), s.person, s.word(), s.word(), s.mention(), s.word(), s.word(), s.word())
	rule := fmt.Sprintf("body = %q # %s\nnote = %q\ncovers = %q\nwait = [{ after = 1, n = 7, unit = \"day\" }] # %s\nafter_pass = { do = \"blocked\", note = %q }\n",
		s.mention(), s.word(), s.remark(), s.remark(), s.word(), s.remark())
	code := s.oneOf("MY-1", s.person+"-1")
	put := func(name, text string) { plan[name] = &fstest.MapFile{Data: []byte(text)} }
	if s.sometimes() {
		put("content/exam.toml", fmt.Sprintf("# %s\nexam = %q # %s\n%s[policy]\n%s", s.word(), code, s.word(), outline, rule))
	} else {
		put("content/exam.toml", fmt.Sprintf("exam = %q # %s\n", code, s.word()))
		put("content/exams.toml", fmt.Sprintf("# %s\n[[exam]]\ncode = %q\npolicy = \"mine\"\n%s[[exam]]\ncode = \"OTHER\"\nname = %q\n", s.word(), code, outline, s.word()))
		put("content/policies.toml", fmt.Sprintf("# %s\n[[policy]]\nid = \"mine\"\n%s", s.word(), rule))
	}
	attempts := string(plan["content/attempts.toml"].Data)
	put("content/attempts.toml", strings.Replace(attempts, `exam = "SY0-701"`, "", 1))
}

// spied is the sample with words in every remark and comment of it.
func spied(s *spy) fstest.MapFS {
	plan := fstest.MapFS{}
	root := os.DirFS("..")
	_ = fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && name != "." && name != "content" && !strings.HasPrefix(name, "content/") {
			return fs.SkipDir
		}
		if d.IsDir() || name != "site.toml" && !strings.HasPrefix(name, "content/") {
			return nil
		}
		data, err := fs.ReadFile(root, name)
		switch path.Ext(name) {
		case ".toml":
			data = []byte(s.toml(string(data)))
		case ".md":
			data = []byte(s.note(string(data)))
		case ".svg":
			data = bytes.Replace(data, []byte("</svg>"), []byte("<!-- "+s.word()+" --><metadata>"+s.word()+"</metadata></svg>"), 1)
		}
		plan[name] = &fstest.MapFile{Data: data}
		return err
	})
	if s.Intn(2) == 0 {
		s.exam(plan)
	}
	plan["content/notes/"+s.person+".md"] = &fstest.MapFile{Data: []byte("# A note\n")}
	return plan
}

// TestNothingPrivateComesAlong: a word in any remark, comment or unknown key of the sample, and a person's
// name anywhere at all, are in no byte of the starter; and it still is one.
func TestNothingPrivateComesAlong(t *testing.T) {
	for seed := range int64(12) {
		s := &spy{Rand: rand.New(rand.NewSource(seed))}
		s.person = "qy" + strings.Repeat("zk", 1+s.Intn(3))
		out := Template(Input{Source: spied(s), Clock: monday}, true)
		if out.Files == nil {
			var b strings.Builder
			fault.Print(&b, out.Faults, false)
			t.Fatal(b.String())
		}
		for name, data := range out.Files {
			text := strings.ToLower(name + "\n" + string(data))
			for _, w := range append(s.words, s.person) {
				if i := strings.Index(text, w); i >= 0 {
					t.Fatalf("seed %d: %s says %q: ...%s...", seed, name, w, text[max(0, i-80):min(len(text), i+80)])
				}
			}
		}
		if len(s.words) < 500 || len(out.Files) < 15 {
			t.Fatalf("seed %d: %d words, %d files", seed, len(s.words), len(out.Files))
		}
		if seed > 1 {
			continue
		}
		if r := Build(Input{Source: asFS(out), Clock: monday}); r.Files == nil {
			t.Fatalf("seed %d: it does not build: %v", seed, codes(r.Faults))
		}
	}
}

// TestStarterHasAllSettings: each key of [study] comes along but the three that stand elsewhere.
func TestStarterHasAllSettings(t *testing.T) {
	if n, all := len(settings(study.Defaults())), reflect.TypeFor[study.Settings]().NumField(); n != all-3 {
		t.Fatalf("%d settings of %d", n, all)
	}
	text := "[study]\n"
	for _, s := range settings(study.Defaults()) {
		text += fmt.Sprintf("%s = %g # 61\n", s.key, s.value*0.9+map[bool]float64{true: 0.1}[s.value < 1])
	}
	text = regexp.MustCompile(`(?m)^((?:recent|block|break|soft_cap|hard_cap|free_days|default_questions|default_minutes|objectives_each|next_questions) = [0-9]+)[.0-9]*`).ReplaceAllString(text, "$1")
	from := files("site.toml", text, "content/exam.toml", "exam = \"SY0-701\"\n")
	before, faults := source.Load(from)
	if len(faults) > 0 {
		t.Fatal(codes(faults))
	}
	after, _ := source.Load(asFS(starterOf(t, from, false)))
	if diff := cmp.Diff(before.Settings, after.Settings); diff != "" || before.Settings == study.Defaults() {
		t.Error(diff)
	}
}

// TestReissuedRules: each rule and each exam of the catalogue, written as the learner's own, comes out as it
// went in, but for remarks.
func TestReissuedRules(t *testing.T) {
	catalogue := func(name, header string) []string {
		data, err := os.ReadFile("source/catalogue/" + name)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, text := range strings.Split(string(data), "\n"+header+"\n")[1:] {
			text, _, _ = strings.Cut(text, "\n[[")
			out = append(out, text)
		}
		return out
	}
	rules := catalogue("policies.toml", "[[policy]]")
	for _, text := range rules {
		text = regexp.MustCompile(`(?m)^id = .*$`).ReplaceAllString(text, `id = "mine"`)
		sameExam(t, files("content/exam.toml", "exam = \"custom\"\nname = \"Mine\"\npolicy = \"mine\"\n", "content/policies.toml", "[[policy]]\n"+text))
	}
	exams := catalogue("exams.toml", "[[exam]]")
	for _, text := range exams {
		text = regexp.MustCompile(`(?m)^code = .*$`).ReplaceAllString(text, `code = "MY-1"`)
		sameExam(t, files("content/exam.toml", "exam = \"MY-1\"\n", "content/exams.toml", "[[exam]]\n"+text))
	}
	if len(rules) < 20 || len(exams) < 50 {
		t.Errorf("only %d rules and %d exams", len(rules), len(exams))
	}
}

// sameExam fails unless the starter has the same exam, but for remarks.
func sameExam(t *testing.T, from fstest.MapFS) {
	t.Helper()
	before, faults := source.Load(from)
	if len(faults) > 0 {
		t.Fatal(codes(faults))
	}
	s := starterOf(t, from, false)
	after, faults := source.Load(asFS(s))
	if len(faults) > 0 {
		t.Fatalf("%v\n%s", codes(faults), s.Files["content/exam.toml"])
	}
	a, b := silenced(before.Record.Exam), silenced(after.Record.Exam)
	if diff := cmp.Diff(a, b); diff != "" {
		t.Errorf("(-before +after):\n%s\n%s", diff, s.Files["content/exam.toml"])
	}
}

// silenced is an exam without remarks, and without what only says how it was written.
func silenced(e study.Exam) study.Exam {
	e.Pos, e.DomainsFrom, e.WeightKind, e.Note = fault.Pos{}, "", "", ""
	p := &e.Policy
	p.Note, p.Covers, p.Group, p.Beta = "", "", "", ""
	if p.AfterPass != nil {
		p.AfterPass.Note = ""
	}
	if p.FreeRetake != nil {
		p.FreeRetake.Note = ""
	}
	if p.Deadline != nil {
		p.Deadline.Note = ""
	}
	for i := range p.Reschedule {
		p.Reschedule[i].Note = ""
	}
	e.Sources, p.Sources = nil, nil
	return e
}
