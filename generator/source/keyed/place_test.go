package keyed

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"retake/generator/fault"
)

// samplesOfTOML are the shapes that a scanner of places has to get right.
var samplesOfTOML = []string{
	"",
	"# only a comment",
	"a = 1\nb = 'x' # c\n",
	"a.b.c = 1\na.b.d = 2\na.e = {f = 1, g.h = 2}\n",
	"[t]\nx = 1\n[t.u]\ny = 2\n[[l]]\nz = 1\n[[l]]\nz = 2\n[l.sub]\nq = 1\n[[l.deep]]\nr = 1\n[[l.deep]]\nr = 2\n",
	"[a.b]\nx = 1\n[a]\ny = 2\n",
	"list = [1, 2,\n  # three\n  3,\n]\nnested = [[1, 2], [], [[3]]]\n",
	"tables = [{a = 1}, {b = [1, {c = 2}]}, {}]\n",
	"multi = {\n  a = 1, # first\n  b = 2,\n}\nafter = 1\n",
	`"quoted key" = 1` + "\n" + `'raw "key"'.x = 2` + "\n" + `"esc\"aped\u00e9" = 3` + "\n" + `"" = 4` + "\n",
	"s = \"\"\"\na = 1\n[t]\n\"\"\"\nr = '''\nb = 2 ''''\nq = \"\"\"x\"\"\"\"\"\nz = \"\\\"]\"\n",
	"d = 2026-11-20\ndt = 2026-11-20 15:40:00\nlt = 07:30\nodt = 2026-11-20T15:40:00+01:00\nf = 1e3\nh = 0xff\ninf = -inf\n",
	"é = 1\n", // refused by the library
	"   [ t . \"u\" ]   # c\n  x   =   [ 1 , 2 ]   \n",
	"[[a]]\n[[a]]\nb = [\n]\n[a.c]\nd = { }\n",
	"a = [{b.c = 1}, {b.d = 2}]\n",
	"[fruit]\napple.color = 1\napple.taste.sweet = true\n[fruit.apple.texture]\nsmooth = true\n",
}

// samePlaces holds the places of a text against what the library decodes: the same paths, no more and no
// less, and each key's own text at its place.
func samePlaces(t *testing.T, text string) {
	t.Helper()
	m, err := decode(text)
	if err != nil {
		return
	}
	file := NewFile("x.toml", text, 1, &fault.List{})
	var walk func(path string, v any, p *place)
	walk = func(path string, v any, p *place) {
		if p == nil {
			t.Fatalf("%s has no place in:\n%s", path, text)
		}
		if p.key < 0 || p.keyEnd > len(text) || p.val < 0 || p.end > len(text) || p.key > p.keyEnd || p.val > p.end {
			t.Fatalf("%s is at %+v in a text of %d", path, *p, len(text))
		}
		if pos := file.Pos(p.val); pos.Line < 1 || pos.Col < 1 {
			t.Fatalf("%s is at %v", path, pos)
		}
		switch v := v.(type) {
		case map[string]any:
			if len(v) != len(p.kids) {
				t.Fatalf("%s has %d keys and %d places in:\n%s", path, len(v), len(p.kids), text)
			}
			for name, x := range v {
				kid := p.kids[name]
				walk(path+"."+name, x, kid)
				if got := keyText(text[kid.key:kid.keyEnd]); got != name {
					t.Fatalf("at the place of %s.%s stands %q in:\n%s", path, name, got, text)
				}
			}
		case []any:
			sameItems(t, path, text, v, p, walk)
		case []map[string]any:
			items := make([]any, len(v))
			for i := range v {
				items[i] = v[i]
			}
			sameItems(t, path, text, items, p, walk)
		default:
			if len(p.kids)+len(p.items) > 0 {
				t.Fatalf("%s is no table or list in:\n%s", path, text)
			}
		}
	}
	walk("", m, places(text))
}

func sameItems(t *testing.T, path, text string, v []any, p *place, walk func(string, any, *place)) {
	t.Helper()
	if len(v) != len(p.items) {
		t.Fatalf("%s has %d items and %d places in:\n%s", path, len(v), len(p.items), text)
	}
	for i, x := range v {
		walk(fmt.Sprintf("%s[%d]", path, i), x, p.items[i])
	}
}

// keyText is a key as it is meant.
func keyText(raw string) string {
	if strings.ContainsAny(raw[:min(1, len(raw))], `"'`) {
		return unquote(raw)
	}
	return raw
}

func TestPlaces(t *testing.T) {
	read := 0
	for _, text := range samplesOfTOML {
		if _, err := decode(text); err == nil {
			read++
		}
		samePlaces(t, text)
	}
	if read < len(samplesOfTOML)-1 {
		t.Errorf("the library reads only %d of %d samples", read, len(samplesOfTOML))
	}
}

// TestPlaceOf names the exact line and column of keys and values, counted in characters.
func TestPlaceOf(t *testing.T) {
	text := "# Prüfung\n[[attempt]]\ndate = 2026-11-20\nsection = [\n  { domain = 1, name = \"ü\", percent = 45 },\n]\n\n[[attempt]]\n[attempt.score]\n\"größe\" = { value = 7 }\n"
	for _, c := range []struct {
		path            string
		key, val, width string
	}{
		{"attempt", "2:3", "2:3", "7"},
		{"attempt[0]", "2:3", "2:3", "7"},
		{"attempt[0].date", "3:1", "3:8", "10"},
		{"attempt[0].section[0]", "5:3", "5:3", "40"},
		{"attempt[0].section[0].percent", "5:29", "5:39", "2"},
		{"attempt[1]", "8:3", "8:3", "7"},
		{"attempt[1].score", "9:10", "9:10", "5"},
		{"attempt[1].score.größe", "10:1", "10:11", "13"},
		{"attempt[1].score.größe.value", "10:13", "10:21", "1"},
	} {
		f := NewFile("x.toml", text, 1, &fault.List{})
		p := places(text)
		for _, step := range strings.FieldsFunc(strings.ReplaceAll(c.path, "[", ".["), func(r rune) bool { return r == '.' }) {
			if i := slices.Index([]string{"[0]", "[1]"}, step); i >= 0 {
				p = p.items[i]
			} else {
				p = p.kids[step]
			}
		}
		at := func(off int) string { pos := f.Pos(off); return fmt.Sprintf("%d:%d", pos.Line, pos.Col) }
		if key, val, width := at(p.key), at(p.val), fmt.Sprint(f.width(p.val, p.end)); key != c.key || val != c.val || width != c.width {
			t.Errorf("%s: key %s, value %s, width %s; want %s, %s, %s", c.path, key, val, width, c.key, c.val, c.width)
		}
	}
}

// FuzzPlaces holds the scanner against the library on any text.
func FuzzPlaces(f *testing.F) {
	for _, text := range samplesOfTOML {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text, _ = Normal([]byte(text))
		places(text) // never panics, valid or not
		samePlaces(t, text)
	})
}
