package feed

import (
	"time"
	"unicode/utf8"
)

// Feed is a whole news feed.
type Feed struct {
	ID       string // a URI, the same for ever
	Title    string
	Author   string
	Updated  time.Time
	Self     string // its own address; "" = not known
	Home     string // the page that it belongs to; may be relative
	Maker    string // the program that wrote it
	Entries  []Entry
	Language string
}

// Entry is one piece of news.
type Entry struct {
	ID      string // a URI, the same for ever
	Title   string
	Updated time.Time
	Link    string // may be relative
	HTML    string // harmless, and well formed
}

// Atom is the feed as a file.
func (f Feed) Atom() []byte {
	x := &markup{out: make([]byte, 0, 1024+4096*len(f.Entries))}
	x.raw(`<?xml version="1.0" encoding="utf-8"?>` + "\n" + `<feed xmlns="http://www.w3.org/2005/Atom"`)
	if f.Language != "" {
		x.attribute("xml:lang", f.Language)
	}
	x.raw(">\n")
	x.element("id", f.ID)
	x.element("title", f.Title)
	x.element("updated", stamp(f.Updated))
	x.raw("<author>")
	x.element("name", f.Author)
	x.raw("</author>\n")
	x.link("self", "application/atom+xml", f.Self)
	x.link("alternate", "text/html", f.Home)
	if f.Maker != "" {
		x.element("generator", f.Maker)
	}
	for _, e := range f.Entries {
		e.write(x)
	}
	x.raw("</feed>\n")
	return x.out
}

func (e Entry) write(x *markup) {
	x.raw("<entry>\n")
	x.element("id", e.ID)
	x.element("title", e.Title)
	x.element("updated", stamp(e.Updated))
	x.link("alternate", "text/html", e.Link)
	x.raw(`<content type="html">`)
	x.text(e.HTML)
	x.raw("</content>\n</entry>\n")
}

// stamp is a moment as RFC 3339 writes it.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }

// markup is XML being written.
type markup struct{ out []byte }

func (x *markup) raw(s string) { x.out = append(x.out, s...) }

func (x *markup) element(name, text string) {
	x.raw("<" + name + ">")
	x.text(text)
	x.raw("</" + name + ">\n")
}

func (x *markup) attribute(name, value string) {
	x.raw(" " + name + `="`)
	x.text(value)
	x.raw(`"`)
}

func (x *markup) link(rel, kind, href string) {
	if href == "" {
		return
	}
	x.raw("<link")
	x.attribute("rel", rel)
	x.attribute("type", kind)
	x.attribute("href", href)
	x.raw("/>\n")
}

// text escapes, and drops what XML 1.0 does not allow or what is no character to be read.
func (x *markup) text(s string) {
	for _, r := range s {
		switch {
		case r == '&':
			x.raw("&amp;")
		case r == '<':
			x.raw("&lt;")
		case r == '>':
			x.raw("&gt;")
		case r == '"':
			x.raw("&#34;")
		case r == '\n' || !control(r) && r != 0xfffe && r != 0xffff:
			x.out = utf8.AppendRune(x.out, r)
		}
	}
}
