package elsewhere

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"retake/generator/fault"
)

// withholding is a plan into which nothing is laid, for one reason.
type withholding struct {
	fs.FS
	why string
}

func (w withholding) Withheld(string) string { return w.why }

// TestWithheldHint: what is to be run can be pasted into a shell, whoever wrote the plan; and it is only said where it
// would help.
func TestWithheldHint(t *testing.T) {
	const other = "put a folder of notes there, name another one, or take these lines out"
	for _, c := range []struct{ folder, why, want string }{
		{"../My vault", NotAllowed, `retake import --link "../My vault" --as v lets them`},
		{`$(id)"; id; "`, NotAllowed, `retake import --link '$(id)"; id; "' --as v lets them`},
		{"it's `id`", NotAllowed, "retake import --link 'it'\\''s `id`' --as v lets them"},
		{"~/Notes", NotAllowed, `retake import --link ~/"Notes" --as v lets them`},
		{"~/$(id)", NotAllowed, `retake import --link ~/'$(id)' --as v lets them`},
		{"--yes", NotAllowed, `retake import --link "./--yes" --as v lets them`},
		{"..", "the folder holds the plan", other},
		{"../gone", "the folder is not on this machine", other},
	} {
		var faults fault.List
		Withheld([]Linked{{Folder: c.folder, As: "v"}}, withholding{fstest.MapFS{}, c.why}, &faults)
		if len(faults) != 1 || !strings.HasPrefix(faults[0].Hint, c.want) {
			t.Errorf("%s: %+v, want %s", c.folder, faults, c.want)
		}
	}
}
