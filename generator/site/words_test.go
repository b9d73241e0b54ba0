package site

import (
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/policy"
	"retake/generator/study"
)

func TestRel(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"index.html", "plan.html", "plan.html"},
		{"index.html", "weeks/01.html", "weeks/01.html"},
		{"weeks/01.html", "index.html", "../index.html"},
		{"weeks/01.html", "weeks/02.html", "02.html"},
		{"weeks/01.html", "weeks/01.html", "01.html"},
		{"notes/a/b.html", "notes/c.html", "../c.html"},
		{"notes/a/b.html", "files/a/b.png", "../../files/a/b.png"},
		{"notes/a.html", "notes/50 % #1?.html", "50%20%25%20%231%3F.html"},
		{"notes/a.html", "notes/ports:tcp.html", "./ports:tcp.html"},
		{"index.html", "notes/网络.html", "notes/%E7%BD%91%E7%BB%9C.html"},
	} {
		if got := rel(c.from, c.to); got != c.want {
			t.Errorf("rel(%q, %q) = %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

// TestRelLeadsThere: whatever the folders, the link leads from one page to the other.
func TestRelLeadsThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		file := rapid.Custom(func(t *rapid.T) string {
			return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c"}), 1, 5).Draw(t, "path"), "/")
		})
		from, to := file.Draw(t, "from"), file.Draw(t, "to")
		if got := path.Join(path.Dir(from), rel(from, to)); got != to {
			t.Fatalf("from %s to %s: %s leads to %s", from, to, rel(from, to), got)
		}
	})
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{percent(0.635), "64\u00a0%"}, {percents(0.452, 0.7), "45 to 70\u00a0%"},
		{number(6), "6"}, {number(6.24), "6.2"}, {number2(0.55), "0.55"}, {number2(1), "1"},
		{Points(2), "2.0"}, {Points(12.5 * (0.8 - 0.7) * 1.4), "1.8"}, {Points(1.25), "1.2"}, {Points(math.Copysign(0, -1)), "0.0"}, {number(1.7499999999999998), "1.8"}, {number(-0.0001), "0"},
		{Weight(12.5), "12.5\u00a0%"}, {Weight(28), "28\u00a0%"}, {percent(0.285), "29\u00a0%"}, {points(1), "1 point"}, {points(10), "10 points"}, {points(math.Copysign(0, -1)), "0 points"},
		{tidy("4 h 10 min, 1 h, at 80 % of 20 minutes"), "4\u00a0h\u00a010\u00a0min, 1\u00a0h, at 80\u00a0% of 20 minutes"},
		{length(0), ""}, {length(90), "1\u00a0h\u00a030\u00a0min"},
		{count(0, "day", "days"), "no days"}, {count(1, "day", "days"), "1\u00a0day"},
		{list(nil), ""}, {numbers([]int{2}), "2"}, {numbers([]int{2, 3, 5}), "2, 3 and 5"},
		{away(100, 100), "today"}, {away(100, 101), "tomorrow"}, {away(100, 99), "yesterday"}, {away(100, 154), "in 54\u00a0days"}, {away(100, 90), "10\u00a0days ago"},
		{objective(study.Objective{Domain: 4, Minor: 2}), "4.2"}, {objective(study.Objective{Domain: 4}), "domain 4"},
		{sentence("seen before"), "Seen before"}, {sentence(""), ""}, {sentence("über"), "Über"},
		{host("https://www.comptia.org/en-us/"), "comptia.org"}, {host("a page"), "a page"},
		{web("javascript:alert(1)"), ""}, {web("https://example.org"), "https://example.org"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// TestSection: every form of a report is shown as it is printed, and none becomes a percentage.
func TestSection(t *testing.T) {
	s := &site{Input: rich()}
	for _, c := range []struct {
		sec  study.Section
		want string
	}{
		{study.Section{Form: study.ByCount, Value: 5, Of: 9}, "5 of 9 right"},
		{study.Section{Form: study.ByPercent, Value: 45}, "45\u00a0%"},
		{study.Section{Form: study.ByLevel, Level: study.LevelBelow}, "Below"},
		{study.Section{Form: study.ByLevel, Level: study.LevelBelow, Printed: "Needs Improvement"}, "Needs Improvement"},
		{study.Section{Form: study.ByBar, Value: 0.35}, "bar, filled to about 0.35 of its length"},
		{study.Section{Form: study.ByRank, Value: 1}, "rank 1, where 1 is weakest"},
		{study.Section{Form: study.ByScaled, Value: 380}, "380 on the scale 100 to 900"},
		{study.Section{Form: study.ByScaled, Value: 380, Min: 200, Max: 800}, "380 on the scale 200 to 800"},
		{study.Section{Form: study.ByPoints, Value: 20, Of: 60}, "20 of 60 points"},
		{study.Section{Form: study.ByStars, Value: 2, Of: 5, Printed: "weak"}, "weak (2 of 5 stars)"},
		{study.Section{Form: study.Mentioned}, "named, nothing printed"},
	} {
		if got := s.section(c.sec); got != c.want {
			t.Errorf("%+v: got %q, want %q", c.sec, got, c.want)
		}
	}
	for _, c := range []struct {
		score study.Score
		want  string
	}{
		{study.Score{}, "no total"},
		{study.Score{Form: "scaled", Value: 721}, "721 on the scale 100 to 900, pass mark 750"},
		{study.Score{Form: "percent", Value: 58, Pass: 66, HasPass: true}, "58\u00a0%, pass mark 66\u00a0%"},
		{study.Score{Form: "points", Value: 56, Max: 300, Pass: 210, HasPass: true}, "56 of 300 points, pass mark 210"},
		{study.Score{Form: "raw", Value: 23, Max: 40}, "23 of 40 right"},
	} {
		if got := s.score(c.score); got != c.want {
			t.Errorf("%+v: got %q, want %q", c.score, got, c.want)
		}
	}
}

// TestHomeStates: what the home page says on each kind of day.
func TestHomeStates(t *testing.T) {
	for _, c := range []struct {
		name, state, lead string
		change            func(*Input)
	}{
		{"a day of study", "study", "", func(*Input) {}},
		{"a free day", "off", "Rest is part of the plan", func(in *Input) { in.Plan.Today = day("2026-11-29") }},
		{"a day off", "off", "A day off: family.", func(in *Input) { in.Plan.Today = day("2026-12-25") }},
		{"before the plan", "before", "has not started yet", func(in *Input) { in.Plan.Today = day("2026-11-20") }},
		{"the evening before", "eve", "Nothing is planned before the exam on Saturday 16 January. Rest; lay out what you need.", func(in *Input) {
			in.Plan.Today = day("2027-01-15")
			drop(in, day("2027-01-15"))
		}},
		{"the evening before a date that is only proposed", "none", "Nothing is planned", func(in *Input) {
			in.Plan.Today, in.Plan.Date.Proposed = day("2027-01-15"), true
			drop(in, day("2027-01-15"))
		}},
		{"a light day", "study", "", func(in *Input) { in.Plan.Today = day("2027-01-14") }},
		{"the exam", "exam", "Today is the exam", func(in *Input) { in.Plan.Today = day("2027-01-16") }},
		{"after the exam", "result", "Write the result down", func(in *Input) { in.Plan.Today, in.Plan.Date.Passed = day("2027-01-20"), true }},
		{"nothing known", "diagnose", "one full simulation", func(in *Input) {
			in.Plan.Diagnosis.Diagnostic, in.Plan.Readiness.Simulations = true, nil
		}},
		{"no weeks", "none", "Nothing is planned", func(in *Input) { in.Plan.Weeks = nil }},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := rich()
			c.change(&in)
			sh := &sheet{newSite(in, nil, new(Memory)), &drawn{path: "index.html", used: map[string]fault.Pos{}}}
			v := sh.homePage()
			if v.State != c.state || !strings.Contains(v.Lead, c.lead) {
				t.Errorf("state %q, %q", v.State, v.Lead)
			}
			if (v.State == "off" || v.State == "before") && (v.Next == nil || len(v.Next.Blocks) == 0) {
				t.Error("the next day of study is not shown")
			}
		})
	}
}

