// Package source reads what the learner wrote: site.toml, the TOML files and Markdown notes below
// content/, and the built-in catalogue of exams and retake policies.
//
// What a file may hold is a table of keys (room keyed, the only one that knows TOML); which exam is meant
// is found by room catalogue. Everything wrong in any file is collected with its place and handed up in
// one list.
//
// Deliberately absent: analysis, HTML, the disk (it is given an fs.FS), today's date.
package source

import (
	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/markdown"
	"retake/generator/source/audience"
	"retake/generator/source/elsewhere"
	"retake/generator/source/front"
	"retake/generator/source/keyed"
	"retake/generator/study"
)

// Tree is everything below a source folder, read.
type Tree struct {
	Site     SiteFile
	Settings study.Settings
	Record   study.Record
	Imports  elsewhere.Imports
	Notes    []Note   // sorted by Slug
	Assets   []string // attachments below content/ (images, PDFs, ...), display paths, sorted
	Unread   []string // files and folders below content/ that could not be read; a folder ends in "/"

	text map[string][]byte // every TOML and Markdown file read, by display path
	said *said             // what the TOML files say
}

// Said is the same value for two trees that were read with one memory if their TOML files say the same: record
// and settings are the same then.
func (t *Tree) Said() any { return t.said }

// Text is a file's text as faults count in it, for excerpts; false for a file that was not read.
func (t *Tree) Text(file string) (string, bool) {
	raw, ok := t.text[file]
	text, _ := keyed.Normal(raw)
	return text, ok
}

// SiteFile is site.toml without the [study] table.
type SiteFile struct {
	Title       string
	Author      string
	Language    string     // "en"
	Timezone    string     // IANA name, "" = UTC
	Theme       string     // "" = the built-in default
	ThemePos    fault.Pos  // of the key
	TimezonePos fault.Pos  // of the key
	Today       civil.Date // a fixed day to show the plan as of; 0 = the real day
	TodayPos    fault.Pos
	Index       bool   // let search engines index the site
	BaseURL     string // optional, for feeds
	Serve       Serve
	Calendar    Calendar
	Share       audience.Share
}

// Calendar is the table [calendar]: what plan.ics says.
type Calendar struct {
	Alarms  []civil.Minutes // before study and check-ins
	Eve     civil.Minutes   // before midnight, on the evening before the exam and deadlines; 0 = no alarm
	Neutral bool
}

// Serve is the table [serve]: how the preview is shown. It never changes the site.
type Serve struct {
	Port int  // 0 = not said
	LAN  bool // other machines may look
	Poll bool // look at the files again and again instead of being told of changes
}

// NoteKind says where a note belongs.
type NoteKind string

const (
	DomainNote    NoteKind = "domain"
	PlainNote     NoteKind = "note"
	WeekNote      NoteKind = "week"
	ChecklistNote NoteKind = "checklist"
	GuideNote     NoteKind = "guide"
	WhyNote       NoteKind = "why"
	HomeNote      NoteKind = "home"
)

// Note is one Markdown file.
type Note struct {
	Kind   NoteKind
	File   string // display path
	Slug   string // path of its page below the site's root, without ".html": "notes/crypto/hashing"
	Title  string // front matter, else the first heading, else the file name in words
	Domain int    // for domain notes, from the folder or file name or the front matter; 0 = none
	Week   int    // for week notes
	Meta   Meta
	Doc    *markdown.Doc
}

// Meta is a note's front matter.
type Meta = front.Meta
