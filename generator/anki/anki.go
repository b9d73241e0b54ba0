package anki

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"github.com/klauspost/compress/zstd"
)

// Review is one card, answered once.
type Review struct {
	At   int64  // milliseconds since 1970
	Deck string // "Security+::Crypto"; "" = the card is gone, or the file does not say
	Took int64  // milliseconds; Anki has cut it at the deck's own limit, a minute unless changed
}

// Collection is what was reviewed.
type Collection struct {
	Reviews  []Review
	Rollover int  // the hour at which Anki's next day begins
	Listed   bool // it is a list of reviews, which says of no deck
}

// usualRollover is the hour at which a day of Anki begins unless somebody has changed it.
const usualRollover = 4

// Read reads an export of size bytes.
func Read(r io.ReaderAt, size int64) (Collection, error) {
	var begins [16]byte
	n, _ := r.ReadAt(begins[:], 0) // what is too short is told by what it does not begin with
	switch head := string(begins[:n]); {
	case strings.HasPrefix(head, "PK"):
		return readPackage(r, size)
	case head == magic:
		b, err := wholeDatabase(io.NewSectionReader(r, 0, size), maxCollection)
		if err != nil {
			return Collection{}, err
		}
		return readDatabase(b)
	}
	b, err := upTo(io.NewSectionReader(r, 0, size), maxCollection, size)
	if err != nil {
		return Collection{}, err
	}
	return readList(b)
}

// upTo reads all there is, if it is not more than most bytes; about is how many are expected, for which room is made at once.
func upTo(r io.Reader, most, about int64) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(int(min(max(about, 0), most)) + 1 + bytes.MinRead)
	_, err := b.ReadFrom(io.LimitReader(r, most+1))
	if err == nil && int64(b.Len()) > most {
		err = tooMuch(most)
	}
	return b.Bytes(), err
}

func tooMuch(most int64) error { return fmt.Errorf("the collection has more than %d MB", most>>20) }

// wholeDatabase reads a database. Its head is looked at first, so that nothing else is unpacked only to be thrown away.
func wholeDatabase(r io.Reader, most int64) ([]byte, error) {
	head := make([]byte, headSize)
	n, err := io.ReadFull(r, head)
	if n < headSize && (err == nil || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)) {
		return head[:n], nil // too short, which openDatabase says
	}
	if err != nil {
		return nil, err
	}
	d, err := openDatabase(head)
	if err != nil {
		return nil, err
	}
	about := int64(d.size) * int64(binary.BigEndian.Uint32(head[28:]))
	if about > most {
		return nil, tooMuch(most)
	}
	return upTo(io.MultiReader(bytes.NewReader(head), r), most, about)
}

// members are the names of a database in a package, the newest form first: newer packages have an older one beside it
// that says no more than that Anki should be brought up to date.
var members = []string{"collection.anki21b", "collection.anki21", "collection.anki2"}

func readPackage(r io.ReaderAt, size int64) (Collection, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return Collection{}, fmt.Errorf("the package cannot be opened (%w): export it again", err)
	}
	if v := packageVersion(z); v > 3 {
		return Collection{}, fmt.Errorf("the package is of a newer form (%d) than is known here: export it with \"support older Anki versions\"", v)
	}
	for _, name := range members {
		f, err := z.Open(name)
		if err != nil {
			continue
		}
		if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
			f.Close() // it was not even read
			continue
		}
		b, err := unpacked(f, strings.HasSuffix(name, "b"), maxCollection)
		f.Close() // it was only read
		if err != nil {
			return Collection{}, fmt.Errorf("%s in the package: %w", name, err)
		}
		return readDatabase(b)
	}
	return Collection{}, errors.New("there is no collection in the package: export it from Anki as .colpkg or .apkg")
}

// packageVersion is what the file meta says, a message of one number; 0 if it says nothing.
func packageVersion(z *zip.Reader) int {
	f, err := z.Open("meta")
	if err != nil {
		return 0
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, 16))
	if err != nil || len(b) < 2 || b[0] != 8 {
		return 0
	}
	return int(b[1])
}

func unpacked(r io.Reader, packed bool, most int64) ([]byte, error) {
	if !packed {
		return wholeDatabase(r, most)
	}
	z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderMaxMemory(maxWindow))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	return wholeDatabase(z, most)
}

