// Package screen shows a plan or its day on one screen of a terminal, help in its columns, and an address as a code that
// a phone can read there.
//
// Values in, text out: whoever has a terminal says how many columns it has and whether it may be coloured. What a
// screen says of a plan is what the pages say of it, in fewer words.
//
// Deliberately absent: the terminal itself, what to print when, and any thought about the plan.
package screen
