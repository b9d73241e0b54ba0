package chart

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Texts are laid out for em units; a theme may set them smaller where the chart is shown large.
const (
	em      = 13.0
	rise    = 10.0 // from the base line up
	drop    = 3.0  // and down
	leading = em + 2
)

// wide are the letters that fill a square: what Unicode's East Asian Width (UAX #11) calls wide or fullwidth, with
// the signs and brackets that stand among them.
var wide = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x1100, 0x115f, 1},                      // Hangul Jamo
		{0x2e80, 0x303e, 1},                      // radicals, ideographic punctuation
		{0x3041, 0x4dbf, 1},                      // kana, letters in circles, Han
		{0x4e00, 0xa4cf, 1},                      // Han, Yi
		{0xa960, 0xa97f, 1},                      // Hangul Jamo
		{0xac00, 0xd7a3, 1},                      // Hangul
		{0xf900, 0xfaff, 1},                      // Han
		{0xfe10, 0xfe19, 1}, {0xfe30, 0xfe6f, 1}, // upright and small forms
		{0xff01, 0xff60, 1}, {0xffe0, 0xffe6, 1}, // fullwidth forms
	},
	R32: []unicode.Range32{{0x16fe0, 0x18dff, 1}, {0x1aff0, 0x1b2ff, 1}, {0x20000, 0x3fffd, 1}},
}

// pictures are letters that a font for emoji draws, in about 1.25 em.
var pictures = &unicode.RangeTable{
	R16: []unicode.Range16{{0x231a, 0x231b, 1}, {0x23e9, 0x23f3, 1}, {0x25fd, 0x25fe, 1}, {0x2600, 0x27bf, 1}, {0x2b1b, 0x2b1c, 1}, {0x2b50, 0x2b55, 1}},
	R32: []unicode.Range32{{0x1f000, 0x1faff, 1}},
}

// runeWidth is a cautious estimate of a letter's width in units: no font is known here.
func runeWidth(r rune) float64 {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case unicode.Is(wide, r):
		return em
	case unicode.Is(pictures, r):
		return 1.25 * em
	case strings.ContainsRune("mwMW%@—…", r):
		return .95 * em
	case unicode.IsUpper(r) || unicode.IsDigit(r):
		return .68 * em
	}
	return .6 * em
}

func textWidth(s string) float64 {
	w := 0.0
	for _, r := range s {
		w += runeWidth(r)
	}
	return w
}

// fit cuts a text that is wider than most, and says so with an ellipsis.
func fit(s string, most float64) string {
	s = strings.Join(strings.Fields(clean(s)), " ")
	switch wide := textWidth(s); {
	case wide == 0:
		return "" // marks without a letter
	case wide <= most:
		return s
	}
	w, end := runeWidth('…'), 0
	for i, r := range s {
		if w += runeWidth(r); w > most {
			break
		}
		end = i + utf8.RuneLen(r)
	}
	return strings.TrimRight(s[:end], " ,.;:(–-") + "…"
}

// wrap breaks a text that is wider than most into two lines, at a space; the second is cut to fit.
func wrap(s string, most float64) []string {
	s = fit(s, math.Inf(1))
	if textWidth(s) <= most {
		return []string{s}
	}
	end := 0
	for i, r := range s {
		if r == ' ' && textWidth(s[:i]) <= most {
			end = i
		}
	}
	if end == 0 {
		return []string{fit(s, most)}
	}
	return []string{s[:end], fit(s[end+1:], most)}
}

// clean drops what XML or HTML has no place for: control characters, half characters and noncharacters.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			return ' '
		case r == utf8.RuneError, unicode.IsControl(r), r&0xfffe == 0xfffe, r >= 0xfdd0 && r <= 0xfdef:
			return -1
		}
		return r
	}, s)
}

// escape makes a text harmless inside an element and inside an attribute.
func escape(s string) string { return entities.Replace(clean(s)) }

var entities = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;")
