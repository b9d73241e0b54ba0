package site

import (
	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/study"
	"retake/themes"
)

// thought is a site of a plan that study really made, five weeks after a fail, with something for every page:
// two sittings, claims, simulations of all sorts, misses, sessions, people, a pinned block.
func thought() Input {
	rec, today := fullRecord(), day("2026-11-26")
	plan, faults := study.Make(rec, study.Defaults(), today)
	if faults.Errors() > 0 {
		panic(faults)
	}
	in := Input{Plan: plan, Record: rec, Title: "Security+, second attempt", Author: "Sam", Language: "en", Theme: themes.Default, Version: "1.0"}
	addNotes(&in, []source{
		{"why", "content/why.md", "why", "Why I do this", 0, 0, "# Why I do this\n\nI want to move from the help desk into the security team.\n"},
		{"checklist", "content/checklists/exam-day.md", "checklists/exam-day", "Exam day", 0, 0, "- [ ] passport\n"},
	})
	return in
}

// passed is the same plan after a pass.
func passed() Input { return passedOn(day("2027-01-20")) }

// passedOn is the same plan after a pass, as it stands on a day.
func passedOn(today civil.Date) Input {
	in := thought()
	rec := in.Record
	rec.Attempts = append(rec.Attempts, study.Attempt{Pos: at("attempts.toml", 40), At: civil.Instant{Date: day("2027-01-16"), Clock: civil.NoClock}, Result: study.Pass, Unanswered: -1, Score: study.Score{Form: "scaled", Value: 790, Min: 100, Max: 900}})
	for i := range 12 {
		d := day("2026-11-28") + civil.Date(4*i)
		rec.Sessions = append(rec.Sessions, study.Session{Pos: at("log.toml", 900+i), Date: d, Domain: 1 + i%5, Kind: study.Questions, Minutes: 60, Resource: "Provider B"})
	}
	for i, right := range []int{72, 76, 79} {
		rec.Simulations = append(rec.Simulations, study.Simulation{Pos: at("log.toml", 950+i), Date: day("2027-01-02") + civil.Date(5*i), Source: "Provider B", Form: string(rune('5' + i)), Right: right, Of: 90, Minutes: 84, Timed: true, ClosedBook: true, Anxiety: 4, Unanswered: 0})
	}
	plan, faults := study.Make(rec, study.Defaults(), today)
	if faults.Errors() > 0 {
		panic(faults)
	}
	in.Plan, in.Record = plan, rec
	return in
}

func at(file string, line int) fault.Pos {
	return fault.Pos{File: "content/" + file, Line: line, Col: 1}
}

