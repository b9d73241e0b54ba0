package generator

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/markdown"
	"retake/generator/source"
	"retake/generator/study"
)

// Starter is a plan that somebody else can begin with.
type Starter struct {
	Files  map[string][]byte // by path below the new folder; nil if there are errors
	Exam   string            // its code
	Left   []fault.Pos       // passages and files left out because they name a score, a date or a person
	Faults fault.List        // of the plan it was made from
}

// Template makes a starter of a plan: the exam, free hours, booking rule, resources, checklists and guides,
// and with notes also what is in content/domains and content/notes. It never has scores, the log, dates of
// attempts, people, journal, reasons, drafts, or notes that are not for the public.
//
// TOML is written anew from what was understood, so that nothing comes along unseen in a comment; notes are
// copied with their boxes empty, without the passages that name what is private (see private).
func Template(in Input, notes bool) Starter {
	r := Plan(in)
	s := Starter{Faults: r.Faults}
	if r.Faults.Errors() > 0 {
		return s
	}
	rec := r.tree.Record
	x := exporter{tree: r.tree, vault: r.vault, private: privateOf(rec, r.tree.Site.Author), out: &s}
	s.Exam = rec.Exam.Code
	s.Files = map[string][]byte{
		"site.toml":             []byte(x.site()),
		"content/exam.toml":     []byte(x.exam()),
		"content/plan.toml":     []byte(x.plan()),
		"content/attempts.toml": []byte(firstAttempt),
		"content/log.toml":      []byte(firstEntries),
	}
	for _, name := range []string{"content/exams.toml", "content/policies.toml"} {
		if text, there := r.tree.Text(name); there {
			s.Files[name] = []byte(x.asWritten(name, text))
		}
	}
	x.notes(in.Source, notes)
	return s
}

// exporter is one Template under way.
type exporter struct {
	tree    *source.Tree
	vault   *markdown.Vault
	private private
	out     *Starter
}

// ---- TOML

var setting = regexp.MustCompile(`^\s*([a-z_]+)\s*=\s*([-+]?[0-9][0-9_.eE+-]*)`)

// site is site.toml with the settings of [study], but for those that are the learner's own results or
// stand in content/plan.toml.
func (x *exporter) site() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# How the site is shown. What you study is in content/; everything in this file is optional.\n\n")
	fmt.Fprintf(&b, "title = %s\n# author = \"your name\"\n", quoted(x.tree.Record.Exam.Code+", next attempt"))
	fmt.Fprintf(&b, "language = %s\n# timezone = \"Continent/City\"       # your own: it decides when \"today\" begins; else UTC\n", quoted(x.tree.Site.Language))
	text, _ := x.tree.Text("site.toml")
	inside, header := false, "\n[study]                           # the assumptions behind the numbers\n"
	for line := range strings.Lines(text) {
		if word := strings.TrimSpace(line); strings.HasPrefix(word, "[") {
			inside = strings.HasPrefix(strings.ReplaceAll(word, " ", ""), "[study]")
		}
		m := setting.FindStringSubmatch(line)
		if !inside || m == nil || slices.Contains([]string{"practice_bias", "buffer", "streak"}, m[1]) {
			continue
		}
		fmt.Fprintf(&b, "%s%s = %s\n", header, m[1], m[2])
		header = ""
	}
	return b.String()
}

// named are keys that exam.toml may have without saying more than which exam it is; a line of any other
// kind makes it a file of the learner's own.
var (
	named  = regexp.MustCompile(`^\s*(#.*|(exam|version|schema)\s*=.*)?$`)
	codeIn = regexp.MustCompile(`(?m)^\s*"?exam"?\s*=`)
	ruleIn = regexp.MustCompile(`(?m)^\s*(\[\s*)?"?policy"?\s*[]=.]`)
)

