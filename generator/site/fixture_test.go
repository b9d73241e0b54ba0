package site

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"testing/fstest"

	"retake/generator/civil"
	"retake/generator/markdown"
	"retake/generator/policy"
	"retake/generator/study"
	"retake/themes"
)

func day(s string) civil.Date {
	d, err := civil.Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

// rich is a plan in its third day, with something in every field.
func rich() Input {
	in := Input{
		Plan: richPlan(), Record: richRecord(), Title: "Security+, second attempt", Author: "Sam", Language: "en",
		Theme: themes.Default, Version: "1.0", Fixed: true, Warnings: []string{"the retake rule was read more than a year ago"},
	}
	addNotes(&in, []source{
		{"home", "content/index.md", "index", "Welcome", 0, 0, "This plan is mine. The [injection note](notes/web/injection.md) was the first.\n\n## For my mentor\n\nLook at [[readiness|nothing]] first.\n"},
		{"why", "content/why.md", "why", "Why I do this", 0, 0, "# Why I do this\n\nI want to move from the help desk into the security team, and I promised my daughter that I finish what I begin. When an evening goes badly I read this page, close the book, and go to bed in time. Tomorrow is another fifty minutes.\n"},
		{"note", "content/notes/web/injection.md", "notes/web/injection", "Injection", 2, 0, injection},
		{"note", "content/notes/web/headers.md", "notes/web/headers", "Security headers", 0, 0, "# Security headers\n\nSee [[injection#Prepared statements]].\n"},
		{"note", "content/notes/quick.md", "notes/quick", "Quick list", 0, 0, "### starts at three\n\ntext\n\n# then one\n\n#### then four\n\n![a diagram](img/net.png)\n\n[broken](nowhere) and ![[quick2]] and ![[Security headers]]\n"},
		{"domain", "content/domains/4-security-operations.md", "domains/4-security-operations", "Security operations", 4, 0, "# Security operations\n\n## Logs\n\n- [x] read syslog\n- [ ] read auditd\n\n## Alerts\n\nSee [[injection]].\n\n## Incident response\n\n### Steps\n\nPrepare, detect, analyse, contain, eradicate, recover, learn.\n"},
		{"domain", "content/domains/4-security-operations/hardening.md", "domains/4-security-operations/hardening", "Hardening", 4, 0, "Switch off what is not used.\n"},
		{"week", "content/weeks/1.md", "weeks/1", "Week 1", 0, 1, "# Week 1\n\nTuesday was hard. **Wednesday** was better.\n\n## What to keep\n\n- mornings\n"},
		{"week", "content/weeks/40.md", "weeks/40", "Far away", 0, 40, "Later.\n"},
		{"checklist", "content/checklists/exam-day.md", "checklists/exam-day", "Exam day", 0, 0, "- [ ] passport\n- [ ] leave at 07:40\n"},
		{"guide", "content/guides/reading-a-report.md", "guides/reading-a-report", "Reading a score report", 0, 0, "Take a pen.\n"},
	}, "content/notes/img/net.png", "content/notes/img/unused.png")
	return in
}

const injection = `# Injection

Input that is taken for code. See [the headers](headers.md) and [[#Prepared statements]].

## What it looks like

` + "```sql\nSELECT * FROM users WHERE name = '' OR '1'='1';\n```" + `

## Prepared statements

| language | call |
|---|---|
| Go | ` + "`db.Query(q, name)`" + ` |

> [!tip] Remember
> The value never becomes code.

## Escaping

Only where there is no other way[^1].

## Test yourself

- [ ] name three kinds

[^1]: And then by a library.
`

// source is a note of a fixture.
type source struct {
	kind, file, slug, title string
	domain, week            int
	text                    string
}

// addNotes parses notes and makes the vault and the attachments.
func addNotes(in *Input, notes []source, assets ...string) {
	var docs []*markdown.Doc
	for _, s := range notes {
		doc := markdown.Parse(s.file, []byte(s.text))
		docs = append(docs, doc)
		in.Notes = append(in.Notes, Note{Kind: s.kind, File: s.file, Slug: s.slug, Title: s.title, Domain: s.domain, Week: s.week, Tags: []string{"exam"}, Objectives: []string{"4.2"}, Doc: doc})
	}
	in.Vault = markdown.NewVault("content", docs, assets)
	files := fstest.MapFS{}
	for _, a := range assets {
		var b bytes.Buffer
		if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
			panic(err)
		}
		files[a] = &fstest.MapFile{Data: b.Bytes()}
	}
	in.Assets = files
}

