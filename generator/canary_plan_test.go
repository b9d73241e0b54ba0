package generator_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"retake/generator"
	"retake/generator/civil"
)

// canary is a text that stands in one place of a plan and nowhere else, and whom it may reach.
type canary struct {
	text  string
	needs []string // what an audience has to be shown of: matters of [share], "scores", "bands"
	to    string   // the audience of the note that it stands in: "" = it stands in a TOML file
	never bool     // it is on no page at all
	there bool     // where it may be, it is
}

// noteAudiences are what a note may say of its readers; "none" says nothing, and "draft" is for nobody.
var noteAudiences = []string{"me", "mentor", "public", "none", "draft"}

// numbers are results and what only results say, as pages and data print them. None of them is a number of anything
// else in the plan, in the exam or in the theme.
var numbers = []canary{
	{text: "613", needs: []string{"scores"}},                   // the scaled score
	{text: "37 of 61", needs: []string{"scores"}},              // a practice set
	{text: "53 of 79", needs: []string{"scores"}},              // another one, after the plan began
	{text: "71 of 87", needs: []string{"scores"}, there: true}, // simulations
	{text: "67 of 87", needs: []string{"scores"}, there: true},
	{text: "28 Oct", needs: []string{"bands"}}, {text: "2026-10-28", needs: []string{"bands"}}, // the attempt
	{text: "19 Oct", needs: []string{"scores"}}, {text: "2026-10-19", needs: []string{"scores"}}, // the first practice
	{text: "19 Aug", needs: []string{"money", "bands"}, there: true}, {text: "2027-08-19", needs: []string{"money"}}, // the voucher ends
	{text: "return the voucher", needs: []string{"money", "bands"}, there: true}, {text: "voucher", needs: []string{"money", "bands"}},
	{text: "4.6", needs: []string{"bands"}, there: true}, {text: "2.3", needs: []string{"bands"}, there: true}, {text: "1.2", needs: []string{"bands"}}, // listed as missed
	{text: "17:43", needs: []string{"times"}, there: true},
	{text: "20:13", needs: []string{"people"}, there: true}, // the hour of a talk belongs to the talk
}

// words are texts in TOML files.
var wordsInTOML = []canary{
	{text: "zqauthor", needs: []string{"people"}, there: true},
	{text: "zqmentorname", needs: []string{"people"}, there: true},
	{text: "zqmentorurl", needs: []string{"people"}, there: true},
	{text: "zqmentorrole", needs: []string{"people"}, there: true},
	{text: "zqgroup", needs: []string{"people"}, there: true},
	{text: "zqgroupnote", needs: []string{"people", "words"}, there: true},
	{text: "zqcheckin", needs: []string{"people", "words"}, there: true},
	{text: "zqexamnote", needs: []string{"words"}}, {text: "zqreadnote", needs: []string{"words"}}, {text: "zqrulenote", needs: []string{"words"}}, {text: "zqcovers", needs: []string{"words"}},
	{text: "zqaway", needs: []string{"times", "words"}, there: true},
	{text: "zqbooknote", needs: []string{"words"}, there: true},
	{text: "zqcost", needs: []string{"money"}, there: true},
	{text: "zqpinned", needs: []string{"words"}, there: true},
	{text: "zqwished", needs: []string{"words"}, there: true},
	{text: "zqmiss", needs: []string{"log", "words"}, there: true},
	{text: "zqmissold", needs: []string{"log", "words"}},
	{text: "zqsource", needs: []string{"scores"}},
	{text: "zqform", needs: []string{"scores"}, there: true},
	{text: "zqsession", never: true}, {text: "zqpractice", never: true}, {text: "zqsimnote", never: true},
	{text: "zqchose", needs: []string{"scores", "log"}, there: true},
	{text: "zqattempt", never: true}, {text: "zqcomment", never: true},
	{text: "attempts.toml, line", needs: []string{"files", "scores"}, there: true}, {text: "log.toml, line", needs: []string{"files", "scores"}, there: true},
	{text: "plan.toml, line", needs: []string{"files"}},
}

