package anki

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"pgregory.net/rapid"

	"retake/generator/civil"
)

func file(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func read(b []byte) (Collection, error) { return Read(bytes.NewReader(b), int64(len(b))) }

// TestRead holds all forms of packages against what SQLite itself says of the databases in them.
func TestRead(t *testing.T) {
	for name, rollover := range map[string]int{"old.apkg": 3, "middle.apkg": 4, "new.colpkg": 5} {
		c, err := read(file(t, name))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if c.Rollover != rollover {
			t.Errorf("%s: the day begins at %d, want %d", name, c.Rollover, rollover)
		}
		if got, want := byDeck(c), string(file(t, "want.txt")); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
		}
	}
}

// byDeck is count and time of each deck, in the order of make.py's DECKS.
func byDeck(c Collection) string {
	count, took := map[string]int{}, map[string]int64{}
	for _, r := range c.Reviews {
		count[r.Deck]++
		took[r.Deck] += r.Took
	}
	var b strings.Builder
	for _, deck := range []string{"", "Security+", "Security+::Crypto", "Spanish"} {
		if count[deck] > 0 {
			fmt.Fprintf(&b, "%s\t%d\t%d\n", cmp.Or(deck, "-"), count[deck], took[deck])
		}
	}
	return b.String()
}

// TestDatabase: the file in the package is read as well, and knows itself by its head, not its name.
func TestDatabase(t *testing.T) {
	c, err := read(member(t, "old.apkg", "collection.anki2"))
	if err != nil || byDeck(c) != string(file(t, "want.txt")) {
		t.Errorf("%v\n%s", err, byDeck(c))
	}
}

