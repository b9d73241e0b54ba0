package theme

import (
	"fmt"
	"html/template"
	"regexp"
	"strings"
)

var (
	branches = regexp.MustCompile(`(\{\{\w+\}\}) branches end in different contexts: (\{.*\}), (\{.*\})$`)
	escaper  = regexp.MustCompile(`^predefined escaper "(\w+)"`)
	letter   = regexp.MustCompile(`^"\\?(.)" in `)
)

// explain says in plain words what html/template found wrong with the page as HTML, and what to do; "" if it is
// something else.
func explain(e *template.Error) (says, hint string) {
	shown := excerpt(e.Description)
	switch e.ErrorCode {
	case template.ErrEndContext:
		in := placeOf(e.Description)
		return "the page ends " + in.name, in.hint
	case template.ErrBranchEnd, template.ErrRangeLoopReentry:
		return branchEnd(e.Description)
	case template.ErrAmbigContext:
		value, _, _ := strings.Cut(e.Description, " appears in ")
		return value + " may stand in the path of a link or behind its question mark", "write the whole link in each branch"
	case template.ErrBadHTML:
		return badHTML(e.Description, shown)
	case template.ErrNoSuchTemplate:
		return e.Description, "themes/README.md lists the partials; each is used by its path"
	case template.ErrOutputContext:
		name := strings.TrimPrefix(e.Description, "cannot compute output context for template ")
		return name + " uses itself, and does not end where it begins", "close in it what it opens: tags, and quotes in tags"
	case template.ErrPartialCharset:
		return "a value stands between [ and ] in a script's pattern: " + shown, useFile
	case template.ErrPartialEscape:
		if strings.Contains(e.Description, "CSS") {
			return "a value follows a backslash in a style: " + shown, useStyle
		}
		return "a value follows a backslash in a script: " + shown, useFile
	case template.ErrSlashAmbig:
		return "in a script / may divide or begin a pattern: " + shown, useFile
	case template.ErrPredefinedEscaper:
		if m := escaper.FindStringSubmatch(e.Description); m != nil {
			return "the function " + m[1] + " has no use here", "leave it out: each value is made safe for the place where it stands"
		}
	}
	return "", ""
}

func branchEnd(description string) (says, hint string) {
	m := branches.FindStringSubmatch(description)
	if m == nil {
		return "", ""
	}
	one, other := placeOf(m[2]), placeOf(m[3])
	hint = "close tags and quotes in the branch that opens them"
	if one == other {
		return fmt.Sprintf("after %s the page may go on in two ways %s", m[1], one.name), hint
	}
	return fmt.Sprintf("after %s the page may go on %s or %s", m[1], one.name, other.name), hint
}

func badHTML(description, shown string) (says, hint string) {
	m := letter.FindStringSubmatch(description)
	switch {
	case m != nil && strings.Contains(description, "in unquoted attr"):
		return fmt.Sprintf("%s in a value without quotes: %s", m[1], shown), "put the value in quotes"
	case m != nil:
		return fmt.Sprintf("%s in the name of an attribute: %s", m[1], shown), "a quote or a > before it may be missing, or one too many"
	}
	return "in a tag, where an attribute may begin, stands " + shown, "a name, a quote or a > before it may be missing"
}
