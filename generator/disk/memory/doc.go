// Package memory keeps a folder's files at hand, so that a site can be made again without asking the
// disk for all of them.
//
// A Tree answers as the folder does and remembers each answer; a Change says what may differ; Renew
// looks at that again, and says what does. Matters and Private say which names are remembered at all,
// which are those that a watcher tells of.
//
// Deliberately absent: watching, writing, what the files mean.
package memory
