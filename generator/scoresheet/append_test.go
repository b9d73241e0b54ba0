package scoresheet

import (
	"strings"
	"testing"
	"testing/fstest"

	"retake/generator/paper"
	"retake/generator/source"
	"retake/generator/study"
)

// TestAppend keeps what is there, with its line ends; what is added is read back as it was read from the report.
func TestAppend(t *testing.T) {
	r := Read(paper.Text("Exam date: 2 Nov 2026\nResult: fail\nAsset Security    Below Proficiency\nSecurity Operations    Above Proficiency"), given(t, "CISSP"))
	for _, old := range []string{"", "# mine\n", "# mine\r\nschema = 1\r\n", "# no end of line"} {
		out, err := r.Append([]byte(old))
		if err != nil || !strings.HasPrefix(string(out), old) {
			t.Fatalf("%q became %q, %v", old, out, err)
		}
		if lone := strings.Count(string(out), "\n") - strings.Count(string(out), "\r\n"); strings.Contains(old, "\r\n") && lone > 0 {
			t.Errorf("%d lines of %q end otherwise than the others", lone, out)
		}
		tree, faults := source.Load(fstest.MapFS{
			"content/exam.toml":     {Data: []byte(`exam = "CISSP"`)},
			"content/attempts.toml": {Data: out},
		})
		if len(faults) > 0 || len(tree.Record.Attempts) != 1 {
			t.Fatalf("%q: %v", out, faults)
		}
		a := tree.Record.Attempts[0]
		if a.At.Date != r.Taken[Date].Day || a.Result != "fail" || len(a.Sections) != 2 || a.Sections[0].Level != study.LevelBelow || a.Sections[1].Level != study.LevelAbove {
			t.Errorf("read back as %+v", a)
		}
	}
}