// exam is exam.toml: as it is if it describes an exam of its own, else the code and version. What was
// taken from attempts.toml, which is not exported, is written down: code, rule, and the domains of an exam
// without an outline.
func (x *exporter) exam() string {
	const file = "content/exam.toml"
	e := x.tree.Record.Exam
	text, _ := x.tree.Text(file)
	own := false
	for line := range strings.Lines(text) {
		own = own || !named.MatchString(strings.TrimRight(line, "\n"))
	}
	var b strings.Builder
	if !own || !codeIn.MatchString(text) {
		fmt.Fprintf(&b, "# Which exam this plan is for: a code from the built-in catalogue, or an exam written in full.\nexam = %s\n", quoted(e.Code))
	}
	if !own && e.Version != "" {
		fmt.Fprintf(&b, "version = %s\n", quoted(e.Version))
	}
	if attempts, _ := x.tree.Text("content/attempts.toml"); ruleIn.MatchString(attempts) && !ruleIn.MatchString(text) {
		fmt.Fprintf(&b, "policy = %s\n", quoted(e.Policy.ID))
	}
	if e.DomainsFrom == "report" {
		b.WriteString(domainList(e, strings.Contains(text, "weights")))
	}
	if own {
		b.WriteString(x.asWritten(file, text))
	}
	return b.String()
}

// domainList writes the domains of an exam whose outline is known from a report alone.
func domainList(e study.Exam, weights bool) string {
	var b strings.Builder
	if !weights {
		b.WriteString("weights = \"none\"\n")
	}
	b.WriteString("domains = [\n")
	for _, d := range e.Domains {
		fmt.Fprintf(&b, "  { n = %d, name = %s, slug = %s },\n", d.N, quoted(d.Name), quoted(d.Slug))
	}
	b.WriteString("]\n")
	return b.String()
}

// asWritten is a TOML file of the learner's own without comments that name what is private.
func (x *exporter) asWritten(file, text string) string {
	var b strings.Builder
	n := 0
	for line := range strings.Lines(text) {
		n++
		if strings.HasPrefix(strings.TrimSpace(line), "#") && x.private.in(line) {
			x.left(file, n)
			continue
		}
		b.WriteString(line)
	}
	return b.String()
}

func (x *exporter) left(file string, line int) {
	x.out.Left = append(x.out.Left, fault.Pos{File: file, Line: line})
}

// plan is plan.toml with the free hours, the booking rule and the resources.
func (x *exporter) plan() string {
	rec, set := x.tree.Record, x.tree.Settings
	var b strings.Builder
	b.WriteString(planHead)
	b.WriteString(freeHours(rec.Availability))
	fmt.Fprintf(&b, "\n# When you count as ready.\n[readiness]\nbuffer = %g                       # points above the pass mark, 10 to 15\nstreak = %d                        # full simulations in a row that must reach it, 2 or 3\n", set.Buffer, set.Streak)
	b.WriteString("\n# What you learn from. kind: book, video, course, lab, questions, community or person.\n")
	for _, r := range rec.Resources {
		if r.Kind == "person" || x.private.in(r.Name+"\n"+r.URL+"\n"+r.Cost) {
			x.left(r.Pos.File, r.Pos.Line)
			continue
		}
		b.WriteString("\n" + resource(r))
	}
	b.WriteString(planTail)
	return b.String()
}

// freeHours is [availability]. A week without any free time is left out: the plan assumes a modest one then.
func freeHours(a study.Availability) string {
	days := ""
	for i, day := range []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"} {
		var windows []string
		for _, w := range a.Days[(i+1)%7] {
			if w.Length > 0 {
				windows = append(windows, quoted(windowText(w)))
			}
		}
		switch len(windows) {
		case 0:
		case 1:
			days += day + " = " + windows[0] + "\n"
		default:
			days += day + " = [" + strings.Join(windows, ", ") + "]\n"
		}
	}
	if days == "" {
		return "\n# [availability]\n# tue = \"19:00-20:30\"\n"
	}
	head := "\n[availability]\n"
	if a.FreeDays >= 0 {
		head += fmt.Sprintf("free_days = %d                     # days a week that stay free\n", a.FreeDays)
	}
	return head + days
}

