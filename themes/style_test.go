package themes

import (
	"io/fs"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var (
	comment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	token   = regexp.MustCompile(`--([a-z0-9]+):\s*(#[0-9a-f]{3,6})\b`)
	sizes   = regexp.MustCompile(`(?m)(?:^|[;{\s])(font|font-size|margin(?:-[a-z-]+)?|padding(?:-[a-z-]+)?|gap|column-gap|row-gap)\s*:\s*([^;}]+)`)
	length  = regexp.MustCompile(`(?:^|[\s(,/])-?[0-9]*\.?[0-9]+([a-z%]+)`)
)

func style(t *testing.T) string {
	t.Helper()
	b, err := fs.ReadFile(Default, "style.css")
	if err != nil {
		t.Fatal(err)
	}
	return comment.ReplaceAllString(string(b), "")
}

// TestSizesComeFromTheScales: type sizes and distances are tokens. Lengths in em belong to text that they grow
// with; px are for hairlines, one to three of them; paper has its own measures.
func TestSizesComeFromTheScales(t *testing.T) {
	screen, paper, ok := strings.Cut(style(t), "@page")
	if !ok {
		t.Fatal("no part for paper at the end")
	}
	found := 0
	for _, c := range []struct {
		css     string
		allowed []string
	}{{screen, []string{"em", "px"}}, {paper, []string{"em", "px", "mm", "pt"}}} {
		for _, m := range sizes.FindAllStringSubmatch(c.css, -1) {
			found++
			for _, l := range length.FindAllStringSubmatch(m[2], -1) {
				if !slices.Contains(c.allowed, l[1]) {
					t.Errorf("%s: %s is not of the scale", m[1], strings.TrimSpace(m[2]))
				}
			}
		}
	}
	if found < 200 {
		t.Errorf("only %d sizes were found", found)
	}
}

// TestScalesAscend: each step of a scale is larger than the one below, on every screen.
func TestScalesAscend(t *testing.T) {
	screen, _, _ := strings.Cut(style(t), "@page")
	step := regexp.MustCompile(`--([st])([0-9]): ([0-9.]+)rem`)
	last := map[string]float64{}
	for _, m := range step.FindAllStringSubmatch(screen, -1) {
		v, err := strconv.ParseFloat(m[3], 64)
		if err != nil {
			t.Fatal(err)
		}
		if n, _ := strconv.Atoi(m[2]); n > 1 && v <= last[m[1]] {
			t.Errorf("--%s%s is %v, not above %v", m[1], m[2], v, last[m[1]])
		}
		last[m[1]] = v
	}
	if len(last) != 2 {
		t.Errorf("scales: %v", last)
	}
}

// schemes are the colours by name, light and dark. Dark ones are laid over the light.
func schemes(t *testing.T) map[string]map[string]string {
	t.Helper()
	css := style(t)
	block := func(from string) map[string]string {
		_, rest, ok := strings.Cut(css, from)
		if !ok {
			t.Fatalf("no %q", from)
		}
		body, _, _ := strings.Cut(rest, "}")
		out := map[string]string{}
		for _, m := range token.FindAllStringSubmatch(body, -1) {
			out[m[1]] = m[2]
		}
		return out
	}
	light, dark := block(":root {"), map[string]string{}
	for name, colour := range light {
		dark[name] = colour
	}
	own := block("(prefers-color-scheme: dark) {\n  :root {")
	for name, colour := range own {
		dark[name] = colour
	}
	if len(light) < 10 || len(own) != len(light) {
		t.Fatalf("%d colours, %d of them for the dark", len(light), len(own))
	}
	return map[string]map[string]string{"light": light, "dark": dark}
}

// TestContrast: text stands out from every ground it may stand on by 4.5 to 1, edges, focus and shapes by 3 to 1
// (WCAG 2.2, 1.4.3 and 1.4.11), in both schemes.
func TestContrast(t *testing.T) {
	grounds := []string{"paper", "card", "tint", "glow", "code"}
	for name, colours := range schemes(t) {
		for _, ground := range grounds {
			for _, c := range []struct {
				colour string
				least  float64
			}{{"ink", 7}, {"soft", 4.5}, {"accent", 4.5}, {"warm", 4.5}, {"edge", 3}} {
				if got := contrast(t, colours[c.colour], colours[ground]); got < c.least {
					t.Errorf("%s: %s on %s is %.2f, not %.1f to 1", name, c.colour, ground, got, c.least)
				}
			}
		}
	}
	if got := contrast(t, "#fff", "#000000"); math.Abs(got-21) > 1e-9 {
		t.Errorf("white on black is %v", got)
	}
	if got := contrast(t, "#777", "#fff"); math.Abs(got-4.48) > .01 { // the worked example of WCAG's own understanding page
		t.Errorf("#777 on white is %v", got)
	}
}

// contrast is WCAG's ratio of two colours.
func contrast(t *testing.T, a, b string) float64 {
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}

func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	hex := strings.TrimPrefix(colour, "#")
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	n, err := strconv.ParseUint(hex, 16, 24)
	if err != nil || len(hex) != 6 {
		t.Fatalf("%q is no colour", colour)
	}
	part := func(shift uint) float64 {
		c := float64(n>>shift&0xff) / 255
		if c <= .04045 {
			return c / 12.92
		}
		return math.Pow((c+.055)/1.055, 2.4)
	}
	return .2126*part(16) + .7152*part(8) + .0722*part(0)
}

// TestMeasure: running text is held to a width at which lines have at most some 75 letters of the common typefaces,
// half a square each.
func TestMeasure(t *testing.T) {
	m := regexp.MustCompile(`(?m)^p, li, dd, blockquote \{ max-width: ([0-9.]+)rem;`).FindStringSubmatch(style(t))
	if m == nil {
		t.Fatal("running text has no width")
	}
	rem, _ := strconv.ParseFloat(m[1], 64)
	size, _ := strconv.ParseFloat(regexp.MustCompile(`--t2: ([0-9.]+)rem`).FindStringSubmatch(style(t))[1], 64)
	if letters := rem / size / .5; letters < 60 || letters > 75 {
		t.Errorf("%.0f letters a line", letters)
	}
}
