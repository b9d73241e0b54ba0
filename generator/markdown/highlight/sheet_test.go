package highlight

import (
	"flag"
	"math"
	"os"
	"sort"
	"strings"
	"sync"
	"testing"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/styles"
)

var update = flag.Bool("update", false, "write code.css anew")

// TestSheet: code.css is made from two of chroma's styles, here and not in the program, because
// loading all styles costs every start of the program some milliseconds.
func TestSheet(t *testing.T) {
	made := sheets()
	if *update {
		if err := os.WriteFile("code.css", []byte(made), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if made != string(CSS()) {
		t.Error("code.css is not what the styles give; refresh it with -update")
	}
}

// The backgrounds of code that the colours are made to be read on. A theme may use any background that
// is lighter in light mode, or darker in dark mode.
const (
	lightBackground = "#f6f8fa"
	darkBackground  = "#161b22"
)

// leastContrast is what WCAG 2.2 asks of text (AA), with a little to spare for rounding.
const leastContrast = 4.6

// look is how a token is shown in the two modes.
type look struct{ light, dark string }

// looks says how each token type is shown that is not shown like all text.
var looks = sync.OnceValue(func() map[chroma.TokenType]look {
	light := declarations("github", lightBackground)
	dark := declarations("github-dark", darkBackground)
	out := map[chroma.TokenType]look{}
	for t, class := range chroma.StandardTypes {
		// What a lexer takes for an error is mostly its own; code in notes is often a fragment.
		if l := (look{light(t), dark(t)}); class != "" && t > 0 && t != chroma.Error && l != (look{}) && t.Category() != chroma.Text {
			out[t] = l
		}
	}
	return out
})

// sheets are both modes.
func sheets() string {
	return mode(func(l look) string { return l.light }) +
		"@media screen and (prefers-color-scheme:dark){\n" + mode(func(l look) string { return l.dark }) + "}\n"
}

// mode writes one mode, token types that look alike together.
func mode(of func(look) string) string {
	classes := map[string][]string{}
	for t, l := range looks() {
		d := of(l)
		if d == "" {
			d = "color:inherit"
		}
		classes[d] = append(classes[d], ".chroma ."+chroma.StandardTypes[t])
	}
	var rules []string
	for d, selectors := range classes {
		sort.Strings(selectors)
		rules = append(rules, strings.Join(selectors, ",")+"{"+d+"}\n")
	}
	sort.Strings(rules)
	return strings.Join(rules, "")
}

// declarations gives the CSS of a token type in one of chroma's styles, with a colour that can be read
// on the background.
func declarations(style, background string) func(chroma.TokenType) string {
	s := styles.Get(style)
	base := s.Get(chroma.NameOther).Colour // the colour of all text in these styles
	back := chroma.MustParseColour(background)
	return func(t chroma.TokenType) string {
		e := s.Get(t)
		var out []string
		if e.Colour.IsSet() && e.Colour != base {
			out = append(out, "color:"+readable(e.Colour, back).String())
		}
		if e.Bold == chroma.Yes {
			out = append(out, "font-weight:600")
		}
		if e.Italic == chroma.Yes {
			out = append(out, "font-style:italic")
		}
		if e.Underline == chroma.Yes {
			out = append(out, "text-decoration:underline")
		}
		return strings.Join(out, ";")
	}
}

// readable moves a colour away from its background, in small steps, until it can be read.
func readable(c, back chroma.Colour) chroma.Colour {
	target := 0.0
	if luminance(back) < 0.5 {
		target = 255
	}
	for range 60 {
		if contrast(c, back) >= leastContrast {
			break
		}
		move := func(v uint8) uint8 { return uint8(math.Round(float64(v) + (target-float64(v))*0.05)) }
		c = chroma.NewColour(move(c.Red()), move(c.Green()), move(c.Blue()))
	}
	return c
}

// contrast is the contrast ratio of WCAG 2.2, 1 to 21.
func contrast(a, b chroma.Colour) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is the relative luminance of WCAG 2.2, 0 to 1.
func luminance(c chroma.Colour) float64 {
	linear := func(v uint8) float64 {
		f := float64(v) / 255
		if f <= 0.04045 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.Red()) + 0.7152*linear(c.Green()) + 0.0722*linear(c.Blue())
}
