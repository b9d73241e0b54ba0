package anki

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// IsList reports whether a text begins like a table of reviews: id,cid,usn,ease,ivl,lastIvl,factor,time,type.
func IsList(head []byte) bool {
	line, _, _ := strings.Cut(strings.ToLower(string(bytes.TrimPrefix(head, []byte("\ufeff")))), "\n")
	for _, name := range []string{"cid", "ease", "lastivl", "time"} {
		if !slices.Contains(strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(",;\t|\" \r", r) }), name) {
			return false
		}
	}
	return true
}

// readList reads the rows of revlog as CSV, as sqlite3 -csv -header prints them. A column deck may have been joined to
// them; without one, nothing is known of decks.
func readList(b []byte) (Collection, error) {
	c := Collection{Rollover: usualRollover}
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	r := csv.NewReader(bytes.NewReader(b))
	r.ReuseRecord = true
	first, _, _ := bytes.Cut(b, []byte("\n"))
	if i := bytes.IndexAny(first, ",;\t|"); i >= 0 {
		r.Comma = rune(first[i])
	}
	head, err := r.Read()
	if err != nil {
		return c, errors.New("it is neither a package of Anki, nor its database, nor a table of its reviews")
	}
	at := map[string]int{"deck": -1}
	for i, name := range head {
		name = strings.ToLower(strings.TrimSpace(name))
		if n, twice := at[name]; twice && n >= 0 {
			return c, fmt.Errorf("there are two columns %q", name)
		}
		at[name] = i
	}
	for _, name := range []string{"id", "ease", "time"} {
		if _, ok := at[name]; !ok {
			return c, fmt.Errorf("there is no column %q: a table of reviews has id, cid, ease and time", name)
		}
	}
	c.Listed = at["deck"] < 0
	for {
		row, err := r.Read()
		if err == io.EOF {
			return c, nil
		}
		if err != nil {
			return c, wrongRow(err)
		}
		if err := c.add(row, at); err != nil {
			line, _ := r.FieldPos(0)
			return c, fmt.Errorf("line %d: %w", line, err)
		}
		if len(c.Reviews) > maxReviews {
			return c, fmt.Errorf("there are more than %d reviews", maxReviews)
		}
	}
}

// wrongRow is what encoding/csv says of a row, with its line in front.
func wrongRow(err error) error {
	var wrong *csv.ParseError
	if errors.As(err, &wrong) {
		return fmt.Errorf("line %d: %w", wrong.Line, wrong.Err)
	}
	return err
}

func (c *Collection) add(row []string, at map[string]int) error {
	number := func(name string) (int64, error) {
		n, err := strconv.ParseInt(strings.TrimSpace(row[at[name]]), 10, 64)
		if err != nil {
			return 0, fmt.Errorf("%s %q is not a whole number", name, row[at[name]])
		}
		return n, nil
	}
	id, err := number("id")
	ease, err2 := number("ease")
	took, err3 := number("time")
	if err := errors.Join(err, err2, err3); err != nil || ease < 1 {
		return err
	}
	review := Review{At: id, Took: took}
	if !c.Listed {
		review.Deck = deckName(row[at["deck"]])
	}
	c.Reviews = append(c.Reviews, review)
	return nil
}
