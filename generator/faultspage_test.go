package generator_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"retake/generator"
	"retake/generator/fault"
	"retake/generator/source"
)

// shownCode is one exhibit: the smallest input that has a fault, and what is printed.
type shownCode struct {
	code, from string
	intro      string
	files      []txtar.File
	printed    string
}

// onExhibit gathers the exhibits of all rooms. They are in folders called faults or exhibits below testdata: a txtar
// file with the printed text in want, a folder with it in want.txt, or a text file without input. A script of
// cmd/retake counts, too, if its name is a code and it has the printed text in want.
func onExhibit(t *testing.T) (out []shownCode) {
	t.Helper()
	scripts, _ := filepath.Glob("../cmd/retake/testdata/script/*.txtar")
	for _, file := range scripts {
		if x := readArchive(t, file); meanings(t)[x.code].sentence != "" && x.printed != "" {
			out = append(out, x)
		}
	}
	err := filepath.WalkDir(".", func(dir string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() || filepath.Base(filepath.Dir(dir)) != "testdata" || d.Name() != "faults" && d.Name() != "exhibits" {
			return err
		}
		entries, err := os.ReadDir(dir)
		for _, e := range entries {
			at := filepath.Join(dir, e.Name())
			switch {
			case e.IsDir():
				out = append(out, readFolder(t, at))
			case filepath.Ext(at) == ".txtar":
				out = append(out, readArchive(t, at))
			default:
				out = append(out, shownCode{code: codeOf(at), from: at, printed: read(t, at)})
			}
		}
		return err
	})
	if err != nil || len(out) < 70 {
		t.Fatalf("%d exhibits, %v", len(out), err)
	}
	return out
}

