package paper

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
)

// typeface is a font as far as reading needs it: which text a code stands for, and how wide it is.
type typeface struct {
	wide   bool // codes have two bytes
	codes  map[string]string
	ranges []codeRange
	latin  pdf.TextEncoding // when the file does not say it code by code
	widths map[int]float64  // in thousandths of the font's size
	usual  float64          // width of all others
}

// codeRange maps the codes from lo to hi to successive letters.
type codeRange struct{ lo, hi, first string }

// guessedWidth is that of letters whose font does not say it, as the fourteen fonts of every printer may; in thousandths.
const guessedWidth = 500

func newTypeface(v pdf.Value) *typeface {
	t := &typeface{codes: map[string]string{}, widths: map[int]float64{}, usual: guessedWidth}
	if v.Key("Subtype").Name() == "Type0" {
		t.wide = true
		t.wideWidths(v.Key("DescendantFonts").Index(0))
	} else {
		first := int(v.Key("FirstChar").Int64())
		w := v.Key("Widths")
		for i := range min(w.Len(), 256) {
			t.widths[first+i] = w.Index(i).Float64()
		}
		font := pdf.Font{V: v}
		t.latin = font.Encoder()
	}
	if to := v.Key("ToUnicode"); to.Kind() == pdf.Stream {
		t.readCodes(to, v)
	}
	return t
}

// wideWidths reads the list of widths of a font with many letters: first [w w w] or first last w.
func (t *typeface) wideWidths(v pdf.Value) {
	t.usual = 1000
	if dw := v.Key("DW"); !dw.IsNull() {
		t.usual = dw.Float64()
	}
	w := v.Key("W")
	for i := 0; i+1 < w.Len(); {
		first, next := int(w.Index(i).Int64()), w.Index(i+1)
		if next.Kind() == pdf.Array {
			for k := range min(next.Len(), 1<<16) {
				t.widths[first+k] = next.Index(k).Float64()
			}
			i += 2
			continue
		}
		last, width := int(next.Int64()), w.Index(i+2).Float64()
		for code := max(0, first); code <= last && code < 1<<16; code++ {
			t.widths[code] = width
		}
		i += 3
	}
}

// readCodes reads what the file says its codes stand for. The program it is written as opens a dictionary of the printer's,
// for which any will do.
func (t *typeface) readCodes(v, dict pdf.Value) {
	defer func() {
		if r := recover(); r == errTooMuch {
			panic(r)
		}
	}()
	pdf.Interpret(v, func(stk *pdf.Stack, op string) {
		switch op {
		case "findresource":
			stk.Pop()
			stk.Pop()
			stk.Push(dict)
		case "endbfchar":
			for stk.Len() >= 2 {
				text, code := stk.Pop().RawString(), stk.Pop().RawString()
				t.codes[code] = utf16Text(text)
			}
		case "endbfrange":
			for stk.Len() >= 3 {
				to, hi, lo := stk.Pop(), stk.Pop().RawString(), stk.Pop().RawString()
				t.addRange(lo, hi, to)
			}
		case "begincmap", "begincodespacerange", "endcodespacerange", "beginbfchar", "beginbfrange", "endcmap":
			for stk.Len() > 0 {
				stk.Pop()
			}
		}
	})
}

func (t *typeface) addRange(lo, hi string, to pdf.Value) {
	if to.Kind() != pdf.Array {
		t.ranges = append(t.ranges, codeRange{lo, hi, to.RawString()})
		return
	}
	for i := range min(to.Len(), 1<<16) {
		t.codes[plus(lo, i)] = utf16Text(to.Index(i).RawString())
	}
}

// plus is a code so many steps further on.
func plus(code string, n int) string {
	b := []byte(code)
	for i := len(b) - 1; i >= 0 && n > 0; i-- {
		n += int(b[i])
		b[i] = byte(n)
		n >>= 8
	}
	return string(b)
}

func utf16Text(s string) string {
	var u []uint16
	for i := 0; i+1 < len(s); i += 2 {
		u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(u))
}

// letter is what one code stands for, and how wide it is, in thousandths of the size.
func (t *typeface) letter(code string) (text string, width float64) {
	n := 0
	for i := range len(code) {
		n = n<<8 | int(code[i])
	}
	width, known := t.widths[n]
	if !known {
		width = t.usual
	}
	return t.text(code), width
}

func (t *typeface) text(code string) string {
	if s, ok := t.codes[code]; ok {
		return s
	}
	for _, r := range t.ranges {
		if len(r.lo) == len(code) && r.lo <= code && code <= r.hi {
			step := 0
			for i := range len(code) {
				step = step<<8 + int(code[i]) - int(r.lo[i])
			}
			return utf16Text(plus(r.first, step))
		}
	}
	if t.latin == nil {
		return string(utf8.RuneError)
	}
	return t.latin.Decode(code)
}

// split cuts a string that is drawn into its codes.
func (t *typeface) split(s string) (codes []string) {
	n := 1
	if t.wide {
		n = 2
	}
	for ; len(s) >= n; s = s[n:] {
		codes = append(codes, s[:n])
	}
	return codes
}

// spelt writes out what is one letter in print and several in words, and blanks of every kind.
var spelt = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st",
	"\u00a0", " ", "\u2009", " ", "\u202f", " ", "\u2002", " ", "\u2003", " ", "\t", " ", "\u00ad", "", "\u200b", "", "\ufeff", "", "\x00", "")
