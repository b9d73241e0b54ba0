package syntax

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Callout is what the first line of a quote says: > [!tip]- Title.
type Callout struct {
	Kind string // a class: one of the fourteen looks
	Word string // as written, for a title if there is none
	Fold byte   // '+' open, '-' closed, 0 not foldable
}

// CalloutOf is what a quote's first line says, if it is a callout.
func CalloutOf(quote *ast.Blockquote) (*Callout, bool) {
	c, ok := quote.AttributeString("callout")
	if !ok {
		return nil, false
	}
	return c.(*Callout), true
}

// looks maps every word of GitHub and Obsidian to the kind that looks alike; others are notes.
var looks = func() map[string]string {
	m := map[string]string{}
	for kind, words := range map[string]string{
		"note": "note seealso", "abstract": "abstract summary tldr", "info": "info", "todo": "todo", "tip": "tip hint",
		"important": "important", "success": "success check done", "question": "question help faq",
		"warning": "warning attention", "caution": "caution", "failure": "failure fail missing",
		"danger": "danger error", "bug": "bug", "example": "example", "quote": "quote cite",
	} {
		for word := range strings.FieldsSeq(words) {
			m[word] = kind
		}
	}
	return m
}()

func newCallout(word string, fold byte) *Callout {
	kind := looks[strings.ToLower(word)]
	if kind == "" {
		kind = "note"
	}
	return &Callout{Kind: kind, Word: word, Fold: fold}
}

// Title is the title of a callout that has none: the word written, with a capital.
func (c *Callout) Title() string {
	r, n := utf8.DecodeRuneInString(c.Word)
	return strings.ToUpper(string(r)) + strings.ToLower(c.Word[n:])
}

var calloutLine = regexp.MustCompile(`^[ \t]*\[!([\pL\d][\pL\d _-]*)(?:\|[^\]\n]*)?\]([+-]?)(?:[ \t]+|$)`)

// callouts cuts the first line off the first paragraph of a quote, before the paragraph's inline markup
// is read: so a title may hold markup, and a list or a table after it is one.
type callouts struct{}

func (callouts) Transform(p *ast.Paragraph, reader text.Reader, _ parser.Context) {
	quote := p.Parent()
	if quote == nil || quote.Kind() != ast.KindBlockquote || quote.FirstChild() != p {
		return
	}
	lines := p.Lines()
	first := lines.At(0)
	m := calloutLine.FindSubmatchIndex(bytes.TrimRight(first.Value(reader.Source()), "\n"))
	if m == nil {
		return
	}
	line := first.Value(reader.Source())
	c := newCallout(strings.TrimSpace(string(line[m[2]:m[3]])), 0)
	if m[4] < m[5] {
		c.Fold = line[m[4]]
	}
	quote.SetAttributeString("callout", c)
	title := &Block{kind: CalloutTitle}
	if rest := text.NewSegment(min(first.Start+m[1]-first.Padding, first.Stop), first.Stop); !util.IsBlank(rest.Value(reader.Source())) {
		title.Lines().Append(rest.TrimRightSpace(reader.Source()))
	}
	title.SetPos(first.Start)
	quote.InsertBefore(quote, p, title)
	rest := text.NewSegments()
	rest.AppendAll(lines.Sliced(1, lines.Len()))
	p.SetLines(rest)
	if rest.Len() == 0 {
		quote.RemoveChild(quote, p)
	}
}

// admonitions turns fences of the Admonition plugin (```ad-tip) into callouts: what is inside is
// Markdown. Fences within quotes or lists are left as code, since their lines do not adjoin.
func admonitions(doc ast.Node, source []byte, depth int) {
	for n := doc.FirstChild(); n != nil; {
		next := n.NextSibling()
		if f, ok := n.(*ast.FencedCodeBlock); ok && depth < 3 {
			if quote := admonition(f, source, depth); quote != nil {
				doc.ReplaceChild(doc, f, quote)
			}
		}
		n = next
	}
}

func admonition(f *ast.FencedCodeBlock, source []byte, depth int) ast.Node {
	word, ok := strings.CutPrefix(strings.ToLower(string(f.Language(source))), "ad-")
	lines := f.Lines()
	if !ok || word == "" {
		return nil
	}
	for i := 0; i < lines.Len(); i++ {
		if s := lines.At(i); s.Padding != 0 || i > 0 && s.Start != lines.At(i-1).Stop {
			return nil
		}
	}
	c, title, skip := newCallout(word, 0), &Block{kind: CalloutTitle}, 0
	for ; skip < lines.Len(); skip++ {
		line := lines.At(skip)
		key, value, _ := strings.Cut(strings.TrimSpace(string(line.Value(source))), ":")
		switch {
		case key == "title" && strings.TrimSpace(value) != "":
			at := line.Start + bytes.IndexByte(line.Value(source), ':') + 1
			rest := text.NewSegment(at, line.Stop)
			rest = rest.TrimLeftSpace(source)
			title.Lines().Append(rest.TrimRightSpace(source))
		case key == "collapse" && strings.TrimSpace(value) == "open":
			c.Fold = '+'
		case key == "collapse":
			c.Fold = '-'
		case key != "color" && key != "icon" && key != "title":
			return body(f, c, title, source, skip, depth)
		}
	}
	return body(f, c, title, source, skip, depth)
}

// body reads the inside of an admonition, from its n-th line, in place: offsets stay those of the note.
func body(f *ast.FencedCodeBlock, c *Callout, title *Block, source []byte, n, depth int) ast.Node {
	quote := ast.NewBlockquote()
	quote.SetPos(f.Pos())
	quote.SetAttributeString("callout", c)
	if title.Lines().Len() > 0 {
		s := title.Lines().At(0)
		inside := grammar.Parse(at(source[:s.Stop], s.Start))
		if p := inside.FirstChild(); p != nil && p.NextSibling() == nil && p.Kind() == ast.KindParagraph {
			adopt(title, p)
		}
	}
	quote.AppendChild(quote, title)
	if lines := f.Lines(); n < lines.Len() {
		stop := lines.At(lines.Len() - 1).Stop
		inside := grammar.Parse(at(source[:stop], lines.At(n).Start))
		admonitions(inside, source[:stop], depth+1)
		adopt(quote, inside)
	}
	return quote
}

// at is a reader that begins at an offset, which is where a line begins or where only text precedes.
func at(source []byte, offset int) text.Reader {
	r := text.NewReader(source)
	for {
		_, s := r.PeekLine()
		if s.Stop > offset || s.Start >= len(source) {
			r.Advance(offset - s.Start)
			return r
		}
		r.AdvanceLine()
	}
}

// adopt moves all children, and what was too much.
func adopt(to, from ast.Node) {
	if e, ok := ExcessOf(from); ok {
		tooMuch(to, e)
	}
	for c := from.FirstChild(); c != nil; {
		next := c.NextSibling()
		to.AppendChild(to, c)
		c = next
	}
}