// fullRecord has an entry of every kind.
func fullRecord() study.Record {
	o := func(domain, minor int) study.Objective { return study.Objective{Domain: domain, Minor: minor} }
	rec := study.Record{Exam: richExam, Start: day("2026-11-02"), ExamDate: day("2027-01-16"), Booked: true, ExamDatePos: at("plan.toml", 3)}
	rec.Exam.Formats = []string{"multiple-choice", "performance-based"}
	for i, name := range []string{"General Security Concepts", "Threats, Vulnerabilities, and Mitigations", "Security Architecture", "Security Operations", "Security Program Management and Oversight"} {
		rec.Exam.Domains = append(rec.Exam.Domains, study.Domain{N: i + 1, Slug: "domain-" + string(rune('a'+i)), Name: name, Weight: []float64{12, 22, 18, 28, 20}[i], Objectives: []int{4, 5, 4, 9, 6}[i]})
	}
	first := study.Attempt{Pos: at("attempts.toml", 5), At: civil.Instant{Date: day("2026-07-04"), Clock: civil.NoClock}, Result: study.Fail, Unanswered: 6, MinutesUsed: 90, Score: study.Score{Form: "percent", Value: 64, Max: 100}}
	last := study.Attempt{Pos: at("attempts.toml", 12), At: civil.Instant{Date: day("2026-10-31"), Clock: civil.NoClock}, Result: study.Fail, Unanswered: 4, MinutesUsed: 90, Studied: 20 * 60, ListsMissed: true,
		Score: study.Score{Form: "scaled", Value: 721, Min: 100, Max: 900, Pass: 750, HasPass: true}, Missed: []study.Objective{o(1, 2), o(2, 4), o(4, 1), o(4, 4), o(4, 6), o(4, 9), o(5, 2)},
		Claims: study.Claims{Pos: at("attempts.toml", 20), Strength: [8]int{2, 1, 3, 2, 3, 1, 0, 2}, Made: [8]bool{true, true, true, true, true, true, false, true}}}
	rec.Attempts = []study.Attempt{first, last}
	sim := func(line int, date, source, form string, right int, timed, closed bool, minutes civil.Minutes, anxiety int) study.Simulation {
		return study.Simulation{Pos: at("log.toml", line), Date: day(date), Source: source, Form: form, Right: right, Of: 90, Timed: timed, ClosedBook: closed, Minutes: minutes, Anxiety: anxiety, Unanswered: -1}
	}
	rec.Simulations = []study.Simulation{
		sim(10, "2026-06-20", "Provider A", "1", 64, true, true, 88, -1), sim(14, "2026-06-27", "Provider A", "2", 66, true, true, 90, -1),
		sim(18, "2026-10-24", "Provider A", "1", 77, false, false, 105, 2), sim(60, "2026-11-07", "Provider A", "4", 66, false, false, 118, 2),
		sim(80, "2026-11-14", "Provider B", "1", 62, true, true, 90, 7), sim(120, "2026-11-21", "Provider B", "2", 67, true, true, 88, 5),
	}
	rec.Simulations[4].Changes, rec.Simulations[5].Changes = &study.Changes{ToRight: 3, ToWrong: 1, Same: 2}, &study.Changes{ToRight: 4, ToWrong: 2}
	rec.Simulations[4].Unanswered, rec.Simulations[4].Quarters = 5, []civil.Minutes{33, 53, 72, 90}
	rec.Simulations[5].Unanswered, rec.Simulations[5].Quarters = 0, []civil.Minutes{22, 44, 65, 88}
	for i := range 5 {
		rec.Simulations[5].Domains = append(rec.Simulations[5].Domains, study.Tally{Domain: i + 1, Right: []int{9, 15, 12, 18, 13}[i], Of: []int{11, 20, 16, 25, 18}[i]})
	}
	for i := range 14 {
		d := day("2026-11-03") + civil.Date(i*3/2)
		kind := []study.Kind{study.Read, study.Questions, study.Review, study.Questions, study.Review, study.Video}[i%6]
		rec.Sessions = append(rec.Sessions, study.Session{Pos: at("log.toml", 200+4*i), Date: d, Domain: []int{4, 4, 2, 5, 4, 1}[i%6], Kind: kind, Minutes: civil.Minutes(40 + 5*(i%3)), Resource: []string{"Study guide", "Provider A"}[i%2]})
		rec.Practice = append(rec.Practice, study.Practice{Pos: at("log.toml", 300+6*i), Date: d, Domain: 1 + i%5, Right: 12 + i%6, Of: 20, Guessed: i % 3, Source: "Provider A", Conditions: []string{"timed", "open"}[i%2], Minutes: 25})
	}
	whys := []string{"misread", "concept", "term", "guess", "term", "reasoning", "time", "misread", "concept", "term"}
	for i, why := range whys {
		x := study.Miss{Pos: at("log.toml", 500+5*i), Date: day("2026-11-05") + civil.Date(2*i), Objective: o([]int{4, 4, 2, 5, 1}[i%5], 1+i%4), Why: why, Confident: i%3 == 0, Chose: "B", Note: "took a SIEM for what blocks"}
		if i%4 == 1 {
			x.Cleared = []civil.Date{x.Date + 3, x.Date + 6}
		}
		rec.Misses = append(rec.Misses, x)
	}
	rec.Misses = append(rec.Misses, study.Miss{Pos: at("log.toml", 560), Date: day("2026-11-20"), Objective: o(4, 1), Why: "concept", Chose: "B"},
		study.Miss{Pos: at("log.toml", 565), Date: day("2026-11-21"), Objective: o(3, 2), Lucky: true})
	rec.Checkins = []study.Checkin{{Pos: at("log.toml", 700), Date: day("2026-11-08"), Person: "A.", Note: "told A. about the fail"}, {Pos: at("log.toml", 705), Date: day("2026-11-15"), Person: "A."}}
	rec.Resources = []study.Resource{
		{Pos: at("plan.toml", 30), Name: "Study guide", Kind: "book", UsedBefore: true, Hours: 18 * 60}, {Pos: at("plan.toml", 36), Name: "Provider A", Kind: "questions", UsedBefore: true},
		{Pos: at("plan.toml", 42), Name: "Provider B", Kind: "questions", Cost: "35 euro"}, {Pos: at("plan.toml", 48), Name: "Home lab", Kind: "lab", Domains: []int{2, 4}, Cost: "free"},
		{Pos: at("plan.toml", 54), Name: "Evening group", Kind: "community", URL: "https://example.org/group"},
	}
	rec.People = []study.Person{{Pos: at("plan.toml", 60), Name: "A.", Role: "mentor", Checkin: "sun 18:00", Day: 0, At: 18 * 60}, {Pos: at("plan.toml", 66), Name: "Evening group", Role: "group", Day: -1, At: civil.NoClock}}
	rec.Voucher = study.Voucher{Pos: at("plan.toml", 20), Bought: day("2026-11-05"), Expires: day("2027-05-20"), RefundUntil: day("2027-01-14")}
	rec.Away = []study.Away{{Pos: at("plan.toml", 16), From: day("2026-12-24"), To: day("2026-12-27"), Why: "family"}}
	rec.Pins = []study.Pin{{Pos: at("plan.toml", 70), Date: day("2026-12-05"), Start: 10 * 60, Minutes: 90, Kind: study.Lab, Domain: 4, Task: "Build the logging lab with A.", Fixed: true}}
	rec.Availability = study.Availability{Pos: at("plan.toml", 8), Written: true, FreeDays: -1}
	for _, d := range []int{1, 2, 4} {
		rec.Availability.Days[d] = []civil.Window{{Start: 19 * 60, Length: 90}}
	}
	rec.Availability.Days[3] = []civil.Window{{Start: 7 * 60, Length: 45}}
	rec.Availability.Days[6] = []civil.Window{{Start: 9 * 60, Length: 180}}
	return rec
}
