// Package keyring keeps the keys of sealed editions: one file for each audience of a plan, in the user's own settings or where the
// user says, for the user's eyes alone.
//
// A key's file lies where nothing of the plan, the site or a repository could take it along; its name tells nothing
// of the plan. Lines that begin with # say what it is, and one line is the key. An audience has two keys: that of
// editions that a link opens, and that of editions that a passphrase opens. One that has been in a link would make
// a passphrase quick to guess.
//
// Beside the keys stands which folders of this machine may be read for which plan: that too is the user's word, and no plan's.
//
// Deliberately absent: what is locked with a key, links, passphrases, and the surroundings, which may have a key of
// their own.
package keyring

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"retake/generator/disk/place"
	"retake/generator/seal"
)

// Ring says which key is meant.
type Ring struct {
	Plan       string // the plan's folder
	Site       string // the folder that its site is written to
	File       string // chosen by the user; "" is a file in the user's settings
	For        string // the audience: a key opens the editions of one, and no other's
	Passphrase bool   // the key of editions that a passphrase opens
}

// Key is the key of a plan.
type Key struct {
	seal.Key
	New  bool   // it is in no file yet: Keep puts it there
	File string // where it is or will be
	ring Ring
	last bool // it takes the place of another one
}

// Error is a file that must not hold a key, or does not. It never holds a part of one.
type Error struct{ What, Hint string }

func (e *Error) Error() string { return e.What }

// Find is the plan's key; if there is none yet, or another is wanted, a new one. Nothing is written.
func (r Ring) Find(another bool) (Key, error) {
	file, err := r.place()
	if err != nil {
		return Key{}, err
	}
	if !another {
		k, err := r.read(file)
		if !errors.Is(err, fs.ErrNotExist) {
			return Key{Key: k, File: file}, err
		}
	}
	k, err := seal.NewKey(rand.Reader)
	return Key{Key: k, New: true, File: file, ring: r, last: another}, err
}

// Under is the key and the salt of an edition that a passphrase opens. The key follows from both, so that with another
// passphrase whoever knows the old one opens nothing new. The salt is read by everybody, so it follows from the plan's
// key alone and is no help in guessing.
func (k Key) Under(passphrase string) (key seal.Key, salt [16]byte) {
	s := sha256.Sum256(slices.Concat([]byte("retake salt\x00"), k.Key[:]))
	return sha256.Sum256(slices.Concat([]byte("retake key\x00"), k.Key[:], []byte(passphrase))), [16]byte(s[:16])
}

// place is the key's file, after a look at where it is.
func (r Ring) place() (string, error) {
	file, hint := r.File, "leave --key-file out, and the key is kept among your own settings"
	if file == "" {
		config, err := os.UserConfigDir()
		if err != nil {
			return "", &Error{"there is no folder for your settings: " + err.Error(), "name a file for the key with --key-file"}
		}
		file, hint = filepath.Join(config, "retake", "keys", r.name()), "name a file elsewhere with --key-file"
	}
	refuse := func(why string) error { return &Error{fmt.Sprintf("the key's file %q %s", file, why), hint} }
	switch at := place.Real(file); {
	case place.Inside(at, place.Real(r.Site)):
		return "", refuse("is in the output folder, which is published")
	case place.Inside(at, place.Real(r.Plan)):
		return "", refuse("is in the plan's own folder, and would go wherever the plan goes")
	case r.File != "" && place.InRepository(at):
		return "", refuse("is in a git repository, and could be pushed with it")
	}
	return file, nil
}

// name tells nothing of the plan, and is another one for another folder.
func (r Ring) name() string {
	sum := sha256.Sum256([]byte(place.Real(r.Plan)))
	name := hex.EncodeToString(sum[:16])
	if r.For != "" {
		name += "-" + r.For
	}
	if r.Passphrase {
		name += "-passphrase"
	}
	return name + ".key"
}

// Whereabouts says where a key is to be had. One that has been in a link would make a passphrase quick to guess.
func Whereabouts(passphrase bool) string {
	if passphrase {
		return "it is the last line of the file ending in -passphrase.key on your own machine, and never what stands in a link"
	}
	return "it is the last line of the key file on your own machine, and what stands after # in the link"
}

// inLinks and inNoLink stand in a key's file and say whether others may have the key.
const (
	inLinks  = "# It is part of the link: whoever has it can read them.\n"
	inNoLink = "# A passphrase opens them, and nobody else needs the key.\n"
)

func (r Ring) read(file string) (seal.Key, error) {
	info, err := os.Stat(file)
	if err != nil {
		return seal.Key{}, err
	}
	if runtime.GOOS != "windows" && info.Mode()&0o077 != 0 { // there, a mode says nothing
		return seal.Key{}, &Error{fmt.Sprintf("others on this machine can read the key in %s", file), "keep it to yourself: chmod 600 " + file}
	}
	if !info.Mode().IsRegular() {
		return seal.Key{}, &Error{fmt.Sprintf("%s holds no key: it is no ordinary file", file), "name another file with --key-file"}
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return seal.Key{}, err
	}
	elsewhere := "name another file with --key-file, or leave it out"
	switch {
	case r.Passphrase && strings.Contains(string(text), inLinks):
		return seal.Key{}, &Error{fmt.Sprintf("the key in %s has been in links, so it cannot go with a passphrase", file), elsewhere}
	case !r.Passphrase && strings.Contains(string(text), inNoLink):
		return seal.Key{}, &Error{fmt.Sprintf("the key in %s goes with a passphrase, and in a link it would make that quick to guess", file), elsewhere}
	}
	var lines []string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			lines = append(lines, line)
		}
	}
	k, err := seal.ParseKey(strings.Join(lines, "\n"))
	if err != nil {
		return k, &Error{fmt.Sprintf("%s holds no key, or a damaged one", file), "put back what stands after # in a link that you sent, or make a new key with --new-key"}
	}
	return k, nil
}

// Keep puts a new key into its file, in the place of the one before. The folder in the user's settings has an ignore
// file, because some keep their settings in git.
func (k Key) Keep() error {
	if k.ring.File == "" {
		dir := filepath.Dir(k.File)
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, ".gitignore"), []byte("*\n"), 0o600); err != nil {
			return err
		}
	}
	says, whose := inLinks, ""
	if k.ring.For != "" && k.ring.File == "" {
		whose = " for " + k.ring.For
	}
	if k.ring.Passphrase {
		says = inNoLink
	}
	file := place.Real(k.File) // a link to it stays one, wherever it lies
	if _, err := os.Lstat(file); err == nil && !k.last {
		return fmt.Errorf("another retake has just put a key into %s: run this again", file)
	}
	return place.Replace(file, fmt.Appendf(nil, "# The key of retake to the sealed editions of %q%s.\n%s# Keep a copy where only you look.\n%s\n", place.Real(k.ring.Plan), whose, says, k.Key))
}
