// Package figure makes the charts of the pages: from a plan to the numbers of a chart, its words and the table beside it.
//
// Each function is one chart, nil where it would say nothing. A chart is named by a title and told by one or two
// sentences with the numbers that matter, which stand above it; its key says what the marks are. Ids are
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

// told are the words of the picture itself: the chart's title, and what is drawn. What there is to see in it stands
// beside it as a text, and would otherwise be read out twice.
func told(name string, v *view.Chart, drawn string) chart.Words {
	return chart.Words{ID: "chart." + name, Title: v.Title, Desc: drawn}
}

// drawn puts the picture to its words.
func drawn(v *view.Chart, c svg) *view.Chart {
	v.Drawn = template.HTML(c.SVG())
	return v
}
