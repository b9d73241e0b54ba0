package fault

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestAnnotations(t *testing.T) {
	l := append(exhibit()[2:3:3], exhibit()[1], exhibit()[9], exhibit()[8])
	odd := l.Add("odd", Pos{"content/notes/100%, a:b.md", 3, 0}, "50%% of it:\r\n::error::not a command, still")
	odd.Hint = "first\nsecond"
	got := Annotations(l, func(file string) string { return "plan/" + file })
	want := `::error file=plan/content/attempts.toml,line=9,col=37,endColumn=39,title=retake%3A bad-score::score 140 is above 100%0Ahint: scores are percent; a scaled score goes in score = { form = "scaled", value = 140 }
::error title=retake%3A no-file::--today is no date: "tomorrow"
::error file=plan/content/exam.toml,title=retake%3A no-line::the file is empty%0Ahint: write at least: exam = "SY0-701"
::error file=plan/content/notes/100%25%2C a%3Ab.md,line=3,title=retake%3A odd::50%25 of it:� ::error::not a command, still%0Ahint: first second
::warning file=plan/content/log.toml,line=3,col=2,endColumn=6,title=retake%3A unknown-key::"rigth" is not a key of [[practice]]%0Ahint: did you mean "right"?
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := Annotations(nil, nil); got != "" {
		t.Errorf("no faults are %q", got)
	}
}

// TestAnnotationsAreCounted: GitHub shows ten of each kind, so the rest is said to be there.
func TestAnnotationsAreCounted(t *testing.T) {
	for _, c := range []struct{ errors, warnings, more int }{{10, 10, 0}, {11, 0, 1}, {3, 14, 4}, {12, 13, 5}} {
		var l List
		for i := range c.warnings {
			l.Warn("w", Pos{"a", i + 1, 1}, "a warning")
		}
		for i := range c.errors {
			l.Add("e", Pos{"a", i + 1, 1}, "an error")
		}
		got := Annotations(l, func(file string) string { return file })
		notice := fmt.Sprintf("::notice title=retake::%d more: ", c.more)
		if strings.Contains(got, "::notice") != (c.more > 0) || c.more > 0 && !strings.Contains(got, notice) {
			t.Errorf("%d errors and %d warnings end in\n%s", c.errors, c.warnings, got[strings.LastIndex(got[:len(got)-1], "\n")+1:])
		}
		if c.errors > 0 && !strings.HasPrefix(got, "::error ") {
			t.Error("errors do not come first")
		}
	}
}

// TestAnnotationsAreOneLineEach: whatever a file holds, each fault is one command, which reads back as it was.
func TestAnnotationsAreOneLineEach(t *testing.T) {
	text := rapid.StringOf(rapid.SampledFrom([]rune("ab:,%0A=\r\n]#[;é ")))
	back := strings.NewReplacer("%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%")
	rapid.Check(t, func(t *rapid.T) {
		f := Fault{Code: "x", Pos: Pos{"f" + text.Draw(t, "file"), 1, 1}, Message: text.Draw(t, "message"), Hint: text.Draw(t, "hint")}
		got := Annotations(List{f}, func(file string) string { return file })
		head, said, ok := strings.Cut(strings.TrimPrefix(got, "::error "), "::")
		if !ok || strings.Count(got, "\n") != 1 || strings.Contains(got, "\r") {
			t.Fatalf("%q", got)
		}
		file, _, _ := strings.Cut(strings.TrimPrefix(head, "file="), ",")
		if back.Replace(file) != f.Pos.File || back.Replace(strings.TrimSuffix(said, "\n")) != lines(f) {
			t.Fatalf("%q does not read back as %+v", got, f)
		}
	})
}

func TestHarmless(t *testing.T) {
	if got := Harmless("  3 | see ##[add-mask]x and ###[stop]"); strings.Contains(got, "##[") {
		t.Error(got)
	}
}
