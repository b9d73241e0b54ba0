package theme

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"retake/generator/fault"
)

// checkCycles finds templates that include themselves whatever they are given, by way of others or directly:
// running them would not end before memory does. An inclusion under a condition may end, and is not looked at.
func (t *Theme) checkCycles(faults *fault.List) {
	var names []string // not those of files alone: a file may define more
	for _, x := range t.set.Templates() {
		names = append(names, x.Name())
	}
	slices.Sort(names)
	for _, name := range names {
		if at, way := t.cycle(name, name, map[string]bool{}); at != nil {
			f := faults.Add("theme-template", at.pos(t), "%s includes itself%s, without end", name, way)
			f.Hint = "take the line out, or put it under a condition that comes to an end"
		}
	}
}

// inclusion is a {{template}} and the template it stands in.
type inclusion struct {
	*parse.TemplateNode
	tree *parse.Tree
}

func (i *inclusion) pos(t *Theme) fault.Pos {
	where, _ := i.tree.ErrorContext(i.TemplateNode) // "name:line:column", counted from 1 and from 0
	p := strings.Split(where, ":")
	line, _ := strconv.Atoi(p[len(p)-2])
	col, _ := strconv.Atoi(p[len(p)-1])
	return fault.Pos{File: t.display(i.tree.ParseName), Line: line, Col: col + 1}
}

// cycle is the first inclusion in a template from which the way leads back to home; way names what lies between.
func (t *Theme) cycle(home, name string, seen map[string]bool) (at *inclusion, way string) {
	for _, i := range t.inclusions(name) {
		if i.Name == home {
			return &i, way
		}
		if seen[i.Name] {
			continue
		}
		seen[i.Name] = true
		if next, further := t.cycle(home, i.Name, seen); next != nil {
			return &i, fmt.Sprintf(" by way of %s", i.Name) + strings.Replace(further, " by way of ", " and ", 1)
		}
	}
	return nil, ""
}

// inclusions are those of a template that stand under no condition.
func (t *Theme) inclusions(name string) (out []inclusion) {
	tmpl := t.set.Lookup(name)
	if tmpl == nil || tmpl.Tree == nil || tmpl.Tree.Root == nil {
		return nil
	}
	for _, n := range tmpl.Tree.Root.Nodes {
		if n, ok := n.(*parse.TemplateNode); ok {
			out = append(out, inclusion{n, tmpl.Tree})
		}
	}
	return out
}
