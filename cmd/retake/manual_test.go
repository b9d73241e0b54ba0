package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"

	"retake/cmd/retake/edge"
	"retake/generator/screen"
)

// tree is the program's commands.
func tree() *cobra.Command {
	root := rootCommand(&edge.World{Stdout: io.Discard, Stderr: io.Discard, Env: func(string) string { return "" }, Now: time.Now})
	root.InitDefaultHelpCmd()
	return root
}

// listed are the verbs in the order of help, each before those that follow it.
func listed(root *cobra.Command) (out []*cobra.Command) {
	for _, g := range groups {
		for _, name := range g.verbs {
			for _, cmd := range root.Commands() {
				if cmd.Name() == name {
					out = append(out, cmd)
					out = append(out, cmd.Commands()...)
				}
			}
		}
	}
	return out
}

// TestManual holds docs/retake.1 and docs/commands.md to the commands that there are; -update writes them.
func TestManual(t *testing.T) {
	root := tree()
	for name, text := range map[string]string{"../../docs/retake.1": roffPage(root), "../../docs/commands.md": markdownPage(root)} {
		if *update {
			if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		was, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(was), text); diff != "" {
			t.Errorf("%s is not as go test ./cmd/retake -run TestManual -update writes it (-there +new):\n%s", name, diff)
		}
	}
}

// TestHelpTeaches: every verb is in a group and begins with examples of itself, with two at least if it takes flags of its
// own; and no line is wider than the terminal.
func TestHelpTeaches(t *testing.T) {
	root := tree()
	all := listed(root)
	for _, cmd := range root.Commands() {
		if !slices.Contains(all, cmd) && !cmd.Hidden {
			t.Errorf("%s is in none of the groups of help", cmd.Name())
		}
	}
	for _, cmd := range append(all, root) {
		h, path := helpOn(cmd), cmd.CommandPath()
		own, _ := flagsOf(cmd)
		shown := pairs(cmd.Example)
		if n := len(shown); n < 1 || n > 8 || len(own) > 0 && n < 2 {
			t.Errorf("%s: %d examples", path, n)
		}
		if h.Sections[0].Title != "Examples" {
			t.Errorf("%s: the help begins with %q", path, h.Sections[0].Title)
		}
		names := []string{path}
		for _, alias := range cmd.Aliases {
			names = append(names, strings.TrimSuffix(path, cmd.Name())+alias)
		}
		for _, p := range shown {
			if !slices.ContainsFunc(names, func(name string) bool { return strings.Contains(p.Left, name) }) {
				t.Errorf("%s: the example %q is of something else", path, p.Left)
			}
		}
		for _, width := range []int{40, 80, 200} {
			for line := range strings.Lines(h.Text(width, false)) {
				if n := len([]rune(strings.TrimRight(line, "\n"))); n > min(width, 100) && len(strings.Fields(strings.TrimRight(line, "\\\n"))) > 1 {
					t.Errorf("%s: %d columns of %d: %q", path, n, width, line)
				}
			}
		}
	}
}

// TestManualReads: the readers of manual pages find nothing to complain of, and show every verb.
func TestManualReads(t *testing.T) {
	page := "../../docs/retake.1"
	if _, err := exec.LookPath("mandoc"); err == nil {
		if out, err := exec.Command("mandoc", "-T", "lint", "-W", "warning", page).CombinedOutput(); err != nil {
			t.Errorf("mandoc: %v\n%s", err, out)
		}
	}
	if _, err := exec.LookPath("groff"); err != nil {
		t.Skip("there is no groff")
	}
	out, err := exec.Command("groff", "-man", "-ww", "-Tascii", "-P-c", "-P-b", "-P-u", page).CombinedOutput()
	if err != nil || strings.Contains(string(out), "warning:") {
		t.Fatalf("groff: %v\n%s", err, out)
	}
	for _, cmd := range listed(tree()) {
		if !strings.Contains(string(out), cmd.CommandPath()) {
			t.Errorf("%s is not in the page", cmd.CommandPath())
		}
	}
}

// released is the day of the version, by hand like the version itself.
const released = "2026-11-26"

// roffPage is the manual page, of the macros man(7).
func roffPage(root *cobra.Command) string {
	var b strings.Builder
	section := func(title string) { fmt.Fprintf(&b, ".SH %s\n", strings.ToUpper(title)) }
	fmt.Fprintf(&b, ".\\\" Written by go test ./cmd/retake -run TestManual -update.\n.TH RETAKE 1 \"%s\" \"retake %s\" \"retake\"\n.nh\n.ad l\n", released, edge.Version)
	section("Name")
	fmt.Fprintf(&b, "retake \\- %s\n", roff(strings.ToLower(root.Short[:1])+root.Short[1:]))
	section("Synopsis")
	b.WriteString(".B retake\n.RI [ verb ]\n.RI [ flags ]\n")
	section("Examples")
	roffPairs(&b, pairs(root.Example))
	section("Description")
	roffText(&b, root.Long)
	section("Verbs")
	for _, cmd := range listed(root) {
		fmt.Fprintf(&b, ".SS %s\n", roff(cmd.UseLine()))
		roffText(&b, strings.TrimSuffix(cmd.Short, ".")+".")
		if cmd.Long != "" {
			b.WriteString(".PP\n")
			roffText(&b, cmd.Long)
		}
		if shown := pairs(cmd.Example); len(shown) > 0 {
			b.WriteString(".PP\nExamples:\n")
			roffPairs(&b, shown)
		}
		if own, _ := flagsOf(cmd); len(own) > 0 {
			b.WriteString(".PP\nFlags:\n")
			roffPairs(&b, own)
		}
	}
	section("Options")
	b.WriteString("Every verb takes these:\n")
	_, common := flagsOf(root)
	roffPairs(&b, append(common, screen.Pair{Left: "--help", Right: "print help on the verb, examples first"}))
	for _, t := range []struct{ title, topic string }{{"Exit status", "exit-codes"}, {"Environment", "environment"}, {"Files", "files"}, {"Dates and lengths", "dates"}} {
		section(t.title)
		x := topics[slices.Index(topicNames(), t.topic)]
		roffPairs(&b, pairs(x.lines))
		if x.text != "" {
			b.WriteString(".PP\n")
			roffText(&b, x.text)
		}
	}
	return b.String()
}

