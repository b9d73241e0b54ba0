package private

import (
	"regexp"
	"strings"
)

// comment is one of a note or of HTML in it, also one that is never closed. It is for the author alone.
var comment = regexp.MustCompile(`(?s)<!--.*?(?:-->|$)`)

// Without drops from a note, read below its front matter, its comments and the passages that may name what
// is private, and gives the first lines of those. A passage is a paragraph, a list item with what is below
// it, a heading, or a block of code.
func (p Facts) Without(text string) (kept string, dropped []int) {
	var b strings.Builder
	below := -1           // what is indented further belongs to an item that was dropped
	cut, gap := false, "" // something was dropped last, and the blank line after it
	n := 1
	for _, s := range passages(text) {
		line := n
		n += strings.Count(s, "\n")
		blank := strings.TrimSpace(s) == ""
		said := comment.ReplaceAllString(s, "")
		silent := !blank && strings.TrimSpace(said) == ""
		code := fenceOf(strings.TrimSpace(firstLine(s))) != ""
		inside := !blank && below >= 0 && indent(s) > below
		switch {
		case blank && cut:
			gap = s
			continue
		case inside:
			gap = ""
			continue
		case silent, code && p.InCode(said), !code && p.In(said):
			if !silent || opens(s, false) {
				dropped = append(dropped, line)
			}
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
		if opens(s, false) { // it may have been no comment
			dropped = append(dropped, line)
		}
		b.WriteString(said)
	}
	return b.String(), dropped
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// passages cuts a note; together they are the note again.
func passages(text string) (out []string) {
	c := cutter{fresh: true}
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
	remark bool   // a comment is open
	code   string // what a fence must begin with to end the block of code
	fresh  bool   // the next line begins a passage whatever it is
}

// begins reports whether a passage begins with the next line.
func (c *cutter) begins(line string) bool {
	word := strings.TrimSpace(line)
	fence, fresh, inside := fenceOf(word), c.fresh, c.remark
	if c.remark = opens(line, c.remark); inside {
		c.fresh = false
		return false
	}
	switch {
	case c.code != "":
		if c.fresh = strings.HasPrefix(fence, c.code) && fence == word; c.fresh {
			c.code, c.remark = "", false
		}
		return false
	case fence != "":
		c.code, c.fresh = fence, false
		return true
	}
	c.fresh = word == "" || strings.HasPrefix(word, "#") && !c.remark
	return fresh || c.fresh || marker(line)
}

// opens reports whether a comment is open at the end of a line, as it was or was not at its start.
func opens(line string, open bool) bool {
	for {
		sign := "<!--"
		if open {
			sign = "-->"
		}
		_, rest, found := strings.Cut(line, sign)
		if !found {
			return open
		}
		line, open = rest, !open
	}
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
