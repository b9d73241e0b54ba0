package syntax

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// exclaimed reads the admonitions of MkDocs as callouts: a line such as !!! warning "Title" (??? is one that
// folds, ???+ begins open), and what is indented by four below it.
type exclaimed struct{}

// exclaimedLine wants a word, further classes such as "inline end", and a title in quotes.
var exclaimedLine = regexp.MustCompile(`^(!!!|\?\?\?\+?)[ ]?([\pL\d][\pL\d_-]*)(?:[ ]+[\pL\d_-]+)*(?:[ ]+"(.*)")?[ \t]*$`)

func (exclaimed) Trigger() []byte { return []byte{'!', '?'} }

// Open wants either the title or something indented below: "!!! Important" alone is a shout.
func (exclaimed) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 {
		return nil, parser.NoChildren
	}
	m := exclaimedLine.FindSubmatchIndex(bytes.TrimRight(line[at:], "\n"))
	start := segment.Start - segment.Padding + at
	if m == nil || m[6] < 0 && !indentedBelow(reader.Source(), start, segment.Stop) {
		return nil, parser.NoChildren
	}
	c := newCallout(string(line[at+m[4]:at+m[5]]), 0)
	switch {
	case m[3]-m[2] == len("???+"):
		c.Fold = '+'
	case line[at] == '?':
		c.Fold = '-'
	}
	quote, title := ast.NewBlockquote(), &Block{kind: CalloutTitle}
	quote.SetAttributeString("callout", c)
	title.SetPos(start)
	if m[6] < m[7] {
		s := text.NewSegment(start+m[6], start+m[7])
		s = s.TrimLeftSpace(reader.Source())
		title.Lines().Append(s.TrimRightSpace(reader.Source()))
	}
	quote.AppendChild(quote, title)
	reader.AdvanceToEOL()
	return quote, parser.NoChildren
}

// indentedBelow says whether the next line with words stands four columns further in than what begins at an
// offset. Signs of a list or a quote before them take room alike in both lines.
func indentedBelow(source []byte, start, stop int) bool {
	own := columnsOf(source[bytes.LastIndexByte(source[:start], '\n')+1 : start])
	for line := range bytes.Lines(source[stop:]) {
		words := bytes.TrimLeft(line, "> \t")
		if in := line[:len(line)-len(words)]; !util.IsBlank(words) {
			return columnsOf(in) >= own+4
		}
	}
	return false
}

// columnsOf is how far a line has come after these characters.
func columnsOf(before []byte) int {
	at := 0
	for _, b := range before {
		if at++; b == '\t' {
			at = (at + 3) / 4 * 4
		}
	}
	return at
}

func (exclaimed) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	at, padding := util.IndentPosition(line, reader.LineOffset(), 4)
	if at < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(at, padding)
	return parser.Continue | parser.HasChildren
}

func (exclaimed) Close(ast.Node, text.Reader, parser.Context) {}
func (exclaimed) CanInterruptParagraph() bool                 { return true }
func (exclaimed) CanAcceptIndentedLine() bool                 { return false }
