package keyed

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"retake/generator/civil"
	"retake/generator/fault"
)

// everything has one key of each kind.
type everything struct {
	Text, Label, Word string
	Whole             int
	Number, Mark      float64
	Marked            bool
	Yes, No           bool
	Day               civil.Date
	Moment            civil.Instant
	Days              []civil.Date
	Length, Hours     civil.Minutes
	Clock             civil.Clock
	Free              []civil.Window
	Texts             []string
	List              []item
	Maybe             *item
}

type item struct{ N int }

func itemKeys(x *item) []Key { return []Key{Must(Whole("n", &x.N, 0, 9))} }

func keysOf(e *everything) []Key {
	return []Key{
		Text("text", &e.Text), Label("label", &e.Label), Word("word", &e.Word, "red", "green"), Whole("whole", &e.Whole, -5, 100),
		Number("number", &e.Number, 0, 1), Mark("mark", &e.Mark, &e.Marked, 0, 9), Yes("yes", &e.Yes), No("no", &e.No),
		Date("day", &e.Day), Moment("moment", &e.Moment), Dates("days", &e.Days), Length("length", &e.Length, 1, 1440),
		Hours("hours", &e.Hours), Clock("clock", &e.Clock), Windows("free", &e.Free), Texts("texts", &e.Texts), Many("list", &e.List, item{N: -1}, itemKeys, nil), Maybe("maybe", &e.Maybe, itemKeys),
	}
}

func readAll(text string) (e everything, faults fault.List) {
	if v := NewFile("x.toml", text, 1, &faults).Parse(); !v.Broken() {
		v.Table(keysOf(&e))
	}
	return e, faults
}