// canaryNotes are the texts of a note that is for somebody.
func canaryNotes(to string) (out []canary) {
	for _, w := range []struct {
		what  string
		shown bool
	}{
		{"file", true}, {"dir", true}, {"title", true}, {"heading", true}, {"tag", true}, {"objective", false}, {"alias", false}, {"key", false}, {"frontcomment", false},
		{"body", true}, {"code", true}, {"alt", true}, {"caption", true}, {"picture", true}, {"attached", true}, {"inside", true}, {"exif", false}, {"html", false}, {"percent", false},
		{"embed", true}, {"foot", true}, {"callout", true}, {"cell", true}, {"task", true},
	} {
		out = append(out, canary{text: "zq" + to + w.what + "x", to: to, there: w.shown, never: slices.Contains([]string{"key", "frontcomment", "html", "percent"}, w.what)})
	}
	return out
}

// inNotes is a note with a text in every part, and the files that it links.
func (k kept) inNotes(to string) {
	w := func(what string) string { return "zq" + to + what + "x" }
	front := map[string]string{"none": "", "draft": "audience: public\ndraft: true\n"}[to]
	if front == "" && to != "none" {
		front = "audience: " + to + "\n"
	}
	dir := "content/notes/" + w("dir") + "/"
	k.set(dir+w("file")+".md", "---\n"+front+"# "+w("frontcomment")+"\ntitle: "+w("title")+"\ntags: ["+w("tag")+"]\naliases: ["+w("alias")+"]\nmykey: "+w("key")+"\n---\n"+
		"## "+w("heading")+"\n\n"+w("body")+"[^1] <!-- "+w("html")+" --> %%"+w("percent")+"%%\n\n```go\nvar "+w("code")+" = 1\n```\n\n"+
		"!["+w("alt")+"]("+w("picture")+".png \""+w("caption")+"\") and [a file]("+w("attached")+".txt).\n\n![["+w("embed")+"]]\n\n"+
		"[^1]: "+w("foot")+"\n\n> [!note] "+w("callout")+"\n> text\n\n| a |\n|---|\n| "+w("cell")+" |\n\n- [ ] "+w("task")+"\n\n## One\n\n## Two\n\n## Three\n")
	k.set(dir+w("embed")+".md", "---\n"+front+"---\nA part of another.\n")
	k.set(dir+w("picture")+".png", photo(w("exif")))
	k.set(dir+w("attached")+".txt", w("inside")+"\n")
}

// photo is a small PNG with a text in it that no viewer shows.
func photo(hidden string) string {
	m := image.NewGray(image.Rect(0, 0, 3, 2))
	m.Set(1, 1, color.White)
	var b bytes.Buffer
	_ = png.Encode(&b, m)
	chunk := append([]byte("tEXtComment\x00"), hidden...)
	var out []byte
	out = binary.BigEndian.AppendUint32(out, uint32(len(chunk)-4))
	out = binary.BigEndian.AppendUint32(append(out, chunk...), crc32.ChecksumIEEE(chunk))
	const header = 8 + 25 // the signature and IHDR
	return b.String()[:header] + string(out) + b.String()[header:]
}

// links are all ways in which a note links to another: by its file, its alias, a heading, bare, with words, embedded,
// in every place of a text.
func links(to string) string {
	file, alias, heading := "zq"+to+"filex", "zq"+to+"aliasx", "zq"+to+"headingx"
	dir := "zq" + to + "dirx/"
	return strings.NewReplacer("FILE", file, "ALIAS", alias, "HEAD", heading, "DIR/", dir, "REF", "ref"+to).Replace(`
[[FILE]] [[FILE|plain words]] [[FILE#HEAD]] [[FILE#HEAD|plain words]] [[ALIAS]] [[DIR/FILE]] [[FILE.md]]

![[FILE]]

![[FILE#HEAD]]

[plain words](DIR/FILE.md) [plain words](DIR/FILE.md#HEAD "plain title") [plain words][REF] <a href="DIR/FILE.md">plain words</a>

![plain words](DIR/FILE.md) [](DIR/FILE.md) <img src="DIR/FILE.md" alt="plain words">

<a href="https://example.org/">to [[FILE]] and ![[FILE]]</a> [to [[FILE]]](https://example.org/ "plain title") [![[FILE]]](DIR/FILE.md)

<details><summary>[[FILE]]</summary>

[[FILE#HEAD]]

</details>

[REF]: DIR/FILE.md

## About [[FILE]]

### About [[FILE#HEAD]]

| a |
|---|
| [[FILE]] |

Text[^REF].

[^REF]: [[FILE]]

> [!note] See [[FILE]]
> [[ALIAS]]

- [ ] read [[FILE]]
- [ ] ![[FILE]]

*[[FILE]]* **[[FILE#HEAD]]** ~~[[ALIAS]]~~ ==[[FILE]]==
`)
}

