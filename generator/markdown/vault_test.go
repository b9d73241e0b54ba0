package markdown

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func library() *Vault {
	doc := func(file, text string) *Doc { return Parse("content/"+file, []byte(text)) }
	return NextVault(nil, "content", []*Doc{
		doc("notes/a.md", "# First Part\n\n## Sub *part*\n\ntext ^b1\n\n<a name=\"Old\"></a>\n"),
		doc("notes/deep/b.md", ""), doc("notes/deep/same.md", ""), doc("domains/1/same.md", ""), doc("domains/2/same.md", ""),
		doc("domains/1/README.md", ""), doc("notes/deep/index.md", ""), doc("notes/with space & more.md", ""), doc("notes/Größe.md", ""),
		doc("notes/100% sure.md", ""), doc("index.md", ""), doc("notes/v1.2.md", ""), doc("notes/C#.md", ""),
	}, []string{"content/img/x.png", "content/notes/img/x.png", "content/exam.toml", "content/notes/doc.pdf"},
		map[string][]string{"content/notes/deep/b.md": {"Bee", "a"}})
}

func TestResolve(t *testing.T) {
	v := library()
	for _, c := range []struct {
		from, target, fragment string
		want                   Found
	}{
		{"notes/a.md", "deep/b.md", "", Found{File: "content/notes/deep/b.md", Anchor: true}},
		{"notes/a.md", "deep/b", "", Found{File: "content/notes/deep/b.md", Anchor: true}},
		{"notes/a.md", "./deep/../deep/b.md", "", Found{File: "content/notes/deep/b.md", Anchor: true}},
		{"notes/a.md", `deep\b.md`, "", Found{File: "content/notes/deep/b.md", Anchor: true}},
		{"notes/a.md", "DEEP/B.MD", "", Found{File: "content/notes/deep/b.md", Anchor: true}},
		{"notes/a.md", "with%20space%20%26%20more.md", "", Found{File: "content/notes/with space & more.md", Anchor: true}},
		{"notes/a.md", "with space & more", "", Found{File: "content/notes/with space & more.md", Anchor: true}},
		{"notes/a.md", "Gr%C3%B6%C3%9Fe", "", Found{File: "content/notes/Größe.md", Anchor: true}},
		{"notes/a.md", "100% sure", "", Found{File: "content/notes/100% sure.md", Anchor: true}},
		{"notes/a.md", "v1.2", "", Found{File: "content/notes/v1.2.md", Anchor: true}},
		{"notes/a.md", "C%23.md", "", Found{File: "content/notes/C#.md", Anchor: true}},
		{"notes/deep/b.md", "/notes/a.md", "", Found{File: "content/notes/a.md", Anchor: true}},
		{"domains/1/same.md", "notes/a.md", "", Found{File: "content/notes/a.md", Anchor: true}},
		{"domains/1/same.md", "deep/b", "", Found{File: "content/notes/deep/b.md", Anchor: true}},
		{"domains/1/same.md", "b", "", Found{File: "content/notes/deep/b.md", Anchor: true}},
		{"domains/1/same.md", "wrong/folder/b.md", "", Found{File: "content/notes/deep/b.md", Anchor: true}},
		{"domains/1/same.md", "Bee", "", Found{File: "content/notes/deep/b.md", Anchor: true}},
		{"domains/1/same.md", "a", "", Found{File: "content/notes/a.md", Anchor: true}}, // a file goes before an alias
		{"domains/1/same.md", "same", "", Found{File: "content/domains/1/same.md", Anchor: true}},
		{"notes/a.md", "2/same", "", Found{File: "content/domains/2/same.md", Anchor: true}},
		{"notes/a.md", "same", "", Found{File: "content/domains/1/same.md", Anchor: true, Also: []string{"content/domains/2/same.md", "content/notes/deep/same.md"}}},
		{"notes/a.md", "deep", "", Found{File: "content/notes/deep/index.md", Anchor: true}},
		{"notes/a.md", "../domains/1/", "", Found{File: "content/domains/1/README.md", Anchor: true}},
		{"notes/a.md", "..", "", Found{File: "content/index.md", Anchor: true}},
		{"notes/a.md", "img/x.png", "", Found{File: "content/notes/img/x.png", Anchor: true}},
		{"notes/a.md", "/img/x.png", "", Found{File: "content/img/x.png", Anchor: true}},
		{"notes/a.md", "../exam.toml", "", Found{File: "content/exam.toml", Anchor: true}},
		{"notes/a.md", "doc.pdf", "page=2", Found{File: "content/notes/doc.pdf", Fragment: "page=2", Anchor: true}},
		{"notes/a.md", "deep/b.md?raw=1", "", Found{File: "content/notes/deep/b.md", Anchor: true}},
		{"notes/a.md", "../../../etc/passwd", "", Found{Outside: true}},
		{"notes/a.md", "../../site.toml", "", Found{Outside: true}},
		{"notes/a.md", "deep/bx.md", "", Found{}},
		{"notes/a.md", "with spaces & more", "", Found{}},
		{"notes/deep/b.md", "../a.md", "first-part", Found{File: "content/notes/a.md", Fragment: "first-part", Anchor: true}},
		{"notes/deep/b.md", "../a.md", "First Part", Found{File: "content/notes/a.md", Fragment: "first-part", Anchor: true}},
		{"notes/deep/b.md", "../a.md", "First%20Part", Found{File: "content/notes/a.md", Fragment: "first-part", Anchor: true}},
		{"notes/deep/b.md", "../a.md", "First Part#Sub part", Found{File: "content/notes/a.md", Fragment: "sub-part", Anchor: true}},
		{"notes/deep/b.md", "../a.md", "^B1", Found{File: "content/notes/a.md", Fragment: "block-b1", Anchor: true}},
		{"notes/deep/b.md", "../a.md", "OLD", Found{File: "content/notes/a.md", Fragment: "Old", Anchor: true}},
		{"notes/deep/b.md", "../a.md", "firstpart", Found{File: "content/notes/a.md"}},
		{"notes/a.md", "", "sub-part", Found{File: "content/notes/a.md", Fragment: "sub-part", Anchor: true}},
		{"notes/a.md", "", "^none", Found{File: "content/notes/a.md"}},
	} {
		got := v.Resolve(v.Doc("content/"+c.from), Link{Target: c.target, Fragment: c.fragment})
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %q #%q (-want +got):\n%s", c.from, c.target, c.fragment, diff)
		}
	}
}