// drop takes the blocks of a day out of the plan.
func drop(in *Input, d civil.Date) {
	for i, w := range in.Plan.Weeks {
		in.Plan.Weeks[i].Blocks = slices.DeleteFunc(w.Blocks, func(b study.Block) bool { return b.Date == d })
	}
}

// TestLastDays: when the work is done, the home page asks for nothing and contradicts itself nowhere.
func TestLastDays(t *testing.T) {
	booked := func(*Input) {}
	for _, c := range []struct {
		name, today      string
		change           func(*Input)
		calm             bool
		way, note, leads string
		practice, toWin  bool
	}{
		{name: "in the middle", today: "2026-12-09", change: booked, way: "1 of the 3 full", leads: "readiness.html", practice: true, toWin: true},
		{name: "the day before the last two", today: "2027-01-13", change: booked, way: "1 of the 3 full", leads: "readiness.html", practice: true, toWin: true},
		{name: "two days before", today: "2027-01-14", change: booked, calm: true, way: "Nothing you need to do now", leads: "checklists/exam-day.html"},
		{name: "the exam", today: "2027-01-16", change: booked, calm: true, way: "Nothing you need to do now", leads: "checklists/exam-day.html"},
		{name: "no list for the exam", today: "2027-01-15", change: func(in *Input) { in.Notes = nil }, calm: true, way: "Nothing you need to do now", leads: "readiness.html"},
		{name: "not booked", today: "2027-01-15", change: func(in *Input) { in.Plan.Date.Booked = false }, calm: true, way: "Nothing you need to do now", note: "If the exam is not booked yet", leads: "checklists/exam-day.html"},
		{name: "only proposed", today: "2027-01-15", change: func(in *Input) { in.Plan.Date.Proposed = true }, way: "1 of the 3 full", leads: "readiness.html", practice: true, toWin: true},
		{name: "not allowed", today: "2027-01-15", change: func(in *Input) { in.Plan.Readiness.First = 0 }, way: "16 January 2027 is allowed", leads: "readiness.html", practice: true, toWin: true},
		{name: "behind", today: "2027-01-20", change: func(in *Input) { in.Plan.Date.Passed = true }, way: "The result of the exam", leads: "readiness.html"},
		{name: "passed", today: "2027-01-20", change: func(in *Input) { in.Plan.Won, in.Plan.NextBlock = day("2027-01-16"), nil }, way: "Nothing. You passed.", leads: "readiness.html"},
	} {
		in := rich()
		in.Plan.Today = day(c.today)
		c.change(&in)
		sh := &sheet{newSite(in, nil, new(Memory)), &drawn{path: "index.html", used: map[string]fault.Pos{}}}
		v := sh.homePage()
		if Calm(in.Plan) != c.calm || !strings.HasPrefix(v.Way.Value, c.way) || v.WayLink.Href != c.leads || !strings.HasPrefix(v.Way.Note, c.note) {
			t.Errorf("%s: %v, %+v, %s", c.name, Calm(in.Plan), v.Way, v.WayLink.Href)
		}
		if r := sh.readinessPage(); strings.HasPrefix(r.Say, "The work is done.") != c.calm || (r.Gates[1].Next == "") != c.calm {
			t.Errorf("%s: readiness says %q, next %q", c.name, r.Say, r.Gates[1].Next)
		}
		if behind := in.Plan.Date.Passed; (v.Earliest.Value == "not known yet") != behind || strings.Contains(sh.answer(), "counts that sitting") != behind {
			t.Errorf("%s: next attempt %q, %s", c.name, v.Earliest.Value, sh.answer())
		}
		if (v.MixTotal > 0) != c.practice || (len(v.Top) > 0) != c.toWin {
			t.Errorf("%s: %d questions to practise, %d domains to win in", c.name, v.MixTotal, len(v.Top))
		}
	}
}

