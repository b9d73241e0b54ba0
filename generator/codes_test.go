package generator_test

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A code is whatever ends up as the Code of a fault.Fault. The search goes backwards from there, with types: from
// the field to what is put into it, from a parameter to what it is called with, from a variable to what it is set to. What
// it cannot follow is a failure, so that no code can be written in a way that is not seen.

// sinks are where codes go at first: the parameters of fault.List's own methods, and the field.
var sinks = []string{"(*retake/generator/fault.List).Add#0", "(*retake/generator/fault.List).Warn#0", "retake/generator/fault.Code"}

// inPackage is one package of the program, with types.
type inPackage struct {
	files []*ast.File
	info  *types.Info
}

// hunt is one search.
type hunt struct {
	fset     *token.FileSet
	packages []inPackage
	sinks    map[string]bool
	codes    map[string]string // code -> where
	lost     []string          // what could not be followed
	grown    bool
}

// codesInUse finds all fault codes of the program.
func codesInUse(t *testing.T) map[string]string {
	h := newHunt(t, "./generator/...", "./cmd/...")
	h.run()
	for _, l := range h.lost {
		t.Error(l)
	}
	return h.codes
}

// newHunt reads packages of the module, without their tests.
func newHunt(t *testing.T, patterns ...string) *hunt {
	t.Helper()
	list := exec.Command("go", append([]string{"list", "-export", "-deps", "-f", `{{.ImportPath}}|{{.Export}}|{{.Dir}}|{{join .GoFiles " "}}`}, patterns...)...)
	list.Dir, list.Stderr = "..", os.Stderr
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	h := &hunt{fset: token.NewFileSet(), sinks: map[string]bool{}, codes: map[string]string{}}
	export := map[string]string{}
	for line := range strings.Lines(string(out)) {
		p := strings.Split(strings.TrimSpace(line), "|")
		export[p[0]] = p[1]
	}
	find := importer.ForCompiler(h.fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(export[path]) })
	for line := range strings.Lines(string(out)) {
		p := strings.Split(strings.TrimSpace(line), "|")
		if !strings.HasPrefix(p[0], "retake/") || p[0] == "retake/generator/fault" {
			continue
		}
		var files []*ast.File
		for name := range strings.FieldsSeq(p[3]) {
			f, err := parser.ParseFile(h.fset, filepath.Join(p[2], name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, f)
		}
		h.add(t, p[0], files, find)
	}
	return h
}

func (h *hunt) add(t *testing.T, path string, files []*ast.File, find types.Importer) {
	t.Helper()
	p := inPackage{files, &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}, Defs: map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{},
	}}
	if _, err := (&types.Config{Importer: find}).Check(path, h.fset, files, p.info); err != nil {
		t.Fatal(err)
	}
	h.packages = append(h.packages, p)
}

// run looks until no new way is found.
func (h *hunt) run() {
	for _, s := range sinks {
		h.sinks[s] = true
	}
	for h.grown = true; h.grown; {
		h.grown = false
		for _, p := range h.packages {
			for _, f := range p.files {
				h.file(p, f)
			}
		}
	}
	slices.Sort(h.lost)
	h.lost = slices.Compact(h.lost)
}

func (h *hunt) sink(key string) {
	if !h.sinks[key] {
		h.sinks[key], h.grown = true, true
	}
}

// scope is what is around an expression: the function, and its parameters by their keys.
type scope struct {
	inPackage
	file   *ast.File
	params map[types.Object]string
}

