// Package paper turns a printed page, as a PDF or as plain text, into lines of cells with the place of every word.
//
// Letters are put together by where they stand: what stands close is a word, words with an ordinary space between them
// are a cell, and cells on one height are a line, however the file was written. A page of columns therefore comes as lines
// of several cells, and it is for the reader to say which belong together.
//
// Everything that a hostile file could make long or large has a bound, and ends in an Error.
//
// Deliberately absent: pictures and drawings, text that stands upright, passwords, and what any of the words mean.
package paper

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
)

// Bounds. A score report is one to five pages and well below a megabyte.
const (
	MaxBytes = 20 << 20 // of a file
	MaxPages = 50

	maxInflated  = 64 << 20  // of all streams of a file together
	maxFetched   = 128 << 20 // read from the file, again and again; ends every loop of references
	maxOperators = 2_000_000 // drawn, over all pages
	maxGlyphs    = 300_000   // over all pages
	maxDepth     = 5         // of drawings inside drawings
	maxNesting   = 100_000   // of brackets
	maxObjects   = 1_000_000 // in the table of contents of a file
)

// Error is why a file cannot be read, and what to do instead.
type Error struct{ What, Do string }

func (e *Error) Error() string { return e.What }

// typeIn is what to do when a file says nothing.
const typeIn = "type it in instead: copy the report into content/attempts.toml"

// Document is what is printed.
type Document struct {
	Pages      int
	Lines      []Line
	Recognised bool // most of the words are a scanner's reading of a picture, and may be wrong
	Plain      bool // it was plain text, and places are by the letter
}

// Line is what stands on one height of a page.
type Line struct {
	Page, N int     // both from 1; N within its page
	Y       float64 // of its baseline, downwards, in points: 1/72 inch
	Size    float64 // of its largest letters, in points
	Cells   []Cell  // from left to right
}

// Cell are words that belong together.
type Cell struct{ Words []Word }

// Word has no blanks in it. X is its left edge and W its width, in points.
type Word struct {
	Text          string
	X, Y, W, Size float64
}

func (c Cell) String() string {
	words := make([]string, len(c.Words))
	for i, w := range c.Words {
		words[i] = w.Text
	}
	return strings.Join(words, " ")
}

// Left and Right are the edges of a cell.
func (c Cell) Left() float64  { return c.Words[0].X }
func (c Cell) Right() float64 { w := c.Words[len(c.Words)-1]; return w.X + w.W }

func (l Line) String() string {
	cells := make([]string, len(l.Cells))
	for i, c := range l.Cells {
		cells[i] = c.String()
	}
	return strings.Join(cells, "   ")
}

// Read reads a PDF, or plain text in UTF-8.
func Read(data []byte) (doc Document, err error) {
	if len(data) > MaxBytes {
		return doc, &Error{fmt.Sprintf("it has %d MB, more than %d", len(data)>>20, MaxBytes>>20), "a score report is far smaller: is it the right file?"}
	}
	at := bytes.Index(data[:min(len(data), 1024)], []byte("%PDF-")) // mail programs put lines before it
	if at < 0 {
		return plain(data)
	}
	defer func() {
		if r := recover(); r != nil {
			doc, err = Document{}, broken(r)
		}
	}()
	data = data[at:]
	if err := tame(data); err != nil {
		return doc, err
	}
	r, err := open(data)
	if err != nil {
		return doc, err
	}
	return pages(r)
}

// plain reads text, unless it is none.
func plain(data []byte) (Document, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		return Document{}, &Error{"it is empty", typeIn}
	case !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0:
		return Document{}, &Error{"it is neither a PDF nor plain text in UTF-8", "print the report as a PDF, or copy its text into a .txt file"}
	}
	return Text(string(data)), nil
}

// open hands a file to the library, in the form that it knows.
func open(data []byte) (*pdf.Reader, error) {
	if end := bytes.LastIndex(data, []byte("%%EOF")); end >= 0 {
		data = data[:end+len("%%EOF")]
	} else {
		return nil, &Error{"it is a PDF whose end is missing: it was not saved or downloaded whole", "download it again"}
	}
	file := append([]byte("%PDF-1.7\n"), data[min(len(data), len("%PDF-1.7\n")):]...) // 2.0 is read alike
	r, err := pdf.NewReader(&metered{r: bytes.NewReader(file)}, int64(len(file)))
	switch {
	case err == nil:
		return r, nil
	case errors.Is(err, pdf.ErrInvalidPassword):
		return nil, &Error{"it is locked with a password", "open it, print it to a new PDF without one, and take that"}
	case strings.Contains(err.Error(), "ncrypt"):
		return nil, &Error{"it is locked in a way that cannot be read here", "open it, print it to a new PDF, and take that"}
	}
	return nil, broken(err)
}

// broken is a file that breaks the rules of its form.
func broken(why any) error {
	var known *Error
	if err, ok := why.(error); ok && errors.As(err, &known) {
		return known
	}
	return &Error{"it is a PDF that is damaged, or written in a way that cannot be read here", "print it to a new PDF and take that; or copy its text into a .txt file"}
}

// pages reads all pages.
func pages(r *pdf.Reader) (Document, error) {
	n := r.NumPage()
	if n > MaxPages {
		return Document{}, &Error{fmt.Sprintf("it has %d pages, more than %d", n, MaxPages), "a score report is far shorter: is it the right file?"}
	}
	doc, words := Document{Pages: n}, 0
	var pen pen
	for i := 1; i <= n; i++ {
		if page := r.Page(i); !page.V.IsNull() {
			pen.glyphs = nil
			pen.draw(page)
			doc.Lines = append(doc.Lines, lines(i, pen.glyphs)...)
		}
	}
	for _, l := range doc.Lines {
		for _, c := range l.Cells {
			words += len(c.Words)
		}
	}
	switch {
	case words == 0 && pen.pictures > 0:
		return doc, &Error{"it holds a picture and no text, as a scan or a photo does", typeIn}
	case words == 0:
		return doc, &Error{"there is no text in it", typeIn}
	}
	doc.Recognised = pen.hidden > pen.drawn/2
	return doc, nil
}
