package generator

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// soundHouse is a house in which nothing is wrong: every rule is shown to fail on one change to it.
func soundHouse() (map[string]room, map[string]string) {
	rooms := map[string]room{
		"civil": {pure: true}, "policy": {pure: true, may: map[string]string{"civil": "dates"}}, "themes": {pure: true},
		"study": {pure: true, may: map[string]string{"civil": "dates"}}, "source": {may: map[string]string{"study": "records", "source/keyed": "TOML"}}, "source/keyed": {},
		"site": {may: map[string]string{"study": "plans"}}, "disk": {}, "chart": {pure: true, planned: true},
		"generator":  {may: map[string]string{"source": "read", "site": "draw"}},
		"cmd/retake": {may: map[string]string{"generator": "the pipeline", "disk": "files"}},
	}
	files := map[string]string{}
	for dir, imports := range map[string]string{
		"generator/civil":        `import "time"` + "\nvar monday = time.Monday\n",
		"generator/policy":       `import "retake/generator/civil"`,
		"generator/study":        `import ("retake/generator/civil"; "math")`,
		"generator/source":       `import ("retake/generator/study"; "retake/generator/source/keyed"; "io/fs"; "net/url")`,
		"generator/source/keyed": `import "github.com/BurntSushi/toml"`,
		"generator/site":         `import ("retake/generator/study"; "html/template")`,
		"generator/disk":         `import ("os"; "time"; "github.com/fsnotify/fsnotify")` + "\nvar t = time.NewTimer\n",
		"generator":              `import ("retake/generator/source"; "retake/generator/site"; "time")` + "\nvar l = time.LoadLocation\n",
		"themes":                 `import ("embed"; "io/fs")`,
		"cmd/retake":             `import ("retake/generator"; "retake/generator/disk"; "time"; "os")` + "\nvar now = time.Now\n",
	} {
		files[dir+"/a.go"] = "// Package x is one.\n//\n// Deliberately absent: all else.\npackage x\n" + imports + "\n"
	}
	return rooms, files
}

func TestSoundHouse(t *testing.T) {
	if wrong := inspect(soundHouse()); len(wrong) > 0 {
		t.Errorf("nothing is wrong, but: %q", wrong)
	}
}

