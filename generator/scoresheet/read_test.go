package scoresheet

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"retake/generator/paper"
	"retake/generator/study"
)

// TestText holds single lines, pasted from a report, to what is taken from them.
func TestText(t *testing.T) {
	for _, c := range []struct {
		name, exam, text string
		want             []string // key: value of everything that is taken
		open             []Key    // what is asked instead
	}{
		{"labels and values in one line", "SY0-701", "Your score: 721 Passing score: 750", []string{"score: 721", "pass mark: 750"}, nil},
		{"label above value", "SY0-701", "Score\n721\nPassing score\n750", []string{"score: 721", "pass mark: 750"}, nil},
		{"labels first, then values", "SY0-701", "Score\nPassing score\n721\n750\nResult: fail", []string{"result: fail"}, nil},
		{"a table of two lines", "SY0-701", "Exam date    Result    Score\n2 Nov 2026   Fail      721", []string{"date: 2 November 2026", "result: fail", "score: 721"}, nil},
		{"a table of many attempts", "SY0-701", "Score\n721\n699\n640\nResult: fail", []string{"result: fail"}, nil},
		{"two totals", "SY0-701", "Score: 721\nTotal score: 712", nil, []Key{Total}},
		{"the same total twice", "SY0-701", "Score: 721\nTotal score: 721", []string{"score: 721"}, nil},
		{"two values at one label", "SY0-701", "Score    721    750", nil, []Key{Total}},
		{"off the scale", "SY0-701", "Score: 72", nil, []Key{Total}},
		{"out of a scale", "SY0-701", "Score: 721 (on a scale of 100 to 900)", []string{"score: 721 (on a scale of 100 to 900)", "scale: 100 to 900"}, nil},
		{"a number near the label", "SY0-701", "Score report 721\nScore 721 times better\nThe score of 721 was common\nResult: fail", []string{"result: fail"}, nil},
		{"average score", "SY0-701", "Average score: 700\nHighest score: 880\nResult: fail", []string{"result: fail"}, nil},
		{"born, printed, ends", "SY0-701", "Date of birth: 1 May 1990\nDate printed: 3 Nov 2026\nVoucher expiry date: 4 May 2027\nResult: fail", []string{"result: fail"}, nil},
		{"a plain date counts if there is no other", "SY0-701", "Date: 3 Nov 2026", []string{"date: 3 November 2026"}, nil},
		{"and else does not", "SY0-701", "Date: 3 Nov 2026\nExam date: 2 Nov 2026", []string{"date: 2 November 2026"}, nil},
		{"month or day", "SY0-701", "Exam date: 03/04/2026", nil, []Key{Date}},
		{"only one can be the month", "SY0-701", "Exam date: 23/04/2026", []string{"date: 23 April 2026"}, nil},
		{"day and month are alike", "SY0-701", "Exam date: 5/5/2026 10:30 AM", []string{"date: 5 May 2026"}, nil},
		{"full stops", "SY0-701", "Exam date: 03.04.2026", []string{"date: 3 April 2026"}, nil},
		{"no such day", "SY0-701", "Exam date: 31 June 2026\nResult: fail", []string{"result: fail"}, nil},
		{"not over yet", "SY0-701", "Exam date: 2 Jan 2027", nil, []Key{Date}},
		{"a condition", "SY0-701", "If you did not pass, you can try again.\nWhen you have passed, frame it.\nScore: 721", []string{"score: 721"}, nil},
		{"both results", "SY0-701", "Result: fail\nStatus: passed", nil, []Key{Result}},
		{"after is not on or after", "200-301 v1.1", "Result: fail\nYou may retake the exam after November 8, 2026.", []string{"result: fail"}, nil},
		{"a retake before the exam", "200-301 v1.1", "Exam date: 2 Nov 2026\nRetake date: 1 Nov 2026", []string{"date: 2 November 2026"}, []Key{Eligible}},
		{"names with small differences", "200-301 v1.1", "Network Fundementals 45%\n3. IP Connectivity: 36 %\nAutomation & Programmability ..... 40%", []string{"domain 1: 45 %", "domain 3: 36 %", "domain 6: 40 %"}, nil},
		{"a number that is another domain's", "200-301 v1.1", "2.0 Network Fundamentals 45%\nResult: fail", []string{"result: fail"}, nil},
		{"names first, then values", "200-301 v1.1", "Network Fundamentals\nNetwork Access\nIP Connectivity\n45%\n55%\n36%\nResult: fail", []string{"result: fail"}, nil},
		{"names and values take turns", "200-301 v1.1", "Network Fundamentals\n45%\nNetwork Access\n55%", []string{"domain 1: 45 %", "domain 2: 55 %"}, nil},
		{"two values for one domain", "200-301 v1.1", "Network Access 55%\nNetwork Access 45%\nResult: fail", []string{"result: fail"}, []Key{OfDomain(2)}},
		{"weights alone", "200-301 v1.1", "Network Fundamentals 20%\nNetwork Access 20%\nIP Connectivity 25%\nResult: fail", []string{"result: fail"}, nil},
		{"weight and value", "200-301 v1.1", "Section           Weight    Your score\nNetwork Access    20%       55%\nIP Services       10%       50%", []string{"domain 2: 55 %", "domain 4: 50 %"}, nil},
		{"value or weight", "200-301 v1.1", "Network Access (55%)\nResult: fail", []string{"result: fail"}, []Key{OfDomain(2)}},
		{"right or points", "200-301 v1.1", "Network Access 5/9\nIP Services 5 of 9 questions\nResult: fail", []string{"result: fail", "domain 4: 5 of 9 questions"}, []Key{OfDomain(2)}},
		{"scaled domains", "CISM 2026-11", "Result: fail\nDomain                             Scaled score\nInformation Security Governance    410\nIncident Management                455", []string{"result: fail", "domain 1: 410", "domain 4: 455"}, nil},
		{"a number that is no scaled score", "CISM 2026-11", "Result: fail\nDomain                             Page\nInformation Security Governance    410", []string{"result: fail"}, nil},
		{"bands in words", "CISSP", "Asset Security - Below Proficiency\nSecurity Operations    Near proficiency\nResult: fail", []string{"result: fail", "domain 2: Below Proficiency", "domain 7: Near proficiency"}, nil},
		{"words that are no band", "CISSP", "Asset Security    rather weak\nResult: fail", []string{"result: fail"}, nil},
		{"stars", "CISSP", "Asset Security ★★☆☆☆", []string{"domain 2: 2 of 5 stars"}, nil},
		{"missed, two a line", "SY0-701", "You answered incorrectly in these objectives\n1.2 Concepts    4.5 Capabilities\n5.1, 5.2", []string{"objectives: 1.2, 4.5, 5.1, 5.2"}, nil},
		{"listed, not missed", "SY0-701", "The exam covers\n1.2 Concepts\n4.5 Capabilities\nResult: fail", []string{"result: fail"}, []Key{Missed}},
		{"answered right", "SY0-701", "You missed questions in the following objectives:\n1.2 Concepts\nAll questions were right in these objectives:\n4.5 Capabilities", nil, []Key{Missed}},
		{"no such objective", "SY0-701", "You missed questions in the following objectives:\n1.2 Concepts\n1.9 Nothing", nil, []Key{Missed}},
		{"points of", "EX200", "Your score: 56 of 300\nPassing score: 210\nResult: NO PASS", []string{"result: fail", "score: 56 of 300", "pass mark: 210"}, nil},
		{"a sentence with a scale", "SAA-C03", "You scored 689 on a scale of 100 to 1000.", []string{"score: 689", "scale: 100 to 1000"}, nil},
		{"a clause that goes on", "SAA-C03", "You scored 120 points more than before.\nResult: fail", []string{"result: fail"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := Read(paper.Text(c.text), given(t, c.exam))
			var got []string
			for _, k := range r.Keys() {
				got = append(got, string(k)+": "+r.Taken[k].Says)
			}
			var open []Key
			for _, d := range r.Doubts {
				open = append(open, d.Key)
			}
			slices.Sort(c.want)
			slices.Sort(got)
			if !slices.Equal(got, c.want) || !slices.Equal(open, c.open) {
				t.Errorf("taken %q, want %q\nasked %q, want %q", got, c.want, open, c.open)
			}
		})
	}
}

