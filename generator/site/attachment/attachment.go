// Package attachment looks at the files that notes link or show, pictures above all, reads them to be
// published, and takes from pictures what is not for others to know.
//
// Only plain files of a bounded size are opened: a pipe or a device may never come to an end. A file
// that a browser would run as part of the site is told from one that it only shows.
//
// Deliberately absent: where a link leads, where a file goes, and what is said about it.
package attachment

import (
	"bytes"
	"errors"
	"html"
	"image"
	_ "image/gif" // sizes of pictures
	_ "image/jpeg"
	_ "image/png"
	"io"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"sync"
)

// maxSize is the size above which a file is not read: the whole site is in memory.
const maxSize = 50 << 20

// Files are the attachments of one site. Goroutines may share them.
type Files struct {
	open  fs.FS // nil holds none
	last  *Files
	looks sync.Map // name -> seen
}

// New opens attachments by their names. What last (which may be nil) knows is taken over for files that
// are kept in memory and have not changed.
func New(open fs.FS, last *Files) *Files {
	if last != nil {
		last.last = nil
	}
	return &Files{open: open, last: last}
}

// keeper is a file system that keeps contents, and hands out the same bytes until they change; they are
// not to be written to.
type keeper interface {
	Bytes(name string) ([]byte, error)
}

// seen is what a look found, and the bytes it was found in if they are kept.
type seen struct {
	Look
	body []byte
}

// Look is what is known of an attachment before it is read for the site.
type Look struct {
	Width, Height int    // of a picture, 0 if not known
	Active        string // why it is not to be published, "" if it may be
}

// Look looks at a file, once.
func (f *Files) Look(name string) Look {
	if x, ok := f.looks.Load(name); ok {
		return x.(seen).Look
	}
	x := f.renew(name)
	f.looks.Store(name, x)
	return x.Look
}

// renew is the last look if the file's bytes are the same, else a new one.
func (f *Files) renew(name string) seen {
	var body []byte
	if _, ok := f.open.(keeper); ok {
		body, _ = f.Read(name) // what cannot be read is said when it is published
	}
	if f.last != nil && len(body) > 0 {
		if x, ok := f.last.looks.Load(name); ok && len(x.(seen).body) == len(body) && &x.(seen).body[0] == &body[0] {
			return x.(seen)
		}
	}
	return seen{f.look(name), body}
}

func (f *Files) look(name string) (seen Look) {
	switch ext := strings.ToLower(path.Ext(name)); ext {
	case ".png", ".jpg", ".jpeg", ".gif":
		if file, err := f.file(name); err == nil {
			if c, _, err := image.DecodeConfig(io.LimitReader(file, maxSize)); err == nil {
				seen.Width, seen.Height = c.Width, c.Height
			}
			file.Close()
		}
	case ".webp", ".avif", ".bmp", ".ico":
		if file, err := f.file(name); err == nil {
			head, _ := io.ReadAll(io.LimitReader(file, headLength)) // of a part, what is there
			seen.Width, seen.Height = sizeOf(ext, head)
			file.Close()
		}
	case ".svg":
		body, err := f.Read(name)
		switch {
		case err != nil: // it is said when it is published
		case runs(body):
			seen.Active = "this SVG holds more than a picture (a script, or HTML)"
		default:
			seen.Width, seen.Height = sizeOf(ext, body[:min(len(body), headLength)])
		}
	case ".html", ".htm", ".xhtml", ".xht", ".shtml", ".xml", ".xsl", ".js", ".mjs", ".svgz":
		seen.Active = "a browser would run it as part of the site"
	}
	return seen
}

// lively finds what makes a browser do more with an SVG than draw it. It rather refuses too much.
var lively = regexp.MustCompile(`(?i)<(?:[\w.-]+:)?(?:script|iframe|embed|object|foreignobject)|[\s"'/]on\w+\s*=|javascript:|` +
	`<!entity|<\?xml-stylesheet|attributename\s*=\s*["']?\s*(?:on|href|xlink:href)`)

// runs reports whether an SVG is lively. It sees through references to characters, and through blanks
// in addresses, as browsers do.
func runs(svg []byte) bool {
	if bytes.IndexByte(svg, 0) >= 0 { // UTF-16, in which nothing would be found
		return true
	}
	plain := html.UnescapeString(string(svg))
	joined := strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(plain)
	return lively.Match(svg) || lively.MatchString(plain) || strings.Contains(strings.ToLower(joined), "javascript:")
}

var errTooLarge = errors.New("it is larger than 50 MB")

func (f *Files) check(name string) error {
	if f.open == nil {
		return fs.ErrNotExist
	}
	info, err := fs.Stat(f.open, name)
	switch {
	case err != nil:
		return err
	case info.IsDir():
		return errors.New("it is a folder")
	case !info.Mode().IsRegular():
		return errors.New("it is a pipe or a device")
	case info.Size() > maxSize:
		return errTooLarge
	}
	return nil
}

func (f *Files) file(name string) (fs.File, error) {
	if err := f.check(name); err != nil {
		return nil, err
	}
	return f.open.Open(name)
}

// Read gives the whole file; its bytes are not to be changed.
func (f *Files) Read(name string) ([]byte, error) {
	if k, ok := f.open.(keeper); ok {
		if err := f.check(name); err != nil {
			return nil, err
		}
		return k.Bytes(name)
	}
	file, err := f.file(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	body, err := io.ReadAll(io.LimitReader(file, maxSize+1)) // its size may be a lie
	if err == nil && len(body) > maxSize {
		err = errTooLarge
	}
	return body, err
}