func codeOf(file string) string {
	code, _, _ := strings.Cut(filepath.Base(file), ".")
	return code
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// aside are files of an archive that are no input, and how they are told.
var aside = map[string]string{
	"audience":   "The edition for the audience %s.",
	"unreadable": "The disk cannot read %s.",
}

func readArchive(t *testing.T, file string) shownCode {
	t.Helper()
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	x := shownCode{code: codeOf(file), from: file, intro: strings.TrimSpace(string(a.Comment))}
	for _, f := range a.Files {
		switch text := string(f.Data); {
		case f.Name == "want":
			x.printed = text
		case aside[f.Name] != "":
			x.intro += " " + fmt.Sprintf(aside[f.Name], "`"+strings.TrimSpace(text)+"`")
		case f.Name != "answers":
			x.files = append(x.files, f)
		}
	}
	return x
}

func readFolder(t *testing.T, dir string) shownCode {
	t.Helper()
	x := shownCode{code: codeOf(dir), from: dir}
	err := filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name := filepath.ToSlash(strings.TrimPrefix(file, dir+string(filepath.Separator)))
		switch text := read(t, file); name {
		case "want.txt":
			x.printed = plainly(text)
		case "inflate.txt":
			f := strings.Fields(text)
			x.intro = fmt.Sprintf("`%s` is made of %s times `%s`.", f[0], f[1], f[2])
		case "input.md":
			x.files = append(x.files, txtar.File{Name: "content/notes/input.md", Data: []byte(text)})
		default:
			if folder, isKept := strings.CutSuffix(name, "/keep.txt"); isKept {
				x.intro = fmt.Sprintf("`%s` is a folder.", folder)
				return nil
			}
			x.files = append(x.files, txtar.File{Name: name, Data: []byte(text)})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

var contract = regexp.MustCompile(`(?m)^(error|warning): (.*?)(?::(\d+))?(?::(\d+))?: (.*) \[([a-z0-9-]+)\]$`)

// plainly prints text as retake does that a room's golden file has in short: severity, line, excerpt and hint.
func plainly(text string) string {
	m := contract.FindStringSubmatch(text)
	if m == nil {
		return text
	}
	f := fault.Fault{Code: m[6], Message: m[5], Pos: fault.Pos{File: m[2]}}
	f.Pos.Line, _ = strconv.Atoi(m[3])
	f.Pos.Col, _ = strconv.Atoi(m[4])
	for line := range strings.Lines(text) {
		if excerpt, ok := strings.CutPrefix(line, "    "); ok {
			f.Excerpt = strings.TrimSuffix(excerpt, "\n")
		}
		if hint, ok := strings.CutPrefix(line, "hint: "); ok {
			f.Hint = strings.TrimSuffix(hint, "\n")
		}
	}
	var b bytes.Buffer
	fault.Print(&b, fault.List{f}, false)
	return b.String()
}

// meaning is what testdata/codes.txt says of a code.
type meaning struct{ severity, sentence string }

func meanings(t *testing.T) map[string]meaning {
	t.Helper()
	out := map[string]meaning{}
	last := ""
	for line := range strings.Lines(read(t, "testdata/codes.txt")) {
		code, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		severity, sentence, _ := strings.Cut(strings.TrimSpace(rest), " ")
		if code <= last || severity != "error" && severity != "warning" && severity != "either" || !strings.HasSuffix(sentence, ".") {
			t.Errorf("testdata/codes.txt: %q: want CODE error|warning|either SENTENCE, by the alphabet", line)
		}
		last, out[code] = code, meaning{severity, strings.TrimSpace(sentence)}
	}
	return out
}

// TestSeverities holds testdata/codes.txt to what exhibits of whole plans have.
func TestSeverities(t *testing.T) {
	told, found := meanings(t), map[string]map[string]bool{}
	note := func(l fault.List) {
		for _, f := range l {
			if found[f.Code] == nil {
				found[f.Code] = map[string]bool{}
			}
			found[f.Code][f.Severity.String()] = true
		}
	}
	for _, x := range onExhibit(t) {
		switch root := filepath.ToSlash(x.from); {
		case strings.HasPrefix(root, "testdata/faults"):
			plan := fstest.MapFS{}
			for _, f := range x.files {
				plan[f.Name] = &fstest.MapFile{Data: f.Data}
			}
			as := ""
			if strings.Contains(x.intro, "audience public") || strings.Contains(x.intro, "`public`") {
				as = "public"
			}
			note(generator.Build(generator.Input{Source: plan, As: as}).Faults)
		case strings.HasPrefix(root, "source/"):
			_, l := source.Load(os.DirFS(x.from))
			note(l)
		case strings.HasPrefix(root, "markdown/"):
			if m := contract.FindStringSubmatch(read(t, filepath.Join(x.from, "want.txt"))); m != nil {
				note(fault.List{{Code: m[6], Severity: map[string]fault.Severity{"warning": fault.Warning}[m[1]]}})
			}
		}
	}
	for code, severities := range found {
		want := "either"
		if len(severities) == 1 {
			want = map[bool]string{true: "error", false: "warning"}[severities["error"]]
		}
		if got := told[code].severity; got != want && got != "either" {
			t.Errorf("testdata/codes.txt says %s of %s, and exhibits have %s", got, code, want)
		}
	}
}

// TestFaultsPage holds docs/faults.md to the exhibits; with -update-faults it writes the page.
func TestFaultsPage(t *testing.T) {
	told, shown := meanings(t), map[string][]shownCode{}
	for _, x := range onExhibit(t) {
		shown[x.code] = append(shown[x.code], x)
	}
	page := faultsPage(told, shown)
	const file = "../docs/faults.md"
	if *updateFaults {
		if err := os.WriteFile(file, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(read(t, file), page); diff != "" {
		t.Errorf("docs/faults.md is not what the exhibits say: go test ./generator -run 'Fault|Exhibit' -update-faults\n%s", diff)
	}
}

const faultsHead = `# Everything that check may say

This page is made from the exhibits that the tests run: of each code the smallest file that causes it, and what is printed, word for
word. The code in brackets stays the same from version to version.

## How to read it

%s
The first line has the file, the line, the column, what is wrong, and the code. Below is the line itself, with a mark under
the place. The hint says what to do. Lines and columns count from 1, and columns count characters. If a file as a whole is wrong, there is
no line. All faults of all files come in one go; of more than 20 of one code in one file, the rest is counted.

An **error** stops the build, and the last good site stays as it was. A **warning** stops nothing, unless ` + "`retake check --strict`" + ` takes it
for an error.

| exit code | |
|---|---|
| 0 | fine; there may be warnings |
| 1 | errors in your files |
| 2 | the command was called in a wrong way |
| 3 | the machine failed: disk, port, network |

Faults are printed to stderr, results to stdout. ` + "`retake check --json`" + ` prints faults as data on stdout: a list of objects with
` + "`file`, `line`, `col`, `severity`, `code`, `message` and `hint`" + `.

## All codes

Where ` + "`content/exam.toml`" + ` is not shown it is ` + "`exam = \"SY0-701\"`" + `, and the day is 2026-11-26.

`

// faultsPage is docs/faults.md.
func faultsPage(told map[string]meaning, shown map[string][]shownCode) string {
	var b strings.Builder
	first := strings.SplitAfter(shown["unknown-key"][0].printed, "\n\n")[0]
	fmt.Fprintf(&b, faultsHead, fenced("", strings.TrimRight(first, "\n")+"\n"))
	var codes []string
	for code := range told {
		if len(shown[code]) > 0 {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	for i, code := range codes {
		if i > 0 {
			b.WriteString(" ·\n")
		}
		fmt.Fprintf(&b, "[%s](#%s)", code, code)
	}
	b.WriteString("\n")
	for _, code := range codes {
		kind := map[string]string{"error": "An error.", "warning": "A warning.", "either": "An error in one case, a warning in another."}[told[code].severity]
		fmt.Fprintf(&b, "\n## %s\n\n%s %s\n", code, told[code].sentence, kind)
		of := shown[code]
		slices.SortStableFunc(of, func(x, y shownCode) int { return strings.Compare(x.from, y.from) })
		for _, x := range of {
			x.write(&b)
		}
	}
	return b.String()
}

// common are files that most exhibits have and that are not the cause.
var common = map[string]string{"content/exam.toml": "exam = \"SY0-701\"\n", "site.toml": "today = 2026-11-26\n"}

func (x shownCode) write(b *strings.Builder) {
	if x.intro != "" {
		fmt.Fprintf(b, "\n%s\n", legible(x.intro))
	}
	for _, f := range x.files {
		switch {
		case (len(x.files) > 1 || x.intro != "") && common[f.Name] == string(f.Data) && !strings.Contains(x.printed, f.Name):
		case len(f.Data) == 0:
			fmt.Fprintf(b, "\n`%s` (empty)\n", f.Name)
		default:
			fmt.Fprintf(b, "\n`%s`\n\n%s", f.Name, fenced(strings.TrimPrefix(path.Ext(f.Name), "."), short(string(f.Data))))
		}
	}
	b.WriteString("\nsays\n\n" + fenced("", legible(x.printed)))
}

// short is a file cut to what a reader looks at.
func short(text string) string {
	const mostLines, mostChars = 24, 160
	lines := strings.SplitAfter(legible(text), "\n")
	if len(lines) > mostLines {
		lines = append(lines[:mostLines], "…\n")
	}
	for i, l := range lines {
		if utf8.RuneCountInString(l) > mostChars {
			lines[i] = string([]rune(l)[:mostChars]) + "…\n"
		}
	}
	text = strings.Join(lines, "")
	if !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	return text
}

// legible is text in which bytes that are no text are shown as such.
func legible(text string) string {
	lines := strings.Split(strings.ToValidUTF8(text, "\uFFFD"), "\n")
	for i, l := range lines {
		lines[i] = fault.Clean(l)
	}
	return strings.Join(lines, "\n")
}

// fenced is a block of text as it is.
func fenced(language, text string) string {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return fence + language + "\n" + text + fence + "\n"
}
