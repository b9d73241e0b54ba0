// Package mount lays folders from elsewhere into a plan's folder, so that whoever reads the plan finds their files as if
// they lay in it.
//
// An FS is the plan's folder with others laid in: what is below the place of one is read from there, and the folders above
// list it. Each folder is opened as a root of its own, so nothing in it, links included, leads out of it. What the plan
// has at such a place itself is never covered: then the other folder is left out, and Withheld says why. A Live does the
// same with files that are kept in memory and followed.
//
// Deliberately absent: which folders are laid in, whether they may be read (both are handed in), and what is in the files.
package mount
