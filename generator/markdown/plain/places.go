package plain

import (
	"sort"
	"unicode/utf8"

	"retake/generator/fault"
)

// Places turns offsets of a text into lines and columns.
type Places struct {
	file  string
	text  string
	lines []int // offset of each line's first byte

	line, at, col int // the last answer, from which the next one on the same line is counted
}

// NewPlaces is for the text of one file.
func NewPlaces(file, text string) *Places {
	p := &Places{file: file, text: text, lines: []int{0}, col: 1}
	for i := 0; i < len(text); i++ {
		if text[i] == '\n' {
			p.lines = append(p.lines, i+1)
		}
	}
	return p
}

// Pos is the place of an offset; columns count characters.
func (p *Places) Pos(at int) fault.Pos {
	at = max(0, min(at, len(p.text)))
	line := sort.Search(len(p.lines), func(i int) bool { return p.lines[i] > at }) - 1
	if line != p.line || at < p.at {
		p.line, p.at, p.col = line, p.lines[line], 1
	}
	p.col += utf8.RuneCountInString(p.text[p.at:at])
	p.at = at
	return fault.Pos{File: p.file, Line: line + 1, Col: p.col}
}
