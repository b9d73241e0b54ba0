package drill

import (
	"retake/generator/civil"
	"retake/generator/stat"
)

// Want is what speaks for asking one domain's questions next.
type Want struct {
	Weight  float64 // of the domain in the exam, 0 to 1
	Missing float64 // target minus what is believed, 0 to 1; below 0 at the target
	Idle    int     // days since it was last practised, -1 = never
}

const (
	leastMissing = 0.02              // what a domain at the target still counts as missing, so that it is not forgotten
	fresh, stale = 0.5, 2.0          // bounds of staleness; what was never practised is as stale as it gets
	oneBlock     = civil.Minutes(50) // a sitting of study
)

// NextBlock splits the next questions among domains in proportion to weight x missing x staleness, by
// largest remainder: whole numbers that sum to total, all 0 if nothing speaks for any domain. Staleness
// is the days since the last practice over gap, the spacing gap in days, between a half and two.
func NextBlock(wants []Want, gap float64, total int) []int {
	shares := make([]float64, len(wants))
	some := false
	for i, w := range wants {
		shares[i] = w.Weight * max(leastMissing, w.Missing) * w.staleness(gap)
		some = some || shares[i] > 0
	}
	if !some {
		return make([]int, len(wants))
	}
	return stat.LargestRemainder(shares, total)
}

func (w Want) staleness(gap float64) float64 {
	if w.Idle < 0 {
		return stale
	}
	if !(gap > 0) { // no days are left to space: a day counts as a gap
		gap = 1
	}
	return min(stale, max(fresh, float64(w.Idle)/gap))
}

// points are what a domain can still win of the exam's 100.
func (w Want) points() float64 { return 100 * w.Weight * max(0, w.Missing) }

// Even is planned time for answering questions beside time for going through them.
type Even struct {
	Answering, Reviewing civil.Minutes
	Equal                bool // within one block of 50 minutes
	Say                  string
}

// Balance holds the time for going through questions against the time for answering them: they should
// be alike, give or take a block. That is a judgement; what is known is that questions without a look
// back hardly help with new ones (Pan and Rickard 2018).
func Balance(answering, reviewing civil.Minutes) Even {
	e := Even{Answering: answering, Reviewing: reviewing}
	e.Equal = max(answering-reviewing, reviewing-answering) <= oneBlock
	e.Say = e.words()
	return e
}
