package schema

import (
	"strings"
	"testing"

	"retake/generator/source"
	"retake/generator/source/keyed"
)

// TestEveryKeyIsExplained: an editor has something to say of each key, in one line, and nothing is left over.
func TestEveryKeyIsExplained(t *testing.T) {
	used := map[string]bool{}
	var walk func(at string, keys []keyed.Key)
	walk = func(at string, keys []keyed.Key) {
		for _, k := range keys {
			here := at + "." + k.Name
			if describe(here) == "" {
				t.Errorf("nothing is said of %s", here)
			}
			for end := here; ; {
				if _, ok := says[end]; ok {
					used[end] = true
					break
				}
				_, rest, found := strings.Cut(end, ".")
				if !found {
					break
				}
				end = rest
			}
			for _, form := range append([]keyed.Key{k}, k.Also...) {
				if form.Keys != nil {
					walk(here, form.Keys())
				}
			}
		}
	}
	for _, f := range source.Tables() {
		walk(named(f.File), f.Keys)
	}
	for end, text := range says {
		if !used[end] {
			t.Errorf("%q explains no key", end)
		}
		if !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "].") && !strings.HasSuffix(text, "}.") || strings.ContainsAny(text, "\n!") || len(text) > 130 {
			t.Errorf("%q: %q is not one short sentence or two", end, text)
		}
	}
}