func richRecord() study.Record {
	return study.Record{
		Attempts: []study.Attempt{
			{At: civil.Instant{Date: day("2026-06-01"), Clock: civil.NoClock}, Result: study.Fail, Unanswered: -1, Score: study.Score{Form: "scaled", Value: 690}},
			*lastAttempt(),
		},
		Resources: []study.Resource{
			{Name: "Home lab", Kind: "lab", Domains: []int{4}, Note: "two machines"},
			{Name: "Official study guide", Kind: "book", UsedBefore: true, URL: "https://example.org/guide"},
			{Name: "Odd one", Kind: "book", Domains: []int{4}, URL: "javascript:alert(1)"},
		},
		Away:    []study.Away{{From: day("2026-12-24"), To: day("2026-12-27"), Why: "family"}},
		Voucher: study.Voucher{Bought: day("2026-11-20"), Expires: day("2027-05-20"), RefundUntil: day("2027-01-14")},
	}
}

func lastAttempt() *study.Attempt {
	return &study.Attempt{
		At: civil.Instant{Date: day("2026-11-20"), Clock: civil.NoClock}, Result: study.Fail, MinutesUsed: 88, Unanswered: 3, ListsMissed: true,
		Score:  study.Score{Form: "scaled", Value: 721},
		Missed: []study.Objective{{Domain: 1, Minor: 2}, {Domain: 4, Minor: 1}, {Domain: 4, Minor: 5}, {Domain: 4, Minor: 9}},
	}
}

var richExam = study.Exam{
	Code: "SY0-701", Version: "V7", Name: "Security+", Vendor: "CompTIA", Minutes: 90, Questions: 90, QuestionsHow: "max",
	Scale: study.Scale{Kind: "scaled", Min: 100, Max: 900, Pass: 750, HasPass: true}, RetiresOn: day("2027-06-11"), Successor: "SY0-801",
	Policy: policy.Policy{ID: "comptia", Body: "CompTIA", Covers: "all CompTIA exams, per exam code", Confidence: "secondary", AsOf: day("2026-03-28"), Count: policy.Elapsed,
		Wait: []policy.Step{{After: 1, Wait: policy.Span{N: 0, Unit: "day"}}, {After: 2, Wait: policy.Span{N: 14, Unit: "day"}}},
		Note: "Full fee each time.",
		Sources: []policy.Source{
			{URL: "https://www.comptia.org/en-us/resources/test-policies/", Grade: "official", Unseen: true, Via: "quoted by the two below"},
			{URL: "https://open-exam-prep.com/x", Date: "2026", Grade: "secondary"},
		}},
	Sources: []policy.Source{{URL: "https://www.comptia.org/en-us/certifications/security/v7/", Date: "2026-09-29", Grade: "official"}},
}

// domains are rich in name and evidence; names[i] is domain i+1.
func domains(names []string, weights []float64) []study.DomainPlan {
	var out []study.DomainPlan
	for i, name := range names {
		mean := 0.55 + 0.35*float64(i%4)/4
		d := study.DomainPlan{
			Domain: study.Domain{N: i + 1, Slug: fmt.Sprintf("domain-%c", 'a'+i), Name: name, Weight: weights[i], Printed: fmt.Sprintf("%g %%", weights[i])},
			Belief: study.Belief{A: 20 * mean, B: 20 * (1 - mean), Mean: mean, Lo80: mean - 0.12, Hi80: mean + 0.11},
			Report: study.Belief{A: 7, B: 3, Mean: 0.66, Lo80: 0.5, Hi80: 0.8}, Points: weights[i] * (0.8 - mean), Hours: 3 + weights[i]/3, Minutes: civil.Minutes(180 + 20*weights[i]),
			Spent: civil.Minutes(40 * i), Asked: 12 * i, Maintained: mean > 0.75,
			Evidence: []study.Evidence{
				{Date: day("2026-11-20"), What: "report: 2 of 4 objectives listed", Weight: 1},
				{Date: day("2026-11-24"), What: "31 of 50 right, timed, Provider A", Weight: 0.76},
				{Date: day("2026-11-25"), What: "20 of 20 right, seen before", Weight: 0},
			},
			Win: []string{"Objectives 4.1 and 4.5 were on the list: start there.", "About half of what is missing comes with the next six hours."},
		}
		d.Points = max(d.Points, 0)
		if i > 0 {
			d.TiedWith = []int{i}
		}
		out = append(out, d)
	}
	return out
}

