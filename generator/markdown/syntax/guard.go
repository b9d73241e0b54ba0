package syntax

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Bounds far above any note that somebody wrote. Reading a block takes time that grows with the square
// of these, so a small file beyond them could keep a build busy for minutes.
const (
	mostMarks = 2_000   // the characters * _ and ~ in one paragraph, heading or cell
	mostLinks = 1_000   // "](" and "[[" in one of these
	mostDeep  = 100     // lists and quotes within each other
	mostCells = 200_000 // of all tables of a note; a short row is filled up to the width of its table
	mostNotes = 2_000   // footnotes of a note
	mostDefs  = 2_000   // lines of one paragraph that may define addresses of links
	mostLocal = 64      // characters before the @ of an address
)

// Excess says why a part of a note was not read as Markdown but is shown as it was written.
type Excess struct {
	At            int // offset in the note
	Message, Hint string
}

// ExcessOf is what was too much in a block, if anything was.
func ExcessOf(n ast.Node) (Excess, bool) {
	if v, ok := n.AttributeString("excess"); ok {
		return v.(Excess), true
	}
	return Excess{}, false
}

// tooMuch keeps the first excess of a block.
func tooMuch(n ast.Node, e Excess) {
	if _, ok := ExcessOf(n); !ok {
		n.SetAttributeString("excess", e)
	}
}

// crowded counts what is in lines, and gives the words for it if it is too much.
func crowded(lines *text.Segments, source []byte) string {
	marks, links := 0, 0
	for i := range lines.Len() {
		s := lines.At(i)
		line := s.Value(source)
		for _, c := range line {
			if c == '*' || c == '_' || c == '~' {
				marks++
			}
		}
		links += bytes.Count(line, []byte("](")) + bytes.Count(line, []byte("[["))
	}
	switch {
	case marks > mostMarks:
		return fmt.Sprintf("%d of the characters * _ ~", marks)
	case links > mostLinks:
		return fmt.Sprintf("%d links", links)
	}
	return ""
}

// plainly puts a block in the place of another one that shows its lines as they were written.
func plainly(n ast.Node, what, has string) {
	b := &Block{kind: Dense}
	b.SetLines(n.Lines())
	b.SetPos(n.Pos())
	b.SetBlankPreviousLines(n.HasBlankPreviousLines())
	tooMuch(b, dense(n.Lines(), what, has))
	n.Parent().ReplaceChild(n.Parent(), n, b)
}

func dense(lines *text.Segments, what, has string) Excess {
	return Excess{
		At:      lines.At(0).Start,
		Message: "this " + what + " has " + has + ", more than can be read as Markdown; it is shown as plain text",
		Hint:    "split it into smaller ones with blank lines between, or put it between lines of ```",
	}
}

// definitions replaces paragraphs that define more addresses than can be read one after the other.
type definitions struct{}

func (definitions) Transform(p *ast.Paragraph, reader text.Reader, _ parser.Context) {
	many := 0
	for i := range p.Lines().Len() {
		s := p.Lines().At(i)
		if bytes.Contains(s.Value(reader.Source()), []byte("]:")) {
			many++
		}
	}
	if many > mostDefs {
		plainly(p, "paragraph", fmt.Sprintf("%d definitions of links", many))
	}
}

// crowds replaces paragraphs that hold too much. A table may hold more than a paragraph: its cells are
// read one by one.
type crowds struct{}

func (crowds) Transform(p *ast.Paragraph, reader text.Reader, _ parser.Context) {
	if has := crowded(p.Lines(), reader.Source()); has != "" {
		plainly(p, "paragraph", has)
	}
}

// tables are goldmark's, within bounds.
type tables struct{ parser.ParagraphTransformer }

var cellsKey = parser.NewContextKey()

func (t tables) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, source := p.Lines(), reader.Source()
	cells, _ := pc.Get(cellsKey).(int)
	if cells += cellsIn(lines, source); cells > mostCells {
		plainly(p, "table", fmt.Sprintf("%d columns and %d rows", columns(lines, source), lines.Len()))
		return
	}
	pc.Set(cellsKey, cells)
	parent, before := p.Parent(), p.PreviousSibling()
	t.ParagraphTransformer.Transform(p, reader, pc)
	made := parent.FirstChild()
	if before != nil {
		made = before.NextSibling()
	}
	for ; made != nil; made = made.NextSibling() {
		if made.Kind() == east.KindTable {
			calm(made, source)
		}
	}
}

