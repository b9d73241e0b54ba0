// Package disk puts a finished site into a folder, and says when the files that a site is made of
// have changed.
//
// Publish takes a map of files and makes the folder hold exactly those, next to whatever else the
// owner keeps there. It writes beside and renames, so that a reader (or a crash, or a full disk)
// never meets half a file; it touches only what differs; and it removes only what its own manifest
// lists. Watch follows folders and joins a burst of saves into one signal.
//
// Deliberately absent: what the files mean, reading the plan, serving, any choice of what to publish.
package disk
