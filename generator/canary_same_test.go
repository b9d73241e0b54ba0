package generator_test

import (
	"bytes"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"retake/generator"
	"retake/generator/source/audience"
)

// without is all that there is to show but one word.
func without(word string) []string {
	return slices.DeleteFunc(slices.Clone(audience.Shown), func(w string) bool { return w == word })
}

// replaced changes the text of some files.
func (k kept) replaced(ending string, pairs ...string) {
	r := strings.NewReplacer(pairs...)
	for _, name := range slices.Sorted(maps.Keys(k.MapFS)) {
		if strings.HasSuffix(name, ending) {
			k.set(name, r.Replace(k.text(name)))
		}
	}
}

// TestWhatIsKeptBackChangesNothing: whoever is not shown something gets the same bytes, whatever it is. That is more than
// that it is nowhere to be read: no count, no order and no stamp tells of it either.
func TestWhatIsKeptBackChangesNothing(t *testing.T) {
	for _, c := range []struct {
		word string // of show; "" for what is never told
		what string
		edit func(k kept)
	}{
		{"words", "other remarks", func(k kept) {
			k.replaced(".toml", "zqaway", "a much longer reason for a day off", "zqbooknote", "", "zqgroupnote", "other", "zqcheckin", "said something else", "zqmiss and", "quite another thing,",
				"zqmissold", "", "zqpinned", "something else altogether", "zqwished", "and this")
		}},
		{"people", "other people", func(k kept) {
			k.replaced(".toml", "zqmentorname", "Somebody Else", "zqmentorrole", "friend", "https://zqmentorurl.example/", "", "zqauthor", "Me", "sun 20:13", "sat 08:00")
		}},
		{"people", "one more person", func(k kept) {
			k.set("content/plan.toml", k.text("content/plan.toml")+"[[person]]\nname = \"One more\"\nrole = \"friend\"\ncheckin = \"mon 20:00\"\n")
		}},
		{"money", "other prices", func(k kept) {
			k.replaced(".toml", "zqcost", "1 euro", "2027-08-19", "2027-09-20", "2027-01-13", "2027-01-11", "bought = 2026-11-01", "bought = 2026-10-30")
		}},
		{"money", "no voucher", func(k kept) {
			k.set("content/plan.toml", regexp.MustCompile(`(?m)^(\[voucher|bought|expires|refund_until)`).ReplaceAllString(k.text("content/plan.toml"), "# $1"))
		}},
		{"times", "other hours", func(k kept) {
			k.replaced(".toml", "17:43-19:13", "06:10-07:40", "09:00-12:00", "08:30-11:30", "09:10", "08:40")
		}},
		{"causes", "other claims", func(k kept) { k.replaced(".toml", "one_source = 3", "one_source = 0", "anxiety = 2", "anxiety = 3") }},
		{"files", "other lines", func(k kept) { k.replaced(".toml", "[[", "# a line more\n\n[[") }},
		{"", "other comments", func(k kept) {
			k.replaced(".toml", "zqcomment", "another word ", "zqsession", "", "zqpractice", "x", "zqsimnote", "y", "zqattempt", "z")
		}},
		{"", "nothing in the notes that are kept back", func(k kept) {
			for _, to := range []string{"me", "none", "draft"} {
				k.replaced(".md", "zq"+to+"bodyx", "one more paragraph\n\n## With a heading\n\nand a [[hub-public]]", "zq"+to+"titlex", "Another Title", "zq"+to+"tagx", "other")
			}
			k.set("content/notes/zqmedirx/zqmefilex.md", k.text("content/notes/zqmedirx/zqmefilex.md")+"\n[[hub-public]] [[zqpublicfilex]] [[zqmentorfilex]]\n")
			k.set("content/notes/one-more.md", "# One more\n\n[[hub-public]]\n")
			k.set("content/guides/one-more.md", "# One more\n\n[[hub-public]]\n")
			k.set("content/checklists/one-more.md", "# One more\n\n[[hub-public]]\n")
			k.set("content/domains/4-security-operations/one-more.md", "# One more\n\n[[hub-public]]\n")
			k.set("content/weeks/3.md", "# One more\n\n[[hub-public]]\n")
			k.set("content/notes/zqpublicdirx/one-more.md", "# One more\n\n[[hub-public]]\n")
		}},
		{"", "no notes that are kept back", func(k kept) {
			for _, name := range slices.Sorted(maps.Keys(k.MapFS)) {
				if strings.HasSuffix(name, ".md") && !strings.Contains(k.text(name), "audience: mentor\n") && !strings.Contains(k.text(name), "audience: public\n") {
					delete(k.MapFS, name)
				}
			}
		}},
	} {
		t.Run(c.what, func(t *testing.T) {
			t.Parallel()
			for _, s := range []sight{{"mentor", "shown", without(c.word)}, {"public", "shown", without(c.word)}, {"public", "hidden", without(c.word)}} {
				k := canaryPlan("", s.toml())
				before := edition(t, k, s.as).Files
				c.edit(k)
				same(t, s.String(), before, edition(t, k, s.as).Files)
			}
			k := canaryPlan("", "")
			before := edition(t, k, "me").Files
			c.edit(k)
			if now := edition(t, k, "me").Files; c.what != "other comments" && maps.EqualFunc(before, now, bytes.Equal) {
				t.Error("it changes nothing for the learner either")
			}
		})
	}
}

