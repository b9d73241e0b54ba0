package generator_test

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"retake/generator"
	"retake/generator/source/audience"
)

// otherReports take the place of the one in the plan: each is a form that issuers print, with unusual numbers.
var otherReports = map[string]string{
	"percent":  "[attempt.score]\nform = \"percent\"\nvalue = 61.3\npass = 75\n" + rows("percent = 41", "percent = 43", "percent = 57", "percent = 59", "percent = 83"),
	"levels":   "[attempt.score]\nform = \"scaled\"\nvalue = 613\nmin = 100\nmax = 900\npass = 750\n" + rows(`level = "below"`, `level = "near"`, `level = "below"`, `level = "above"`, `level = "below"`),
	"counts":   "[attempt.score]\nform = \"raw\"\nvalue = 53\nmax = 79\npass = 60\n" + rows("right = 7\nof = 13", "right = 11\nof = 17", "right = 13\nof = 19", "right = 13\nof = 17", "right = 9\nof = 13"),
	"no score": "[attempt.score]\nform = \"none\"\n",
}

func rows(says ...string) string {
	var b strings.Builder
	for i, s := range says {
		fmt.Fprintf(&b, "[[attempt.section]]\ndomain = %d\n%s\n", i+1, s)
	}
	return b.String()
}

// lives are other plans with the same private things in them.
var lives = map[string]func(k kept){
	"passed": func(k kept) {
		k.set("content/attempts.toml", k.text("content/attempts.toml")+"[[attempt]]\ndate = 2026-11-24\nresult = \"pass\"\n[attempt.score]\nform = \"scaled\"\nvalue = 777\nmin = 100\nmax = 900\npass = 750\n")
	},
	"failed again": func(k kept) {
		k.set("content/attempts.toml", k.text("content/attempts.toml")+"[[attempt]]\ndate = 2026-11-22\nresult = \"fail\"\n[attempt.score]\nform = \"scaled\"\nvalue = 613\nmin = 100\nmax = 900\npass = 750\n")
	},
	"no date":      func(k kept) { k.replaced("plan.toml", "exam_date = 2027-01-16", "", "booked = true", "") },
	"days to go":   func(k kept) { k.replaced("plan.toml", "exam_date = 2027-01-16", "exam_date = 2026-11-28") },
	"over":         func(k kept) { k.replaced("plan.toml", "exam_date = 2027-01-16", "exam_date = 2026-11-25") },
	"voucher over": func(k kept) { k.replaced("plan.toml", "2027-08-19", "2026-12-19", "2027-01-13", "2026-12-11") },
	"own exam": func(k kept) {
		k.set("content/exam.toml", `exam = "MY-1"
name = "Mine"
note = "zqexamnote"
minutes = 90
questions_max = 90
score = { kind = "scaled", min = 100, max = 900, pass = 750 }
domains = [{ n = 1, name = "One", weight = 12 }, { n = 2, name = "Two", weight = 22 }, { n = 3, name = "Three", weight = 18 }, { n = 4, name = "Four", weight = 28 }, { n = 5, name = "Five", weight = 20 }]
sources = [{ url = "https://example.org/exam", note = "zqreadnote", date = "2026-01-02" }]
[policy]
body = "A body"
note = "zqrulenote"
covers = "zqcovers"
wait = [{ after = 1, n = 7, unit = "day" }]
`)
	},
	"nothing known": func(k kept) { k.set("content/log.toml", "") },
	"only a person": func(k kept) {
		k.replaced("plan.toml", "kind = \"community\"", "kind = \"person\"", "name = \"A book\"", "name = \"A book\"\ndomains = [1]", "name = \"zqmentorname\"", "name = \"zqgroup\"")
	},
}

// TestOtherLives: it holds for whoever has passed, failed again, has no date or another report, too.
func TestOtherLives(t *testing.T) {
	plans := map[string]func(kept){}
	for name, change := range lives {
		plans[name] = change
	}
	for name, report := range otherReports {
		plans["report "+name] = func(k kept) {
			text := canaryAttempts
			from, to := strings.Index(text, "[attempt.score]"), strings.Index(text, "[attempt.causes]")
			k.set("content/attempts.toml", text[:from]+text[to:]+report)
		}
	}
	for name, change := range plans {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, scores := range []string{"hidden", "bands", "shown"} {
				for _, show := range [][]string{nil, without("money"), without("words"), without("people"), without("log"), without("causes"), without("times"), without("files")} {
					s := sight{"public", scores, show}
					k := canaryPlan("", s.toml())
					k.hush()
					change(k)
					r := edition(t, k, s.as)
					l := lookInto(r.Files)
					for _, c := range slices.Concat(numbers, wordsInTOML) {
						if at := l.in(c.text); !s.sees(c) && at != "" && !(name == "no score" && c.text == "613") {
							t.Errorf("%s: %s is told in %s", s, c.text, at)
						}
					}
					if scores != "shown" {
						noPercents(t, s.String(), r)
					}
					for _, say := range []string{"passed", "how it went", "well done", "777"} {
						if at := l.in(say); at != "" && scores == "hidden" && name == "passed" {
							t.Errorf("%s: the result is told in %s", s, at)
						}
					}
				}
			}
		})
	}
}

// hush takes the notes out: what is in them is tried elsewhere.
func (k kept) hush() {
	for name := range k.MapFS {
		if strings.HasSuffix(name, ".md") {
			delete(k.MapFS, name)
		}
	}
}

var percents = regexp.MustCompile(`([0-9][0-9.]*)(?:\x{a0}|&nbsp;| )?(?:%|percent)`)

// noPercents fails if a site says a percentage that is not a domain's weight. What follows from results is printed in percent, whichever
// way it was worked out: estimates, their ranges, chances, forecasts, targets, shares kept.
func noPercents(t *testing.T, what string, r generator.Result) {
	t.Helper()
	var weights []string
	for _, d := range r.Plan.Domains {
		weights = append(weights, fmt.Sprintf("%.0f", d.Weight), fmt.Sprintf("%.1f", d.Weight))
	}
	for name, body := range r.Files {
		if !slices.Contains([]string{".html", ".json", ".xml", ".ics"}, path.Ext(name)) && !strings.HasPrefix(name, "search/") {
			continue
		}
		for _, m := range percents.FindAllStringSubmatchIndex(string(body), -1) {
			if p := string(body[m[2]:m[3]]); !slices.Contains(weights, p) {
				t.Errorf("%s: %s says %s: ...%s...", what, name, p, body[max(0, m[0]-60):min(len(body), m[1]+20)])
			}
		}
	}
}

// TestPercentsAreFound: with results shown there are some to be found.
func TestPercentsAreFound(t *testing.T) {
	k := canaryPlan("", sight{"public", "shown", audience.Shown}.toml())
	n := 0
	for _, body := range edition(t, k, "public").Files {
		n += len(percents.FindAll(body, -1))
	}
	if n < 100 {
		t.Errorf("%d", n)
	}
}
