package trial

import (
	"fmt"

	"retake/generator/civil"
	"retake/generator/stat"
)

// Expected is what the next simulation was expected to bring, in percent.
type Expected struct {
	On           civil.Date // the day of the forecast: it knows what came before that day
	N            int        // simulations behind it
	Mean, Lo, Hi float64    // middle 80 %
}

// ExpectNext is the range of the next simulation's percent: the level, give or take what it is known by,
// another form, and the luck of so many questions. It is nil when no simulation counts yet.
func (t Terms) ExpectNext(views []View, on civil.Date, questions float64) *Expected {
	in := t.trials(views)
	in.Bias, in.TransferSpread, in.ExamQuestions = 0, 0, questions
	out := stat.Predict(in)
	if out.N == 0 {
		return nil
	}
	return &Expected{On: on, N: out.N, Mean: percent(out.Mean), Lo: percent(out.Lo80), Hi: percent(out.Hi80)}
}

// Outcome is a forecast with what came.
type Outcome struct {
	Expected
	Came   View
	Inside bool // within the range, to the whole percent at which it is shown
}

// Track is how past forecasts came true. Of ten ranges, about eight should hold.
type Track struct {
	Outcomes   []Outcome
	Inside, Of int
}

// NewTrack sets forecasts against the simulation that came next. Each simulation is held against the
// last forecast on or before its day, and each forecast against one simulation, so that nothing counts
// twice. Both lists are by date; only simulations that were like the real exam are forecast, so the
// caller gives those, whether they still count today or not.
func NewTrack(forecasts []Expected, came []View) Track {
	var t Track
	next := 0
	for _, v := range came {
		last := -1
		for next < len(forecasts) && forecasts[next].On <= v.Date {
			last = next
			next++
		}
		if last < 0 {
			continue
		}
		o := Outcome{Expected: forecasts[last], Came: v}
		o.Inside = whole(v.Percent) >= whole(o.Lo) && whole(v.Percent) <= whole(o.Hi)
		t.Outcomes = append(t.Outcomes, o)
		t.Of++
		if o.Inside {
			t.Inside++
		}
	}
	return t
}

// Fair are the simulations that were like the real exam and new, whenever they were taken: what
// forecasts are held against.
func (r Rules) Fair(marked []Simulation, today civil.Date) []View {
	var out []View
	for _, v := range r.Views(marked, today) {
		if r.unlike(v.Simulation) == "" {
			out = append(out, v)
		}
	}
	return out
}

// trackLeast is how many forecasts it takes before the share that held is set against what the ranges promise:
// of fewer, anything between half and all of them is no surprise.
const trackLeast = 10

// Say puts the record in words, "" when there is none.
func (t Track) Say() string {
	switch {
	case t.Of == 0:
		return ""
	case t.Of == 1 && t.Inside == 1:
		return "The one forecast so far held: the next simulation came out within its range."
	case t.Of == 1:
		return "The one forecast so far did not hold: the next simulation came out outside its range."
	}
	say := fmt.Sprintf("Of %d forecasts, %d held: the next simulation came out within its range.", t.Of, t.Inside)
	if t.Inside == t.Of && t.Of > 1 {
		say = fmt.Sprintf("All %d forecasts held: the next simulation came out within its range.", t.Of)
	}
	if t.Inside == 0 {
		say = fmt.Sprintf("Of %d forecasts, none held: the next simulation came out outside its range.", t.Of)
	}
	if t.Of < trackLeast {
		return say
	}
	return say + " About 8 of 10 is what such ranges promise."
}