func member(t testing.TB, name, in string) []byte {
	t.Helper()
	b := file(t, name)
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(in)
	if err != nil {
		t.Fatal(err)
	}
	out, err := upTo(f, maxCollection, 0)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestList(t *testing.T) {
	b := file(t, "revlog.csv")
	c, err := read(b)
	if err != nil || len(c.Reviews) != 59 || !c.Listed || c.Rollover != 4 || !IsList(b) {
		t.Errorf("%d reviews, %+v, %v", len(c.Reviews), c.Listed, err)
	}
	c, err = read([]byte("\ufeffnumber;x\r\n"))
	if err == nil || !strings.Contains(err.Error(), `no column "id"`) {
		t.Error(c, err)
	}
	c, err = read([]byte("id,cid,ease,time,deck\n1795550400000,1,3,5000,A\x1fB\n1795550400001,1,0,0,A\n"))
	if want := (Review{1795550400000, "A::B", 5000}); err != nil || c.Listed || !slices.Equal(c.Reviews, []Review{want}) {
		t.Error(c, err)
	}
	for text, want := range map[string]string{
		"id,cid,ease,time\n1,2,3,4\n1,2,x,4\n": `line 3: ease "x" is not a whole number`,
		"id,cid,ease,time\n1,2\n":              "line 2: wrong number of fields",
		"":                                     "neither a package",
		"Date,Topic\n":                         `no column "id"`,
	} {
		if _, err := read([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// TestDays: a day begins at the hour of the collection, in the learner's zone.
func TestDays(t *testing.T) {
	at := func(day, hour, minute int) int64 {
		return int64(civil.Of(2026, 11, day)-civil.Of(1970, 1, 1))*86_400_000 + int64(hour*60+minute)*60_000
	}
	c := Collection{Rollover: 4, Reviews: []Review{
		{at(24, 2, 59), "A", 20_000}, {at(24, 3, 0), "A", 30_000}, {at(24, 20, 0), "A", 40_000},
		{at(24, 20, 0), "B", 3_600_000}, {5, "A", 1}, {at(25, 1, 0), "A", -5},
	}}
	days, strange := c.Days(func(int64) int { return 3600 })
	want := []Day{
		{civil.Of(2026, 11, 23), "A", 1, 20_000},
		{civil.Of(2026, 11, 24), "A", 3, 70_000},
		{civil.Of(2026, 11, 24), "B", 1, 600_000},
	}
	if strange != 1 || !slices.Equal(days, want) {
		t.Errorf("%d strange, %v", strange, days)
	}
	sessions := Sessions(days, func(deck string) (int, bool) { return 4, deck == "A" })
	if want := []Session{{civil.Of(2026, 11, 23), 4, 1, 1}, {civil.Of(2026, 11, 24), 4, 3, 1}}; !slices.Equal(sessions, want) {
		t.Errorf("%v", sessions)
	}
}

// TestNew: a day that has grown has the rest of its minutes, and nothing is counted twice.
func TestNew(t *testing.T) {
	for _, c := range []struct {
		name           string
		all, log, want []Session
	}{
		{"an empty log", []Session{{1, 4, 9, 20}}, nil, []Session{{1, 4, 9, 20}}},
		{"a day that has grown", []Session{{1, 4, 9, 20}, {1, 2, 1, 5}}, []Session{{1, 4, 0, 12}}, []Session{{1, 4, 9, 8}, {1, 2, 1, 5}}},
		{"nothing new, in two parts", []Session{{1, 4, 9, 20}}, []Session{{1, 4, 0, 12}, {1, 4, 0, 8}}, nil},
		{"a deck that is for another domain now", []Session{{1, 3, 9, 20}}, []Session{{1, 4, 0, 20}}, nil},
		{"another day", []Session{{1, 4, 9, 20}, {2, 4, 9, 20}}, []Session{{1, 4, 0, 30}}, []Session{{2, 4, 9, 20}}},
	} {
		if got := New(c.all, c.log); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		session := rapid.Custom(func(t *rapid.T) Session {
			return Session{Date: civil.Date(rapid.IntRange(1, 4).Draw(t, "date")), Domain: rapid.IntRange(0, 2).Draw(t, "domain"), Minutes: rapid.IntRange(1, 90).Draw(t, "minutes")}
		})
		log := rapid.SliceOf(session).Draw(t, "log")
		all := rapid.SliceOfDistinct(session, func(s Session) evening { return evening{s.Date, s.Domain} }).Draw(t, "all")
		grown := append(slices.Clone(log), New(all, log)...)
		if again := New(all, grown); len(again) > 0 {
			t.Fatalf("new again: %v", again)
		}
		for day := civil.Date(1); day <= 4; day++ {
			if has := minutes(grown, day); has != max(minutes(log, day), minutes(all, day)) {
				t.Fatalf("day %d: %d minutes, had %d, of %d", day, has, minutes(log, day), minutes(all, day))
			}
		}
	})
}

func minutes(list []Session, on civil.Date) (n int) {
	for _, s := range list {
		if s.Date == on {
			n += s.Minutes
		}
	}
	return n
}

// TestHostile: what contradicts itself, or would have no end, ends in a clear error.
func TestHostile(t *testing.T) {
	sound := member(t, "old.apkg", "collection.anki2")
	change := func(f func(b []byte)) []byte {
		b := slices.Clone(sound)
		f(b)
		return b
	}
	leaf := 1024 * slices.IndexFunc(slices.Collect(slices.Chunk(sound, 1024)), func(page []byte) bool { return page[0] == tableLeaf })
	for _, c := range []struct {
		name string
		b    []byte
		want string
	}{
		{"pages of 1000 bytes", change(func(b []byte) { b[16], b[17] = 3, 232 }), "the size of its pages"},
		{"no room", change(func(b []byte) { b[16], b[17], b[20] = 2, 0, 100 }), "too little room"},
		{"UTF-16", change(func(b []byte) { b[59] = 2 }), "not in UTF-8"},
		{"cut off", sound[:3000], "is not there"},
		{"a page of no kind", change(func(b []byte) { b[100] = 7 }), "belongs to no table"},
		{"many rows", change(func(b []byte) { b[103], b[104] = 255, 255 }), "more rows than room"},
		{"a row elsewhere", change(func(b []byte) { b[leaf+8], b[leaf+9] = 255, 255 }), "is elsewhere"},
		{"a long row", change(func(b []byte) { copy(b[leaf+int(binary.BigEndian.Uint16(b[leaf+8:])):], "\x8f\xff\xff\x7f") }), "longer than the file"},
		{"a tree in itself", change(func(b []byte) { copy(b[100:], "\x05\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01") }), "twice"},
		{"another program's", change(func(b []byte) { copy(b[bytes.Index(b, []byte("CREATE TABLE col"))-7:], "xol") }), "none of Anki's"},
		{"no packet", []byte("PK\x03\x04 and so on"), "cannot be opened"},
		{"an empty package", packet(t, map[string][]byte{"media": nil}), "no collection in the package"},
		{"from the future", packet(t, map[string][]byte{"meta": {8, 9}, "collection.anki99": sound}), "newer form (9)"},
		{"no Zstandard", packet(t, map[string][]byte{"collection.anki21b": sound}), "collection.anki21b in the package"},
	} {
		_, err := read(c.b)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
}

// TestBomb: what unpacks to more than is allowed is not unpacked.
func TestBomb(t *testing.T) {
	b := bomb(t)
	if _, err := unpacked(bytes.NewReader(b), true, 4<<20); err == nil || !strings.Contains(err.Error(), "more than 4 MB") {
		t.Errorf("%d bytes: %v", len(b), err)
	}
}

func packet(t *testing.T, files map[string][]byte) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range files {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write(text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// bomb is the head of a database and 5 MB of zeros, in some kilobytes.
func bomb(t *testing.T) []byte {
	var b bytes.Buffer
	w, err := zstd.NewWriter(&b)
	if err != nil {
		t.Fatal(err)
	}
	text := make([]byte, 5<<20)
	copy(text, magic+"\x02\x00")
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// FuzzDatabase: no database makes the reader fail otherwise than by saying so, and none gives more reviews than it has bytes.
func FuzzDatabase(f *testing.F) {
	f.Add(member(f, "old.apkg", "collection.anki2"))
	f.Add(member(f, "middle.apkg", "collection.anki2"))
	f.Add([]byte(magic + "\x02\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := read(b)
		if err == nil && len(c.Reviews) > len(b) {
			t.Errorf("%d reviews of %d bytes", len(c.Reviews), len(b))
		}
		c.Days(func(int64) int { return 0 })
	})
}
