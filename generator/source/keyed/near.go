package keyed

import (
	"fmt"
	"strconv"
	"strings"
)

// DidYouMean is a hint naming the word most like the one written, "" if none is near.
func DidYouMean(word string, words []string) string {
	if w := nearest(word, words); w != "" {
		return fmt.Sprintf("did you mean %s?", w)
	}
	return ""
}

// Choice lists words in quotes: "a", "b" or "c".
func Choice(words []string) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteString(map[bool]string{true: " or ", false: ", "}[i == len(words)-1])
		}
		b.WriteString(strconv.Quote(w))
	}
	return b.String()
}

// nearest is the word with the fewest slips of the finger, else the longest that begins the one written,
// "" if none has at most a third of its letters different.
func nearest(word string, words []string) string {
	best, most := "", len([]rune(word))/3
	for _, w := range words {
		if n := slips(strings.ToLower(word), strings.ToLower(w), most); n <= most && (best == "" || n < most) {
			best, most = w, n
		}
	}
	if best != "" {
		return best
	}
	for _, w := range words {
		if len(w) >= 3 && len(w) > len(best) && strings.HasPrefix(strings.ToLower(word), strings.ToLower(w)) {
			best = w
		}
	}
	return best
}

// slips counts the letters to add, drop, change or swap with the next to turn a into b; more than
// most may come out as any larger number.
func slips(a, b string, most int) int {
	s, t := []rune(a), []rune(b)
	if len(s)-len(t) > most || len(t)-len(s) > most {
		return most + 1
	}
	var two, one []int
	row := make([]int, len(t)+1)
	for j := range row {
		row[j] = j
	}
	for i := range s {
		two, one, row = one, row, make([]int, len(t)+1)
		row[0] = i + 1
		for j := range t {
			cost := 1
			if s[i] == t[j] {
				cost = 0
			}
			row[j+1] = min(row[j]+1, one[j+1]+1, one[j]+cost)
			if i > 0 && j > 0 && s[i] == t[j-1] && s[i-1] == t[j] {
				row[j+1] = min(row[j+1], two[j-1]+1)
			}
		}
	}
	return row[len(t)]
}
