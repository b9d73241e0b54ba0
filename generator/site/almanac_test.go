package site_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"

	"retake/generator"
	"retake/generator/civil"
	"retake/generator/site"
)

// almanacs are fixtures, with what the calendar and the feed may be given besides.
var almanacs = map[string]func(*site.Input){
	"rich": func(in *site.Input) {
		in.Zone, in.BaseURL = must(time.LoadLocation("Europe/Berlin")), "https://example.org/plan/"
		in.Calendar = site.Calendar{Alarms: []civil.Minutes{15}, Eve: 360}
	},
	"thought": func(in *site.Input) { in.Zone = must(time.LoadLocation("America/New_York")) },
	"passed":  func(in *site.Input) { in.Calendar.Neutral = true },
}

func must[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}

// TestGoldenAlmanac: as somebody reads it who imports it; in the golden files lines end in LF.
func TestGoldenAlmanac(t *testing.T) {
	for name, change := range almanacs {
		in := site.Fixtures[name]()
		change(&in)
		out, _ := site.Render(in)
		for _, p := range []string{"plan.ics", "feed.xml"} {
			site.Golden(t, filepath.Join("testdata", name, p), bytes.ReplaceAll(out[p], []byte("\r\n"), []byte("\n")))
		}
	}
}

// sample is the site of the plan in this repository, with keys of site.toml before its own, and tables behind.
func sample(t *testing.T, keys, tables string) map[string][]byte {
	t.Helper()
	plan, root := fstest.MapFS{}, os.DirFS("../..")
	err := fs.WalkDir(root, "content", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, name)
		plan[name] = &fstest.MapFile{Data: data}
		return err
	})
	own := must(fs.ReadFile(root, "site.toml"))
	plan["site.toml"] = &fstest.MapFile{Data: []byte(keys + "\n" + string(own) + "\n" + tables + "\n")}
	r := generator.Build(generator.Input{Source: plan})
	if err != nil || r.Files == nil {
		t.Fatal(err, r.Faults)
	}
	return r.Files
}

// everyAlmanac are all sites whose calendars and feeds are looked at.
func everyAlmanac(t *testing.T) map[string]map[string][]byte {
	out := map[string]map[string][]byte{
		"sample":         sample(t, "", ""),
		"sample neutral": sample(t, "base_url = \"https://example.org\"", "[calendar]\nneutral = true\nalarm = [\"15m\", \"1h\"]\nevening_before = \"18:00\""),
	}
	for name, make := range site.Fixtures {
		out[name] = must2(site.Render(make()))
		if change := almanacs[name]; change != nil {
			in := make()
			change(&in)
			out[name+" changed"] = must2(site.Render(in))
		}
	}
	return out
}

func must2[T, U any](x T, _ U) T { return x }

// TestCalendarsAreStrict looks at every line of every calendar: as a program would that takes nothing but what
// RFC 5545 allows.
func TestCalendarsAreStrict(t *testing.T) {
	n := 0
	for name, out := range everyAlmanac(t) {
		ics, there := out["plan.ics"]
		if !there && name == "bare" {
			continue
		}
		events, err := strict(ics)
		if err != nil || events == 0 {
			t.Errorf("%s: %d events, %v", name, events, err)
		}
		n += events
	}
	if n < 500 {
		t.Errorf("only %d events", n)
	}
	good := string(everyAlmanac(t)["sample"]["plan.ics"])
	for _, c := range [][2]string{ // and it takes nothing else
		{"\r\nEND:VEVENT", "\nEND:VEVENT"}, {"\r\nEND:VEVENT", ""}, {"BEGIN:VEVENT\r\n", ""}, {"SUMMARY:", "SUMMARY:" + strings.Repeat("x", 80)}, {"SUMMARY:", "SUMMARY:\xc3"}, {"DTSTAMP:2", "DTSTAMP:"},
		{"\r\nSEQUENCE:", "\r\nSEQUENCE:-"}, {"UID:", "X-UID:"}, {"DTEND:2026", "DTEND:2025"}, {"SUMMARY:", "SUMMARY:a,b"}, {"PRODID", "X-PRODID"}, {"END:VCALENDAR\r\n", ""}, {"\r\nTRANSP:", "\r\n\r\nTRANSP:"},
	} {
		if _, err := strict([]byte(strings.Replace(good, c[0], c[1], 1))); err == nil {
			t.Errorf("%q for %q is not found", c[1], c[0])
		}
	}
}