// TestOwnFragments: every heading, block and raw anchor of a note is found under its own id.
func TestOwnFragments(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := ""
		for _, h := range rapid.SliceOfN(rapid.StringMatching(`[A-Za-zäé日 ?*_0-9-]{1,12}`), 1, 6).Draw(t, "headings") {
			text += "## " + h + "\n\n"
		}
		d := Parse("content/x.md", []byte(text))
		for _, id := range d.Anchors {
			if got, ok := d.Anchor(id); !ok || got != id {
				t.Fatalf("%q is found as %q, %v in\n%s", id, got, ok, text)
			}
		}
	})
}

// TestFolded: what is alike but for letter case folds to the same, and nothing else does.
func TestFolded(t *testing.T) {
	word := rapid.StringMatching(`[kKsS\x{17f}\x{212a}aAßẞéÉΣσς1]{0,3}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := word.Draw(t, "a"), word.Draw(t, "b")
		if (folded(a) == folded(b)) != strings.EqualFold(a, b) {
			t.Fatalf("%q and %q fold to %q and %q", a, b, folded(a), folded(b))
		}
	})
}

// TestNextVault: after any edits the vault that was carried on answers as a new one, and where nothing
// changed it gives the same slices.
func TestNextVault(t *testing.T) {
	texts := []string{"# One\n\n[x](b.md#two) ![[c]] [y](gone.md)\n", "# Two\n\n[[a#One]] [[Bee]] [[#Two]]\n", "## Two\n\n^b1\n", "[[d.png]] [z](c#^b1) [[A]]\n", ""}
	names := []string{"content/notes/a.md", "content/notes/b.md", "content/notes/c.md", "content/domains/a.md"}
	rapid.Check(t, func(t *rapid.T) {
		var last *Vault
		docs := map[string]*Doc{}
		for range 8 {
			name := rapid.SampledFrom(names).Draw(t, "note")
			docs[name] = Parse(name, []byte(rapid.SampledFrom(texts).Draw(t, "text")))
			if rapid.IntRange(0, 4).Draw(t, "remove") == 0 {
				delete(docs, name)
			}
			var list []*Doc
			for _, n := range names {
				if docs[n] != nil {
					list = append(list, docs[n])
				}
			}
			assets := rapid.SampledFrom([][]string{nil, {"content/d.png"}}).Draw(t, "assets")
			aliases := rapid.SampledFrom([]map[string][]string{nil, {names[0]: {"bee"}}, {names[2]: {"bee", "gone"}}}).Draw(t, "aliases")
			warm, cold := NextVault(last, "content", list, assets, aliases), NextVault(nil, "content", list, assets, aliases)
			for _, d := range list {
				if diff := cmp.Diff(cold.Links(d), warm.Links(d)); diff != "" {
					t.Fatal(diff)
				}
				if diff := cmp.Diff(cold.Check(d), warm.Check(d)); diff != "" {
					t.Fatal(diff)
				}
			}
			again := NextVault(warm, "content", list, assets, aliases)
			for _, d := range list {
				if a, b := warm.Links(d), again.Links(d); len(a) > 0 && &a[0] != &b[0] {
					t.Fatal("nothing changed, and links were looked up again")
				}
			}
			last = warm
		}
	})
}
