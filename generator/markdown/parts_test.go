package markdown

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"retake/generator/markdown/plain"
)

func TestParts(t *testing.T) {
	titles := map[string]string{"tls": "Transport", "pic.png": ""}
	for _, row := range []struct {
		text string
		want []Part
	}{
		{"", []Part{{}}},
		{"only text", []Part{{"", "", "only text"}}},
		{"before\n\n# One\n\ntext\n\n## Two\n### Three\n\nmore\n", []Part{{"", "", "before"}, {"one", "One", "text"}, {"two", "Two", ""}, {"three", "Three", "more"}}},
		{"# See [[tls]] and [[tls|this]]\n\nA [[tls]], a [[nowhere]], ![[pic.png]] and [[tls#part]].", []Part{{}, {"see-tls-and-this", "See Transport and this", "A Transport, a nowhere, pic.png and Transport."}}},
		{"\n\n  [[tls]]\n\n[out [[tls]] side](https://example.org)\n\n[[tls]]", []Part{{"", "", "Transport\nout tls side\nTransport"}}},
		{"> [!note] [[tls]]\n> in a note\n\n| [[tls]] | b |\n|---|---|\n| c | [[tls\\|d]] |\n", []Part{{"", "", "Transport\nin a note\nTransport\nb\nc\nd"}}},
	} {
		d := Parse("a.md", []byte(row.text))
		got := d.Parts(func(link int) string {
			if link < 0 {
				return ""
			}
			return titles[d.Links[link].Target]
		})
		if diff := cmp.Diff(row.want, got); diff != "" {
			t.Errorf("%q (-want +got)\n%s", row.text, diff)
		}
	}
}

// TestPartsAreThePlainText: with no other names, parts and headings are the plain text, whatever is in the note.
func TestPartsAreThePlainText(t *testing.T) {
	piece := rapid.SampledFrom([]string{"# a\n", "## [[x]]\n", "text ", "[[x]] ", "![[y]]\n", "\n\n", "> ", "- [ ] ", "`c` ", "```\n", "[l [[x]]](u) ", "| a | b |\n|-|-|\n", "^[n] ", "[^1]\n\n[^1]: [[f]]\n", "\u00a0", "é", "<b>", "$$x$$\n"})
	rapid.Check(t, func(t *rapid.T) {
		d := Parse("a.md", []byte(strings.Join(rapid.SliceOfN(piece, 0, 14).Draw(t, "note"), "")))
		var all []string
		for _, p := range d.Parts(func(int) string { return "" }) {
			all = append(all, p.Heading, p.Text)
		}
		words := func(s string) string { return strings.Join(strings.Fields(s), " ") }
		if got, want := words(strings.Join(all, " ")), words(d.Plain()); got != want || strings.Contains(got, plain.Mark) {
			t.Fatalf("parts %q, plain %q", got, want)
		}
	})
}
