package generator

import (
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"retake/generator/begin"
	"retake/generator/fault"
	"retake/generator/markdown"
	"retake/generator/private"
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
// TOML and front matter are written anew from what was understood, key by key, so that nothing comes along
// in a comment or a remark. The text of notes is copied with its boxes empty, without comments and without
// the passages that may name what is private (see private); in doubt a passage is left out.
func Template(in Input, notes bool) Starter {
	r := Plan(in)
	s := Starter{Faults: r.Faults}
	if r.Faults.Errors() > 0 {
		return s
	}
	x := newExporter(r, &s)
	s.Exam = x.code
	s.Files = map[string][]byte{
		"site.toml":             []byte(x.site()),
		"content/exam.toml":     []byte(x.exam()),
		"content/plan.toml":     []byte(x.plan()),
		"content/attempts.toml": []byte(begin.FirstAttempt),
		"content/log.toml":      []byte(begin.FirstEntries),
	}
	x.notes(in.Source, notes)
	slices.SortFunc(s.Left, func(a, b fault.Pos) int {
		if a.File != b.File {
			return strings.Compare(a.File, b.File)
		}
		return a.Line - b.Line
	})
	s.Left = slices.CompactFunc(s.Left, func(a, b fault.Pos) bool { return a.File == b.File && a.Line == b.Line })
	return s
}

// exporter is one Template under way.
type exporter struct {
	tree    *source.Tree
	vault   *markdown.Vault
	private private.Facts
	listed  study.Exam // what the catalogue says of the exam
	code    string     // of the exam, unless that is private
	out     *Starter
}

func newExporter(r Result, out *Starter) *exporter {
	rec := r.tree.Record
	x := &exporter{tree: r.tree, vault: r.vault, private: private.Of(rec, r.tree.Site.Author), code: rec.Exam.Code, out: out}
	alone := "exam = " + quoted(x.code) + "\n"
	if rec.Exam.Version != "" {
		alone += "version = " + quoted(rec.Exam.Version) + "\n"
	}
	e, ok := source.ExamAlone(alone)
	switch {
	case ok && e.CatalogueAsOf != 0: // what the whole world knows of it betrays nobody
		x.private.Publish(e.Code, e.RetiresOn, e.AvailableFrom)
	case x.private.In(x.code):
		x.code = "custom"
		fallthrough
	default:
		e, _ = source.ExamAlone("exam = \"custom\"\n")
	}
	x.listed = e
	return x
}

func (x *exporter) left(file string, line int) {
	x.out.Left = append(x.out.Left, fault.Pos{File: file, Line: line})
}

// ---- TOML

// site is site.toml with the settings of [study], but for those that are the learner's own results or
// stand in content/plan.toml.
func (x *exporter) site() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# How the site is shown. What you study is in content/; everything in this file is optional.\n\n")
	fmt.Fprintf(&b, "title = %s\n# author = \"your name\"\n", quoted(x.code+", next attempt"))
	fmt.Fprintf(&b, "language = %s\n# timezone = \"Continent/City\"       # your own: it decides when \"today\" begins; else UTC\n", quoted(x.tree.Site.Language))
	header := "\n[study]                           # the assumptions behind the numbers\n"
	was := settings(study.Defaults())
	for i, s := range settings(x.tree.Settings) {
		if s.value != was[i].value {
			fmt.Fprintf(&b, "%s%s = %s\n", header, s.key, plainNumber(s.value))
			header = ""
		}
	}
	return b.String()
}

// setting is one key of [study].
type setting struct {
	key   string
	value float64
}

// settings are the keys of [study] that a starter may have.
func settings(s study.Settings) []setting {
	return []setting{
		{"prior_count", s.PriorCount}, {"default_pass", s.DefaultPass}, {"level_count", s.LevelCount}, {"bar_count", s.BarCount},
		{"rank_count", s.RankCount}, {"scaled_count", s.ScaledCount}, {"half_life", s.HalfLife}, {"timed_weight", s.TimedWeight},
		{"open_weight", s.OpenWeight}, {"recent", float64(s.Recent)}, {"learning_hours", s.LearningHours}, {"maintenance", s.Maintenance},
		{"block", float64(s.Block)}, {"break", float64(s.Break)}, {"soft_cap", float64(s.SoftCap)}, {"hard_cap", float64(s.HardCap)},
		{"free_days", float64(s.FreeDays)}, {"default_questions", float64(s.DefaultQs)}, {"default_minutes", float64(s.DefaultMinutes)},
		{"objectives_each", float64(s.ObjectivesEach)}, {"form_spread", s.FormSpread}, {"transfer_spread", s.TransferSpread},
		{"level_spread", s.LevelSpread}, {"enough_chance", s.EnoughChance}, {"next_questions", float64(s.NextQuestions)},
	}
}

// plan is plan.toml with the free hours, the booking rule and the resources.
func (x *exporter) plan() string {
	rec, set := x.tree.Record, x.tree.Settings
	var b strings.Builder
	b.WriteString(begin.PlanHead)
	b.WriteString(begin.FreeHours(rec.Availability))
	fmt.Fprintf(&b, "\n# When you count as ready.\n[readiness]\nbuffer = %g                       # points above the pass mark, 10 to 15\nstreak = %d                        # full simulations in a row that must reach it, 2 or 3\n", set.Buffer, set.Streak)
	b.WriteString("\n# What you learn from. kind: book, video, course, lab, questions, community or person.\n")
	for _, r := range rec.Resources {
		if r.Kind == "person" || x.private.In(r.Name) {
			x.left(r.Pos.File, r.Pos.Line)
			continue
		}
		b.WriteString("\n" + x.resource(r))
	}
	b.WriteString(begin.PlanTail)
	return b.String()
}