// file looks at every place of a file where a code may go into a sink.
func (h *hunt) file(p inPackage, f *ast.File) {
	s := scope{p, f, map[types.Object]string{}}
	named, calls := literals(p, f), h.methods(p, f)
	var results []string // of the functions around, innermost last
	var stack []ast.Node
	ast.Inspect(f, func(n ast.Node) bool {
		if n == nil {
			switch stack[len(stack)-1].(type) {
			case *ast.FuncDecl, *ast.FuncLit:
				results = results[:len(results)-1]
			}
			stack = stack[:len(stack)-1]
			return true
		}
		stack = append(stack, n)
		switch x := n.(type) {
		case *ast.FuncDecl:
			key := p.info.Defs[x.Name].(*types.Func).FullName()
			results = append(results, key)
			s.enter(x.Type, key)
		case *ast.FuncLit:
			key := h.at(x)
			if o := named[x]; o != nil {
				key = h.of(o)
			}
			results = append(results, key)
			s.enter(x.Type, key)
		case *ast.ReturnStmt:
			for i, r := range x.Results {
				if h.sinks[fmt.Sprintf("%s=%d", results[len(results)-1], i)] {
					h.trace(s, r)
				}
			}
		case *ast.CallExpr:
			if id := nameOf(x.Fun); id != nil {
				calls[id] = true
			}
			for i, a := range x.Args {
				if h.sinks[fmt.Sprintf("%s#%d", h.called(s, x), i)] {
					h.trace(s, a)
				}
			}
		case *ast.Ident:
			if o, ok := p.info.Uses[x].(*types.Func); ok && !calls[x] && h.takes(o.Origin().FullName()) {
				h.lost = append(h.lost, h.at(x)+": a function that takes a code is handed on: call it, so that the code is seen")
			}
		case *ast.CompositeLit:
			h.literal(s, x)
		case *ast.AssignStmt:
			for i, l := range x.Lhs {
				if sel, ok := l.(*ast.SelectorExpr); ok && len(x.Lhs) == len(x.Rhs) && h.sinks[field(p, sel)] {
					h.trace(s, x.Rhs[i])
				}
			}
		}
		return true
	})
}

// literals are the function literals that a variable is set to.
func literals(p inPackage, f *ast.File) map[*ast.FuncLit]types.Object {
	out := map[*ast.FuncLit]types.Object{}
	each(f, func(l ast.Expr, r ast.Expr) {
		id, isName := l.(*ast.Ident)
		lit, isLit := r.(*ast.FuncLit)
		if isName && isLit {
			if out[lit] = p.info.Defs[id]; out[lit] == nil {
				out[lit] = p.info.Uses[id]
			}
		}
	})
	return out
}

// each calls do with every pair of a name or place and what it is set to.
func each(f *ast.File, do func(l, r ast.Expr)) {
	ast.Inspect(f, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.AssignStmt:
			for i, l := range x.Lhs {
				do(l, x.Rhs[min(i, len(x.Rhs)-1)])
			}
		case *ast.ValueSpec:
			for i, l := range x.Names {
				if len(x.Values) > 0 {
					do(l, x.Values[min(i, len(x.Values)-1)])
				}
			}
		case *ast.RangeStmt:
			if x.Value != nil {
				do(x.Value, x.X)
			}
		}
		return true
	})
}

// enter notes the parameters of a function.
func (s *scope) enter(t *ast.FuncType, key string) {
	i := 0
	for _, f := range t.Params.List {
		for _, name := range f.Names {
			s.params[s.info.Defs[name]] = fmt.Sprintf("%s#%d", key, i)
			i++
		}
		if len(f.Names) == 0 {
			i++
		}
	}
}

func (h *hunt) at(n ast.Node) string         { return h.fset.Position(n.Pos()).String() }
func (h *hunt) of(o types.Object) string     { return h.fset.Position(o.Pos()).String() }
func (h *hunt) code(text string, n ast.Node) { h.codes[text] = h.at(n) }

// methods follows variables that are set to a function that takes a code, and returns where that is.
func (h *hunt) methods(p inPackage, f *ast.File) map[*ast.Ident]bool {
	seen := map[*ast.Ident]bool{}
	each(f, func(l, r ast.Expr) {
		to, isName := l.(*ast.Ident)
		id := nameOf(r)
		if !isName || id == nil {
			return
		}
		o, _ := p.info.Uses[id].(*types.Func)
		v := p.info.Defs[to]
		if v == nil {
			v = p.info.Uses[to]
		}
		if o == nil || v == nil {
			return
		}
		for i := range mostParams {
			if h.sinks[fmt.Sprintf("%s#%d", o.Origin().FullName(), i)] {
				h.sink(fmt.Sprintf("%s#%d", h.of(v), i))
				seen[id] = true
			}
		}
	})
	return seen
}

// mostParams is more parameters than any function has.
const mostParams = 12

// takes reports whether a code goes into a function.
func (h *hunt) takes(key string) bool {
	for i := range mostParams {
		if h.sinks[fmt.Sprintf("%s#%d", key, i)] {
			return true
		}
	}
	return false
}

