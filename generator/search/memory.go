package search

import (
	"hash/crc32"
	"maps"
	"slices"
)

// Memory remembers an index from one Render to the next. Its law: an index depends on the documents in their
// order and on nothing else, and a document's words and text on its title, its part and its source. What is
// remembered of a document is used only while these are the same, and what is remembered of a word only while
// the numbering of documents is; so a Render with a memory gives the bytes that one without gives. The zero value
// remembers nothing yet; it serves one Render at a time.
type Memory struct {
	docs      []known
	numbering string
	table     []word            // by id
	ids       map[string]uint32 // of the words that some document has
	free      []uint32          // ids of words that none has any more
	sorted    []uint32          // ids in the order of their words' bytes; new ones come last until tidy
	ordered   int               // how many are in order
	shards    map[string]shard  // by name
	texts     []file            // by number
	slips     file
	now       uint32 // counts Renders
	stirred   bool   // a word has come or gone
	gone      bool   // a word may have gone

	reader reader
	tally  []tally // by id, while a document is read
	met    []uint32
	place  uint8
	length int
	sizes  []int // of the sorted words, summed up
	moved  []int // how many of them have changed, summed up
}

// known is what is remembered of a document.
type known struct {
	Document
	length byte     // see level
	has    []uint32 // its words, sorted: id times 32 plus the posting's letter counted from A
	text   []byte   // its entry, a part of a file of texts
}

// file is a finished file of the index.
type file struct {
	data []byte
	sum  uint32
}

// Index is a finished index.
type Index struct {
	Files map[string][]byte // by path; not to be changed
	Stamp string            // another one, if a file is another
}

// Render makes the index of documents, which are numbered in their order. Of those whose source, title or part is
// not the last one's, the text is read.
func (m *Memory) Render(docs []Document, read func(i int) Text) Index {
	m.now++
	m.stirred = false
	if m.ids == nil {
		m.ids, m.shards = map[string]uint32{}, map[string]shard{}
		m.reader.say = m.meet
	}
	anew := m.number(docs)
	dirty := make([]bool, (len(docs)+perText-1)/perText)
	for i := range docs {
		k := &m.docs[i]
		if k.text == nil {
			before := k.has
			text := read(i)
			k.length, k.has = m.study(k.Title, text)
			k.text = entry(k.Document, text.Sections)
			if !anew {
				m.exchange(i, before, k.has)
			}
			dirty[i/perText] = true
		}
	}
	if anew {
		m.postAll()
	}
	m.tidy()
	m.bindTexts(dirty, anew)
	m.bindWords()
	if m.stirred || anew {
		m.slips = sealed(call("slips", m.numbering, m.slipList()))
	}
	return m.index()
}

// number takes over the documents, with what is remembered of each, and reports whether their numbers are others.
// Those that have to be read have no text.
func (m *Memory) number(docs []Document) (anew bool) {
	old := m.docs
	same := len(old) == len(docs)
	for i := range docs {
		same = same && old[i].Path == docs[i].Path
	}
	if same && m.numbering != "" {
		for i := range docs {
			if old[i].Document != docs[i] {
				old[i].Document, old[i].text = docs[i], nil
			}
		}
		return false
	}
	at := make(map[string]int, len(old))
	for i := range old {
		at[old[i].Path] = i
	}
	m.docs = make([]known, len(docs))
	paths := crc32.New(castagnoli)
	for i, d := range docs {
		m.docs[i].Document = d
		if j, ok := at[d.Path]; ok && old[j].Document == d {
			m.docs[i] = old[j]
		}
		paths.Write([]byte(d.Path + "\n"))
	}
	m.numbering = short(paths.Sum32())
	return true
}

// index puts the files together.
func (m *Memory) index() Index {
	out := Index{Files: make(map[string][]byte, len(m.texts)+len(m.shards)+2)}
	head := sealed(call("index", m.numbering, m.head()))
	sums := crc32.New(castagnoli)
	add := func(name string, f file) {
		out.Files["search/"+name+".js"] = f.data
		sums.Write([]byte{byte(f.sum), byte(f.sum >> 8), byte(f.sum >> 16), byte(f.sum >> 24)})
	}
	add("index", head)
	add("slips", m.slips)
	for i, f := range m.texts {
		add(textName(i), f)
	}
	for _, name := range slices.Sorted(maps.Keys(m.shards)) {
		add(wordsName(name), m.shards[name].file)
	}
	out.Stamp = short(sums.Sum32())
	return out
}

// head is the table that a query begins with.
func (m *Memory) head() any {
	lengths := make([]byte, len(m.docs))
	for i := range m.docs {
		lengths[i] = m.docs[i].length
	}
	names := slices.AppendSeq(make([]string, 0, len(m.shards)), maps.Keys(m.shards))
	slices.Sort(names)
	return struct {
		Docs  string   `json:"docs"`
		Per   int      `json:"per"`
		Words []string `json:"words"`
	}{string(lengths), perText, names}
}

// bindTexts writes the files of texts that are not as they were.
func (m *Memory) bindTexts(dirty []bool, anew bool) {
	m.texts = slices.Grow(m.texts, max(0, len(dirty)-len(m.texts)))[:len(dirty)]
	for n := range dirty {
		if !dirty[n] && !anew {
			continue
		}
		docs := m.docs[n*perText : min(len(m.docs), (n+1)*perText)]
		b := []byte(opening(textName(n), m.numbering) + "[")
		ends := make([][2]int, len(docs))
		for i, k := range docs {
			if i > 0 {
				b = append(b, ",\n"...)
			}
			ends[i][0] = len(b)
			b = append(b, k.text...)
			ends[i][1] = len(b)
		}
		f := sealed(append(b, "])\n"...))
		for i := range docs { // parts of the file, so that each text is kept once
			docs[i].text = f.data[ends[i][0]:ends[i][1]:ends[i][1]]
		}
		m.texts[n] = f
	}
}
