package generator

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestEdited: a saved note is named with its page and the heading nearest above what changed.
func TestEdited(t *testing.T) {
	const note = "---\ntitle: A\n---\n# A\n\none\n\n## Two\n\ntwo\n\n## Three\n\nthree\n"
	for _, c := range []struct {
		name, file, text string
		want             []Edit
	}{
		{"nothing", "content/notes/a.md", note, nil},
		{"under the second heading", "content/notes/a.md", note[:len(note)-14] + "more\n\n## Three\n\nthree\n", []Edit{{"content/notes/a.md", "notes/a.html", "two"}}},
		{"the heading itself", "content/notes/a.md", note[:len(note)-10] + "eee\n\nthree\n", []Edit{{"content/notes/a.md", "notes/a.html", "threee"}}},
		{"at the end", "content/notes/a.md", note + "\nmore\n", []Edit{{"content/notes/a.md", "notes/a.html", "three"}}},
		{"a new section", "content/notes/a.md", note + "\n## Four\n\nfour\n", []Edit{{"content/notes/a.md", "notes/a.html", "four"}}},
		{"the front matter", "content/notes/a.md", "---\ntitle: B" + note[12:], []Edit{{"content/notes/a.md", "notes/a.html", ""}}},
		{"a new note", "content/notes/b.md", "# B\n", []Edit{{"content/notes/b.md", "notes/b.html", ""}}},
		{"no page for it", "content/notes/a.md", "---\ndraft: yes\n---\n", nil},
		{"another file", "content/log.toml", "# nothing\n", nil},
		{"a domain's own", "content/domains/4-security-operations.md", "# New\n", []Edit{{"content/domains/4-security-operations.md", "domains/security-operations.html", ""}}},
	} {
		var m Memory
		plan := files("content/attempts.toml", report, "content/notes/a.md", note)
		if got := m.Build(Input{Source: plan, Clock: monday}).Edited; len(got) > 0 {
			t.Errorf("%s: the first build says %v", c.name, got)
		}
		plan[c.file] = files(c.file, c.text)[c.file]
		got := m.Build(Input{Source: plan, Clock: monday}).Edited
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", c.name, diff)
		}
	}
}

// TestDayIsOver: only the real day ends, at midnight in the plan's zone.
func TestDayIsOver(t *testing.T) {
	plan := files("content/attempts.toml", report, "site.toml", "timezone = \"Asia/Tokyo\"\n")
	now := time.Date(2026, 11, 23, 14, 59, 0, 0, time.UTC) // 23:59 in Tokyo
	r := Build(Input{Source: plan, Clock: Clock{Now: now}})
	if r.Over(now) || !r.Over(now.Add(time.Minute)) {
		t.Error("the day does not end at midnight in Tokyo")
	}
	if Build(Input{Source: plan, Clock: monday}).Over(now.Add(48 * time.Hour)) {
		t.Error("a given day is over")
	}
	plan["site.toml"] = files("site.toml", "today = 2026-11-23\n")["site.toml"]
	if Build(Input{Source: plan, Clock: Clock{Now: now}}).Over(now.Add(48 * time.Hour)) {
		t.Error("a fixed day is over")
	}
}

// TestBoxes: every task box of a page is known with its place on the page and in its note, also in notes
// that are shown within others.
func TestBoxes(t *testing.T) {
	plan := files("content/attempts.toml", report, "content/checklists/a.md", "# A\n\n- [ ] one\n- [x] two\n\n![[b]]\n\n- [ ] three\n",
		"content/notes/b.md", "Text\r\n\r\n1. [X] four\r\n   - [ ] five\r\n", "content/index.md", "- [ ] six\n", "content/notes/none.md", "<input type=\"checkbox\"> `- [ ] no`\n")
	r := Build(Input{Source: plan, Clock: monday})
	if r.Files == nil {
		t.Fatal(r.Faults)
	}
	const tag = `<input type="checkbox"`
	count := map[string]int{}
	for page, boxes := range r.Boxes {
		html := string(r.Files[page])
		if n := strings.Count(html, tag); n != len(boxes) {
			t.Errorf("%s has %d boxes, and %d are known", page, n, len(boxes))
		}
		last := 0
		for _, b := range boxes {
			if b.Offset <= last || !strings.HasSuffix(html[:b.Offset], tag) {
				t.Errorf("%s: no box ends at %d", page, b.Offset)
			}
			last = b.Offset
			line := strings.Split(string(plan[b.Pos.File].Data), "\n")[b.Pos.Line-1]
			if line[b.Pos.Col-1] != '[' || line[b.Pos.Col+1] != ']' {
				t.Errorf("%s: no box at %v", page, b.Pos)
			}
			count[page]++
		}
	}
	want := map[string]int{"checklists/a.html": 5, "notes/b.html": 2, "index.html": 1}
	if diff := cmp.Diff(want, count); diff != "" {
		t.Error(diff)
	}
}

