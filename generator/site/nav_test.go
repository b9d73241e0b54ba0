package site

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// marked are the entries of a page's menu that are marked as the part where it is.
func marked(page []byte) string {
	nav := regexp.MustCompile(`(?s)<nav class="pages".*?</nav>`).Find(page)
	var out []string
	for _, m := range regexp.MustCompile(`aria-current="true">([^<]*)<`).FindAllSubmatch(nav, -1) {
		out = append(out, string(m[1]))
	}
	return strings.Join(out, ", ")
}

// TestMenu: every page marks its part, and the fold that hides it; this week is one step away for as long as there is one.
func TestMenu(t *testing.T) {
	out, after, none := render(t, rich()), render(t, passed()), render(t, bare())
	for _, c := range []struct {
		site       map[string][]byte
		page, want string
	}{
		{out, "index.html", "Today"}, {out, "weeks/01.html", "This week"}, {out, "weeks/02.html", "More, All weeks"}, {out, "weeks/index.html", "More, All weeks"},
		{out, "weeks/40.html", "More, All weeks"}, {out, "domains/domain-d.html", "Domains"}, {out, "domains/4-security-operations/hardening.html", "Domains"},
		{out, "notes/web/injection.html", "Notes"}, {out, "guides/index.html", "Notes"}, {out, "checklists/exam-day.html", "More, Checklists"}, {out, "404.html", ""},
		{after, "weeks/04.html", "Weeks"}, {none, "weeks/index.html", "Weeks"},
	} {
		if got := marked(c.site[c.page]); got != c.want {
			t.Errorf("%s: %q, not %q", c.page, got, c.want)
		}
	}
	if !strings.Contains(string(out["notes/web/injection.html"]), `<a href="../../weeks/01.html">This week</a>`) {
		t.Error("a note's page does not lead to this week")
	}
	for p, b := range after {
		if strings.Contains(string(b), ">This week</a>") {
			t.Errorf("%s leads to this week, and the exam is passed", p)
		}
	}
}

// TestToday: on the page of its week, and only there, today is marked.
func TestToday(t *testing.T) {
	for p, b := range render(t, rich()) {
		want := 0
		if p == "weeks/01.html" {
			want = 1
		}
		if n := strings.Count(string(b), `aria-current="date"`); strings.HasPrefix(p, "weeks/") && n != want {
			t.Errorf("%s: today is marked %d times", p, n)
		}
	}
}

// TestBeside: weeks, domains and the notes of a folder lead to the one before and the one after.
func TestBeside(t *testing.T) {
	out := render(t, rich())
	for page, want := range map[string]string{
		"weeks/01.html": "next 02.html", "weeks/02.html": "prev 01.html, next 03.html", "weeks/08.html": "prev 07.html",
		"domains/domain-a.html": "next domain-b.html", "domains/domain-d.html": "prev domain-c.html, next domain-e.html",
		"notes/web/headers.html": "next injection.html", "notes/web/injection.html": "prev headers.html", "plan.html": "",
	} {
		var got []string
		for _, m := range regexp.MustCompile(`rel="(prev|next)" href="([^"]*)"`).FindAllSubmatch(out[page], -1) {
			got = append(got, fmt.Sprintf("%s %s", m[1], m[2]))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: %v, not %s", page, got, want)
		}
	}
}

// TestSide: beside a domain stand all domains and the parts of its page, beside a note of a domain its siblings.
func TestSide(t *testing.T) {
	in := rich()
	addNotes(&in, []source{{"note", "content/notes/more.md", "notes/more", "More", 4, 0, "text"}}, "content/notes/img/net.png")
	out := render(t, in)
	if strings.Contains(string(out["notes/web/injection.html"]), "Notes of the same domain") {
		t.Error("the only note of a domain has siblings")
	}
	for page, want := range map[string][]string{
		"domains/domain-d.html": {`<nav class="contents" aria-label="All domains">`, `<a href="domain-a.html">1 <bdi>`, `<b aria-current="page">4 <bdi>Security Operations</bdi></b>`,
			`<a href="#part.win">`, `<a href="#part.notes">`, `<a dir="auto" href="#incident-response">`},
		"domains/4-security-operations/hardening.html": {`aria-label="Notes of the same domain"`, `<b dir="auto" aria-current="page">Hardening</b>`, `<a dir="auto" href="../../notes/more.html">More</a>`},
		"notes/web/injection.html":                     {`aria-label="On this page"`},
	} {
		for _, w := range want {
			if !strings.Contains(string(out[page]), w) {
				t.Errorf("%s has no %s", page, w)
			}
		}
	}
}
