// Package figure makes the charts of the pages: from a plan to the numbers of a chart, its words and the table beside it.
//
// Each function is one chart, nil where it would say nothing. A chart is named by a title and told by one or two
// sentences with the numbers that matter, for those who do not see it; its key says what the marks are. Ids are
// "chart." and a name: no heading of a note has a dot in its id, so none is met twice on a page. After a pass a
// chart shows what was on that day.
//
// Deliberately absent: how a chart is drawn, where on a page it stands, estimates that the plan does not have.
package figure

import (
	"html/template"

	"retake/generator/chart"
	"retake/generator/site/view"
)

// svg is a chart that can be drawn.
type svg interface{ SVG() string }

// told are a chart's words, which stand on the page and in the picture.
func told(name string, v *view.Chart) chart.Words {
	return chart.Words{ID: "chart." + name, Title: v.Title, Desc: v.Says}
}

// drawn puts the picture to its words.
func drawn(v *view.Chart, c svg) *view.Chart {
	v.Drawn = template.HTML(c.SVG())
	return v
}
