// Package syntax reads the Markdown of study notes into a tree.
//
// # Words
//
//   - The grammar is GitHub's Markdown with what Obsidian adds: wikilinks and embeds, highlights,
//     callouts, remarks, and formulas in a strict form; and the admonitions of MkDocs.
//   - An Inline is a node of these within a line; a Block is one of whole lines.
//   - A Callout is what the first line of a quote says that stands beside the text, such as "[!tip]-".
//     The quote's first child then holds the title. An admonition becomes such a quote.
//
// What is too dense to be read in good time becomes a Dense block, whose lines are shown as written, and
// an Excess says why (see guard.go for the bounds).
//
// Offsets are those of the note's text, also within callouts that are written as fences.
//
// Deliberately absent: HTML, names of headings and blocks, and what links mean; the tree says only what
// was written.
package syntax

import (
	"bytes"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"retake/generator/markdown/clean"
	"retake/generator/markdown/plain"
)

// Parse reads a note's text from an offset on, which is where a line begins.
func Parse(source []byte, start int) ast.Node {
	root := grammar.Parse(at(source, start))
	admonitions(root, source, 0)
	return root
}

// grammar is the one parser of all notes: GFM and footnotes, with the additions below. It holds no
// state of a note, so goroutines share it.
var grammar = newGrammar()

func newGrammar() parser.Parser {
	lists, quotes, atx := parser.NewListParser(), parser.NewBlockquoteParser(), parser.NewATXHeadingParser()
	html, notes := parser.NewHTMLBlockParser(), containers{footnotes{extension.NewFootnoteBlockParser()}}
	links := extension.NewLinkifyParser(
		// Hosts of one word and IP addresses are links, as on GitHub; a mail address needs a named host.
		extension.WithLinkifyURLRegexp(regexp.MustCompile("^(?:http|https|ftp)://[^\\s<`]+")),
		extension.WithLinkifyEmailRegexp(regexp.MustCompile(`^[a-zA-Z0-9.!#$%&'*+/=?^_{|}~-]+@(?:[a-zA-Z0-9_-]+\.)+[a-zA-Z][a-zA-Z0-9-]*`)),
	)
	p := parser.NewParser(
		parser.WithBlockParsers(append(without(parser.DefaultBlockParsers(), lists, quotes, atx, html),
			util.Prioritized(containers{lists}, 300), util.Prioritized(headings{atx}, 600), util.Prioritized(fences{}, 690),
			util.Prioritized(containers{exclaimed{}}, 790), util.Prioritized(containers{quotes}, 800), util.Prioritized(htmlBlocks{html}, 900), util.Prioritized(notes, 999))...),
		parser.WithInlineParsers(append(without(parser.DefaultInlineParsers(), parser.NewEmphasisParser()),
			util.Prioritized(taskBoxes{}, 0), util.Prioritized(wikilinks{}, 90), util.Prioritized(formulas{}, 95),
			util.Prioritized(remarks{}, 96), util.Prioritized(extension.NewFootnoteParser(), 101), util.Prioritized(emphasis{}, 500),
			util.Prioritized(highlights{}, 510), util.Prioritized(addresses{links}, 999))...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(), util.Prioritized(definitions{}, 40), util.Prioritized(callouts{}, 50),
			// The rest of goldmark's tables, which takes the backslash off "\|" in code, takes seconds for a
			// table of many: Code does it.
			util.Prioritized(tables{extension.NewTableParagraphTransformer()}, 200), util.Prioritized(crowds{}, 210))...),
		parser.WithASTTransformers(util.Prioritized(extension.NewFootnoteASTTransformer(), 999)),
	)
	return goldmark.New(goldmark.WithParser(p), goldmark.WithExtensions(extension.Strikethrough)).Parser()
}

// without leaves some of goldmark's own parsers out, to be replaced by others of their kind.
func without(all []util.PrioritizedValue, gone ...any) []util.PrioritizedValue {
	var out []util.PrioritizedValue
	for _, v := range all {
		same := func(g any) bool { return reflect.TypeOf(g) == reflect.TypeOf(v.Value) }
		if !slices.ContainsFunc(gone, same) {
			out = append(out, v)
		}
	}
	return out
}

