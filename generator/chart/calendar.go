package chart

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"retake/generator/civil"
)

// The grid of a calendar: a column is a week. Long plans go on below, in bands of equal length.
const (
	mostWeeks = 156  // three years; beyond them the end is drawn
	largest   = 22.0 // units from one day to the next
	smallest  = 12.6
)

// grid is where the days of a calendar stand.
type grid struct {
	first      civil.Date // a Monday
	weeks      int
	columns    int // weeks in a band
	left, cell float64
	head       float64 // room above a band for the months
}

// SVG draws the calendar. How long a day was is its shade; a day with a plan and nothing done is an empty box,
// a day off is a dash, one without a plan is a dot.
func (c Calendar) SVG() string {
	days := c.sound()
	if len(days) == 0 {
		return blank("calendar", c.Words)
	}
	g := c.grid(days)
	s := sheet{high: g.high()}
	s.weekdays(g, c.Weekdays)
	s.months(g, c.Months, days[len(days)-1].Date)
	full := amount(c.Full)
	for _, d := range days {
		if c.Full <= 0 {
			full = math.Max(full, amount(d.Done))
		}
	}
	for _, d := range days {
		s.day(g.box(d.Date), d, full)
	}
	if last := days[len(days)-1].Date; c.Today >= g.first && c.Today <= last {
		b := g.box(c.Today)
		s.rect("c-today", box{b.x0 - 1, b.y0 - 1, b.x1 + 1, b.y1 + 1}, 3, "")
	}
	return s.finish("calendar", c.Words)
}

// sound are the days that can be drawn, in order, the later of two for one date.
func (c Calendar) sound() []Day {
	var out []Day
	for _, d := range slices.Backward(c.Days) {
		if d.Date >= civil.Of(1, 1, 1) && d.Date <= civil.Of(9999, 12, 31) {
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, func(a, b Day) int { return cmp.Compare(a.Date, b.Date) })
	out = slices.CompactFunc(out, func(a, b Day) bool { return a.Date == b.Date })
	if n := len(out); n > 0 {
		earliest := out[n-1].Date.Monday() - 7*(mostWeeks-1)
		out = slices.DeleteFunc(out, func(d Day) bool { return d.Date < earliest })
	}
	return out
}

func (c Calendar) grid(days []Day) grid {
	g := grid{first: days[0].Date.Monday(), left: 1}
	g.weeks = int(days[len(days)-1].Date.Monday()-g.first)/7 + 1
	if len(c.Weekdays) == 7 {
		for _, w := range c.Weekdays {
			g.left = math.Max(g.left, textWidth(fit(w, 50))+6)
		}
	}
	if len(c.Months) == 12 {
		g.head = leading + 2
	}
	room := width - g.left - 2
	bands := math.Ceil(float64(g.weeks) / math.Floor(room/smallest))
	g.columns = int(math.Ceil(float64(g.weeks) / bands))
	g.cell = math.Floor(math.Min(largest, room/float64(g.columns))*10) / 10
	return g
}

// band is the height of one band.
func (g grid) band() float64 { return g.head + 7*g.cell + 8 }

func (g grid) high() float64 {
	return float64((g.weeks+g.columns-1)/g.columns)*g.band() - 4
}

// corner is the left upper corner of a week's column.
func (g grid) corner(week int) xy {
	return xy{g.left + float64(week%g.columns)*g.cell, 2 + float64(week/g.columns)*g.band() + g.head}
}

func (g grid) box(d civil.Date) box {
	n := int(d - g.first)
	at := g.corner(n / 7)
	at.y += float64(n%7) * g.cell
	return box{at.x + 1, at.y + 1, at.x + g.cell - 1, at.y + g.cell - 1}
}

// weekdays writes the names of the days at the left of every band, as many as have room.
func (s *sheet) weekdays(g grid, names []string) {
	if len(names) != 7 {
		return
	}
	for week := 0; week < g.weeks; week += g.columns {
		var all []ticked
		for i, w := range names {
			y := g.corner(week).y + (float64(i)+.5)*g.cell
			all = append(all, ticked{label{fit(w, 50), "", "end", g.left - 5, y + 4}, 0})
		}
		for _, l := range thin(all) {
			s.write(l.label)
		}
	}
}

// months writes the month above the week of its first day; in a plan of more than a year January is the year.
// What has no room gives way to the next month.
func (s *sheet) months(g grid, names []string, last civil.Date) {
	if len(names) != 12 {
		return
	}
	var all []label
	for week := range g.weeks {
		sunday := min(g.first+civil.Date(7*week+6), last)
		y, m, day := sunday.YMD()
		if day > 7 && week%g.columns != 0 {
			continue
		}
		text := fit(names[m-1], 60)
		if m == 1 && g.weeks > 53 {
			text = strconv.Itoa(y)
		}
		at := g.corner(week)
		all = append(all, label{text, "", "start", at.x + 1, at.y - 6})
	}
	for i, l := range all {
		b := l.box()
		b.x1 += 4
		if i+1 < len(all) && b.meets(all[i+1].box()) || !s.fits(l.box()) {
			continue
		}
		s.write(l)
	}
}

// day draws one day.
func (s *sheet) day(b box, d Day, full float64) {
	at, r := xy{(b.x0 + b.x1) / 2, (b.y0 + b.y1) / 2}, (b.x1-b.x0)/2
	done, planned := amount(d.Done), amount(d.Planned)
	switch {
	case done > 0:
		steps := 1 + math.Floor(3*done/math.Max(done, full))
		s.rect("day-"+num(math.Min(3, steps)), b, 2, d.Text)
	case planned > 0:
		s.rect("day-0", b, 2, d.Text)
	case d.Mark != "":
	case d.Off:
		s.path("day-off", []xy{{at.x - 3, at.y}, {at.x + 3, at.y}}, false, d.Text)
	default:
		s.shape("day-free", "", at, 1, d.Text)
	}
	if known(d.Mark, "simulation", "exam", "sat") != "" {
		s.shape("c-sign "+d.Mark, d.Mark, at, math.Max(2.4, r*.5), d.Text)
	}
}
