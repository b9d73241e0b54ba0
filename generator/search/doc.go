// Package search turns texts into an index that a small script in a browser can search without a server.
//
// An index is a handful of small files, each a classic script that makes one call, because that is what a
// browser will load from a folder as well as from a server. A reader fetches only the few that a query needs:
//
//	search/index.js    how long each document is, as a digit (see level), and which files hold words
//	search/words-H.js  for words whose UTF-8 begins with the hexadecimal digits H: which documents have them
//	search/text-N.js   titles and texts of a few documents, for what is shown of a result
//	search/slips.js    all longer words, looked at only if a word finds nothing
//
// # Words
//
// A word is what Words finds in a text: letters and numbers without accents and case. The script of the default
// theme (search.js) has the same function, and testdata/words.txt holds both to the same answers. What is joined
// by a sign inside ("802.1x", "T1059.001") or ends in plus or hash signs ("C++") is found whole and by its parts.
// Scripts that leave no spaces between words are cut into overlapping pairs of letters.
//
// # The files' form
//
// Each file calls retakeSearch(name, numbering, data). Documents are numbered in order of their paths; numbering
// stands for that order, so that files of two indexes are never mixed. A line of words is "word postings", ended
// by ";", and a posting is the step from the document before in base 36 (nothing for one) and a letter: A to H,
// I to P in a heading, Q to Z in the title, by how often the word comes, and in a title by how short it is. Words
// hold no double quotes, so the data needs no escapes.
//
// A file of words that grows beyond its bound is divided by the next hexadecimal digit, and no other file changes
// for that; editing a document changes the files of its words and of its text.
//
// Deliberately absent: which texts there are, the script itself, files on a disk, ranking (the script's),
// stop words, stems, meaning.
package search

// Document is one page, as far as it can be found.
type Document struct {
	Path, Title string
	Part        string // where it belongs, shown with it
	// Source is what the document's text is made of: as long as it is the same value, the text is the same. It
	// has to be comparable.
	Source any
}

// Text is what stands on a page.
type Text struct {
	Sections []Section
	Also     []string // further words that it is found by, as headings are; they are not shown
}

// Section is a stretch of a page under one heading.
type Section struct {
	Anchor, Heading string // both "" above the first heading
	Text            string
}

// Bounds of files, in bytes before compression.
const (
	wordsAtMost = 48 << 10 // of a file of words; a single word may have more
	perText     = 3        // documents to a file of texts
)
