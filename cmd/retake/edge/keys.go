package edge

import (
	"errors"
	"strings"

	"retake/generator/console"
	"retake/generator/keyring"
	"retake/generator/seal"
)

// key is the key of an edition of the plan: given by the surroundings, else that of the user's keyring.
func (c *Call) key(f SealFlags, as string) (keyring.Key, error) {
	if text := c.Env("RETAKE_KEY"); text != "" {
		return givenKey(text, f)
	}
	k, err := keyring.Ring{Plan: c.Source, Site: c.Out, For: as, File: f.keyFile, Passphrase: f.passphrase}.Find(f.NewKey)
	var refused *keyring.Error
	switch {
	case errors.As(err, &refused):
		return k, &Misuse{What: refused.What, Hint: refused.Hint}
	case err != nil:
		return k, Machine{err}
	case k.New && c.ReadAlong():
		return k, &Misuse{What: "there is no key, and one made here would be lost with this machine", Hint: "set RETAKE_KEY: " + keyring.Whereabouts(f.passphrase)}
	}
	return k, nil
}

func givenKey(text string, f SealFlags) (keyring.Key, error) {
	if f.NewKey {
		return keyring.Key{}, &Misuse{What: "--new-key: the key is set by RETAKE_KEY", Hint: "unset RETAKE_KEY, or set it to another key"}
	}
	k, err := seal.ParseKey(strings.TrimSpace(text))
	if err != nil {
		return keyring.Key{}, &Misuse{What: "RETAKE_KEY: " + err.Error(), Hint: keyring.Whereabouts(f.passphrase)}
	}
	return keyring.Key{Key: k}, nil
}

// ReadAlong reports whether what is printed may be read by others.
func (c *Call) ReadAlong() bool { return console.ReadAlong(c.Env) }

// Passphrase is the one that opens a sealed edition: set by the surroundings, or typed twice, unseen.
func (c *Call) Passphrase() (string, error) {
	if text := c.Env("RETAKE_PASSPHRASE"); text != "" {
		return text, nil
	}
	if c.Ask == nil {
		return "", &Misuse{What: "--passphrase: there is no terminal to ask on", Hint: "set RETAKE_PASSPHRASE"}
	}
	first, err := c.Ask("passphrase: ")
	if err != nil {
		return "", Machine{err}
	}
	again, err := c.Ask("the same again: ")
	if err != nil {
		return "", Machine{err}
	}
	switch {
	case first != again:
		return "", &Misuse{What: "--passphrase: the two are not the same", Hint: "try once more; nothing was written"}
	case first == "":
		return "", &Misuse{What: "--passphrase: nothing was typed", Hint: "without --passphrase, a key in the link opens it"}
	}
	return first, nil
}
