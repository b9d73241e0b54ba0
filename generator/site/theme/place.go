package theme

import (
	"html/template"
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"retake/generator/fault"
)

// around is what stands around a place on a page: what it is called, how it begins and ends, and what to do where
// the end is missing. Without a beginning, none can be looked for: a quote may open as well as close.
type around struct{ name, open, shut, hint string }

const (
	useFile  = "a script belongs into a file: the site's content policy runs none that stands in a page"
	useStyle = "a style belongs into style.css: the site's content policy heeds none that stands in a page"
)

var (
	inText     = around{name: "in the text"}
	inValue    = around{name: "inside the value of an attribute", hint: "the quote at its end is missing"}
	inTag      = around{"inside a tag", "<", ">", "the > at its end is missing"}
	inComment  = around{"inside a comment", "<!--", "-->", "the --> at its end is missing"}
	inScript   = around{"inside a script", "<script", "</script", "</script> is missing; " + useFile}
	inStyle    = around{"inside a style", "<style", "</style", "</style> is missing; " + useStyle}
	inTextarea = around{"inside a textarea", "<textarea", "</textarea", "</textarea> is missing"}
	inTitle    = around{"inside a title", "<title", "</title", "</title> is missing"}
)

// placeOf reads a place as html/template writes it: {stateJS delimNone urlPartNone jsCtxRegexp [] attrNone elementScript <nil>}.
func placeOf(context string) around {
	has := func(word string) bool { return strings.Contains(context, word) }
	switch {
	case has("stateTag ") || has("stateAttrName ") || has("stateAfterName ") || has("stateBeforeValue "):
		return inTag
	case !has("delimNone"):
		return inValue
	case has("stateHTMLCmt "):
		return inComment
	case has("elementScript"):
		return inScript
	case has("elementStyle"):
		return inStyle
	case has("elementTextarea"):
		return inTextarea
	case has("elementTitle"):
		return inTitle
	}
	return inText
}

// find is where a mistake is of which html/template knows the page alone, or not even that: where what is left open
// begins, or where the text stands that it shows. The mistake may be in a partial, so other files are searched when
// the page has nothing like it; a place that is one of several is not guessed.
func (t *Theme) find(e *template.Error) fault.Pos {
	first := t.display(e.Name)
	if e.ErrorCode == template.ErrEndContext {
		in := placeOf(e.Description)
		if pos, ok := t.search(e.Name, in.unclosed); ok {
			return pos
		}
		for _, f := range t.files {
			if f.path == e.Name {
				return at(f, len(strings.TrimRight(string(f.body), "\r\n")), false)
			}
		}
	} else if shown := excerpt(e.Description); shown != "" {
		for _, text := range []string{shown + "{{", shown} {
			if pos, ok := t.search(e.Name, func(body string) int { return only(body, text) }); ok {
				return pos
			}
		}
	}
	return fault.Pos{File: first}
}

// search looks for a place in one file, then in all others, of which exactly one may have it.
func (t *Theme) search(first string, place func(body string) int) (fault.Pos, bool) {
	var found []fault.Pos
	for _, f := range t.files {
		if path.Ext(f.path) != ".html" {
			continue
		}
		i := place(string(f.body))
		if i >= 0 && f.path == first {
			return at(f, i, true), true
		}
		if i >= 0 {
			found = append(found, at(f, i, true))
		}
	}
	if len(found) == 1 {
		return found[0], true
	}
	return fault.Pos{}, false
}

// unclosed is where the last thing of its kind begins, -1 if it ends again.
func (a around) unclosed(body string) int {
	if a.open == "" {
		return -1
	}
	i := strings.LastIndex(body, a.open)
	if i >= 0 && strings.Contains(body[i+len(a.open):], a.shut) {
		return -1
	}
	return i
}

// only is where a text stands that is there once, else -1.
func only(body, text string) int {
	if strings.Count(body, text) != 1 {
		return -1
	}
	return strings.Index(body, text)
}

// at is an offset as a place; without a column, if that says nothing.
func at(f file, offset int, column bool) fault.Pos {
	before := string(f.body[:offset])
	pos := fault.Pos{File: f.display, Line: strings.Count(before, "\n") + 1}
	if column {
		pos.Col = utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
	}
	return pos
}

// quoted is the text of the template at the end of a description, as Go writes it.
var quoted = regexp.MustCompile(`"(?:[^"\\]|\\.)*"$`)

// excerpt is that text as it stands in the file, without the space around it.
func excerpt(description string) string {
	text, _ := strconv.Unquote(quoted.FindString(description)) // "" if there is none
	return strings.TrimSpace(text)
}