func windowText(w civil.Window) string {
	if w.Start == civil.NoClock {
		return fmt.Sprintf("%dm", int(w.Length))
	}
	return w.String()
}

// resource is one [[resource]] without what is the learner's own of it: notes, and whether it was used.
func resource(r study.Resource) string {
	var b strings.Builder
	fmt.Fprintf(&b, "[[resource]]\nname = %s\n", quoted(r.Name))
	if r.Kind != "" {
		fmt.Fprintf(&b, "kind = %s\n", quoted(r.Kind))
	}
	if len(r.Domains) > 0 {
		fmt.Fprintf(&b, "domains = %s\n", strings.ReplaceAll(fmt.Sprint(r.Domains), " ", ", "))
	}
	if r.URL != "" {
		fmt.Fprintf(&b, "url = %s\n", quoted(r.URL))
	}
	if r.Cost != "" {
		fmt.Fprintf(&b, "cost = %s\n", quoted(r.Cost))
	}
	switch h, m := r.Hours/60, r.Hours%60; {
	case m > 0:
		fmt.Fprintf(&b, "hours = \"%dh%02dm\"\n", h, m)
	case h > 0:
		fmt.Fprintf(&b, "hours = \"%dh\"\n", h)
	}
	return b.String()
}

// quoted is a TOML string on one line.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// ---- notes

// notes copies the checklists and guides; with all, also the domain notes and other notes and the
// pictures that they show.
func (x *exporter) notes(assets fs.FS, all bool) {
	folders := []string{"content/checklists/", "content/guides/"}
	if all {
		folders = append(folders, "content/domains/", "content/notes/")
	}
	in := func(file string) bool {
		return slices.ContainsFunc(folders, func(f string) bool { return strings.HasPrefix(file, f) })
	}
	for _, n := range x.tree.Notes {
		if !in(n.File) || n.Meta.Audience == "me" || n.Meta.Audience == "mentor" {
			continue
		}
		text, _ := x.tree.Text(n.File)
		kept, dropped := x.private.without(emptied(text, n.Doc.Tasks))
		for _, line := range dropped {
			x.left(n.File, line)
		}
		x.out.Files[n.File] = []byte(kept)
		for i, l := range n.Doc.Links {
			file := x.vault.Links(n.Doc)[i].File
			if all && in(file) && (l.Kind == markdown.Image || l.Kind == markdown.Embed) && slices.Contains(x.tree.Assets, file) {
				x.picture(assets, file)
			}
		}
	}
	slices.SortFunc(x.out.Left, func(a, b fault.Pos) int {
		if a.File != b.File {
			return strings.Compare(a.File, b.File)
		}
		return a.Line - b.Line
	})
	x.out.Left = slices.Compact(x.out.Left)
}

// picture copies a picture; one whose text names what is private stays behind.
func (x *exporter) picture(assets fs.FS, file string) {
	if x.out.Files[file] != nil {
		return
	}
	bytes, err := fs.ReadFile(assets, file)
	if err != nil || x.private.in(string(bytes)) {
		x.left(file, 0)
		return
	}
	x.out.Files[file] = bytes
}

// emptied is a note with its ticked boxes empty again.
func emptied(text string, tasks []markdown.Task) string {
	lines := strings.SplitAfter(text, "\n")
	for _, t := range tasks {
		if i := t.Pos.Line - 1; t.Done && i >= 0 && i < len(lines) {
			line := []rune(lines[i])
			if at := t.Pos.Col; at > 0 && at < len(line) && line[at-1] == '[' { // Col counts from 1: at is behind the bracket
				line[at] = ' '
				lines[i] = string(line)
			}
		}
	}
	return strings.Join(lines, "")
}

// plainNumber is a number as somebody writes it.
func plainNumber(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