// The nodes that goldmark does not have.
var (
	Task         = ast.NewNodeKind("RetakeTask")
	Wiki         = ast.NewNodeKind("RetakeWiki")
	Mark         = ast.NewNodeKind("RetakeMark")
	Math         = ast.NewNodeKind("RetakeMath")
	Fence        = ast.NewNodeKind("RetakeFence")
	Remark       = ast.NewNodeKind("RetakeRemark")
	CalloutTitle = ast.NewNodeKind("RetakeCalloutTitle")
	Dense        = ast.NewNodeKind("RetakeDense")
)

// Inline is an inline node of our own; what it says depends on its kind.
type Inline struct {
	ast.BaseInline
	Value   string // TeX, or the inside of a wikilink
	Embed   bool   // a wikilink with an exclamation mark
	Display bool   // a formula on its own
	Done    bool   // a task box

	kind ast.NodeKind
}

// Code is the text of a code span. In a table, a bar is written \| there too.
func Code(n *ast.CodeSpan, source []byte) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.WriteString(strings.ReplaceAll(string(t.Segment.Value(source)), "\n", " "))
		}
	}
	code := b.String()
	if !strings.Contains(code, `\|`) {
		return code
	}
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Kind() == east.KindTableCell {
			return strings.ReplaceAll(code, `\|`, "|")
		}
	}
	return code
}

func (n *Inline) Kind() ast.NodeKind            { return n.kind }
func (n *Inline) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Block is what stands between two lines of "$$", or of \[ and \] (a formula), or of "%%" (a remark that Obsidian
// hides), the title line of a callout, or what holds too much to be read.
type Block struct {
	ast.BaseBlock
	kind   ast.NodeKind
	Mark   string // how a formula or a remark begins
	closed bool
}

func (n *Block) Kind() ast.NodeKind            { return n.kind }
func (n *Block) IsRaw() bool                   { return n.kind == Fence || n.kind == Dense }
func (n *Block) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// taskBoxes reads "[ ] " and "[x] " at the start of a list item. Unlike goldmark's it wants the space.
type taskBoxes struct{}

func (taskBoxes) Trigger() []byte { return []byte{'['} }

func (taskBoxes) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	item := parent.Parent()
	if item == nil || item.Kind() != ast.KindListItem || item.FirstChild() != parent || parent.HasChildren() {
		return nil
	}
	line, _ := block.PeekLine()
	if len(line) < 4 || line[2] != ']' || !util.IsSpace(line[3]) || !bytes.ContainsRune([]byte(" xX"), rune(line[1])) {
		return nil
	}
	block.Advance(3)
	if line[3] != '\n' {
		block.Advance(1)
	}
	return &Inline{kind: Task, Done: line[1] != ' '}
}

// wikilinks reads [[target#part|label]] and ![[target]]. What goldmark would read as a link stays one,
// and "[[ -f x ]]" is a shell's test.
type wikilinks struct{}

func (wikilinks) Trigger() []byte { return []byte{'!', '['} }

func (wikilinks) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	open := "[["
	if line[0] == '!' {
		open = "![["
	}
	if !bytes.HasPrefix(line, []byte(open)) {
		return nil
	}
	inner, after, ok := bytes.Cut(line[len(open):], []byte("]]"))
	if !ok || !wikiTarget(string(inner)) || block.PrecendingCharacter() == '[' || bytes.HasPrefix(after, []byte("(")) || bytes.HasPrefix(after, []byte("]")) ||
		bytes.HasPrefix(after, []byte("[")) && !bytes.HasPrefix(after, []byte("[[")) {
		return nil
	}
	if _, defined := pc.Reference(util.ToLinkReference(inner)); defined {
		return nil
	}
	block.Advance(len(open) + len(inner) + 2)
	return &Inline{kind: Wiki, Value: string(inner), Embed: open == "![["}
}

// wikiTarget says whether the inside of double brackets can name something.
func wikiTarget(s string) bool {
	return s != "" && strings.TrimSpace(s) == s && !strings.ContainsAny(s, "[]\n") && s[0] != '^' && s[0] != '|'
}

// emphasis is goldmark's, but that a letter written without spaces between words (Chinese, Japanese,
// Korean) beside the asterisks counts as a word border: CommonMark would leave **強調（注）**です as it is.
type emphasis struct{}

