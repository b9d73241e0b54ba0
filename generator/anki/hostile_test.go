package anki

import (
	"bytes"
	"encoding/binary"
	"io"
	"slices"
	"strings"
	"testing"
)

// TestListHostile: a list that is no list is said so, with its line.
func TestListHostile(t *testing.T) {
	const head = "id,cid,usn,ease,ivl,lastIvl,factor,time,type\n"
	for text, want := range map[string]string{
		head + "\"1795478400000,1,-1,3,1,1,2500,5000,1\n":     "line 2: extraneous or missing \" in quoted-field",
		head + "1795478400000,1\n":                            "line 2: wrong number of fields",
		head + "1795478400000,1,-1,3,1,1,2500,\x1b[2J,1\n":    `line 2: time "\x1b[2J" is not a whole number`,
		"id,id,cid,ease,lastIvl,time\n1,1,1,1,1,1\n":          `there are two columns "id"`,
		"deck,deck,id,cid,ease,lastIvl,time\n1,1,1,1,1,1,1\n": `there are two columns "deck"`,
	} {
		if _, err := read([]byte(text)); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
	for _, comma := range []string{";", "\t", "|"} {
		text := strings.ReplaceAll(head+"1795478400000,1,-1,3,1,1,2500,5000,1\n", ",", comma)
		if c, err := read([]byte(text)); err != nil || len(c.Reviews) != 1 || c.Reviews[0].Took != 5000 {
			t.Errorf("%q: %+v %v", comma, c, err)
		}
	}
}

// TestDeckNames: what a deck is called cannot steer a terminal, whichever way the name came.
func TestDeckNames(t *testing.T) {
	evil, want := "A\x1fB\x1b]0;x\x07\n\u202e\u2069C", "A::B ]0;x  C"
	if got := deckName(evil); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	c, err := read([]byte("id,cid,ease,lastIvl,time,deck\n1795478400000,1,3,1,5000,\"" + evil + "\"\n"))
	if err != nil || len(c.Reviews) != 1 || c.Reviews[0].Deck != want {
		t.Errorf("%+v %v", c, err)
	}
	sound := member(t, "old.apkg", "collection.anki2")
	c, err = read(bytes.ReplaceAll(sound, []byte("Spanish"), []byte(`S\u001b`)))
	if err != nil || !slices.ContainsFunc(c.Reviews, func(r Review) bool { return r.Deck == "S " }) {
		t.Errorf("%v %q", err, byDeck(c))
	}
}

// TestFolderInPackage: a folder named like a collection is none, and hides none.
func TestFolderInPackage(t *testing.T) {
	sound := member(t, "old.apkg", "collection.anki2")
	c, err := read(packet(t, map[string][]byte{"collection.anki21/": nil, "collection.anki2": sound}))
	if err != nil || byDeck(c) != string(file(t, "want.txt")) {
		t.Errorf("%v\n%s", err, byDeck(c))
	}
	if _, err := read(packet(t, map[string][]byte{"collection.anki2/": nil})); err == nil || !strings.Contains(err.Error(), "no collection in the package") {
		t.Error(err)
	}
}

// endless gives its text, and then zeros for ever; read counts all of it.
type endless struct {
	text io.Reader
	read int
}

func (e *endless) Read(p []byte) (int, error) {
	n, err := e.text.Read(p)
	if err == io.EOF {
		clear(p)
		n, err = len(p), nil
	}
	e.read += n
	return n, err
}

// TestUnpacksLittle: of what is no database, or says itself that it is too long, no more is unpacked than its head.
func TestUnpacksLittle(t *testing.T) {
	long := slices.Clone(member(t, "old.apkg", "collection.anki2")[:headSize])
	binary.BigEndian.PutUint32(long[28:], 1<<31)
	for text, want := range map[string]string{"": "no database of Anki", string(long): "more than 4 MB"} {
		r := &endless{text: strings.NewReader(text)}
		if _, err := wholeDatabase(r, 4<<20); err == nil || !strings.Contains(err.Error(), want) || r.read > headSize {
			t.Errorf("%v after %d bytes, want %s", err, r.read, want)
		}
	}
}
