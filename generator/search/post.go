package search

import (
	"cmp"
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is a word that some document has.
type word struct {
	text    string
	posts   []byte // see the package comment
	docs    int32  // how many have it
	last    int32  // the number of the last of them, while all are written
	changed uint32 // in which Render
	plain   bool   // a slip in it is forgiven
}

// tally is how a word stands in the document that is being read.
type tally struct {
	times int32
	place uint8
}

// Where a word stands; the higher one counts.
const (
	inText = iota
	inHeading
	inTitle
)

// steps are the bounds of how often a word comes: the first that is not reached ends the level below it.
var steps = [...]int32{2, 3, 4, 6, 9, 14, 22}

// study reads a document: its length and its words.
func (m *Memory) study(title string, text Text) (length byte, has []uint32) {
	m.length = 0
	m.say(title, inTitle)
	titled := m.length
	for _, also := range text.Also {
		m.say(also, inHeading)
	}
	for _, s := range text.Sections {
		m.say(s.Heading, inHeading)
		m.say(s.Text, inText)
	}
	has = make([]uint32, len(m.met))
	for i, id := range m.met {
		has[i] = id<<5 | uint32(letterOf(m.tally[id], titled))
		m.tally[id] = tally{}
	}
	m.met = m.met[:0]
	slices.Sort(has)
	return level(m.length), has
}

func (m *Memory) say(text string, place uint8) {
	m.place = place
	m.reader.read(text)
}

// meet counts a word of the document that is being read.
func (m *Memory) meet(text []byte, whole bool) {
	id, ok := m.ids[string(text)]
	if !ok {
		id = m.newWord(string(text))
	}
	t := &m.tally[id]
	if t.times == 0 {
		m.met = append(m.met, id)
	}
	t.times++
	t.place = max(t.place, m.place)
	if !whole {
		m.length++
	}
}

// newWord gives a word an id.
func (m *Memory) newWord(text string) uint32 {
	var id uint32
	if n := len(m.free); n > 0 {
		id, m.free = m.free[n-1], m.free[:n-1]
	} else {
		id = uint32(len(m.table))
		m.table, m.tally = append(m.table, word{}), append(m.tally, tally{})
	}
	m.table[id] = word{text: text, last: -1, plain: plainWord(text)}
	m.ids[text] = id
	m.sorted = append(m.sorted, id) // tidy puts it where it belongs
	m.stirred = true
	return id
}

// plainWord reports whether a slip in a word is forgiven: it has three letters or more, one of them no digit, it is
// no compound and no pair.
func plainWord(text string) bool {
	some := false
	for _, r := range text {
		if k := kindOf(r); k != letter {
			return false
		}
		some = some || unicode.IsLetter(r)
	}
	return some && utf8.RuneCountInString(text) >= 3
}

// letterOf is a posting's letter, counted from A: eight steps of how often in the text, eight with a heading, and
// for the title five steps of how long the title is with two of how often each.
func letterOf(t tally, titled int) byte {
	often := byte(0)
	for int(often) < len(steps) && t.times >= steps[often] {
		often++
	}
	switch t.place {
	case inText:
		return often
	case inHeading:
		return 8 + often
	}
	long := [...]byte{0, 0, 1, 2, 3, 3, 4}[min(titled, 6)]
	return 16 + 2*long + min(often/2, 1)
}

// level is a length in words as a digit in base 36, in steps of half a power of two.
func level(n int) byte {
	n = min(max(n, 1), 1<<17)
	halves := 2 * (bits.Len(uint(n)) - 1)
	if n*n >= 1<<(halves+1) {
		halves++
	}
	return "0123456789abcdefghijklmnopqrstuvwxyz"[halves]
}

// postAll writes all postings anew.
func (m *Memory) postAll() {
	m.gone = true // perhaps
	for i := range m.table {
		w := &m.table[i]
		w.posts, w.docs, w.last = w.posts[:0], 0, -1
		w.changed = m.now
	}
	for i := range m.docs {
		for _, h := range m.docs[i].has {
			w := &m.table[h>>5]
			w.posts = appendPost(w.posts, i-int(w.last), byte(h&31))
			w.last = int32(i)
			w.docs++
		}
	}
}

func appendPost(posts []byte, step int, letter byte) []byte {
	if step > 1 {
		posts = strconv.AppendInt(posts, int64(step), 36)
	}
	return append(posts, 'A'+letter)
}

// exchange brings the postings of one document from the words that it had to those that it has; both are sorted.
func (m *Memory) exchange(doc int, before, after []uint32) {
	for len(before) > 0 || len(after) > 0 {
		switch {
		case len(after) == 0 || len(before) > 0 && before[0]>>5 < after[0]>>5:
			m.repost(before[0]>>5, doc, none)
			before = before[1:]
		case len(before) == 0 || after[0]>>5 < before[0]>>5:
			m.repost(after[0]>>5, doc, byte(after[0]&31))
			after = after[1:]
		default:
			if before[0] != after[0] {
				m.repost(after[0]>>5, doc, byte(after[0]&31))
			}
			before, after = before[1:], after[1:]
		}
	}
}

// none is the letter of a posting that is to go.
const none = 31

// repost sets or takes away one posting of a word.
func (m *Memory) repost(id uint32, doc int, letter byte) {
	w := &m.table[id]
	w.changed = m.now
	out := make([]byte, 0, len(w.posts)+4)
	last, docs := -1, int32(0)
	put := func(at int, l byte) {
		if l != none {
			out = appendPost(out, at-last, l)
			last = at
			docs++
		}
	}
	done := false
	for at, l := range posts(w.posts) {
		if at >= doc && !done {
			put(doc, letter)
			done = true
		}
		if at != doc {
			put(at, l)
		}
	}
	if !done {
		put(doc, letter)
	}
	w.posts, w.docs = out, docs
	m.gone = m.gone || docs == 0
}

// posts are the documents of a word, and its letter in each.
func posts(text []byte) func(yield func(doc int, letter byte) bool) {
	return func(yield func(int, byte) bool) {
		doc, step := -1, 0
		for _, c := range text {
			switch {
			case c >= 'a':
				step = step*36 + int(c-'a') + 10
			case c <= '9':
				step = step*36 + int(c-'0')
			default:
				doc += max(step, 1)
				step = 0
				if !yield(doc, c-'A') {
					return
				}
			}
		}
	}
}

// tidy drops the words that no document has any more, and brings new ones to their place.
func (m *Memory) tidy() {
	old := m.ordered
	if m.gone {
		kept := m.sorted[:0]
		for i, id := range m.sorted {
			if m.table[id].docs > 0 {
				kept = append(kept, id)
				continue
			}
			if i < m.ordered {
				old--
			}
			delete(m.ids, m.table[id].text)
			m.table[id] = word{}
			m.free = append(m.free, id)
			m.stirred = true
		}
		m.sorted = kept
	}
	byText := func(a, b uint32) int { return cmp.Compare(m.table[a].text, m.table[b].text) }
	if more := slices.Clone(m.sorted[old:]); len(more) > 64 {
		slices.SortFunc(m.sorted, byText)
	} else {
		m.sorted = m.sorted[:old]
		for _, id := range more {
			at, _ := slices.BinarySearchFunc(m.sorted, id, byText)
			m.sorted = slices.Insert(m.sorted, at, id)
		}
	}
	m.ordered, m.gone = len(m.sorted), false
}

// slipList is every word in which a slip is forgiven, sorted; of each, how much of the word before it repeats, as one
// digit in base 36 of JavaScript's code units, and the rest.
func (m *Memory) slipList() string {
	var b strings.Builder
	b.Grow(len(m.slips.data) + 64)
	before := ""
	for _, id := range m.sorted {
		w := &m.table[id]
		if !w.plain {
			continue
		}
		bytes, units := shared(before, w.text)
		b.WriteByte("0123456789abcdefghijklmnopqrstuvwxyz"[units])
		b.WriteString(w.text[bytes:])
		b.WriteByte(';')
		before = w.text
	}
	return b.String()
}

// shared is how much two words have in common at the beginning, at most 35 units.
func shared(a, b string) (bytes, units int) {
	for bytes < min(len(a), len(b), 35) && a[bytes] == b[bytes] && b[bytes] < utf8.RuneSelf {
		bytes++
	}
	for units = bytes; bytes < len(b); {
		r, n := utf8.DecodeRuneInString(b[bytes:])
		if r < utf8.RuneSelf && bytes == units || !strings.HasPrefix(a[bytes:], b[bytes:bytes+n]) || units+2 > 35 {
			break
		}
		bytes += n
		units++
		if r > 0xFFFF {
			units++
		}
	}
	return bytes, units
}
