// Package intake turns a table of practice results from somewhere else into entries of the log: it finds out how the
// table is written, which column is what and which topic is which domain, and asks where the table does not say.
//
// Nothing is guessed that changes a number: a percent becomes a count only if one count alone fits, a date such as
// 3/4/2026 waits for somebody to say which is the month, and a row that cannot be read is named with its line.
//
// Deliberately absent: files, the terminal (questions are values, answered elsewhere), and what results mean.
package intake

// Bounds of a table: exports of practice results are far below.
const (
	MaxBytes   = 20 << 20
	maxRows    = 100_000
	maxColumns = 200
	maxCount   = 10_000 // questions in a set, as in the log
	headWithin = 40     // rows among which the head of the table is looked for
)
