package generator

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"retake/generator/fault"
	"retake/generator/site/view"
	"retake/generator/source"
	"retake/generator/source/audience"
)

// TestSharingShowsTheDefaults: the table [share] in docs/sharing.md is what holds without one.
func TestSharingShowsTheDefaults(t *testing.T) {
	blocks := regexp.MustCompile("(?ms)^```toml\n(\\[share\\]\n.*?)^```$").FindAllStringSubmatch(page(t, "docs/sharing.md"), -1)
	if len(blocks) != 1 {
		t.Fatalf("%d tables", len(blocks))
	}
	said, faults := source.Load(files("site.toml", blocks[0][1], "content/exam.toml", "exam = \"SY0-701\"\n"))
	unsaid, _ := source.Load(files("content/exam.toml", "exam = \"SY0-701\"\n"))
	want := unsaid.Site.Share
	want.Audience = "public" // unless it is sealed
	if diff := cmp.Diff(want, said.Site.Share, cmpopts.IgnoreTypes(fault.Pos{}), cmpopts.EquateEmpty()); diff != "" || len(faults) > 0 {
		t.Errorf("%v -without +with:\n%s", faults, diff)
	}
}

// words are those in backquotes.
var quotedWords = regexp.MustCompile("`([^`]+)`")

func wordsIn(cell string) (out []string) {
	for _, m := range quotedWords.FindAllStringSubmatch(cell, -1) {
		out = append(out, m[1])
	}
	return out
}

// rowsUnder are the cells of the table of a page whose first head is the one given.
func rowsUnder(t *testing.T, text, head string) (rows [][]string) {
	t.Helper()
	_, rest, found := strings.Cut(text, "\n| "+head+" |")
	if !found {
		t.Fatalf("there is no table %s", head)
	}
	table, _, _ := strings.Cut(rest, "\n\n")
	for _, line := range strings.Split(table, "\n")[2:] {
		var cells []string
		for _, c := range strings.Split(strings.Trim(line, "|"), "|") {
			cells = append(cells, strings.TrimSpace(c))
		}
		rows = append(rows, cells)
	}
	return rows
}

// TestSharingNamesEveryWord: docs/sharing.md explains each word of [share] once, and says what each page needs.
func TestSharingNamesEveryWord(t *testing.T) {
	text := page(t, "docs/sharing.md")
	var parts, shown []string
	for _, row := range rowsUnder(t, text, "`pages`") {
		var needed []view.Matter
		switch {
		case strings.Contains(row[2], "results, at least in words"):
			needed = append(needed, view.Bands)
		case strings.Contains(row[2], "results as numbers"):
			needed = append(needed, view.Scores)
		}
		for _, m := range wordsIn(row[2]) {
			needed = append(needed, view.Matter(m))
		}
		for _, name := range wordsIn(row[0]) {
			parts = append(parts, name)
			if diff := cmp.Diff(slices.Sorted(slices.Values(needs[name])), slices.Sorted(slices.Values(needed)), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("what %s needs (-really +written):\n%s", name, diff)
			}
		}
	}
	for _, row := range rowsUnder(t, text, "`show`") {
		shown = append(shown, wordsIn(row[0])...)
	}
	for what, lists := range map[string][2][]string{"pages": {audience.Parts, parts}, "show": {audience.Shown, shown}} {
		if diff := cmp.Diff(slices.Sorted(slices.Values(lists[0])), slices.Sorted(slices.Values(lists[1]))); diff != "" {
			t.Errorf("the words of %s (-there are +written):\n%s", what, diff)
		}
	}
}

// TestSharingNamesTheSettings: each variable and secret that the workflow reads is explained where it is set up.
func TestSharingNamesTheSettings(t *testing.T) {
	read := map[string]string{}
	for _, m := range regexp.MustCompile(`(vars|secrets)\.(RETAKE_[A-Z_]+)`).FindAllStringSubmatch(string(Workflow()), -1) {
		read[m[2]] = map[string]string{"vars": "variable", "secrets": "secret"}[m[1]]
	}
	written := map[string]string{}
	for _, m := range regexp.MustCompile("(?m)^\\| (variable|secret) \\| `([A-Z_]+)` \\|").FindAllStringSubmatch(page(t, "docs/sharing.md"), -1) {
		written[m[2]] = m[1]
	}
	head := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^#   (variable|secret) +(RETAKE_[A-Z_]+) `).FindAllStringSubmatch(string(Workflow()), -1) {
		head[m[2]] = m[1]
	}
	for what, got := range map[string]map[string]string{"docs/sharing.md": written, "the workflow's own head": head} {
		if diff := cmp.Diff(read, got); diff != "" || len(read) != 6 {
			t.Errorf("%s (-read by the workflow +explained):\n%s", what, diff)
		}
	}
}
