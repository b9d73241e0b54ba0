// Package serve shows a site that is held in memory to browsers on this machine, and tells open pages
// what has changed.
//
// A Server is an http.Handler. Show gives it a site, and what is wrong if there is none: the last good
// site then stays up. Run answers requests until it is told to stop. Everything of the preview's own is
// below /.retake/, where no page of a site is; the site's bytes stay as they are, and what a page needs
// to follow changes is put into the answer on its way out.
//
// # Who may look, and who may write
//
// A name that is not ours in the Host header is refused, so that no page elsewhere can read the plan
// by giving its own name our address. One thing can be written: the character between the brackets of
// a task box that the site shows. That needs a token which only our own pages hold, a request from our
// own page, and a line in the note that is still the one the page was drawn from. Where other machines
// may look, nothing can be written.
//
// # What open pages are told
//
// Every page listens to one stream. A message is the state as it is, with the files that have changed
// since the last message. A reader who is slow misses nothing and holds nobody up: what it has not been
// told yet is joined into its next message, whose size is bounded.
//
// Deliberately absent: what a site is made from, when it is built, which notes hold which boxes, and
// how a note is put on the disk.
package serve