// shapes are the lines that a calendar of ours may have, by their names; texts have every special character escaped.
var shapes = func() map[string]*regexp.Regexp {
	text := `([^\\;,\x00-\x08\x0a-\x1f\x7f]|\\[\\;,n])+`
	out := map[string]*regexp.Regexp{}
	for name, value := range map[string]string{
		"VERSION": `2\.0`, "CALSCALE": "GREGORIAN", "REFRESH-INTERVAL;VALUE=DURATION": "PT12H", "X-PUBLISHED-TTL": "PT12H", "DTSTAMP": `\d{8}T\d{6}Z`, "DTSTART": `\d{8}T\d{6}Z`, "DTEND": `\d{8}T\d{6}Z`,
		"DTSTART;VALUE=DATE": `\d{8}`, "DTEND;VALUE=DATE": `\d{8}`, "SEQUENCE": `\d{1,9}`, "URL": `https?://\S+`, "TRANSP": "OPAQUE|TRANSPARENT", "ACTION": "DISPLAY", "TRIGGER": `-PT\d+M`,
		"CATEGORIES": text + "(," + text + ")*", "UID": text, "SUMMARY": text, "DESCRIPTION": text, "LOCATION": text, "NAME": text, "X-WR-CALNAME": text, "X-WR-CALDESC": text, "PRODID": text,
	} {
		out[name] = regexp.MustCompile("^(" + value + ")$")
	}
	return out
}()

// needs are the lines that each part must have once.
var needs = map[string][]string{"VCALENDAR": {"VERSION", "PRODID"}, "VEVENT": {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "TRANSP"}, "VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"}}

// part is a component that is being read.
type part struct {
	name  string
	lines map[string][]string // values by name, without parameters
}

// strict counts the events of a calendar, or says what is wrong in it.
func strict(ics []byte) (events int, err error) {
	lines, err := unfolded(ics)
	if err != nil {
		return 0, err
	}
	uids, open := map[string]bool{}, []part{}
	for i, line := range lines {
		name, value, _ := strings.Cut(line, ":")
		plain, _, _ := strings.Cut(name, ";")
		last := len(open) - 1
		switch {
		case name == "BEGIN" && (last >= 0 || value == "VCALENDAR" && i == 0) && needs[value] != nil:
			open = append(open, part{value, map[string][]string{}})
		case last < 0:
			return 0, fmt.Errorf("%q is outside", line)
		case name == "END" && value == open[last].name:
			if err := open[last].complete(uids); err != nil {
				return 0, err
			}
			if open = open[:last]; value == "VEVENT" {
				events++
			}
		case shapes[name] == nil || !shapes[name].MatchString(value):
			return 0, fmt.Errorf("%q is no line of a %s", line, open[last].name)
		default:
			open[last].lines[plain] = append(open[last].lines[plain], value)
		}
	}
	if len(open) > 0 {
		return 0, fmt.Errorf("%s does not end", open[len(open)-1].name)
	}
	return events, nil
}

func (p part) complete(uids map[string]bool) error {
	for name, values := range p.lines {
		if len(values) > 1 {
			return fmt.Errorf("%s twice in %v", name, p)
		}
	}
	for _, name := range needs[p.name] {
		if len(p.lines[name]) == 0 {
			return fmt.Errorf("no %s in %v", name, p)
		}
	}
	if p.name != "VEVENT" {
		return nil
	}
	start, end, uid := p.lines["DTSTART"][0], p.lines["DTEND"][0], p.lines["UID"][0]
	if len(start) != len(end) || end <= start || uids[uid] {
		return fmt.Errorf("ends before it starts, or its UID is another's: %v", p)
	}
	uids[uid] = true
	return nil
}

