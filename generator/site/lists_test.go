package site

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"retake/generator/corpus"
	"retake/generator/markdown"
)

// many is a plan with so many notes, each in the folder that dir names for it.
func many(n int, dir func(i int) string) Input {
	in := bare()
	var docs []*markdown.Doc
	for i := range n {
		slug := fmt.Sprintf("notes/%sn-%05d", dir(i), i)
		doc := markdown.Parse("content/"+slug+".md", fmt.Appendf(nil, "# Note %d\n\nOne line.\n", i))
		docs = append(docs, doc)
		in.Notes = append(in.Notes, Note{Kind: "note", File: doc.File, Slug: slug, Title: fmt.Sprintf("Note %d", i), Doc: doc})
	}
	in.Vault = markdown.NewVault("content", docs, nil)
	return in
}

// lists are the list pages below notes/ of a site.
func lists(out map[string][]byte) (names []string) {
	for p := range out {
		if strings.HasPrefix(p, "notes/") && strings.HasPrefix(path.Base(p), "index.") {
			names = append(names, p)
		}
	}
	slices.Sort(names)
	return names
}

// TestLists: up to 300 notes are on one page, by folder. From then on folders have pages of their own, and long
// ones are cut into parts. Each note is named on one list page.
func TestLists(t *testing.T) {
	inTwo := func(i int) string { return []string{"a/", "b/deep/"}[i%2] }
	for _, c := range []struct {
		n    int
		dir  func(i int) string
		want string
	}{
		{0, inTwo, ""},
		{299, inTwo, "notes/index.html"},
		{300, inTwo, "notes/index.html"},
		{301, inTwo, "notes/a/index.html notes/b/index.html notes/index.html"},
		{602, inTwo, "notes/a/index.1.html notes/a/index.2.html notes/a/index.html notes/b/deep/index.1.html notes/b/deep/index.2.html notes/b/deep/index.html notes/b/index.html notes/index.html"},
		{301, func(int) string { return "" }, "notes/index.1.html notes/index.2.html notes/index.html"},
		{301, func(i int) string { return fmt.Sprintf("f%d/", i) }, "+304"},
	} {
		out := render(t, many(c.n, c.dir))
		got := lists(out)
		if want, ok := strings.CutPrefix(c.want, "+"); ok && fmt.Sprint(len(got)) != want || !ok && strings.Join(got, " ") != c.want {
			t.Errorf("%d notes: %s", c.n, strings.Join(got, " "))
		}
		named := map[string]int{}
		for _, p := range got {
			for _, m := range regexp.MustCompile(`href="([^"]*n-\d+\.html)"`).FindAllSubmatch(out[p], -1) {
				named[path.Join(path.Dir(p), string(m[1]))]++
			}
		}
		for p, n := range named {
			if n != 1 {
				t.Errorf("%d notes: %s is named %d times", c.n, p, n)
			}
		}
		if len(named) != c.n {
			t.Errorf("%d notes: %d are named", c.n, len(named))
		}
	}
}

// TestListsOfManyNotes: with 10,000 notes in folders, or 3,000 in one, no list page is heavier than a page may be, and
// the way to each note leads through pages that there are.
func TestListsOfManyNotes(t *testing.T) {
	for n, dir := range map[int]func(i int) string{
		10_000: func(i int) string { return path.Base(path.Dir(corpus.Name(i))) + "/" },
		3_000:  func(int) string { return "all/" },
	} {
		out := render(t, many(n, dir))
		for _, p := range lists(out) {
			if size := zipped(out[p]); size > 12<<10 {
				t.Errorf("%d notes: %s has %d bytes compressed", n, p, size)
			}
			for _, m := range regexp.MustCompile(`href="([^"#:]+)"`).FindAllSubmatch(out[p], -1) {
				if to := path.Join(path.Dir(p), string(m[1])); out[to] == nil {
					t.Errorf("%d notes: %s leads to %s, which is not there", n, p, to)
				}
			}
		}
	}
}