// canaryPlan is a plan with a canary in every private place. Notes that a plan has but once are for places; what is shown is in site.
func canaryPlan(places, site string) kept {
	k := kept{fstest.MapFS{}}
	k.set("site.toml", "# zqcomment1\ntitle = \"A plan\"\nauthor = \"zqauthor\"\ntimezone = \"Europe/Berlin\"\nbase_url = \"https://example.org/a/\"\n"+site)
	k.set("content/exam.toml", "# zqcomment2\nexam = \"SY0-701\"\n")
	k.set("content/attempts.toml", canaryAttempts)
	k.set("content/plan.toml", canaryPlanFile)
	k.set("content/log.toml", canaryLog)
	for _, to := range noteAudiences {
		k.inNotes(to)
	}
	for _, from := range []string{"me", "mentor", "public"} {
		hub := "---\naudience: " + from + "\n---\n# Hub " + from + "\n"
		for _, to := range noteAudiences {
			hub += links(to)
		}
		k.set("content/notes/hub-"+from+".md", hub)
		for _, to := range noteAudiences { // its name in a title, which lists, ways and the search say
			k.set("content/notes/about-"+from+"-"+to+".md", "---\naudience: "+from+"\n---\n# About [[zq"+to+"filex]] and [[zq"+to+"aliasx]]\n\nSome text.\n")
			k.set("content/guides/about-"+from+"-"+to+".md", "---\naudience: "+from+"\ntitle: \"Read [[zq"+to+"filex|that]] first\"\n---\n> [[zq"+to+"filex]]\n")
		}
	}
	k.places(places)
	return k
}

// placed are the notes that are part of other pages, or of which there is a list.
var placed = map[string]string{
	"index": "content/index.md", "why": "content/why.md", "domain": "content/domains/4-security-operations.md", "below": "content/domains/4-security-operations/zqplacebelowfilex.md",
	"week": "content/weeks/2.md", "check": "content/checklists/zqplacecheckfilex.md", "guide": "content/guides/zqplaceguidefilex.md",
	"list": "content/notes/index.md", "checks": "content/checklists/index.md", "weeks": "content/weeks/index.md", "domains": "content/domains/index.md", "root": "content/zqplacerootfilex.md",
}

func (k kept) places(to string) {
	for name, at := range placed {
		w := func(what string) string { return "zqplace" + name + what + "x" }
		text := "# " + w("title") + "\n\n" + w("body") + "\n\n## " + w("heading") + "\n\n" + links("me")
		if to != "" {
			text = "---\naudience: " + to + "\n---\n" + text
		}
		k.set(at, text)
	}
}

func canaryPlaces(to string) (out []canary) {
	if to == "" {
		to = "none"
	}
	for name := range placed {
		out = append(out, canary{text: "zqplace" + name + "bodyx", to: to, there: true}, canary{text: "zqplace" + name + "headingx", to: to, there: true},
			canary{text: "zqplace" + name + "titlex", to: to}, canary{text: "zqplace" + name + "filex", to: to})
	}
	return out
}

