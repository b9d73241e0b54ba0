package evening

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"retake/cmd/retake/edge"
	"retake/generator"
	"retake/generator/anki"
	"retake/generator/entry"
	"retake/generator/intake"
)

// ankiNote marks the sessions that come from Anki, by which they are known again.
const ankiNote = "Anki"

// importAnki takes in the time spent on reviews in Anki.
func (c *common) importAnki(file string, f importFlags) error {
	collection, err := c.collection(file)
	if err != nil {
		return err
	}
	r, err := c.taking()
	if err != nil {
		return err
	}
	days, strange := collection.Days(r.Ahead)
	late := len(days)
	days = slices.DeleteFunc(days, func(d anki.Day) bool { return d.Date < f.since || d.Date > r.Today() })
	late -= len(days)
	gone := 0
	var names []string
	for _, d := range days {
		switch {
		case d.Deck == "" && !collection.Listed:
			gone += d.Cards
		case !slices.Contains(names, d.Deck):
			names = append(names, d.Deck)
		}
	}
	decks, err := intake.NewDecks(outlineOf(r), names, meanings(r.Imports().Decks), f.domains)
	if err == nil {
		err = c.inquire(decks.Next)
	}
	if err != nil {
		return misuse(err)
	}
	sessions := anki.Sessions(days, func(deck string) (int, bool) {
		ref := decks.Of(deck)
		major, _, _ := strings.Cut(ref, ".")
		n, _ := strconv.Atoi(major) // All is none of them: 0
		return n, ref != intake.Skip && (deck != "" || collection.Listed)
	})
	fresh := func(r generator.Result) []anki.Session { return anki.New(sessions, ankiIn(r)) }
	title := func(domain int) string {
		return decks.Title(cmp.Or(strings.TrimPrefix(strconv.Itoa(domain), "0"), intake.All))
	}
	head := fmt.Sprintf("%s: reviews in %s, a day beginning at %d:00\n", filepath.Base(file), edge.Count(len(names), "deck", "decks"), collection.Rollover)
	if err := c.Result(strings.TrimSpace(head + decks.Preview(names) + anki.Preview(fresh(r), title, f.all) + anki.LeftOut(gone, strange, late, f.since != 0))); err != nil {
		return err
	}
	return c.takeIn(r, f, decks.Saved(), func(r generator.Result) (out []entry.Entry) {
		for _, s := range fresh(r) {
			out = append(out, ankiEntry(s))
		}
		return out
	})
}

// collection opens an export of Anki.
func (c *common) collection(file string) (anki.Collection, error) {
	if info, err := os.Stat(file + "-wal"); err == nil && info.Size() > 0 {
		return anki.Collection{}, &edge.Misuse{What: "Anki has this collection open, and has not written all of it yet", Hint: "close Anki, or export the collection from it"}
	}
	f, err := os.Open(file)
	if err != nil {
		return anki.Collection{}, edge.Failed(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return anki.Collection{}, edge.Failed(err)
	}
	done := c.Progress("reading " + filepath.Base(file))
	collection, err := anki.Read(f, info.Size())
	done()
	var disk *fs.PathError
	switch {
	case errors.As(err, &disk):
		return collection, edge.Failed(err)
	case err != nil:
		return collection, c.wrongFile(file, err)
	}
	return collection, nil
}

// ankiIn are the reviews of Anki that a log has.
func ankiIn(r generator.Result) (out []anki.Session) {
	for _, s := range r.Record().Sessions {
		if s.Note == ankiNote && s.Kind == "review" {
			out = append(out, anki.Session{Date: s.Date, Domain: s.Domain, Minutes: int(s.Minutes)})
		}
	}
	return out
}

func ankiEntry(s anki.Session) entry.Entry {
	e := entry.Entry{Table: "session", Fields: []entry.Field{{Key: "date", Value: s.Date.String()}}}
	if s.Domain > 0 {
		e.Fields = append(e.Fields, entry.Field{Key: "domain", Value: strconv.Itoa(s.Domain)})
	}
	e.Fields = append(e.Fields, entry.Field{Key: "kind", Value: `"review"`}, entry.Field{Key: "minutes", Value: strconv.Itoa(s.Minutes)}, entry.Field{Key: "note", Value: entry.Text(ankiNote)})
	return e
}
