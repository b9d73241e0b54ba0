package study

import (
	"math"

	"retake/generator/belief"
	"retake/generator/civil"
	"retake/generator/report"
)

// passMarks are the pass marks as known after so many attempts.
func (m *maker) passMarks() []belief.Mark {
	var scores []Score
	for _, a := range m.rec.Attempts {
		scores = append(scores, a.Score)
	}
	return belief.Marks(m.exam.Scale, scores, m.set.DefaultPass)
}

// mark is the pass mark as known before a day.
func (m *maker) mark(cut civil.Date) belief.Mark { return m.marks[len(m.past(cut))] }

// target is the share right to aim for as known before a day: pass + buffer, 0 to 1.
func (m *maker) target(cut civil.Date) float64 {
	return math.Min(0.97, m.mark(cut).Pass+m.set.Buffer/100)
}

// terms are what reading a report takes as given before a day.
func (m *maker) terms(cut civil.Date) report.Terms {
	return report.Terms{
		Scale: m.exam.Scale, Pass: m.mark(cut).Pass, Questions: m.questions(), PriorCount: m.set.PriorCount, LevelCount: m.set.LevelCount,
		BarCount: m.set.BarCount, RankCount: m.set.RankCount, ScaledCount: m.set.ScaledCount, ObjectivesEach: m.set.ObjectivesEach,
	}
}

// reported is what the score reports before a day say about each domain, as beliefs in outline order.
func (m *maker) reported(cut civil.Date) ([]report.Beta, [][]Evidence) {
	var failed []belief.Sitting
	for _, a := range m.past(cut).Fails() {
		failed = append(failed, belief.Sitting{Pos: a.Pos, Date: a.At.Date, Paper: a.Paper()})
	}
	return belief.Reported(m.terms(cut), failed, m.outline)
}

// weights are what a question counts for.
func (m *maker) weights() belief.Terms {
	return belief.Terms{Timed: m.set.TimedWeight, Open: m.set.OpenWeight, HalfLife: m.set.HalfLife}
}

// believe is the belief about each domain as known before day cut, weighed as of day on.
func (m *maker) believe(cut, on civil.Date) []report.Beta {
	reports, _ := m.reported(cut)
	return m.weights().Believe(reports, m.obs, m.weight, cut, on)
}
