package anki

import (
	"cmp"
	"slices"

	"retake/generator/civil"
)

// Day is what was done in one deck on one day.
type Day struct {
	Date  civil.Date
	Deck  string
	Cards int
	Took  int64 // milliseconds
}

// longest is the time after which a card was left lying, whatever the limit of its deck: the rest is not counted.
const longest = 10 * 60_000 // milliseconds

// bounds of a day that can be meant: Anki is from 2006, and nobody reviews in the year 3000.
const (
	earliest = 1_136_073_600_000
	latest   = 32_503_680_000_000
)

// Days counts reviews by day and deck, by date and then by deck. A day begins at the hour of the collection, in the
// learner's zone: offset says how many seconds that is ahead of UTC at a moment. strange counts what lies before Anki
// or in a far future.
func (c Collection) Days(offset func(unix int64) int) (days []Day, strange int) {
	type key struct {
		date civil.Date
		deck string
	}
	at := map[key]int{}
	for _, r := range c.Reviews {
		if r.At < earliest || r.At > latest {
			strange++
			continue
		}
		unix := r.At / 1000
		k := key{civil.Of(1970, 1, 1) + civil.Date((unix+int64(offset(unix))-int64(c.Rollover)*3600)/86400), r.Deck}
		i, known := at[k]
		if !known {
			i = len(days)
			at[k] = i
			days = append(days, Day{Date: k.date, Deck: k.deck})
		}
		days[i].Cards++
		days[i].Took += min(max(r.Took, 0), longest)
	}
	slices.SortFunc(days, func(a, b Day) int { return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Deck, b.Deck)) })
	return days, strange
}

// Session is what was done for one domain on one day.
type Session struct {
	Date    civil.Date
	Domain  int // 0 = no single one
	Cards   int
	Minutes int
}

// evening is what tells sessions apart.
type evening struct {
	date   civil.Date
	domain int
}

// Sessions are days put together by domain. Of a deck that is for something else, of says false. A day with reviews has
// a minute at least, and a whole day at most.
func Sessions(days []Day, of func(deck string) (domain int, ok bool)) (out []Session) {
	at, took := map[evening]int{}, []int64{}
	for _, d := range days {
		n, ok := of(d.Deck)
		if !ok {
			continue
		}
		i, known := at[evening{d.Date, n}]
		if !known {
			i = len(out)
			at[evening{d.Date, n}] = i
			out, took = append(out, Session{Date: d.Date, Domain: n}), append(took, 0)
		}
		out[i].Cards += d.Cards
		took[i] += d.Took
	}
	for i := range out {
		out[i].Minutes = int(min(max((took[i]+30_000)/60_000, 1), 1440))
	}
	slices.SortFunc(out, func(a, b Session) int { return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Domain, b.Domain)) })
	return out
}

// New are the sessions that a log lacks: a day that has grown since it was last written has the rest of its minutes. No
// day comes to more than all that was done on it, so a deck that is for another domain now is not counted twice.
func New(all, log []Session) (out []Session) {
	have, room := map[evening]int{}, map[civil.Date]int{}
	for _, s := range log {
		have[evening{s.Date, s.Domain}] += s.Minutes
		room[s.Date] -= s.Minutes
	}
	for _, s := range all {
		room[s.Date] += s.Minutes
	}
	for _, s := range all {
		if s.Minutes = min(s.Minutes-have[evening{s.Date, s.Domain}], room[s.Date]); s.Minutes > 0 {
			room[s.Date] -= s.Minutes
			out = append(out, s)
		}
	}
	return out
}
