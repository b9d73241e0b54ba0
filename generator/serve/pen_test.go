package serve

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"retake/generator/disk"
)

// desk holds notes in memory, for a pen.
type desk struct {
	mu     sync.Mutex
	notes  map[string]string
	before func() // called before a note is rewritten
}

func (d *desk) pen() pen {
	return pen{
		read: func(file string) ([]byte, error) {
			d.mu.Lock()
			defer d.mu.Unlock()
			if text, ok := d.notes[file]; ok {
				return []byte(text), nil
			}
			return nil, fs.ErrNotExist
		},
		rewrite: func(file string, old, new []byte) error {
			if d.before != nil {
				d.before()
			}
			d.mu.Lock()
			defer d.mu.Unlock()
			if d.notes[file] != string(old) {
				return fmt.Errorf("in a test: %w", &disk.ChangedError{Path: file})
			}
			d.notes[file] = string(new)
			return nil
		},
	}
}

// at is the place of a box in a note as it is.
func (d *desk) at(file string, line, col int) place {
	return place{file, line, col, newText([]byte(d.notes[file])).sum(line)}
}

func TestTick(t *testing.T) {
	utf16 := "\xff\xfe-\x00 \x00[\x00 \x00]\x00 \x00x\x00"
	for name, c := range map[string]struct {
		note      string
		line, col int
		done      bool
		want      string // "" = refused, and nothing is written
	}{
		"open to done":            {"- [ ] x", 1, 3, true, "- [x] x"},
		"done to open":            {"- [x] x", 1, 3, false, "- [ ] x"},
		"DONE to open":            {"- [X] x", 1, 3, false, "- [ ] x"},
		"done already":            {"- [x] x", 1, 3, true, "- [x] x"},
		"DONE already":            {"- [X] x", 1, 3, true, "- [X] x"},
		"open already":            {"- [ ] x", 1, 3, false, "- [ ] x"},
		"third line":              {"a\nb\n  1. [ ] x\nc\n", 3, 6, true, "a\nb\n  1. [x] x\nc\n"},
		"carriage returns":        {"a\r\n- [ ] x\r\nb\r\n", 2, 3, true, "a\r\n- [x] x\r\nb\r\n"},
		"lone carriage returns":   {"a\r- [ ] x\rb", 2, 3, true, "a\r- [x] x\rb"},
		"all line ends":           {"a\rb\nc\r\n\r\n\n- [ ] x", 6, 3, true, "a\rb\nc\r\n\r\n\n- [x] x"},
		"byte order mark":         {"\uFEFF- [ ] x\n", 1, 3, true, "\uFEFF- [x] x\n"},
		"no line end":             {"\n- [ ]", 2, 3, true, "\n- [x]"},
		"columns are characters":  {"> 網é 😀 - [ ] x", 1, 10, true, "> 網é 😀 - [x] x"},
		"bytes that are no text":  {"\xff\xfd- [ ] \xc3", 1, 5, true, "\xff\xfd- [x] \xc3"},
		"tabs":                    {"\t-\t[ ] x", 1, 4, true, "\t-\t[x] x"},
		"two boxes in a line":     {"- [ ] [ ]", 1, 7, true, "- [ ] [x]"},
		"in UTF-16":               {utf16, 1, 3, true, ""},
		"in UTF-16, no mark":      {utf16[2:], 1, 3, true, ""},
		"another sign in the box": {"- [/] x", 1, 3, true, ""},
		"no box":                  {"- x y z", 1, 3, true, ""},
		"a wide box":              {"- [  ] x", 1, 3, true, ""},
		"an empty box":            {"- [] x", 1, 3, true, ""},
		"cut off":                 {"- [ ", 1, 3, true, ""},
		"line past the end":       {"- [ ] x", 2, 3, true, ""},
		"column past the end":     {"- [ ] x", 1, 30, true, ""},
		"column before":           {"- [ ] x", 1, 2, true, ""},
		"column behind":           {"- [ ] x", 1, 4, true, ""},
	} {
		d := &desk{notes: map[string]string{"a.md": c.note}}
		p := d.pen()
		at := d.at("a.md", c.line, c.col)
		now, err := p.tick(at, c.done)
		left := now.left
		want := c.want
		if want == "" {
			want = c.note
		}
		if got := d.notes["a.md"]; got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
		var refused *refusal
		if errors.As(err, &refused) != (c.want == "") {
			t.Errorf("%s: %v", name, err)
		}
		if refused != nil && (refused == errForeign) != strings.HasPrefix(name, "in UTF-16") {
			t.Errorf("%s: %v", name, err)
		}
		if changed := c.want != "" && c.want != c.note; (left == 1) != changed {
			t.Errorf("%s: %d ticks can be undone", name, left)
		}
		if err == nil && now.place != d.at("a.md", c.line, c.col) {
			t.Errorf("%s: the box is said to be %v", name, now)
		}
	}
}

