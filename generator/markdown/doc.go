// Package markdown turns one study note into a parsed document and into HTML, as GitHub and Obsidian
// show it.
//
// # Words
//
//   - A Doc is one parsed note. Parse makes it from the bytes of one file and never fails: what is
//     wrong in the text is a fault in Doc.Faults, and the rest is still shown.
//   - A piece is a stretch of finished HTML. Between two pieces there may be a hole: something that
//     depends on other files or on the page around the note (where a link leads, whether an image is
//     there, the level of a heading, the prefix of an id). Doc.Render fills the holes.
//   - A Target is what a hole for a link is filled with; the caller makes it, usually from what
//     Vault.Resolve found.
//   - An anchor is an id that a fragment may name: of a heading, a block (Obsidian's "^id"), a footnote
//     or of raw HTML.
//   - The Vault knows all notes and attachments. It finds what a link means and, in Check, says which
//     links, images and anchors are not there.
//   - Raw HTML is HTML inside a note; what of it may stay is the work of clean.
//
// Six rooms below know one craft each: plain (the text of a file), syntax (Markdown to a tree), clean
// (HTML that is balanced and harmless), highlight (colours for code), shelf (the file that a path or
// a name means) and pack (text that takes little room).
//
// # The memo's law
//
// A Doc is immutable and depends on one file only: its path as shown and its bytes. There are no options
// at parsing; everything that depends on other files, on the page or on the audience is a hole. So a Doc
// may be remembered for ever under (file, bytes), may be shared by goroutines, and rendering it never
// parses again. Whoever adds an option to Parse has to add it to that key.
//
// # What is published
//
// No script, no style and no address that a browser would run: addresses are written only for schemes
// of an allow-list, everything else comes from the caller's Target. Nothing is loaded from another site:
// a remote image becomes a link. The published bytes hold no line numbers and no file paths; positions
// stay in the Doc.
//
// Deliberately absent: reading files, TOML and YAML (front matter is cut off, not read), templates,
// the network, running diagrams, queries or formulas (they are shown as written).
package markdown

import (
	"strings"

	"retake/generator/fault"
	"retake/generator/markdown/clean"
	"retake/generator/markdown/pack"
	"retake/generator/markdown/plain"
)

// Doc is one parsed note. Positions are those of the file as the author sees it.
type Doc struct {
	File     string    // display path, relative to the source folder: "content/notes/hashing.md"
	Front    Front     // the front matter, cut off and not read
	Headings []Heading // in order
	Links    []Link    // links, images, wikilinks and embeds, in order
	Tasks    []Task    // task boxes, in order
	Anchors  []string  // every id a fragment may name: headings, block ids, footnotes, raw HTML ids
	Words    int
	HasMath  bool
	Faults   fault.List // of the text itself: an unclosed front matter fence, invalid UTF-8, ...

	plain    pack.Text // the text without markup
	html     pack.Text // of all pieces, one after the other
	pieces   []piece
	refs     []ref            // beside Links: what else was written there
	noteRefs []noteRef        // references to footnotes
	written  map[string]bool  // ids of references that are on the page
	titles   []plain.Span     // of Headings, in the plain text
	unnamed  []unnamed        // in the order of the plain text
	heads    []mark           // where the sections of top-level headings begin
	blocks   map[string]block // by lower-case block id
	names    names            // what a fragment may say
	notes    int              // index of the first piece of the footnotes
	titled   bool             // the note begins with a heading of level 1
}

// Front is a note's front matter as written.
type Front = plain.Front

// Heading is one heading of the note.
type Heading struct {
	Level int
	Text  string
	ID    string // GitHub's algorithm on the rendered text
	Pos   fault.Pos
}

// LinkKind says how a link was written.
type LinkKind int

const (
	Inline LinkKind = iota // [text](target)
	Image                  // ![alt](target)
	Wiki                   // [[target]]
	Embed                  // ![[target]]
)

// Link is one reference to something else, as written.
type Link struct {
	Kind     LinkKind
	Target   string // before '#', as written ("" = this note)
	Fragment string // after '#', without it
	Label    string
	External bool // has a scheme or is protocol-relative: never looked up
	Pos      fault.Pos
}

// Task is one task box.
type Task struct {
	Text    string
	Done    bool
	Heading string    // text of the heading above, "" if none
	Pos     fault.Pos // of the box's opening bracket
}

// piece is a stretch of the note's HTML: it ends at to, and a hole follows.
type piece struct {
	to, n int32 // n is what the hole means by it
	hole  clean.Hole
}

// Pack makes the note take little room, which is worth it for one that is kept for hours: a part of the
// memory for a little time each time it is shown. It changes nothing else, and is called before anybody else
// knows the note.
func (d *Doc) Pack() { d.plain, d.html = pack.Of(d.plain.String()), pack.Of(d.html.String()) }

// Plain is the text without markup, for excerpts and search.
func (d *Doc) Plain() string { return d.plain.String() }

// say takes over the text without markup.
func (d *Doc) say(text string) { d.plain, d.Words = pack.Loose(text), plain.Words(text) }

// keep takes over finished pieces.
func (d *Doc) keep(pieces []clean.Piece) {
	var all strings.Builder
	d.pieces = make([]piece, len(pieces))
	for i, p := range pieces {
		all.WriteString(p.HTML)
		d.pieces[i] = piece{int32(all.Len()), int32(p.N), p.Hole}
	}
	d.html = pack.Loose(all.String())
}

// Title is the text of the level 1 heading that the note begins with, or "".
func (d *Doc) Title() string {
	if d.titled {
		return d.Headings[0].Text
	}
	return ""
}
