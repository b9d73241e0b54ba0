package disk

import (
	"strings"
	"testing"
)

// TestNameThatTheDiskCannotHold: what could not be written once does not stand in the way of the next site.
func TestNameThatTheDiskCannotHold(t *testing.T) {
	dir, long := t.TempDir(), strings.Repeat("a", 300)
	for _, name := range []string{long + ".html", long + "/b.html"} {
		if _, err := Publish(dir, set{"index.html": "1", name: "x"}.bytes()); err == nil {
			t.Skip("this disk holds names of 300 bytes")
		}
		if _, err := Publish(dir, set{"index.html": "2"}.bytes()); err != nil {
			t.Errorf("after %.10s…: %v", name, err)
		}
		if got := read(t, dir); got["index.html"] != "2" || len(got) != 1 {
			t.Errorf("in the folder: %v", got)
		}
	}
}