func readDatabase(b []byte) (Collection, error) {
	d, err := openDatabase(b)
	if err != nil {
		return Collection{}, err
	}
	c := Collection{Rollover: usualRollover}
	decks, err := d.decks(&c.Rollover)
	if err != nil {
		return c, err
	}
	cards, err := d.cards(decks)
	if err != nil {
		return c, err
	}
	c.Reviews, err = d.reviews(cards)
	return c, err
}

// decks are the names of decks by their number. Up to schema 13 they are JSON in the one row of col, with the settings
// beside them; since then they have a table, and the settings another.
func (d *database) decks(rollover *int) (map[int64]string, error) {
	decks := map[int64]string{}
	t, err := d.table("decks")
	if err != nil {
		return nil, err
	}
	if t == nil {
		return decks, d.oldDecks(decks, rollover)
	}
	err = t.rows([]string{"id", "name"}, func(v []value) error {
		decks[v[0].number] = deckName(string(v[1].bytes))
		return nil
	})
	if err != nil {
		return nil, err
	}
	settings, err := d.table("config")
	if err != nil || settings == nil {
		return decks, err
	}
	return decks, settings.rows([]string{"key", "val"}, func(v []value) error {
		if string(v[0].bytes) == "rollover" {
			setHour(rollover, v[1].bytes)
		}
		return nil
	})
}

// deckName is the name of a deck as people see it: newer collections part its levels by U+001F. Nothing in it can steer
// a terminal.
func deckName(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r):
			return ' '
		case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069: // they turn the direction of writing
			return -1
		}
		return r
	}, strings.ReplaceAll(s, "\x1f", "::"))
}

// setHour takes an hour written as JSON, if it is one.
func setHour(into *int, text []byte) {
	if n, err := strconv.Atoi(string(text)); err == nil && n >= 0 && n < 24 {
		*into = n
	}
}

func (d *database) oldDecks(decks map[int64]string, rollover *int) error {
	t, err := d.table("col")
	if err != nil {
		return err
	}
	if t == nil {
		return errors.New("it is a database, but none of Anki's")
	}
	return t.rows([]string{"conf", "decks"}, func(v []value) error {
		var conf struct{ Rollover json.RawMessage }
		if json.Unmarshal(v[0].bytes, &conf) == nil { // without settings, the usual hour holds
			setHour(rollover, conf.Rollover)
		}
		var all map[string]struct{ Name string }
		if err := json.Unmarshal(v[1].bytes, &all); err != nil {
			return damaged("its list of decks cannot be read")
		}
		for id, deck := range all {
			if n, err := strconv.ParseInt(id, 10, 64); err == nil {
				decks[n] = deckName(deck.Name)
			}
		}
		return nil
	})
}

// cards are the decks by the number of a card. A card that is in a filtered deck at the moment belongs to the one it came from.
func (d *database) cards(decks map[int64]string) (map[int64]string, error) {
	t, err := d.table("cards")
	if err != nil || t == nil {
		return nil, errors.Join(err, missing(t, "cards"))
	}
	cards := map[int64]string{}
	err = t.rows([]string{"id", "did", "odid"}, func(v []value) error {
		deck := v[1].number
		if v[2].number != 0 {
			deck = v[2].number
		}
		cards[v[0].number] = decks[deck]
		return nil
	})
	return cards, err
}

func missing(t *table, name string) error {
	if t != nil {
		return nil
	}
	return fmt.Errorf("the database has no table %s: is it one of Anki's?", name)
}

// reviews are the rows of revlog that are answers: what was set by hand or moved by Anki has no button and no time.
func (d *database) reviews(cards map[int64]string) (out []Review, err error) {
	t, err := d.table("revlog")
	if err != nil || t == nil {
		return nil, errors.Join(err, missing(t, "revlog"))
	}
	err = t.rows([]string{"id", "cid", "ease", "time"}, func(v []value) error {
		if v[2].number < 1 {
			return nil
		}
		if len(out) == maxReviews {
			return fmt.Errorf("there are more than %d reviews", maxReviews)
		}
		out = append(out, Review{At: v[0].number, Deck: cards[v[1].number], Took: v[3].number})
		return nil
	})
	return out, err
}
