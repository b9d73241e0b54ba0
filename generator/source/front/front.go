// Package front reads the front matter of a note, from TOML or YAML: its title, what it is about, and who may read it.
//
// Deliberately absent: finding the front matter in a file (markdown does), what a note is made of it, and keys that
// are the author's own business.
package front

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/markdown"
	"retake/generator/source/keyed"
)

// Meta is a note's front matter, as far as it is understood; other keys are the author's own business.
type Meta struct {
	Title      string
	Domain     string
	Objectives []string
	Tags       []string
	Aliases    []string
	Date       civil.Date
	Draft      bool
	Audience   string // "me" | "mentor" | "public" | ""
	Order      int
}

// field is one key of a note's front matter, from TOML or YAML: its texts, and where they stand.
type field struct {
	texts []string
	list  bool
	pos   fault.Pos
	width int
}

// Read reads a note's front matter, and says where it names a domain. Whatever is wrong with it is a warning: the note is shown all the
// same. Keys that are not known are the author's own business.
func Read(doc *markdown.Doc) (m Meta, domainAt fault.Pos, faults fault.List) {
	var fields map[string]field
	switch doc.Front.Lang {
	case "toml":
		fields = m.tomlFields(doc, &faults)
	case "yaml":
		fields = yamlFields(doc, &faults)
	}
	for _, name := range slices.Sorted(maps.Keys(fields)) { // "Title" and "title" in the same order always
		x := fields[name]
		if bad := m.set(strings.ToLower(name), x); bad != "" {
			w := faults.Warn("front-matter", x.pos, "%s", bad)
			w.Width = x.width
		}
		if strings.EqualFold(name, "domain") {
			domainAt = x.pos
		}
	}
	return m, domainAt, faults
}

// tomlFields reads TOML; what is refused of a value that decides who may read the note goes to m.
func (m *Meta) tomlFields(doc *markdown.Doc, faults *fault.List) map[string]field {
	var found fault.List
	root := keyed.NewFile(doc.File, doc.Front.Text, doc.Front.Line, &found).Parse()
	for _, x := range found {
		w := faults.Warn("front-matter", x.Pos, "%s", x.Message)
		w.Width, w.Hint = x.Width, strings.TrimPrefix(x.Hint+"; the text of the note is shown all the same", "; ")
	}
	fields := map[string]field{}
	table, _ := root.V.(map[string]any)
	for name := range table {
		v, _ := root.Get(name)
		if v.Bad() { // who may read it is read the careful way
			m.Draft = m.Draft || strings.EqualFold(name, "draft")
			if strings.EqualFold(name, "audience") {
				m.Audience = "me"
			}
			continue
		}
		x := field{pos: v.Pos(), width: v.Width()}
		if items, ok := v.Items(); ok {
			x.list = true
			for _, item := range items {
				x.texts = append(x.texts, plainText(item))
			}
		} else {
			x.texts = []string{plainText(v)}
		}
		fields[name] = x
	}
	return fields
}

// plainText is a single value of TOML front matter as text.
func plainText(v keyed.Value) string {
	if s, ok := v.V.(string); ok {
		return s
	}
	return v.Raw()
}

var yamlLine = regexp.MustCompile(`^yaml: line (\d+): `)

func yamlFields(note *markdown.Doc, faults *fault.List) map[string]field {
	var doc yaml.Node
	if err := yamlDecode(note.Front.Text, &doc); err != nil {
		line := note.Front.Line
		if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
			n, _ := strconv.Atoi(m[1])
			line += min(max(n, 1), strings.Count(note.Front.Text, "\n")+1) - 1
		}
		message := strings.TrimPrefix(yamlLine.ReplaceAllString(err.Error(), ""), "yaml: ")
		faults.Warn("front-matter", fault.Pos{File: note.File, Line: line}, "this is not YAML: %s", message).Hint = "the text of the note is shown, its front matter is not read"
		return nil
	}
	if len(doc.Content) == 0 {
		return nil
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode {
		if root.Tag != "!!null" {
			faults.Warn("front-matter", yamlPos(note, root), "the front matter has no keys").Hint = "write one key: value on each line between the fences"
		}
		return nil
	}
	fields := map[string]field{}
	for i := 0; i+1 < len(root.Content); i += 2 {
		v := root.Content[i+1]
		x := field{pos: yamlPos(note, v), list: v.Kind == yaml.SequenceNode, texts: yamlTexts(v), width: max(1, len([]rune(v.Value)))}
		fields[root.Content[i].Value] = x
	}
	return fields
}

// yamlDecode turns a panic of the library into an error.
func yamlDecode(text string, into *yaml.Node) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("it cannot be read")
		}
	}()
	return yaml.Unmarshal([]byte(text), into)
}

func yamlPos(note *markdown.Doc, n *yaml.Node) fault.Pos {
	return fault.Pos{File: note.File, Line: note.Front.Line + max(n.Line, 1) - 1, Col: n.Column}
}

// yamlTexts are the plain values of a node; deeper ones, such as [[wikilinks]] without quotes, are not
// looked at.
func yamlTexts(n *yaml.Node) (out []string) {
	nodes := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		nodes = n.Content
	}
	for _, x := range nodes {
		if x.Kind == yaml.AliasNode {
			x = x.Alias
		}
		if x.Kind == yaml.ScalarNode && x.Tag != "!!null" {
			out = append(out, x.Value)
		}
	}
	return out
}

// set takes one field over; bad says what is wrong with it. What is not understood about who may read
// a note is read the careful way.
func (m *Meta) set(name string, x field) (bad string) {
	one := ""
	if len(x.texts) > 0 {
		one = strings.TrimSpace(x.texts[0])
	}
	if one == "" {
		return ""
	}
	switch name {
	case "title":
		m.Title = one
	case "domain":
		m.Domain = strings.Trim(one, "[]")
	case "objectives", "objective":
		m.Objectives = words(x, ", ")
	case "tags", "tag":
		m.Tags = words(x, ", ")
		for i, t := range m.Tags {
			m.Tags[i] = strings.TrimPrefix(t, "#")
		}
	case "aliases", "alias":
		m.Aliases = words(x, ",")
	case "date":
		day, err := civil.Parse(strings.Trim(one, "[]")[:min(10, len(strings.Trim(one, "[]")))])
		if err != nil {
			return fmt.Sprintf("date %q is not a date like 2026-11-23", one)
		}
		m.Date = day
	case "draft":
		switch strings.ToLower(one) {
		case "true", "yes", "on", "1", "y":
			m.Draft = true
		case "false", "no", "off", "0", "n":
		default:
			m.Draft = true
			return fmt.Sprintf("draft %q is neither true nor false, so the note stays a draft", one)
		}
	case "audience":
		m.Audience = strings.ToLower(one)
		if !slices.Contains([]string{"me", "mentor", "public"}, m.Audience) {
			m.Audience = "me"
			return fmt.Sprintf("audience %q is none of me, mentor, public, so only you see the note", one)
		}
	case "order":
		n, err := strconv.Atoi(one)
		if err != nil {
			return fmt.Sprintf("order %q is not a whole number", one)
		}
		m.Order = n
	}
	return ""
}

// words are the texts of a list, or the pieces of one text.
func words(x field, gaps string) (out []string) {
	for _, s := range x.texts {
		pieces := []string{s}
		if !x.list {
			pieces = strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(gaps, r) })
		}
		for _, p := range pieces {
			if p = strings.TrimSpace(p); p != "" {
				out = append(out, p)
			}
		}
	}
	return out
}
