package source

import (
	"fmt"

	"retake/generator/civil"
	"retake/generator/source/keyed"
	"retake/generator/study"
)

// blocks are the blocks that the learner set. They are held against the days off and the exam date,
// which have to be read before.
func (o outline) blocks(rec *study.Record, set *study.Settings) keyed.Key {
	var at []keyed.Value
	k := keyed.Many("block", &rec.Pins, study.Pin{Start: civil.NoClock}, o.blockKeys, func(v keyed.Value, p *study.Pin) {
		p.Pos = v.Pos()
		at = append(at, v)
	})
	read := k.Read
	k.Read = func(v keyed.Value) {
		read(v)
		for i, p := range rec.Pins {
			if p.Date == 0 || p.Minutes == 0 { // one of them is missing or wrong, which was said
				continue
			}
			checkBlock(at[i], p, rec)
			if p.Fixed {
				checkPin(at[i], p, rec.Pins[:i], civil.Minutes(set.HardCap))
			}
		}
	}
	return k
}

func (o outline) blockKeys(p *study.Pin) []keyed.Key {
	return []keyed.Key{
		keyed.Must(keyed.Date("date", &p.Date)),
		keyed.Clock("start", &p.Start),
		keyed.Must(keyed.Length("minutes", &p.Minutes, 5, 600)),
		keyed.Must(keyed.Word("kind", &p.Kind, "read", "video", "lab", "practice", "review", "simulation")),
		o.domainKey("domain", &p.Domain),
		keyed.Text("resource", &p.Resource),
		keyed.Text("task", &p.Task),
		keyed.Yes("pin", &p.Fixed),
	}
}

// checkBlock sees a block on its day.
func checkBlock(v keyed.Value, p study.Pin, rec *study.Record) {
	if x, _ := v.Get("start"); p.Start != civil.NoClock && end(p) > 24*60 {
		x.Add("out-of-range", "%s from %s runs past midnight", p.Minutes, p.Start).Hint = "start it sooner, or make two of it, one for each day"
	}
	x, _ := v.Get("date")
	if rec.ExamDate != 0 && p.Date >= rec.ExamDate {
		x.Warn("dates-order", "the block of %s is not before exam_date %s", p.Date, rec.ExamDate).Hint = "it is left out: move it to an earlier day"
	}
	for _, a := range rec.Away {
		if p.Fixed && p.Date >= a.From && p.Date <= a.To {
			x.Add("pin-on-day-off", "the block of %s is pinned to a day off", p.Date).Hint = fmt.Sprintf("move it, or change [[away]] on line %d; without pin = true it is a wish, and the day stays free", a.Pos.Line)
			return
		}
	}
}

// checkPin holds a pinned block against those above it in the file: what is pinned is never moved, so
// that two may not be at one time, nor more in a day than a day may hold.
func checkPin(v keyed.Value, p study.Pin, above []study.Pin, most civil.Minutes) {
	held := civil.Minutes(0)
	for _, o := range above {
		if !o.Fixed || o.Date != p.Date {
			continue
		}
		held += o.Minutes
		if p.Start != civil.NoClock && o.Start != civil.NoClock && p.Start < end(o) && o.Start < end(p) {
			x, _ := v.Get("start")
			x.Add("pin-too-full", "the block pinned to %s overlaps the one from %s to %s", p.Start, o.Start, end(o)).Hint = fmt.Sprintf("that one is on line %d: move one of the two", o.Pos.Line)
			return
		}
	}
	if x, _ := v.Get("minutes"); held <= most && held+p.Minutes > most {
		x.Add("pin-too-full", "the blocks pinned to %s come to %s, and a day holds %s", p.Date, held+p.Minutes, most).Hint = "move one to another day, or make one shorter; the most for a day is hard_cap in site.toml [study]"
	}
}

func end(p study.Pin) civil.Clock { return p.Start + civil.Clock(p.Minutes) }
