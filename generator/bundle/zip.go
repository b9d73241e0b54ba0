package bundle

import (
	"archive/zip"
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Zip is the whole site in one folder of the given name (such as "plan"). A folder or path that could lead out of
// the place where the zip is opened is an error. All files have the first time that a zip can say.
func Zip(files map[string][]byte, folder string) ([]byte, error) {
	if !plainName(folder) {
		return nil, fmt.Errorf("%q cannot be the name of the folder in a zip", folder)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		for part := range strings.SplitSeq(name, "/") {
			if !plainName(part) {
				return nil, fmt.Errorf("%q cannot be the name of a file in a zip", name)
			}
		}
		h := &zip.FileHeader{Name: folder + "/" + name, Method: zip.Deflate, Modified: time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)}
		h.SetMode(0o644)
		f, err := w.CreateHeader(h)
		if err != nil {
			return nil, err
		}
		if _, err := f.Write(files[name]); err != nil {
			return nil, err
		}
	}
	if err := w.SetComment(mark); err != nil {
		return nil, err
	}
	err := w.Close()
	return b.Bytes(), err
}

// mark stands at the end of a bundle: in a page as the last comment, in a zip as its own.
const mark = "a bundle of retake"

// Marked is a page with the mark at its end.
func Marked(page []byte) []byte { return fmt.Appendf(page, "<!-- %s -->\n", mark) }

// Ours reports whether a file is a bundle that may be written over.
func Ours(data []byte) bool {
	return bytes.Contains(data[max(0, len(data)-2*len(mark)):], []byte(mark))
}

// plainName says that s is one name that means the same on every system.
func plainName(s string) bool {
	return s != "" && s != "." && s != ".." && !strings.ContainsFunc(s, func(r rune) bool {
		return r < ' ' || r == 0x7f || strings.ContainsRune(`/\:*?"<>|`, r)
	})
}
