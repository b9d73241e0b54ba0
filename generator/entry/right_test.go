package entry

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestRight(t *testing.T) {
	for name, c := range map[string]struct {
		old, want string
		at        int
	}{
		"no day yet":        {"# a\n[[miss]]\ndate = 2026-11-05\nnote = \"b\"\n\n# c\n[[miss]]\n", "# a\n[[miss]]\ndate = 2026-11-05\nnote = \"b\"\ncleared = [2026-11-27]\n\n# c\n[[miss]]\n", 5},
		"the end":           {"\n[[miss]]\ndate = 2026-11-05", "\n[[miss]]\ndate = 2026-11-05\ncleared = [2026-11-27]", 4},
		"a header":          {"\n[[miss]]", "\n[[miss]]\ncleared = [2026-11-27]", 3},
		"one day":           {"\n[[miss]] # x\r\ncleared = [2026-11-16]   # y\r\nnote = \"z\"\r\n", "\n[[miss]] # x\r\ncleared = [2026-11-16, 2026-11-27]   # y\r\nnote = \"z\"\r\n", 3},
		"an empty list":     {"\n[[miss]]\n cleared=[ ]\n", "\n[[miss]]\n cleared=[2026-11-27 ]\n", 3},
		"no list":           {"\n[[miss]]\ncleared = 2026-11-16 # y\n", "\n[[miss]]\ncleared = [2026-11-16, 2026-11-27] # y\n", 3},
		"several lines":     {"\n[[miss]]\ncleared = [\n  2026-11-16, # one ]\n] # y\n", "\n[[miss]]\ncleared = [\n  2026-11-16, 2026-11-27 # one ]\n] # y\n", 3},
		"CR":                {"#\r[[miss]]\rdate = 2026-11-05\rcleared = [2026-11-16]\r", "#\r[[miss]]\rdate = 2026-11-05\rcleared = [2026-11-16, 2026-11-27]\r", 4},
		"only in a comment": {"\n[[miss]]\n# cleared = [2026-11-16]\nwhy = \"term\"\n# end\n", "\n[[miss]]\n# cleared = [2026-11-16]\nwhy = \"term\"\ncleared = [2026-11-27]\n# end\n", 5},
		"UTF-16":            {"\xff\xfe" + wide("le", "\n[[miss]]\ncleared = [2026-11-16]\n"), "\xff\xfe" + wide("le", "\n[[miss]]\ncleared = [2026-11-16, 2026-11-27]\n"), 3},
	} {
		got, at, err := Right([]byte(c.old), 2, friday)
		if err != nil || string(got) != c.want || at != c.at {
			t.Errorf("%s: got %q on line %d, %v\nwant %q", name, got, at, err, c.want)
		}
	}
	for text, want := range map[string]string{
		"miss = [\n{ date = 2026-11-05 }]\n": "line 2: this is no [[miss]] of its own; write the day there yourself: cleared = [2026-11-27]",
		"":                                   "line 2: this is no [[miss]] of its own; write the day there yourself: cleared = [2026-11-27]",
		"\n[[miss]]\nnote = \"\"\"\ncleared = [1]\n\"\"\"\n": "line 2: a text of several lines stands in the entry; write the day there yourself: cleared = [2026-11-27]",
		"\n[[miss]]\ncleared = [2026-11-16\n":                "line 3: the list has no end; write the day there yourself: cleared = [2026-11-27]",
	} {
		if got, _, err := Right([]byte(text), 2, friday); err == nil || err.Error() != want {
			t.Errorf("%q: got %q, %v", text, got, err)
		}
	}
}

// TestRightOnlyAdds: all bytes that were there are there still, in their order.
func TestRightOnlyAdds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		old := append([]byte("[[miss]]\n"), drawLog(t)...)
		now, _, err := Right(old, 1, friday)
		if err != nil {
			return
		}
		rest := now
		for i, b := range old {
			at := bytes.IndexByte(rest, b)
			if at < 0 {
				t.Fatalf("%q became %q: byte %d is lost", old, now, i)
			}
			rest = rest[at+1:]
		}
		if n := len(now) - len(old); n < len("2026-11-27") || !strings.Contains(string(now), "2026-11-27") && !bytes.Contains(now, []byte(wide("le", "2026-11-27"))) {
			t.Fatalf("%q became %q", old, now)
		}
	})
}
