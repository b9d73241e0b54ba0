// Package almanac turns a plan into calendar entries and weekly news: plan.ics and feed.xml.
//
// # What stays the same
//
// A program that reads plan.ics again has to know each item again, and to see what is newer, although nothing is
// stored between two builds. So everything it goes by follows from the plan and its day:
//
//   - UID: made of what an item is. A block is its date and hour, a check-in its person and date, the exam its
//     number, a deadline its kind. What is planned for an hour may change; the item stays. What moves to another
//     hour is another item.
//   - The site's own part of each UID is made of the exam's code, the day of the first attempt and the author. All
//     of it goes through SHA-256, so that a UID says nothing about anybody.
//   - SEQUENCE: the days from 1 January 2020 to the day of the build; for an item whose UID holds its day, only
//     to the day after that: once over, it never changes again. DTSTAMP is that same day at 00:00 UTC.
//
// So a SEQUENCE never falls, and an item that differs from yesterday's has a greater one. Two things are outside
// this law: builds of one day have one SEQUENCE, and what is written into the past afterwards (a log entry for last
// week, another exam date that lays out past weeks anew) may show in items that are over.
//
// An entry of the feed is a week that is over. It is made once, as of that week's last evening, and keeps its id.
//
// Deliberately absent: how such files are written, the clock.
package almanac