// TestTickIsRefused: the line must be the one the page was drawn from.
func TestTickIsRefused(t *testing.T) {
	for name, change := range map[string]func(d *desk){
		"the line reads differently": func(d *desk) { d.notes["a.md"] = "- [ ] y\nz\n" },
		"ticked meanwhile":           func(d *desk) { d.notes["a.md"] = "- [x] x\nz\n" },
		"a line above":               func(d *desk) { d.notes["a.md"] = "new\n- [ ] x\nz\n" },
		"gone":                       func(d *desk) { delete(d.notes, "a.md") },
		"saved at the same moment":   func(d *desk) { d.before = func() { d.notes["a.md"] = "- [ ] x\nanother end" } },
	} {
		d := &desk{notes: map[string]string{"a.md": "- [ ] x\nz\n"}}
		p, at := d.pen(), d.at("a.md", 1, 3)
		change(d)
		before := d.notes["a.md"]
		now, err := p.tick(at, true)
		left := now.left
		var refused *refusal
		if !errors.As(err, &refused) || refused.status != 409 || left != 0 {
			t.Errorf("%s: %v, %d can be undone", name, err, left)
		}
		if d.before != nil {
			before = "- [ ] x\nanother end"
		}
		if d.notes["a.md"] != before {
			t.Errorf("%s: %q was written", name, d.notes["a.md"])
		}
	}
	d := &desk{notes: map[string]string{"a.md": "- [ ] x\nz\n"}}
	p, at := d.pen(), d.at("a.md", 1, 3)
	d.notes["a.md"] = "- [ ] x\nanother line has changed\n"
	if _, err := p.tick(at, true); err != nil || d.notes["a.md"] != "- [x] x\nanother line has changed\n" {
		t.Errorf("a change elsewhere in the note: %v, %q", err, d.notes["a.md"])
	}
}

