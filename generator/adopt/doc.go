// Package adopt looks at a folder of Markdown notes, such as an Obsidian vault, and says what of it would become part of a
// plan, what would not, and which of its links lead nowhere.
//
// A note goes along with its bytes as they are, and whatever it links or shows goes along at the same place beside it, so
// that no link has to be rewritten. Nothing is remembered of an earlier time: what the plan has already with the same
// bytes is done, and what it has with other bytes is told.
//
// Deliberately absent: the disk (folders are handed in as an fs.FS), writing, questions, and what is published.
package adopt