func richPlan() study.Plan {
	today := day("2026-11-25")
	p := study.Plan{
		Today: today, Exam: richExam, Settings: study.Defaults(),
		Domains: domains([]string{"General Security Concepts", "Threats, Vulnerabilities, and Mitigations", "Security Architecture", "Security Operations", "Security Program Management and Oversight"}, []float64{12, 22, 18, 28, 20}),
		Ranked:  []int{1, 4, 0, 2, 3},
		Diagnosis: study.Diagnosis{
			Attempt: lastAttempt(), Failures: 2, Headline: "721 on a scale from 100 to 900; 750 passes. You were 29 points on that scale short.", Strength: "weak",
			Says:   []string{"It lists 4 objectives with at least one question wrong."},
			Silent: []string{"It does not say how many questions were wrong in any of them.", "A scaled score is not a percentage: it does not tell how many questions were right."},
		},
		Window: policy.Window{
			State: policy.Dated, Optimistic: day("2026-12-04"), Safe: day("2026-12-05"), Until: day("2027-05-20"), UntilWhy: "the voucher expires",
			Notice: &policy.Notice{Delivery: "any", Before: policy.Span{N: 24, Unit: "hour"}}, Reasons: []policy.Reason{{Code: "wait", Text: "After the second failure CompTIA asks for 14 days."}},
		},
		Date:   study.ExamDate{Date: day("2027-01-16"), Booked: true, Days: 52, Why: "You have booked it."},
		Budget: study.Budget{Total: 3600, Domains: 2900, Simulations: 500, Reset: 100, Light: 100, PerWeek: 450, Forecast: 0.81, Now: 0.66},
		Phases: []study.Phase{
			{Name: "Reset", From: day("2026-11-23"), To: day("2026-11-24"), Why: "Look back before running on."},
			{Name: "Repair", From: day("2026-11-25"), To: day("2026-12-20"), Why: "The weakest domains, in depth."},
			{Name: "Simulate", From: day("2026-12-28"), To: day("2027-01-13"), Why: "Full exams under real conditions."},
			{Name: "Taper", From: day("2027-01-14"), To: day("2027-01-15"), Why: "Nothing new; sleep."},
		},
		GivenUp: []string{"There is no time for a mixed phase: the runway is short."},
		NextBlock: []study.Mix{
			{Domain: 4, Questions: 9, Because: "most points to win"}, {Domain: 2, Questions: 7, Because: "not practised for 9 days"}, {Domain: 1, Questions: 4, Because: "a small share"},
		},
		Record: study.Tallies{Minutes: 620, Questions: 240, Simulations: 1, MissesLogged: 31, MissesCleared: 12, Since: day("2026-11-20")},
		Assumptions: []study.Assumption{
			{Key: "buffer", Value: "10 points", Says: "How far above the pass mark to aim."}, {Key: "half_life", Value: "30 days", Says: "After this time a practice result counts half."},
		},
	}
	p.Domains[3].OpenMisses = []study.Miss{
		{Date: day("2026-11-24"), Objective: study.Objective{Domain: 4, Minor: 2}, Why: "concept", Confident: true, Note: "mixed up hashing and encryption", Cleared: []civil.Date{day("2026-11-25")}},
		{Date: day("2026-11-24"), Objective: study.Objective{Domain: 4}, Why: "term"},
	}
	p.Domains[3].Missed = []study.Objective{{Domain: 4, Minor: 1}, {Domain: 4, Minor: 5}}
	p.Domains[3].LastStudied = day("2026-11-24")
	p.Weeks = weeks(today)
	p.Readiness = readiness()
	return p
}