func (emphasis) Trigger() []byte { return []byte{'*', '_'} }

func (emphasis) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	d := delimiter(block, pc, 1, starred{})
	if d == nil || d.Char != '*' {
		return asNode(d)
	}
	before, after := around(block, d)
	if plain.CJK(before) && !util.IsSpaceRune(after) {
		d.CanOpen = true
	}
	if plain.CJK(after) && !util.IsSpaceRune(before) {
		d.CanClose = true
	}
	return d
}

// starred makes emphasis of matching delimiters.
type starred struct{}

func (starred) IsDelimiter(b byte) bool                      { return b == '*' || b == '_' }
func (starred) CanOpenCloser(open, c *parser.Delimiter) bool { return open.Char == c.Char }
func (starred) OnMatch(n int) ast.Node                       { return ast.NewEmphasis(n) }

// highlights reads ==text==. A comparison such as a==b is none: letters outside touch no mark.
type highlights struct{}

func (highlights) Trigger() []byte { return []byte{'='} }

func (highlights) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	d := parser.ScanDelimiter(line, before, 2, marked{})
	if d == nil || d.OriginalLength != 2 || before == '=' {
		return nil
	}
	after, _ := utf8.DecodeRune(line[2:])
	d.CanOpen = d.CanOpen && !wordASCII(before)
	d.CanClose = d.CanClose && !wordASCII(after)
	if !d.CanOpen && !d.CanClose {
		return nil
	}
	d.Segment = segment.WithStop(segment.Start + 2)
	block.Advance(2)
	pc.PushDelimiter(d)
	return d
}

// marked makes a highlight of matching delimiters.
type marked struct{}

func (marked) IsDelimiter(b byte) bool                      { return b == '=' }
func (marked) CanOpenCloser(open, c *parser.Delimiter) bool { return open.Char == c.Char }
func (marked) OnMatch(int) ast.Node                         { return &Inline{kind: Mark} }

// delimiter scans a run of delimiters and takes it from the reader.
func delimiter(block text.Reader, pc parser.Context, least int, p parser.DelimiterProcessor) *parser.Delimiter {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	d := parser.ScanDelimiter(line, before, least, p)
	if d == nil {
		return nil
	}
	d.Segment = segment.WithStop(segment.Start + d.OriginalLength)
	block.Advance(d.OriginalLength)
	pc.PushDelimiter(d)
	return d
}

// asNode keeps a nil delimiter from becoming a node.
func asNode(d *parser.Delimiter) ast.Node {
	if d == nil {
		return nil
	}
	return d
}

// around is the character before a delimiter run that was just taken, and the one after it.
func around(block text.Reader, d *parser.Delimiter) (before, after rune) {
	before, after = '\n', '\n'
	source := block.Source()
	if d.Segment.Start > 0 {
		before, _ = utf8.DecodeLastRune(source[:d.Segment.Start])
	}
	if line, _ := block.PeekLine(); len(line) > 0 {
		after, _ = utf8.DecodeRune(line)
	}
	return before, after
}

func wordASCII(r rune) bool {
	return r == '_' || r == ')' || r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// remarks reads %%hidden%%. A batch file's %%i is none: the marks stand free on their outer sides.
type remarks struct{}

func (remarks) Trigger() []byte { return []byte{'%'} }

func (remarks) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("%%")) || !free(block.PrecendingCharacter()) {
		return nil
	}
	end := bytes.Index(line[2:], []byte("%%")) + 2
	if end <= 2 {
		return nil
	}
	if next, _ := utf8.DecodeRune(line[end+2:]); len(line) == end+2 || free(next) {
		block.Advance(end + 2)
		return &Inline{kind: Remark}
	}
	return nil
}

// free says whether a word may end or begin beside the character.
func free(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) && r != '%' && r != '_' }

// htmlBlocks is goldmark's, but that a line beginning with an unknown <word> is a paragraph: notes are
// full of <username> and <PID>.
type htmlBlocks struct{ parser.BlockParser }

func (h htmlBlocks) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	if name := clean.TagName(string(line)); name != "" && !clean.Markup(name) && !clean.Opaque(name) {
		return nil, parser.NoChildren
	}
	return h.BlockParser.Open(parent, reader, pc)
}
