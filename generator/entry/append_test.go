package entry

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var (
	walk = Entry{"session", []Field{{"date", "2026-11-24"}, {"minutes", "50"}}}
	quiz = Entry{"practice", []Field{{"date", "2026-11-24"}, {"right", "31"}, {"of", "50"}, {"note", Text("a \"b\" # [[c]]\n= d")}}}
	bare = Entry{Table: "checkin"}
	wide = func(order, text string) string {
		var b strings.Builder
		for _, c := range []byte(text) {
			if order == "be" {
				b.Write([]byte{0, c})
			} else {
				b.Write([]byte{c, 0})
			}
		}
		return b.String()
	}
)

func TestAppend(t *testing.T) {
	const session = "[[session]]\ndate = 2026-11-24\nminutes = 50\n"
	crlf := strings.ReplaceAll(session, "\n", "\r\n")
	for name, c := range map[string]struct{ old, want string }{
		"empty":              {"", session},
		"a mark alone":       {"\xef\xbb\xbf", "\xef\xbb\xbf" + session},
		"an entry":           {session, session + "\n" + session},
		"comments":           {"# mine\n\n[[miss]] # one\n# below\n", "# mine\n\n[[miss]] # one\n# below\n\n" + session},
		"blank line at end":  {"a = 1\n\n", "a = 1\n\n\n" + session},
		"no final line end":  {"a = 1", "a = 1\n\n" + strings.TrimSuffix(session, "\n")},
		"CRLF":               {"a = 1\r\n", "a = 1\r\n\r\n" + crlf},
		"CRLF, no final one": {"a = 1\r\nb = 2", "a = 1\r\nb = 2\r\n\r\n" + strings.TrimSuffix(crlf, "\r\n")},
		"CR":                 {"a = 1\r", "a = 1\r\r" + strings.ReplaceAll(session, "\n", "\r")},
		"the last line end":  {"a = 1\r\nb = 2\n", "a = 1\r\nb = 2\n\n" + session},
		"no UTF-8":           {"# \xe4\n", "# \xe4\n\n" + session},
		"UTF-16, little":     {"\xff\xfe" + wide("le", "a = 1\r\n"), "\xff\xfe" + wide("le", "a = 1\r\n\r\n"+crlf)},
		"UTF-16, big":        {"\xfe\xff" + wide("be", "a = 1\n"), "\xfe\xff" + wide("be", "a = 1\n\n"+session)},
		"UTF-16, no mark":    {wide("le", "a = 1\n"), wide("le", "a = 1\n\n"+session)},
		"UTF-16, a mark":     {"\xff\xfe", "\xff\xfe" + wide("le", session)},
	} {
		got, err := Append([]byte(c.old), walk)
		if err != nil || string(got) != c.want {
			t.Errorf("%s: got %q, %v\nwant %q", name, got, err, c.want)
		}
	}
	for name, old := range map[string]string{"half a unit": "\xff\xfea", "half a pair": "\xff\xfe\x00\xd8"} {
		if got, err := Append([]byte(old), walk); err == nil {
			t.Errorf("%s: got %q", name, got)
		}
	}
	for _, e := range []Entry{
		{Table: ""}, {Table: "a b"}, {Table: "a]]\nb = 1\n[[c"}, {"a", []Field{{"", "1"}}}, {"a", []Field{{"b", ""}}}, {"a", []Field{{"b", "1\nc = 2"}}},
		{"a", []Field{{"b", "1 # c"}}}, {"a", []Field{{"b", `"c`}}}, {"a", []Field{{"b", `[1`}}}, {"a", []Field{{"b", `1]`}}}, {"a", []Field{{"b = 1\nc", "2"}}},
		{"a", []Field{{"b", "\"\"\"c\"\"\""}}}, {"a", []Field{{"b", "'c'"}}}, {"a", []Field{{"b", " 1"}}}, {"a", []Field{{"b", "[1] [2]"}}},
	} {
		if got, err := Append(nil, e); err == nil {
			t.Errorf("%#v is written: %q", e, got)
		}
	}
}

// drawLog is the bytes of a file: now and then any, mostly near to a log.
func drawLog(t *rapid.T) []byte {
	part := rapid.SampledFrom([]string{
		"[[session]]", "[[practice]]\nright = 3\n", "date = 2026-11-24", " = ", "\n", "\n", "\r\n", "\r", "# mine", "\"", "\"\"\"", "ä", "\x00", "\xff", "  ", "a = [1, {b = \"c\"}]", "\ufeff",
	})
	text := strings.Join(rapid.SliceOfN(part, 0, 12).Draw(t, "parts"), "")
	switch rapid.SampledFrom([]string{"", "", "mark", "le", "be", "any"}).Draw(t, "form") {
	case "mark":
		return []byte("\xef\xbb\xbf" + text)
	case "le":
		return []byte("\xff\xfe" + wide("le", text))
	case "be":
		return []byte("\xfe\xff" + wide("be", text))
	case "any":
		return rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")
	}
	return []byte(text)
}

