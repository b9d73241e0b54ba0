package markdown

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// grammar is the one parser of all notes: GFM and footnotes, with the additions below. It holds no
// state of a note, so goroutines share it.
var grammar = newGrammar()

func newGrammar() parser.Parser {
	p := parser.NewParser(
		parser.WithBlockParsers(append(without(parser.DefaultBlockParsers(), parser.NewHTMLBlockParser()),
			util.Prioritized(fences{}, 690), util.Prioritized(htmlBlocks{parser.NewHTMLBlockParser()}, 900))...),
		parser.WithInlineParsers(append(without(parser.DefaultInlineParsers(), parser.NewEmphasisParser()),
			util.Prioritized(taskBoxes{}, 0), util.Prioritized(wikilinks{}, 90), util.Prioritized(formulas{}, 95),
			util.Prioritized(remarks{}, 96), util.Prioritized(emphasis{}, 500), util.Prioritized(highlights{}, 510))...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(), util.Prioritized(callouts{}, 50))...),
	)
	return goldmark.New(goldmark.WithParser(p), goldmark.WithExtensions(
		extension.Table, extension.Strikethrough, extension.Footnote,
		extension.NewLinkify(
			// Hosts of one word and IP addresses are links, as on GitHub; a mail address needs a named host.
			extension.WithLinkifyURLRegexp(regexp.MustCompile("^(?:http|https|ftp)://[^\\s<`]+")),
			extension.WithLinkifyEmailRegexp(regexp.MustCompile(`^[a-zA-Z0-9.!#$%&'*+/=?^_{|}~-]+@(?:[a-zA-Z0-9_-]+\.)+[a-zA-Z][a-zA-Z0-9-]*`)),
		),
	)).Parser()
}

// without leaves one of goldmark's own parsers out, to be replaced.
func without(all []util.PrioritizedValue, gone any) []util.PrioritizedValue {
	var out []util.PrioritizedValue
	for _, v := range all {
		if v.Value != gone {
			out = append(out, v)
		}
	}
	return out
}

// The nodes that goldmark does not have.
var (
	kindTask    = ast.NewNodeKind("RetakeTask")
	kindWiki    = ast.NewNodeKind("RetakeWiki")
	kindMark    = ast.NewNodeKind("RetakeMark")
	kindMath    = ast.NewNodeKind("RetakeMath")
	kindFence   = ast.NewNodeKind("RetakeFence")
	kindRemark  = ast.NewNodeKind("RetakeRemark")
	kindCallout = ast.NewNodeKind("RetakeCalloutTitle")
)

// inline is an inline node of our own; what it says depends on its kind.
type inline struct {
	ast.BaseInline
	kind    ast.NodeKind
	value   string // TeX, or the inside of a wikilink
	embed   bool   // a wikilink with an exclamation mark
	display bool   // a formula on its own
	done    bool   // a task box
}

func (n *inline) Kind() ast.NodeKind            { return n.kind }
func (n *inline) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// fenced is a block between two lines of "$$" (a formula) or "%%" (a remark that Obsidian hides), or
// the title line of a callout.
type fenced struct {
	ast.BaseBlock
	kind   ast.NodeKind
	mark   string
	closed bool
}

func (n *fenced) Kind() ast.NodeKind            { return n.kind }
func (n *fenced) IsRaw() bool                   { return n.kind == kindFence }
func (n *fenced) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

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
	return &inline{kind: kindTask, done: line[1] != ' '}
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
	return &inline{kind: kindWiki, value: string(inner), embed: open == "![["}
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
	if cjk(before) && !util.IsSpaceRune(after) {
		d.CanOpen = true
	}
	if cjk(after) && !util.IsSpaceRune(before) {
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
func (marked) OnMatch(int) ast.Node                         { return &inline{kind: kindMark} }

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

func cjk(r rune) bool {
	return r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
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
		return &inline{kind: kindRemark}
	}
	return nil
}

// free says whether a word may end or begin beside the character.
func free(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) && r != '%' && r != '_' }

// htmlBlocks is goldmark's, but that a line beginning with an unknown <word> is a paragraph: notes are
// full of <username> and <PID>.
type htmlBlocks struct{ parser.BlockParser }

var tagName = regexp.MustCompile(`^ {0,3}</?([a-zA-Z][a-zA-Z0-9-]*)`)

func (h htmlBlocks) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	if m := tagName.FindSubmatch(line); m != nil {
		name := strings.ToLower(string(m[1]))
		if _, known := allowed[name]; !known && !ignored[name] && !opaque[name] {
			return nil, parser.NoChildren
		}
	}
	return h.BlockParser.Open(parent, reader, pc)
}
