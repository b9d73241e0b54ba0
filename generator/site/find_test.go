package site

import (
	"bytes"
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"retake/generator/search"
)

// indexed is what the index says of a page: where it is, what it is called and where it belongs, and its sections.
type indexed struct {
	path, title, part string
	sections          [][3]string
}

// readIndex reads an index as a reader's browser does.
func readIndex(t *testing.T, files map[string][]byte) (out []indexed) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !strings.HasPrefix(name, "search/text-") {
			continue
		}
		text := string(files[name])
		text = strings.TrimSuffix(text[strings.IndexByte(text, '['):], ")\n")
		var list [][]json.RawMessage
		if err := json.Unmarshal([]byte(text), &list); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, raw := range list {
			var x indexed
			for i, into := range []any{&x.path, &x.title, &x.part, &x.sections} {
				if err := json.Unmarshal(raw[i], into); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
			}
			out = append(out, x)
		}
	}
	return out
}

// TestOnlyWhatIsOnAPageCanBeFound: every page of the index is one of the site, its anchors are there, and each of its
// words stands on it. All pages are in it, but for the two that lead nowhere.
func TestOnlyWhatIsOnAPageCanBeFound(t *testing.T) {
	for name, make := range fixtures {
		out := render(t, make())
		var pages []string
		for p := range out {
			if path.Ext(p) == ".html" && p != "search.html" && p != "404.html" {
				pages = append(pages, p)
			}
		}
		slices.Sort(pages)
		var found []string
		for _, x := range readIndex(t, out) {
			found = append(found, x.path)
			root, err := html.Parse(bytes.NewReader(out[x.path]))
			if err != nil {
				t.Fatal(err)
			}
			var text strings.Builder
			ids := map[string]bool{}
			for n := range root.Descendants() {
				switch {
				case n.Type == html.TextNode:
					text.WriteString(n.Data + " ")
				case n.Data == "meta" && attr(n, "name") == "description":
					text.WriteString(attr(n, "content") + " ")
				}
				ids[attr(n, "id")] = true
			}
			stands := map[string]bool{}
			for _, w := range search.Words(text.String()) {
				stands[w] = true
			}
			for _, s := range append(x.sections, [3]string{"", x.title, x.part}) {
				if s[0] != "" && !ids[s[0]] {
					t.Errorf("%s/%s: no anchor %q", name, x.path, s[0])
				}
				for _, w := range search.Words(s[1] + " " + s[2]) {
					if !stands[w] {
						t.Errorf("%s/%s: %q is in the index and not on the page", name, x.path, w)
					}
				}
			}
		}
		slices.Sort(found)
		if !slices.Equal(found, pages) {
			t.Errorf("%s: the index has the pages %q, the site has %q", name, found, pages)
		}
	}
}

// TestSections shows how notes and pages of the plan come into the index.
func TestSections(t *testing.T) {
	all := map[string]indexed{}
	for _, x := range readIndex(t, render(t, rich())) {
		all[x.path] = x
	}
	for p, want := range map[string]indexed{
		"notes/web/injection.html": {title: "Injection", part: "Notes › web", sections: [][3]string{
			{"", "", "Input that is taken for code."}, {"what-it-looks-like", "What it looks like", "SELECT"}, {"prepared-statements", "Prepared statements", "language"},
			{"escaping", "Escaping", "Only where"}, {"test-yourself", "Test yourself", "name three kinds"}}},
		"domains/domain-d.html":    {title: "Security Operations", part: "Domains", sections: [][3]string{{"", "", "What to win"}, {"logs", "Logs", "read syslog"}}},
		"why.html":                 {title: "My reasons", sections: [][3]string{{"", "", "What this is for"}, {"", "", "I want to move"}}},
		"weeks/01.html":            {title: "Week 1", part: "Weeks", sections: [][3]string{{"", "", "Week 1"}, {"", "", "Tuesday was hard."}, {"what-to-keep", "What to keep", "mornings"}}},
		"index.html":               {title: "Today", sections: [][3]string{{"", "", "What to do today"}, {"", "", "This plan is mine."}, {"for-my-mentor", "For my mentor", "Look at"}}},
		"readiness.html":           {title: "Readiness", sections: [][3]string{{"", "", "Whether it is time"}}},
		"checklists/exam-day.html": {title: "Exam day", part: "Checklists", sections: [][3]string{{"", "", "passport"}}},
		"domains/4-security-operations/hardening.html": {title: "Hardening", part: "Domains › Security Operations", sections: [][3]string{{"", "", "Switch off"}}},
	} {
		got := all[p]
		if got.title != want.title || got.part != want.part {
			t.Errorf("%s: %q in %q", p, got.title, got.part)
		}
		for i, s := range want.sections {
			if i >= len(got.sections) || got.sections[i][0] != s[0] || got.sections[i][1] != s[1] || !strings.HasPrefix(got.sections[i][2], s[2]) {
				t.Errorf("%s: section %d should be %q: %q", p, i, s, got.sections)
				break
			}
		}
	}
}