// TestHoursAddUp: the rows of the table of hours sum to its last row, whatever is logged.
func TestHoursAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rich()
		in.Plan.Budget.Total, in.Plan.Budget.Domains = 0, 0
		planned, spent := civil.Minutes(0), civil.Minutes(0)
		minutes := rapid.IntRange(0, 900)
		for i := range in.Plan.Domains {
			d := &in.Plan.Domains[i]
			d.Minutes, d.Spent = civil.Minutes(minutes.Draw(t, "planned")), civil.Minutes(minutes.Draw(t, "spent"))
			in.Plan.Budget.Domains += d.Minutes
		}
		in.Plan.Budget.Total = in.Plan.Budget.Domains + civil.Minutes(minutes.Draw(t, "rest"))
		in.Plan.Weeks[0].Done = civil.Minutes(minutes.Draw(t, "done"))
		sh := &sheet{newSite(in, nil, new(Memory)), &drawn{path: "plan.html", used: map[string]fault.Pos{}}}
		rows, total := sh.hourRows()
		read := func(s string) (sum civil.Minutes) {
			words := strings.Split(s, nbsp)
			for i := 1; i < len(words); i += 2 {
				n, err := strconv.Atoi(words[i-1])
				if err != nil {
					t.Fatalf("%q is no time", s)
				}
				sum += civil.Minutes(n * map[string]int{"h": 60, "min": 1}[words[i]])
			}
			return sum
		}
		for _, r := range rows {
			planned, spent = planned+read(r.Planned), spent+read(r.Spent)
			if r.Share < 0 || r.Share > 200 || r.SpentShare < 0 || r.SpentShare > 200 {
				t.Fatalf("%s: bars of %d and %d", r.Text, r.Share, r.SpentShare)
			}
		}
		if planned != read(total.Planned) || spent != read(total.Spent) {
			t.Fatalf("%v and %v, but %+v", planned, spent, total)
		}
	})
}

