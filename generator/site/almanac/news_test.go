package almanac

import (
	"strings"
	"testing"

	"retake/generator/civil"
	"retake/generator/digest"
	"retake/generator/site/specimen"
	"retake/generator/study"
)

// weeks are so many weeks that are over.
func weeks(n int) (out []study.WeekDigest) {
	from := specimen.Day("2026-03-02")
	for i := range n {
		x := study.WeekDigest{Week: i + 1, From: from + civil.Date(7*i), To: from + civil.Date(7*i+6)}
		x.Digest = digest.Digest{
			Since: x.From, Moved: []string{"Cryptography & <keys> rose from about 60 % to 64 %."}, Slipped: []string{"Thursday fell short of the plan, by 1 h 20 min."},
			Numbers: []digest.Number{{Name: "Study time", Value: "5 h 20 min", Before: "of 6 h planned so far"}, {Name: "Open", Value: "3"}}, Questions: []string{"Is it “clear” now?"},
		}
		out = append(out, x)
	}
	return out
}

func TestWeekEntry(t *testing.T) {
	bd := specimen.Board()
	bd.Plan.Digests, bd.Title = weeks(1), "Plan"
	bd.Plan.Weeks = []study.Week{{N: 1, From: specimen.Day("2026-03-02"), To: specimen.Day("2026-03-06")}} // it ends with an exam
	got := entries(Feed(Input{Board: &bd, BaseURL: "https://example.org/plan"}))
	text := strings.NewReplacer("&lt;", "<", "&gt;", ">", "&#34;", `"`, "&amp;", "&").Replace(specimen.Plain(got[0]))
	want := `<title>Week 1: Mon 2 Mar to Sun 8 Mar</title>
<updated>2026-03-09T00:00:00Z</updated>
<link rel="alternate" type="text/html" href="https://example.org/plan/weeks/01.html"/>
<content type="html"><ul>
<li>Study time: 5 h 20 min (of 6 h planned so far)</li>
<li>Open: 3</li>
</ul>
<h3>What moved</h3>
<ul>
<li>Cryptography &amp; &lt;keys&gt; rose from about 60 % to 64 %.</li>
</ul>
<h3>What slipped</h3>
<ul>
<li>Thursday fell short of the plan, by 1 h 20 min.</li>
</ul>
<h3>Worth talking about</h3>
<ol>
<li>Is it “clear” now?</li>
</ol>
<p><a href="https://example.org/plan/weeks/01.html">The page of the week</a></p>
</content>
`
	if len(got) != 1 || !strings.Contains(text, want) {
		t.Errorf("%d entries:\n%s\nwant\n%s", len(got), text, want)
	}
	head, _, _ := strings.Cut(string(Feed(Input{Board: &bd, Author: "Sam", BaseURL: "https://example.org/plan"})), "<entry>")
	for _, part := range []string{`<link rel="self" type="application/atom+xml" href="https://example.org/plan/feed.xml"/>`, `href="https://example.org/plan/index.html"`, "<name>Sam</name>", "<updated>2026-03-09T00:00:00Z</updated>"} {
		if !strings.Contains(head, part) {
			t.Errorf("%q is not in %s", part, head)
		}
	}
	bd.Plan.Weeks, bd.Plan.Digests[0].Digest.Moved = nil, nil // a week that the plan does not have
	text = string(Feed(Input{Board: &bd}))
	for _, part := range []string{"<title>Mon 2 Mar to Sun 8 Mar</title>", `href="weeks/index.html"`, "No estimate moved", "<name>Plan</name>"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not in %s", part, text)
		}
	}
	if strings.Contains(text, `rel="self"`) {
		t.Error("an address that is not known")
	}
}

// TestNewest: half a year of weeks, the newest first, and before them the pass.
func TestNewest(t *testing.T) {
	bd := specimen.Board()
	bd.Plan.Digests = weeks(40)
	bd.Plan.Weeks = nil
	for _, w := range bd.Plan.Digests {
		bd.Plan.Weeks = append(bd.Plan.Weeks, study.Week{N: w.Week, From: w.From, To: w.To})
	}
	got := entries(Feed(Input{Board: &bd}))
	if len(got) != 26 || !strings.Contains(got[0], "<title>Week 40:") || !strings.Contains(got[25], "<title>Week 15:") {
		t.Errorf("%d entries, the first %s", len(got), got[0])
	}
	bd.Plan.Won = specimen.Day("2026-12-08")
	atom := Feed(Input{Board: &bd})
	if got := entries(atom); len(got) != 26 || !strings.Contains(got[0], "<title>Passed</title>\n<updated>2026-12-08T00:00:00Z</updated>") || !strings.Contains(got[0], "You passed on 8 December 2026.") || !strings.Contains(got[1], "<title>Week 40:") {
		t.Errorf("%d entries, the first %s", len(got), got[0])
	}
	if !strings.Contains(string(atom), "<updated>2026-12-08T00:00:00Z</updated>\n<author>") {
		t.Errorf("the feed is of another day: %.600s", atom)
	}
	bd.Plan.Won = specimen.Day("2026-12-05") // a Saturday: the news of that week comes after it, and blames nobody
	if got := entries(Feed(Input{Board: &bd})); !strings.Contains(got[0], "<title>Week 40:") || !strings.Contains(got[1], "<title>Passed</title>") || strings.Contains(got[0], "Thursday") || !strings.Contains(got[0], "Cryptography") || !strings.Contains(got[2], "Thursday") {
		t.Errorf("%s\n%s\n%s", got[0], got[1], got[2])
	}
	bd.Plan.Won, bd.Plan.Digests, bd.Plan.Weeks = 0, nil, specimen.Board().Plan.Weeks
	if empty := string(Feed(Input{Board: &bd})); len(entries([]byte(empty))) != 0 || !strings.Contains(empty, "<updated>2026-11-23T00:00:00Z</updated>") {
		t.Errorf("without a week: %s", empty)
	}
}
