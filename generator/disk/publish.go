package disk

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
)

// tempPrefix begins the name of a file that is being written. One that is met at the start of a
// publication was left by a crash.
const tempPrefix = ".retake-tmp-"

// Report says what a publication did, in files. The manifest is not counted.
type Report struct{ Written, Unchanged, Removed int }

// PathError is a file name that cannot be published.
type PathError struct{ Path, Why string }

func (e *PathError) Error() string { return fmt.Sprintf("%q %s", e.Path, e.Why) }

// ConflictError is something in the output folder that retake did not write and that stands in the way.
type ConflictError struct {
	Path string // below the output folder
	Why  string
	More int // how many others there are
}

func (e *ConflictError) Error() string {
	text := fmt.Sprintf("%s %s", e.Path, e.Why)
	if e.More > 0 {
		text += fmt.Sprintf(" (and %d more)", e.More)
	}
	return text + "; move it away, or choose another folder with --out"
}

// Publish makes the folder out hold exactly files (slash-separated paths below out), beside whatever
// else its owner keeps there. Everything that could refuse is looked at before anything is changed.
// Then, in this order: the manifest of old and new together; files that stand where a folder is
// needed, or the other way round, give way; new and changed files, index.html last; removals; the
// manifest of the new. Wherever that is cut short, every file is whole, and the next Publish finds
// in the manifest all that is ours. Two publications into one folder at one time are not supported:
// one of them may fail, and none leaves half a file.
func Publish(out string, files map[string][]byte) (Report, error) {
	return (&publication{files: files, step: freely}).run(out)
}

// freely lets every change to the disk happen.
func freely(what, path string) error { return nil }

// publication is one call of Publish under way.
type publication struct {
	Report
	root   *os.Root
	files  map[string][]byte
	old    manifest
	next   manifest                      // what the folder will hold
	have   string                        // text of the manifest in the folder
	last   *published                    // what the folder is known to hold; nil = not known
	folded map[string]string             // wanted names by their spelling in small letters
	step   func(what, path string) error // asked before every change to the disk
}

func (p *publication) run(out string) (Report, error) {
	if err := p.checkPaths(); err != nil {
		return Report{}, err
	}
	if err := p.open(out); err != nil {
		return Report{}, err
	}
	defer p.root.Close()
	names := p.fresh()
	changed, err := p.preflight(names)
	if err != nil {
		return Report{}, err
	}
	p.plan(names)
	err = p.apply(changed)
	return p.Report, err
}

// plan works out the manifest to come. Sums of files that are known are not computed again.
func (p *publication) plan(names []string) {
	p.next = manifest{}
	if p.last != nil {
		p.next = maps.Clone(p.last.list)
		maps.DeleteFunc(p.next, func(name string, _ []sum) bool {
			_, wanted := p.files[name]
			return !wanted
		})
	}
	for _, name := range names {
		p.next[name] = []sum{sha256.Sum256(p.files[name])}
	}
}

// checkPaths refuses names that leave the folder, and names that would be one file on a disk that
// does not tell capitals from small letters.
func (p *publication) checkPaths() error {
	if p.last != nil && p.last.sameNames(p.files) {
		p.folded = p.last.folded
		return nil
	}
	p.folded = map[string]string{}
	folders := map[string]string{} // folded folder -> a file in it
	names := slices.Sorted(maps.Keys(p.files))
	for _, name := range names {
		if err := checkPath(name); err != nil {
			return err
		}
		key := strings.ToLower(name)
		if twin, ok := p.folded[key]; ok {
			return &PathError{name, fmt.Sprintf("is the same file as %q on many disks", twin)}
		}
		p.folded[key] = name
		for dir := range above(key) {
			folders[dir] = name
		}
	}
	for _, name := range names {
		if inside, ok := folders[strings.ToLower(name)]; ok {
			return &PathError{name, fmt.Sprintf("is a file, and also a folder that holds %q", inside)}
		}
	}
	return nil
}

// above yields the folders that name is in, innermost first.
func above(name string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if !yield(dir) {
				return
			}
		}
	}
}

// apply does the work, in the order that Publish promises.
func (p *publication) apply(changed []string) error {
	blocking, rest := p.stale()
	if err := p.clearTemps(); err != nil {
		return err
	}
	if err := p.writeManifest(p.old.union(p.next)); err != nil {
		return err
	}
	if err := p.removeAll(blocking); err != nil {
		return err
	}
	for _, name := range changed {
		if err := p.write(name, p.files[name]); err != nil {
			return err
		}
		p.Written++
	}
	if err := p.removeAll(rest); err != nil {
		return err
	}
	return p.writeManifest(p.next)
}

// stale lists what is ours and no longer wanted: first what must go before anything is written,
// because it stands where a folder is needed or in a folder where a file is needed, then the rest.
func (p *publication) stale() (blocking, rest []string) {
	var gone []string
	for name := range p.old {
		if _, wanted := p.files[name]; !wanted {
			gone = append(gone, name)
		}
	}
	if len(gone) == 0 {
		return nil, nil
	}
	slices.Sort(gone)
	folders := map[string]bool{}
	for name := range p.files {
		for dir := range above(name) {
			folders[dir] = true
		}
	}
	for _, name := range gone {
		blocks := folders[name]
		for dir := range above(name) {
			_, isFile := p.files[dir]
			blocks = blocks || isFile
		}
		if blocks {
			blocking = append(blocking, name)
		} else {
			rest = append(rest, name)
		}
	}
	return blocking, rest
}
