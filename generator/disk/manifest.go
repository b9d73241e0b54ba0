package disk

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

// ManifestName is the file in the output folder that lists what Publish wrote there.
const ManifestName = ".retake-manifest"

// manifestHead is the first line; another one means that another program, or a later format, wrote it.
const manifestHead = "retake manifest 1"

// sum is the SHA-256 of a file's bytes.
type sum [sha256.Size]byte

// manifest lists the paths that are ours, each with the bytes it may hold. While a publication is
// under way a path can hold the old or the new bytes, so it has a set of sums, in order. A set is
// never changed, but replaced: manifests share them.
type manifest map[string][]sum

// parseManifest reads a manifest. Lines it cannot read, and paths that would leave the folder, are
// left out: what is not listed is not ours, which is the safe side.
func parseManifest(text string) manifest {
	m := manifest{}
	head, rest, _ := strings.Cut(text, "\n")
	if strings.TrimSuffix(head, "\r") != manifestHead {
		return m
	}
	for line := range strings.Lines(rest) {
		digest, path, ok := strings.Cut(strings.TrimRight(line, "\r\n"), "  ")
		raw, err := hex.DecodeString(digest)
		if ok && err == nil && len(raw) == sha256.Size && checkPath(path) == nil {
			m.add(path, sum(raw))
		}
	}
	return m
}

func (m manifest) add(path string, s sum) {
	if m[path] == nil {
		m[path] = []sum{s}
	} else if i, found := slices.BinarySearchFunc(m[path], s, sum.compare); !found {
		m[path] = slices.Insert(slices.Clone(m[path]), i, s)
	}
}

func (s sum) compare(other sum) int { return bytes.Compare(s[:], other[:]) }

// union lists what either lists.
func (m manifest) union(other manifest) manifest {
	out := maps.Clone(m)
	for path, sums := range other {
		for _, s := range sums {
			out.add(path, s)
		}
	}
	return out
}

// wrote reports whether data are bytes that we put at path.
func (m manifest) wrote(path string, data []byte) bool {
	return slices.Contains(m[path], sum(sha256.Sum256(data)))
}

// String is the manifest as it stands in the folder, sorted, so that equal manifests are equal bytes.
func (m manifest) String() string {
	text := make([]byte, 0, len(manifestHead)+1+len(m)*(2*sha256.Size+40))
	text = append(text, manifestHead+"\n"...)
	for _, path := range slices.Sorted(maps.Keys(m)) {
		for _, s := range m[path] {
			text = hex.AppendEncode(text, s[:])
			text = append(append(append(text, "  "...), path...), '\n')
		}
	}
	return string(text)
}

// checkPath refuses a path that could leave the folder, that a manifest line cannot carry, or that
// is our own bookkeeping.
func checkPath(path string) error {
	switch {
	case !fs.ValidPath(path) || path == ".":
		return &PathError{path, "is not a plain path below the output folder"}
	case strings.ContainsAny(path, "\\\x00\n\r"):
		return &PathError{path, "has a character that no file name can carry everywhere"}
	case path == ManifestName || strings.HasPrefix(path, tempPrefix):
		return &PathError{path, "is a name that retake keeps for itself"}
	}
	return nil
}
