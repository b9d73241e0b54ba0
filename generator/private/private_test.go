package private

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"retake/generator/civil"
	"retake/generator/study"
)

// secret is what the tests of words and passages hold to be private.
func secret(names ...string) Facts {
	var p Facts
	for _, n := range names {
		p.Person(n)
	}
	return p
}

// failed is a record with a bit of everything that is private.
func failed() Facts {
	p := Of(study.Record{
		Attempts: []study.Attempt{{
			At: civil.Instant{Date: civil.Of(2026, 11, 2)}, Score: study.Score{Value: 721},
			Sections: []study.Section{{Domain: 1, Form: study.ByPercent, Value: 41}, {Domain: 2, Form: study.ByCount, Value: 7, Of: 12}, {Domain: 3, Form: study.ByScaled, Value: 512}},
		}},
		Practice:    []study.Practice{{Date: civil.Of(2026, 11, 5), Right: 14, Of: 25}},
		Simulations: []study.Simulation{{Date: civil.Of(2026, 12, 5), Right: 71, Of: 90}},
		People:      []study.Person{{Name: "Karla Jones", URL: "https://example.org/~kj"}, {Name: "Bo"}, {Name: "A."}, {Name: "Evening study group Hypatia"}, {Name: "王芳"}},
		Checkins:    []study.Checkin{{Date: civil.Of(2026, 11, 8), Person: "Dr. Zoë O'Brien"}},
		Resources:   []study.Resource{{Name: "Linus", Kind: "person"}, {Name: "Study guide", Kind: "book"}},
		ExamDate:    civil.Of(2027, 1, 16),
	}, "sam")
	p.Publish("SY0-721", civil.Of(2027, 6, 11))
	return p
}

// TestWhatIsPrivate goes through the ways in which people write a name, a day, a result.
func TestWhatIsPrivate(t *testing.T) {
	p := failed()
	for _, text := range []string{
		// names
		"ask karla jones about it", "KARLA", "Karla's course", "karla_jones", "*Kar*la", "Kar<b>la</b>", "Kar&#108;a", "Kar\u00adla", "KarlaJones", "karlajones",
		"the Jones method", "\u003e Ka\u200brla", "Bo will know", "(A.)", "hypatia", "请王芳看", "dr. zoe", "Zoë", "o'brien", "OBrien", "Sam", "linus says", "SamNotes", "see example.org/~kj",
		// addresses
		"mail k.j@acme.com", "[mail](mailto:kj%40acme.com)", "kj (at) acme (dot) com", "@kjones", "kj#1234", "call +49 170 1234567",
		"https://user:pw@drive.example.com/x", "https://example.org/?token=x1", "https://drive.example.com/d/SECRETTOKEN", "https://discord.gg/abc",
		// days
		"2026-11-02", "on 2 Nov", "on 2\nNovember", "Nov 2", "2nd of November", "2. November", "**2** November", "2&nbsp;November", "November 2nd, 2026", "2-Nov-2026",
		"2.11.", "02.11.", "2.11.2026", "2.11.26", "11/02/26", "02/11/2026", "11/2", "20261102", "in November 2026", "16 January", "am 3. März", "le 4 février", "5 de mayo 5 mayo",
		// results
		"721", "721 points", "score: 512", "only 41 % in domain 1", "I had 41 there", "scored 41", "7 of 12", "7/12", "14 of 25 right", "14 out of 25", "71 of 90", "79 percent",
		"got 63 % at last", "result: 8 of 10", "I failed it", "my anxiety was the cause", "failed in November", "55 points short",
	} {
		if !p.In(text) {
			t.Errorf("%q passes", text)
		}
	}
	for _, text := range []string{
		"", "Graceful, Karlas, Bosporus and U.S.A. law", "a study guide for the evening", "the group reviews at night", "An exam at home", "boring",
		"TLS 1.2. and TLS 1.3", "objective 4.2.", "port 22 may be open", "10.0.0.1 and 192.168.56.20", "CVE-2021-44228", "version 1.2.13 of it", "mark 5 of them", "802.11ac", "24/7",
		"the last day of SY0-721 is 2027-06-11, a Friday", "until 11 June 2027", "at least ten points above the pass mark", "half of it in 60 minutes", "the mail of user@example.com",
		"Three full simulations, timed, closed book", "1 of 3 keys", "a share of 22 percent by weight", "1721", "721.5", "3,721", "@2x",
	} {
		if p.In(text) {
			t.Errorf("%q does not pass", text)
		}
	}
}