func TestUndo(t *testing.T) {
	d := &desk{notes: map[string]string{"a.md": "- [X] a\n- [ ] b\n"}}
	p := d.pen()
	step := func(line int, done bool, want string, left int) {
		t.Helper()
		if now, err := p.tick(d.at("a.md", line, 3), done); err != nil || now.done != done || now.left != left || d.notes["a.md"] != want {
			t.Errorf("tick: %v, %d left, %q", err, now.left, d.notes["a.md"])
		}
	}
	undo := func(want string, left int, wantErr error) {
		t.Helper()
		now, err := p.undo()
		n := now.left
		if err != wantErr || n != left || d.notes["a.md"] != want {
			t.Errorf("undo: %v, %d left, %q", err, n, d.notes["a.md"])
		}
		if err == nil && now.place != d.at("a.md", now.line, now.col) {
			t.Errorf("undo: the box is said to be %v", now)
		}
	}
	undo("- [X] a\n- [ ] b\n", 0, errNoStroke)
	step(1, false, "- [ ] a\n- [ ] b\n", 1)
	step(2, true, "- [ ] a\n- [x] b\n", 2)
	step(1, true, "- [x] a\n- [x] b\n", 3)
	undo("- [ ] a\n- [x] b\n", 2, nil)
	d.notes["a.md"] = "- [ ] a\n- [x] b, edited\n"
	undo("- [ ] a\n- [x] b, edited\n", 1, errMoved)
	undo("- [X] a\n- [x] b, edited\n", 0, nil)
	undo("- [X] a\n- [x] b, edited\n", 0, errNoStroke)

	for i := range 25 {
		p.tick(d.at("a.md", 1, 3), i%2 == 1)
	}
	for n := 9; n >= 0; n-- {
		if now, err := p.undo(); err != nil || now.left != n {
			t.Errorf("of ten ticks: %v, %d left, want %d", err, now.left, n)
		}
	}
	if _, err := p.undo(); err != errNoStroke {
		t.Errorf("an eleventh tick back: %v", err)
	}

	step(1, true, "- [x] a\n- [x] b, edited\n", 1)
	note := d.notes["a.md"]
	rewrite := p.rewrite
	p.rewrite = func(string, []byte, []byte) error { return errors.New("disk full") }
	if now, err := p.undo(); err == nil || now.left != 1 {
		t.Errorf("what the machine did not let us write is not kept: %v, %d", err, now.left)
	}
	p.rewrite = rewrite
	delete(d.notes, "a.md")
	if now, err := p.undo(); err != errGone || now.left != 0 {
		t.Errorf("a note that is gone: %v, %d", err, now.left)
	}
	d.notes["a.md"] = note
}

// onlyThatCharacter fails unless got is was with at most one byte changed, the one in the box.
func onlyThatCharacter(t interface{ Fatalf(string, ...any) }, was, got []byte, line, col int) {
	if bytes.Equal(was, got) {
		return
	}
	if len(was) != len(got) {
		t.Fatalf("%q became %q", was, got)
	}
	differs := slices.DeleteFunc(slices.Collect(func(yield func(int) bool) {
		for i := range was {
			if !yield(i) {
				return
			}
		}
	}), func(i int) bool { return was[i] == got[i] })
	i := differs[0]
	if len(differs) != 1 || was[i-1] != '[' || was[i+1] != ']' || !strings.ContainsRune(" xX", rune(was[i])) || !strings.ContainsRune(" x", rune(got[i])) {
		t.Fatalf("%q became %q", was, got)
	}
	// The place, found in another way: by what stands before it.
	before := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(string(was[:i-1]), "\uFEFF"))
	last := before[strings.LastIndex(before, "\n")+1:]
	if l, c := strings.Count(before, "\n")+1, utf8.RuneCountInString(last)+1; l != line || c != col {
		t.Fatalf("asked for %d:%d, wrote at %d:%d of %q", line, col, l, c, was)
	}
}

func FuzzTick(f *testing.F) {
	f.Add([]byte("- [ ] x\n"), 1, 3, true)
	f.Add([]byte("\xEF\xBB\xBF- [x] x\r\n"), 1, 3, false)
	f.Add([]byte("a\r- [X] x\r\n> [ ]"), 3, 3, true)
	f.Add([]byte("\xff\xfe[\x00"), 1, 1, true)
	f.Add([]byte("網\xff[ ]"), 1, 3, true)
	f.Fuzz(func(t *testing.T, note []byte, line, col int, done bool) {
		d := &desk{notes: map[string]string{"a.md": string(note)}}
		p := d.pen()
		now, err := p.tick(d.at("a.md", line, col), done)
		left := now.left
		got := []byte(d.notes["a.md"])
		if err != nil && !bytes.Equal(note, got) {
			t.Fatalf("refused, and yet %q became %q", note, got)
		}
		onlyThatCharacter(t, note, got, line, col)
		if left > 0 {
			if _, err := p.undo(); err != nil || d.notes["a.md"] != string(note) {
				t.Fatalf("undone, %q is %q: %v", note, d.notes["a.md"], err)
			}
		}
	})
}

