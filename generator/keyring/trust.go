package keyring

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"

	"retake/generator/disk/place"
)

// A plan can come from somebody else, and so can the folders that it names. Whether one of this machine may be read for
// a plan therefore stands with the user's settings: a file for each pair of folders, which is its name. It is read
// for being there; what it says is for people.

// Trusts reports whether the user has said that a folder may be read for a plan.
func Trusts(plan, folder string) bool {
	file, err := trustFile(plan, folder)
	if err != nil { // without settings nothing was said
		return false
	}
	info, err := os.Lstat(file)
	return err == nil && info.Mode().IsRegular()
}

// Trust notes that a folder may be read for a plan.
func Trust(plan, folder string) error {
	file, err := trustFile(plan, folder)
	if err != nil {
		return &Error{"there is no folder for your settings: " + err.Error(), "set HOME, or copy the notes instead: --copy"}
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	return place.Replace(file, fmt.Appendf(nil,
		"The notes in %q are read for the plan in %q.\nWithout this file they are not.\n", place.Real(folder), place.Real(plan)))
}

// trustFile is another one for every pair of folders, and for one that has become a link to somewhere else.
func trustFile(plan, folder string) (string, error) {
	config, err := os.UserConfigDir()
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(place.Real(plan) + "\x00" + place.Real(folder)))
	return filepath.Join(config, "retake", "linked", hex.EncodeToString(sum[:16])), nil
}
