package entry

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestEveryOrder: the words of an entry mean the same in whatever order they stand, or are refused.
func TestEveryOrder(t *testing.T) {
	parts := [][]string{
		{"1", "2", "4", "threats", "Security Operations", "4.2", "4.10"},
		{"31/50", "31 of 50", "3 out of 4", "3 / 4"},
		{"", "yesterday", "3 days ago", "a week ago", "24 Nov", "Nov 24, 2026", "Nov 2", "1 Nov", "24.11.", "24. 11. 2026", "14/11/2026", "2026-11-24", "last friday", "mon", "Tue 24 Nov"},
		{"", "50m", "1h", "1 h", "1h 30m", "1h30", "1:30", "90 min", "1.5h"},
		{"", "timed", "open"},
		{"", "Provider A", "provider b"},
	}
	rapid.Check(t, func(t *rapid.T) {
		var said []string
		for _, p := range parts {
			if s := rapid.SampledFrom(p).Draw(t, "part"); s != "" {
				said = append(said, s)
			}
		}
		k, _ := Find("practice")
		want := ""
		for i, order := range [][]string{said, rapid.Permutation(said).Draw(t, "order")} {
			var got string
			d, err := k.Read(strings.Fields(strings.Join(order, " ")), nil, plan())
			if err == nil {
				e, _ := d.Entry()
				got = e.String()
			}
			switch {
			case i == 0 && err != nil:
				t.Skip(err)
			case i == 0:
				want = got
			case err == nil && got != want:
				t.Fatalf("%q: %s\n%q: %s", said, want, order, got)
			}
		}
	})
}
