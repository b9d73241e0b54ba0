// Package feed writes calendar files (iCalendar, RFC 5545) and news feeds (Atom, RFC 4287).
//
// Whatever text it is given, the bytes are well formed: what such a file cannot hold is left out or escaped here,
// and nowhere else. An hour arrives as an instant and is written in UTC, so that no file needs a table of zones
// and an event stays where it is across summer time. A calendar names no METHOD: with one it would be a message
// between people who schedule meetings (RFC 5546), which has to name an organiser, and which some programs show
// as an invitation to be answered.
//
// Deliberately absent: what there is to announce, zones, the clock, markup.
package feed
