//go:build linux || darwin

package disk

import (
	"errors"
	"os"
	"testing"
	"testing/synctest"

	"retake/generator/disk/system"
)

func TestFolderThatOthersKeepLocked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		put(t, dir, "a.md", before)
		other, err := os.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		if err := system.Lock(other); err != nil {
			t.Fatal(err)
		}
		if err := Rewrite(dir, "a.md", []byte(before), []byte(after)); !errors.Is(err, system.ErrBusy) {
			t.Errorf("got %v", err)
		}
		expect(t, dir, set{"a.md": before})
		if err := other.Close(); err != nil {
			t.Fatal(err)
		}
		if err := Rewrite(dir, "a.md", []byte(before), []byte(after)); err != nil {
			t.Errorf("unlocked: %v", err)
		}
		expect(t, dir, set{"a.md": after})
	})
}
