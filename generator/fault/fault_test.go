package fault

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write the golden files anew")

func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// exhibit has one fault of every shape.
func exhibit() List {
	var l List
	f := l.Add("unknown-domain", Pos{"content/attempts.toml", 14, 12}, "section %d: the exam has %d domains", 7, 5)
	f.Hint = "domains are numbered 1 to 5, as on the report"
	f.Excerpt = "  domain = 7"
	f = l.Add("bad-score", Pos{"content/attempts.toml", 9, 37}, "score 140 is above 100")
	f.Hint, f.Excerpt, f.Width = `scores are percent; a scaled score goes in score = { form = "scaled", value = 140 }`, "score = { form = \"percent\", value = 140 }", 3
	f = l.Warn("unknown-key", Pos{"content/log.toml", 3, 2}, "%q is not a key of [[practice]]", "rigth")
	f.Hint, f.Excerpt, f.Width = `did you mean "right"?`, "\trigth = 31", 5
	f = l.Warn("broken-link", Pos{"content/notes/網路.md", 2, 6}, "no note is called %q", "子網")
	f.Excerpt, f.Width = "見筆記：[[子網]] を読む", 6
	f = l.Add("past-the-end", Pos{"site.toml", 1, 40}, "a value is missing")
	f.Excerpt = "title ="
	f = l.Add("long-line", Pos{"content/notes/x.md", 120045, 301}, "a very long line")
	f.Excerpt = strings.Repeat("0123456789", 60)
	f = l.Add("control", Pos{"a.toml", 2, 7}, "a line with \x1b[31m codes\nand a break")
	f.Excerpt = "x = \"\x1b]0;title\x07\u202eabc\""
	l.Add("no-column", Pos{"content/exam.toml", 4, 0}, "the line as a whole").Excerpt = "exam = SY0-701"
	l.Add("no-line", Pos{"content/exam.toml", 0, 0}, "the file is empty").Hint = "write at least: exam = \"SY0-701\""
	l.Add("no-file", Pos{}, "--today is no date: %q", "tomorrow")
	return l
}

func TestPrint(t *testing.T) {
	var plain, colored bytes.Buffer
	Print(&plain, exhibit(), false)
	golden(t, "testdata/print.txt", plain.Bytes())
	Print(&colored, exhibit()[1:3], true)
	golden(t, "testdata/color.txt", colored.Bytes())
	for _, f := range exhibit()[:6] {
		if !strings.Contains(plain.String(), f.String()+"\n") {
			t.Errorf("the contract line %q is not printed as it is", f)
		}
	}
	var nothing bytes.Buffer
	Print(&nothing, nil, true)
	if nothing.Len() != 0 {
		t.Errorf("no faults print %q", nothing.String())
	}
}

func TestJSON(t *testing.T) {
	golden(t, "testdata/faults.json", JSON(exhibit()[:4]))
	if got := string(JSON(nil)); got != "[]\n" {
		t.Errorf("no faults are %q", got)
	}
	var back []map[string]any
	if err := json.Unmarshal(JSON(exhibit()), &back); err != nil || len(back) != len(exhibit()) {
		t.Errorf("%d faults read back as %d, %v", len(exhibit()), len(back), err)
	}
}