// TestSmallShare: a domain is called near the target only when its estimate is.
func TestSmallShare(t *testing.T) {
	s := &site{Input: rich()}
	for _, c := range []struct {
		mean  float64
		small bool
		want  string
	}{{0.65, true, "Fewer points to win"}, {0.80, true, "At the target"}, {0.93, true, "At the target"}, {0.93, false, ""}, {0.6, false, ""}} {
		d := s.Plan.Domains[0]
		d.Belief.Mean, d.Maintained = c.mean, c.small
		if got := s.shareWords(d); !strings.HasPrefix(got, c.want) || c.want == "" && got != "" {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

// TestRuleWords: whose rule it is, and when it was read.
func TestRuleWords(t *testing.T) {
	in := rich()
	v := (&sheet{site: newSite(in, nil, new(Memory))}).retakePage()
	if v.Body != "CompTIA" || v.Read != "Read on or before 28 March 2026." || v.Sources[0].Date != "" || v.Sources[1].Date != "2026" || v.ExamSource[0].Date != "29 September 2026" {
		t.Errorf("%q, %q, %+v", v.Body, v.Read, v.Sources)
	}
	in.Plan.Exam.Policy = policy.Policy{ID: "custom", Body: "anything else", AsOf: day("2026-11-23")}
	if v := (&sheet{site: newSite(in, nil, new(Memory))}).retakePage(); v.Body != "" || v.Read != "" {
		t.Errorf("a rule that nobody made is that of %q, %q", v.Body, v.Read)
	}
}

// TestWaited: a window that is open says why.
func TestWaited(t *testing.T) {
	today := day("2026-11-25")
	for _, c := range []struct {
		want    string
		attempt *study.Attempt
		safe    civil.Date
	}{
		{"no attempt is written yet", nil, today},
		{"the wait is over", nil, today - 3}, // an empty seat is no failed attempt, and has a wait
		{"no wait after this attempt", lastAttempt(), day("2026-11-20")},
		{"the wait is over", lastAttempt(), day("2026-11-21")},
	} {
		if got := Waited(study.Plan{Today: today, Diagnosis: study.Diagnosis{Attempt: c.attempt}, Window: policy.Window{Safe: c.safe}}); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

// TestWindowWords: no state of the window is passed over in silence.
func TestWindowWords(t *testing.T) {
	d := func(s string) civil.Date { return day(s) }
	for _, c := range []struct {
		w                policy.Window
		answer, earliest string
	}{
		{policy.Window{State: policy.Dated, Optimistic: d("2026-12-05"), Safe: d("2026-12-05")}, "from Saturday 5 December 2026.", "5 December 2026"},
		{policy.Window{State: policy.Dated, Optimistic: d("2026-12-04"), Safe: d("2026-12-05")}, "One reading of the rule says Fri 4 Dec", "5 December 2026"},
		{policy.Window{State: policy.Dated, Optimistic: d("2026-11-20"), Safe: d("2026-11-21")}, "The wait is over", "any day now"},
		{policy.Window{State: policy.Dated, Safe: d("2027-06-12"), Until: d("2027-06-11"), UntilWhy: "this exam version ends", TooLate: true}, "the last possible day is 11 June 2027: this exam version ends", "12 June 2027"},
		{policy.Window{State: policy.Session}, "fixed dates only", "date not known"},
		{policy.Window{State: policy.Unknown}, "Unknown does not mean none", "not known"},
		{policy.Window{State: policy.Blocked}, "no further attempt", "not allowed"},
		{policy.Window{State: policy.NewVersion}, "new version", "not this version"},
		{policy.Window{State: policy.NewPurchase}, "new purchase", "after a new purchase"},
		{policy.Window{State: policy.Training}, "training", "after a course"},
		{policy.Window{State: policy.NewApplication}, "new application", "after a new application"},
	} {
		in := rich()
		in.Plan.Window = c.w
		s := &site{Input: in}
		if got := s.answer(); !strings.Contains(got, c.answer) {
			t.Errorf("%s: %q", c.w.State, got)
		}
		if got := s.earliest(); got.Value != c.earliest {
			t.Errorf("%s: %q", c.w.State, got.Value)
		}
	}
}

// TestUsedFiles: an attachment is copied when a page shows it, and its size is known; no other is.
func TestUsedFiles(t *testing.T) {
	out := render(t, rich())
	if out["files/notes/img/net.png"] == nil || out["files/notes/img/unused.png"] != nil {
		t.Error("not exactly the used attachments are copied")
	}
	for _, want := range []string{`src="../files/notes/img/net.png"`, `width="40"`, `height="30"`} {
		if !strings.Contains(string(out["notes/quick.html"]), want) {
			t.Errorf("no %s", want)
		}
	}
	in := rich()
	in.Assets = nil
	if _, faults := Render(in); len(faults) != 1 || faults[0].Code != "asset-unreadable" {
		t.Errorf("faults %v", faults)
	}
}

// TestNotePlaces: where notes of each kind are shown.
func TestNotePlaces(t *testing.T) {
	out := render(t, rich())
	for p, want := range map[string]string{
		"index.html":            "This plan is mine",
		"why.html":              "I promised my daughter",
		"weeks/01.html":         "Tuesday was hard",
		"weeks/40.html":         "Later.",
		"weeks/index.html":      "Far away",
		"domains/domain-d.html": "Prepare, detect",
		"domains/4-security-operations/hardening.html": "Switch off",
		"notes/index.html":      "Reading a score report",
		"guides/index.html":     "Reading a score report",
		"checklists/index.html": "Exam day",
		"readiness.html":        "Exam day",
	} {
		if !strings.Contains(string(out[p]), want) {
			t.Errorf("%s does not show %q", p, want)
		}
	}
}

// TestWordsForEverything: every kind and state has words of its own.
func TestWordsForEverything(t *testing.T) {
	for _, k := range []study.Kind{study.Read, study.Video, study.Lab, study.Questions, study.Review, study.Simulate, study.Reset, study.LightReview} {
		if kindWord(k) == string(k) {
			t.Errorf("no words for %q", k)
		}
	}
	for _, s := range []string{"none", "weak", "fair", "good"} {
		if strengths[s] == "" {
			t.Errorf("no words for a report of strength %q", s)
		}
	}
	for _, r := range []study.Result{study.Fail, study.Pass, study.Void, study.NoShow} {
		if results[r] == "" {
			t.Errorf("no words for %q", r)
		}
	}
}
