package search

import (
	"bytes"
	"compress/gzip"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"math/rand"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// data is what a file of an index hands over.
func data[T any](t interface{ Fatal(...any) }, files map[string][]byte, name string) (out T) {
	text, ok := strings.CutPrefix(string(files["search/"+name+".js"]), `retakeSearch("`+name+`","`)
	_, text, ok2 := strings.Cut(text, `",`)
	if !ok || !ok2 || !strings.HasSuffix(text, ")\n") {
		t.Fatal(name, " is no call: ", string(files["search/"+name+".js"]))
	}
	if err := json.Unmarshal([]byte(text[:len(text)-2]), &out); err != nil {
		t.Fatal(name, err)
	}
	return out
}

type heading struct {
	Docs  string
	Per   int
	Words []string
}

// lookUp is what an index says of a word: the paths of the documents that have it.
func lookUp(t interface{ Fatal(...any) }, files map[string][]byte, word string) []string {
	head := data[heading](t, files, "index")
	digits := hex.EncodeToString([]byte(word)) + "00"
	var found []string
	for _, name := range head.Words {
		if !strings.HasPrefix(digits, name) {
			continue
		}
		if found != nil {
			t.Fatal("two files for ", word)
		}
		found = []string{}
		for line := range strings.SplitSeq(data[string](t, files, wordsName(name)), ";") {
			if w, list, _ := strings.Cut(line, " "); w == word {
				for doc := range posts([]byte(list)) {
					entries := data[[][]any](t, files, textName(doc/head.Per))
					found = append(found, entries[doc%head.Per][0].(string))
				}
			}
		}
	}
	return found
}

// small is an index that fits on a screen.
func small() ([]Document, []Text) {
	docs := []Document{
		{"index.html", "Today", "", 1}, {"notes/hashing.html", "Hashing", "Notes", 2},
		{"notes/tls.html", "TLS & “certificates”", "Notes › crypto", 3}, {"notes/鍵.html", "公開鍵", "Notes › crypto", 4},
	}
	texts := []Text{
		{Sections: []Section{{"", "", "What to do today."}}},
		{Sections: []Section{{"", "", "A hash   is one-way.\nIt is no encryption; a hash <cannot> be undone."}, {"salt", "Salt", "A hash with salt. Café."}}, Also: []string{"exam", "4.2"}},
		{Sections: []Section{{"how", "How TLS works", "First a hash, then the rest: 802.1x, C++."}}},
		{Sections: []Section{{"", "", "公開鍵暗号 is encryption with two keys."}}},
	}
	return docs, texts
}

func render(m *Memory, docs []Document, texts []Text) Index {
	return m.Render(docs, func(i int) Text { return texts[i] })
}

// TestGolden shows every file of a small index.
func TestGolden(t *testing.T) {
	x := render(new(Memory), firstOf(small()), secondOf(small()))
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(x.Files)) {
		fmt.Fprintf(&b, "== %s\n%s", name, x.Files[name])
	}
	if *update {
		if err := os.WriteFile("testdata/index.txt", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/index.txt")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func firstOf[A, B any](a A, _ B) A  { return a }
func secondOf[A, B any](_ A, b B) B { return b }

// TestEveryWordIsFound: whatever the documents, each of their words leads to them and to no other.
func TestEveryWordIsFound(t *testing.T) {
	word := rapid.SampledFrom(append(vocabulary(300), "802.1x", "C++", "Łódź", "公開鍵", "ภาษาไทย", "don't", "😀", "a", "x-y/z", "١٢", "𠀀𠀁"))
	text := rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(word, 0, 12).Draw(t, "words"), " ") })
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 12).Draw(t, "documents")
		docs, texts, has := make([]Document, n), make([]Text, n), map[string][]string{}
		for i := range docs {
			docs[i] = Document{fmt.Sprintf("%02d.html", i), text.Draw(t, "title"), "", i}
			texts[i] = Text{[]Section{{"a", text.Draw(t, "heading"), text.Draw(t, "text")}}, []string{text.Draw(t, "also")}}
			for _, part := range []string{docs[i].Title, texts[i].Sections[0].Heading, texts[i].Sections[0].Text, texts[i].Also[0]} {
				for _, w := range Words(part) {
					if len(has[w]) == 0 || has[w][len(has[w])-1] != docs[i].Path {
						has[w] = append(has[w], docs[i].Path)
					}
				}
			}
		}
		files := render(new(Memory), docs, texts).Files
		for w, paths := range has {
			if got := lookUp(t, files, w); !slices.Equal(got, paths) {
				t.Fatalf("%q is in %q, and is found in %q", w, paths, got)
			}
		}
		for _, w := range []string{"nowhere", "zzz", "鍵鍵"} {
			if got := lookUp(t, files, w); len(got) > 0 && has[w] == nil {
				t.Fatalf("%q is found in %q", w, got)
			}
		}
	})
}

