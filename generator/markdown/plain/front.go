package plain

import (
	"strings"

	"retake/generator/fault"
)

// Front is a note's front matter as written.
type Front struct {
	Lang string // "" (none) | "toml" | "yaml"
	Text string
	Line int // file line of Text's first line
}

// CutFront finds the front matter and gives the offset at which the body begins. A fence counts only as
// the first line and alone on it. What is fenced by "---" but holds no "key:" at all is text between
// two rules.
func CutFront(file, text string) (Front, int, fault.List) {
	first, rest := nextLine(text, 0)
	fence := strings.TrimRight(first, " \t")
	if fence != "---" && fence != "+++" {
		return Front{}, 0, nil
	}
	for at := rest; at < len(text); {
		line, next := nextLine(text, at)
		if !closes(fence, strings.TrimRight(line, " \t")) {
			at = next
			continue
		}
		inner := text[rest:at]
		if fence == "+++" {
			return Front{Lang: "toml", Text: inner, Line: 2}, next, nil
		}
		if !mapping(inner) {
			return Front{}, 0, nil
		}
		return Front{Lang: "yaml", Text: inner, Line: 2}, next, nil
	}
	if fence == "---" && !mapping(firstParagraph(text[rest:])) {
		return Front{}, 0, nil
	}
	var faults fault.List
	faults.Warn("front-matter-unclosed", fault.Pos{File: file, Line: 1, Col: 1}, "the front matter opened by %q is never closed", fence).Hint =
		"put " + fence + " alone on the line after the last key; until then the whole file is shown as text"
	return Front{}, 0, faults
}

// closes says whether a line ends front matter that fence opened; YAML has a second way.
func closes(fence, line string) bool {
	return line == fence || fence == "---" && line == "..."
}

// mapping says whether YAML text can be meant as one: it is blank, or a line begins with a key.
func mapping(text string) bool {
	if strings.TrimSpace(text) == "" {
		return true
	}
	for line := range strings.Lines(text) {
		key, value, ok := strings.Cut(line, ":")
		if ok && key != "" && !strings.ContainsAny(key, " \t#[*>`|") && (value == "" || strings.ContainsAny(value[:1], " \t\n")) {
			return true
		}
		if ok && strings.HasPrefix(key, `"`) && strings.HasSuffix(key, `"`) {
			return true
		}
	}
	return false
}

// firstParagraph is the text up to the first blank line.
func firstParagraph(text string) string {
	before, _, _ := strings.Cut(text, "\n\n")
	return before
}

// nextLine is the line at an offset without its line feed, and the offset of the one after it.
func nextLine(text string, at int) (string, int) {
	if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
		return text[at : at+i], at + i + 1
	}
	return text[at:], len(text)
}
