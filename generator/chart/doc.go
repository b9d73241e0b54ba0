// Package chart draws numbers as inline SVG: lines over time, pairs of bars, spots, a calendar, a pace.
//
// Deliberately absent: where numbers come from, colours (classes stand for them), sentences, scripts.
package chart