// TestAnyTick: any box of any note, also where the two do not fit.
func TestAnyTick(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.SampledFrom([]string{"- [ ] ", "[x]", "[X]", "[", "]", " ", "x", "\n", "\r", "\r\n", "é", "網", "\xff", "\t", "- "})
		note := rapid.SampledFrom([]string{"", "\uFEFF"}).Draw(t, "mark") + strings.Join(rapid.SliceOfN(piece, 0, 40).Draw(t, "note"), "")
		d := &desk{notes: map[string]string{"a.md": note}}
		line, col := rapid.IntRange(-1, 12).Draw(t, "line"), rapid.IntRange(-1, 20).Draw(t, "col")
		at := d.at("a.md", line, col)
		if rapid.IntRange(0, 9).Draw(t, "stale") == 0 {
			at.sum = "0123456789abcdef"
		}
		p := d.pen()
		p.tick(at, rapid.Bool().Draw(t, "done"))
		onlyThatCharacter(t, []byte(note), []byte(d.notes["a.md"]), line, col)
	})
}

func TestPlaceOf(t *testing.T) {
	sum := "0123456789abcdef"
	for box, want := range map[string]place{
		"a.md:1:3:" + sum:                    {"a.md", 1, 3, sum},
		"a: b:7.md:1:3:" + sum:               {"a: b:7.md", 1, 3, sum},
		"":                                   {},
		"a.md:1:3":                           {},
		"a.md:01:3:" + sum:                   {},
		"a.md:+1:3:" + sum:                   {},
		"a.md:0:3:" + sum:                    {},
		"a.md:1:-3:" + sum:                   {},
		"a.md:1:x:" + sum:                    {},
		":1:3:" + sum:                        {},
		"a.md:99999999999999999999:3:" + sum: {},
	} {
		got, ok := placeOf(box)
		if ok != (want != place{}) || ok && got != want {
			t.Errorf("%q: %+v, %v", box, got, ok)
		}
	}
}

// post is a request to write, as our own page sends it.
func post(path, body string, set ...string) *http.Request {
	r := request("POST", path)
	r.Body = io.NopCloser(strings.NewReader(body))
	r.Host = "localhost:8080"
	head := []string{"Content-Type", "application/json", "X-Retake-Token", "TOKEN", "Origin", "http://localhost:8080", "Sec-Fetch-Site", "same-origin"}
	for h := append(head, set...); len(h) > 0; h = h[2:] {
		if r.Header.Set(h[0], h[1]); h[1] == "" {
			r.Header.Del(h[0])
		}
	}
	return r
}

