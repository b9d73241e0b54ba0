package anki

import (
	"fmt"
	"strings"

	"retake/generator/civil"
)

// firstSessions are how many lines of a list a preview shows.
const firstSessions = 8

// Preview lists sessions that would be written; all lists every one.
func Preview(sessions []Session, title func(domain int) string, all bool) string {
	if len(sessions) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("to be written, as time spent and not as evidence of what you know:\n")
	total := civil.Minutes(0)
	for i, s := range sessions {
		total += civil.Minutes(s.Minutes)
		switch {
		case all || i < firstSessions || len(sessions) == firstSessions+1:
			fmt.Fprintf(&b, "  %s  %11s  %s\n", s.Date, civil.Minutes(s.Minutes), title(s.Domain))
		case i == firstSessions:
			fmt.Fprintf(&b, "  and %d more\n", len(sessions)-i)
		}
	}
	if len(sessions) > 1 {
		fmt.Fprintf(&b, "%d sessions, %s together\n", len(sessions), total)
	}
	return b.String()
}

// LeftOut says which reviews are not taken, and why: gone are of deleted cards, strange have an impossible time, late
// are days of a deck that were not asked for; since, that there is a first day.
func LeftOut(gone, strange, late int, since bool) (s string) {
	when := "after today"
	if since {
		when = "before --since or after today"
	}
	for _, x := range []struct {
		n         int
		one, many string
	}{
		{gone, "review is of a card that is no longer there, so that nothing says which deck it was in", "reviews are of cards that are no longer there, so that nothing says which decks they were in"},
		{strange, "review has an impossible time", "reviews have an impossible time"},
		{late, "day of a deck is " + when, "days of decks are " + when},
	} {
		switch {
		case x.n == 1:
			s += "1 " + x.one + ": left out\n"
		case x.n > 1:
			s += fmt.Sprintf("%d %s: left out\n", x.n, x.many)
		}
	}
	return s
}
