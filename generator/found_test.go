package generator_test

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"retake/generator/search"
)

// TestSampleIsFound: the index of the sample has its pages, and of each only words that stand there.
func TestSampleIsFound(t *testing.T) {
	files := sampleSite(t)
	texts := map[string]string{}
	for _, name := range htmlPages(files) {
		root, err := html.Parse(bytes.NewReader(files[name]))
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for n := range root.Descendants() {
			if n.Type == html.TextNode {
				b.WriteString(n.Data)
			}
			if n.Type == html.ElementNode && !slices.Contains([]string{"span", "code", "a", "em", "strong", "bdi", "mark", "b"}, n.Data) {
				b.WriteString(" ")
			}
			for _, a := range n.Attr {
				if a.Key == "alt" || a.Key == "content" && n.Data == "meta" {
					b.WriteString(a.Val + " ")
				}
			}
		}
		texts[name] = " " + strings.Join(search.Words(b.String()), " ") + " "
	}
	found := 0
	for name, data := range files {
		if !strings.HasPrefix(name, "search/text-") {
			continue
		}
		var entries [][]any
		text := regexp.MustCompile(`(?s)^retakeSearch\("[^"]*","[^"]*",(.*)\)\n$`).FindSubmatch(data)
		if text == nil || json.Unmarshal(text[1], &entries) != nil {
			t.Fatalf("%s is no call with data", name)
		}
		for _, e := range entries {
			found++
			page := e[0].(string)
			for _, s := range e[3].([]any) {
				for _, part := range s.([]any)[1:] {
					for _, w := range search.Words(part.(string)) {
						if !strings.Contains(texts[page], " "+w+" ") {
							t.Errorf("%s: %q is in the index and not on the page", page, w)
						}
					}
				}
			}
		}
	}
	if want := len(htmlPages(files)) - 2; found != want { // 404.html and search.html lead nowhere
		t.Errorf("%d pages can be found, of %d", found, want)
	}
}