func readiness() study.Readiness {
	return study.Readiness{
		Verdict: "not yet", Say: "1 of the 3 full simulations in a row at 80 % or more that the booking rule asks for.", First: 1, Target: 80, Pass: 70, PassAssumed: true,
		Gates: []study.Gate{
			{Name: "legal", Met: true, Why: "16 January 2027 is allowed: the rule opens on 5 December 2026."},
			{Name: "rule", Why: "1 of the 3 full simulations in a row at 80 % or more that the booking rule asks for.", Next: "Each full, timed, closed-book simulation of an unseen form at 80 % or more counts one."},
			{Name: "evidence", Met: true, Why: "By your simulations the chance of passing is about 82 %."},
			{Name: "able", Why: "2 misses are open.", Next: "Clear them on two different days."},
		},
		Chance: &study.Chance{P: 0.82, Lo: 0.64, Hi: 0.93, N: 2, Mean: 79.1, Assumes: "Assumes that the real exam is like your simulations, give or take 6 points."},
		Simulations: []study.SimulationView{
			{Simulation: study.Simulation{Date: day("2026-11-22"), Source: "Provider B", Form: "1", Right: 66, Of: 90, Timed: true, ClosedBook: true, Anxiety: -1, Unanswered: -1}, Percent: 73.3, Qualifies: true},
			{Simulation: study.Simulation{Date: day("2026-11-23"), Source: "Provider B", Form: "2", Right: 74, Of: 90, Timed: true, ClosedBook: true}, Percent: 82.2, Qualifies: true, Above: true},
			{Simulation: study.Simulation{Date: day("2026-11-24"), Source: "Provider B", Form: "2", Right: 88, Of: 90, Timed: true}, Percent: 97.8, WhyNot: "seen before: good training, no evidence", Above: true},
		},
	}
}

// weeks run from 23 November to the exam on 16 January, with study on six days a week.
func weeks(today civil.Date) []study.Week {
	kinds := []study.Kind{study.Read, study.Lab, study.Questions, study.Review}
	var out []study.Week
	for n, from := 1, day("2026-11-23"); n <= 8; n, from = n+1, from+7 {
		w := study.Week{
			N: n, From: from, To: min(from+6, day("2027-01-16")), Phase: "Repair", Focus: "Most time goes to Security Operations (3 h 20 min), then Security Architecture (1 h 40 min).",
			Past: from+6 < today, Current: from <= today && today <= from+6, Exam: n == 8,
		}
		if n == 5 {
			w.Away = []study.Away{{From: day("2026-12-24"), To: day("2026-12-27"), Why: "family"}}
		}
		for d := w.From; d <= w.To; d++ {
			for i := range map[bool]int{true: 4, false: 2}[d.Weekday() == 6] {
				if d.Weekday() == 0 || len(w.Away) > 0 && d >= w.Away[0].From || d == day("2027-01-16") {
					continue
				}
				w.Blocks = append(w.Blocks, study.Block{
					Date: d, Start: civil.Clock(1140 + 60*i), Minutes: 50, Kind: kinds[(int(d)+i)%4], Domain: 1 + (int(d)+i/2)%5, Resource: "Official study guide",
					Task: "About 25 questions on objectives 4.1 and 4.5 (Security Operations), timed, book closed.", Because: "Weight 28 %, about 58 % right so far: the most points to win are here.",
				})
				w.Planned += 50
			}
		}
		if w.Current {
			w.Done = 470
		}
		out = append(out, w)
	}
	return out
}

// bare is as little as a plan can hold: an unknown exam, no report, no date, no hours, no notes.
func bare() Input {
	return Input{
		Theme: themes.Default,
		Plan: study.Plan{
			Today: day("2026-11-25"), Settings: study.Defaults(), Diagnosis: study.Diagnosis{Headline: "No failed attempt is written down yet.", Strength: "none", Diagnostic: true},
			Window:    policy.Window{State: policy.Unknown},
			Date:      study.ExamDate{Proposed: true, Why: "No date can be proposed."},
			Readiness: study.Readiness{Verdict: "not enough evidence", Say: "There is not enough evidence yet.", First: -1},
		},
	}
}

// twenty has twenty domains, long names and names in other scripts.
func twenty() Input {
	in := rich()
	var names []string
	var weights []float64
	for i := range 20 {
		names, weights = append(names, fmt.Sprintf("Identity, Governance and Administration of Hybrid Infrastructures, Part %d", i+1)), append(weights, 5)
	}
	names[3], names[4], names[5] = "网络安全与事件响应", "أمن الشبكات والاستجابة للحوادث", "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung"
	in.Plan.Domains = domains(names, weights)
	in.Plan.Ranked = nil
	in.Title = "خطة الدراسة: a title in two scripts that is far too long for the bar of a phone"
	in.Language = "ar"
	in.Fixed, in.Index = false, true
	return in
}