func TestRead(t *testing.T) {
	got, faults := readAll(`
text = " x "
label = 2
word = "Green"
whole = -3
number = 0.5
mark = 0
yes = true
no = false
day = 2026-11-20
moment = 2026-11-20T15:40:00
days = [2026-11-20, 2026-11-21]
length = "1h30m"
hours = 12.5
clock = "19:00"
free = ["19:00-20:30", "07:00-07:45"]
texts = ["a", "b"]
maybe = { n = 3 }
[[list]]
n = 1
[[list]]
n = 2
`)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	want := everything{
		Text: "x", Label: "2", Word: "green", Whole: -3, Number: 0.5, Marked: true, Yes: true, No: true,
		Day: civil.Of(2026, 11, 20), Moment: civil.Instant{Date: civil.Of(2026, 11, 20), Clock: 940},
		Days: []civil.Date{civil.Of(2026, 11, 20), civil.Of(2026, 11, 21)}, Length: 90, Hours: 750, Clock: 1140,
		Free:  []civil.Window{{Start: 420, Length: 45}, {Start: 1140, Length: 90}},
		Texts: []string{"a", "b"}, Maybe: &item{3}, List: []item{{1}, {2}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestOtherForms are values that may be written in more than one way.
func TestOtherForms(t *testing.T) {
	for text, ok := range map[string]func(everything) bool{
		"length = 90":            func(e everything) bool { return e.Length == 90 },
		`length = "19:00-20:30"`: func(e everything) bool { return e.Length == 90 },
		`length = "90m"`:         func(e everything) bool { return e.Length == 90 },
		`hours = "12h30m"`:       func(e everything) bool { return e.Hours == 750 },
		`hours = "40 h"`:         func(e everything) bool { return e.Hours == 2400 },
		`hours = "45m"`:          func(e everything) bool { return e.Hours == 45 },
		"clock = 07:15:00":       func(e everything) bool { return e.Clock == 435 },
		`clock = " 24:00 "`:      func(e everything) bool { return e.Clock == 1440 },
		"free = 45": func(e everything) bool {
			return len(e.Free) == 1 && e.Free[0] == civil.Window{Start: civil.NoClock, Length: 45}
		},
		"free = []":                    func(e everything) bool { return e.Free == nil },
		`free = "0m"`:                  func(e everything) bool { return e.Free == nil },
		"moment = 2026-11-20":          func(e everything) bool { return e.Moment.Clock == civil.NoClock },
		"moment = 2026-11-20 15:40:00": func(e everything) bool { return e.Moment.Clock == 940 },
		"days = 2026-11-20":            func(e everything) bool { return len(e.Days) == 1 },
		`texts = "one, two"`:           func(e everything) bool { return cmp.Equal(e.Texts, []string{"one, two"}) },
		"number = 1":                   func(e everything) bool { return e.Number == 1 },
		`label = "2b"`:                 func(e everything) bool { return e.Label == "2b" },
		"list = [{n = 4},]":            func(e everything) bool { return len(e.List) == 1 && e.List[0].N == 4 },
		"maybe = {\n n = 4, # four\n}": func(e everything) bool { return e.Maybe.N == 4 },
	} {
		if e, faults := readAll(text); len(faults) > 0 || !ok(e) {
			t.Errorf("%s: %v %+v", text, faults, e)
		}
	}
}

// TestWrong names the place and the code of each thing that can be wrong with a value.
func TestWrong(t *testing.T) {
	for text, want := range map[string]string{
		"text = 1":                                "1:8 wrong-type",
		"whole = 1.5":                             "1:9 wrong-type",
		"hours = -1":                              "1:9 out-of-range",
		`hours = "many"`:                          "1:9 bad-time write hours = 12 or hours = \"12h30m\"",
		"clock = 19":                              "1:9 wrong-type write clock = \"19:00\"",
		"clock = 2026-11-20":                      "1:9 wrong-type write clock = \"19:00\"",
		`clock = "7pm"`:                           "1:9 bad-time write clock = \"19:00\"",
		"whole = 101":                             "1:9 out-of-range",
		"whole = -6":                              "1:9 out-of-range",
		"number = nan":                            "1:10 out-of-range",
		"number = inf":                            "1:10 out-of-range",
		"yes = 1":                                 "1:7 wrong-type",
		`word = "gren"`:                           "1:8 unknown-value did you mean green?",
		"day = 2026-11-20T10:00:00":               "1:7 wrong-type write the day alone: day = 2026-11-20",
		"day = 2026-11-20T10:00:00Z":              "1:7 wrong-type write the day alone: day = 2026-11-20",
		"moment = 2026-11-20T10:00:00Z":           "1:10 wrong-type",
		`day = "2026-11-20"`:                      "1:7 wrong-type without quotes: day = 2026-11-20",
		"day = 0001-01-01":                        "1:7 out-of-range",
		"day = 2026-02-30":                        "1:7 impossible-date",
		"days = [2026-02-30, 2026-02-31, 5]":      "1:9 impossible-date|1:21 impossible-date|1:33 wrong-type",
		"length = 0":                              "1:10 out-of-range",
		"length = true":                           "1:10 wrong-type",
		`length = "20:30-19:00"`:                  "1:10 bad-time",
		`free = ["10:00-11:00", "10:30-12:00"]`:   "1:24 overlap",
		"free = 2000":                             "1:8 out-of-range",
		"free = false":                            "1:8 wrong-type",
		`texts = ["a", 1]`:                        "1:15 wrong-type",
		"list = [{}, {n = 10}, 3]":                "1:9 missing-key|1:18 out-of-range|1:23 wrong-type",
		"list = {n = 1}":                          "1:8 wrong-type write [[list]] with two brackets, once for each",
		"[[maybe]]\nn = 1":                        "1:3 wrong-type write [maybe] on a line of its own and the keys below it",
		"whoel = 1\n[[list]]\nn = 1\nm = 2":       "1:1 unknown-key did you mean whole?|4:1 unknown-key the keys here are n",
		"maybe.n = 1\nmaybe.text = 2\nzz.top = 1": "2:7 unknown-key|3:1 unknown-key",
	} {
		e, faults := readAll(text)
		var got []string
		for _, f := range faults.Sorted() {
			s := fmt.Sprintf("%d:%d %s", f.Pos.Line, f.Pos.Col, f.Code)
			if strings.Contains(want, s+" ") {
				s += " " + f.Hint
			}
			got = append(got, s)
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%s\n got %s\nwant %s\n%+v", text, s, want, e)
		}
	}
}

// TestSyntax holds our places and words against the library's, which counts bytes and starts before
// blanks.
func TestSyntax(t *testing.T) {
	for text, want := range map[string]string{
		"a = 1\na = 2\n":                        "2:1 a is written twice",
		"[t]\nx = 1\n[t]\n":                     "3:2 t is written twice",
		"é = 1\n":                               "1:1 there is no = after the key",
		"x = 'é' y\n":                           "1:9 something follows on the same line",
		"x = 1\ny = \nz = 2\n":                  "2:5 the value is missing",
		"x = 1\ny\n":                            "2:2 there is no = after the key",
		"a = [\n 1\n 2\n]\n":                    "3:2 expected a comma (',') or array terminator (']'), but got '2'",
		"text = foo, b\n":                       "1:8 foo, b is text without quotes",
		"a = \"ü\\q\"\n":                        `1:6 invalid escape in string '\q'`,
		"a=1\nb=\x01\n":                         "2:3 a control character, which no text file has",
		"a = 01\n":                              `1:5 invalid integer "01": cannot have leading zeroes`,
		"a = \"x\nb = 1\n":                      "1:7 the text has no closing quote on its line",
		"a = {b = 1\nc = 2\n":                   "1:5 this { is not closed",
		"[a\nb = 1\n":                           "1:3 expected '.' or ']' to end table name, but got '\\n' instead",
		"a = 99999999999999999999\n":            "1:5 99999999999999999999 is out of range for int64",
		"a = " + strings.Repeat("[", maxDeep):   "1:68 the value is missing",
		"a = " + strings.Repeat("[", maxDeep+1): "1:69 this is nested more than 64 levels deep",
		strings.Repeat("a={", 8000):             "1:195 this is nested more than 64 levels deep",
		"a = 1\n" + strings.Repeat("b.", 8000) + "b = 1\n": "2:64 a key of more than 32 parts",
		"[" + strings.Repeat("b.", 8000) + "b]\n":          "1:65 a key of more than 32 parts",
		strings.Repeat(strings.Repeat("b.", 30)+"b={", 9):  "1:189 this is nested more than 64 levels deep",
		"# " + strings.Repeat("[", 99) + "\na = \"" + strings.Repeat("{", 99) + strings.Repeat(".", 99) + "\"\nb = '''\n" + strings.Repeat("[", 99) + "'''\n": "2:1 unknown key a|3:1 unknown key b",
		strings.Repeat("b.", maxParts-1) + "b = " + strings.Repeat("[", 30) + strings.Repeat("]", 30) + "\n":                                                  "1:1 unknown key b",
		"# ü\nab = \"\"\"\nno end":             "3:6 unexpected EOF; expected '\"\"\"'",
		"a = 1\n\n[[b]]\nc = 1\n[b]\nd = 1\n":  "5:2 b is written twice",
		"a = \"\\uD800\"\n":                    "1:6 escaped character '\\uD800' is not valid UTF-8",
		"a = 2026-11-20T25:00:00\nb = \x7f1\n": "1:5 2026-11-20T25:00:00 is not a date or time of the calendar|2:5 a control character, which no text file has",
	} {
		_, faults := readAll(text)
		var got []string
		for _, f := range faults.Sorted() {
			got = append(got, fmt.Sprintf("%d:%d %s", f.Pos.Line, f.Pos.Col, f.Message))
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%.60q\n got %s\nwant %s", text, s, want)
		}
	}
}

// TestSlips are values that TOML refuses and people write: each is named with what to write, and what
// follows is read all the same.
func TestSlips(t *testing.T) {
	for text, want := range map[string]string{
		"day = 02.11.2026":              "1:7 02.11.2026 is not a date; year first: 2026-11-02",
		"day = 2.11.2026 # x":           "1:7 2.11.2026 is not a date; year first: 2026-11-02",
		"day = 11/02/2026":              "1:7 11/02/2026 is not a date; year first: 2026-11-02 or 2026-02-11",
		"day = 23/11/2026":              "1:7 23/11/2026 is not a date; year first: 2026-11-23",
		"day = 02-11-2026":              "1:7 02-11-2026 is not a date; year first: 2026-02-11 or 2026-11-02",
		"day = 2026/11/02":              "1:7 2026/11/02 is not a date; with dashes and two digits each: 2026-11-02",
		"day = 2026.11.02":              "1:7 2026.11.02 is not a date; with dashes and two digits each: 2026-11-02",
		"day = 2026-11-2":               "1:7 2026-11-2 is not a date; with dashes and two digits each: 2026-11-02",
		"day = 2 November 2026":         "1:7 2 November 2026 is not a date; year first: 2026-11-02",
		"day = Nov 2, 2026":             "1:7 Nov 2, 2026 is not a date; year first: 2026-11-02",
		"day = 31/31/2026":              "1:7 31/31/2026 is text without quotes; text goes in quotes: day = \"31/31/2026\"",
		"days = [02.11.2026, 1.2.2026]": "1:9 02.11.2026 is not a date; year first: 2026-11-02|1:21 1.2.2026 is not a date; year first: 2026-02-01",
		"moment = 2026-11-20 9:30":      "1:10 2026-11-20 9:30 is not a date with a time; the hour has two digits: 2026-11-20T09:30",
		"text = 200-301":                "1:8 200-301 is text without quotes; text goes in quotes: text = \"200-301\"",
		"text = SY0-701":                "1:8 SY0-701 is text without quotes; text goes in quotes: text = \"SY0-701\"",
		"text = 4.2.1":                  "1:8 4.2.1 is text without quotes; text goes in quotes: text = \"4.2.1\"",
		"text = a study guide":          "1:8 a study guide is text without quotes; text goes in quotes: text = \"a study guide\"",
		"length = 1h30m":                "1:10 1h30m is text without quotes; text goes in quotes: length = \"1h30m\"",
		"free = 19:00-20:30":            "1:8 19:00-20:30 is text without quotes; text goes in quotes: free = \"19:00-20:30\"",
		"texts = [a, b]":                "1:10 a is text without quotes; text goes in quotes: \"a\"|1:13 b is text without quotes; text goes in quotes: \"b\"",
		"maybe = { n = 1, x = low }":    "1:18 unknown key x; the keys here are n|1:22 low is text without quotes; text goes in quotes: x = \"low\"",
		"list = [{ n = 5% }]":           "1:15 5% is no number; write the number alone: n = 5",
		"maybe = { n = 1,5 }":           "1:15 1,5 is no number; write a point instead of the comma: n = 1.5",
		"list = [{ n = 1,5, m = 2 }]":   "1:15 1,5 is no number; write a point instead of the comma: n = 1.5|1:20 unknown key m; the keys here are n",
		"number = 0,5":                  "1:10 0,5 is no number; write a point instead of the comma: number = 0.5",
		"yes = True":                    "1:7 True is no value; write yes = true",
		"yes = no":                      "1:7 no is no value; write yes = false",
		`mark = "5 %"`:                  "1:8 mark must be a number, not text; write the number alone: mark = 5",
		`day = "02.11.2026"`:            "1:7 day must be a date, not text; without quotes and year first: day = 2026-11-02",
		`length = "1h30"`:               "1:10 length: \"1h30\" is neither a time range like 19:00-20:30 nor a length like 90m; did you mean \"1h30m\"?",
		`word = "blue"`:                 "1:8 word \"blue\" is none of red, green; write word = \"red\" or \"green\"",
	} {
		e, faults := readAll(text + "\nlabel = \"read\"\n")
		var got []string
		for _, f := range faults.Sorted() {
			got = append(got, fmt.Sprintf("%d:%d %s; %s", f.Pos.Line, f.Pos.Col, f.Message, f.Hint))
		}
		if s := strings.Join(got, "|"); s != want || e.Label != "read" {
			t.Errorf("%s\n got %s\nwant %s", text, s, want)
		}
	}
}

// TestUnclosed: a bracket without a partner is named where it stands; a table over several lines and a
// comma left out are something else.
func TestUnclosed(t *testing.T) {
	for text, want := range map[string]string{
		"list = [\n { n = 1,\n { n = 2 },\n]\n":    "2:2 this { is not closed",
		"list = [\n { n = 1\n { n = 2 },\n]\n":     "2:2 this { is not closed",
		"list = [\n { n = 1\n]\n":                  "2:2 this { is not closed",
		"list = [\n { n = 1 },\n":                  "1:8 this [ is not closed",
		"list = [\n { n = 1 },\n[[list]]\nn = 1\n": "1:8 this [ is not closed",
		"texts = [\"a\", \"b\"\nwhole = 3\n":       "1:9 this [ is not closed",
		"maybe = { n = 1\nwhole = 3\n":             "1:9 this { is not closed",
		"maybe = { n = 1\n":                        "1:9 this { is not closed",
		"maybe = {\n n = 1,\n}\n":                  "",
		"maybe = { n = 1, # {\n}\n":                "",
		"text = \"[{\"\nwhole = x\n":               "2:9 x is text without quotes",
		"maybe = {\n n = 1\n m = 2\n}\n":           "3:2 expected a comma or an inline table terminator '}', but got 'm' instead",
		"maybe = { n = 1\n m = 2 }\n":              "2:2 expected a comma or an inline table terminator '}', but got 'm' instead",
		"list = [\n { n = 1 }\n { n = 2 }\n]\n":    "3:2 expected a comma (',') or array terminator (']'), but got '{'",
		"maybe = { n = 1,\n text = 1.1.2026 }":     "2:2 unknown key text|2:9 1.1.2026 is not a date",
	} {
		_, faults := readAll(text)
		var got []string
		for _, f := range faults.Sorted() {
			got = append(got, fmt.Sprintf("%d:%d %s", f.Pos.Line, f.Pos.Col, f.Message))
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%q\n got %s\nwant %s", text, s, want)
		}
	}
}

// TestNormal: any encoding and any line ends give the same text, so the same places.
func TestNormal(t *testing.T) {
	text := "title = \"Prüfung 😀\"\nbad = 1\n"
	utf := func(bom string, big bool, s string) string {
		b := []byte(bom)
		for _, u := range utf16.Encode([]rune(s)) {
			if big {
				b = append(b, byte(u>>8), byte(u))
			} else {
				b = append(b, byte(u), byte(u>>8))
			}
		}
		return string(b)
	}
	for name, in := range map[string]string{
		"plain": text, "BOM": "\xef\xbb\xbf" + text, "CRLF": strings.ReplaceAll(text, "\n", "\r\n"), "CR": strings.ReplaceAll(text, "\n", "\r"),
		"UTF-16 LE": utf("\xff\xfe", false, text), "UTF-16 BE": utf("\xfe\xff", true, text),
		"LE without BOM": utf("", false, text), "BE without BOM": utf("", true, text),
		"all at once": utf("\xff\xfe", false, strings.ReplaceAll(text, "\n", "\r\n")),
	} {
		got, bad := Normal([]byte(in))
		if got != text || bad != -1 {
			t.Errorf("%s: %q, %d", name, got, bad)
		}
	}
	if got, bad := Normal([]byte("ü\xffx")); got != "ü\uFFFDx" || bad != 2 {
		t.Errorf("%q, %d", got, bad)
	}
	for _, in := range []string{"", "a", "\xff", "\xff\xfe", "\xff\xfea", "\x00"} {
		Normal([]byte(in))
	}
}

func TestDidYouMean(t *testing.T) {
	words := []string{"percent", "printed", "points", "domain", "SY0-701", "n"}
	for in, want := range map[string]string{
		"precent": "percent", "pionts": "points", "DOMAIN": "domain", "domian": "domain", "sy0-70l": "SY0-701", "printd": "printed",
		"something": "", "domains_of": "domain", "Pointsman": "points", "": "", "dom": "", "x": "", "nn": "",
	} {
		if got := nearest(in, words); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// FuzzRead: no text makes the reader panic, and every fault has a place in the text.
func FuzzRead(f *testing.F) {
	for _, text := range samplesOfTOML {
		f.Add(text)
	}
	f.Add("[")
	f.Add("day = 02.11.2026\nlist = [{ n = 5%, },\ntext = a b\n")
	f.Add("free = [[\"10:00-11:00\"]]\nlist = [[1]]\nmaybe = 2026-02-30\ndays = [2026-02-30]\n")
	f.Fuzz(func(t *testing.T, text string) {
		text, _ = Normal([]byte(text))
		_, faults := readAll(text)
		lines := strings.Count(text, "\n") + 1
		for _, x := range faults {
			if x.Pos.Line > lines || x.Message == "" || x.Pos.Line > 0 && x.Width < 1 {
				t.Fatalf("%+v in %q", x, text)
			}
		}
	})
}
