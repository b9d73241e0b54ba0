package site

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

	"retake/generator/fault"
)

// needed are the templates that Render itself asks for; partials are between a theme's own files.
var needed = []string{
	"base.html", "home.html", "report.html", "retake.html", "plan.html", "weeks.html", "week.html",
	"domains.html", "domain.html", "readiness.html", "notes.html", "note.html", "404.html", "partials/nav.html",
}

// theme is a parsed theme. It may be used by several pages at once.
type theme struct {
	set    *template.Template
	assets map[string][]byte // style sheets, pictures, fonts, by path
	name   func(path string) string
}

// loadTheme reads every file of a theme. All mistakes of all templates are found in one go.
func loadTheme(files fs.FS, name func(string) string) (*theme, fault.List) {
	t := &theme{set: template.New("theme"), assets: map[string][]byte{}, name: name}
	var faults fault.List
	if files != nil {
		// A walk error is the folder's own: the missing files are reported below.
		_ = fs.WalkDir(files, ".", func(p string, d fs.DirEntry, err error) error {
			switch {
			case err != nil || d.IsDir():
			case d.Type()&^fs.ModeSymlink != 0: // reading a pipe or a device would wait for ever
				faults.Add("theme-unreadable", fault.Pos{File: name(p)}, "%s is no ordinary file", p).Hint = "take it out of the theme's folder"
			default:
				t.load(files, p, &faults)
			}
			return nil
		})
	}
	for _, n := range needed {
		if t.set.Lookup(n) == nil && !slices.ContainsFunc(faults, func(f fault.Fault) bool { return f.Pos.File == name(n) }) {
			f := faults.Add("theme-missing", fault.Pos{File: name(n)}, "the theme has no %s", n)
			f.Hint = "copy the file from the default theme, or remove the theme's folder to use the default"
		}
	}
	return t, faults
}

// load reads one file: a template, or an asset. Markdown and hidden files are for the theme's author.
func (t *theme) load(files fs.FS, p string, faults *fault.List) {
	base := path.Base(p)
	if strings.HasPrefix(base, ".") || strings.HasSuffix(base, ".md") || strings.HasSuffix(base, "~") {
		return
	}
	src, err := fs.ReadFile(files, p)
	if err != nil {
		faults.Add("theme-unreadable", fault.Pos{File: t.name(p)}, "cannot read %s: %v", p, cause(err))
		return
	}
	if path.Ext(p) != ".html" {
		t.assets[p] = src
		return
	}
	if _, err := t.set.New(p).Parse(string(src)); err != nil {
		t.fault(err, p, faults)
	}
}

// cause is the reason of a file error without its path.
func cause(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// run executes one template.
func (t *theme) run(name string, view any, faults *fault.List) []byte {
	var b bytes.Buffer
	if err := t.set.ExecuteTemplate(&b, name, view); err != nil {
		t.fault(err, name, faults)
		return nil
	}
	return b.Bytes()
}

// place is how html/template writes where a mistake is.
var place = regexp.MustCompile(`^(?:html/)?template: ?([^:]+):(\d+)(?::(\d+))?: (.*)$`)

// packageName is left out of type names: to a theme's author, a Bar is a Bar.
var packageName = strings.NewReplacer(" *site.", " ", " site.", " ")

// fault turns a template error into a fault at the theme's file and line.
func (t *theme) fault(err error, name string, faults *fault.List) {
	text := strings.Join(strings.Fields(err.Error()), " ")
	pos := fault.Pos{File: t.name(name)}
	if m := place.FindStringSubmatch(text); m != nil {
		pos.File = t.name(m[1])
		pos.Line, _ = strconv.Atoi(m[2])
		if col, err := strconv.Atoi(m[3]); err == nil {
			pos.Col = col + 1 // html/template counts from 0
		}
		text = m[4]
	}
	f := faults.Add("theme-template", pos, "%s", packageName.Replace(text))
	f.Hint = "themes/README.md lists what each template is given"
}