// unfolded are the lines of a calendar, put together again.
func unfolded(ics []byte) (out []string, err error) {
	body, ended := strings.CutSuffix(string(ics), "\r\n")
	if !ended {
		return nil, fmt.Errorf("the last line does not end")
	}
	for _, line := range strings.Split(body, "\r\n") {
		switch {
		case len(line) == 0 || len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n"):
			return nil, fmt.Errorf("not a line: %q", line)
		case line[0] == ' ' && len(out) > 0:
			out[len(out)-1] += line[1:]
		default:
			out = append(out, line)
		}
	}
	return out, nil
}

// atom is as much of a feed as RFC 4287 requires.
type atom struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated time.Time   `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID      string     `xml:"id"`
	Title   string     `xml:"title"`
	Updated time.Time  `xml:"updated"`
	Links   []atomLink `xml:"link"`
	Content struct {
		Type string `xml:"type,attr"`
		Text string `xml:",chardata"`
	} `xml:"content"`
}

// TestFeedsAreValid: each has what RFC 4287 requires, ids that nothing else has, the newest first, and links that
// lead to pages of the site.
func TestFeedsAreValid(t *testing.T) {
	id, n := regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`), 0
	for name, out := range everyAlmanac(t) {
		var f atom
		if err := xml.Unmarshal(out["feed.xml"], &f); err != nil || !id.MatchString(f.ID) || f.Title == "" || f.Author == "" || f.Updated.IsZero() {
			t.Errorf("%s: %v, %+v", name, err, f)
		}
		ids, last := map[string]bool{f.ID: true}, f.Updated
		for _, e := range f.Entries {
			if !id.MatchString(e.ID) || ids[e.ID] || e.Title == "" || e.Updated.IsZero() || e.Updated.After(last) || e.Content.Type != "html" || len(e.Links) != 1 {
				t.Errorf("%s: %+v", name, e)
				continue
			}
			ids[e.ID], last = true, e.Updated
			page := strings.TrimPrefix(strings.TrimPrefix(e.Links[0].Href, "https://example.org/plan/"), "https://example.org/")
			if out[page] == nil || !strings.Contains(e.Content.Text, `href="`+e.Links[0].Href+`"`) {
				t.Errorf("%s: %s leads nowhere, or the text elsewhere", name, page)
			}
			n++
		}
	}
	if n < 10 {
		t.Errorf("only %d entries", n)
	}
}

// TestAlmanacSaysNothingOfTheFiles: neither file names a file of the learner's, and a neutral calendar nothing that is
// theirs.
func TestAlmanacSaysNothingOfTheFiles(t *testing.T) {
	for name, out := range everyAlmanac(t) {
		for _, p := range []string{"plan.ics", "feed.xml"} {
			text := strings.ReplaceAll(string(out[p]), "\r\n ", "")
			for _, secret := range []string{"content/", ".toml", ".md\b", "/work", "log.t", "attempts"} {
				if strings.Contains(text, secret) {
					t.Errorf("%s/%s: contains %q", name, p, secret)
				}
			}
			if name == "sample neutral" && p == "plan.ics" {
				for _, secret := range []string{"Security", "SY0", "Sam", "A.", "mentor", "Lab", "lab", "xam", "oucher", "simulation", "example.org", "2\u00a0h", " min"} {
					if strings.Contains(text, secret) {
						t.Errorf("%s/%s: contains %q", name, p, secret)
					}
				}
			}
		}
	}
}

// TestAlmanacIsTheSameInAnyZone: what the machine's own zone is does not show.
func TestAlmanacIsTheSameInAnyZone(t *testing.T) {
	was := time.Local
	defer func() { time.Local = was }()
	time.Local = time.FixedZone("", 9*3600)
	want := sample(t, "", "")
	time.Local = time.FixedZone("", -11*3600)
	if got := sample(t, "", ""); !maps.EqualFunc(want, got, bytes.Equal) || !slices.Contains(slices.Collect(maps.Keys(got)), "plan.ics") {
		t.Error("another zone of the machine gave other bytes")
	}
}
