package generator_test

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"io"
	"os"
	"os/exec"
	"regexp"
	"testing"
)

// TestCodesAreFound: whichever way a code is written it is found, and what cannot be followed is said.
func TestCodesAreFound(t *testing.T) {
	const odd = `package odd

import "retake/generator/fault"

const named = "code-constant"

var table = []struct{ code, why string }{{"code-table", "x"}, {code: "code-keyed"}}

var byKind = map[int]string{1: "code-map"}

type wrapper struct{ l fault.List }

func (w *wrapper) say(pos fault.Pos, slug string) { w.l.Warn(slug, pos, "x") }

func pick(b bool) (int, string) {
	if b {
		return 0, "code-result"
	}
	return 1, "code-other-result"
}

func all(w *wrapper, name string) {
	w.l.Add("code-literal", fault.Pos{}, "x")
	w.l.Add(named, fault.Pos{}, "x")
	w.say(fault.Pos{}, "code-wrapped")
	slug := "code-local"
	if name == "" {
		slug = "code-" + "joined"
	}
	w.say(fault.Pos{}, slug)
	for _, row := range table {
		w.say(fault.Pos{}, row.code)
	}
	w.l = append(w.l, fault.Fault{Code: "code-struct"}, fault.Fault{"code-positional", fault.Pos{}, 0, "", "", "", 0})
	w.l = append(w.l, fault.List{{Code: byKind[1]}}...)
	again := func(s string) { w.say(fault.Pos{}, s) }
	again("code-closure")
	_, two := pick(true)
	w.say(fault.Pos{}, two)
	w.l[0].Code = "code-assigned"
	alone := w.l.Warn
	if name == "" {
		alone = w.l.Add
	}
	alone("code-method", fault.Pos{}, "x")
}
`
	const lost = `package lost

import "retake/generator/fault"

func all(l *fault.List, name string) func(string, fault.Pos, string, ...any) *fault.Fault {
	l.Add("code-"+name, fault.Pos{}, "x")
	return l.Warn
}
`
	for text, want := range map[string]int{odd: 0, lost: 2} {
		h := newHunt(t, "./generator/fault")
		export, err := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}}|{{.Export}}", "retake/generator/fault").Output()
		if err != nil {
			t.Fatal(err)
		}
		find := importer.ForCompiler(h.fset, "gc", func(path string) (io.ReadCloser, error) {
			m := regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(path) + `\|(.*)$`).FindSubmatch(export)
			return os.Open(string(m[1]))
		})
		f, err := parser.ParseFile(h.fset, "odd.go", text, 0)
		if err != nil {
			t.Fatal(err)
		}
		h.add(t, "retake/generator/odd", []*ast.File{f}, find)
		h.run()
		if len(h.lost) != want {
			t.Errorf("not followed: %q", h.lost)
		}
		for _, m := range regexp.MustCompile(`"(code-[a-z-]*[a-z])"`).FindAllStringSubmatch(text, -1) {
			if h.codes[m[1]] == "" {
				t.Errorf("%s is not found", m[1])
			}
		}
		if want == 0 && h.codes["code-joined"] == "" {
			t.Error("code-joined is not found")
		}
	}
}
