package search

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longest is how many letters of a word count; what comes after them is left off.
const longest = 40

// kind is what a letter does to words.
type kind uint8

const (
	apart  kind = iota // ends a word
	letter             // is part of a word
	paired             // is part of a text without spaces
	joint              // joins two words to one more
)

// plainly are letters that no decomposition takes to their plain form, and signs that are written in several
// ways. They are looked up in lower case.
var plainly = map[rune]string{
	'ł': "l", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'ı': "i", 'ħ': "h", 'ŧ': "t", 'ŋ': "n",
	'ς': "σ", // the sigma at the end of a word
	'ـ': "",  // only stretches Arabic words
	'’': "'", 'ʼ': "'", '‐': "-",
}

// unspaced are the scripts that leave no spaces between words, as ranges of code points: Thai and Lao, Myanmar,
// Khmer, kana, and Chinese characters with their marks of repetition.
var unspaced = [][2]rune{
	{0xE00, 0xEFF}, {0x1000, 0x109F}, {0x1780, 0x17FF}, {0x3005, 0x3007}, {0x3040, 0x30FF}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0x20000, 0x323AF},
}

// kindOf tells what a folded letter does.
func kindOf(r rune) kind {
	switch {
	case r < utf8.RuneSelf:
		return ascii[r]
	case !unicode.IsLetter(r) && !unicode.IsNumber(r):
		return apart
	}
	for _, s := range unspaced {
		if r >= s[0] && r <= s[1] {
			return paired
		}
	}
	return letter
}

// ascii is kindOf for the first 128 code points.
var ascii = func() (t [utf8.RuneSelf]kind) {
	for r := range t {
		switch {
		case '0' <= r && r <= '9', 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z':
			t[r] = letter
		}
	}
	for _, r := range ".-/+#_'&" {
		t[r] = joint
	}
	return t
}()

// fold appends a text without accents and case to buf. Each code point is folded by itself, so that the script,
// which has to know where in the text a word stands, can do the same.
func fold(buf []rune, text string) []rune {
	for _, r := range text {
		switch {
		case 'A' <= r && r <= 'Z':
			buf = append(buf, r+'a'-'A')
		case r < utf8.RuneSelf:
			buf = append(buf, r)
		default:
			buf = foldWide(buf, r)
		}
	}
	return buf
}

func foldWide(buf []rune, r rune) []rune {
	var room [utf8.UTFMax]byte
	for _, part := range string(norm.NFKD.Append(nil, room[:utf8.EncodeRune(room[:], r)]...)) {
		if unicode.In(part, unicode.M, unicode.Cf) {
			continue
		}
		part = unicode.ToLower(part)
		if plain, ok := plainly[part]; ok {
			buf = append(buf, []rune(plain)...)
		} else {
			buf = append(buf, part)
		}
	}
	return buf
}

// reader finds words, one text after another.
type reader struct {
	folded []rune
	word   []byte
	say    func(word []byte, whole bool)
}

// Words are the words of a text, in order: the parts of what is joined come before the whole.
func Words(text string) []string {
	var out []string
	r := reader{say: func(word []byte, _ bool) { out = append(out, string(word)) }}
	r.read(text)
	return out
}

// read says every word of a text; whole says that its parts have been said.
func (r *reader) read(text string) {
	r.folded = fold(r.folded[:0], text)
	for at := 0; at < len(r.folded); {
		switch kindOf(r.folded[at]) {
		case letter:
			at = r.chain(at)
		case paired:
			at = r.pairs(at)
		default:
			at++
		}
	}
}

// run is the end of the letters of one kind that begin at a place.
func (r *reader) run(at int, k kind) int {
	for at < len(r.folded) && kindOf(r.folded[at]) == k {
		at++
	}
	return at
}

// is reports whether there is a letter of a kind at a place.
func (r *reader) is(at int, k kind) bool { return at < len(r.folded) && kindOf(r.folded[at]) == k }

// chain says words that are joined by one sign each, and then the whole, if it is not too long.
func (r *reader) chain(from int) int {
	at := from
	for {
		end := r.run(at, letter)
		r.tell(at, min(end, at+longest), false)
		if !r.is(end, joint) || !r.is(end+1, letter) {
			tail := r.tail(end)
			if (at > from || tail > end) && tail-from <= longest {
				r.tell(from, tail, true)
			}
			return tail
		}
		at = end + 1
	}
}

// tail is the end of one or two plus or hash signs after a word, as in C++ and A+.
func (r *reader) tail(end int) int {
	at := end
	for at < len(r.folded) && at < end+2 && (r.folded[at] == '+' || r.folded[at] == '#') {
		at++
	}
	if r.is(at, letter) || r.is(at, paired) {
		return end
	}
	return at
}

// pairs says the overlapping pairs of a run without spaces, and its last letter, so that each letter begins a word.
func (r *reader) pairs(from int) int {
	end := r.run(from, paired)
	for at := from; at < end; at++ {
		r.tell(at, min(at+2, end), false)
	}
	return end
}

func (r *reader) tell(from, to int, whole bool) {
	r.word = r.word[:0]
	for _, c := range r.folded[from:to] {
		r.word = utf8.AppendRune(r.word, c)
	}
	r.say(r.word, whole)
}