func TestEveryRuleCanFail(t *testing.T) {
	long := "package x\n" + strings.Repeat("//\n", maxFile)
	for _, c := range []struct{ file, src, want string }{
		{"generator/extra/a.go", "package extra\n", `"extra" is not a room`},
		{"generator/site/pages/a.go", "package pages\n", `"site/pages" is not a room`},
		{"main.go", "package main\n", `"." is not a room`},
		{"content/a.go", "package x\n", `"content" is not a room`},
		{"generator/chart/a.go", "package chart\n", "strike out planned"},
		{"generator/study/b.go", "packet x\n", "expected 'package'"},
		{"generator/study/b.go", imports("retake/generator/source"), "study must not know source"},
		{"generator/study/b.go", imports("retake/generator/site"), "study must not know site"},
		{"generator/source/b.go", imports("retake/generator/site"), "source must not know site"},
		{"generator/site/b.go", imports("retake/generator/source"), "site must not know source"},
		{"generator/disk/b.go", imports("retake/generator/study"), "disk must not know study"},
		{"generator/disk/b.go", imports("retake/generator"), "nothing imports generator"},
		{"generator/source/b.go", imports("retake/cmd/retake"), "nothing imports cmd/retake"},
		{"generator/policy/b.go", imports("retake/generator/study"), "policy must not know study"},
		{"generator/source/b.go", imports("retake/generator/nowhere"), "which is not a room"},
		{"generator/site/b.go", imports("github.com/BurntSushi/toml"), "is for source/keyed only"},
		{"cmd/retake/b.go", imports("github.com/BurntSushi/toml"), "is for source/keyed only"},
		{"generator/site/b.go", imports("go.yaml.in/yaml/v3"), "is for source/front only"},
		{"generator/source/b.go", imports("github.com/yuin/goldmark/ast"), "is for markdown, markdown/syntax only"},
		{"generator/site/b.go", imports("github.com/alecthomas/chroma/v2"), "is for markdown/highlight only"},
		{"generator/source/b.go", imports("golang.org/x/net/html"), "is for markdown/clean only"},
		{"cmd/retake/b.go", imports("github.com/fsnotify/fsnotify"), "is for disk only"},
		{"generator/disk/b.go", imports("github.com/spf13/cobra"), "is for cmd/retake, cmd/retake/edge, cmd/retake/share, cmd/retake/evening only"},
		{"generator/site/b.go", imports("example.org/new"), "not a module that any room may use"},
		{"generator/site/b.go", imports("net/http"), "net/http is not for site"},
		{"generator/disk/b.go", imports("net"), "net is not for disk"},
		{"generator/source/b.go", imports("os"), "os is not for source"},
		{"generator/site/b.go", imports("os/exec"), "os/exec is not for site"},
		{"generator/site/b.go", imports("math/rand/v2"), "math/rand/v2 is not for site"},
		{"generator/study/b.go", imports("os"), "os is not for study"},
		{"generator/study/b.go", imports("log/slog"), "log/slog is not for study"},
		{"generator/study/b.go", imports("io/fs"), "io/fs is not for study"},
		{"generator/study/b.go", imports("html/template"), "html/template is not for study"},
		{"generator/policy/b.go", imports("embed"), "embed is not for policy"},
		{"generator/policy/b.go", imports("net/url"), "net/url is not for policy"},
		{"themes/b.go", imports("html"), "html is not for themes"},
		{"generator/site/b.go", "package x\nimport . \"strings\"\n", "dot import"},
		{"generator/study/b.go", "package x\nimport \"time\"\nvar t = time.Now()\n", "b.go:3:9: time.Now: today is an argument"},
		{"generator/site/b.go", "package x\nimport clock \"time\"\nvar t = clock.Since\n", "time.Since"},
		{"generator/source/b.go", "package x\nimport \"time\"\nvar t = time.Local\n", "time.Local"},
		{"generator/b.go", "package x\nimport \"time\"\nvar t = time.After\n", "time.After"},
		{"generator/policy/b.go", "package x\nimport \"time\"\nvar t = time.Tick\n", "time.Tick"},
		{"generator/policy/b.go", "package x\nimport \"time\"\nvar t = time.LoadLocation\n", "time.LoadLocation is not for policy"},
		{"generator/site/b.go", "package x\nimport \"time\"\nfunc f(t time.Time) time.Time { return t.Local() }\n", "the zone of the machine"},
		{"generator/site/util.go", "package x\n", `"util" says nothing`},
		{"generator/site/b.go", "package helpers\n", `"helpers" says nothing`},
		{"generator/site/b.go", long, "has 501 lines, more than 500"},
		{"generator/site/b.go", "package x\nfunc f() {" + strings.Repeat("\n", maxFunction) + "}\n", "f has 81 lines, more than 80"},
	} {
		rooms, files := soundHouse()
		files[c.file] = c.src
		expectWrong(t, c.file, inspect(rooms, files), c.want)
	}
}

func imports(pkg string) string { return "package x\nimport _ \"" + pkg + "\"\n" }

// expectWrong fails unless something is wrong and the wanted part is in it.
func expectWrong(t *testing.T, what string, wrong []string, want string) {
	t.Helper()
	if !strings.Contains(strings.Join(wrong, "\n"), want) {
		t.Errorf("%s: want %q, got %q", what, want, wrong)
	}
}

func TestRulesOfTheWholeCanFail(t *testing.T) {
	rooms, files := soundHouse()
	for _, name := range []string{"b.go", "c.go", "d.go", "e.go"} {
		files["generator/policy/"+name] = "package x\n" + strings.Repeat("//\n", maxFile-1)
	}
	expectWrong(t, "a room that is too large", inspect(rooms, files), `room "policy" has 2005 lines`)

	rooms, files = soundHouse()
	delete(files, "generator/policy/a.go")
	expectWrong(t, "a room without code", inspect(rooms, files), `room "policy" is in the table and has no code`)

	rooms, files = soundHouse()
	delete(rooms, "policy")
	expectWrong(t, "a room that is not in the table", inspect(rooms, files), `"policy" is not a room`)

	rooms, files = soundHouse()
	files["generator/policy/a.go"] = "// Package x is one.\npackage x\n"
	expectWrong(t, "a boundless package comment", inspect(rooms, files), "does not say what is deliberately absent")
}

