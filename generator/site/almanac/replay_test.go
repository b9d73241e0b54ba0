package almanac

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"retake/generator/civil"
	"retake/generator/policy"
	"retake/generator/site/board"
	"retake/generator/site/specimen"
	"retake/generator/study"
)

// learner writes a log, one evening after another, and has the plan made anew each day.
type learner struct {
	*rand.Rand
	rec study.Record
}

// begins is a learner three weeks after a fail.
func begins(seed int64, change func(*study.Record)) *learner {
	l := &learner{Rand: rand.New(rand.NewSource(seed))}
	l.rec = study.Record{
		Exam: study.Exam{
			Code: "X-1", Questions: 60, Minutes: 90, Formats: []string{"multiple-choice", "lab"}, Scale: study.Scale{Kind: "percent", Max: 100, Pass: 70, HasPass: true}, RetiresOn: specimen.Day("2027-06-11"),
			Policy: policy.Policy{ID: "open", Count: policy.Unspecified, Wait: []policy.Step{{After: 1, Wait: policy.Span{N: 14, Unit: "day"}}}},
		},
		Attempts: []study.Attempt{{At: civil.Instant{Date: specimen.Day("2026-10-31"), Clock: civil.NoClock}, Result: study.Fail, Unanswered: -1, Score: study.Score{Form: "percent", Value: 61, Max: 100}}},
		Start:    specimen.Day("2026-11-20"), People: []study.Person{{Name: "A.", Day: 0, At: 18 * 60}},
		Away:         []study.Away{{From: specimen.Day("2026-12-24"), To: specimen.Day("2026-12-27")}},
		Voucher:      study.Voucher{Expires: specimen.Day("2027-05-20"), RefundUntil: specimen.Day("2027-01-14")},
		Availability: study.Availability{Written: true, FreeDays: -1},
	}
	for i, w := range []float64{12, 22, 18, 28, 20} {
		l.rec.Exam.Domains = append(l.rec.Exam.Domains, study.Domain{N: i + 1, Slug: fmt.Sprintf("d%d", i+1), Name: fmt.Sprintf("Domain %d", i+1), Weight: w})
	}
	for _, d := range []int{1, 2, 4} {
		l.rec.Availability.Days[d] = []civil.Window{{Start: 19 * 60, Length: 90}}
	}
	l.rec.Availability.Days[5] = []civil.Window{{Start: civil.NoClock, Length: 100}}
	l.rec.Availability.Days[6] = []civil.Window{{Start: 9 * 60, Length: 180}}
	if change != nil {
		change(&l.rec)
	}
	return l
}

// evening writes down what was done on a day.
func (l *learner) evening(d civil.Date) {
	if l.Intn(3) == 0 {
		return
	}
	domain, of := 1+l.Intn(5), 10+l.Intn(20)
	l.rec.Practice = append(l.rec.Practice, study.Practice{Date: d, Domain: domain, Of: of, Right: of - l.Intn(of/2), Conditions: "timed", Source: "A"})
	l.rec.Sessions = append(l.rec.Sessions, study.Session{Date: d, Domain: domain, Kind: study.Questions, Minutes: civil.Minutes(20 + l.Intn(80))})
	if l.Intn(2) == 0 {
		l.rec.Misses = append(l.rec.Misses, study.Miss{Date: d, Objective: study.Objective{Domain: domain, Minor: 1 + l.Intn(5)}, Why: "concept"})
	}
	if d.Weekday() == 6 && l.Intn(2) == 0 {
		l.rec.Simulations = append(l.rec.Simulations, study.Simulation{Date: d, Source: "S", Form: d.String(), Of: 60, Right: 36 + l.Intn(20), Timed: true, ClosedBook: true, Minutes: 88, Anxiety: -1, Unanswered: -1})
	}
}

// plan is the almanac's input on the morning of a day.
func (l *learner) plan(t *testing.T, today civil.Date) Input {
	t.Helper()
	p, faults := study.Make(l.rec, study.Defaults(), today)
	if faults.Errors() > 0 {
		t.Fatal(faults)
	}
	return Input{Board: &board.Board{Plan: p, Record: l.rec, Title: "X"}, Zone: zone(t, "Europe/Berlin"), Author: "Sam"}
}

