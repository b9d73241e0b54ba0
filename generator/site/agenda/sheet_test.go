package agenda

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"retake/generator/site/view"
)

// weekOf is a week with so many blocks on each of six days, each with a task of so many words of four letters.
func weekOf(blocks, words int, change func(*view.Block)) view.WeekPage {
	v := view.WeekPage{}
	for range 6 {
		d := view.Day{}
		for range blocks {
			b := view.Block{Task: strings.TrimSpace(strings.Repeat("word ", words)), Resource: "Book", Result: "Done ______ min"}
			if change != nil {
				change(&b)
			}
			d.Blocks = append(d.Blocks, b)
		}
		v.Days = append(v.Days, d)
	}
	return v
}

// TestOnSheet: a week prints with all that is said beside its blocks while that fits, else smaller, then with its days
// across two columns, then with less. Three days are a column; 234 mm are left for it where nothing else is printed,
// less where something is left out, as that is said in a line of 5.8 mm.
func TestOnSheet(t *testing.T) {
	extra := func(b *view.Block) { b.Extras = []view.Extra{{Task: strings.Repeat("word ", 20)}} }
	for _, c := range []struct {
		name string
		week view.WeekPage
		want string
	}{
		{"no blocks", weekOf(0, 0, nil), ""},
		{"two of 3 lines, and one for the source: 3 x (7.5 + 2 x 24) = 166.5", weekOf(2, 24, nil), ""},
		{"and 2 lines of a cause: 3 x (7.5 + 2 x 32.4) = 216.9", weekOf(2, 24, extra), ""},
		{"three of 2 lines: 3 x (7.5 + 3 x 27.9) = 273.6, smaller 3 x (7.5 + 3 x 24.7) = 244.8, its source in the line of its task 3 x (7.5 + 3 x 21) = 211.5",
			weekOf(3, 15, extra), "tight split run"},
		{"with 2 lines, the last full: so smaller with sources 244.8, and without 211.5", weekOf(3, 20, extra), "tight split no-with"},
		{"four of 1: smaller 3 x (7.5 + 4 x 21) = 274.5, its source in its line 3 x (7.5 + 4 x 17.3) = 230.1", weekOf(4, 7, extra), "tight split run"},
		{"four of 3: without what is added 3 x (7.5 + 4 x 16.3) = 218.1", weekOf(4, 25, extra), "tight split no-extra run"},
		{"five of 4, cut to 3 is 3 x (7.5 + 5 x 15.3) = 252, to 2 is 196.5", weekOf(5, 35, extra), "tight split no-with no-extra short"},
		{"seven of 4, cut to 1 is 3 x (7.5 + 7 x 7.9) = 188.4", weekOf(7, 35, extra), "tight split no-with no-extra brief"},
		{"more than any sheet holds", weekOf(12, 35, extra), "tight split no-with no-extra brief"},
	} {
		if got, _ := onSheet(c.week); got != c.want {
			t.Errorf("%s: %q, not %q", c.name, got, c.want)
		}
	}
	full := weekOf(2, 24, extra)
	full.Room = true // 15 mm of the 17 that are left
	if got, _ := onSheet(full); got != "" {
		t.Errorf("with lines for a note: %q", got)
	}
	full.Again = []view.Fact{{Name: "Mon 23 Nov", Value: "4.2"}}
	if got, _ := onSheet(full); got != "tight" {
		t.Errorf("with questions to try again: %q", got)
	}
}

// TestOnSheetCountsTheFullestColumn: three full days and four free ones are 421.5 mm, less than two columns hold; but
// two of the three are in one, with 249, so that a day has to go on in the next.
func TestOnSheetCountsTheFullestColumn(t *testing.T) {
	v := weekOf(6, 15, nil)
	v.Days = append(v.Days[:3], view.Day{}, view.Day{}, view.Day{}, view.Day{})
	if got, _ := onSheet(v); got != "split" { // each of three is 7.5 + 6 x 19.5
		t.Errorf("three long days: %q", got)
	}
}

func TestHalves(t *testing.T) {
	for _, c := range []struct {
		parts []int
		want  int
	}{{nil, 0}, {[]int{5}, 5}, {[]int{1, 1, 1, 9}, 9}, {[]int{4, 4, 4}, 8}, {[]int{4, 2, 2, 4}, 6}, {[]int{9, 1, 1}, 9}} {
		if got := halves(c.parts); got != c.want {
			t.Errorf("%v: %d, not %d", c.parts, got, c.want)
		}
	}
}

func TestTextLines(t *testing.T) {
	for _, c := range []struct {
		text    string
		letters int
		want    int
	}{
		{"", 10, 1}, {"ten is ten", 10, 1}, {"not ten now", 10, 2}, {"one  two\nsix", 7, 2},
		{"twentyfourletterslongword", 10, 3}, {"a twentyfourletterslongword", 10, 4}, {"学习计划", 8, 1}, {"学习计划", 7, 2},
	} {
		if got := textLines(c.text, c.letters); got != c.want {
			t.Errorf("%q in %d: %d lines, not %d", c.text, c.letters, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s, n := rapid.StringMatching(`[a-z 学]{0,80}`).Draw(t, "text"), rapid.IntRange(2, 60).Draw(t, "letters")
		if a, b := textLines(s, n), textLines(s, n+1); b > a {
			t.Fatalf("%d lines of %d, %d of one letter more", a, n, b)
		}
		if a, b := textLines(s, n), textLines(s+" x", n); b < a || b > a+1 {
			t.Fatalf("%d lines, %d with one letter more", a, b)
		}
	})
}

// TestNotOnPaper: a printed week says what its page has beyond it.
func TestNotOnPaper(t *testing.T) {
	because := func(b *view.Block) {
		b.Because, b.Extras = "Most points.", []view.Extra{{Task: "Type it."}}
	}
	for _, c := range []struct {
		layout  layout
		journal bool
		change  func(*view.Block)
		want    string
	}{
		{layouts[0], false, nil, ""},
		{layouts[0], false, because, "On the page, not on this sheet: 12 reasons."},
		{layouts[0], true, nil, "On the page, not on this sheet: the journal."},
		{layout{letters: 51, most: 2}, true, because, "On the page, not on this sheet: 12 reasons, 12 added tasks, 12 sources and the journal."},
		{layout{letters: 51, most: 1}, false, nil, "On the page, not on this sheet: 12 sources and the end of long tasks."},
		{layout{letters: 51, with: true}, false, nil, ""},
	} {
		v := weekOf(2, 12, c.change)
		if c.journal {
			v.Journal = "<p>It went well.</p>"
		}
		if got := strings.ReplaceAll(notOnPaper(v, c.layout), "\u00a0", " "); got != c.want {
			t.Errorf("%q, not %q", got, c.want)
		}
	}
}
