package syntax

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// formulas reads $x$, $$x$$ and \(x\) within a line, strictly: far more notes speak of money and of
// $VARIABLES than hold a formula. To CommonMark, \( is no more than a parenthesis, and editors that keep on the
// safe side write it in prose: so \(x\) is a formula only if what it holds looks like one, as between dollar
// signs. GitHub's $`x`$ holds whatever it holds: nobody writes it by chance.
type formulas struct{}

func (formulas) Trigger() []byte { return []byte{'$', '\\'} }

func (formulas) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	open, end := "$", "$"
	switch {
	case bytes.HasPrefix(line, []byte("$$")):
		open, end = "$$", "$$"
	case bytes.HasPrefix(line, []byte("$`")):
		open, end = "$`", "`$"
	case bytes.HasPrefix(line, []byte(`\(`)):
		open, end = `\(`, `\)`
	case line[0] == '\\':
		return nil
	}
	rest := line[len(open):]
	at := bytes.Index(rest[:min(len(rest), mostTeX+len(end))], []byte(end))
	if at < 1 || open != "$`" && !looksLikeMath(string(rest[:at])) {
		return nil
	}
	tex, after := string(rest[:at]), rest[at+len(end):]
	if open[0] == '$' && open != "$$" {
		next, _ := utf8.DecodeRune(after)
		if open == "$" && strings.TrimSpace(tex) != tex || open == "$`" && strings.Contains(tex, "`") || tightTo(block.PrecendingCharacter()) || len(after) > 0 && tightTo(next) {
			return nil
		}
	}
	block.Advance(len(open) + len(tex) + len(end))
	return &Inline{kind: Math, Value: strings.TrimSpace(tex), Display: open == "$$"}
}

// tightTo says whether a dollar sign beside the character belongs to it, as in a$b, $5$6 or US$.
func tightTo(r rune) bool {
	return r == '$' || r == '_' || r == '\\' || r == '{' || r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// mostTeX is the length of a formula that one line may hold, in bytes.
const mostTeX = 500

// looksLikeMath wants a sign of TeX, or an expression without words.
func looksLikeMath(s string) bool {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > mostTeX || strings.Contains(s, "`") {
		return false
	}
	letters, longest, run := false, 0, 0
	operator := false
	for i, r := range s {
		switch {
		case r == '\\' && i+1 < len(s) && (unicode.IsLetter(rune(s[i+1])) || strings.ContainsRune(`{}|,;!\`, rune(s[i+1]))):
			return true
		case (r == '^' || r == '_') && i > 0 && i+1 < len(s) && s[i-1] != ' ' && s[i+1] != ' ' && shortBase(s[:i]):
			return true
		case unicode.IsLetter(r):
			letters, run = true, run+1
			longest = max(longest, run)
			continue
		case strings.ContainsRune("=<>+-*/×÷≤≥≠≈·→", r):
			operator = true
		case !unicode.IsDigit(r) && !strings.ContainsRune(" ().,|![]'", r):
			return false
		}
		run = 0
	}
	if longest == 1 && len([]rune(s)) == 1 {
		return true
	}
	return longest < 3 && operator && (letters || strings.ContainsAny(s, "=<>")) ||
		longest == 1 && letters && strings.HasSuffix(s, ")") && !strings.Contains(s, " ")
}

// shortBase says whether what stands before a ^ or _ can be a symbol: x, log, ) but no long_name.
func shortBase(s string) bool {
	run := 0
	for i := len(s) - 1; i >= 0 && (unicode.IsLetter(rune(s[i])) || s[i] == '_'); i-- {
		run++
	}
	return run <= 3
}

// fences reads blocks between lines of "$$" and of "%%", and between \[ and \]. A block is opened only if its
// end is there. Within a line, \[ is a bracket that is not to begin a link, and stays one.
type fences struct{}

// ends are how blocks end, by how they begin.
var ends = map[string]string{"$$": "$$", "%%": "%%", `\[`: `\]`}

func (fences) Trigger() []byte { return []byte{'$', '%', '\\'} }

func (fences) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || at+2 > len(line) || ends[string(line[at:at+2])] == "" {
		return nil, parser.NoChildren
	}
	n := &Block{kind: Fence, Mark: string(line[at : at+2])}
	rest := strings.TrimSpace(string(line[at+2:]))
	start := segment.Start + at + 2 - segment.Padding
	inner, ended := strings.CutSuffix(rest, n.end())
	switch {
	case n.Formula() && ended && looksLikeMath(inner):
		n.closed = true
		stop := start + bytes.LastIndex(line[at+2:], []byte(n.end()))
		n.Lines().Append(text.NewSegment(start, stop))
	case ended || n.Mark != "$$" && rest != "" || n.Mark == "$$" && strings.Contains(rest, "$"):
		return nil, parser.NoChildren
	case !n.ended(reader.Source()[segment.Stop:]):
		return nil, parser.NoChildren
	case rest != "":
		n.Lines().Append(text.NewSegment(start, segment.Stop))
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// Formula says whether the block is one, in TeX.
func (n *Block) Formula() bool { return n.kind == Fence && n.Mark != "%%" }

// end is what closes the block.
func (n *Block) end() string { return ends[n.Mark] }

// ended looks for what closes the block: of a formula before the next blank line, of a remark anywhere.
func (n *Block) ended(source []byte) bool {
	lines := 0
	for line := range bytes.Lines(source) {
		line = bytes.TrimSpace(bytes.TrimLeft(line, "> \t"))
		if n.closing(line) {
			return true
		}
		if lines++; n.Formula() && (len(line) == 0 || lines > 100) {
			return false
		}
	}
	return false
}

func (n *Block) closing(line []byte) bool {
	if n.Mark != "$$" {
		return string(line) == n.end()
	}
	return bytes.HasSuffix(line, []byte("$$"))
}

func (fences) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*Block)
	if n.closed {
		return parser.Close
	}
	line, segment := reader.PeekLine()
	trimmed := bytes.TrimSpace(line)
	if n.closing(trimmed) {
		stop := segment.Start - segment.Padding + bytes.LastIndex(line, []byte(n.end()))
		if stop > segment.Start {
			n.Lines().Append(text.NewSegment(segment.Start, stop))
		}
		n.closed = true
		reader.AdvanceToEOL()
		return parser.Close
	}
	if n.Formula() && util.IsBlank(line) {
		return parser.Close
	}
	n.Lines().Append(segment)
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (fences) Close(ast.Node, text.Reader, parser.Context) {}
func (fences) CanInterruptParagraph() bool                 { return true }
func (fences) CanAcceptIndentedLine() bool                 { return false }
