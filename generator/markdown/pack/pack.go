// Package pack keeps text small in memory while nobody reads it.
//
// A preview holds thousands of notes for hours and shows one at a time. Finished HTML, with highlighted
// code above all, packs to a fraction; packing and unpacking cost far less than making it again.
//
// Deliberately absent: files, any format that has to last.
package pack

import (
	"bytes"
	"compress/flate"
	"io"
	"strings"
	"sync"
)

// least is the size in bytes from which packing is worth it.
const least = 1024

// Text is a text, packed if that makes it smaller. It is immutable; the zero value is the empty text.
type Text struct {
	plain  string
	packed []byte // DEFLATE, nil if plain holds the text
	size   int
}

// writer is a packer and what it writes to; both are large, and used again.
type writer struct {
	flate *flate.Writer
	out   bytes.Buffer
}

var writers = sync.Pool{New: func() any {
	w := new(writer)
	w.flate, _ = flate.NewWriter(&w.out, flate.BestSpeed) // the error is for levels that do not exist
	return w
}}

var readers = sync.Pool{New: func() any { return flate.NewReader(strings.NewReader("")) }}

// Loose is a text that is not packed.
func Loose(text string) Text { return Text{plain: text, size: len(text)} }

// Of packs a text.
func Of(text string) Text {
	if len(text) < least {
		return Loose(strings.Clone(text))
	}
	w := writers.Get().(*writer)
	defer writers.Put(w)
	w.out.Reset()
	w.flate.Reset(&w.out)
	_, err := io.WriteString(w.flate, text)
	if err != nil || w.flate.Close() != nil || w.out.Len() >= len(text) {
		return Loose(strings.Clone(text))
	}
	return Text{packed: bytes.Clone(w.out.Bytes()), size: len(text)}
}

// Len is the length of the text in bytes.
func (t Text) Len() int { return t.size }

// String is the text.
func (t Text) String() string {
	if t.packed == nil {
		return t.plain
	}
	r := readers.Get().(io.ReadCloser)
	defer readers.Put(r)
	if err := r.(flate.Resetter).Reset(bytes.NewReader(t.packed), nil); err != nil {
		return "" // unreachable: a reader over memory can always be reset
	}
	var b strings.Builder
	b.Grow(t.size)
	if _, err := io.Copy(&b, r); err != nil {
		return "" // unreachable: what Of has packed unpacks
	}
	return b.String()
}
