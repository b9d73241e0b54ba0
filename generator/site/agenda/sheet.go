package agenda

import (
	"strings"

	"retake/generator/site/view"
	"retake/generator/site/words"
)

// A printed week is one sheet, of A4 or of Letter: its days in two columns, across both what is said of the week, and
// the rest of the sheet ruled for a note. Heights are in tenths of a millimetre as the style sheet's part for print has
// them; letters are those of a wide typeface in a column of A4, the narrower paper.
const (
	sheetHeight = 2540 // of Letter's 2574 between the margins
	sheetNote   = 150  // the least for a note: what it is, and a line
	sheetTop    = 200  // the date of the plan, the title, and the dates
	sheetHead   = 75   // the heading of a day or of a part

	largeLine    = 45
	largeLetters = 43
	fineLine     = 37
	fineLetters  = 51
	partLine     = 38 // below the days, across both columns
	partLetters  = 105
	mixLetters   = 29
	wideLine     = 49 // above them
	wideLetters  = 90
)

// layout is one way to print a week. A task shows so many lines at most, or all where they are 0: then the source follows in the
// task's last line.
type layout struct {
	class         string
	line, letters int
	gap           int // what parts two blocks
	most          int
	split         bool // a day may go on in the next column
	with, extra   bool // the source of a block, and what causes add to it
}

// layouts are tried in order: large, smaller, then with ever less beside the tasks, and at last less of the tasks.
var layouts = []layout{
	{class: "", line: largeLine, letters: largeLetters, gap: 15, most: 4, with: true, extra: true},
	{class: "split", line: largeLine, letters: largeLetters, gap: 15, most: 4, split: true, with: true, extra: true},
	{class: "tight", line: fineLine, letters: fineLetters, gap: 15, most: 4, with: true, extra: true},
	{class: "tight split run", line: fineLine, letters: fineLetters, gap: 15, split: true, with: true, extra: true},
	{class: "tight split no-with", line: fineLine, letters: fineLetters, gap: 15, most: 4, split: true, extra: true},
	{class: "tight split no-extra run", line: fineLine, letters: fineLetters, gap: 15, split: true, with: true},
	{class: "tight split no-with no-extra", line: fineLine, letters: fineLetters, gap: 5, most: 3, split: true},
	{class: "tight split no-with no-extra short", line: fineLine, letters: fineLetters, gap: 5, most: 2, split: true},
	{class: "tight split no-with no-extra brief", line: fineLine, letters: fineLetters, gap: 5, most: 1, split: true},
}

// onSheet is the first way in which a week fits on its sheet, else the last, and what the sheet then leaves out.
func onSheet(v view.WeekPage) (class, left string) {
	for _, l := range layouts {
		class, left = l.class, notOnPaper(v, l)
		if besideDays(v)+part(left, partLetters, partLine, 20)+halves(dayParts(v, l)) <= sheetHeight {
			break
		}
	}
	return class, left
}

// part is the height of a text with space around it; 0 without a text.
func part(s string, letters, line, space int) int {
	if s == "" {
		return 0
	}
	return textLines(s, letters)*line + space
}

// besideDays is the height of what stands above and below the days.
func besideDays(v view.WeekPage) int {
	h := sheetTop
	if v.Room {
		h += sheetNote
	}
	for _, s := range append([]string{v.Won, v.Focus}, v.Away...) {
		h += min(part(s, wideLetters, wideLine, 20), 2*wideLine+20)
	}
	if len(v.Again) > 0 {
		h += sheetHead
	}
	for _, f := range v.Again {
		h += min(part(f.Name+" "+f.Value, partLetters, partLine, 11), 2*partLine+11)
	}
	if len(v.Mix) == 0 {
		return h
	}
	row := 0
	for _, m := range v.Mix {
		row = max(row, part(m.Domain.Text, mixLetters, partLine, 16))
	}
	return h + sheetHead + (len(v.Mix)+2)/3*row
}

// dayParts are the heights of what no column parts: a whole day, or where days are split each block, the first of a
// day with the heading.
func dayParts(v view.WeekPage, l layout) (parts []int) {
	for _, d := range v.Days {
		day := []int{sheetHead}
		if d.Note != "" || len(d.Blocks) == 0 {
			day[0] += textLines(d.Note, l.letters) * l.line
		}
		for i, b := range d.Blocks {
			if i > 0 && l.split {
				day = append(day, 0)
			}
			day[len(day)-1] += l.block(b)
		}
		parts = append(parts, day...)
	}
	return parts
}

// block is the height of a block: when, the task, the source with the line for a result, and the added tasks.
func (l layout) block(b view.Block) int {
	lines, with := 1, ""
	if l.with && b.Resource != "" {
		with = "With: " + b.Resource + ". "
	}
	switch {
	case l.most == 0:
		lines += textLines(b.Task+" "+with, l.letters)
	case l.line == largeLine: // the line for the result follows the source
		lines += min(textLines(b.Task, l.letters), l.most) + textLines(with+b.Result, l.letters)
	default:
		lines += min(textLines(b.Task, l.letters), l.most) + part(with, l.letters, 1, 0)
	}
	h := lines*l.line + l.gap
	if l.extra && len(b.Extras) > 0 {
		h += 10
		for _, x := range b.Extras {
			h += textLines(x.Task, fineLetters) * fineLine
		}
	}
	return h
}

// halves is the least height at which the parts, in order, fit in two columns.
func halves(parts []int) int {
	all, first := 0, 0
	for _, p := range parts {
		all += p
	}
	least := all
	for _, p := range parts {
		first += p
		least = min(least, max(first, all-first))
	}
	return least
}

// textLines are the lines that a text takes, of so many letters each. A wide letter, as of Chinese, counts as two.
func textLines(s string, letters int) int {
	lines, at := 1, 0
	for word := range strings.FieldsSeq(s) {
		n := 0
		for _, r := range word {
			n++
			if r >= 0x2e80 {
				n++
			}
		}
		if at > 0 && at+1+n > letters {
			lines, at = lines+1, 0
		} else if at > 0 {
			at++
		}
		at += n
		lines, at = lines+(at-1)/letters, (at-1)%letters+1
	}
	return lines
}

// notOnPaper names what the page of a week says beyond its printed sheet; "" if that is nothing.
func notOnPaper(v view.WeekPage, l layout) string {
	why, extras, sources, long := 0, 0, 0, false
	for _, d := range v.Days {
		for _, b := range d.Blocks {
			if b.Because != "" {
				why++
			}
			if !l.extra {
				extras += len(b.Extras)
			}
			if !l.with && b.Resource != "" {
				sources++
			}
			long = long || l.most > 0 && textLines(b.Task, l.letters) > l.most
		}
	}
	var left []string
	add := func(n int, one, many string) {
		if n > 0 {
			left = append(left, words.Count(n, one, many))
		}
	}
	add(why, "reason", "reasons")
	add(extras, "added task", "added tasks")
	add(sources, "source", "sources")
	if long {
		left = append(left, "the end of long tasks")
	}
	if v.Journal != "" {
		left = append(left, "the journal")
	}
	if len(left) == 0 {
		return ""
	}
	return "On the page, not on this sheet: " + words.List(left) + "."
}
