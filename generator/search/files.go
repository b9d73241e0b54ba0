package search

import (
	"bytes"
	"encoding/json"
	"hash/crc32"
	"slices"
	"sort"
	"strconv"
	"strings"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func short(sum uint32) string { return strconv.FormatUint(uint64(sum), 36) }

func sealed(data []byte) file { return file{data, crc32.Checksum(data, castagnoli)} }

func textName(n int) string { return "text-" + strconv.Itoa(n) }

// wordsName is the name of a file of words that begin with some hexadecimal digits; perhaps with any.
func wordsName(digits string) string {
	if digits == "" {
		return "words"
	}
	return "words-" + digits
}

func opening(name, numbering string) string {
	return `retakeSearch("` + name + `","` + numbering + `",`
}

// call is a file that hands over data.
func call(name, numbering string, data any) []byte {
	return slices.Concat([]byte(opening(name, numbering)), encoded(data), []byte(")\n"))
}

// entry is what is shown of a document.
func entry(d Document, sections []Section) []byte {
	list := make([][3]string, 0, len(sections))
	for _, s := range sections {
		list = append(list, [3]string{s.Anchor, s.Heading, strings.Join(strings.Fields(s.Text), " ")})
	}
	return encoded([]any{d.Path, d.Title, d.Part, list})
}

// encoded is JSON that is also JavaScript, with letters as they are.
func encoded(data any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(data); err != nil {
		panic(err) // unreachable: it is text and numbers
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}

// shard is a file of words that begin alike.
type shard struct {
	file
	words int
}

// bindWords writes the files of words that are not as they were.
func (m *Memory) bindWords() {
	m.sizes, m.moved = append(m.sizes[:0], 0), append(m.moved[:0], 0)
	size, moved := 0, 0
	for _, id := range m.sorted {
		w := &m.table[id]
		size += len(w.text) + len(w.posts) + len(" ;")
		if w.changed == m.now {
			moved++
		}
		m.sizes, m.moved = append(m.sizes, size), append(m.moved, moved)
	}
	next := make(map[string]shard, len(m.shards))
	m.divide("", 0, len(m.sorted), next)
	m.shards = next
}

// divide makes files of the words from lo to hi, which begin with some digits: one if it is small enough, else one
// or more for each next digit.
func (m *Memory) divide(digits string, lo, hi int, out map[string]shard) {
	if size := m.sizes[hi] - m.sizes[lo]; size <= wordsAtMost || hi-lo == 1 {
		if hi > lo {
			out[digits] = m.shard(digits, lo, hi)
		}
		return
	}
	for digit := range byte(16) {
		end := lo + sort.Search(hi-lo, func(i int) bool { return m.digit(lo+i, len(digits)) > digit })
		if end > lo {
			m.divide(digits+strconv.FormatUint(uint64(digit), 16), lo, end, out)
		}
		lo = end
	}
}

// digit is the n-th hexadecimal digit of a sorted word. What comes after its end is zero, which no letter has.
func (m *Memory) digit(at, n int) byte {
	text := m.table[m.sorted[at]].text
	if n/2 >= len(text) {
		return 0
	}
	if n%2 == 0 {
		return text[n/2] >> 4
	}
	return text[n/2] & 15
}

// shard is the file of the words from lo to hi: the last one, if it had as many and none of these has changed. A
// word that has gone would be missing from the count, and one that has come would have changed.
func (m *Memory) shard(digits string, lo, hi int) shard {
	if old, ok := m.shards[digits]; ok && old.words == hi-lo && m.moved[hi] == m.moved[lo] {
		return old
	}
	b := make([]byte, 0, m.sizes[hi]-m.sizes[lo]+64)
	b = append(b, opening(wordsName(digits), m.numbering)+`"`...)
	for _, id := range m.sorted[lo:hi] {
		w := &m.table[id]
		b = append(append(b, w.text...), ' ')
		b = append(append(b, w.posts...), ';')
	}
	return shard{sealed(append(b, "\")\n"...)), hi - lo}
}
