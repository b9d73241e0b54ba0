// Package chart draws numbers as inline SVG: values over time, pairs of bars, spots, a calendar, a pace.
//
// A chart is a plain struct with the method SVG. Its drawing is 360 units wide and has classes in the place of
// colours; the theme's style sheet, section Charts, says what they look like. Kinds differ in shape or dash, too,
// so that a drawing can be read in one colour. Texts are laid out for a type of 13 units, with a cautious guess of
// their width, since no font is known here: they stand apart, inside the drawing, and those for which there is no
// room are left out (the whole text is in a title, the numbers are in the table beside). Values that are not
// finite, beyond any reason or outside the axes are not drawn.
//
// Deliberately absent: where numbers come from, colours (classes stand for them), sentences, scripts.
package chart
