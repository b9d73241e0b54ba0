package generator

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"retake/generator/fault"
	"retake/generator/source"
	"retake/themes"
)

// theme is the default theme with the learner's own laid over it.
type theme struct {
	files fs.FS
	own   fs.FS  // nil if there is none
	dir   string // of the own theme, for display
}

// DefaultTheme is the name of the built-in theme. A folder of that name beside the plan is laid over it too.
const DefaultTheme = "default"

// name is the display path of a theme's file: in the learner's folder if it is theirs.
func (t theme) name(file string) string {
	if t.own != nil {
		// The folder knows the name without opening the file, which may be a pipe, or not to be opened at all.
		list, _ := fs.ReadDir(t.own, path.Dir(file))
		if slices.ContainsFunc(list, func(e fs.DirEntry) bool { return e.Name() == path.Base(file) }) {
			return path.Join(t.dir, file)
		}
	}
	return "built-in theme: " + file
}

// text is a file of the learner's own theme by its display path, for what is shown of a mistake in it.
func (t theme) text(display string) (string, bool) {
	file, own := strings.CutPrefix(display, t.dir+"/")
	if t.own == nil || !own {
		return "", false
	}
	b, err := fs.ReadFile(t.own, file)
	return string(b), err == nil
}

// chooseTheme finds the theme for a run: the one asked for, else the one in site.toml, else the default.
func chooseTheme(in Input, tree *source.Tree) (theme, fault.List) {
	name, pos := in.Theme, fault.Pos{}
	if name == "" {
		name, pos = tree.Site.Theme, tree.Site.ThemePos
	}
	if name == "" {
		name = DefaultTheme
	}
	dir := path.Join("themes", name)
	if slices.Contains(Themes(in.Source), name) {
		own, err := fs.Sub(in.Source, dir)
		if err == nil {
			return theme{themes.Over(own), own, dir}, unknownFiles(own, dir)
		}
	}
	var l fault.List
	if name != DefaultTheme {
		l.Add("unknown-theme", pos, "there is no theme %q", name).Hint = themeHint(in.Source, name)
	}
	return theme{files: themes.Default}, l
}

func themeHint(src fs.FS, name string) string {
	if have := Themes(src); len(have) > 0 {
		return "there are: " + strings.Join(have, ", ")
	}
	return fmt.Sprintf("a theme is a folder, such as themes/%s/; leave theme out for the built-in one", path.Base(name))
}

// Themes are the names of the theme folders beside a plan, sorted.
func Themes(src fs.FS) []string {
	var out []string
	entries, _ := fs.ReadDir(src, "themes") // without the folder there are none
	for _, e := range entries {
		if info, err := fs.Stat(src, path.Join("themes", e.Name())); err == nil && info.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			out = append(out, e.Name())
		}
	}
	return out
}

// unknownFiles warns of the templates of a theme of one's own that change nothing.
func unknownFiles(own fs.FS, dir string) fault.List {
	var l fault.List
	for _, s := range themes.Unused(own) {
		f := l.Warn("theme-unknown", fault.Pos{File: path.Join(dir, s.Name)}, "no page uses the template %s", s.Name)
		f.Hint = "themes/README.md lists the templates there are; one of your own is used by its path"
		if s.Like != "" {
			f.Hint = "did you mean " + s.Like + "?"
		}
	}
	return l
}
