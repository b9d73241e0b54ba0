package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// A document shows commands in fenced blocks. In a block of the language console, a line that begins with "$ " is a
// command and the lines below it are what it prints, with … for what differs from run to run; a line that is … alone
// stands for any lines. In other blocks, and in lines that are set in, what begins with "retake " or with
// "go run ./cmd/retake" is a command, too, whose output is not shown.

// grounds are the documents whose commands are run here, one after the other, and the folder in which they are. docs/sharing.md has a test of its own (TestSharingCommands),
// docs/faults.md is made of what is printed, and docs/commands.md of what is read.
var grounds = map[string]func(t *testing.T) string{
	"README.md":        inSample,
	"docs/evenings.md": inEmpty,
	"docs/import.md":   inPlan,
	"docs/files.md":    inEmpty,
	"docs/check.md":    inPlan,
	"docs/preview.md":  inSample,
	"docs/themes.md":   inPlan,
	"docs/numbers.md":  inSample,
	"docs/calendar.md": inSample,
	"docs/sealed.md":   inPlan,
}

// elsewhere are documents whose commands are tried out by other tests.
var elsewhere = map[string]string{
	"docs/sharing.md":     "TestSharingCommands",
	"docs/faults.md":      "TestFaultsOnExhibit and its like in every room",
	"docs/commands.md":    "TestManual, which writes it from the commands",
	"docs/calibration.md": "the tests of generator/calibration, which compare its tables",
}

// TestDocuments runs the commands of every document.
func TestDocuments(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the commands are written for a shell")
	}
	for _, name := range documents(t) {
		g, here := grounds[name]
		if !here {
			if elsewhere[name] == "" {
				t.Errorf("%s: nothing says how its commands are tried out", name)
			}
			continue
		}
		t.Run(name, func(t *testing.T) { tryOut(t, name, g) })
	}
}

// documents are the README and what is in docs/.
func documents(t *testing.T) []string {
	found, err := filepath.Glob("../../docs/*.md")
	if err != nil || len(found) == 0 {
		t.Fatal("no documents", err)
	}
	out := []string{"README.md"}
	for _, f := range found {
		out = append(out, "docs/"+filepath.Base(f))
	}
	return out
}

// shown is one command of a document, and what it prints; want is nil where the document does not say.
type shown struct {
	line     int // of the command, from 1
	command  string
	want     []string
	from, to int // the lines of want in the document, from 0
}

// commands finds the commands in a document.
func commands(lines []string) (out []shown) {
	block, open := "", false
	for i, line := range lines {
		if fence, ok := strings.CutPrefix(line, "```"); ok {
			block, open = fence, !open
			continue
		}
		text, indented := strings.CutPrefix(line, "    ")
		switch command, ok := strings.CutPrefix(line, "$ "); {
		case open && block == "console" && ok:
			out = append(out, shown{line: i + 1, command: command, want: []string{}, from: i + 1, to: i + 1})
		case open && block == "console" && len(out) > 0:
			last := &out[len(out)-1]
			last.want, last.to = append(last.want, line), i+1
		case open && isCommand(line), !open && indented && isCommand(text):
			out = append(out, shown{line: i + 1, command: strings.TrimSpace(line)})
		}
	}
	return out
}

func isCommand(line string) bool {
	return line == "retake" || strings.HasPrefix(line, "retake ") || strings.HasPrefix(line, "go run ./cmd/retake") || strings.HasPrefix(line, "cd ")
}

