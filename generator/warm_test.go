package generator_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"math/rand"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"retake/generator"
	"retake/generator/civil"
)

// kept is a plan in memory that hands out the same bytes until they change, as the preview's does.
type kept struct{ fstest.MapFS }

func (k kept) Bytes(name string) ([]byte, error) {
	if f, ok := k.MapFS[name]; ok {
		return f.Data, nil
	}
	return nil, fs.ErrNotExist
}

func (k kept) set(name, text string) {
	k.MapFS[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
}

// keepPlan reads a plan into memory.
func keepPlan(t testing.TB, dir string) kept {
	t.Helper()
	k := kept{fstest.MapFS{}}
	from := os.DirFS(dir)
	for _, root := range []string{"site.toml", "content"} {
		err := fs.WalkDir(from, root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(from, name)
			k.set(name, string(data))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return k
}

// writer makes one random edit after another, as somebody does who writes notes all evening.
type writer struct {
	kept
	*rand.Rand
	first map[string]string // the files as they were, to mend what was broken
	day   civil.Date
}

func (w *writer) pick(of []string) string { return of[w.Intn(len(of))] }

// some is one of the files with an ending; "" if there is none.
func (w *writer) some(ending string) string {
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(w.MapFS)), func(n string) bool { return !strings.HasSuffix(n, ending) })
	if len(names) == 0 {
		return ""
	}
	return w.pick(names)
}

func (w *writer) text(name string) string { return string(w.MapFS[name].Data) }

// paragraph is a new piece of a note, with all that notes refer to each other by.
func (w *writer) paragraph() string {
	out := ""
	for range 3 {
		out += "\n" + w.piece(strings.TrimSuffix(path.Base(w.some(".md")), ".md")) + "\n"
	}
	return out
}

func (w *writer) piece(stem string) string {
	return w.pick([]string{
		"[[" + stem + "]]", "See [[" + stem + "]] and [" + stem + "](" + stem + ".md#part-two).", "![[" + stem + "]]", "![[" + stem + "#Part two]]", "## Part two", "## Part " + stem,
		"- [ ] read " + stem + "\n- [x] done", "![a picture](../img/zones.svg)", "![[new.png]]", "```go\nfunc main() {}\n```", "Costs $5. ^b1", "[[" + stem + "#^b1]]", "[[Other name]]",
	})
}

// edits are what may happen to a plan; each says what it did.
var edits = []func(w *writer) string{
	grow, grow, grow, grow, retitle, retitle, retitle, letter, letter, letter, exam, exam, mend, mend, mend, draw, draw, draw,
	func(w *writer) string { // its front matter
		name := w.some(".md")
		w.set(name, "---\n"+w.pick([]string{"title: Same\n", "tags: [a, b]\n", "draft: yes\n", "domain: 2\n", "domain: nowhere\n", "aliases: [Other name]\n", "objectives: [\"1.4\"]\n"})+"---\n"+w.paragraph())
		return "front matter of " + name
	},
	func(w *writer) string { // a new note
		name := w.pick([]string{"content/notes/new/", "content/domains/4-security-operations/", "content/checklists/", "content/guides/", "content/weeks/", "content/"}) + fmt.Sprintf("%d.md", w.Intn(4))
		w.set(name, "# New\n"+w.paragraph())
		return "new " + name
	},
	func(w *writer) string {
		name := w.some(".md")
		delete(w.MapFS, name)
		return "remove " + name
	},
	func(w *writer) string { // renamed
		from := w.some(".md")
		to := path.Join(path.Dir(from), fmt.Sprintf("renamed-%d.md", w.Intn(3)))
		w.MapFS[to] = w.MapFS[from]
		delete(w.MapFS, from)
		return "rename " + from + " to " + to
	},
	func(w *writer) string { // what no editor should save
		name := w.some(".md")
		w.set(name, w.pick([]string{"---\ntitle: [\n---\n", "---\nnever closed\n", "\xff\xfe# \x00", "a\xff\xffb", "", "\ufeff# Marked\r\n"}))
		return "break " + name
	},
	func(w *writer) string { // the log
		w.set("content/log.toml", w.text("content/log.toml")+w.pick([]string{
			"\n[[session]]\ndate = 2026-11-25\ndomain = 4\nkind = \"lab\"\nminutes = 50\n", "\n[[practice]]\ndate = 2026-11-25\ndomain = 2\nright = 20\nof = 30\n",
			"\n[[miss]]\ndate = 2026-11-25\nobjective = \"4.2\"\nwhy = \"concept\"\n", "\n[[session]]\ndate = 2026-11-25\ndomain = 9\n", "\n[[", "\n# nothing\n",
		}))
		return "log"
	},
	func(w *writer) string { // other TOML
		name := w.pick([]string{"site.toml", "content/plan.toml", "content/exam.toml", "content/attempts.toml"})
		w.set(name, w.pick([]string{"title = \"Other\"\n", "author = \"B.\"\nlanguage = \"de\"\n", "theme = \"mine\"\n", "theme = \"none\"\n", "index = true\n", "exam = \"N10-009\"\n", "exam = \"NONE\"\n", "x = [", "exam_date = 2027-02-01\n", ""}))
		return "rewrite " + name
	},
	func(w *writer) string { // the look
		name := w.pick([]string{"style.css", "partials/nav.html", "note.html", "extra.css", "index.html"})
		w.set("themes/mine/"+name, w.pick([]string{"p{}", "<p>{{.Title}}</p>", "{{range .Links}}{{.Text}}{{end}}", "{{", "{{.None}}", "<div>{{.Body}}</div>"}))
		w.set("site.toml", "theme = \"mine\"\n")
		return "theme " + name
	},
	func(w *writer) string {
		if name := w.some("css"); name != "" {
			delete(w.MapFS, name)
		}
		return "remove from the theme"
	},
	func(w *writer) string {
		w.day += civil.Date(w.Intn(3))
		return "another day"
	},
	func(w *writer) string { // saved without a change
		name := w.some("")
		w.set(name, w.text(name))
		return "touch " + name
	},
}

// grow adds to a note.
func grow(w *writer) string {
	name := w.some(".md")
	w.set(name, w.text(name)+w.paragraph())
	return "add to " + name
}

// retitle gives a note another title.
func retitle(w *writer) string {
	name := w.some(".md")
	w.set(name, fmt.Sprintf("# Title %d\n\n", w.Intn(5))+w.text(name))
	return "title of " + name
}

// draw makes, changes or removes a picture.
func draw(w *writer) string {
	name := w.pick([]string{"content/notes/img/zones.svg", "content/notes/new.png", "content/notes/new/new.png"})
	if w.MapFS[name] != nil && w.Intn(3) == 0 {
		delete(w.MapFS, name)
		return "remove " + name
	}
	w.set(name, w.pick([]string{
		`<svg xmlns="http://www.w3.org/2000/svg"/>`, `<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`,
		"GIF89a\x05\x00\x07\x00\x00\x00\x00", "GIF89a\x09\x00\x07\x00\x00\x00\x00", "no picture",
	}))
	return "draw " + name
}

// letter changes one letter of a note, which stays as long as it was.
func letter(w *writer) string {
	name := w.some(".md")
	text := []byte(w.text(name))
	if i := bytes.IndexAny(text, "aeiou"); i >= 0 {
		i += w.Intn(len(text) - i)
		if text[i] >= 'a' && text[i] <= 'z' {
			text[i] = "aeiou"[w.Intn(5)]
		}
	}
	w.set(name, string(text))
	return "letter in " + name
}

// exam gives the exam's domains other names, and with them other pages.
func exam(w *writer) string {
	text := w.first["content/exam.toml"]
	if w.Intn(3) > 0 {
		text += "domains = [\n"
		for n := 1; n <= 5; n++ {
			text += fmt.Sprintf("  { n = %d, name = \"%s %d\", weight = 20 },\n", n, w.pick([]string{"Part", "Field"}), n)
		}
		text += "]\n"
	}
	w.set("content/exam.toml", text)
	return "exam"
}

// mend puts back what may have been broken.
func mend(w *writer) string {
	for _, name := range slices.Sorted(maps.Keys(w.MapFS)) { // in one order, so that a seed says it all
		if strings.HasPrefix(name, "themes/") && w.Intn(2) == 0 {
			delete(w.MapFS, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(w.first)) {
		if strings.HasSuffix(name, ".toml") || w.Intn(8) == 0 {
			w.set(name, w.first[name])
		}
	}
	return "mend"
}

// TestWarmEqualsCold makes hundreds of random edits on the sample plan. After each, the build that
// remembers the last ones equals one that remembers nothing, byte for byte and fault for fault.
func TestWarmEqualsCold(t *testing.T) {
	good := 0
	for seed := range int64(8) {
		w := &writer{keepPlan(t, ".."), rand.New(rand.NewSource(seed)), map[string]string{}, civil.Of(2026, 11, 26)}
		for name := range w.MapFS {
			w.first[name] = w.text(name)
		}
		var memory generator.Memory
		var done []string
		for range 80 {
			done = append(done, edits[w.Intn(len(edits))](w))
			in := generator.Input{Source: w.kept, Clock: generator.Clock{Today: w.day}, Version: "test"}
			warm, cold := memory.Build(in), generator.Build(in)
			if wrong := differ(warm, cold); wrong != "" {
				t.Fatalf("seed %d, after\n%s\n%s", seed, strings.Join(done, "\n"), wrong)
			}
			if cold.Files != nil {
				good++
			}
		}
	}
	if good < 200 {
		t.Errorf("only %d of the builds made a site: the edits break too much to show anything", good)
	}
}

// differ says in what two results are not the same.
func differ(a, b generator.Result) string {
	if !maps.EqualFunc(a.Files, b.Files, bytes.Equal) {
		for _, name := range slices.Sorted(maps.Keys(b.Files)) {
			if diff := cmp.Diff(string(b.Files[name]), string(a.Files[name])); diff != "" {
				return name + " (-cold +warm)\n" + diff
			}
		}
		return "other files (-cold +warm)\n" + cmp.Diff(slices.Sorted(maps.Keys(b.Files)), slices.Sorted(maps.Keys(a.Files)))
	}
	if diff := cmp.Diff(b.Faults, a.Faults); diff != "" {
		return "faults (-cold +warm)\n" + diff
	}
	if diff := cmp.Diff(b.Boxes, a.Boxes); diff != "" {
		return "boxes (-cold +warm)\n" + diff
	}
	for file := range b.Shown {
		if a.Shown.Page(file) != b.Shown.Page(file) {
			return file + " is on " + a.Shown.Page(file) + ", not on " + b.Shown.Page(file)
		}
	}
	return ""
}
