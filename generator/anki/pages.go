package anki

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// magic is how a database begins; file format: https://www.sqlite.org/fileformat2.html.
const magic = "SQLite format 3\x00"

// headSize is the length of the file's head, in bytes.
const headSize = 100

// errPages is a database that contradicts itself.
var errPages = errors.New("the database is damaged")

func damaged(what string) error { return fmt.Errorf("%w: %s", errPages, what) }

// database is a file of SQLite, cut into pages. Pages are counted from 1.
type database struct {
	b      []byte
	size   int // of a page
	usable int // of it
}

func openDatabase(b []byte) (*database, error) {
	if len(b) < headSize || string(b[:len(magic)]) != magic {
		return nil, errors.New("there is no database of Anki in it")
	}
	d := &database{b: b, size: int(binary.BigEndian.Uint16(b[16:]))}
	if d.size == 1 {
		d.size = 65536
	}
	if d.size < 512 || d.size&(d.size-1) != 0 {
		return nil, damaged("the size of its pages is impossible")
	}
	if d.usable = d.size - int(b[20]); d.usable < 480 {
		return nil, damaged("its pages have too little room")
	}
	if coding := binary.BigEndian.Uint32(b[56:]); coding > 1 {
		return nil, errors.New("the database is not in UTF-8, which Anki's are")
	}
	return d, nil
}

// page is the bytes of a page that may be used; the first page begins with the head of the file.
func (d *database) page(n int) ([]byte, error) {
	if n < 1 || n > len(d.b)/d.size {
		return nil, damaged(fmt.Sprintf("page %d is not there", n))
	}
	return d.b[(n-1)*d.size:][:d.usable], nil
}

// Kinds of pages.
const (
	indexInterior = 2
	tableInterior = 5
	indexLeaf     = 10
	tableLeaf     = 13
)

// walk is one pass through the rows of a table, or of an index that is a table (WITHOUT ROWID).
type walk struct {
	*database
	seen map[int]bool // pages of the tree: each has its place once
	left int          // bytes of overflow that may still be read: no sound file has more than it is long
	each func(id int64, record []byte) error
}

func (d *database) walk(root int, each func(id int64, record []byte) error) error {
	w := &walk{database: d, seen: map[int]bool{}, left: len(d.b), each: each}
	return w.tree(root, 0)
}

func (w *walk) tree(n, depth int) error {
	page, err := w.page(n)
	switch {
	case err != nil:
		return err
	case depth > maxDepth:
		return damaged("a table is nested too deeply")
	case w.seen[n]:
		return damaged(fmt.Sprintf("page %d is in a table twice", n))
	}
	w.seen[n] = true
	head := 0
	if n == 1 {
		head = 100
	}
	kind, cells := page[head], int(binary.BigEndian.Uint16(page[head+3:]))
	list, right := head+8, 0
	switch kind {
	case tableInterior, indexInterior:
		list, right = head+12, int(binary.BigEndian.Uint32(page[head+8:]))
	case tableLeaf, indexLeaf:
	default:
		return damaged(fmt.Sprintf("page %d belongs to no table", n))
	}
	if list+2*cells > len(page) {
		return damaged(fmt.Sprintf("page %d has more rows than room", n))
	}
	for i := range cells {
		at := int(binary.BigEndian.Uint16(page[list+2*i:]))
		if at < list+2*cells || at >= len(page) {
			return damaged(fmt.Sprintf("a row of page %d is elsewhere", n))
		}
		if err := w.cell(kind, page[at:], depth); err != nil {
			return err
		}
	}
	if right == 0 {
		return nil
	}
	return w.tree(right, depth+1)
}

// cell reads one row, or goes down to those before it.
func (w *walk) cell(kind byte, c []byte, depth int) error {
	if kind == tableInterior || kind == indexInterior {
		if len(c) < 4 {
			return damaged("a row is cut off")
		}
		if err := w.tree(int(binary.BigEndian.Uint32(c)), depth+1); err != nil || kind == tableInterior {
			return err
		}
		c = c[4:]
	}
	size, n := varint(c)
	if n == 0 || size < 0 || size > int64(len(w.b)) {
		return damaged("a row is longer than the file")
	}
	c = c[n:]
	var id int64
	if kind == tableLeaf {
		if id, n = varint(c); n == 0 {
			return damaged("a row is cut off")
		}
		c = c[n:]
	}
	record, err := w.payload(c, int(size), kind)
	if err != nil {
		return err
	}
	return w.each(id, record)
}

// payload is a row's bytes: those in the page, and those on pages of their own if there are too many.
func (w *walk) payload(c []byte, size int, kind byte) ([]byte, error) {
	most := w.usable - 35
	if kind != tableLeaf {
		most = (w.usable-12)*64/255 - 23
	}
	local := size
	if size > most {
		least := (w.usable-12)*32/255 - 23
		if local = least + (size-least)%(w.usable-4); local > most {
			local = least
		}
	}
	switch {
	case local > len(c) || size > local && local+4 > len(c):
		return nil, damaged("a row is cut off")
	case size == local:
		return c[:size], nil
	}
	if w.left -= size - local; w.left < 0 {
		return nil, damaged("its rows are longer than the file")
	}
	out := append(make([]byte, 0, size), c[:local]...)
	next := int(binary.BigEndian.Uint32(c[local:]))
	for len(out) < size {
		page, err := w.page(next)
		if err != nil {
			return nil, err
		}
		next = int(binary.BigEndian.Uint32(page))
		out = append(out, page[4:min(len(page), 4+size-len(out))]...)
	}
	return out, nil
}

// varint reads a number of one to nine bytes; n is 0 if it is cut off.
func varint(b []byte) (v int64, n int) {
	for i := range min(9, len(b)) {
		if i == 8 {
			return v<<8 | int64(b[8]), 9
		}
		v = v<<7 | int64(b[i]&0x7f)
		if b[i] < 0x80 {
			return v, i + 1
		}
	}
	return 0, 0
}
