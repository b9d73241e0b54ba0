package source

import (
	"slices"
	"strings"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/source/keyed"
	"retake/generator/study"
)

// weekdays as they are written, Sunday first as in the calendar of the rest of the program.
var weekdays = [7]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// planKeys are the keys of content/plan.toml. [readiness] is the nearer word on two settings.
func (o outline) planKeys(rec *study.Record, set *study.Settings) []keyed.Key {
	return []keyed.Key{
		keyed.Schema(),
		keyed.DatePos("start", &rec.Start, &rec.StartPos),
		keyed.DatePos("exam_date", &rec.ExamDate, &rec.ExamDatePos),
		keyed.Yes("booked", &rec.Booked),
		availability(&rec.Availability),
		keyed.Many("away", &rec.Away, study.Away{}, awayKeys, checkAway),
		o.blocks(rec, set),
		keyed.Sub("readiness", func() []keyed.Key {
			return []keyed.Key{keyed.Number("buffer", &set.Buffer, 0, 30), keyed.Whole("streak", &set.Streak, 1, 6)}
		}),
		{Name: "voucher", Kind: keyed.IsTable, Keys: func() []keyed.Key { return voucherKeys(&study.Voucher{}) }, Read: func(v keyed.Value) {
			v.Table(voucherKeys(&rec.Voucher))
			rec.Voucher.Pos = v.Pos()
			inOrder(v, "bought", rec.Voucher.Bought, "expires", rec.Voucher.Expires)
		}},
		booking(rec),
		keyed.Many("resource", &rec.Resources, study.Resource{}, o.resourceKeys, at(func(x *study.Resource) *fault.Pos { return &x.Pos })),
		keyed.Many("person", &rec.People, study.Person{Day: -1, At: civil.NoClock}, personKeys, at(func(x *study.Person) *fault.Pos { return &x.Pos })),
	}
}

func availability(into *study.Availability) keyed.Key {
	keys := func() []keyed.Key {
		out := []keyed.Key{keyed.Whole("free_days", &into.FreeDays, 0, 6)}
		for i, day := range weekdays {
			out = append(out, keyed.Windows(day, &into.Days[i]))
		}
		return out
	}
	return keyed.Key{Name: "availability", Kind: keyed.IsTable, Keys: keys, Read: func(v keyed.Value) {
		v.Table(keys())
		into.Pos, into.Written = v.Pos(), true
	}}
}

func awayKeys(a *study.Away) []keyed.Key {
	return []keyed.Key{keyed.Must(keyed.Date("from", &a.From)), keyed.Date("to", &a.To), keyed.Text("why", &a.Why)}
}

// checkAway takes a stretch without an end for a single day.
func checkAway(v keyed.Value, a *study.Away) {
	a.Pos = v.Pos()
	if a.To == 0 {
		a.To = a.From
	}
	inOrder(v, "from", a.From, "to", a.To)
}

// startFirst reports a plan that starts on or after the day of its exam.
func startFirst(v keyed.Value, rec *study.Record) {
	if x, ok := v.Get("start"); ok && rec.Start != 0 && rec.ExamDate != 0 && rec.Start >= rec.ExamDate {
		x.Add("dates-order", "start %s is not before exam_date %s", rec.Start, rec.ExamDate).Hint = "are the two dates swapped, or is the year off by one?"
	}
}

// inOrder reports a second date before the first.
func inOrder(v keyed.Value, first string, a civil.Date, second string, b civil.Date) {
	if x, ok := v.Get(second); ok && a != 0 && b != 0 && b < a {
		x.Add("dates-order", "%s %s is before %s %s", second, b, first, a).Hint = "are the two dates swapped, or is the year off by one?"
	}
}

func voucherKeys(x *study.Voucher) []keyed.Key {
	return []keyed.Key{keyed.Date("bought", &x.Bought), keyed.Date("expires", &x.Expires), keyed.Date("refund_until", &x.RefundUntil)}
}

// booking may stand in attempts.toml or in plan.toml.
func booking(rec *study.Record) keyed.Key {
	b := &rec.Booking
	keys := func() []keyed.Key {
		return []keyed.Key{
			keyed.Date("purchased_on", &b.PurchasedOn),
			keyed.Date("eligibility_starts", &b.EligibilityStarts),
			keyed.Date("voucher_expires", &rec.Voucher.Expires),
			keyed.Word("delivery", &b.Delivery, "online", "centre"),
		}
	}
	return keyed.Key{Name: "booking", Kind: keyed.IsTable, Keys: keys, Read: func(v keyed.Value) {
		v.Table(keys())
		if b.Pos = v.Pos(); rec.Voucher.Pos.Line == 0 && rec.Voucher.Expires != 0 {
			rec.Voucher.Pos = b.Pos
		}
	}}
}

func (o outline) resourceKeys(x *study.Resource) []keyed.Key {
	return []keyed.Key{
		keyed.Must(keyed.Text("name", &x.Name)),
		keyed.Word("kind", &x.Kind, "book", "video", "course", "lab", "questions", "community", "person"),
		o.domainsKey("domains", &x.Domains),
		keyed.Yes("used_before", &x.UsedBefore),
		keyed.Text("url", &x.URL),
		keyed.Label("cost", &x.Cost),
		keyed.Hours("hours", &x.Hours),
		keyed.Text("note", &x.Note),
	}
}

func personKeys(p *study.Person) []keyed.Key {
	return []keyed.Key{
		keyed.Must(keyed.Text("name", &p.Name)),
		keyed.Text("role", &p.Role),
		{Name: "checkin", Kind: keyed.IsText, Like: checkinLike, Read: func(v keyed.Value) { readCheckin(v, p) }},
		keyed.Text("url", &p.URL),
	}
}

// checkinLike is what readCheckin reads, for editors.
const checkinLike = `([Ss][Uu][Nn]|[Mm][Oo][Nn]|[Tt][Uu][Ee]|[Ww][Ee][Dd]|[Tt][Hh][Uu]|[Ff][Rr][Ii]|[Ss][Aa][Tt])\S*(\s+([01]?[0-9]|2[0-3]):[0-5][0-9]|\s+24:00)?`

// readCheckin reads "sun 18:00", or the day alone.
func readCheckin(v keyed.Value, p *study.Person) {
	s, ok := v.Str()
	if !ok {
		return
	}
	fields := strings.Fields(strings.ToLower(s))
	if len(fields) == 0 || len(fields) > 2 || len(fields[0]) < 3 {
		fields = []string{"?  ?"}
	}
	day := slices.Index(weekdays[:], fields[0][:3])
	clock, err := civil.NoClock, error(nil)
	if len(fields) == 2 {
		clock, err = civil.ParseClock(fields[1])
	}
	if day < 0 || err != nil {
		v.Add("bad-time", "checkin %q is not a day of the week with a time", s).Hint = `write checkin = "sun 18:00"`
		return
	}
	p.Checkin, p.Day, p.At = s, day, clock
}
