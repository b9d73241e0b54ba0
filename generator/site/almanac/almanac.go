package almanac

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"retake/generator/civil"
	"retake/generator/feed"
	"retake/generator/site/board"
	"retake/generator/study"
)

// The files, by their paths in the site.
const (
	CalendarPath = "plan.ics"
	FeedPath     = "feed.xml"
)

// Input is what both files are made of.
type Input struct {
	Board    *board.Board
	Author   string
	BaseURL  string         // address of the site; "" = not known
	Zone     *time.Location // of the plan's hours; nil = UTC
	Settings Settings
}

// Settings are the learner's choices for the calendar.
type Settings struct {
	Alarms  []civil.Minutes // before each sitting of study and each check-in
	Eve     civil.Minutes   // before midnight, on the evening before the exam and before each deadline; 0 = no alarm
	Neutral bool            // items say only that time is taken
}

// almanac is one making of a file.
type almanac struct {
	Input
	plan   study.Plan
	site   string // part of each UID
	events []feed.Event
	known  map[string]int // how often each UID was given
}

func begin(in Input) *almanac {
	if in.Zone == nil {
		in.Zone = time.UTC
	}
	if in.BaseURL != "" && !strings.HasSuffix(in.BaseURL, "/") {
		in.BaseURL += "/"
	}
	first := civil.Date(0)
	for _, a := range in.Board.Record.Attempts {
		if first == 0 || a.At.Date < first {
			first = a.At.Date
		}
	}
	return &almanac{Input: in, plan: in.Board.Plan, site: in.Board.Plan.Exam.Code + "\n" + first.String() + "\n" + in.Author, known: map[string]int{}}
}

// hash is what an item's name comes to in this site: 16 bytes.
func (a *almanac) hash(name string) []byte {
	sum := sha256.Sum256([]byte(a.site + "\n" + name))
	return sum[:16]
}

// uid is the UID of the item with a name; "invalid" is a domain that nobody can have (RFC 2606).
func (a *almanac) uid(name string) string {
	n := a.known[name]
	if a.known[name]++; n > 0 {
		name = fmt.Sprintf("%s again %d", name, n)
	}
	return hex.EncodeToString(a.hash(name)) + "@retake.invalid"
}

// urn is the id of an entry of the feed: a UUID of version 8 (RFC 9562), which is one of our own making.
func (a *almanac) urn(name string) string {
	h := a.hash(name)
	h[6], h[8] = h[6]&0x0f|0x80, h[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", h[:4], h[4:6], h[6:8], h[8:10], h[10:])
}

// epoch is the day from which sequences count.
var epoch = civil.Of(2020, 1, 1)

// version is how new an item is. over is its last day if its UID holds that, else 0.
func (a *almanac) version(over civil.Date) (sequence int, stamp time.Time) {
	d := a.plan.Today
	if over != 0 {
		d = min(d, over+1)
	}
	return max(0, int(d-epoch)), midnight(d)
}

// midnight is the beginning of a day under UTC.
func midnight(d civil.Date) time.Time {
	y, m, day := d.YMD()
	return time.Date(y, time.Month(m), day, 0, 0, 0, 0, time.UTC)
}

// instant is an hour on a day in a zone. One that the clocks skip is taken by the offset before; of one that comes
// twice it is the first.
func instant(d civil.Date, at civil.Clock, zone *time.Location) time.Time {
	wall := midnight(d).Add(time.Duration(at) * time.Minute)
	offset := func(t time.Time) time.Duration {
		_, seconds := t.In(zone).Zone()
		return time.Duration(seconds) * time.Second
	}
	before, after := offset(wall.Add(-24*time.Hour)), offset(wall.Add(24*time.Hour)) // no zone is a day from UTC
	if t := wall.Add(-after); offset(wall.Add(-before)) != before && offset(t) == after {
		return t
	}
	return wall.Add(-before)
}

// address is the full address of a page; "" if that of the site is not known.
func (a *almanac) address(page string) string {
	if a.BaseURL == "" {
		return ""
	}
	return a.BaseURL + page
}

// link is the address of a page as far as it is known.
func (a *almanac) link(page string) string { return cmp.Or(a.address(page), page) }
