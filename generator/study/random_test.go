package study

import (
	"fmt"

	"pgregory.net/rapid"

	"retake/generator/civil"
	"retake/generator/policy"
)

// someday is the middle of the random records' world.
var someday = civil.Of(2026, 11, 26)

// drawRecord makes a plausible or odd record: any exam, any report form, any week, any log.
func drawRecord(t *rapid.T) Record {
	exam := drawExam(t)
	rec := Record{Exam: exam, Start: someday - civil.Date(rapid.IntRange(-10, 60).Draw(t, "started"))}
	n := len(exam.Domains)
	for i := range rapid.IntRange(0, 3).Draw(t, "attempts") {
		rec.Attempts = append(rec.Attempts, drawAttempt(t, n, rec.Start-civil.Date(1+i*20)))
	}
	day := rapid.Custom(func(t *rapid.T) civil.Date { return someday + civil.Date(rapid.IntRange(-60, 10).Draw(t, "day")) })
	domain := rapid.IntRange(0, n)
	for range rapid.IntRange(0, 30).Draw(t, "practice") {
		of := rapid.IntRange(1, 60).Draw(t, "of")
		rec.Practice = append(rec.Practice, Practice{Date: day.Draw(t, "date"), Domain: domain.Draw(t, "domain"), Of: of, Right: rapid.IntRange(0, of).Draw(t, "right"),
			Source: rapid.SampledFrom([]string{"", "A", "B"}).Draw(t, "source"), Conditions: rapid.SampledFrom([]string{"", "timed", "open"}).Draw(t, "conditions")})
	}
	for range rapid.IntRange(0, 6).Draw(t, "simulations") {
		of := rapid.IntRange(10, 120).Draw(t, "of")
		rec.Simulations = append(rec.Simulations, Simulation{Date: day.Draw(t, "date"), Source: "S", Form: rapid.SampledFrom([]string{"", "1", "2", "3"}).Draw(t, "form"),
			Of: of, Right: rapid.IntRange(0, of).Draw(t, "right"), Timed: rapid.Bool().Draw(t, "timed"), ClosedBook: rapid.Bool().Draw(t, "closed")})
	}
	for range rapid.IntRange(0, 10).Draw(t, "misses") {
		rec.Misses = append(rec.Misses, Miss{Date: day.Draw(t, "date"), Objective: obj(rapid.IntRange(1, n).Draw(t, "domain"), 1), Why: "concept"})
	}
	for range rapid.IntRange(0, 10).Draw(t, "sessions") {
		rec.Sessions = append(rec.Sessions, Session{Date: day.Draw(t, "date"), Domain: domain.Draw(t, "domain"), Kind: Read, Minutes: civil.Minutes(rapid.IntRange(5, 120).Draw(t, "minutes"))})
	}
	rec.Availability = drawAvailability(t)
	for range rapid.IntRange(0, 2).Draw(t, "away") {
		from := day.Draw(t, "from") + 20
		rec.Away = append(rec.Away, Away{From: from, To: from + civil.Date(rapid.IntRange(0, 9).Draw(t, "for"))})
	}
	if rapid.Bool().Draw(t, "dated") {
		rec.ExamDate = someday + civil.Date(rapid.IntRange(-5, 120).Draw(t, "exam"))
	}
	return rec
}

