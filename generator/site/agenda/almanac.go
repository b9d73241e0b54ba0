package agenda

import (
	"slices"

	"retake/generator/site/board"
	"retake/generator/site/view"
	"retake/generator/study"
)

// almanac leads to the files that calendar programs and feed readers take in; nil while nothing is planned, and
// after a pass.
func almanac(dk *board.Desk) *view.Almanac {
	planned := func(w study.Week) bool { return len(w.Blocks) > 0 }
	if dk.Plan.Won != 0 || !slices.ContainsFunc(dk.Plan.Weeks, planned) {
		return nil
	}
	return &view.Almanac{Calendar: dk.Link("plan.ics", "plan.ics"), Feed: dk.Link("feed.xml", "feed.xml")}
}