// roff is text that the macros take as it is.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, "^", `\(ha`, "~", `\(ti`, "…", `\&...`).Replace(text)
	if strings.HasPrefix(text, ".") {
		text = `\&` + text
	}
	return text
}

// folded is text in lines of a source that is easily read, none of which is taken for a macro.
func folded(text string) string {
	var lines []string
	for _, word := range strings.Fields(roff(text)) {
		if n := len(lines); n > 0 && len(lines[n-1])+len(word) < 78 {
			lines[n-1] += " " + word
		} else if strings.HasPrefix(word, ".") {
			lines = append(lines, `\&`+word)
		} else {
			lines = append(lines, word)
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

// roffText is paragraphs; a line that is set in stands alone.
func roffText(b *strings.Builder, text string) {
	for i, p := range strings.Split(text, "\n\n") {
		if i > 0 {
			b.WriteString(".PP\n")
		}
		if !strings.HasPrefix(p, " ") {
			b.WriteString(folded(p))
			continue
		}
		for line := range strings.Lines(p) {
			b.WriteString(".br\n" + folded(line))
		}
	}
}

func roffPairs(b *strings.Builder, all []screen.Pair) {
	for _, p := range all {
		if p.Right == "" {
			fmt.Fprintf(b, ".HP 4\n\\fB%s\\fR\n", roff(p.Left))
			continue
		}
		fmt.Fprintf(b, ".TP 4\n\\fB%s\\fR\n%s", roff(p.Left), folded(p.Right))
	}
}

// markdownPage is the page of the docs.
func markdownPage(root *cobra.Command) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Commands\n\nThis page is written from the program itself (`go test ./cmd/retake -run TestManual -update`), and so is the manual page: `man ./docs/retake.1`. "+
		"In this repository, `go run ./cmd/retake` stands for `retake`.\n\n%s\n\n", plainParagraphs(root.Long))
	for _, g := range groups {
		fmt.Fprintf(&b, "**%s:** ", g.title)
		var links []string
		for _, p := range verbs(root, g.verbs) {
			links = append(links, fmt.Sprintf("[%s](#retake-%s)", p.Left, p.Left))
		}
		b.WriteString(strings.Join(links, ", ") + ".\n\n")
	}
	for _, cmd := range listed(root) {
		own, _ := flagsOf(cmd)
		fmt.Fprintf(&b, "## %s\n\n%s.\n\n", cmd.CommandPath(), strings.TrimSuffix(cmd.Short, "."))
		if cmd.Example != "" {
			b.WriteString("```sh\n")
			for _, p := range pairs(cmd.Example) {
				b.WriteString(strings.TrimSpace(p.Left+strings.Repeat(" ", max(1, 46-len(p.Left)))+map[bool]string{true: "# "}[p.Right != ""]+p.Right) + "\n")
			}
			b.WriteString("```\n\n")
		}
		if cmd.Long != "" {
			b.WriteString(plainParagraphs(cmd.Long) + "\n\n")
		}
		fmt.Fprintf(&b, "    %s\n\n", cmd.UseLine())
		markdownTable(&b, "flag", own)
	}
	_, common := flagsOf(root)
	b.WriteString("## Flags of every verb\n\n")
	markdownTable(&b, "flag", common)
	for _, t := range topics {
		fmt.Fprintf(&b, "## %s\n\n", t.short)
		markdownTable(&b, "", pairs(t.lines))
		if t.text != "" {
			b.WriteString(markup(t.text) + "\n\n")
		}
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

// markup keeps what is typed from being read as markup.
func markup(text string) string {
	return strings.NewReplacer("<", "&lt;", "*", `\*`, "|", `\|`, "[", `\[`).Replace(text)
}

// plainParagraphs are paragraphs on a line each; lines that are set in become code.
func plainParagraphs(text string) string {
	var out []string
	for _, p := range strings.Split(text, "\n\n") {
		if strings.HasPrefix(p, " ") {
			out = append(out, "```\n"+p+"\n```")
			continue
		}
		out = append(out, markup(strings.Join(strings.Fields(p), " ")))
	}
	return strings.Join(out, "\n\n")
}

func markdownTable(b *strings.Builder, head string, all []screen.Pair) {
	if len(all) == 0 {
		return
	}
	fmt.Fprintf(b, "| %s | |\n|---|---|\n", head)
	for _, p := range all {
		fmt.Fprintf(b, "| `%s` | %s |\n", strings.ReplaceAll(p.Left, "|", `\|`), markup(p.Right))
	}
	b.WriteString("\n")
}