func drawExam(t *rapid.T) Exam {
	e := Exam{Code: "X-1", Questions: rapid.SampledFrom([]int{0, 40, 90}).Draw(t, "questions"), Minutes: civil.Minutes(rapid.SampledFrom([]int{0, 60, 90, 180, 1425}).Draw(t, "minutes"))}
	e.Scale = rapid.SampledFrom([]Scale{{Kind: "scaled", Min: 100, Max: 900, Pass: 750, HasPass: true}, {Kind: "percent", Max: 100, Pass: 66, HasPass: true}, {Kind: "pass-fail"}}).Draw(t, "scale")
	e.Formats = rapid.SampledFrom([][]string{nil, {"multiple-choice"}, {"lab"}}).Draw(t, "formats")
	e.Policy = rapid.SampledFrom([]policy.Policy{
		{ID: "none"},
		{ID: "zero", Count: policy.Elapsed, Wait: []policy.Step{{After: 1, Wait: policy.Span{N: 0, Unit: "day"}}, {After: 2, Wait: policy.Span{N: 14, Unit: "day"}}}},
		{ID: "open", Count: policy.Unspecified, Wait: []policy.Step{{After: 1, Wait: policy.Span{N: 14, Unit: "day"}}}},
	}).Draw(t, "policy")
	weights := rapid.SliceOfN(rapid.IntRange(1, 40), 1, 8).Draw(t, "weights")
	total := 0
	for _, w := range weights {
		total += w
	}
	for i, w := range weights {
		e.Domains = append(e.Domains, Domain{N: i + 1, Slug: fmt.Sprintf("d%d", i+1), Name: fmt.Sprintf("Domain %d", i+1), Weight: 100 * float64(w) / float64(total)})
	}
	return e
}

func drawAttempt(t *rapid.T, domains int, date civil.Date) Attempt {
	a := Attempt{At: civil.Instant{Date: date, Clock: civil.NoClock}, Result: rapid.SampledFrom([]Result{Fail, Fail, Fail, Void, NoShow}).Draw(t, "result"), Unanswered: -1}
	if rapid.Bool().Draw(t, "scored") {
		a.Score = rapid.SampledFrom([]Score{{Form: "scaled", Value: 700}, {Form: "percent", Value: 58, Pass: 66, HasPass: true}, {Form: "raw", Value: 23, Max: 40, Pass: 26, HasPass: true}}).Draw(t, "score")
	}
	if rapid.Bool().Draw(t, "lists") {
		a.ListsMissed = true
		for range rapid.IntRange(0, 9).Draw(t, "missed") {
			a.Missed = append(a.Missed, obj(rapid.IntRange(1, domains).Draw(t, "domain"), rapid.IntRange(0, 9).Draw(t, "minor")))
		}
		return a
	}
	for d := 1; d <= domains; d++ {
		s := Section{Domain: d, Form: rapid.SampledFrom([]Form{ByCount, ByPercent, ByLevel, ByBar, ByRank, ByScaled, ByPoints, ByStars, Mentioned}).Draw(t, "form"), Of: 10}
		switch s.Form {
		case ByCount, ByPoints:
			s.Value = float64(rapid.IntRange(0, 10).Draw(t, "value"))
		case ByPercent:
			s.Value = float64(rapid.IntRange(0, 100).Draw(t, "value"))
		case ByLevel:
			s.Level = Level(rapid.IntRange(1, 5).Draw(t, "level"))
		case ByBar:
			s.Value = rapid.Float64Range(0, 1).Draw(t, "bar")
		case ByRank, ByStars:
			s.Value, s.Of = float64(rapid.IntRange(1, 5).Draw(t, "place")), 5
		case ByScaled:
			s.Value = float64(rapid.IntRange(100, 900).Draw(t, "value"))
		}
		a.Sections = append(a.Sections, s)
	}
	return a
}

func drawAvailability(t *rapid.T) Availability {
	if rapid.IntRange(0, 4).Draw(t, "unwritten") == 0 {
		return Availability{FreeDays: -1}
	}
	a := Availability{Written: true, FreeDays: rapid.IntRange(-1, 3).Draw(t, "free")}
	for d := range a.Days {
		for range rapid.IntRange(0, 2).Draw(t, "windows") {
			w := civil.Window{Start: civil.NoClock, Length: civil.Minutes(rapid.IntRange(10, 300).Draw(t, "length"))}
			if rapid.Bool().Draw(t, "timed") {
				w.Start = civil.Clock(rapid.IntRange(6*60, 18*60).Draw(t, "start"))
			}
			a.Days[d] = append(a.Days[d], w)
		}
	}
	return a
}

func obj(domain, minor int) Objective { return Objective{Domain: domain, Minor: minor} }
