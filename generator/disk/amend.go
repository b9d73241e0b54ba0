package disk

import (
	"bytes"
	"errors"
	"io/fs"

	"retake/generator/disk/place"
)

// attempts is how often Amend begins again because somebody else has saved meanwhile. Each takes some 30 ms.
const attempts = 100

// Amend changes a user's file below dir, name being slash-separated: change is given what it holds, and what comes back
// replaces it, as Rewrite does. A file that is not there is given as nil, and made, with its folders. If somebody saves
// meanwhile, change is asked again with what was saved, so that nothing is lost, whoever else writes: another Amend, a
// preview, an editor. An error of change ends it; then nothing is written.
func Amend(dir, name string, change func(old []byte) ([]byte, error)) error {
	for range attempts {
		old, err := place.Look(dir, name)
		if err != nil {
			return err
		}
		text, err := change(old)
		if err != nil || old != nil && bytes.Equal(text, old) {
			return err
		}
		if old == nil { // an empty one, to be rewritten: so two who begin at once do not undo each other's work
			err = place.Create(dir, map[string][]byte{name: nil})
		}
		if err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
		var changed *ChangedError
		if err := Rewrite(dir, name, old, text); !errors.As(err, &changed) {
			return err
		}
	}
	return &ChangedError{name}
}
