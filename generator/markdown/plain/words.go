package plain

import (
	"strconv"
	"unicode"
)

// Words counts words; where words have no spaces, each character counts.
func Words(text string) int {
	n, inside := 0, false
	for _, r := range text {
		switch {
		case CJK(r) && !unicode.Is(unicode.Hangul, r):
			n, inside = n+1, false
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if !inside {
				n++
			}
			inside = true
		case r != '\'' && r != '’' && r != '-' && r != '_' && !unicode.IsMark(r):
			inside = false
		}
	}
	return n
}

// CJK says whether a letter is written without spaces between words: Chinese, Japanese or Korean.
func CJK(r rune) bool {
	return r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// Count is "1 file" or "3 files".
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