// crumbs are the texts and links of a page's path; the page itself has no link.
func crumbs(page []byte) string {
	nav := regexp.MustCompile(`(?s)<nav class="crumbs" aria-label="Breadcrumb">.*?</nav>`).Find(page)
	var out []string
	for _, m := range regexp.MustCompile(`<li>(?:<a dir="auto" href="([^"]*)">|<span dir="auto" aria-current="page">)(.*?)</(?:a|span)>`).FindAllSubmatch(nav, -1) {
		out = append(out, strings.TrimSpace(string(m[2])+" "+string(m[1])))
	}
	return strings.Join(out, " > ")
}

// TestCrumbs: the way from the home page to a page, the page itself at its end.
func TestCrumbs(t *testing.T) {
	in := rich()
	addNotes(&in, []source{
		{"note", "content/notes/web/deep/csp.md", "notes/web/deep/csp", "CSP", 0, 0, "text"},
		{"note", "content/notes/solo/only/csp.md", "notes/solo/only/csp", "CSP too", 0, 0, "text"},
	}, "content/notes/img/net.png")
	out := render(t, in)
	if got := crumbs(out["index.html"]); got != "" {
		t.Errorf("the home page: %s", got)
	}
	split := render(t, many(301, func(i int) string { return []string{"a/", "b/deep/", "b/"}[i%3] }))
	long := render(t, many(301, func(int) string { return "a/" }))
	for _, c := range []struct {
		site       map[string][]byte
		page, want string
	}{
		{out, "plan.html", "Today index.html > The plan"},
		{out, "weeks/01.html", "Today ../index.html > Weeks index.html > Week 1"},
		{out, "weeks/40.html", "Today ../index.html > Weeks index.html > Far away"},
		{out, "domains/domain-d.html", "Today ../index.html > Domains index.html > Security Operations"},
		{out, "domains/4-security-operations/hardening.html", "Today ../../index.html > Domains ../index.html > Security Operations ../domain-d.html > Hardening"},
		{out, "notes/quick.html", "Today ../index.html > Notes index.html > Quick list"},
		{out, "notes/web/headers.html", "Today ../../index.html > Notes ../index.html > web ../index.html#folder.web > Security headers"},
		{out, "notes/web/deep/csp.html", "Today ../../../index.html > Notes ../../index.html > web ../../index.html#folder.web > deep ../../index.html#folder.web/deep > CSP"},
		{out, "notes/solo/only/csp.html", "Today ../../../index.html > Notes ../../index.html > solo ../../index.html#folder.solo/only > only ../../index.html#folder.solo/only > CSP too"},
		{out, "checklists/exam-day.html", "Today ../index.html > Checklists index.html > Exam day"},
		{split, "notes/a/n-00000.html", "Today ../../index.html > Notes ../index.html > a index.html > Note 0"},
		{split, "notes/b/deep/n-00001.html", "Today ../../../index.html > Notes ../../index.html > b ../index.html > deep ../index.html#folder.deep > Note 1"},
		{split, "notes/b/index.html", "Today ../../index.html > Notes ../index.html > b"},
		{long, "notes/a/index.2.html", "Today ../../index.html > Notes ../index.html > a index.html > a, part 2"},
	} {
		if got := crumbs(c.site[c.page]); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.page, got, c.want)
		}
	}
}

// TestFolderNote: the index note of a folder that has a page of its own stands on it.
func TestFolderNote(t *testing.T) {
	in := many(301, func(i int) string { return []string{"a/", "b/"}[i%2] })
	doc := markdown.Parse("content/notes/a/index.md", []byte("# About a\n\nWhat this folder is for.\n"))
	in.Notes = append(in.Notes, Note{Kind: "note", File: doc.File, Slug: "notes/a/index", Title: "About a", Doc: doc})
	out := render(t, in)
	if page := string(out["notes/a/index.html"]); !strings.Contains(page, "What this folder is for.") || !strings.Contains(page, "n-00000.html") {
		t.Error("the page of the folder does not show its note and its list")
	}
	in.Notes = in.Notes[200:]
	out = render(t, in)
	if page := string(out["notes/a/index.html"]); !strings.Contains(page, "What this folder is for.") || strings.Contains(page, `class="groups"`) {
		t.Error("the note has no page of its own where the folder has none")
	}
}