// TestCodeIsReadLessWarily: logs are full of days and numbers; what the plan tells stays private there, too.
func TestCodeIsReadLessWarily(t *testing.T) {
	p := failed()
	for text, want := range map[string]bool{
		"Nov 10 02:14:01 sshd: failed 3/10 for ana": false, "2025-03-04 100% right": false, "@media print": false,
		"backup-2026-11-02.tar": true, "# Karla": true, "score = 721": true, "to = \"k@acme.com\"": true, "14/25": true,
	} {
		if got := p.InCode(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
		kept, _ := p.Without("```sh\n" + text + "\n```\n")
		if (kept == "") != want {
			t.Errorf("%q became %q", text, kept)
		}
	}
}

// TestEveryFormOfADay: whatever day it is, no way of writing it passes.
func TestEveryFormOfADay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := civil.Of(2026, 1, 1) + civil.Date(rapid.IntRange(0, 700).Draw(t, "day"))
		p := Of(study.Record{Attempts: []study.Attempt{{At: civil.Instant{Date: d}}}}, "")
		y, m, n := d.YMD()
		full, short := d.Medium(), strings.Fields(d.Medium())
		for _, text := range append(numeric(y, m, n), full, d.String(), d.Long(), d.Short(), short[0]+" "+short[1][:3], short[1]+" "+short[0], short[1][:3]+" "+short[0],
			short[0]+". "+short[1], short[0]+"th of "+short[1], short[1]+" "+short[0]+"th", strings.ToUpper(full)) {
			for _, around := range []string{"%", "on %, at nine", "(%)", "the day: %."} {
				if text := strings.ReplaceAll(around, "%", text); !p.In(text) {
					t.Fatalf("%q passes", text)
				}
			}
		}
	})
}
func TestPrivateWords(t *testing.T) {
	p := secret("A.", "Grace")
	p.said = []string{"702", "62 of 90", "2 nov", "2 november"}
	for text, want := range map[string]bool{
		"ask A. first": true, "U.S.A. law": false, "(A.)": true, "Graceful": false, "Grace's": true, "Disgrace": false,
		"702": true, "1702": false, "702.5": false, "3,702": false, "score 702.": true, "702,": true, "x702": false,
		"162 of 90": false, "62 of 90 right": true, "2 Nov": true, "2 November": true, "2 Novembers": false, "12 November": true,
		"A. A.B A.": true, "": false,
	} {
		if got := p.In(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestPassagesLeftOut(t *testing.T) {
	p := secret("Xaver")
	for _, c := range []struct{ name, text, want string }{
		{"a paragraph", "One.\n\nTwo Xaver\nstill two.\n\nThree.\n", "One.\n\nThree.\n"},
		{"the first", "Xaver\n\nTwo.\n", "Two.\n"},
		{"the last", "One.\n\nXaver", "One.\n\n"},
		{"an item with what is below it", "- one\n- Xaver\n  more\n  - below\n\n    and more\n- three\n", "- one\n- three\n"},
		{"an item below", "- one\n  - Xaver\n  - two\n- three\n", "- one\n  - two\n- three\n"},
		{"a numbered item", "1. one\n2. Xaver\n3. three\n", "1. one\n3. three\n"},
		{"a year begins no item", "One\n2026 was Xaver\n\nTwo\n", "Two\n"},
		{"a heading", "# Xaver\ntext\n", "text\n"},
		{"a table as a whole", "| a |\n|---|\n| Xaver |\n\nText\n", "Text\n"},
		{"a block of code as a whole", "Text\n```sh\n# Xaver\n\necho\n```\nMore\n", "Text\nMore\n"},
		{"a fence of another kind inside", "~~~\n```\n\nXaver\n~~~\nMore\n", "More\n"},
		{"a comment", "One <!-- a\nb --> two\n\nThree\n", "One  two\n\nThree\n"},
		{"a comment over paragraphs", "One\n\n<!-- a\n\n- b\n\n# c -->\n\nTwo\n", "One\n\nTwo\n"},
		{"a comment without an end", "One\n\nTwo <!-- Xa\n\nb\n", "One\n\nTwo "},
		{"a name with a comment inside", "One\n\nXa<!-- b -->ver\n", "One\n\n"},
		{"nothing", "a\n\n\n\nb\n- c\n", "a\n\n\n\nb\n- c\n"},
	} {
		got, dropped := p.Without(c.text)
		if diff := cmp.Diff(c.want, got); diff != "" || (len(dropped) > 0) != strings.Contains(c.text, "Xa") {
			t.Errorf("%s, %v left out (-want +got):\n%s", c.name, dropped, diff)
		}
	}
}

// TestPassagesLoseNothing: together the passages are the note, and no private word is left in what is kept.
func TestPassagesLoseNothing(t *testing.T) {
	piece := rapid.SampledFrom([]string{"word", "Xaver", "\n", "\n\n", "- ", "  ", "1. ", "# ", "```", "~~~", "---", "> ", "| a |", "+++", " "})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(piece).Draw(t, "pieces"), "")
		if got := strings.Join(passages(text), ""); got != text {
			t.Fatalf("%q became %q", text, got)
		}
		p := secret("Xaver")
		kept, dropped := p.Without(text)
		if p.In(kept) {
			t.Fatalf("%q keeps %q", text, kept)
		}
		if !p.In(text) && (kept != text || len(dropped) > 0) {
			t.Fatalf("%q became %q without a cause", text, kept)
		}
		for _, n := range dropped {
			if n < 1 || n > strings.Count(text, "\n")+1 {
				t.Fatalf("line %d of %q", n, text)
			}
		}
	})
}

// numeric are a day's numbers as they are written.
func numeric(y, m, d int) (out []string) {
	for _, f := range []string{"%[1]d-%02[2]d-%02[3]d", "%02[3]d.%02[2]d.%[1]d", "%[3]d.%[2]d.%[1]d", "%[3]d.%[2]d.", "%02[3]d.%02[2]d.", "%02[2]d/%02[3]d/%[4]d", "%02[2]d/%02[3]d/%[1]d", "%02[3]d/%02[2]d/%[1]d", "%[2]d/%[3]d/%[1]d", "%[1]d%02[2]d%02[3]d", "%[3]d.%[2]d.%[4]d"} {
		text := fmt.Sprintf(f, y, m, d, y%100)
		text, _, _ = strings.Cut(text, "%!")
		out = append(out, text)
	}
	return out
}
