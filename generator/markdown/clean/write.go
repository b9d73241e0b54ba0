// Package clean writes HTML that is always balanced, and lets in only what is known to be harmless of
// the HTML that others wrote.
//
// # Words
//
//   - A Writer writes the body of one note from its beginning to its end.
//   - A Piece is a stretch of finished HTML. After it there may be a hole: something that is not known
//     yet, such as where a link leads, the level of a heading or the prefix of an id.
//   - The stack holds the open elements. One opened by Markdown is a floor: raw HTML can neither close
//     it nor stay open beyond its end, so no note can break the page around it.
//   - Raw HTML is HTML inside a note. An allow-list of elements, attributes and schemes decides what of
//     it stays markup; the rest is shown as the text it is.
//
// Deliberately absent: reading Markdown, knowing what a link means or whether it leads anywhere (the
// owner of the Writer counts references and fills the holes), and repairing whole pages.
package clean

import (
	"bytes"
	"strings"

	"retake/generator/markdown/plain"
)

// Hole says what is filled in after a piece.
type Hole uint8

// The holes that raw HTML makes too. The owner of a Writer has others, from Own on.
const (
	NoHole    Hole = iota
	Prefix         // the prefix of ids
	LinkOpen       // the start tag of a link; N: its number
	LinkClose      // its end
	Image          // an image; N: its number
	HeadOpen       // "<h" and the level; N: the level as written
	HeadClose      // the heading's end
	Own
)

// Piece is a stretch of finished HTML, and the hole after it.
type Piece struct {
	HTML string
	Hole Hole
	N    int
}

// Ref is a link or an image of raw HTML.
type Ref struct {
	Image         bool
	Target        string
	Label, Title  string
	Class         string // of an image: left, right, center or ""
	Width, Height string // of an image, as written
	At            int    // offset in the note
}

// Writer writes pieces. Its zero value, with Refer set, is ready after the first Push.
type Writer struct {
	Pieces []Piece
	IDs    plain.IDs
	Refer  func(Ref) int // keeps a reference and gives its number

	buf   []byte
	stack []open
}

// Holds says what an element may hold.
type Holds uint8

const (
	Phrase Holds = iota // text and phrases
	Leaf                // a block of text and phrases
	Flow                // blocks
	parts               // only certain children: lists and tables
	void                // nothing; stands among text
	rule                // nothing; stands among blocks
)

// open is an element on the stack.
type open struct {
	name  string
	holds Holds
	mark  bool // opened by Markdown: only the Markdown closes it
	hole  Hole // how it ends, if not by an end tag
	n     int
	last  string // the last child that a list or table was given
	rows  int    // of a table
	from  [3]int // of a heading: the piece it begins with, and what had been written when its words were to begin
}

// Put writes finished HTML.
func (w *Writer) Put(parts ...string) {
	for _, s := range parts {
		w.buf = append(w.buf, s...)
	}
}

// Append writes what a function appends.
func (w *Writer) Append(write func(out []byte) []byte) { w.buf = write(w.buf) }

// Hole ends a piece with something to fill in.
func (w *Writer) Hole(h Hole, n int) {
	w.Pieces = append(w.Pieces, Piece{string(w.buf), h, n})
	w.buf = w.buf[:0]
}

// Cut ends a piece, so that one may begin or end here, and gives the number of the next.
func (w *Writer) Cut() int {
	if len(w.buf) > 0 {
		w.Hole(NoHole, 0)
	}
	return len(w.Pieces)
}

// ID writes an id attribute, which begins with the prefix of the page.
func (w *Writer) ID(id string) {
	w.Put(` id="`)
	w.Hole(Prefix, 0)
	w.Put(plain.Escape(id), `"`)
}

// top is the innermost open element.
func (w *Writer) top() open { return w.stack[len(w.stack)-1] }

// Outermost says whether only the note itself is open.
func (w *Writer) Outermost() bool { return len(w.stack) == 1 }

// Push opens an element of Markdown; its start tag is written by the caller. The name "" is that of an
// element without tags.
func (w *Writer) Push(name string, holds Holds) {
	w.stack = append(w.stack, open{name: name, holds: holds, mark: true})
}

// PushHole opens an element of Markdown that ends with a hole.
func (w *Writer) PushHole(name string, holds Holds, end Hole, n int) {
	w.stack = append(w.stack, open{name: name, holds: holds, mark: true, hole: end, n: n})
}

