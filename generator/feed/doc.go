// Package feed writes calendar files (iCalendar, RFC 5545) and news feeds (Atom, RFC 4287).
//
// Deliberately absent: what there is to announce, zones (an hour arrives as an instant), the clock.
package feed
