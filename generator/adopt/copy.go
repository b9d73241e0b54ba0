package adopt

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
)

// mostAtOnce is how much is taken along at once, in bytes: it is all in memory, and so will the site be.
const mostAtOnce = 512 << 20

// ErrTooMuch is a folder too large to be copied.
var ErrTooMuch = errors.New("it is more than 512 MB")

// Copy is what copying would come to. Names are those in the plan.
type Copy struct {
	New    map[string][]byte
	Same   int               // files that the plan has already
	Differ []string          // files that the plan has with other bytes; sorted
	Theirs map[string][]byte // these as the folder has them
	Ours   map[string][]byte // and as the plan has them
	Size   int64             // of New, in bytes
}

// Copy holds the vault against what the plan has.
func (v *Vault) Copy(plan fs.FS) (*Copy, error) {
	if v.Size > mostAtOnce {
		return nil, ErrTooMuch
	}
	c := &Copy{New: map[string][]byte{}, Theirs: map[string][]byte{}, Ours: map[string][]byte{}}
	for _, name := range slices.Concat(v.Notes, v.Files) {
		raw, known := v.text[name]
		if !known {
			var err error
			if raw, err = content(v.root, name, mostOther); err != nil {
				return nil, fmt.Errorf("reading %s: %w", name, err)
			}
		}
		if err := c.compare(plan, path.Join(v.at, name), raw); err != nil {
			return nil, err
		}
	}
	slices.Sort(c.Differ)
	return c, nil
}

func (c *Copy) compare(plan fs.FS, name string, raw []byte) error {
	have, err := content(plan, name, mostOther)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		c.New[name] = raw
		c.Size += int64(len(raw))
	case err != nil:
		return fmt.Errorf("reading %s: %w", name, err)
	case bytes.Equal(have, raw):
		c.Same++
	default:
		c.Differ = append(c.Differ, name)
		c.Theirs[name], c.Ours[name] = raw, have
	}
	return nil
}