func TestWhoMayWrite(t *testing.T) {
	const note = "- [ ] pack\n"
	box := "a.md:1:3:" + sumOf([]byte("- [ ] pack"))
	body := func(box string) string {
		text, _ := json.Marshal(map[string]any{"box": box, "done": true})
		return string(text)
	}
	for name, c := range map[string]struct {
		r      *http.Request
		o      Options
		status int
	}{
		"our page":                 {post("/.retake/tick", body(box)), Options{Source: "x"}, 200},
		"an older browser":         {post("/.retake/tick", body(box), "Sec-Fetch-Site", ""), Options{Source: "x"}, 200},
		"with a character set":     {post("/.retake/tick", body(box), "Content-Type", "application/json; charset=utf-8"), Options{Source: "x"}, 200},
		"no token":                 {post("/.retake/tick", body(box), "X-Retake-Token", ""), Options{Source: "x"}, 403},
		"another token":            {post("/.retake/tick", body(box), "X-Retake-Token", "TOKEM"), Options{Source: "x"}, 403},
		"part of the token":        {post("/.retake/tick", body(box), "X-Retake-Token", "TOKE"), Options{Source: "x"}, 403},
		"no origin":                {post("/.retake/tick", body(box), "Origin", ""), Options{Source: "x"}, 403},
		"a hidden origin":          {post("/.retake/tick", body(box), "Origin", "null"), Options{Source: "x"}, 403},
		"a foreign origin":         {post("/.retake/tick", body(box), "Origin", "http://evil.example"), Options{Source: "x"}, 403},
		"another port":             {post("/.retake/tick", body(box), "Origin", "http://localhost:8081"), Options{Source: "x"}, 403},
		"another name of ours":     {post("/.retake/tick", body(box), "Origin", "http://127.0.0.1:8080"), Options{Source: "x"}, 403},
		"another scheme":           {post("/.retake/tick", body(box), "Origin", "https://localhost:8080"), Options{Source: "x"}, 403},
		"from another site":        {post("/.retake/tick", body(box), "Sec-Fetch-Site", "cross-site"), Options{Source: "x"}, 403},
		"from the same site only":  {post("/.retake/tick", body(box), "Sec-Fetch-Site", "same-site"), Options{Source: "x"}, 403},
		"typed in":                 {post("/.retake/tick", body(box), "Sec-Fetch-Site", "none"), Options{Source: "x"}, 403},
		"as a form":                {post("/.retake/tick", body(box), "Content-Type", "application/x-www-form-urlencoded"), Options{Source: "x"}, 403},
		"as text":                  {post("/.retake/tick", body(box), "Content-Type", "text/plain"), Options{Source: "x"}, 403},
		"of no type":               {post("/.retake/tick", body(box), "Content-Type", ""), Options{Source: "x"}, 403},
		"others may look":          {post("/.retake/tick", body(box)), Options{Source: "x", LAN: true}, 403},
		"others, no token at all":  {post("/.retake/tick", body(box), "X-Retake-Token", ""), Options{Source: "x", LAN: true}, 403},
		"nothing is written":       {post("/.retake/tick", body(box), "X-Retake-Token", ""), Options{}, 403},
		"undo without a token":     {post("/.retake/undo", "{}", "X-Retake-Token", ""), Options{Source: "x"}, 403},
		"undo from another site":   {post("/.retake/undo", "{}", "Sec-Fetch-Site", "cross-site"), Options{Source: "x"}, 403},
		"nothing to undo":          {post("/.retake/undo", "{}"), Options{Source: "x"}, 409},
		"too large":                {post("/.retake/tick", body(strings.Repeat("a", 5000)+box)), Options{Source: "x"}, 413},
		"undo, too large":          {post("/.retake/undo", strings.Repeat(" ", 5000)), Options{Source: "x"}, 413},
		"no JSON":                  {post("/.retake/tick", "box"), Options{Source: "x"}, 400},
		"no box":                   {post("/.retake/tick", `{"done":true}`), Options{Source: "x"}, 400},
		"not said what":            {post("/.retake/tick", `{"box":"`+box+`"}`), Options{Source: "x"}, 400},
		"a note without boxes":     {post("/.retake/tick", body("site.toml:1:3:"+sumOf([]byte("- [ ] pack")))), Options{Source: "x"}, 409},
		"a path out of the folder": {post("/.retake/tick", body("../a.md:1:3:"+sumOf([]byte("- [ ] pack")))), Options{Source: "x"}, 409},
		"another spelling":         {post("/.retake/tick", body("./a.md:1:3:"+sumOf([]byte("- [ ] pack")))), Options{Source: "x"}, 409},
		"another line":             {post("/.retake/tick", body("a.md:2:3:"+sumOf([]byte("- [ ] pack")))), Options{Source: "x"}, 409},
		"an old line":              {post("/.retake/tick", body("a.md:1:3:"+sumOf([]byte("- [ ] p")))), Options{Source: "x"}, 409},
	} {
		text, at := task("pack")
		d := &desk{notes: map[string]string{"a.md": note, "site.toml": note, "../a.md": note, "./a.md": note}}
		s := quiet(c.o)
		s.pen = d.pen()
		s.Show(Build{Files: site("day.html", text), Boxes: map[string][]Box{"day.html": {{at, "a.md", 1, 3}}}})
		res, answer := ask(s, c.r)
		want := map[string]string{"a.md": note, "site.toml": note, "../a.md": note, "./a.md": note}
		if c.status == 200 {
			want["a.md"] = "- [x] pack\n"
		}
		if res.StatusCode != c.status {
			t.Errorf("%s: %d %s", name, res.StatusCode, answer)
		}
		if diff := cmp.Diff(want, d.notes); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
		var said struct {
			Message, Box string
			Undo         int
		}
		if err := json.Unmarshal([]byte(answer), &said); err != nil || (said.Message == "") != (c.status == 200) {
			t.Errorf("%s: %v in %q", name, err, answer)
		}
		if c.status == 200 && (said.Box != "a.md:1:3:"+sumOf([]byte("- [x] pack")) || said.Undo != 1) {
			t.Errorf("%s: %s", name, answer)
		}
	}
}

