package feed

import (
	"strconv"
	"time"

	"retake/generator/civil"
)

// Calendar is a whole calendar file. RFC 5545 wants at least one event in it.
type Calendar struct {
	ProdID      string // what made it: -//NAME//PRODUCT//EN
	Name        string
	Description string
	Refresh     int // hours after which a subscriber may look again; 0 = not said
	Events      []Event
}

// Event is one item of a calendar. It stands on days (Day to Until), or else from Start to End.
type Event struct {
	UID        string     // never empty; the same as long as it is the same item
	Sequence   int        // greater than before when anything of the item has changed
	Stamp      time.Time  // when it was as it is
	Summary    string     // never empty
	Day, Until civil.Date // the last day is one of its days; 0 = Day alone
	Start, End time.Time  // instants

	Description, Location, URL string
	Categories                 []string
	Busy                       bool            // the time is taken
	Alarms                     []civil.Minutes // before it begins; days begin at midnight in the reader's own zone
}

// ICS is the calendar as a file.
func (c Calendar) ICS() []byte {
	w := &lines{out: make([]byte, 0, 512+512*len(c.Events))}
	w.put("BEGIN", "VCALENDAR")
	w.put("VERSION", "2.0")
	w.text("PRODID", c.ProdID)
	w.put("CALSCALE", "GREGORIAN")
	w.text("NAME", c.Name) // RFC 7986; the names with X- are what programs read that came before it
	w.text("X-WR-CALNAME", c.Name)
	w.text("DESCRIPTION", c.Description)
	w.text("X-WR-CALDESC", c.Description)
	if c.Refresh > 0 {
		every := "PT" + strconv.Itoa(c.Refresh) + "H"
		w.put("REFRESH-INTERVAL;VALUE=DURATION", every)
		w.put("X-PUBLISHED-TTL", every)
	}
	for i := range c.Events {
		c.Events[i].write(w)
	}
	w.put("END", "VCALENDAR")
	return w.out
}

func (e *Event) write(w *lines) {
	w.put("BEGIN", "VEVENT")
	w.text("UID", e.UID)
	w.instant("DTSTAMP", e.Stamp)
	w.put("SEQUENCE", strconv.Itoa(max(e.Sequence, 0)))
	e.when(w)
	w.text("SUMMARY", e.Summary)
	w.text("DESCRIPTION", e.Description)
	w.text("LOCATION", e.Location)
	w.address("URL", e.URL)
	w.list("CATEGORIES", e.Categories)
	w.put("TRANSP", map[bool]string{true: "OPAQUE", false: "TRANSPARENT"}[e.Busy])
	for _, before := range e.Alarms {
		w.put("BEGIN", "VALARM")
		w.put("ACTION", "DISPLAY")
		w.put("TRIGGER", "-PT"+strconv.Itoa(max(int(before), 0))+"M")
		w.text("DESCRIPTION", e.Summary)
		w.put("END", "VALARM")
	}
	w.put("END", "VEVENT")
}

// when says the days, with the first day after them as the end, or the hours.
func (e *Event) when(w *lines) {
	if e.Day != 0 {
		w.day("DTSTART;VALUE=DATE", e.Day)
		w.day("DTEND;VALUE=DATE", max(e.Day, e.Until)+1)
		return
	}
	w.instant("DTSTART", e.Start)
	w.instant("DTEND", e.End)
}
