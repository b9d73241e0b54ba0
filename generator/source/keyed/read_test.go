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
	Length            civil.Minutes
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
		Windows("free", &e.Free), Texts("texts", &e.Texts), Many("list", &e.List, item{N: -1}, itemKeys, nil), Maybe("maybe", &e.Maybe, itemKeys),
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
		Days: []civil.Date{civil.Of(2026, 11, 20), civil.Of(2026, 11, 21)}, Length: 90,
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
		"a = 1\na = 2\n":                       "2:1 a is written twice",
		"[t]\nx = 1\n[t]\n":                    "3:2 t is written twice",
		"é = 1\n":                              "1:1 there is no = after the key",
		"x = 'é' y\n":                          "1:9 something follows on the same line",
		"x = 1\ny = \nz = 2\n":                 "2:5 the value is missing",
		"x = 1\ny\n":                           "2:2 there is no = after the key",
		"a = [\n 1\n 2\n]\n":                   "3:2 expected a comma (',') or array terminator (']'), but got '2'",
		"a = foo, b\n":                         "1:5 foo is no value",
		"a = \"ü\\q\"\n":                       `1:6 invalid escape in string '\q'`,
		"a=1\nb=\x01\n":                        "2:3 a control character, which no text file has",
		"a = 01\n":                             `1:5 invalid integer "01": cannot have leading zeroes`,
		"a = \"x\nb = 1\n":                     "1:7 the text has no closing quote on its line",
		"a = {b = 1\nc = 2\n":                  "2:1 expected a comma or an inline table terminator '}', but got 'c' instead",
		"[a\nb = 1\n":                          "1:3 expected '.' or ']' to end table name, but got '\\n' instead",
		"a = 99999999999999999999\n":           "1:5 99999999999999999999 is out of range for int64",
		strings.Repeat("[", maxBrackets+1):     "0:0 more than 400000 brackets",
		"a = " + strings.Repeat("[", 100_000):  "1:100004 the value is missing",
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
		"something": "", "": "", "dom": "", "x": "", "nn": "",
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