// TestTickOnDisk goes the whole way: the box that a page carries, sent back, changes the note.
func TestTickOnDisk(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "content", "day.md")
	const note = "\uFEFF# Day\r\n\r\n- [ ] pack & go\r\n"
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(note), 0o600); err != nil {
		t.Fatal(err)
	}
	s := quiet(Options{Source: dir})
	text, at := task("pack &amp; go")
	s.Show(Build{Files: site("day.html", text), Boxes: map[string][]Box{"day.html": {{at, "content/day.md", 3, 3}}}})
	_, body := get(s, "/day.html")
	_, box, _ := strings.Cut(body, `data-box="`)
	box, _, _ = strings.Cut(box, `"`)
	send := func(r *http.Request, status int, want string) {
		t.Helper()
		res, answer := ask(s, r)
		have, err := os.ReadFile(file)
		if res.StatusCode != status || string(have) != want {
			t.Errorf("%d %s; the note is %q, %v", res.StatusCode, answer, have, err)
		}
	}
	send(post("/.retake/tick", `{"box":"`+box+`","done":true}`), 200, strings.Replace(note, "[ ]", "[x]", 1))
	send(post("/.retake/tick", `{"box":"`+box+`","done":true}`), 409, strings.Replace(note, "[ ]", "[x]", 1))
	send(post("/.retake/undo", `{}`), 200, note)
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if res, answer := ask(s, post("/.retake/tick", `{"box":"`+box+`","done":true}`)); res.StatusCode != 409 || !strings.Contains(answer, "not there any more") {
		t.Errorf("a note that is gone: %d %s", res.StatusCode, answer)
	}
	if err := os.Mkdir(file, 0o755); err != nil {
		t.Fatal(err)
	}
	if res, answer := ask(s, post("/.retake/tick", `{"box":"`+box+`","done":true}`)); res.StatusCode != 500 || !strings.Contains(answer, "could not be written") {
		t.Errorf("a folder in the note's place: %d %s", res.StatusCode, answer)
	}
}

// TestTicksAtOnce: each of many ticks at the same time ends up in the note.
func TestTicksAtOnce(t *testing.T) {
	const n = 50
	d := &desk{notes: map[string]string{"a.md": strings.Repeat("- [ ] x\n", n)}}
	p := d.pen()
	var all sync.WaitGroup
	drawn := newText([]byte(d.notes["a.md"]))
	for i := range n {
		at := place{"a.md", i + 1, 3, drawn.sum(i + 1)}
		all.Go(func() {
			if _, err := p.tick(at, true); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if got := d.notes["a.md"]; got != strings.Repeat("- [x] x\n", n) {
		t.Errorf("%q", got)
	}
}
