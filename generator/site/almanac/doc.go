// Package almanac turns a plan into calendar entries and weekly news: plan.ics and feed.xml.
//
// Deliberately absent: how such files are written, the clock.
package almanac
