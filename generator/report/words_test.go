package report

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden file anew")

// example is one report as a candidate would copy it.
type example struct {
	name    string
	scale   Scale
	domains []string
	paper   Paper
}

func scale(kind string, lo, hi, pass float64) Scale {
	return Scale{Kind: kind, Min: lo, Max: hi, Pass: pass, HasPass: pass > 0}
}

func sections(form Form, values ...float64) []Section {
	var out []Section
	for i, v := range values {
		out = append(out, Section{Domain: i + 1, Form: form, Value: v})
	}
	return out
}

// printedAs is a row of bands with the issuer's words.
func printedAs(rows ...any) []Section {
	var out []Section
	for i := 0; i < len(rows); i += 2 {
		out = append(out, Section{Domain: i/2 + 1, Form: ByLevel, Level: rows[i].(Level), Printed: rows[i+1].(string)})
	}
	return out
}

func withOf(list []Section, of ...float64) []Section {
	for i := range list {
		list[i].Of = of[i]
	}
	return list
}

// examples are one report of each kind of issuer, then the corners of the wording.
func examples() []example {
	passFail := Scale{Kind: "pass-fail"}
	ccna := []string{"Network Fundamentals", "Network Access", "IP Connectivity", "IP Services", "Security Fundamentals", "Automation and Programmability"}
	return []example{
		{"CompTIA: scaled total and missed objectives", scale("scaled", 100, 900, 750), []string{"General Security Concepts", "Threats", "Architecture", "Operations", "Program Management"},
			Paper{Score: Score{Form: "scaled", Value: 721, Min: 100, Max: 900, Pass: 750, HasPass: true}, ListsMissed: true,
				Missed: []Objective{{1, 2}, {1, 4}, {2, 2}, {2, 4}, {3, 1}, {4, 1}, {4, 5}, {4, 9}, {5, 2}}}},
		{"Microsoft: scaled total and bars", scale("scaled", 1, 1000, 700), []string{"Identities", "Storage", "Compute", "Networking", "Monitoring"},
			Paper{Score: Score{Form: "scaled", Value: 655}, Sections: sections(ByBar, 0.55, 0.30, 0.60, 0.25, 0.70)}},
		{"Cisco: percents and no total", passFail, ccna, Paper{Sections: sections(ByPercent, 45, 55, 36, 50, 27, 40)}},
		{"AWS: scaled total and two bands", scale("scaled", 100, 1000, 720), []string{"Secure Architectures", "Resilient Architectures", "High-Performing Architectures", "Cost-Optimized Architectures"},
			Paper{Score: Score{Form: "scaled", Value: 689}, Sections: printedAs(LevelBelow, "Needs Improvement", LevelAt, "Meets Competencies", LevelBelow, "Needs Improvement", LevelAt, "Meets Competencies")}},
		{"ISC2: bands for some domains", passFail, []string{"Risk", "Assets", "Architecture", "Networks", "Identity", "Assessment", "Operations", "Software"},
			Paper{Sections: printedAs(LevelNear, "Near Proficiency", LevelAbove, "Above Proficiency", LevelBelow, "Below Proficiency", LevelNear, "Near Proficiency")}},
		{"Google: the result alone", passFail, []string{"Design", "Provision"}, Paper{}},
		{"ISACA: scaled total and scaled domains", scale("scaled", 200, 800, 450), []string{"Governance", "Risk", "Program", "Incidents"},
			Paper{Score: Score{Form: "scaled", Value: 431}, Sections: sections(ByScaled, 410, 462, 398, 455)}},
		{"Linux Foundation: a percentage alone", scale("percent", 0, 100, 66), []string{"Storage", "Troubleshooting"},
			Paper{Score: Score{Form: "percent", Value: 58, Max: 100, Pass: 66, HasPass: true}}},
		{"Red Hat: points and percents of named groups", scale("points", 0, 300, 210), []string{"Essential tools", "Running systems", "Local storage", "File systems", "Users and groups", "Security"},
			Paper{Score: Score{Form: "points", Value: 56, Max: 300, Pass: 210, HasPass: true}, Sections: sections(ByPercent, 17, 50, 43, 0, 0)}},
		{"PMI: bands alone", Scale{Kind: "levels"}, []string{"People", "Process", "Business Environment"},
			Paper{Sections: printedAs(LevelBelow, "Below Target", LevelAt, "Target", LevelNone, "Needs Improvement")}},
		{"ITIL: questions right", scale("raw", 0, 40, 26), []string{"Key concepts", "Practices"},
			Paper{Score: Score{Form: "raw", Value: 23, Max: 40, Pass: 26, HasPass: true}}},
		{"LPI: scaled total and percents", scale("scaled", 200, 800, 500), []string{"System Architecture", "Installation", "Commands", "Devices"},
			Paper{Score: Score{Form: "scaled", Value: 470, Min: 200, Max: 800, Pass: 500, HasPass: true}, Sections: sections(ByPercent, 75, 58, 50, 64)}},
		{"GIAC: a percentage and stars for two objectives", scale("percent", 0, 100, 72), []string{"Cryptography", "Linux security", "Windows security"},
			Paper{Score: Score{Form: "percent", Value: 68, Max: 100, Pass: 72, HasPass: true}, Sections: withOf(sections(ByStars, 2, 1), 5, 5)}},
		{"OffSec: points counted by the candidate", scale("points", 0, 100, 70), []string{"Stand-alone machines", "Directory set"},
			Paper{Score: Score{Form: "points", Value: 60, Max: 100, Pass: 70, HasPass: true}, Sections: withOf(sections(ByPoints, 20, 40), 60, 40)}},
		{"MongoDB: percents by name", passFail, []string{"Indexing", "Aggregation"}, Paper{Sections: sections(ByPercent, 40, 71)}},

		{"one point short", scale("scaled", 100, 900, 750), []string{"One", "Two"}, Paper{Score: Score{Form: "scaled", Value: 749}, ListsMissed: true, Missed: []Objective{{1, 2}, {1, 2}}}},
		{"one question short", scale("raw", 0, 40, 26), []string{"One", "Two"}, Paper{Score: Score{Form: "raw", Value: 25}, Sections: withOf(sections(ByCount, 9), 14)}},
		{"one percentage point short", scale("percent", 0, 100, 66), []string{"One", "Two"}, Paper{Score: Score{Form: "percent", Value: 65}, Sections: sections(ByRank, 2, 1)}},
		{"a third of a percentage point short", scale("percent", 0, 100, 66), []string{"One"}, Paper{Score: Score{Form: "percent", Value: 65.67}, Sections: withOf(sections(ByStars, 1), 5)}},
		{"almost a point short", scale("points", 0, 100, 70), []string{"One"}, Paper{Score: Score{Form: "points", Value: 69.02}, Sections: sections(ByBar, 0.5)}},
		{"a hair short", scale("percent", 0, 100, 66), []string{"One"}, Paper{Score: Score{Form: "percent", Value: 65.97}, Sections: sections(ByScaled, 3)}},
		{"the total was enough", scale("percent", 0, 100, 70), []string{"One", "Two"}, Paper{Score: Score{Form: "percent", Value: 74}, Sections: sections(ByPercent, 88, 60)}},
		{"no pass mark known", Scale{Kind: "unpublished"}, []string{"One", "Two"}, Paper{Score: Score{Form: "scaled", Value: 640}, ListsMissed: true}},
		{"a whole domain and an objective listed", passFail, []string{"One", "Two"}, Paper{Score: Score{Form: "none"}, ListsMissed: true, Missed: []Objective{{1, 0}, {2, 3}}}},
		{"domains only mentioned", passFail, []string{"One", "Two"}, Paper{Sections: sections(Mentioned, 0, 0)}},
	}
}

