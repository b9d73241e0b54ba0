package generator_test

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sums are the digests of all files of a site, a line each.
func sums(files map[string][]byte) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(&b, "%x %s\n", sha256.Sum256(files[name]), name)
	}
	return b.String()
}

// TestSameBytesAnywhere builds both sites in other processes, a day apart by their clocks, with one processor, and
// in another language: each file has the same bytes. SUMS names the file that such a process writes to.
func TestSameBytesAnywhere(t *testing.T) {
	if out := os.Getenv("SUMS"); out != "" {
		keep(t, out, []byte(sums(sampleSite(t))+sums(largeSite(t).Files)))
		return
	}
	want := sums(sampleSite(t)) + sums(largeSite(t).Files)
	for _, place := range [][]string{
		{"TZ=Pacific/Kiritimati"}, // 14 hours before UTC
		{"TZ=America/Los_Angeles", "GOMAXPROCS=1"},
		{"TZ=Australia/Lord_Howe", "LANG=tr_TR.UTF-8", "LC_ALL=tr_TR.UTF-8", "GOMAXPROCS=7"},
	} {
		t.Run(strings.Join(place, " "), func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "sums")
			child := exec.Command(os.Args[0], "-test.run=^TestSameBytesAnywhere$")
			child.Env = append(append(os.Environ(), "SUMS="+out), place...)
			if said, err := child.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, said)
			}
			got, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(string(got), "\n")); diff != "" {
				t.Error(diff)
			}
		})
	}
}