// TestWhatOthersChange: a page is drawn again when another file changes what it shows.
func TestWhatOthersChange(t *testing.T) {
	gif := func(width string) string { return "GIF89a" + width + "\x00\x07\x00\x00\x00\x00" }
	const note = "# A\n\n[[b]] [[4-security-operations]] ![[c]] ![[p.gif]]\n\n![[c]]\n\n[x](b.md#two)\n"
	for _, c := range []struct{ name, file, text, page, before, after string }{
		{"a title", "content/notes/b.md", "# Other\n\n## Two\n", "notes/a.html", ">B</a>", ">Other</a>"},
		{"an anchor", "content/notes/b.md", "# B\n\n## Too\n", "notes/a.html", `href="b.html#two"`, `href="b.html"`},
		{"an embedded note", "content/notes/c.md", "# C\n\nother words\n", "notes/a.html", "<p>words", "<p>other words"},
		{"the next note", "content/notes/b.md", "# Next one\n\n## Two\n", "notes/a.html", "B", "Next one"},
		{"a note between", "content/notes/aa.md", "# Between\n", "notes/a.html", "B", "Between"},
		{"a note of the same name nearer by", "content/notes/4-security-operations.md", "# Nearer\n", "notes/a.html", "../domains/security-operations.html", `"4-security-operations.html"`},
		{"a picture", "content/notes/p.gif", gif("\x09"), "notes/a.html", `width="5"`, `width="9"`},
		{"the name of a domain", "content/exam.toml", "exam = \"SY0-701\"\ndomains = [{ n = 4, name = \"Running it\", weight = 100 }]\n", "notes/a.html", "../domains/security-operations.html", "../domains/running-it.html"},
		{"a style sheet", "themes/mine/style.css", "q{}", "style.css", "p{}", "q{}"},
		{"a template", "themes/mine/404.html", "<p>1</p>", "404.html", "<p>0</p>", "<p>1</p>"},
		{"a menu", "themes/mine/partials/nav.html", "<p>new</p>", "notes/a.html", `href="../index.html"`, "<p>new</p>"},
		{"the title of the plan", "site.toml", "title = \"New\"\ntheme = \"mine\"\n", "notes/a.html", "Old", "New"},
		{"a box that moves", "content/checklists/d.md", "# D\n\n<!-- more -->\n- [ ] one\n", "checklists/d.html", "one", "one"},
	} {
		var m Memory
		plan := files("content/exam.toml", "exam = \"SY0-701\"\n", "content/notes/a.md", note, "content/notes/b.md", "# B\n\n## Two\n",
			"content/notes/c.md", "# C\n\nwords\n", "content/notes/p.gif", gif("\x05"), "content/domains/4-security-operations.md", "# Own title\n", "content/checklists/d.md", "# D\n\n\n- [ ] one\n",
			"site.toml", "title = \"Old\"\ntheme = \"mine\"\n", "themes/mine/style.css", "p{}", "themes/mine/404.html", "<p>0</p>")
		first := m.Build(Input{Source: plan, Clock: monday})
		plan[c.file] = files(c.file, c.text)[c.file]
		warm, cold := m.Build(Input{Source: plan, Clock: monday}), Build(Input{Source: plan, Clock: monday})
		if first.Files == nil || cold.Files == nil {
			t.Fatalf("%s: %v %v", c.name, codes(first.Faults), codes(cold.Faults))
		}
		if before := string(first.Files[c.page]); !strings.Contains(before, c.before) {
			t.Errorf("%s: before, the page is\n%s", c.name, before)
		}
		if after := string(warm.Files[c.page]); !strings.Contains(after, c.after) || after != string(cold.Files[c.page]) {
			t.Errorf("%s: after, the page is\n%s", c.name, after)
		}
		if diff := cmp.Diff(cold.Boxes, warm.Boxes); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}
