// Package figure makes the charts of the pages: from a plan to the numbers of a chart, its words and the table beside it.
//
// Deliberately absent: how a chart is drawn, where on a page it stands.
package figure
