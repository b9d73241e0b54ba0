package generator

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"retake/generator/civil"
	"retake/generator/study"
)

// private are the words that would tell a stranger whose plan it was: total scores and results as "62 of
// 90", the days of attempts, exam, voucher and booking in the ways people write them, and the names of
// people.
type private []string

func privateOf(rec study.Record, author string) private {
	var p private
	add := func(words ...string) {
		for _, w := range words {
			if w = strings.TrimSpace(w); len(w) > 1 && !slices.Contains(p, w) {
				p = append(p, w)
			}
		}
	}
	for _, a := range rec.Attempts {
		add(days(a.At.Date, a.EligibleOn)...)
		if a.Score.Value >= 10 { // a single digit says nothing
			add(plainNumber(a.Score.Value))
		}
	}
	for _, s := range rec.Simulations {
		add(result(s.Right, s.Of)...)
	}
	for _, s := range rec.Practice {
		add(result(s.Right, s.Of)...)
	}
	add(days(rec.ExamDate, rec.Voucher.Bought, rec.Voucher.Expires, rec.Voucher.RefundUntil, rec.Booking.PurchasedOn, rec.Booking.EligibilityStarts)...)
	for _, x := range rec.Away {
		add(days(x.From, x.To)...)
	}
	add(author)
	for _, x := range rec.People {
		add(x.Name)
	}
	for _, x := range rec.Checkins {
		add(x.Person)
	}
	return p
}

// days are dates in the ways in which people write them, without those that are not known.
func days(dates ...civil.Date) (out []string) {
	for _, d := range dates {
		if d == 0 {
			continue
		}
		day, month, _ := strings.Cut(d.Medium(), " ")
		month, _, _ = strings.Cut(month, " ")
		for _, m := range []string{month, month[:3]} {
			out = append(out, day+" "+m, day+". "+m, m+" "+day)
		}
		y, mm, dd := d.YMD()
		out = append(out, d.String(), fmt.Sprintf("%02d.%02d.%d", dd, mm, y), fmt.Sprintf("%d.%d.%d", dd, mm, y), fmt.Sprintf("%02d/%02d/%d", dd, mm, y), fmt.Sprintf("%02d/%02d/%d", mm, dd, y))
	}
	return out
}

// result is a number of right answers in the ways in which people write it.
func result(right, of int) []string {
	return []string{fmt.Sprintf("%d of %d", right, of), fmt.Sprintf("%d/%d", right, of)}
}

// in reports whether a text has one of the words, standing alone.
func (p private) in(text string) bool {
	return slices.ContainsFunc(p, func(w string) bool {
		for at := 0; ; {
			i := strings.Index(text[at:], w)
			if i < 0 {
				return false
			}
			if at += i; alone(text[:at], w, text[at+len(w):]) {
				return true
			}
			at += len(w)
		}
	})
}

// alone reports whether a word is not part of a longer one: no letter or digit goes on with it, and
// around a number no decimal point does.
func alone(before, word, after string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	last, _ := utf8.DecodeLastRuneInString(word)
	left, _ := utf8.DecodeLastRuneInString(before)
	right, n := utf8.DecodeRuneInString(after)
	next, _ := utf8.DecodeRuneInString(after[n:])
	solid := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	switch {
	case solid(first) && solid(left), solid(last) && solid(right), last == '.' && left == '.':
		return false
	case unicode.IsDigit(first) && (left == '.' || left == ','):
		return false
	case unicode.IsDigit(last) && (right == '.' || right == ',') && unicode.IsDigit(next):
		return false
	}
	return true
}

// without drops from a note the passages that have one of the words, and gives their first lines. A
// passage is a paragraph, a list item with what is below it, a heading, a block of code, or a line of
// front matter.
func (p private) without(text string) (kept string, dropped []int) {
	var b strings.Builder
	below := -1           // what is indented further belongs to an item that was dropped
	cut, gap := false, "" // something was dropped last, and the blank line after it
	n := 1
	for _, s := range passages(text) {
		line := n
		n += strings.Count(s, "\n")
		blank := strings.TrimSpace(s) == ""
		inside := !blank && below >= 0 && indent(s) > below
		switch {
		case blank && cut:
			gap = s
			continue
		case inside:
			gap = ""
			continue
		case p.in(s):
			dropped = append(dropped, line)
			below, cut, gap = -1, true, ""
			if marker(s) {
				below = indent(s)
			}
			continue
		case !blank:
			if b.Len() > 0 && !strings.HasSuffix(b.String(), "\n\n") { // no two blank lines in place of one
				b.WriteString(gap)
			}
			below, cut, gap = -1, false, ""
		}
		b.WriteString(s)
	}
	return b.String(), dropped
}

// passages cuts a note; together they are the note again.
func passages(text string) (out []string) {
	c := cutter{fresh: true, top: true}
	for line := range strings.Lines(text) {
		if c.begins(line) {
			out = append(out, line)
		} else {
			out[len(out)-1] += line
		}
	}
	return out
}

// cutter knows what the lines so far have opened.
type cutter struct {
	top   bool   // no line so far
	front string // what ends the front matter
	code  string // what a fence must begin with to end the block of code
	fresh bool   // the next line begins a passage whatever it is
}

// begins reports whether a passage begins with the next line.
func (c *cutter) begins(line string) bool {
	word := strings.TrimSpace(line)
	fence, top, fresh := fenceOf(word), c.top, c.fresh
	c.top = false
	switch {
	case top && (word == "---" || word == "+++"):
		c.front = word
		return true
	case c.front != "":
		if word == c.front {
			c.front = ""
		}
		return true
	case c.code != "":
		if c.fresh = strings.HasPrefix(fence, c.code) && fence == word; c.fresh {
			c.code = ""
		}
		return false
	case fence != "":
		c.code, c.fresh = fence, false
		return true
	}
	c.fresh = word == "" || strings.HasPrefix(word, "#")
	return fresh || c.fresh || marker(line)
}

// fenceOf is the run of three or more signs that opens or closes a block of code, "" if there is none.
func fenceOf(word string) string {
	for _, sign := range []string{"`", "~"} {
		if n := len(word) - len(strings.TrimLeft(word, sign)); n >= 3 {
			return word[:n]
		}
	}
	return ""
}

// marker reports whether a line begins a list item.
func marker(line string) bool {
	word := strings.TrimLeft(line, " \t")
	if rest := strings.TrimLeft(word, "0123456789"); rest != word && rest != "" && strings.ContainsRune(".)", rune(rest[0])) {
		word = "-" + rest[1:]
	}
	return len(word) > 1 && strings.ContainsRune("-*+", rune(word[0])) && (word[1] == ' ' || word[1] == '\t')
}

// indent is how far a passage is from the margin, in columns.
func indent(s string) (n int) {
	for _, r := range s {
		switch r {
		case ' ':
			n++
		case '\t':
			n += 4
		default:
			return n
		}
	}
	return n
}