// TestLargeIndex divides words into many files: each word is in the one that its letters say, and all are there.
func TestLargeIndex(t *testing.T) {
	docs, texts := vault(1000)
	files := render(new(Memory), docs, texts).Files
	head := data[heading](t, files, "index")
	if len(head.Words) < 10 || len(head.Docs) != len(docs) {
		t.Errorf("%d files of words for %d documents", len(head.Words), len(head.Docs))
	}
	in := map[string][]string{}
	for i, d := range docs {
		for _, s := range append(texts[i].Sections, Section{Text: d.Title}) {
			for _, w := range Words(s.Heading + " " + s.Text) {
				if n := len(in[w]); n == 0 || in[w][n-1] != d.Path {
					in[w] = append(in[w], d.Path)
				}
			}
		}
	}
	words := slices.Sorted(maps.Keys(in))
	for i := 0; i < len(words); i += len(words) / 40 {
		if got := lookUp(t, files, words[i]); !slices.Equal(got, in[words[i]]) {
			t.Errorf("%q: found in %d documents, not in %d", words[i], len(got), len(in[words[i]]))
		}
	}
	for name, b := range files {
		if strings.HasPrefix(name, "search/words") && len(b) > wordsAtMost+200 && bytes.Count(b, []byte(";")) > 1 {
			t.Errorf("%s has %d bytes", name, len(b))
		}
	}
}

func zipped(b []byte) int {
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	w.Write(b)
	w.Close()
	return z.Len()
}

// TestFirstUse adds up what a reader of a vault of 1,000 notes and 25,000 words loads for the first two words that
// they look for, with the texts of ten results; and again when a word finds nothing.
func TestFirstUse(t *testing.T) {
	docs, texts := vault(1000)
	files := render(new(Memory), docs, texts).Files
	head := data[heading](t, files, "index")
	dice := rand.New(rand.NewSource(3))
	var sum, most int
	w := newWriter()
	const queries = 30
	for range queries {
		load := map[string]bool{"search/index.js": true}
		for _, word := range []string{w.word(), w.word()} {
			digits := hex.EncodeToString([]byte(word))
			for _, name := range head.Words {
				if strings.HasPrefix(digits, name) || strings.HasPrefix(name, digits) {
					load["search/"+wordsName(name)+".js"] = true
				}
			}
		}
		for range 10 {
			load["search/"+textName(dice.Intn(1000)/head.Per)+".js"] = true
		}
		n := 0
		for name := range load {
			n += zipped(files[name])
		}
		sum, most = sum+n, max(most, n)
	}
	slips := zipped(files["search/slips.js"])
	t.Logf("first use: %d bytes on average, %d at most; %d more for slips", sum/queries, most, slips)
	if sum/queries > 120<<10 || most+slips > 300<<10 {
		t.Errorf("first use: %d bytes on average, %d at most; %d more for slips", sum/queries, most, slips)
	}
}

// TestEditChangesFewFiles: an edit of a note rewrites the files of its words that have come or gone, and of its text.
func TestEditChangesFewFiles(t *testing.T) {
	docs, texts := vault(1000)
	before := render(new(Memory), docs, texts)
	docs[500].Source = "edited"
	texts[500].Sections[1].Text += " zyzzyva"
	after := render(new(Memory), docs, texts)
	var changed []string
	for name, b := range after.Files {
		if !bytes.Equal(b, before.Files[name]) {
			changed = append(changed, name)
		}
	}
	slices.Sort(changed)
	if len(changed) > 4 || !slices.Contains(changed, "search/text-166.js") || after.Stamp == before.Stamp {
		t.Errorf("changed: %q", changed)
	}
}

