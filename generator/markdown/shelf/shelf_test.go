package shelf

import (
	"path"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestFind(t *testing.T) {
	s := New("content", strings.Fields("content/index.md content/notes/a.md content/notes/deep/b.md content/notes/deep/same.md content/domains/1/same.md content/domains/1/README.md content/notes/Two.md content/notes/two.md content/img/x.png"))
	s.Alias("content/notes/a.md", "First", "b")
	for _, c := range []struct{ from, target, file, also string }{
		{"content/notes/a.md", "deep/b.md", "content/notes/deep/b.md", ""},
		{"content/notes/a.md", "DEEP/b", "content/notes/deep/b.md", ""},
		{"content/notes/a.md", "/img/x.png", "content/img/x.png", ""},
		{"content/notes/a.md", "../domains/1", "content/domains/1/README.md", ""},
		{"content/notes/a.md", "two.md", "content/notes/two.md", ""},
		{"content/notes/a.md", "TWO.md", "content/notes/Two.md", ""},
		{"content/notes/a.md", "first", "content/notes/a.md", ""},
		{"content/notes/a.md", "b", "content/notes/deep/b.md", ""},
		{"content/index.md", "same", "content/domains/1/same.md", "content/notes/deep/same.md"},
		{"content/notes/deep/b.md", "same", "content/notes/deep/same.md", ""},
		{"content/index.md", "elsewhere/x.png", "content/img/x.png", ""},
		{"content/index.md", "none", "", ""},
	} {
		file, also, outside := s.Find(c.from, c.target)
		if file != c.file || strings.Join(also, " ") != c.also || outside {
			t.Errorf("%s: %q is %q, also %v, outside %v", c.from, c.target, file, also, outside)
		}
	}
	if file, _, outside := s.Find("content/notes/a.md", "../../site.toml"); file != "" || !outside {
		t.Errorf("a path out of the root is %q, outside %v", file, outside)
	}
	if near := s.Near("notes/deap.md"); near != "" {
		t.Errorf("a folder was offered: %q", near)
	}
	if near := s.Near("indx.md"); near != "index.md" {
		t.Errorf("near indx.md: %q", near)
	}
}

// TestOwnPath: every file is found by its path, from anywhere, however its letters are written.
func TestOwnPath(t *testing.T) {
	part := rapid.StringMatching(`[a-z%+ é]{1,4}`)
	rapid.Check(t, func(t *rapid.T) {
		var files []string
		for range rapid.IntRange(1, 8).Draw(t, "files") {
			files = append(files, "content/"+strings.Join(rapid.SliceOfN(part, 1, 3).Draw(t, "path"), "/")+".md")
		}
		s := New("content", files)
		for _, f := range files {
			from := rapid.SampledFrom(files).Draw(t, "from")
			if got, _, _ := s.Find(from, "/"+s.Below(f)); got != f {
				t.Fatalf("%q is found as %q from %q", f, got, from)
			}
			if got, _, _ := s.Find(from, "/"+strings.ToUpper(s.Below(f))); !slices.Contains(files, got) || !strings.EqualFold(got, f) {
				t.Fatalf("%q in capitals is found as %q", f, got)
			}
		}
	})
}

// TestNamed: a name finds what looking at every file would find, the nearest first.
func TestNamed(t *testing.T) {
	part := rapid.StringMatching(`[abA]{1,2}`)
	rapid.Check(t, func(t *rapid.T) {
		var files []string
		for range rapid.IntRange(1, 12).Draw(t, "files") {
			files = append(files, "content/"+strings.Join(rapid.SliceOfN(part, 1, 4).Draw(t, "path"), "/")+rapid.SampledFrom([]string{".md", ".png"}).Draw(t, "ending"))
		}
		slices.Sort(files)
		files = slices.Compact(files)
		from := rapid.SampledFrom(files).Draw(t, "from")
		target := strings.Join(rapid.SliceOfN(part, 1, 3).Draw(t, "target"), "/") + rapid.SampledFrom([]string{"", ".md", ".png"}).Draw(t, "end")
		ends := func(tail string) (hits []string) {
			for _, f := range files {
				if low := strings.ToLower(f); strings.HasSuffix(low, "/"+tail) || strings.HasSuffix(low, "/"+tail+".md") {
					hits = append(hits, f)
				}
			}
			return hits
		}
		want := ends(strings.ToLower(target))
		if len(want) == 0 {
			want = ends(strings.ToLower(path.Base(target)))
		}
		got, also := New("content", files).named(target, from)
		if got == "" || len(want) == 0 {
			if got != "" || len(want) > 0 {
				t.Fatalf("%q: %q, want one of %q", target, got, want)
			}
			return
		}
		beside := func(f string) bool { return path.Dir(f) == path.Dir(from) }
		all := append([]string{got}, also...)
		for i, f := range all {
			if i > 0 && (beside(f) && !beside(all[i-1]) || beside(f) == beside(all[i-1]) && len(f) < len(all[i-1])) {
				t.Fatalf("%q from %q: %q are not in order", target, from, all)
			}
		}
		slices.Sort(all)
		alone := len(all) == 1 && beside(got) && slices.Contains(want, got)
		if !alone && !slices.Equal(all, want) || alone && len(slices.DeleteFunc(want, func(f string) bool { return !beside(f) })) != 1 {
			t.Fatalf("%q from %q: %q, want %q", target, from, all, want)
		}
	})
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"a", "", 1}, {"kitten", "sitting", 3}, {"größe", "grösse", 2}} {
		if got := distance(c.a, c.b); got != c.want || distance(c.b, c.a) != got {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
