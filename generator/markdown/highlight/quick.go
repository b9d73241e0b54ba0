package highlight

import (
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// quick drives the rules of one of chroma's lexers with a loop of its own, which gives the same tokens.
// Most rules cannot match where they are tried, and trying one costs about a microsecond: here a rule is
// tried only if the next character can begin a match. And a lexer that makes no progress is stopped.
type quick struct {
	lexer  *chroma.RegexLexer
	rules  chroma.CompiledRules
	states map[string][]rule
}

// rule is one of chroma's rules.
type rule struct {
	*chroma.CompiledRule
	first  charset
	single bool // a match is one token, and the state stays
	token  chroma.TokenType
	groups []chroma.TokenType // if each group of the match is a token, their types; nothing for a group that is none
}

// mostTime is how long one rule may be tried at one place. Nearly all take microseconds, a few take for
// ever on text that they were not made for: then the block is shown plain.
const mostTime = time.Second

// quickOf remembers the quick form of each lexer, nil for one that has none.
var quickOf sync.Map // chroma.Lexer -> func() *quick

func quickly(l chroma.Lexer) *quick {
	made, known := quickOf.Load(l)
	if !known {
		made, _ = quickOf.LoadOrStore(l, sync.OnceValue(func() *quick { return newQuick(l) }))
	}
	return made.(func() *quick)()
}

// newQuick takes lexers that are nothing but a table of rules. Others (lexers in lexers, rules that are
// Go code and may do anything with the state) are left to chroma's own loop.
func newQuick(l chroma.Lexer) *quick {
	lexer, ok := l.(*chroma.RegexLexer)
	if !ok {
		return nil
	}
	rules, err := lexer.Rules()
	if err != nil {
		return nil
	}
	for _, state := range rules {
		for _, r := range state {
			if !tableMutator(r.Mutator) || !tableEmitter(r.Type) {
				return nil
			}
		}
	}
	lexer, compiled := compile(lexer.Config(), rules)
	if compiled == nil {
		return nil
	}
	q := &quick{lexer, compiled, map[string][]rule{}}
	first := map[*chroma.CompiledRule]charset{}
	for name, state := range compiled {
		for _, c := range state {
			set, known := first[c]
			if !known {
				set = firstOf(c.Pattern, lexer.Config().CaseInsensitive)
				first[c] = set
				c.Regexp.MatchTimeout = mostTime
			}
			token, ok := c.Type.(chroma.TokenType)
			q.states[name] = append(q.states[name], rule{c, set, ok && c.Mutator == nil, token, groupsOf(c.Type)})
		}
	}
	return q
}

// tableMutator says whether a change of state is one of chroma's own that touch nothing but the stack.
func tableMutator(m chroma.Mutator) bool {
	if m == nil {
		return true
	}
	s, ok := m.(chroma.SerialisableMutator)
	if !ok {
		return false
	}
	switch s.MutatorKind() {
	case "push", "pop", "include", "combined":
		return true
	case "mutators":
		list, _ := field(m, "Mutators").([]chroma.Mutator)
		for _, inner := range list {
			if !tableMutator(inner) {
				return false
			}
		}
		return list != nil
	}
	return false
}

// tableEmitter says whether tokens come from groups of the match, or from other lexers.
func tableEmitter(e chroma.Emitter) bool {
	if e == nil {
		return true
	}
	if _, ok := e.(chroma.TokenType); ok {
		return true
	}
	s, ok := e.(chroma.SerialisableEmitter)
	if !ok {
		return false
	}
	switch s.EmitterKind() {
	case "using", "usingself":
		return true
	case "bygroups", "usingbygroup":
		list, _ := field(e, "Emitters").(chroma.Emitters)
		for _, inner := range list {
			if !tableEmitter(inner) {
				return false
			}
		}
		return list != nil
	}
	return false
}

// groupsOf are the types of an emitter's tokens, one for each group; nil if it emits anything else.
func groupsOf(e chroma.Emitter) []chroma.TokenType {
	if s, ok := e.(chroma.SerialisableEmitter); !ok || s.EmitterKind() != "bygroups" {
		return nil
	}
	list, _ := field(e, "Emitters").(chroma.Emitters)
	var out []chroma.TokenType
	for _, inner := range list {
		token, ok := inner.(chroma.TokenType)
		if !ok && inner != nil {
			return nil
		}
		if inner == nil {
			token = chroma.Ignore
		}
		out = append(out, token)
	}
	return out
}

// field is an exported field of a type that is not exported, nil if it is not there.
func field(pointer any, name string) any {
	v := reflect.Indirect(reflect.ValueOf(pointer))
	if v.Kind() != reflect.Struct || !v.FieldByName(name).IsValid() {
		return nil
	}
	return v.FieldByName(name).Interface()
}

// probe is a state that no lexer has.
const probe = "retake: show the rules"

// compile makes a lexer of rules, and gives the rules as chroma has compiled them. They are shown only
// to a lexer's own rules, so one is added that looks.
func compile(config *chroma.Config, rules chroma.Rules) (lexer *chroma.RegexLexer, out chroma.CompiledRules) {
	defer func() {
		if recover() != nil {
			out = nil
		}
	}()
	rules = rules.Clone()
	rules[probe] = []chroma.Rule{{Mutator: chroma.MutatorFunc(func(s *chroma.LexerState) error {
		out = s.Rules
		s.Pos = len(s.Text)
		return nil
	})}}
	lexer, err := chroma.NewLexer(config, func() chroma.Rules { return rules })
	if err != nil {
		return nil, nil
	}
	lexer.SetRegistry(lexers.GlobalLexerRegistry)
	it, err := lexer.Tokenise(&chroma.TokeniseOptions{State: probe}, "x")
	if err != nil {
		return nil, nil
	}
	it()
	return lexer, out
}

// run is one text being cut into tokens.
type run struct {
	*quick
	chroma.LexerState
	text string
	at   int // offset in text of the rune that is next
	end  int // where to stop
	out  []chroma.Token
	idle int  // what was done since the last step forward
	late bool // a rule took longer than mostTime
}

// tokens cuts a text into tokens, unless the lexer fails.
func (q *quick) tokens(text string) ([]chroma.Token, bool) {
	r := q.run(text)
	ok := r.toEnd()
	return r.out, ok
}

func (q *quick) run(text string) *run {
	added := q.lexer.Config().EnsureNL && !strings.HasSuffix(text, "\n")
	if added {
		text += "\n"
	}
	r := &run{quick: q, text: text, LexerState: chroma.LexerState{
		Lexer: q.lexer, Registry: lexers.GlobalLexerRegistry, Text: []rune(text), Rules: q.rules,
		Stack: []string{"root"}, MutatorContext: map[any]any{},
	}}
	r.end = len(r.Text)
	r.out = make([]chroma.Token, 0, 16+len(text)/4)
	if added {
		r.end-- // a line feed of ours alone is not cut off
	}
	return r
}

// toEnd says whether the lexer came to the end.
func (r *run) toEnd() bool {
	for r.Pos < r.end && len(r.Stack) > 0 {
		if r.idle++; r.idle > mostIdle || !r.step() {
			return false
		}
	}
	if r.Pos != len(r.Text) && len(r.Stack) == 0 {
		r.out = append(r.out, chroma.Token{Type: chroma.Error, Value: r.text[r.at:]})
	}
	return true
}

// step takes the first rule that matches. Without one, a line that the lexer does not understand ends
// at the line's end, and any other character is an error.
func (r *run) step() bool {
	r.State = r.Stack[len(r.Stack)-1]
	rules, ok := r.states[r.State]
	if !ok {
		return false
	}
	c := r.Text[r.Pos]
	for i := range rules {
		if !rules[i].first.has(c) {
			continue
		}
		m, err := rules[i].Regexp.FindRunesMatchStartingAt(r.Text, r.Pos)
		switch {
		case err != nil:
			r.late = true
			return false
		case m == nil || m.RuneIndex != r.Pos:
			continue
		case rules[i].single:
			r.put(rules[i].token, m.RuneLength)
			return true
		}
		r.Rule, r.Groups = i, r.Groups[:0]
		for _, g := range m.Groups() {
			r.Groups = append(r.Groups, r.part(g.RuneIndex, g.RuneLength))
		}
		r.move(m.RuneLength)
		return r.apply(&rules[i])
	}
	if c == '\n' && r.State != "root" {
		r.Stack = []string{"root"}
		return true
	}
	r.put(chroma.Error, 1)
	return true
}

// part is a part of the match that begins here.
func (r *run) part(from, n int) string {
	if n == 0 {
		return ""
	}
	if len(r.Text) == len(r.text) {
		return r.text[from : from+n]
	}
	return string(r.Text[from : from+n])
}

// apply does what a rule says beside being one token.
func (r *run) apply(rule *rule) bool {
	if rule.Mutator != nil && rule.Mutator.Mutate(&r.LexerState) != nil {
		return false
	}
	switch {
	case rule.Type == nil:
		return true
	case rule.groups != nil && len(rule.groups) == len(r.Groups)-1:
		for i, t := range rule.groups {
			if t != chroma.Ignore {
				r.out = append(r.out, chroma.Token{Type: t, Value: r.Groups[i+1]})
			}
		}
		return true
	}
	// What is emitted later may look at the groups.
	it := rule.Type.Emit(slices.Clone(r.Groups), &r.LexerState)
	for t := it(); t != chroma.EOF; t = it() {
		if r.idle++; t.Value != "" {
			r.idle = 0
		}
		if r.idle > mostIdle {
			return false
		}
		if t.Type != chroma.Ignore {
			r.out = append(r.out, t)
		}
	}
	return true
}

// put makes the next n runes a token.
func (r *run) put(t chroma.TokenType, n int) {
	from := r.at
	r.move(n)
	if t != chroma.Ignore {
		r.out = append(r.out, chroma.Token{Type: t, Value: r.text[from:r.at]})
	}
}

// move goes n runes on.
func (r *run) move(n int) {
	for _, c := range r.Text[r.Pos : r.Pos+n] {
		r.at += utf8.RuneLen(c)
	}
	r.Pos += n
	if n > 0 {
		r.idle = 0
	}
}