// tryOut runs the commands of one document. Each must end well and print what is shown.
func tryOut(t *testing.T, name string, ground func(*testing.T) string) {
	file := filepath.Join("..", "..", name)
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(text), "\n")
	list := commands(lines)
	if len(list) == 0 {
		t.Fatalf("%s shows no command", name)
	}
	shell := newShell(t, ground(t))
	for _, c := range list {
		got, err := shell.run(c.command)
		if err != nil && !(c.want != nil && strings.Contains(strings.Join(c.want, "\n"), "exit code")) {
			t.Errorf("%s:%d: %s: %v\n%s", name, c.line, c.command, err, got)
		}
		if c.want == nil || same(c.want, got) {
			continue
		}
		if !*update {
			t.Errorf("%s:%d: %s\nprints\n%s\nand not\n%s", name, c.line, c.command, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
	if *update {
		rewrite(t, file, name, ground, lines, list)
	}
}

// took is what differs from run to run.
var took = regexp.MustCompile(`\d+ ms`)

// rewrite puts into a document what its commands print, where it shows something else, or … alone.
func rewrite(t *testing.T, file, name string, ground func(*testing.T) string, lines []string, list []shown) {
	shell := newShell(t, ground(t))
	var out []string
	at := 0
	for _, c := range list {
		got, _ := shell.run(c.command)
		if c.want == nil || same(c.want, got) && !slices.Equal(c.want, []string{"…"}) {
			continue
		}
		out = append(out, lines[at:c.from]...)
		for _, line := range got {
			out = append(out, took.ReplaceAllString(line, "… ms"))
		}
		at = c.to
	}
	if at == 0 {
		return
	}
	out = append(out, lines[at:]...)
	if err := os.WriteFile(file, []byte(strings.Join(out, "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("%s was written anew: read it", name)
}

// same compares what a document shows with what was printed.
func same(want, got []string) bool {
	pattern := "^"
	for _, line := range want {
		switch line {
		case "…":
			pattern += "(?:.*\n)*?"
		default:
			pattern += strings.ReplaceAll(regexp.QuoteMeta(line), "…", ".*?") + "\n"
		}
	}
	text := ""
	for _, line := range got {
		text += line + "\n"
	}
	return regexp.MustCompile(pattern + "$").MatchString(text)
}

// shell runs commands in one folder.
type shell struct {
	t   *testing.T
	dir string
	env []string
}

// newShell is one that has the program and nothing of the user's. No browser opens.
func newShell(t *testing.T, dir string) *shell {
	home := t.TempDir()
	bin := filepath.Join(home, "bin")
	put(t, filepath.Join(bin, "xdg-open"), "#!/bin/sh\nexit 0\n")
	put(t, filepath.Join(bin, "open"), "#!/bin/sh\nexit 0\n")
	for _, name := range []string{"xdg-open", "open"} {
		if err := os.Chmod(filepath.Join(bin, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	env := slices.DeleteFunc(os.Environ(), func(e string) bool {
		name, _, _ := strings.Cut(e, "=")
		return slices.Contains([]string{"HOME", "PATH", "CI", "GITHUB_ACTIONS", "RETAKE_KEY", "RETAKE_PASSPHRASE", "TZ"}, name)
	})
	return &shell{t, dir, append(env, "HOME="+home, "XDG_CONFIG_HOME="+filepath.Join(home, "settings"), "TZ=UTC",
		"SOURCE_DATE_EPOCH=1795780800", // 27 November 2026
		"PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"))}
}

// run runs one command and gives what it printed, both streams as they came.
func (s *shell) run(command string) ([]string, error) {
	command = strings.ReplaceAll(command, "go run ./cmd/retake", "retake")
	if i := strings.Index(command, "   #"); i > 0 {
		command = command[:i]
	}
	if dir, ok := strings.CutPrefix(command, "cd "); ok {
		s.dir = filepath.Join(s.dir, dir)
		_, err := os.Stat(s.dir)
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "sh", "-c", "exec "+command)
	if strings.ContainsAny(command, "|;&<>") {
		cmd.Args[2] = command
	}
	cmd.Dir, cmd.Env = s.dir, s.env
	var out log
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	if strings.HasPrefix(command, "retake serve") || strings.Contains(command, "--watch") {
		s.interrupt(cmd, &out)
	}
	err := cmd.Wait()
	var exit *exec.ExitError
	text := strings.TrimRight(out.String(), "\n")
	if errors.As(err, &exit) && exit.ExitCode() > 0 {
		text += fmt.Sprintf("\n(exit code %d)", exit.ExitCode())
	}
	if text == "" {
		return nil, err
	}
	return strings.Split(text, "\n"), err
}

// interrupt ends a command that goes on, once it has built the site.
func (s *shell) interrupt(cmd *exec.Cmd, out *log) {
	for end := time.Now().Add(patience); !bytes.Contains([]byte(out.String()), []byte(" drawn in ")) && !strings.Contains(out.String(), " written"); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			s.t.Errorf("nothing was built:\n%s", out.String())
			break
		}
	}
	_ = cmd.Process.Signal(os.Interrupt)
}

// inEmpty is an empty folder.
func inEmpty(t *testing.T) string { return t.TempDir() }

// inSample is a folder with this repository's plan in it.
func inSample(t *testing.T) string {
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "retake", "content"), os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	site, err := os.ReadFile("../../site.toml")
	if err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "retake", "site.toml"), string(site))
	return filepath.Join(dir, "retake")
}

// inPlan is a folder with a plan that somebody began last week. Beside it are what docs/import.md takes in, and this
// repository's themes.
func inPlan(t *testing.T) string {
	dir := t.TempDir()
	s := newShell(t, dir)
	if out, err := s.run(`retake init mine --exam SY0-701 --failed 2026-11-20 --score 721 --missed "1.2 2.4 4.1" --hours "tue thu 19:00-20:30, sat 9:00-12:00" --today 2026-11-21`); err != nil {
		t.Fatalf("%v\n%s", err, strings.Join(out, "\n"))
	}
	if err := os.CopyFS(filepath.Join(dir, "retake", "themes"), os.DirFS("../../themes")); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, os.DirFS("testdata/elsewhere")); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "mine")
}
