package adopt

import (
	"encoding/json"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"
)

// rules are what Obsidian's own settings say of a vault.
type rules struct {
	templates []string // folders
	prefixes  []string // paths that begin like this are left out,
	patterns  []*regexp.Regexp
}

// mostSettings is the size of one of Obsidian's files, in bytes, above which it is not read.
const mostSettings = 1 << 20

// rulesOf reads Obsidian's settings. What is missing or cannot be understood says nothing.
func rulesOf(root fs.FS) (r rules) {
	var core struct{ Folder string }
	var app struct{ UserIgnoreFilters []string }
	var templater struct {
		Folder string `json:"templates_folder"`
	}
	for name, into := range map[string]any{"templates.json": &core, "app.json": &app, "plugins/templater-obsidian/data.json": &templater} {
		if text, err := content(root, ".obsidian/"+name, mostSettings); err == nil {
			_ = json.Unmarshal(text, into) // as far as it goes
		}
	}
	for _, dir := range []string{core.Folder, templater.Folder} {
		if dir = strings.Trim(path.Clean("/"+dir), "/"); dir != "" {
			r.templates = append(r.templates, dir)
		}
	}
	for _, f := range app.UserIgnoreFilters {
		if pattern, ok := strings.CutPrefix(f, "/"); ok && strings.HasSuffix(pattern, "/") && len(pattern) > 1 {
			if re, err := regexp.Compile(strings.TrimSuffix(pattern, "/")); err == nil {
				r.patterns = append(r.patterns, re)
			}
		} else if f != "" {
			r.prefixes = append(r.prefixes, f)
		}
	}
	return r
}

// why says why a file or folder stays behind, "" if that is not known from its name.
func (r rules) why(name string, e fs.DirEntry) string {
	base := path.Base(name)
	switch {
	case !utf8.ValidString(name):
		return badName
	case strings.HasPrefix(base, "."), strings.HasSuffix(base, "~"):
		return hidden
	}
	for _, dir := range r.templates {
		if e.IsDir() && strings.EqualFold(name, dir) {
			return templates
		}
	}
	full := name
	if e.IsDir() {
		full += "/"
	}
	for _, p := range r.prefixes {
		if strings.HasPrefix(full, p) {
			return ignored
		}
	}
	for _, re := range r.patterns {
		if re.MatchString(full) {
			return ignored
		}
	}
	return ""
}