// TestReasonsAreGiven keeps the tables honest: no import without a reason, no arrow up, none unknown.
func TestReasonsAreGiven(t *testing.T) {
	for name, r := range house {
		for to, why := range r.may {
			if _, known := house[to]; !known {
				t.Errorf("%s may import %q, which is no room", name, to)
			}
			if len(why) < 10 {
				t.Errorf("%s may import %s: why?", name, to)
			}
			if floor(to) > floor(name) || floor(to) == floor(name) && floor(to) > 0 && !neighbours[name+" "+to] {
				t.Errorf("%s (floor %d) may import %s (floor %d): arrows point down", name, floor(name), to, floor(to))
			}
		}
	}
	for what, why := range maps.All(large) {
		if len(why.why) < 10 {
			t.Errorf("%s may be large: why?", what)
		}
	}
}

// neighbours are the arrows within one floor.
var neighbours = map[string]bool{
	"cmd/retake cmd/retake/edge": true, "cmd/retake cmd/retake/share": true, "cmd/retake cmd/retake/evening": true, "cmd/retake/share cmd/retake/edge": true, "cmd/retake/evening cmd/retake/edge": true,
	"serve disk": true, "source/schema source/keyed": true, "source/schema source": true, "begin source": true, "begin begin/spoken": true, "begin source/catalogue": true, "begin source/keyed": true, "adopt source/front": true, "adopt source/catalogue": true, "disk disk/place": true, "disk/mount disk": true, "disk/mount disk/place": true, "disk disk/memory": true, "disk disk/system": true, "keyring disk/place": true,
	"site site/attachment": true, "site site/theme": true, "site site/planjson": true, "site site/view": true, "site site/words": true,
	"site site/board": true, "site site/agenda": true, "site site/proof": true, "site site/support": true,
	"site/board site/view": true, "site/board site/words": true, "site/agenda site/board": true, "site/agenda site/view": true, "site/agenda site/words": true,
	"site/proof site/board": true, "site/proof site/view": true, "site/proof site/words": true,
	"site/support site/board": true, "site/support site/view": true, "site/support site/words": true, "site/specimen site/board": true, "site/specimen site/words": true,
	"site site/figure": true, "site site/almanac": true, "site/figure site/board": true, "site/figure site/view": true, "site/figure site/words": true,
	"site/almanac site/board": true, "site/almanac site/view": true, "site/almanac site/words": true,
	"site/agenda site/figure": true, "site/proof site/figure": true, "site/support site/figure": true,
	"source source/keyed": true, "source source/front": true, "source source/audience": true, "source source/elsewhere": true, "source/audience source/keyed": true, "source/elsewhere source/keyed": true, "source/elsewhere source/catalogue": true, "source/front source/keyed": true, "site/planjson site/view": true, "source source/catalogue": true, "source/catalogue source/keyed": true,
	"markdown markdown/plain": true, "markdown markdown/syntax": true, "markdown markdown/clean": true, "markdown markdown/highlight": true,
	"markdown markdown/shelf": true, "markdown markdown/pack": true, "markdown/highlight markdown/plain": true, "markdown/syntax markdown/plain": true,
	"markdown/syntax markdown/clean": true, "markdown/clean markdown/plain": true,
}

// floor is where a room is; see the map in doc.go. A room within a room is on its floor.
func floor(name string) int {
	outer, _, _ := strings.Cut(name, "/")
	for n, rooms := range [][]string{1: {"study", "markdown"}, 2: {"source", "site", "lint", "private", "scoresheet", "adopt", "begin"}, 3: {"generator", "disk", "serve", "screen", "console", "git", "keyring"}, 4: {"cmd"}} {
		if slices.Contains(rooms, outer) {
			return n
		}
	}
	return 0
}