// TestWarmEqualsCold edits, adds, removes and renames documents again and again.
func TestWarmEqualsCold(t *testing.T) {
	word := rapid.SampledFrom(append(vocabulary(60), "鍵暗号", "C++", "802.1x"))
	rapid.Check(t, func(t *rapid.T) {
		n := 0
		text := func() Text {
			return Text{Sections: []Section{{"", "", strings.Join(rapid.SliceOfN(word, 0, 8).Draw(t, "text"), " ")}}}
		}
		var docs []Document
		texts := map[any]Text{}
		var m Memory
		edits := map[string]func(t *rapid.T){
			"add": func(t *rapid.T) {
				n++
				texts[n] = text()
				docs = append(docs, Document{fmt.Sprintf("%03d.html", rapid.IntRange(0, 999).Draw(t, "path")), word.Draw(t, "title"), "", n})
				slices.SortFunc(docs, func(a, b Document) int { return strings.Compare(a.Path, b.Path) })
				docs = slices.CompactFunc(docs, func(a, b Document) bool { return a.Path == b.Path })
			},
			"": func(t *rapid.T) {
				warm, cold := m.Render(docs, func(i int) Text { return texts[docs[i].Source] }), new(Memory).Render(docs, func(i int) Text { return texts[docs[i].Source] })
				if warm.Stamp != cold.Stamp || !maps.EqualFunc(warm.Files, cold.Files, bytes.Equal) {
					t.Fatalf("(-cold +warm)\n%s", cmp.Diff(cold, warm))
				}
			},
		}
		edits["add more"] = edits["add"]
		pick := func() int { return rapid.IntRange(0, len(docs)-1).Draw(t, "which") }
		edits["edit"] = func(t *rapid.T) {
			if len(docs) > 0 {
				n++
				texts[n] = text()
				docs[pick()].Source = n
			}
		}
		edits["retitle"] = func(t *rapid.T) {
			if len(docs) > 0 {
				docs[pick()].Title = word.Draw(t, "title")
			}
		}
		edits["remove"] = func(t *rapid.T) {
			if len(docs) > 0 {
				i := pick()
				docs = slices.Delete(docs, i, i+1)
			}
		}
		t.Repeat(edits)
	})
}

// TestWarmEqualsColdLarge does so where words fill many files, which are divided and put together again on the way.
func TestWarmEqualsColdLarge(t *testing.T) {
	docs, texts := vault(400)
	read := map[any]Text{}
	for i, d := range docs {
		read[d.Source] = texts[i]
	}
	var many strings.Builder
	for i := range 9000 {
		fmt.Fprintf(&many, "zz%x ", i)
	}
	read["many"], read["few"] = Text{Sections: []Section{{Text: many.String()}}}, Text{Sections: []Section{{Text: "zz1"}}}
	var m Memory
	files := map[int]bool{}
	for i, edit := range []func(){
		func() {}, func() { docs[7].Source = "many" }, func() { docs[7].Source = "few" }, func() { docs[9].Source = "many" },
		func() { docs = slices.Delete(docs, 100, 105) }, func() { docs[3].Title = "Another title" }, func() { docs = docs[:20] }, func() { docs = docs[:0] },
	} {
		edit()
		text := func(i int) Text { return read[docs[i].Source] }
		warm, cold := m.Render(docs, text), new(Memory).Render(docs, text)
		if warm.Stamp != cold.Stamp || !maps.EqualFunc(warm.Files, cold.Files, bytes.Equal) {
			t.Fatalf("after edit %d the index is another than one from nothing", i)
		}
		files[len(data[heading](t, cold.Files, "index").Words)] = true
	}
	if len(files) < 4 {
		t.Errorf("words are always in as many files as before: %v", files)
	}
}

// TestSlipList reads the list as the script does, which counts letters by their units in UTF-16.
func TestSlipList(t *testing.T) {
	word := rapid.StringOfN(rapid.SampledFrom([]rune("abcабвγ𐐼𐐨𐐩1é")), 1, 30, -1)
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(word, 0, 30).Draw(t, "words"), " ")
		files := render(new(Memory), []Document{{"a.html", "", "", 1}}, []Text{{Sections: []Section{{Text: text}}}}).Files
		want := map[string]bool{}
		for _, w := range Words(text) {
			if plainWord(w) {
				want[w] = true
			}
		}
		got, before := map[string]bool{}, []uint16{}
		for line := range strings.SplitSeq(strings.TrimSuffix(data[string](t, files, "slips"), ";"), ";") {
			if line == "" {
				continue
			}
			n, err := strconv.ParseInt(line[:1], 36, 32)
			if err != nil {
				t.Fatal(err)
			}
			before = append(before[:n:n], utf16.Encode([]rune(line[1:]))...)
			got[string(utf16.Decode(before))] = true
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("(-want +got)\n%s", diff)
		}
	})
}
