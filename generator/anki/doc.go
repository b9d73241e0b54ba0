// Package anki counts the cards that somebody has reviewed in Anki, day by day and deck by deck, from what Anki exports:
// a collection (.colpkg), a deck with its scheduling (.apkg), the database itself, or its table of reviews as CSV.
//
// A package is a zip file with a database of SQLite in it, since 2022 packed with Zstandard. A small reader of that
// file format is here, for the tables in question and nothing else: a whole database engine would be many times as
// large as the rest of the program, and refuses Anki's order of letters. All that it is given may be hostile: every
// offset is checked, every page of a table is read once at most, and sizes are bounded.
//
// Deliberately absent: cards and their texts, media, writing, indexes, SQL; and any claim that a review shows what is
// known: reviews are volume, not evidence.
package anki

// Bounds of what is read. A collection of 100,000 cards with ten years of reviews has about 300 MB.
const (
	maxCollection = 512 << 20 // bytes, unpacked
	maxWindow     = 128 << 20 // bytes that Zstandard may look back: its own --ultra -22 has as many
	maxDepth      = 20        // levels of a table; SQLite itself has no more than that
	maxReviews    = 20_000_000
)
