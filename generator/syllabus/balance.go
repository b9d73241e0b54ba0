package syllabus

import (
	"slices"

	"retake/generator/cause"
	"retake/generator/civil"
	"retake/generator/timetable"
)

// cede cuts a block, or draws it out, to so many minutes, which the slot after it gains or loses. A rest too
// short for a block is added.
func (f *filling) cede(b Block, next timetable.Slot, minutes int) Block {
	if both := int(b.Minutes + next.Minutes); both-minutes < shortest {
		minutes = both
	}
	more := civil.Minutes(minutes) - b.Minutes
	if next.Start != civil.NoClock {
		next.Start += civil.Clock(more)
	}
	next.Minutes -= more
	b.Minutes, f.later = b.Minutes+more, next
	return b
}

// shortest is the least length, in minutes, to which a block is cut.
const shortest = 10

// shared reports whether questions and their review share a free window: a block and the slot after it. Not
// where more is owed to review from before than the two make even: that comes first.
func (f *filling) shared(b Block, next *timetable.Slot) bool {
	return next != nil && f.together(b, *next) && (f.owed < shortest || f.owed+f.half(b, *next) <= f.Block)
}

// half is the questions' part of a window that they share with their review. A look back takes as long as
// the answers did, so each has half, in steps of five minutes, but for what one owes the other from before.
func (f *filling) half(b Block, next timetable.Slot) int {
	both := int(b.Minutes + next.Minutes)
	half := ((both-f.owed)/2 + 4) / 5 * 5
	return max(min(half, f.Block, both-shortest), both-f.Block, shortest)
}

// asked is how long questions may take in a block of their own: all of it, or until their lead over review
// is a block. What is left then is a block of something else. 0 = there is no room for them.
func (f *filling) asked(b Block) int { return cut(int(b.Minutes), f.Block-f.owed) }

// reviewed is how long a review may take: all of a block, or until it is even with the questions.
func (f *filling) reviewed(b Block) int { return cut(int(b.Minutes), f.owed) }

// cut shortens a block to at most so many minutes, so that both it and what is left are long enough; 0 if
// that cannot be.
func cut(minutes, most int) int {
	if minutes > most {
		minutes = min(most, minutes-shortest)
	}
	if minutes < shortest {
		return 0
	}
	return minutes
}

// book enters a block in the books of its domain, by index.
func (f *filling) book(b Block, d int) {
	if f.supported(cause.OneSource) {
		f.alone = len(f.others(b)) == 0
		f.renewed = !f.alone && f.renews(b, f.from[d][b.Kind])
	}
	if f.open(b); b.Kind == Lab {
		f.labbed = b.Date.Monday()
	}
	f.from[d][b.Kind] = b.Resource
	f.spent[d][b.Kind] += int(b.Minutes)
	f.times[d][b.Kind]++
	switch b.Kind {
	case Questions:
		f.owed += int(b.Minutes)
	case Review:
		f.owed -= int(b.Minutes)
	}
}

// together reports whether a block and the slot after it lie in one free window.
func (f *filling) together(b Block, next timetable.Slot) bool {
	windows := f.Week[b.Date.Weekday()]
	if b.Start == civil.NoClock {
		return next.Start == civil.NoClock && len(windows) == 1
	}
	return next.Start != civil.NoClock && slices.ContainsFunc(windows, func(w civil.Window) bool {
		return w.Start <= b.Start && next.Start+civil.Clock(next.Minutes) <= w.End()
	})
}