// Pop closes what raw HTML left open, and the Markdown element with it.
func (w *Writer) Pop() {
	w.Settle()
	w.close()
}

// Settle closes what raw HTML left open within the current Markdown element.
func (w *Writer) Settle() {
	for !w.top().mark {
		w.close()
	}
}

// close ends the innermost element.
func (w *Writer) close() {
	t := w.top()
	w.stack = w.stack[:len(w.stack)-1]
	switch {
	case t.hole == HeadClose && !t.mark && w.drop(t.from):
	case t.hole != NoHole:
		w.Hole(t.hole, t.n)
	case t.name != "":
		w.complete(t)
		w.Put("</", t.name, ">")
		if !t.mark && t.holds != Phrase {
			w.Put("\n")
		}
	}
}

// drop takes a heading without words back, and says whether it was one. If it has an id, links may lead there.
func (w *Writer) drop(from [3]int) bool {
	first, words := from[0], from[1]
	switch {
	case len(w.Pieces) != words || strings.TrimSpace(string(w.buf[from[2]:])) != "":
		return false
	case words > first+1:
		w.Pieces[first].HTML += "<span"
		w.Pieces[first].Hole = NoHole
		w.Put("</span>\n")
	default:
		w.buf = append(w.buf[:0], w.Pieces[first].HTML...)
		w.Pieces = w.Pieces[:first]
	}
	return true
}

// complete adds what an element cannot do without before it ends.
func (w *Writer) complete(t open) {
	switch {
	case t.name == "details" && t.holds == parts:
		w.Put(summary)
	case t.name == "summary" && w.bare(t.name):
		w.Put(fold)
	case t.name == "dl" && t.last == "dt":
		w.Put("<dd></dd>")
	case t.name == "tr" && t.last == "":
		w.Put("<td></td>")
	}
}

// bare reports whether the last thing written is the start tag of an element.
func (w *Writer) bare(name string) bool {
	text := bytes.TrimRight(w.buf, " \n")
	i := bytes.LastIndex(text, []byte("<"+name))
	return i >= 0 && bytes.IndexByte(text[i:], '>') == len(text)-1-i
}

// fold stands above what folds, where nothing else does: without a word nobody could be told what is there.
const (
	fold    = "Details"
	summary = "<summary>" + fold + "</summary>\n"
)

// Room makes room for a block: phrases and paragraphs of raw HTML end, lists and tables get the
// item or cell that is missing. It says whether a block may stand here at all.
func (w *Writer) Room() bool {
	for i := len(w.stack) - 1; w.stack[i].holds == Phrase || w.stack[i].holds == Leaf; i-- {
		if w.stack[i].mark {
			return false
		}
	}
	for w.top().holds == Phrase || w.top().holds == Leaf {
		w.close()
	}
	w.Imply()
	return true
}

// missing is what must stand between a list or table and what it holds; "tr" where it says nothing. What folds
// wants a summary first, and holds anything after it.
var missing = map[string]string{"ul": "li", "ol": "li", "dl": "dd", "table": "tbody", "tr": "td"}

// Imply opens what must stand between a list or table and what comes now.
func (w *Writer) Imply() {
	for w.top().holds == parts {
		top := &w.stack[len(w.stack)-1]
		if top.name == "details" {
			top.holds = Flow
			w.Put(summary)
			continue
		}
		child := missing[top.name]
		if child == "" {
			child = "tr"
		}
		w.given(child)
		w.Put("<", child, ">")
		w.stack = append(w.stack, open{name: child, holds: allowed[child].holds})
	}
}

// given notes that the innermost list or table gets a child. A definition begins with a term.
func (w *Writer) given(child string) {
	top := &w.stack[len(w.stack)-1]
	if child == "dd" && top.last == "" {
		w.Put("<dt></dt>")
	}
	top.last = child
	for i := len(w.stack) - 1; child == "tr" && i >= 0; i-- {
		if w.stack[i].name == "table" {
			w.stack[i].rows++
			break
		}
	}
}

// Words writes text that may stand in raw HTML.
func (w *Writer) Words(s string) {
	if w.top().holds == parts && strings.TrimSpace(s) != "" {
		w.Imply()
	}
	w.Put(plain.Escape(s))
}

// Within says whether an element of the name is open.
func (w *Writer) Within(name string) bool {
	for _, o := range w.stack {
		if o.name == name {
			return true
		}
	}
	return false
}
