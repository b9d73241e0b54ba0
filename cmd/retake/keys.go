package main

import (
	"errors"
	"strings"

	"retake/generator/console"
	"retake/generator/keyring"
	"retake/generator/seal"
)

// key is the key of an edition of the plan: given by the surroundings, else that of the user's keyring.
func (c *common) key(f sealFlags, as string) (keyring.Key, error) {
	if text := c.env("RETAKE_KEY"); text != "" {
		return givenKey(text, f)
	}
	k, err := keyring.Ring{Plan: c.source, Site: c.out, For: as, File: f.keyFile, Passphrase: f.passphrase}.Find(f.newKey)
	var refused *keyring.Error
	switch {
	case errors.As(err, &refused):
		return k, &usageError{what: refused.What, hint: refused.Hint}
	case err != nil:
		return k, machineError{err}
	case k.New && c.readAlong():
		return k, &usageError{what: "there is no key, and one made here would be lost with this machine", hint: "set RETAKE_KEY: " + keyring.Whereabouts(f.passphrase)}
	}
	return k, nil
}

func givenKey(text string, f sealFlags) (keyring.Key, error) {
	if f.newKey {
		return keyring.Key{}, &usageError{what: "--new-key: the key is set by RETAKE_KEY", hint: "unset RETAKE_KEY, or set it to another key"}
	}
	k, err := seal.ParseKey(strings.TrimSpace(text))
	if err != nil {
		return keyring.Key{}, &usageError{what: "RETAKE_KEY: " + err.Error(), hint: keyring.Whereabouts(f.passphrase)}
	}
	return keyring.Key{Key: k}, nil
}

// readAlong reports whether what is printed may be read by others.
func (c *common) readAlong() bool { return console.ReadAlong(c.env) }

// passphrase is the one that opens a sealed edition: set by the surroundings, or typed twice, unseen.
func (c *common) passphrase() (string, error) {
	if text := c.env("RETAKE_PASSPHRASE"); text != "" {
		return text, nil
	}
	if c.ask == nil {
		return "", &usageError{what: "--passphrase: there is no terminal to ask on", hint: "set RETAKE_PASSPHRASE"}
	}
	first, err := c.ask("passphrase: ")
	if err != nil {
		return "", machineError{err}
	}
	again, err := c.ask("the same again: ")
	if err != nil {
		return "", machineError{err}
	}
	switch {
	case first != again:
		return "", &usageError{what: "--passphrase: the two are not the same", hint: "try once more; nothing was written"}
	case first == "":
		return "", &usageError{what: "--passphrase: nothing was typed", hint: "without --passphrase, a key in the link opens it"}
	}
	return first, nil
}