const canaryAttempts = `# zqcomment3
[[attempt]]
date = 2026-10-28
result = "fail"
minutes_used = 83
unanswered = 3
studied = "41h"
note = "zqattempt"
[attempt.score]
form = "scaled"
value = 613
min = 100
max = 900
pass = 750
[attempt.objectives]
missed = ["1.2", "2.3", "4.1", "4.6"]
[attempt.causes]
study_time = 1
one_source = 3
out_of_time = 3
anxiety = 2
`

const canaryPlanFile = `# zqcomment4
start = 2026-11-02
exam_date = 2027-01-16 # zqcomment5
booked = true
[availability]
mon = "17:43-19:13"
wed = "17:43-19:13"
sat = "09:00-12:00"
[[away]]
from = 2026-12-24
to = 2026-12-27
why = "zqaway"
[[away]]
from = 2026-11-25
to = 2026-11-25
why = "zqaway"
[[block]]
date = 2026-12-05
start = "09:10"
minutes = 60
kind = "lab"
domain = 4
task = "zqpinned"
pin = true
[[block]]
date = 2026-11-30
minutes = 45
kind = "read"
domain = 5
task = "zqwished"
[voucher]
bought = 2026-11-01
expires = 2027-08-19
refund_until = 2027-01-13
[[resource]]
name = "A book"
kind = "book"
used_before = true
hours = "18h"
cost = "zqcost"
note = "zqbooknote"
[[resource]]
name = "Questions B"
kind = "questions"
note = "zqbooknote"
[[resource]]
name = "zqgroup"
kind = "community"
note = "zqgroupnote"
[[person]]
name = "zqmentorname"
role = "zqmentorrole"
checkin = "sun 20:13"
url = "https://zqmentorurl.example/"
`

const canaryLog = `# zqcomment6
[[practice]]
date = 2026-10-19
domain = 4
right = 37
of = 61
guessed = 3
source = "zqsource"
conditions = "timed"
note = "zqpractice"
[[session]]
date = 2026-11-04
domain = 2
kind = "read"
minutes = 37
resource = "A book"
note = "zqsession"
[[checkin]]
date = 2026-11-08
person = "zqmentorname"
note = "zqcheckin"
[[practice]]
date = 2026-11-09
domain = 2
right = 53
of = 79
source = "Questions B"
conditions = "timed"
minutes = 71
[[miss]]
date = 2026-11-09
objective = "2.4"
why = "concept"
confident = true
chose = "zqchose"
note = "zqmiss and what it was"
[[miss]]
date = 2026-11-16
objective = "2.4"
why = "term"
note = "zqmissold"
cleared = [2026-11-18, 2026-11-21]
[[simulation]]
date = 2026-11-14
source = "zqsource"
form = "zqform1"
right = 67
of = 87
minutes = 84
timed = true
closed_book = true
changes = { right = 4, wrong = 1, same = 2 }
anxiety = 6
domains = { 1 = [9, 11], 2 = [13, 17], 3 = [14, 19], 4 = [17, 23], 5 = [14, 17] }
note = "zqsimnote"
[[simulation]]
date = 2026-11-21
source = "zqsource"
form = "zqform2"
right = 71
of = 87
minutes = 81
timed = true
closed_book = true
anxiety = 7
`

// canaryDay is in the fourth week of the plan.
var canaryDay = generator.Clock{Today: civil.Of(2026, 11, 26)}

// shownTo is what an audience is shown, as site.toml says it.
func shownTo(as, scores string, show, parts []string) string {
	list := func(all []string) string { return "[\"" + strings.Join(all, "\", \"") + "\"]" }
	if len(show) == 0 {
		show = nil
	}
	s := fmt.Sprintf("[share.%s]\npages = %s\nscores = %q\n", as, list(parts), scores)
	if show == nil {
		return s + "show = []\n"
	}
	return s + "show = " + list(show) + "\n"
}

// edition builds what somebody sees.
func edition(t *testing.T, k kept, as string) generator.Result {
	t.Helper()
	r := generator.Build(generator.Input{Source: k, Clock: canaryDay, As: as})
	if r.Files == nil {
		t.Fatal(r.Faults)
	}
	return r
}
