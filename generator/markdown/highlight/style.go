package highlight

import (
	"bytes"
	_ "embed"
	"regexp"
	"sync"

	"github.com/alecthomas/chroma/v2"
)

//go:embed code.css
var sheet []byte

// CSS is the style sheet for highlighted code, light and dark by preference, light in print. Its
// colours can be read on any background that is lighter than #f6f8fa in light mode, or darker than
// #161b22 in dark mode.
func CSS() []byte { return bytes.Clone(sheet) }

// styled is the set of token types that the style sheet has a rule for: the others need no class.
var styled = sync.OnceValue(func() map[chroma.TokenType]bool {
	named := map[string]bool{}
	for _, m := range regexp.MustCompile(`\.chroma \.(\w+)`).FindAllSubmatch(sheet, -1) {
		named[string(m[1])] = true
	}
	out := map[chroma.TokenType]bool{}
	for t, class := range chroma.StandardTypes {
		if named[class] {
			out[t] = true
		}
	}
	return out
})