// TestUndoTakesBackWhatAppendAdds, one entry or several, whatever the file holds.
func TestUndoTakesBackWhatAppendAdds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		old := drawLog(t)
		entries := rapid.SliceOfN(rapid.SampledFrom([]Entry{walk, quiz, bare}), 1, 4).Draw(t, "entries")
		now, err := Append(old, entries...)
		if err != nil {
			if refusal := new(Refusal); !errors.As(err, &refusal) {
				t.Fatal(err)
			}
			return
		}
		if !bytes.HasPrefix(now, old) {
			t.Fatalf("%q became %q", old, now)
		}
		for i := len(entries) - 1; i >= 0; i-- {
			want, _ := Append(old, entries[:i]...)
			rest, taken, err := Undo(now)
			if err != nil || !bytes.Equal(rest, want) || taken != entries[i].String() {
				t.Fatalf("of %q: %q, %q, %v\nwant %q", now, rest, taken, err, want)
			}
			now = rest
		}
	})
}

func TestUndoOfWhatIsNotOurs(t *testing.T) {
	const entry = "[[session]]\ndate = 2026-11-24\nminutes = 50\n"
	for text, want := range map[string]string{
		"":                                    "the log has no entry",
		"# nothing\n":                         "the log has no entry",
		entry + "# x\n":                       "line 4: this line was changed or added since, so the last entry is not taken back; take it out in your editor",
		entry + "\n":                          "line 4: a blank line stands in or below the entry, so the last entry is not taken back; take it out in your editor",
		"[[session]]\nminutes = 50 # or so\n": "line 2: this line was changed or added since, so the last entry is not taken back; take it out in your editor",
		"[[session]] # 1\nminutes = 50\n":     "line 1: this is not how retake begins an entry, so the last entry is not taken back; take it out in your editor",
		"  [[session]]\nminutes = 50\n":       "line 1: this is not how retake begins an entry, so the last entry is not taken back; take it out in your editor",
		"[[session]]\nminutes=50\n":           "line 2: this line was changed or added since, so the last entry is not taken back; take it out in your editor",
		"[[session]]\nnote = \"\"\"\na = 1\n": "line 2: this line was changed or added since, so the last entry is not taken back; take it out in your editor",
		"[[session]]\nnote = 'mine'\n":        "line 2: this line was changed or added since, so the last entry is not taken back; take it out in your editor",
		"[[miss]]\nwhy = \"term\"\ncleared = [2026-11-27]\n": "line 3: a day on which you were right has come into the entry, so the last entry is not taken back; take it out in your editor",
		"# a\n" + entry:                         "line 2: the blank lines around it are not as they were, so the last entry is not taken back; take it out in your editor",
		"# a\n\n[[session]]\r\nminutes = 50\n":  "line 3: the blank lines around it are not as they were, so the last entry is not taken back; take it out in your editor",
		"# a\n\n\n[[session]]\nminutes = 50":    "line 4: the blank lines around it are not as they were, so the last entry is not taken back; take it out in your editor",
		"\xff\xfe" + wide("le", entry+" ") + "": "line 4: a blank line stands in or below the entry, so the last entry is not taken back; take it out in your editor",
	} {
		rest, taken, err := Undo([]byte(text))
		if err == nil || err.Error() != want {
			t.Errorf("%q: got %q, %q, %v\nwant %s", text, rest, taken, err, want)
		}
	}
}

func FuzzUndo(f *testing.F) {
	for _, old := range []string{"", "a = 1", "a = 1\r\n", "\xef\xbb\xbf", "\xff\xfea\x00", "[[session]]\nminutes = 50\n", "# a\r\r\n", "\xef\xbb\xbf\xff\xfe"} {
		f.Add([]byte(old))
	}
	f.Fuzz(func(t *testing.T, old []byte) {
		if now, err := Append(old, quiz); err == nil {
			rest, taken, err := Undo(now)
			if err != nil || !bytes.Equal(rest, old) || taken != quiz.String() {
				t.Fatalf("of %q: %q, %q, %v", now, rest, taken, err)
			}
		}
		if rest, taken, err := Undo(old); err == nil && (len(rest) >= len(old) || !bytes.HasPrefix(old, rest) || taken == "") {
			t.Fatalf("%q: took %q and left %q", old, taken, rest)
		}
	})
}

// TestText: what cannot be seen in an editor, or turns what is seen about, is written as its number.
func TestText(t *testing.T) {
	for text, want := range map[string]string{
		"": `""`, "ä 😀 'x'": `"ä 😀 'x'"`, "a\"b\\c": `"a\"b\\c"`, "1\n2\r3\t4": `"1\n2\r3\t4"`, "\x00\x1b[2J\x7f\u0085": `"\u0000\u001B[2J\u007F\u0085"`,
		"\u2028\ufeff": `"\u2028\uFEFF"`, "gpj\u202e.exe \u202a \u2066x\u2069": `"gpj\u202E.exe \u202A \u2066x\u2069"`, "no \xff text": `"no � text"`,
	} {
		if got := Text(text); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}
