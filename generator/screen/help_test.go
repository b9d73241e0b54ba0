package screen

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func sampleHelp() Help {
	return Help{Lead: "Write the site.", Sections: []Section{
		{Title: "Examples", Pairs: []Pair{
			{"retake build", "write it"}, {"retake publish --seal --remote https://github.com/NAME/pages.git", "in a repository of its own"}, {"retake version", ""},
		}},
		{Title: "Nothing"},
		{Title: "What it does", Text: "build writes the site,\nonly what differs.\n\nA second paragraph:\n  a line that is set in"},
		{Pairs: []Pair{{"--watch", "build again after every change, until Ctrl-C"}}, Text: "The end."},
	}}
}

// TestHelp: beside each other where there is room, below each other where there is none; a command that is broken goes
// on in the shell, too.
func TestHelp(t *testing.T) {
	for _, c := range []struct {
		width int
		want  string
	}{
		{80, `Write the site.

Examples
  retake build  write it
  retake publish --seal --remote https://github.com/NAME/pages.git
      in a repository of its own
  retake version

What it does
  build writes the site, only what differs.

  A second paragraph:
    a line that is set in

  --watch  build again after every change, until Ctrl-C

  The end.
`},
		{20, `Write the site.

Examples
  retake build
      write it
  retake publish --seal --remote \
      https://github.com/NAME/pages.git
      in a repository of its own
  retake version

What it does
  build writes the site, only what
  differs.

  A second paragraph:
    a line that is set in

  --watch
      build again after every change,
      until Ctrl-C

  The end.
`},
	} {
		if diff := cmp.Diff(c.want, sampleHelp().Text(c.width, false)); diff != "" {
			t.Errorf("%d columns (-want +got):\n%s", c.width, diff)
		}
	}
	colored := sampleHelp().Text(80, true)
	if !strings.Contains(colored, "\x1b[1mExamples\x1b[0m\n") || bare(colored) != sampleHelp().Text(80, false) {
		t.Errorf("in colour:\n%q", colored)
	}
}

// TestHelpFits: a terminal of 40 columns or more has no longer line, unless one word is longer.
func TestHelpFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := func(name string) string {
			return strings.Join(rapid.SliceOfN(rapid.StringMatching(`[a-z]{1,12}`), 1, 30).Draw(t, name), " ")
		}
		h := Help{Lead: text("lead")}
		for range rapid.IntRange(0, 4).Draw(t, "pairs") {
			h.Sections = append(h.Sections, Section{Title: "T", Pairs: []Pair{{text("left"), text("right")}, {text("left"), text("right")}}, Text: text("text")})
		}
		width := rapid.IntRange(40, 120).Draw(t, "width")
		for line := range strings.Lines(h.Text(width, false)) {
			if n := len([]rune(strings.TrimSuffix(line, "\n"))); n > width {
				t.Fatalf("%d columns of %d: %q", n, width, line)
			}
		}
	})
}