// same fails at the first byte in which two sites differ.
func same(t *testing.T, what string, a, b map[string][]byte) {
	t.Helper()
	if diff := setDiff(a, b); diff != "" {
		t.Errorf("%s: other files: %s", what, diff)
		return
	}
	for _, name := range slices.Sorted(maps.Keys(a)) {
		x, y := string(a[name]), string(b[name])
		if x == y {
			continue
		}
		i := 0
		for i < min(len(x), len(y)) && x[i] == y[i] {
			i++
		}
		t.Errorf("%s: %s differs:\n%q\n%q", what, name, x[max(0, i-60):min(len(x), i+80)], y[max(0, i-60):min(len(y), i+80)])
		return
	}
}

func setDiff(a, b map[string][]byte) string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(a)) {
		if _, ok := b[name]; !ok {
			out = append(out, "-"+name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(b)) {
		if _, ok := a[name]; !ok {
			out = append(out, "+"+name)
		}
	}
	return strings.Join(out, " ")
}

// TestEditionsShareAMemory: whoever is shown what after whom, with one memory and edits in between, gets what they would get
// without one.
func TestEditionsShareAMemory(t *testing.T) {
	site := shownTo("mentor", "shown", audience.Shown, audience.Parts) + shownTo("public", "bands", nil, audience.Parts)
	k := canaryPlan("mentor", site)
	var m generator.Memory
	for i, as := range []string{"me", "mentor", "public", "mentor", "public", "me", "public", "public", "mentor", "mentor", "me", "public"} {
		switch i {
		case 3: // a note is taken back
			k.replaced("zqmentorfilex.md", "audience: mentor", "audience: me")
		case 4:
			k.replaced("zqmefilex.md", "audience: me", "audience: public")
		case 6:
			k.replaced("zqmentorfilex.md", "audience: me", "audience: mentor", "zqmentortitlex", "Renamed")
		case 7:
			k.set("site.toml", strings.Replace(k.text("site.toml"), `scores = "bands"`, `scores = "hidden"`, 1))
		case 9:
			k.replaced("plan.toml", "zqmentorname", "Other")
		case 11:
			k.set("content/notes/zqpublicdirx/zqpublicattachedx.txt", "new\n")
		}
		in := generator.Input{Source: k, Clock: canaryDay, As: as}
		same(t, as, generator.Build(in).Files, m.Build(in).Files)
	}
}

// TestThemesCannotTell: a theme that prints all that it is given tells nothing that the edition does not.
func TestThemesCannotTell(t *testing.T) {
	for _, s := range []sight{{"public", "hidden", nil}, {"public", "bands", nil}, {"mentor", "hidden", nil}, {"mentor", "shown", nil}} {
		k := canaryPlan("", "theme = \"mine\"\n"+s.toml())
		for _, name := range templates(t) {
			k.set("themes/mine/"+name, map[bool]string{true: "<html>{{.Main}}</html>", false: ""}[name == "base.html"]+`{{printf "%#v" .}}{{printf "%+v" .}}`)
		}
		l := lookInto(edition(t, k, s.as).Files)
		if l.in("view.weekpage") == "" || l.in("zqpublicbodyx") == "" {
			t.Fatal("nothing is printed")
		}
		for _, c := range allCanaries("") {
			if at := l.in(c.text); !s.sees(c) && at != "" {
				t.Errorf("%s: %s is told in %s", s, c.text, at)
			}
		}
	}
}

// templates are those of pages and the frame.
func templates(t *testing.T) (out []string) {
	all, err := filepath.Glob("../themes/default/*.html")
	if err != nil || len(all) < 15 {
		t.Fatal(err, all)
	}
	for _, name := range all {
		out = append(out, filepath.Base(name))
	}
	return out
}