func TestOtherExam(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Exam: SY0-701\nResult: fail", ""},
		{"CompTIA Security+\nResult: fail", ""},
		{"Exam: N10-009\nResult: fail", "the report names N10-009, and not SY0-701"},
		{"Exam: SY0-701, and N10-009 is next\nResult: fail", ""},
		{"Dear reader", "nothing on it looks like a score report"},
	} {
		if got := Read(paper.Text(c.text), given(t, "SY0-701")).Wrong; got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// TestNothingOfThePerson sees to it that only what the plan needs is written down.
func TestNothingOfThePerson(t *testing.T) {
	for name, code := range reports {
		r := Read(printed(t, name), given(t, code))
		if len(r.Lacking()) > 0 {
			continue
		}
		text, err := r.Append(nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{"Zoë", "Müller", "COMP00", "481516", "AWS048", "CSC01", "123456", "998877", "Köln"} {
			if strings.Contains(string(text), secret) {
				t.Errorf("%s: %q is in\n%s", name, secret, text)
			}
		}
	}
}

// TestOtherLinesAddNothing mixes lines of letters, numbers and dates that stand at no label into reports: what is taken
// stays what it was, or less.
func TestOtherLinesAddNothing(t *testing.T) {
	base := map[string]string{
		"SY0-701":      "Exam date: 2 Nov 2026\nScore: 721\nPassing score: 750\nResult: fail",
		"200-301 v1.1": "Exam date: 2 Nov 2026\nResult: fail\nNetwork Access    55%\nIP Services    50%",
		"CISSP":        "Exam date: 2 Nov 2026\nResult: fail\nAsset Security    Below Proficiency",
	}
	words := []string{"721", "45%", "2 November 2026", "750", "security", "the", "passing", "objective", "network", "candidate", "1990", "of", "domain", "target", "5/9", "room", "was", "better", "12", "centre", "Müller", "x"}
	exams := map[string]Given{}
	for code := range base {
		exams[code] = given(t, code)
	}
	rapid.Check(t, func(t *rapid.T) {
		code := rapid.SampledFrom([]string{"SY0-701", "200-301 v1.1", "CISSP"}).Draw(t, "exam")
		lines := strings.Split(base[code], "\n")
		before := Read(paper.Text(base[code]), exams[code])
		for range rapid.IntRange(1, 6).Draw(t, "lines") {
			text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 7).Draw(t, "words"), rapid.SampledFrom([]string{" ", "   "}).Draw(t, "gap"))
			lines = slices.Insert(lines, rapid.IntRange(0, len(lines)).Draw(t, "at"), text)
		}
		for k, f := range Read(paper.Text(strings.Join(lines, "\n")), exams[code]).Taken {
			if was, ok := before.Taken[k]; !ok || !was.same(f) {
				t.Fatalf("%s = %s was taken from\n%s", k, f.Says, strings.Join(lines, "\n"))
			}
		}
	})
}

// FuzzRead: nothing that is printed stops it, and what it takes is on the exam's scale.
func FuzzRead(f *testing.F) {
	for name := range reports {
		var text []string
		for _, l := range printed(f, name).Lines {
			text = append(text, l.String())
		}
		f.Add(strings.Join(text, "\n"))
	}
	f.Add("Score (\n5.5.5.5\nDomain 1: (%)\nDate: 0/0/0000")
	exams := []Given{given(f, "SY0-701"), given(f, "200-301 v1.1"), given(f, "CISSP"), given(f, "EX200")}
	f.Fuzz(func(t *testing.T, text string) {
		for _, g := range exams {
			r := Read(paper.Text(text), g)
			r.Table(60)
			for k, x := range r.Taken {
				if x.Form == study.ByPercent && (x.N < 0 || x.N > 100) || k == Date && x.Day > g.Today || strings.TrimSpace(x.From.Text) == "" {
					t.Errorf("%s: %+v", k, x)
				}
			}
			if len(r.Lacking()) == 0 {
				if _, err := r.Append(nil); err != nil {
					t.Error(fmt.Errorf("%w in %+v", err, r.Taken))
				}
			}
		}
	})
}
