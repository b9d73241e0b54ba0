package feed

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"retake/generator/civil"
)

func day(s string) civil.Date {
	d, err := civil.Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

// sample has an event of each sort: with hours, on one day, on several, with all that an event may have.
func sample() Calendar {
	at := time.Date(2026, 11, 24, 18, 0, 0, 0, time.UTC)
	return Calendar{
		ProdID: "-//retake//study plan//EN", Name: "Security+, second attempt", Description: "As of 24 November 2026.", Refresh: 12,
		Events: []Event{
			{
				UID: "a@retake.invalid", Sequence: 7, Stamp: at.Add(-18 * time.Hour), Summary: "Lab: Threats (50 min)", Start: at, End: at.Add(50 * time.Minute), Busy: true,
				Description: "Both machines from the snapshot; send the logs to one place, break in from the client.\nWith: C:\\lab", URL: "https://example.org/plan/weeks/03.html",
				Location: "Room 4, second floor", Categories: []string{"Study", "Lab, hands on"}, Alarms: []civil.Minutes{15, 0},
			},
			{UID: "b@retake.invalid", Stamp: at, Summary: "Exam: 网络安全与事件响应，网络安全与事件响应，网络安全与事件响应", Day: day("2027-01-16"), Alarms: []civil.Minutes{360}},
			{UID: "c@retake.invalid", Stamp: at, Summary: "Away", Day: day("2026-12-31"), Until: day("2027-01-02")},
		},
	}
}

// TestICS: the whole file, worked out by hand.
func TestICS(t *testing.T) {
	want := `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//retake//study plan//EN
CALSCALE:GREGORIAN
NAME:Security+\, second attempt
X-WR-CALNAME:Security+\, second attempt
DESCRIPTION:As of 24 November 2026.
X-WR-CALDESC:As of 24 November 2026.
REFRESH-INTERVAL;VALUE=DURATION:PT12H
X-PUBLISHED-TTL:PT12H
BEGIN:VEVENT
UID:a@retake.invalid
DTSTAMP:20261124T000000Z
SEQUENCE:7
DTSTART:20261124T180000Z
DTEND:20261124T185000Z
SUMMARY:Lab: Threats (50 min)
DESCRIPTION:Both machines from the snapshot\; send the logs to one place\, 
 break in from the client.\nWith: C:\\lab
LOCATION:Room 4\, second floor
URL:https://example.org/plan/weeks/03.html
CATEGORIES:Study,Lab\, hands on
TRANSP:OPAQUE
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-PT15M
DESCRIPTION:Lab: Threats (50 min)
END:VALARM
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-PT0M
DESCRIPTION:Lab: Threats (50 min)
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:b@retake.invalid
DTSTAMP:20261124T180000Z
SEQUENCE:0
DTSTART;VALUE=DATE:20270116
DTEND;VALUE=DATE:20270117
SUMMARY:Exam: 网络安全与事件响应，网络安全与事件响应，
 网络安全与事件响应
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-PT360M
DESCRIPTION:Exam: 网络安全与事件响应，网络安全与事件响应
 ，网络安全与事件响应
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:c@retake.invalid
DTSTAMP:20261124T180000Z
SEQUENCE:0
DTSTART;VALUE=DATE:20261231
DTEND;VALUE=DATE:20270103
SUMMARY:Away
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
`
	got := string(sample().ICS())
	if diff := cmp.Diff(strings.ReplaceAll(want, "\n", "\r\n"), got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// TestInstantsAreWrittenInUTC: whatever zone an instant comes in.
func TestInstantsAreWrittenInUTC(t *testing.T) {
	zone := time.FixedZone("", -9*3600-30*60)
	c := Calendar{Events: []Event{{UID: "a", Summary: "b", Start: time.Date(2026, 12, 31, 23, 45, 0, 0, zone), End: time.Date(2027, 1, 1, 0, 35, 0, 0, zone)}}}
	for _, line := range []string{"\r\nDTSTART:20270101T091500Z\r\n", "\r\nDTEND:20270101T100500Z\r\n"} {
		if got := string(c.ICS()); !strings.Contains(got, line) {
			t.Errorf("%q is not in %q", line, got)
		}
	}
}

func TestText(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`a\b;c,d:"e"`, `a\\b\;c\,d:"e"`}, {"one\ntwo\r\nthree\rfour\n\rfive\n\nsix", `one\ntwo\nthree\nfour\n\nfive\n\nsix`},
		{"tab\tstays, \x00\x07\x1b\x7f\u0080\u009fcontrols go", "tab\tstays\\, controls go"}, {"a\u0085b\u2028c\u2029d", `a\nb\nc\nd`},
		{"bad \xff\xfe bytes", "bad \ufffd\ufffd bytes"}, {"Ünï, 👩‍💻", `Ünï\, 👩‍💻`},
	} {
		if got := string(escape(nil, c.text)); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
	w := &lines{}
	w.text("X", "")
	w.list("X", []string{"", ""})
	w.address("URL", "")
	w.list("X", []string{"", "a,b", "", "c"})
	w.address("URL", "https://example.org/a b\r\nEND:VCALENDAR\u2028é")
	if got, want := string(w.out), "X:a\\,b,c\r\nURL:https://example.org/abEND:VCALENDARé\r\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// unfold reads lines back as RFC 5545 says, and complains of what it does not allow.
func unfold(ics []byte) (out []string, err error) {
	text, whole := bytes.CutSuffix(ics, []byte("\r\n"))
	if !whole {
		return nil, fmt.Errorf("the last line does not end")
	}
	for _, line := range bytes.Split(text, []byte("\r\n")) {
		switch {
		case len(line) > 75:
			return nil, fmt.Errorf("%d octets: %q", len(line), line)
		case len(line) == 0:
			return nil, fmt.Errorf("an empty line")
		case !utf8.Valid(line):
			return nil, fmt.Errorf("a cut character: %q", line)
		case bytes.ContainsAny(line, "\r\n\x00"):
			return nil, fmt.Errorf("a bare line end: %q", line)
		case line[0] == ' ' && len(out) == 0:
			return nil, fmt.Errorf("the first line goes on from nothing")
		case line[0] == ' ':
			out[len(out)-1] += string(line[1:])
		default:
			out = append(out, string(line))
		}
	}
	return out, nil
}

// unescape reads a TEXT back.
func unescape(s string) string {
	return strings.NewReplacer(`\\`, `\`, `\;`, `;`, `\,`, `,`, `\n`, "\n").Replace(s)
}

// readable is a text as a calendar can hold it.
func readable(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n").Replace(strings.ToValidUTF8(each(s), "\ufffd"))
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 {
			return -1
		}
		return r
	}, s)
}

// each replaces bytes that are no UTF-8 one by one.
func each(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteRune(r)
	}
	return b.String()
}

// FuzzText: any text comes back as it was but for what a calendar cannot hold, and no text breaks a line.
func FuzzText(f *testing.F) {
	for _, s := range []string{"", "a,b;c\\d\ne", strings.Repeat("é", 80), strings.Repeat("x", 74) + "👩‍💻", "\r\nEND:VEVENT\r\n", "\xff\xc3", "a\u2028b", " ", "\r\r\n\n", `\n`, strings.Repeat("\xf0", 200)} {
		f.Add(s, "https://example.org/"+s)
	}
	f.Fuzz(func(t *testing.T, s, address string) {
		c := Calendar{ProdID: "p", Name: s, Events: []Event{{UID: "u", Summary: "s", Description: s, URL: address, Categories: []string{s, s}, Day: 1}}}
		got, err := unfold(c.ICS())
		if err != nil {
			t.Fatal(err)
		}
		if n, want := strings.Count(strings.Join(got, "\n"), "\nEND:VEVENT"), 1; n != want {
			t.Fatalf("%d ends of events in %q", n, got)
		}
		want, seen := readable(s), s == ""
		for _, line := range got {
			if text, ok := strings.CutPrefix(line, "X-WR-CALNAME:"); ok {
				if seen = true; unescape(text) != want {
					t.Fatalf("%q came back as %q, want %q", s, unescape(text), want)
				}
			}
		}
		if !seen {
			t.Fatalf("%q is missing in %q", s, got)
		}
	})
}
