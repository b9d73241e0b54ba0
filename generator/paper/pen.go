package paper

import (
	"math"

	"github.com/ledongthuc/pdf"
)

// glyph is one drawn letter; Y grows downwards.
type glyph struct {
	text          string
	x, y, w, size float64
}

// matrix is a, b, c, d, e, f of a transformation in the plane.
type matrix [6]float64

var ident = matrix{1, 0, 0, 1, 0, 0}

// then is m, and what it makes transformed by n.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// state is what drawing depends on.
type state struct {
	page, text, line                           matrix
	font                                       *typeface
	size, letters, words, stretch, leading, up float64
	mode                                       int64
}

// pen draws pages, and keeps the letters.
type pen struct {
	glyphs         []glyph
	operators, all int
	drawn, hidden  int // letters that are seen, and that are not
	pictures       int
	unfolded       int64
	fonts          map[string]*typeface // of the resources at hand
	state          state
	saved          []state
	resources      pdf.Value
	depth          int
}

func (p *pen) draw(page pdf.Page) {
	p.state, p.saved, p.depth = state{page: ident, text: ident, line: ident, stretch: 1}, nil, 0
	p.run(page.V.Key("Contents"), page.Resources())
}

// run draws one stream, or several in a row.
func (p *pen) run(contents, resources pdf.Value) {
	switch contents.Kind() {
	case pdf.Stream:
		p.bounded(contents.Reader())
	case pdf.Array:
		for i := range min(contents.Len(), maxOperators) {
			p.bounded(contents.Index(i).Reader())
		}
	default:
		return
	}
	wasFonts, wasResources := p.fonts, p.resources
	p.fonts, p.resources = map[string]*typeface{}, resources
	pdf.Interpret(contents, func(stk *pdf.Stack, op string) {
		if p.operators++; p.operators > maxOperators {
			panic(errTooMuch)
		}
		args := make([]pdf.Value, stk.Len())
		for i := len(args) - 1; i >= 0; i-- {
			args[i] = stk.Pop()
		}
		p.do(op, args)
	})
	p.fonts, p.resources = wasFonts, wasResources
}

// operands is how many operands an operator has. Others draw nothing that is read.
var operands = map[string]int{"cm": 6, "q": 0, "Q": 0, "BT": 0, "T*": 0, "Tc": 1, "Tw": 1, "TL": 1, "Tz": 1, "Ts": 1, "Tr": 1, "Td": 2, "TD": 2, "Tf": 2, "Tm": 6, "Tj": 1, "TJ": 1, "'": 1, "\"": 3, "Do": 1, "BI": 0}

// do is one step of drawing.
func (p *pen) do(op string, args []pdf.Value) {
	n, known := operands[op]
	if !known || len(args) < n {
		return
	}
	args = args[len(args)-n:]
	s := &p.state
	switch op {
	case "cm":
		s.page = matrixOf(args).then(s.page)
	case "q":
		p.saved = append(p.saved, *s)
	case "Q":
		if last := len(p.saved) - 1; last >= 0 {
			p.state, p.saved = p.saved[last], p.saved[:last]
		}
	case "Do":
		p.figure(p.resources.Key("XObject").Key(args[0].Name()))
	case "BI":
		p.pictures++
	case "Tf":
		s.font, s.size = p.face(args[0].Name()), args[1].Float64()
	case "Tr":
		s.mode = args[0].Int64()
	case "Tj", "TJ", "'", "\"":
		p.write(op, args)
	default:
		s.move(op, args)
	}
}

func matrixOf(args []pdf.Value) (m matrix) {
	for i := range m {
		m[i] = args[i].Float64()
	}
	return m
}

// move is what changes where the next letter goes.
func (s *state) move(op string, args []pdf.Value) {
	var a [2]float64
	for i := range min(len(args), 2) {
		a[i] = args[i].Float64()
	}
	switch op {
	case "BT":
		s.text, s.line = ident, ident
	case "Tm":
		s.line = matrixOf(args)
		s.text = s.line
	case "T*":
		s.next(0, -s.leading)
	case "TD":
		s.leading = -a[1]
		s.next(a[0], a[1])
	case "Td":
		s.next(a[0], a[1])
	case "Tc":
		s.letters = a[0]
	case "Tw":
		s.words = a[0]
	case "TL":
		s.leading = a[0]
	case "Tz":
		s.stretch = a[0] / 100
	case "Ts":
		s.up = a[0]
	}
}

// next goes to a place relative to where the line began.
func (s *state) next(x, y float64) {
	s.line = matrix{1, 0, 0, 1, x, y}.then(s.line)
	s.text = s.line
}

func (p *pen) face(name string) *typeface {
	if f, ok := p.fonts[name]; ok {
		return f
	}
	v := p.resources.Key("Font").Key(name)
	if to := v.Key("ToUnicode"); to.Kind() == pdf.Stream {
		p.bounded(to.Reader())
	}
	p.fonts[name] = newTypeface(v)
	return p.fonts[name]
}

// figure is a drawing within the drawing, or a picture.
func (p *pen) figure(v pdf.Value) {
	if v.Key("Subtype").Name() != "Form" {
		p.pictures++
		return
	}
	if p.depth >= maxDepth {
		return
	}
	was, saved := p.state, p.saved
	p.depth++
	if m := v.Key("Matrix"); m.Len() == 6 {
		args := make([]pdf.Value, 6)
		for i := range args {
			args[i] = m.Index(i)
		}
		p.state.page = matrixOf(args).then(p.state.page)
	}
	inner := v.Key("Resources")
	if inner.IsNull() {
		inner = p.resources
	}
	p.run(v, inner)
	p.depth--
	p.state, p.saved = was, saved
}

// write draws text.
func (p *pen) write(op string, args []pdf.Value) {
	s := &p.state
	switch op {
	case "\"":
		s.words, s.letters = args[0].Float64(), args[1].Float64()
		fallthrough
	case "'":
		s.next(0, -s.leading)
	case "TJ":
		for i := range args[0].Len() {
			if x := args[0].Index(i); x.Kind() == pdf.String {
				p.show(x.RawString())
			} else {
				s.advance(-x.Float64() / 1000 * s.size)
			}
		}
		return
	}
	p.show(args[len(args)-1].RawString())
}

// advance moves on along the line, in units of text.
func (s *state) advance(by float64) { s.text = matrix{1, 0, 0, 1, by * s.stretch, 0}.then(s.text) }

// show draws letters one by one.
func (p *pen) show(text string) {
	s := &p.state
	if s.font == nil {
		return
	}
	for _, code := range s.font.split(text) {
		letter, width := s.font.letter(code)
		at := matrix{s.size * s.stretch, 0, 0, s.size, 0, s.up}.then(s.text).then(s.page)
		by := width/1000*s.size + s.letters
		if code == " " {
			by += s.words
		}
		p.keep(spelt.Replace(letter), at, width/1000)
		s.advance(by)
	}
}

// keep remembers a letter that can be read from left to right.
func (p *pen) keep(text string, at matrix, width float64) {
	if p.all++; p.all > maxGlyphs {
		panic(errTooMuch)
	}
	upright := at[0] > 0 && math.Abs(at[1]) < at[0]/10
	if !upright || text == "" || math.IsNaN(at[4]+at[5]) || math.IsInf(at[4]+at[5], 0) || math.Abs(at[4])+math.Abs(at[5]) > 1e6 {
		return
	}
	if p.state.mode == 3 {
		p.hidden++
	} else {
		p.drawn++
	}
	size := math.Hypot(at[2], at[3])
	p.glyphs = append(p.glyphs, glyph{text, at[4], -at[5], width * at[0], size})
}
