package seal

import (
	"crypto/pbkdf2"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Key opens what was sealed with it. It is a secret: it belongs into the link, and into no file that is published.
type Key [32]byte

// NewKey takes a key from a source of randomness, which must be one that nobody can guess.
func NewKey(random io.Reader) (Key, error) {
	var k Key
	if _, err := io.ReadFull(random, k[:]); err != nil {
		return Key{}, fmt.Errorf("a key needs %d random bytes: %w", len(k), err)
	}
	return k, k.check()
}

// letters is the length of a key in writing: 256 bits, 6 to a letter.
const letters = 43

var alphabet = base64.RawURLEncoding.Strict()

// ParseKey reads what String writes. An error does not repeat the text, which may be a secret.
func ParseKey(text string) (Key, error) {
	b, err := alphabet.DecodeString(text)
	switch {
	case len(text) != letters:
		return Key{}, fmt.Errorf("a key has %d letters and digits, this has %d: perhaps it was cut off", letters, utf8.RuneCountInString(text))
	case strings.ContainsAny(text, "\r\n"):
		return Key{}, errors.New("a key stands on one line")
	case err != nil:
		return Key{}, fmt.Errorf("a key has only the letters A to Z and a to z, digits, - and _, and this is none: copy it again")
	}
	k := Key(b)
	return k, k.check()
}

// String is the key as it stands in a link: base64url without padding.
func (k Key) String() string { return alphabet.EncodeToString(k[:]) }

func (k Key) check() error {
	if k == (Key{}) {
		return errors.New("a key of zeros is none: it was never made")
	}
	return nil
}

// Lock is what a site is locked with.
type Lock struct {
	Key Key
	// Passphrase, if there is one, opens the site instead of a key in the link. Salt makes stretching it worth
	// nothing for other sites: it is random, no secret, and stays as long as the passphrase does.
	Passphrase string
	Salt       [16]byte
}

// Link is the address to send: of the site at base, which ends in a slash, with the key, if that is what opens it.
func (l Lock) Link(base string) string {
	if l.Passphrase != "" {
		return base
	}
	return base + "#" + l.Key.String()
}

// Bounds of a passphrase. Anybody may try words on a published site for as long as they like: five random words
// hold out, one word or a date does not. Here only the worst is refused.
const (
	fewestLetters = 12
	fewestWords   = 2
	mostBytes     = 1000
)

// rounds of PBKDF2-SHA256: OWASP's Password Storage Cheat Sheet, as of 2023. The script has the same number.
const rounds = 600_000

// Check says what is wrong with a lock.
func (l Lock) Check() error {
	if err := l.Key.check(); err != nil {
		return err
	}
	if l.Passphrase == "" {
		return nil
	}
	text := plainly(l.Passphrase)
	n, words := utf8.RuneCountInString(text), strings.Count(text, " ")+1
	switch {
	case !utf8.ValidString(l.Passphrase) || strings.ContainsFunc(l.Passphrase, func(r rune) bool { return r < ' ' || r == 0x7f }):
		return errors.New("the passphrase has signs in it that cannot be typed")
	case len(text) > mostBytes:
		return fmt.Errorf("the passphrase is longer than %d bytes", mostBytes)
	case n < fewestLetters:
		return fmt.Errorf("the passphrase has %d letters, at least %d are needed: anybody may try to guess it for as long as they like. Four or five words that do not belong together are good", n, fewestLetters)
	case words < fewestWords:
		return errors.New("the passphrase is one word: anybody may try to guess it for as long as they like. Four or five words that do not belong together are good")
	case l.Salt == [16]byte{}:
		return errors.New("a passphrase needs a salt, and it was never made")
	}
	return nil
}

// plainly is a passphrase as it is stretched, however it was typed: NFC, and one space between words. The script
// does the same.
func plainly(text string) string {
	return strings.Join(strings.FieldsFunc(norm.NFC.String(text), func(r rune) bool { return r == ' ' || r == '\u00a0' || r == '\u3000' }), " ")
}

// root is the key that all others are made from. That of a passphrase is not the one of the link, so that a link
// sent earlier does not open what a passphrase was then put on.
func (l Lock) root() []byte {
	if l.Passphrase == "" {
		return l.Key[:]
	}
	return derive(l.Key[:], l.Salt[:], "passphrase", 32)
}

// stretched is what wraps the root key.
func (l Lock) stretched() []byte {
	k, err := pbkdf2.Key(sha256.New, plainly(l.Passphrase), l.Salt[:], rounds, 32)
	if err != nil {
		panic(err) // unreachable: the lengths are constants
	}
	return k
}
