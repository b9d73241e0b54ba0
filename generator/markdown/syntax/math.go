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
// $VARIABLES than hold a formula.
type formulas struct{}

func (formulas) Trigger() []byte { return []byte{'$', '\\'} }

func (formulas) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	open, end := "$", "$"
	switch {
	case bytes.HasPrefix(line, []byte("$$")):
		open, end = "$$", "$$"
	case bytes.HasPrefix(line, []byte(`\(`)):
		open, end = `\(`, `\)`
	case line[0] == '\\':
		return nil
	}
	rest := line[len(open):]
	at := bytes.Index(rest[:min(len(rest), mostTeX+len(end))], []byte(end))
	if at < 0 || !looksLikeMath(string(rest[:at])) {
		return nil
	}
	tex, after := string(rest[:at]), rest[at+len(end):]
	if open == "$" {
		next, _ := utf8.DecodeRune(after)
		if strings.TrimSpace(tex) != tex || tightTo(block.PrecendingCharacter()) || len(after) > 0 && tightTo(next) {
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

// fences reads blocks between lines of "$$" and of "%%". A block is opened only if its end is there.
type fences struct{}

func (fences) Trigger() []byte { return []byte{'$', '%'} }

func (fences) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || at+2 > len(line) || line[at] != line[at+1] {
		return nil, parser.NoChildren
	}
	n := &Block{kind: Fence, Mark: string(line[at : at+2])}
	rest := strings.TrimSpace(string(line[at+2:]))
	start := segment.Start + at + 2 - segment.Padding
	inner, ended := strings.CutSuffix(rest, n.Mark)
	switch {
	case n.Mark == "$$" && ended && looksLikeMath(inner):
		n.closed = true
		stop := start + bytes.LastIndex(line[at+2:], []byte("$$"))
		n.Lines().Append(text.NewSegment(start, stop))
	case ended || n.Mark == "%%" && rest != "" || n.Mark == "$$" && strings.Contains(rest, "$"):
		return nil, parser.NoChildren
	case !n.ends(reader.Source()[segment.Stop:]):
		return nil, parser.NoChildren
	case rest != "":
		n.Lines().Append(text.NewSegment(start, segment.Stop))
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// ends looks for the closing Mark: of a formula before the next blank line, of a remark anywhere.
func (n *Block) ends(source []byte) bool {
	lines := 0
	for line := range bytes.Lines(source) {
		line = bytes.TrimSpace(bytes.TrimLeft(line, "> \t"))
		if n.closing(line) {
			return true
		}
		if lines++; n.Mark == "$$" && (len(line) == 0 || lines > 100) {
			return false
		}
	}
	return false
}

func (n *Block) closing(line []byte) bool {
	if n.Mark == "%%" {
		return string(line) == "%%"
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
		stop := segment.Start - segment.Padding + bytes.LastIndex(line, []byte(n.Mark))
		if stop > segment.Start {
			n.Lines().Append(text.NewSegment(segment.Start, stop))
		}
		n.closed = true
		reader.AdvanceToEOL()
		return parser.Close
	}
	if n.Mark == "$$" && util.IsBlank(line) {
		return parser.Close
	}
	n.Lines().Append(segment)
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (fences) Close(ast.Node, text.Reader, parser.Context) {}
func (fences) CanInterruptParagraph() bool                 { return true }
func (fences) CanAcceptIndentedLine() bool                 { return false }