// cellsIn is how many cells a table of these lines has at most, 0 if it is none.
func cellsIn(lines *text.Segments, source []byte) int { return columns(lines, source) * lines.Len() }

// columns is the width that the line below a table's head gives it.
func columns(lines *text.Segments, source []byte) int {
	most := 0
	for i := 1; i < lines.Len(); i++ {
		s := lines.At(i)
		line := s.Value(source)
		if bytes.IndexByte(line, '-') >= 0 && len(bytes.Trim(line, " \t\n-:|")) == 0 {
			most = max(most, bytes.Count(line, []byte("|"))+1)
		}
	}
	return most
}

// calm shows the cells of a table that hold too much as they were written.
func calm(table ast.Node, source []byte) {
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			if cell.Lines().Len() == 0 {
				continue
			}
			if has := crowded(cell.Lines(), source); has != "" {
				b := &Block{kind: Dense}
				b.SetLines(cell.Lines())
				tooMuch(cell, dense(cell.Lines(), "cell", has))
				cell.SetLines(text.NewSegments())
				cell.AppendChild(cell, b)
			}
		}
	}
}

// headings are goldmark's, within bounds.
type headings struct{ parser.BlockParser }

func (h headings) Close(n ast.Node, reader text.Reader, pc parser.Context) {
	h.BlockParser.Close(n, reader, pc)
	if has := crowded(n.Lines(), reader.Source()); has != "" {
		plainly(n, "heading", has)
	}
}

// containers are goldmark's lists, quotes and footnotes, within bounds: deeper, their signs are text.
type containers struct{ parser.BlockParser }

func (c containers) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	deep := 0
	for n := parent; n != nil && deep < mostDeep; n = n.Parent() {
		if n.Kind() != ast.KindList {
			deep++
		}
	}
	if deep < mostDeep {
		return c.BlockParser.Open(parent, reader, pc)
	}
	_, s := reader.PeekLine()
	tooMuch(parent, Excess{
		At:      s.Start + max(pc.BlockOffset(), 0),
		Message: fmt.Sprintf("lists and quotes are %d deep here; what is deeper is shown as plain text", mostDeep),
		Hint:    "begin a new list or quote, or put this between lines of ```",
	})
	return nil, parser.NoChildren
}

// footnotes are goldmark's, as many as can be looked through for each reference. The first lines of the
// others are text.
type footnotes struct{ parser.BlockParser }

var notesKey = parser.NewContextKey()

func (f footnotes) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, s := reader.PeekLine()
	n, state := f.BlockParser.Open(parent, reader, pc)
	if n == nil {
		return nil, state
	}
	many, _ := pc.Get(notesKey).(int)
	if many < mostNotes {
		pc.Set(notesKey, many+1)
		return n, state
	}
	tooMuch(parent, Excess{
		At:      s.Start + max(pc.BlockOffset(), 0),
		Message: fmt.Sprintf("the note has more than %d footnotes; from here on they are shown as plain text", mostNotes),
		Hint:    "split the note into several files",
	})
	b := &Block{kind: Dense}
	b.Lines().Append(s)
	reader.AdvanceToEOL()
	return b, parser.NoChildren
}

func (f footnotes) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	if n.Kind() == Dense {
		return parser.Close
	}
	return f.BlockParser.Continue(n, reader, pc)
}

func (f footnotes) Close(n ast.Node, reader text.Reader, pc parser.Context) {
	if n.Kind() != Dense {
		f.BlockParser.Close(n, reader, pc)
	}
}

// addresses are goldmark's links without brackets. It would try each of a line's underscores and
// asterisks for the beginning of a mail address, and read the whole line for each.
type addresses struct{ parser.InlineParser }

func (a addresses) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if bytes.IndexByte([]byte(" *_~("), line[0]) >= 0 {
		line = line[1:]
	}
	for _, start := range []string{"http", "ftp:", "www."} {
		if bytes.HasPrefix(line, []byte(start)) {
			return a.InlineParser.Parse(parent, block, pc)
		}
	}
	if bytes.IndexByte(line[:min(len(line), mostLocal+1)], '@') < 1 {
		return nil
	}
	return a.InlineParser.Parse(parent, block, pc)
}
