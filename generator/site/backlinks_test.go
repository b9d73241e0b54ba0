package site

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"retake/generator/markdown"
	"retake/themes"
)

// backlinked are the texts below "Linked from" on a page, and what is said of others.
func backlinked(page []byte) string {
	part := regexp.MustCompile(`(?s)<section class="linked">.*?</section>`).Find(page)
	var out []string
	for _, m := range regexp.MustCompile(`<li><a dir="auto" href="[^"]*">(.*?)</a>|<p class="note">(.*?)</p>`).FindAllSubmatch(part, -1) {
		out = append(out, string(m[1])+string(m[2]))
	}
	return strings.Join(out, ", ")
}

// vaultOf is a bare plan with notes, by name and text; a name is also the title.
func vaultOf(notes ...string) Input {
	in := bare()
	var list []source
	for i := 0; i < len(notes); i += 2 {
		list = append(list, source{"note", "content/notes/" + notes[i] + ".md", "notes/" + notes[i], strings.ToUpper(notes[i]), 0, 0, notes[i+1]})
	}
	addNotes(&in, list)
	return in
}

// TestBacklinks: who links to a note stands on its page by title, each once, embeds too, never the note itself.
func TestBacklinks(t *testing.T) {
	out := render(t, vaultOf(
		"hub", "[[hub]] and [here](#x) and https://example.org\n\n## X\n",
		"zeta", "[[hub]], [[hub#X]], [again](hub.md)",
		"alpha", "![[hub]]",
		"beta", "nothing",
		"gamma", "[[alpha]] [[nowhere]]",
	))
	for page, want := range map[string]string{"hub": "ALPHA, ZETA", "alpha": "GAMMA", "beta": "", "zeta": ""} {
		if got := backlinked(out["notes/"+page+".html"]); got != want {
			t.Errorf("%s: %q, not %q", page, got, want)
		}
	}
	var notes []string
	for i := range 43 {
		notes = append(notes, fmt.Sprintf("n%02d", i), "[[hub]]")
	}
	got := backlinked(render(t, vaultOf(append(notes, "hub", "")...))["notes/hub.html"])
	if !strings.HasPrefix(got, "N00, N01, ") || !strings.HasSuffix(got, ", N39, 3 more notes lead here.") {
		t.Errorf("43 backlinks: %s", got)
	}
}

// TestBacklinksOfADomain: the domain's page names the notes that link to its own note, but for those it lists anyway.
func TestBacklinksOfADomain(t *testing.T) {
	in := rich()
	in.Notes, in.Vault = nil, nil
	addNotes(&in, []source{
		{"domain", "content/domains/4-ops.md", "domains/4-ops", "Ops", 4, 0, "text"},
		{"note", "content/notes/a.md", "notes/a", "A", 0, 0, "[[4-ops]]"},
		{"note", "content/notes/b.md", "notes/b", "B", 4, 0, "[[4-ops]] [[a]]"},
		{"why", "content/why.md", "why", "Why", 0, 0, "[[4-ops]]"},
	})
	out := render(t, in)
	if got := backlinked(out["domains/domain-d.html"]); got != "A, Why" {
		t.Errorf("the domain: %q", got)
	}
	if got := backlinked(out["notes/a.html"]); got != "B" {
		t.Errorf("the note: %q", got)
	}
}

// TestBacklinksAreRemembered: a web that takes over what the last one found says the same as a new one, after a link
// has come, gone, or led elsewhere, and after notes have come and gone.
func TestBacklinksAreRemembered(t *testing.T) {
	texts := []string{"[[b]]", "[[a]] [[c]]", "[[a]]", ""}
	var memory Memory
	var vault *markdown.Vault
	docs := map[string]*markdown.Doc{}
	for step, edit := range []map[string]string{
		{"a": texts[0], "b": texts[1], "c": texts[2]}, {"a": texts[3]}, {"a": texts[1]}, {"d": texts[0]}, {"b": "-"}, {"c": texts[1]}, {}, {"b": texts[2]},
	} {
		for name, text := range edit {
			if docs[name] = markdown.Parse("content/notes/"+name+".md", []byte(text)); text == "-" {
				delete(docs, name)
			}
		}
		in := bare()
		in.Theme = themes.Default
		var list []*markdown.Doc
		for _, name := range []string{"a", "b", "c", "d"} {
			if doc := docs[name]; doc != nil {
				list = append(list, doc)
				in.Notes = append(in.Notes, Note{Kind: "note", File: doc.File, Slug: "notes/" + name, Title: name, Doc: doc})
			}
		}
		vault = markdown.NextVault(vault, "content", list, nil, nil)
		in.Vault = vault
		warm, _ := memory.Render(in)
		cold, _ := Render(in)
		for p, want := range cold {
			if string(warm.Files[p]) != string(want) {
				t.Errorf("step %d: %s is %q, not %q", step, p, backlinked(warm.Files[p]), backlinked(want))
			}
		}
	}
}
