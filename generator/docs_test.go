package generator

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"retake/generator/cause"
	"retake/generator/source"
	"retake/generator/study"
)

func page(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// plain is text on one line, so that it does not matter where lines are broken.
func plain(text string) string { return strings.Join(strings.Fields(text), " ") }

// TestNumbersListEverySetting: the table of docs/numbers.md, read as site.toml, is every key once, and
// each with its default.
func TestNumbersListEverySetting(t *testing.T) {
	rows := regexp.MustCompile("(?m)^\\| `([a-z_]+)` \\| ([0-9.]+) \\| ").FindAllStringSubmatch(page(t, "docs/numbers.md"), -1)
	site := "[study]\n"
	for _, r := range rows {
		site += r[1] + " = " + r[2] + "\n"
	}
	tree, faults := source.Load(files("content/exam.toml", "exam = \"SY0-701\"\n", "site.toml", site))
	if len(faults) > 0 {
		t.Fatalf("%v in\n%s", codes(faults), site)
	}
	if want := reflect.TypeFor[study.Settings]().NumField(); len(rows) != want {
		t.Errorf("%d keys, and there are %d settings", len(rows), want)
	}
	if diff := cmp.Diff(study.Defaults(), tree.Settings); diff != "" {
		t.Errorf("not the defaults (-default +written):\n%s", diff)
	}
}

// TestNumbersQuoteTheBounds: docs/numbers.md gives the test of each cause as the pages give it, under its
// title and key.
func TestNumbersQuoteTheBounds(t *testing.T) {
	text := plain(page(t, "docs/numbers.md"))
	for _, c := range cause.Weigh(cause.Facts{}) {
		if head := "**" + c.Title + "** (`" + string(c.Name) + "`). "; !strings.Contains(text, head+c.Formula) {
			t.Errorf("%s is not followed by %q", head, c.Formula)
		}
	}
}

// TestFilesExamples: what docs/files.md shows first of each file is read without a word.
func TestFilesExamples(t *testing.T) {
	blocks := regexp.MustCompile("(?ms)^## ((?:content/)?[a-z]+\\.toml)\n[^`]*?(?:`[^`]+`[^`]*?)*```toml\n(.*?)^```$").FindAllStringSubmatch(page(t, "docs/files.md"), -1)
	var plan []string
	for _, b := range blocks {
		plan = append(plan, b[1], b[2])
	}
	if len(blocks) != 5 {
		t.Fatalf("%d examples of files", len(blocks))
	}
	tree, faults := source.Load(files(plan...))
	if rec := tree.Record; len(faults) > 0 || len(rec.Attempts)*len(rec.Pins)*len(rec.Simulations)*len(rec.Misses)*len(rec.Checkins) != 1 {
		t.Errorf("%v in\n%s", codes(faults), strings.Join(plan, "\n"))
	}
}

// TestDocumentsLeadSomewhere: each relative link of the documentation leads to a file, and to a heading if
// it names one.
func TestDocumentsLeadSomewhere(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#:\s]*)(#[^)\s]+)?\)`)
	for _, from := range []string{"README.md", "docs/files.md", "docs/evenings.md", "docs/import.md", "docs/check.md", "docs/preview.md", "docs/themes.md", "docs/numbers.md", "docs/calibration.md", "docs/calendar.md", "docs/sharing.md", "docs/sealed.md", "themes/README.md"} {
		for _, m := range link.FindAllStringSubmatch(page(t, from), -1) {
			to := from
			if m[1] != "" {
				to = filepath.Join(filepath.Dir(from), m[1])
			}
			if _, err := os.Stat(filepath.Join("..", to)); err != nil {
				t.Errorf("%s: %s leads nowhere", from, m[0])
				continue
			}
			if m[2] != "" && !strings.Contains(anchors(page(t, to)), m[2]+"\n") {
				t.Errorf("%s: %s has no heading %s", from, to, m[2])
			}
		}
	}
}

// anchors are the headings of a page as links name them, one a line.
func anchors(text string) string {
	out := ""
	for _, h := range regexp.MustCompile(`(?m)^#+ (.*)$`).FindAllStringSubmatch(text, -1) {
		id := regexp.MustCompile(`[^\p{L}\p{N} _-]`).ReplaceAllString(strings.ToLower(h[1]), "")
		out += "#" + strings.ReplaceAll(id, " ", "-") + "\n"
	}
	return out
}
