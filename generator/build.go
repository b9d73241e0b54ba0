package generator

import (
	"io/fs"
	"net/url"
	"path"
	"strings"
	"time"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/lint"
	"retake/generator/markdown"
	"retake/generator/site"
	"retake/generator/source"
	"retake/generator/source/audience"
	"retake/generator/study"
)

// Input is all that a site depends on. The same input gives the same bytes on any machine.
type Input struct {
	Source  fs.FS  // holds site.toml, content/ and perhaps themes/
	Clock   Clock  // which day it is
	As      string // the audience: "" or "me", "mentor", "public"
	Theme   string // instead of the theme in site.toml, if not ""
	Version string // of the program, for the pages' footer
}

// Clock is what is known of the day. It is read once, at the edge.
type Clock struct {
	Today civil.Date // given by the user for this run; 0 = not given
	Epoch time.Time  // given by the surroundings (SOURCE_DATE_EPOCH); zero = not given
	Now   time.Time
}

// Result is a finished site, or what is wrong.
type Result struct {
	site.Site // Files is nil if there are errors
	Plan      study.Plan
	Faults    fault.List // sorted, with excerpts
	Notes     int
	Share     audience.Share
	Fixed     fault.Pos // where site.toml fixes the day that was used; zero if it does not
	Edited    []Edit    // notes that have changed since the last build with the same memory

	as    string
	tree  *source.Tree
	vault *markdown.Vault
	today civil.Date
	zone  *time.Location
	moves bool // the day is the real one, and will be over
}

// Memory is what is remembered from one build to the next, each thing by the law of the room that
// remembers it: Build with a memory gives the same bytes as Build without. The zero value remembers
// nothing yet. It serves one build at a time.
type Memory struct {
	read  source.Memo
	drawn site.Memory
	last  Result // what was read, and nothing of what was made of it
	told  unnamed
	mind  thought
}

// thought is what thinking made of what the TOML files say on a day. Its law: a plan depends on record,
// settings and day alone, so it holds until one of them is another; whoever gets it does not change it.
type thought struct {
	said   any // of the tree that was read; nil at first
	today  civil.Date
	plan   study.Plan
	faults fault.List
}

// think makes the plan of what was read, unless it is the last one again.
func (m *Memory) think(tree *source.Tree, today civil.Date) thought {
	if t := m.mind; today == t.today && tree.Said() == t.said {
		return t
	}
	t, rec := thought{said: tree.Said(), today: today}, dated(tree.Record)
	t.faults = tooFar(rec, today)
	if len(rec.Exam.Domains) > 0 && t.faults.Errors() == 0 { // without an outline, reading has said why
		t.plan, t.faults = study.Make(rec, tree.Settings, today)
		t.faults = append(t.faults, lint.Plan(t.plan, rec)...)
	}
	m.mind = t
	return t
}

// Build makes the site: read, think, look at the links, draw. With errors among the faults no site
// is drawn, so that whoever holds the last one keeps it; all that is wrong is found in one go.
func Build(in Input) Result { return new(Memory).build(in) }

// Plan reads and thinks, and draws nothing.
func Plan(in Input) Result { return new(Memory).plan(in) }

// Build is Build with a memory.
func (m *Memory) Build(in Input) Result {
	m.read.Pack = true
	return m.build(in)
}

func (m *Memory) build(in Input) Result {
	r := m.plan(in)
	edited := edits(m.last, r)
	m.last = Result{tree: r.tree, vault: r.vault}
	theme, faults := chooseTheme(in, r.tree)
	edition, kept := editionOf(r.tree.Site.Share, in.As)
	notes, vault := m.unname(r.tree, r.vault, edition)
	r.Share, r.as = r.tree.Site.Share, in.As
	faults = append(faults, kept...)
	if faults.Errors()+r.Faults.Errors() == 0 {
		var more fault.List
		r.Site, more = m.drawn.Render(site.Input{
			Plan: r.Plan, Record: r.tree.Record, Title: r.tree.Site.Title, Author: r.tree.Site.Author,
			Language: r.tree.Site.Language, Index: r.tree.Site.Index, Fixed: r.Fixed != (fault.Pos{}),
			Notes: pages(notes), Edition: edition, Vault: vault, Assets: in.Source,
			Theme: theme.files, ThemeName: theme.name, Warnings: r.Warnings(), Version: in.Version,
			BaseURL: r.tree.Site.BaseURL, Zone: r.zone, Calendar: site.Calendar(r.tree.Site.Calendar), Said: r.tree.Said(),
		})
		faults = append(faults, more.Excerpts(theme.text)...)
	}
	r.settle(faults)
	if r.Faults.Errors() > 0 {
		r.Files = nil
	}
	for i := range edited {
		edited[i].Page = r.Shown.Page(edited[i].File)
	}
	r.Edited = edited
	return r
}

func (m *Memory) plan(in Input) Result {
	tree, faults := source.LoadWith(in.Source, &m.read)
	r := Result{tree: tree, Notes: len(tree.Notes)}
	zone, wrong := zoneOf(tree)
	today, fixed := in.Clock.day(zone, tree.Site)
	r.today, r.zone, r.moves = today, zone, in.Clock.moves() && !fixed
	if fixed {
		r.Fixed = tree.Site.TodayPos
	}
	thought := m.think(tree, today)
	r.Plan = thought.plan
	r.vault = vaultOf(m.last.vault, tree.Notes, tree.Assets)
	r.settle(faults, wrong, sound(thought.faults, faults), linkFaults(r.vault, tree))
	return r
}

