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
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\ufeff"))))
	r.ReuseRecord = true
	head, err := r.Read()
	if err != nil {
		return c, errors.New("it is neither a package of Anki, nor its database, nor a table of its reviews")
	}
	at := map[string]int{"deck": -1}
	for i, name := range head {
		at[strings.ToLower(strings.TrimSpace(name))] = i
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
		if err == nil {
			err = c.add(row, at)
		}
		if err != nil {
			line, _ := r.FieldPos(0)
			return c, fmt.Errorf("line %d: %w", line, err)
		}
		if len(c.Reviews) > maxReviews {
			return c, fmt.Errorf("there are more than %d reviews", maxReviews)
		}
	}
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
		review.Deck = strings.ReplaceAll(row[at["deck"]], "\x1f", "::")
	}
	c.Reviews = append(c.Reviews, review)
	return nil
}