func TestSorted(t *testing.T) {
	var l List
	l.Add("b", Pos{"z.toml", 1, 1}, "last file")
	l.Add("b", Pos{"a.toml", 10, 1}, "line ten")
	l.Add("b", Pos{"a.toml", 9, 3}, "column three")
	l.Add("b", Pos{"a.toml", 9, 3}, "column three")
	l.Add("a", Pos{"a.toml", 9, 3}, "code before")
	l.Warn("b", Pos{"a.toml", 9, 2}, "column two")
	l.Add("b", Pos{}, "no file")
	var got []string
	for _, f := range l.Sorted() {
		got = append(got, f.String())
	}
	want := []string{
		"no file [b]", "a.toml:9:2: column two [b]", "a.toml:9:3: code before [a]", "a.toml:9:3: column three [b]",
		"a.toml:10:1: line ten [b]", "z.toml:1:1: last file [b]",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if l[0].Message != "last file" {
		t.Error("sorting moved the faults of the original list")
	}
	if l.Errors() != 6 || l.Warnings() != 1 {
		t.Errorf("%d errors, %d warnings", l.Errors(), l.Warnings())
	}
}

func TestSortedKeepsTheError(t *testing.T) {
	var l List
	l.Warn("x", Pos{"a", 1, 1}, "same")
	l.Add("x", Pos{"a", 1, 1}, "same")
	if got := l.Sorted(); len(got) != 1 || got[0].Severity != Error {
		t.Errorf("an error and its warning become %+v", got)
	}
}

func TestSortedIgnoresOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var l List
		for range rapid.IntRange(0, 12).Draw(t, "n") {
			pos := Pos{rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "file"), rapid.IntRange(0, 3).Draw(t, "line"), rapid.IntRange(0, 3).Draw(t, "col")}
			l.Add(rapid.SampledFrom([]string{"x", "y"}).Draw(t, "code"), pos, "%s", rapid.SampledFrom([]string{"m", "n"}).Draw(t, "message"))
		}
		mixed := rapid.Permutation(l).Draw(t, "mixed")
		if diff := cmp.Diff(l.Sorted(), List(mixed).Sorted()); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestExcerpts(t *testing.T) {
	var l List
	l.Add("x", Pos{"a", 2, 1}, "second line")
	l.Add("x", Pos{"a", 3, 1}, "last line, no line end")
	l.Add("x", Pos{"a", 9, 1}, "past the end")
	l.Add("x", Pos{"a", 0, 0}, "the file")
	l.Add("x", Pos{"b", 1, 1}, "an unknown file")
	l.Add("x", Pos{"a", 1, 1}, "already there").Excerpt = "kept"
	got := l.Excerpts(func(file string) (string, bool) { return "one\r\ntwo\r\nthree", file == "a" })
	for i, want := range []string{"two", "three", "", "", "", "kept"} {
		if got[i].Excerpt != want {
			t.Errorf("%s: excerpt %q, want %q", got[i].Message, got[i].Excerpt, want)
		}
	}
	if l[0].Excerpt != "" {
		t.Error("the original list was written to")
	}
}

// The caret stands under the character named, counted in terminal columns of eight-wide tabs.
func TestCaretStandsUnderTheColumn(t *testing.T) {
	column := func(s string) int {
		n := 0
		for _, r := range s {
			if r == '\t' {
				n += 8 - n%8
				continue
			}
			n += width(r)
		}
		return n
	}
	rapid.Check(t, func(t *rapid.T) {
		runes := rapid.SliceOfN(rapid.SampledFrom([]rune("ab \t網é\u0301😀ｗ한=\"")), 1, 200).Draw(t, "line")
		f := Fault{Code: "x", Message: "m", Pos: Pos{"f", 1, rapid.IntRange(1, len(runes)).Draw(t, "col")}}
		runes[f.Pos.Col-1], runes[len(runes)-1] = 'X', 'X'
		f.Excerpt = string(runes)
		var b strings.Builder
		Print(&b, List{f}, false)
		lines := strings.Split(b.String(), "\n")
		before, _, _ := strings.Cut(lines[2], "^")
		at := 0
		for i, r := range lines[1] {
			if column(lines[1][:i]) == column(before) && r != '\u0301' {
				at = i
				break
			}
		}
		if !strings.HasPrefix(lines[1][at:], "X") {
			t.Fatalf("the caret misses the X:\n%s\n%s", lines[1], lines[2])
		}
	})
}

func FuzzPrint(f *testing.F) {
	f.Add("a.toml", 3, 2, 4, "x = 1", "message")
	f.Add("", -1, -5, -9, "\xff\x00", "\x1b[2J")
	f.Add("a", 1, 1<<62, 1<<62, strings.Repeat("網", 300), "m")
	f.Fuzz(func(t *testing.T, file string, line, col, width int, excerpt, message string) {
		l := List{{Code: "x", Pos: Pos{file, line, col}, Width: width, Excerpt: excerpt, Message: message}}
		var b strings.Builder
		Print(&b, l, false)
		if strings.ContainsAny(b.String(), "\x1b\x00\x07\r\u202e") {
			t.Fatalf("control characters reach the terminal: %q", b.String())
		}
		if n := strings.Count(b.String(), "\n"); n > 3 {
			t.Fatalf("one fault without a hint takes %d lines", n)
		}
		if !json.Valid(JSON(l)) {
			t.Fatalf("not JSON: %s", JSON(l))
		}
	})
}

// TestPrintManyAlike: a note with a thousand dead links must not bury the one line that matters.
func TestPrintManyAlike(t *testing.T) {
	var l List
	for i := range 1000 {
		l.Warn("broken-link", Pos{File: "content/notes/a.md", Line: i + 1, Col: 1}, "there is no note %d", i)
	}
	l.Add("no-exam", Pos{File: "content/exam.toml"}, "no exam is named")
	var b strings.Builder
	Print(&b, l, false)
	if n := strings.Count(b.String(), "there is no note"); n != 20 {
		t.Errorf("%d are shown in full", n)
	}
	for _, want := range []string{"content/notes/a.md: 980 more like it [broken-link]\n", "content/exam.toml: no exam is named [no-exam]\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}
