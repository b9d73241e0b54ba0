package share

import (
	"errors"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"retake/cmd/retake/edge"
	"retake/generator/git"
)

// TestFromGit: a target that is refused is wrong usage, and all else is the machine.
func TestFromGit(t *testing.T) {
	for _, c := range []struct {
		err  error
		code int
		says string
	}{
		{&git.Error{What: "no", Hint: "so", Refused: true}, edge.Misused, "retake: no\nhint: so\n"},
		{&git.Error{What: "no", Hint: "so", Said: []string{"fatal: it"}}, edge.Broken, "retake: no\nfatal: it\nhint: so\n"},
		{&git.Error{What: "no"}, edge.Broken, "retake: no\n"},
		{errors.New("no"), edge.Broken, "retake: no\n"},
	} {
		var out strings.Builder
		e := &edge.World{Stderr: &out}
		if code := e.Exit(&cobra.Command{Use: "retake"}, fromGit(c.err)); code != c.code || out.String() != c.says {
			t.Errorf("%v: %d\n%s", c.err, code, out.String())
		}
	}
}