// nameOf is the last name of what is called; nil for a literal.
func nameOf(fun ast.Expr) *ast.Ident {
	fun = ast.Unparen(fun)
	if x, ok := fun.(*ast.SelectorExpr); ok {
		return x.Sel
	}
	id, _ := fun.(*ast.Ident)
	return id
}

// called is the key of the function that is called, "" if that is not known.
func (h *hunt) called(s scope, c *ast.CallExpr) string {
	id := nameOf(c.Fun)
	if id == nil {
		return ""
	}
	switch o := s.info.Uses[id].(type) {
	case *types.Func:
		return o.Origin().FullName()
	case *types.Var:
		return h.of(o)
	}
	return ""
}

// field is the key of a field: package and name.
func field(p inPackage, sel *ast.SelectorExpr) string {
	if o, ok := p.info.Uses[sel.Sel].(*types.Var); ok && o.IsField() && o.Pkg() != nil {
		return o.Pkg().Path() + "." + o.Name()
	}
	return ""
}

// literal follows the fields of a struct that is written out.
func (h *hunt) literal(s scope, x *ast.CompositeLit) {
	tv, ok := s.info.Types[x]
	if !ok {
		return
	}
	t := tv.Type
	if p, isPointer := t.Underlying().(*types.Pointer); isPointer {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		return
	}
	for i, e := range x.Elts {
		if i >= st.NumFields() {
			return
		}
		f := st.Field(i)
		if kv, named := e.(*ast.KeyValueExpr); named {
			f, _ = s.info.Uses[kv.Key.(*ast.Ident)].(*types.Var)
			e = kv.Value
		}
		if f != nil && f.Pkg() != nil && h.sinks[f.Pkg().Path()+"."+f.Name()] && isText(f.Type()) {
			h.trace(s, e)
		}
	}
}

func isText(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Kind() == types.String
}

// trace finds what an expression may be that ends as a code.
func (h *hunt) trace(s scope, e ast.Expr) {
	e = ast.Unparen(e)
	if v := s.info.Types[e].Value; v != nil && v.Kind() == constant.String {
		if text := constant.StringVal(v); text != "" {
			h.code(text, e)
		}
		return
	}
	switch x := e.(type) {
	case *ast.Ident:
		h.name(s, x)
		return
	case *ast.SelectorExpr:
		if key := field(s.inPackage, x); key != "" {
			h.sink(key)
			return
		}
	case *ast.CallExpr:
		if key := h.called(s, x); strings.Contains(key, "retake/") || strings.Contains(key, ".go:") {
			h.sink(key + "=0")
			return
		}
	case *ast.IndexExpr:
		h.trace(s, x.X)
		return
	case *ast.CompositeLit:
		for _, e := range x.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok {
				e = kv.Value
			}
			h.trace(s, e)
		}
		return
	}
	h.lost = append(h.lost, h.at(e)+": which code is this? write it as a constant, or hand it on as a parameter")
}

// name follows a variable: a parameter to its calls, any other to what it is set to in this file.
func (h *hunt) name(s scope, x *ast.Ident) {
	o := s.info.Uses[x]
	if key := s.params[o]; key != "" {
		h.sink(key)
		return
	}
	found := false
	for _, f := range s.files {
		each(f, func(l, r ast.Expr) {
			id, ok := l.(*ast.Ident)
			if !ok || s.info.Defs[id] != o && s.info.Uses[id] != o || o == nil {
				return
			}
			found = true
			if c, isCall := r.(*ast.CallExpr); isCall {
				h.result(s, c, f, o)
				return
			}
			h.trace(s, r)
		})
	}
	if !found {
		h.lost = append(h.lost, h.at(x)+": where does this code come from? write it as a constant, or hand it on as a parameter")
	}
}

// result follows a variable that is set to one of a call's results.
func (h *hunt) result(s scope, c *ast.CallExpr, f *ast.File, o types.Object) {
	at := 0
	ast.Inspect(f, func(n ast.Node) bool {
		if a, ok := n.(*ast.AssignStmt); ok && len(a.Rhs) == 1 && a.Rhs[0] == ast.Expr(c) {
			for i, l := range a.Lhs {
				if id, ok := l.(*ast.Ident); ok && (s.info.Defs[id] == o || s.info.Uses[id] == o) {
					at = i
				}
			}
		}
		return true
	})
	if key := h.called(s, c); key != "" {
		h.sink(fmt.Sprintf("%s=%d", key, at))
	}
}
