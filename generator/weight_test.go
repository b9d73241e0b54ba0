package generator_test

import (
	"bytes"
	"compress/gzip"
	"path"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// What a page may weigh, compressed, in bytes. A script that turns TeX into formulas is allowed on top, on pages
// with formulas alone.
const (
	maxHTML    = 30 << 10
	maxSheets  = 10 << 10
	maxScripts = 8 << 10
)

func zipped(data []byte) int {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write(data) // into memory
	_ = z.Close()
	return b.Len()
}

// loads are the files that a page loads with it, by kind: "css" or "js"; the TeX script is "tex".
func loads(t *testing.T, page string, data []byte) map[string][]string {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", page, err)
	}
	out := map[string][]string{}
	for n := range root.Descendants() {
		at := map[string]string{}
		for _, a := range n.Attr {
			at[a.Key] = a.Val
		}
		switch {
		case n.Data == "link" && at["rel"] == "stylesheet":
			out["css"] = append(out["css"], path.Join(path.Dir(page), at["href"]))
		case n.Data == "script" && strings.Contains(at["src"], "temml"):
			out["tex"] = append(out["tex"], path.Join(path.Dir(page), at["src"]))
		case n.Data == "script":
			out["js"] = append(out["js"], path.Join(path.Dir(page), at["src"]))
		}
	}
	return out
}

// TestPagesAreLight: no page is heavier than a slow connection takes in its stride.
func TestPagesAreLight(t *testing.T) {
	emitted(t, func(t *testing.T, files map[string][]byte) {
		size := map[string]int{}
		for name, data := range files {
			size[name] = zipped(data)
		}
		heaviest := map[string]int{}
		for _, p := range htmlPages(files) {
			weight := map[string]int{"html": size[p]}
			all := loads(t, p, files[p])
			for _, kind := range []string{"css", "js"} {
				for _, name := range all[kind] {
					weight[kind] += size[name]
				}
			}
			for kind, most := range map[string]int{"html": maxHTML, "css": maxSheets, "js": maxScripts} {
				if weight[kind] > most {
					t.Errorf("%s: %d bytes of %s, more than %d", p, weight[kind], kind, most)
				}
				heaviest[kind] = max(heaviest[kind], weight[kind])
			}
			if formulas := bytes.Contains(files[p], []byte(`class="math`)); len(all["tex"]) > 0 != formulas {
				t.Errorf("%s: formulas: %v, and the script for them: %q", p, formulas, all["tex"])
			}
		}
		t.Logf("at most %d bytes of HTML, %d of style sheets, %d of scripts", heaviest["html"], heaviest["css"], heaviest["js"])
	})
}
