// Package disk is the one window onto files: it puts a finished site into a folder, keeps the files
// that a site is made of at hand, says when they have changed, and writes back the one that is ticked.
//
// Publish takes a map of files and makes the folder hold exactly those, next to whatever else the
// owner keeps there. It writes beside and renames, so that a reader (or a crash, or a full disk)
// never meets half a file; it touches only what differs; and it removes only what its own manifest
// lists. A Publisher does the same again and again, and looks only at what differs from last time; Follow has it do so as sites come.
//
// Watch follows folders and joins a burst of saves into one Change. What it follows lies on the
// ground: folders without links, each once, however many links lead there. Where the system does not
// tell of changes, Watch finds out by itself and goes over to looking. A Tree is a folder in memory
// that a Change renews. Rewrite replaces a user's file, unless it has changed meanwhile.
//
// Deliberately absent: what the files mean, reading the plan, serving, any choice of what to publish.
package disk
