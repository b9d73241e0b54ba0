// Package system is what the rooms around it need of an operating system and what is not the same on all
// of them: two files that change places in one step, a lock on a folder, a file's owner and other names.
//
// Where a system cannot, the answer says so (errors.ErrUnsupported) or nothing is done, as each comment
// tells.
//
// Deliberately absent: what is written where, and anything that package os does everywhere.
package system