// price is what a resource may cost: a number, with a currency or without, or nothing.
var price = regexp.MustCompile(`(?i)^(free|\p{Sc}? ?[0-9]{1,5}([.,][0-9]{1,2})? ?(\p{Sc}|eur|euros?|usd|dollars?|gbp|pounds?|chf|francs?|inr|rupees?|jpy|yen|cad|aud)?( ?(a|per|/) ?(month|year))?)$`)

// address is an address that anybody may open: without user and query, "" if it names what is private.
// One that a user or a password belongs to is no address for others.
func (x *exporter) address(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil {
		return ""
	}
	s = (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}).String()
	if private.Key(u.Path) || x.private.In(s) {
		return ""
	}
	return s
}

// resource is one [[resource]] without what is the learner's own of it: notes, and whether it was used.
func (x *exporter) resource(r study.Resource) string {
	var b strings.Builder
	fmt.Fprintf(&b, "[[resource]]\nname = %s\n", quoted(r.Name))
	if r.Kind != "" {
		fmt.Fprintf(&b, "kind = %s\n", quoted(r.Kind))
	}
	if len(r.Domains) > 0 {
		fmt.Fprintf(&b, "domains = %s\n", strings.ReplaceAll(fmt.Sprint(r.Domains), " ", ", "))
	}
	if u := x.address(r.URL); u != "" {
		fmt.Fprintf(&b, "url = %s\n", quoted(u))
	} else if r.URL != "" {
		x.left(r.Pos.File, r.Pos.Line)
	}
	if price.MatchString(r.Cost) {
		fmt.Fprintf(&b, "cost = %s\n", quoted(r.Cost))
	} else if r.Cost != "" {
		x.left(r.Pos.File, r.Pos.Line)
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
		if x.private.In(n.File) {
			x.left(n.File, 0)
			continue
		}
		x.out.Files[n.File] = []byte(x.note(n))
		for i, l := range n.Doc.Links {
			file := x.vault.Links(n.Doc)[i].File
			if all && in(file) && (l.Kind == markdown.Image || l.Kind == markdown.Embed) && slices.Contains(x.tree.Assets, file) {
				x.picture(assets, file)
			}
		}
	}
}

// note is a note with empty boxes, without what is private.
func (x *exporter) note(n source.Note) string {
	text, _ := x.tree.Text(n.File)
	lines := strings.SplitAfter(emptied(text, n.Doc.Tasks), "\n")
	above := 0 // lines of front matter, with its fences
	if f := n.Doc.Front; f.Lang != "" {
		above = min(f.Line+strings.Count(f.Text, "\n"), len(lines))
	}
	kept, dropped := x.private.Without(strings.Join(lines[above:], ""))
	for _, line := range dropped {
		x.left(n.File, above+line)
	}
	front := x.front(n)
	if front == "" && (strings.HasPrefix(kept, "---") || strings.HasPrefix(kept, "+++")) { // a rule, and no fence
		front = "\n"
	}
	return front + kept
}

// front is a note's front matter with the keys that say where it belongs and what it is called.
func (x *exporter) front(n source.Note) string {
	open := func(all ...string) (out []string) {
		for _, s := range all {
			if x.private.In(s) {
				x.left(n.File, n.Doc.Front.Line)
			} else if s != "" {
				out = append(out, scalar(s))
			}
		}
		return out
	}
	var b strings.Builder
	for _, s := range open(n.Meta.Title) {
		fmt.Fprintf(&b, "title: %s\n", s)
	}
	for _, s := range open(n.Meta.Domain) {
		fmt.Fprintf(&b, "domain: %s\n", s)
	}
	for _, l := range []struct {
		key    string
		values []string
	}{{"objectives", open(n.Meta.Objectives...)}, {"tags", open(n.Meta.Tags...)}, {"aliases", open(n.Meta.Aliases...)}} {
		if len(l.values) > 0 {
			fmt.Fprintf(&b, "%s: %s\n", l.key, list(l.values...))
		}
	}
	if n.Meta.Order != 0 {
		fmt.Fprintf(&b, "order: %d\n", n.Meta.Order)
	}
	if b.Len() == 0 {
		return ""
	}
	return "---\n" + b.String() + "---\n"
}

// simple is a text that YAML takes for nothing else.
var simple = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9 -]*[A-Za-z0-9]$|^[0-9]{1,4}$`)

// scalar is a text as YAML.
func scalar(s string) string {
	if simple.MatchString(s) && !slices.Contains([]string{"true", "false", "yes", "no", "on", "off", "null"}, strings.ToLower(s)) {
		return s
	}
	return quoted(s)
}

// hidden is what a picture may hold beside what it shows.
var hidden = regexp.MustCompile(`(?is)<!--.*?-->|<metadata.*?</metadata>`)

// picture copies a picture; one that names what is private, or that may say where it was taken, stays
// behind.
func (x *exporter) picture(assets fs.FS, file string) {
	if x.out.Files[file] != nil {
		return
	}
	data, err := fs.ReadFile(assets, file)
	if strings.EqualFold(path.Ext(file), ".svg") {
		data = hidden.ReplaceAll(data, nil)
	}
	if err != nil || x.private.In(file) || x.private.InPicture(data) {
		x.left(file, 0)
		return
	}
	x.out.Files[file] = data
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
