package agenda

import (
	"unicode/utf8"

	"retake/generator/site/view"
	"retake/generator/site/words"
)

// A printed week is one sheet of A4 or Letter: two columns that hold so many lines together, each so many letters
// wide. A week that needs more prints smaller, and leaves out what is only said beside the tasks; beyond that in
// three columns. Measured with a wide typeface, on Letter.
const (
	sheetLetters = 48
	sheetRoomy   = 88
	sheetTight   = 98
)

// sheet is how a week is laid out on paper: "" with all that there is room for, "tight" or "tightest".
func sheet(v view.WeekPage) string {
	all := besideDays(v)
	tasks := all
	for _, d := range v.Days {
		space := 2 + len(d.Blocks)/2 // heading, and what parts the blocks
		all, tasks = all+space, tasks+space
		for _, b := range d.Blocks {
			task := sheetLines(b.Task, 4)
			all += 1 + task
			tasks += 1 + min(task, 3)
			if b.Resource != "" {
				all++
			}
			for _, x := range b.Extras {
				all += sheetLines(x.Task, 3)
			}
		}
	}
	switch {
	case all <= sheetRoomy:
		return ""
	case tasks <= sheetTight:
		return "tight"
	}
	return "tightest"
}

// besideDays are the lines of what stands below the days, across both columns: questions to try again, and a mix.
func besideDays(v view.WeekPage) (lines int) {
	if len(v.Again) > 0 {
		lines += 4
	}
	for _, f := range v.Again {
		lines += 2 * sheetLines(f.Name+f.Value, 2)
	}
	if len(v.Mix) > 0 {
		lines += 4 + (len(v.Mix)+2)/3*2
	}
	return lines
}

// sheetLines are the lines of a text in a column, of which the style sheet shows so many at most.
func sheetLines(s string, most int) int { return min(1+utf8.RuneCountInString(s)/sheetLetters, most) }

// notOnPaper names what the page of a week says beyond its printed sheet; "" if that is nothing.
func notOnPaper(v view.WeekPage) string {
	why, extras, sources := 0, 0, 0
	for _, d := range v.Days {
		for _, b := range d.Blocks {
			if b.Because != "" {
				why++
			}
			if v.Sheet != "" {
				extras += len(b.Extras)
				if b.Resource != "" {
					sources++
				}
			}
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
	if v.Journal != "" {
		left = append(left, "the journal")
	}
	if len(left) == 0 {
		return ""
	}
	return "On the page, not on this sheet: " + words.List(left) + "."
}