// Warnings say what the warnings say, as plan.json carries them: without the places, because the
// published site names no source file.
func (r Result) Warnings() []string {
	var out []string
	for _, f := range append(r.Faults[:len(r.Faults):len(r.Faults)], r.FixedToday()...) {
		if f.Severity == fault.Warning {
			out = append(out, f.Message+" ["+f.Code+"]")
		}
	}
	return out
}

// FixedToday warns of a day that does not move; it is empty for the real day. A fixed day is a choice,
// so it is no fault of the build: check says it, and so does what is published.
func (r Result) FixedToday() (l fault.List) {
	if r.Fixed != (fault.Pos{}) {
		l.Warn("fixed-today", r.Fixed, "the plan is shown as of %s, not as of the real day", r.Plan.Today).Hint = "that is right for an example; in a plan of your own, delete the line"
	}
	return l
}

// settle adds faults to the result's, in the order of print.
func (r *Result) settle(lists ...fault.List) {
	for _, l := range lists {
		r.Faults = append(r.Faults, l...)
	}
	r.Faults = r.Excerpts(r.Faults.Sorted())
}

// Excerpts fills in the source lines of faults in the files that were read.
func (r Result) Excerpts(l fault.List) fault.List {
	return l.Excerpts(r.tree.Text)
}

// day is the day to plan for: the one given for this run, else the one given by the surroundings,
// else the one fixed in site.toml, else the real one; instants are days of the plan's zone.
func (c Clock) day(zone *time.Location, s source.SiteFile) (today civil.Date, fixed bool) {
	switch {
	case c.Today != 0:
		return c.Today, false
	case !c.Epoch.IsZero():
		return dayOf(c.Epoch.In(zone)), false
	case s.Today != 0:
		return s.Today, true
	}
	return dayOf(c.Now.In(zone)), false
}

// moves reports whether the day is the real one, unless site.toml fixes it.
func (c Clock) moves() bool { return c.Today == 0 && c.Epoch.IsZero() }

// Over reports whether the day that the result was made for is over.
func (r Result) Over(now time.Time) bool { return r.moves && dayOf(now.In(r.zone)) != r.today }

func dayOf(t time.Time) civil.Date {
	y, m, d := t.Date()
	return civil.Of(y, int(m), d)
}

// zoneOf is the zone in which the learner's days begin.
func zoneOf(tree *source.Tree) (*time.Location, fault.List) {
	var l fault.List
	name := tree.Site.Timezone
	if name == "" {
		return time.UTC, nil
	}
	zone, err := time.LoadLocation(name)
	if err != nil || name == "Local" { // "Local" is the machine's zone, which is nobody's in particular
		l.Add("bad-timezone", tree.Site.TimezonePos, "%q is not a time zone", name).Hint = `write the zone as continent and city, such as "Europe/Berlin", or leave it out for UTC`
		return time.UTC, l
	}
	return zone, nil
}

func vaultOf(last *markdown.Vault, notes []source.Note, assets []string) *markdown.Vault {
	docs := make([]*markdown.Doc, len(notes))
	aliases := map[string][]string{}
	for i, n := range notes {
		docs[i] = n.Doc
		if len(n.Meta.Aliases) > 0 {
			aliases[n.File] = n.Meta.Aliases
		}
	}
	return markdown.NextVault(last, "content", docs, assets, aliases)
}

// linkFaults are the links that lead nowhere, but for those that lead to what could not be read: that
// has been said once, where it is.
func linkFaults(v *markdown.Vault, tree *source.Tree) fault.List {
	var l fault.List
	for _, n := range tree.Notes {
		wrong := v.Check(n.Doc)
		if len(wrong) == 0 {
			continue
		}
		excused := map[fault.Pos]bool{}
		for i, x := range n.Doc.Links {
			excused[x.Pos] = len(tree.Unread) > 0 && !x.External && v.Links(n.Doc)[i].File == "" && toUnread(n.File, x.Target, tree.Unread)
		}
		for _, f := range wrong {
			if !excused[f.Pos] {
				l = append(l, f)
			}
		}
	}
	return l
}

// toUnread reports whether a link may mean something that could not be read: by its path as seen from
// the note or from the folders that paths are looked up from, or by its name alone.
func toUnread(from, target string, unread []string) bool {
	if plain, err := url.PathUnescape(target); err == nil {
		target = plain
	}
	same := func(p, u string) bool {
		return strings.EqualFold(p, u) || strings.EqualFold(p, strings.TrimSuffix(u, path.Ext(u)))
	}
	name := !strings.Contains(target, "/")
	for _, u := range unread {
		dir, isDir := strings.CutSuffix(u, "/")
		if name && (isDir || same(target, path.Base(u))) {
			return true
		}
		for _, base := range []string{path.Dir(from), "content", "content/notes"} {
			p := path.Join(base, target)
			if isDir && strings.HasPrefix(strings.ToLower(p)+"/", strings.ToLower(dir)+"/") || same(p, u) {
				return true
			}
		}
	}
	return false
}

// sound keeps those faults of thinking whose file was read without errors: what is missing from a
// broken file would be blamed on its author a second time.
func sound(thought, read fault.List) fault.List {
	broken := map[string]bool{}
	for _, f := range read {
		if f.Severity == fault.Error {
			broken[f.Pos.File] = true
		}
	}
	var out fault.List
	for _, f := range thought {
		if !broken[f.Pos.File] {
			out = append(out, f)
		}
	}
	return out
}