// learners are plans of different sorts.
var learners = map[string]func(*study.Record){
	"proposed date": nil,
	"booked":        func(r *study.Record) { r.ExamDate, r.Booked = specimen.Day("2027-01-16"), true },
	"no start":      func(r *study.Record) { r.Start = 0 },
	"sits early":    func(r *study.Record) { r.ExamDate, r.Booked = specimen.Day("2026-12-19"), true },
}

// TestTheLaw makes a plan anew on each of sixty days. Nothing of the past is lost, no sequence ever falls, an item that
// differs from the day before has a greater one, and what is over for two days is the same to the last byte.
func TestTheLaw(t *testing.T) {
	for name, change := range learners {
		t.Run(name, func(t *testing.T) {
			l := begins(int64(len(name)), change)
			first := specimen.Day("2026-11-20")
			l.rec.Practice = append(l.rec.Practice, study.Practice{Date: first, Domain: 1, Of: 20, Right: 12}) // from here on the plan has a start
			var last map[string]item
			differs, gone, kept := 0, 0, 0
			for today := first; today < first+60; today++ {
				if name == "sits early" && today == specimen.Day("2026-12-20") { // and leaves the date in the file
					l.rec.Attempts = append(l.rec.Attempts, study.Attempt{At: civil.Instant{Date: today - 1, Clock: civil.NoClock}, Result: study.Fail, Unanswered: -1, Score: study.Score{Form: "percent", Value: 66, Max: 100}})
				}
				now := items(t, Calendar(l.plan(t, today)))
				for uid, was := range last {
					is, there := now[uid]
					day := date(t, value(was.text, "DTSTART"))
					switch {
					case !there && day < today-1:
						t.Fatalf("%s: of %s an item is gone:\n%s", today, day, was.text)
					case !there:
						gone++
					case is.sequence < was.sequence:
						t.Fatalf("%s: sequence %s after %s", today, is.sequence, was.sequence)
					case is.text != was.text && is.sequence == was.sequence:
						t.Fatalf("%s: sequence %s of two texts:\n%s\n%s", today, is.sequence, was.text, is.text)
					case is.text != was.text:
						differs++
					case day < today-2 && is.sequence == was.sequence:
						kept++
					case day < today-2 && !strings.Contains(is.text, "CATEGORIES:Exam") && !strings.Contains(is.text, "CATEGORIES:Deadline"):
						t.Fatalf("%s: what is over has another sequence:\n%s", today, is.text)
					}
				}
				last = now
				l.evening(today)
			}
			if differs < 20 || gone == 0 || kept < 500 {
				t.Errorf("a test of nothing: %d items differed, %d went, %d stayed", differs, gone, kept)
			}
		})
	}
}

// date is the day of 20261124T180000Z or 20261124.
func date(t *testing.T, s string) civil.Date {
	t.Helper()
	d, err := civil.Parse(s[:4] + "-" + s[4:6] + "-" + s[6:8])
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestNewsStay: a week's entry comes on the Monday after it, and never changes again.
func TestNewsStay(t *testing.T) {
	l := begins(1, nil)
	first := specimen.Day("2026-11-20")
	var last []string
	for today := first; today < first+60; today++ {
		now := entries(Feed(l.plan(t, today)))
		if n := int(today.Monday()-first.Monday()) / 7; len(now) != n {
			t.Fatalf("%s: %d entries, want %d", today, len(now), n)
		}
		for i := range last { // the newest first
			if was, is := last[len(last)-1-i], now[len(now)-1-i]; was != is {
				t.Fatalf("%s: an entry is another:\n%s\n%s", today, was, is)
			}
		}
		last = now
		l.evening(today)
	}
	if !strings.Contains(last[0], "<updated>2027-01-18T00:00:00Z</updated>") || !strings.Contains(last[0], "<title>Week 9: Mon 11 Jan to Sun 17 Jan</title>") {
		t.Errorf("the newest entry: %s", last[0])
	}
}

// entries are those of a feed.
func entries(atom []byte) []string {
	parts := strings.Split(string(atom), "<entry>")[1:]
	return parts
}
