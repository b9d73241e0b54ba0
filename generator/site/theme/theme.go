// Package theme reads the look of the pages, a folder of html/template files and what they need, and runs
// its templates.
//
// A mistake in a template, whether found in reading it or in running it, is a fault at the theme's own
// file and line.
//
// Deliberately absent: what the templates are given, which theme is chosen, the disk.
package theme

import (
	"bytes"
	"errors"
	"html/template"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"retake/generator/fault"
)

// Theme is a parsed theme. It may be used by several pages at once.
type Theme struct {
	Assets map[string][]byte // style sheets, pictures, fonts, by path; not to be changed
	set    *template.Template
	files  []file
}

// file is one file of a theme as it was read.
type file struct {
	path, display string
	body          []byte
}

// Load reads every file of a theme; display is a file's path for faults. All mistakes of all templates
// are found in one go, also those of needed that are missing. If the files are those of last (which may
// be nil), last itself is returned: parsing is most of the work, and the same files give the same theme.
func Load(files fs.FS, display func(path string) string, needed []string, last *Theme) (*Theme, fault.List) {
	t := &Theme{set: template.New("theme"), Assets: map[string][]byte{}}
	var faults fault.List
	t.read(files, display, &faults)
	if last != nil && len(faults) == 0 && slices.EqualFunc(t.files, last.files, same) {
		return last, nil
	}
	for _, f := range t.files {
		if path.Ext(f.path) != ".html" {
			t.Assets[f.path] = f.body
		} else if _, err := t.set.New(f.path).Parse(string(f.body)); err != nil {
			t.fault(err, f.path, &faults)
		}
	}
	t.checkCycles(&faults)
	for _, n := range needed {
		if t.set.Lookup(n) == nil && !slices.ContainsFunc(faults, func(f fault.Fault) bool { return f.Pos.File == display(n) }) {
			f := faults.Add("theme-missing", fault.Pos{File: display(n)}, "the theme has no %s", n)
			f.Hint = "copy the file from the default theme, or remove the theme's folder to use the default"
		}
	}
	if len(faults) > 0 {
		t.files = nil // not to be taken for a sound theme at the next Load
	}
	return t, faults
}

func same(a, b file) bool {
	return a.path == b.path && a.display == b.display && bytes.Equal(a.body, b.body)
}

// read reads the files, in the order of their paths. Markdown, and hidden files and folders (the theme may
// be somebody's repository), are for the theme's author.
func (t *Theme) read(files fs.FS, display func(string) string, faults *fault.List) {
	if files == nil {
		return
	}
	// A walk error is the folder's own: the missing files are reported by Load.
	_ = fs.WalkDir(files, ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case d != nil && d.IsDir() && p != "." && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case err != nil || d.IsDir():
			return nil
		case d.Type()&^fs.ModeSymlink != 0: // reading a pipe or a device would wait for ever
			faults.Add("theme-unreadable", fault.Pos{File: display(p)}, "%s is no ordinary file", p).Hint = "take it out of the theme's folder"
			return nil
		}
		if base := path.Base(p); strings.HasPrefix(base, ".") || strings.HasSuffix(base, ".md") || strings.HasSuffix(base, "~") {
			return nil
		}
		body, err := fs.ReadFile(files, p)
		if err != nil {
			faults.Add("theme-unreadable", fault.Pos{File: display(p)}, "cannot read %s: %v", p, fault.Cause(err))
		} else {
			t.files = append(t.files, file{p, display(p), body})
		}
		return nil
	})
}

// display is a file's path for faults.
func (t *Theme) display(name string) string {
	for _, f := range t.files {
		if f.path == name {
			return f.display
		}
	}
	return name
}

// buffers are what templates write to before it is known how much they write.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Run executes one template; nil if that fails.
func (t *Theme) Run(name string, view any, faults *fault.List) []byte {
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	if err := t.set.ExecuteTemplate(b, name, view); err != nil {
		t.fault(err, name, faults)
		return nil
	}
	return bytes.Clone(b.Bytes()) // no more than needed: pages are kept
}

// place is how html/template writes where a mistake is.
var place = regexp.MustCompile(`^(?:html/)?template: ?([^:]+):(\d+)(?::(\d+))?: (.*)$`)

// packageName is left out of type names: to a theme's author, a Bar is a Bar.
var packageName = strings.NewReplacer(" *view.", " ", " view.", " ")

// fault turns a template error into a fault at the theme's file and line.
func (t *Theme) fault(err error, name string, faults *fault.List) {
	text := strings.Join(strings.Fields(err.Error()), " ")
	pos := fault.Pos{File: t.display(name)}
	if m := place.FindStringSubmatch(text); m != nil {
		pos.File = t.display(m[1])
		pos.Line, _ = strconv.Atoi(m[2])
		if col, err := strconv.Atoi(m[3]); err == nil {
			pos.Col = col + 1 // html/template counts from 0
		}
		text = m[4]
	}
	hint := "themes/README.md lists what each template is given"
	var e *template.Error
	if errors.As(err, &e) {
		if says, help := explain(e); says != "" {
			text, hint = says, help
		}
		if pos.Line == 0 {
			pos = t.find(e)
		}
	}
	faults.Add("theme-template", pos, "%s", packageName.Replace(text)).Hint = hint
}
