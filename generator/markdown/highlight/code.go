// Package highlight colours code, by classes and a style sheet.
//
// # Words
//
//   - A language is the first word of a code fence: a name, an alias or a file ending.
//   - A lexer cuts code of one language into tokens; they and their rules are chroma's.
//   - A class says what a token is: the style sheet gives it a colour that can be read on its
//     background, in light and in dark.
//
// Whatever a lexer does, the text of the code stays as it is, and the work on one block has an end: if
// a lexer fails, changes the text or makes no progress, the block is shown plain.
//
// Deliberately absent: guessing the language, line numbers, marking lines, inline styles.
package highlight

import (
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"

	"retake/generator/markdown/plain"
)

// Language is the first word of a fence's info string, without the dressing of other tools: "python 3",
// "bash {1,2}", "{.yaml}" and "js{1}" name python, bash, yaml and js.
func Language(info string) string {
	info = strings.TrimLeft(info, "{. ")
	if i := strings.IndexAny(info, " \t{},:;"); i >= 0 {
		info = info[:i]
	}
	return strings.ToLower(strings.TrimRight(info, "}"))
}

// lexerOf is an index of chroma's lexers by name, alias and file ending. Chroma's own search takes 10 ms
// or more for a word it does not know, and notes are full of such words.
var lexerOf = sync.OnceValue(func() map[string]chroma.Lexer {
	index := map[string]chroma.Lexer{}
	add := func(key string, l chroma.Lexer) {
		if old, taken := index[key]; !taken || priority(l) > priority(old) {
			index[key] = l
		}
	}
	all := lexers.GlobalLexerRegistry.Lexers
	for _, l := range all {
		for _, pattern := range l.Config().Filenames {
			if ending, ok := strings.CutPrefix(pattern, "*."); ok && !strings.ContainsAny(ending, "*?[") {
				add(strings.ToLower(ending), l)
			}
		}
	}
	for _, exact := range []func(chroma.Lexer) []string{
		func(l chroma.Lexer) []string { return l.Config().Aliases },
		func(l chroma.Lexer) []string { return []string{l.Config().Name} },
	} {
		for _, l := range all {
			for _, key := range exact(l) {
				index[strings.ToLower(key)] = l
			}
		}
	}
	for _, plain := range strings.Fields("text plaintext plain txt no-highlight") {
		delete(index, plain)
	}
	return index
})

func priority(l chroma.Lexer) float32 {
	if p := l.Config().Priority; p > 0 {
		return p
	}
	return 1
}

// mostHighlighted bounds the work on one block; longer ones are data rather than code.
const mostHighlighted = 48 << 10

// Append appends code with the classes of its tokens; plain if the language is unknown.
func Append(out []byte, lang, source string) []byte {
	lexer := lexerOf()[lang]
	if lexer == nil || len(source) > mostHighlighted {
		return plain.AppendEscaped(out, source)
	}
	tokens, ok := tokens(lexer, source)
	if !ok {
		return plain.AppendEscaped(out, source)
	}
	class, from, to := "", 0, 0
	for _, t := range tokens {
		if c := classOf(t.Type); c != class {
			out = appendToken(out, class, source[from:to])
			class, from = c, to
		}
		to += len(t.Value)
	}
	return appendToken(out, class, source[from:])
}

func appendToken(out []byte, class, text string) []byte {
	if class == "" || strings.TrimSpace(text) == "" {
		return plain.AppendEscaped(out, text)
	}
	out = append(append(append(out, `<span class="`...), class...), `">`...)
	return append(plain.AppendEscaped(out, text), "</span>"...)
}

// mostIdle is how often in a row a lexer may do something that brings it no further: some never stop
// at a place they do not understand (JSONata and Jungle, for two).
const mostIdle = 1000

// tokens never lets a lexer's mistake stop a build, or change the text.
func tokens(lexer chroma.Lexer, source string) (out []chroma.Token, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	if q := quickly(lexer); q != nil && utf8.ValidString(source) {
		out, ok = q.tokens(source)
	} else {
		out, ok = slowly(lexer, source)
	}
	n := 0
	for _, t := range out {
		n += len(t.Value)
	}
	if ok && n == len(source)+1 && out[len(out)-1].Value == "\n" {
		out = out[:len(out)-1]
		n--
	}
	return out, ok && n == len(source)
}

// slowly is chroma's own loop.
func slowly(lexer chroma.Lexer, source string) (out []chroma.Token, ok bool) {
	it, err := lexer.Tokenise(&chroma.TokeniseOptions{State: "root"}, source)
	if err != nil {
		return nil, false
	}
	idle := 0
	for t := it(); t != chroma.EOF; t = it() {
		if idle++; t.Value != "" {
			idle = 0
		}
		if idle > mostIdle {
			return nil, false
		}
		out = append(out, t)
	}
	return out, true
}

// classOf is the class of a token type that the style sheet knows: its own or that of its group.
func classOf(t chroma.TokenType) string {
	rules := styled()
	for _, t := range []chroma.TokenType{t, t.SubCategory(), t.Category()} {
		if _, known := rules[t]; known {
			return chroma.StandardTypes[t]
		}
	}
	return ""
}