func (x example) String() string {
	var out strings.Builder
	terms := usual()
	terms.Scale = x.scale
	var domains []Domain
	for i, name := range x.domains {
		domains = append(domains, Domain{N: i + 1, Name: name, Weight: 100 / float64(len(x.domains))})
	}
	headline, _, _ := terms.Headline(x.paper)
	fmt.Fprintf(&out, "== %s (%s)\n%s\n", x.name, x.paper.Strength(), headline)
	says, silent := x.paper.Says(domains)
	for _, s := range says {
		fmt.Fprintf(&out, "+ %s\n", s)
	}
	for _, s := range silent {
		fmt.Fprintf(&out, "- %s\n", s)
	}
	for _, d := range domains {
		b, what, ok := terms.Believe(x.paper, d)
		if !ok {
			what, b = "not in the report", terms.Prior()
		}
		fmt.Fprintf(&out, "  %s: %.2f of %.1f; %s\n", d.Name, b.Mean(), b.A+b.B, what)
	}
	return out.String()
}

// TestReportsInWords shows every example as its reader sees it. Read the golden before you commit it.
func TestReportsInWords(t *testing.T) {
	var all []string
	for _, x := range examples() {
		all = append(all, x.String())
	}
	got := strings.Join(all, "\n")
	const golden = "testdata/reports.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// TestSentencesAreSound holds every sentence against what plain English asks for.
func TestSentencesAreSound(t *testing.T) {
	wrong := regexp.MustCompile(`\b1 [a-z ]*(objectives|domains|points|questions)\b|\b0 |!|%!|NaN|Inf|\.\.|  |e\+`)
	for _, x := range examples() {
		terms := usual()
		terms.Scale = x.scale
		headline, gap, ok := terms.Headline(x.paper)
		if ok != strings.Contains(headline, " passes. ") || ok && gap > 0 != strings.Contains(headline, " short") {
			t.Errorf("%s: gap %v, %v in %q", x.name, gap, ok, headline)
		}
		says, silent := x.paper.Says([]Domain{{N: 1, Name: "One"}, {N: 2, Name: "Two"}, {N: 3, Name: "Three"}})
		for _, s := range append(append(says, silent...), headline) {
			if wrong.MatchString(s) || !strings.HasSuffix(s, ".") || len(s) > 130 {
				t.Errorf("%s: %q", x.name, s)
			}
		}
		if x.paper.Score.Form == "scaled" && (strings.Contains(headline, "%") || !strings.Contains(strings.Join(silent, " "), "not a percentage")) {
			t.Errorf("%s: a scaled score reads like a percentage: %q, %q", x.name, headline, silent)
		}
	}
}

func TestStrengthIsThatOfTheBestForm(t *testing.T) {
	for _, c := range []struct {
		want  string
		forms []Form
	}{
		{"none", nil}, {"none", []Form{Mentioned}}, {"weak", []Form{ByBar}}, {"weak", []Form{ByRank, Mentioned}}, {"fair", []Form{ByBar, ByScaled}},
		{"fair", []Form{ByStars}}, {"good", []Form{ByPercent, ByStars}}, {"good", []Form{ByRank, ByCount}}, {"good", []Form{ByPoints}},
	} {
		var p Paper
		for _, f := range c.forms {
			p.Sections = append(p.Sections, Section{Form: f, Value: 1, Of: 2})
		}
		if got := p.Strength(); got != c.want {
			t.Errorf("%v: %s, want %s", c.forms, got, c.want)
		}
	}
	if got := (Paper{ListsMissed: true}).Strength(); got != "weak" {
		t.Errorf("a list of objectives is %s", got)
	}
}
