package agenda

import (
	"strings"
	"testing"

	"retake/generator/site/view"
)

// weekOf is a week with so many blocks on each of six days, each with a task of so many letters.
func weekOf(blocks, letters int, change func(*view.Block)) view.WeekPage {
	v := view.WeekPage{}
	for range 6 {
		d := view.Day{}
		for range blocks {
			b := view.Block{Task: strings.Repeat("x", letters), Resource: "Book"}
			if change != nil {
				change(&b)
			}
			d.Blocks = append(d.Blocks, b)
		}
		v.Days = append(v.Days, d)
	}
	return v
}

// TestSheet: a week prints with all that is said beside its blocks while that fits, then smaller, then in three
// columns. A day's heading is two lines, what parts two blocks one.
func TestSheet(t *testing.T) {
	extra := func(b *view.Block) { b.Extras = []view.Extra{{Task: strings.Repeat("x", 60)}} }
	for _, c := range []struct {
		name string
		week view.WeekPage
		want string
	}{
		{"no blocks", weekOf(0, 0, nil), ""},
		{"two short blocks a day: 6 x (3 + 2 x 3) = 54", weekOf(2, 40, nil), ""},
		{"with a task of a cause each: 6 x (3 + 2 x 5) = 78", weekOf(2, 40, extra), ""},
		{"with longer tasks: 6 x (3 + 2 x 7) = 102, without what is beside them 66", weekOf(2, 100, extra), "tight"},
		{"three long ones a day: 6 x (3 + 3 x 4) = 90", weekOf(3, 140, nil), "tight"},
		{"four a day: 6 x (4 + 4 x 4) = 120", weekOf(4, 140, nil), "tightest"},
	} {
		if got := sheet(c.week); got != c.want {
			t.Errorf("%s: %q, not %q", c.name, got, c.want)
		}
	}
	full := weekOf(2, 40, extra)
	full.Again = []view.Fact{{Name: "Mon 23 Nov", Value: "4.2"}, {Name: "Tue 24 Nov", Value: "5.1"}, {Name: "Wed 25 Nov", Value: "1.1"}}
	if got := sheet(full); got != "" { // 4 and 3 x 2 lines more are 88
		t.Errorf("with questions to try again: %q", got)
	}
	full.Mix = make([]view.Mix, 4)
	if got := sheet(full); got != "tight" { // and 4 and 2 x 2 are 96
		t.Errorf("with a mix: %q", got)
	}
}

// TestNotOnPaper: a printed week says what its page has beyond it.
func TestNotOnPaper(t *testing.T) {
	because := func(b *view.Block) {
		b.Because, b.Extras = "Most points.", []view.Extra{{Task: "Type it."}}
	}
	for _, c := range []struct {
		sheet   string
		journal bool
		change  func(*view.Block)
		want    string
	}{
		{"", false, nil, ""},
		{"", false, because, "On the page, not on this sheet: 12 reasons."},
		{"", true, nil, "On the page, not on this sheet: the journal."},
		{"tight", true, because, "On the page, not on this sheet: 12 reasons, 12 added tasks, 12 sources and the journal."},
	} {
		v := weekOf(2, 40, c.change)
		if v.Sheet = c.sheet; c.journal {
			v.Journal = "<p>It went well.</p>"
		}
		if got := strings.ReplaceAll(notOnPaper(v), "\u00a0", " "); got != c.want {
			t.Errorf("%q, not %q", got, c.want)
		}
	}
}
