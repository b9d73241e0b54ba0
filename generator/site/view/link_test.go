package view

import (
	"path"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestRel(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"index.html", "plan.html", "plan.html"},
		{"index.html", "weeks/01.html", "weeks/01.html"},
		{"weeks/01.html", "index.html", "../index.html"},
		{"weeks/01.html", "weeks/02.html", "02.html"},
		{"weeks/01.html", "weeks/01.html", "01.html"},
		{"notes/a/b.html", "notes/c.html", "../c.html"},
		{"notes/a/b.html", "files/a/b.png", "../../files/a/b.png"},
		{"notes/a.html", "notes/50 % #1?.html", "50%20%25%20%231%3F.html"},
		{"notes/a.html", "notes/ports:tcp.html", "./ports:tcp.html"},
		{"index.html", "notes/网络.html", "notes/%E7%BD%91%E7%BB%9C.html"},
	} {
		if got := Rel(c.from, c.to); got != c.want {
			t.Errorf("Rel(%q, %q) = %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

// TestRelLeadsThere: whatever the folders, the link leads from one page to the other.
func TestRelLeadsThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		file := rapid.Custom(func(t *rapid.T) string {
			return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c"}), 1, 5).Draw(t, "path"), "/")
		})
		from, to := file.Draw(t, "from"), file.Draw(t, "to")
		if got := path.Join(path.Dir(from), Rel(from, to)); got != to {
			t.Fatalf("from %s to %s: %s leads to %s", from, to, Rel(from, to), got)
		}
	})
}
