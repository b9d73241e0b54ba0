package source

import (
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"retake/generator/fault"
	"retake/generator/markdown"
	"retake/generator/source/catalogue"
	"retake/generator/source/keyed"
	"retake/generator/study"
)

const (
	examFile     = "content/exam.toml"
	attemptsFile = "content/attempts.toml"
)

// tomlFiles are the files with a meaning of their own. Each may be missing or empty.
var tomlFiles = []string{
	"site.toml", examFile, "content/exams.toml", "content/policies.toml", attemptsFile, "content/plan.toml", "content/log.toml",
}

// Memo remembers parsed notes from one Load to the next. Its law: an entry is immutable, depends on
// one file's name and whole content and on nothing else, and both are compared before it is used; so a
// warm load gives what a cold one gives. Entries that the last load did not use are forgotten. The
// zero value is ready, and may be used by several goroutines.
type Memo struct {
	mu    sync.Mutex
	notes map[string]remembered
}

// remembered is a note as far as its own file decides.
type remembered struct {
	raw      string
	text     string // for excerpts
	doc      *markdown.Doc
	meta     Meta
	domainAt fault.Pos // of the front matter's domain
	faults   fault.List
}

// Load reads everything below a source folder. The tree is never nil; with errors among the faults
// parts of it are missing.
func Load(fsys fs.FS) (*Tree, fault.List) { return LoadWith(fsys, &Memo{}) }

// LoadWith is Load with a memory for notes.
func LoadWith(fsys fs.FS, memo *Memo) (*Tree, fault.List) {
	t := &Tree{Settings: study.Defaults(), Text: map[string]string{}}
	t.Site.Language = "en"
	var faults fault.List
	files := map[string]keyed.Value{}
	open := opens(fsys, "content", &faults)
	for _, name := range tomlFiles {
		if open || path.Dir(name) != "content" {
			files[name] = t.readTOML(fsys, name, &faults)
		} else {
			files[name] = keyed.NewFile(name, "", 1, &faults).Broken() // it may hold anything
		}
	}
	exam := catalogue.Choose(catalogue.Files{
		Exam: files[examFile], Attempts: files[attemptsFile], Exams: files["content/exams.toml"], Policies: files["content/policies.toml"],
	}, &faults)
	t.readRecord(files, exam)
	if open {
		t.readContent(fsys, memo, exam, &faults)
	} else {
		t.Unread = []string{"content/"}
	}
	return t, faults.Sorted()
}

// readTOML parses one file; the zero value stands for one that is missing.
func (t *Tree) readTOML(fsys fs.FS, name string, faults *fault.List) keyed.Value {
	before := len(*faults)
	raw, ok := read(fsys, name, faults)
	if !ok && len(*faults) == before {
		return keyed.Value{}
	}
	text, bad := keyed.Normal(raw)
	t.Text[name] = text
	f := keyed.NewFile(name, text, 1, faults)
	if bad >= 0 {
		faults.Add("invalid-utf8", f.Pos(bad), "a byte that is no UTF-8").Hint = "save the file as plain text in UTF-8"
	}
	if bad >= 0 || !ok {
		return f.Broken()
	}
	return f.Parse()
}

// readRecord reads what the TOML files say, each by its own keys.
func (t *Tree) readRecord(files map[string]keyed.Value, exam *study.Exam) {
	rec := &t.Record
	if exam != nil {
		rec.Exam = *exam
	}
	rec.Availability.FreeDays = -1
	o := outline{exam}
	for name, keys := range map[string][]keyed.Key{
		"site.toml":        siteKeys(&t.Site, &t.Settings),
		attemptsFile:       o.attemptKeys(rec),
		"content/log.toml": o.logKeys(rec),
	} {
		if v := files[name]; v.V != nil {
			v.Table(keys)
		}
	}
	if v := files["content/plan.toml"]; v.V != nil { // last, as the nearer word on settings and booking
		v.Table(o.planKeys(rec, &t.Settings))
		startFirst(v, rec)
	}
	knownNames(files["content/log.toml"], rec)
	oldestFirst(rec.Attempts)
}

// readContent finds and parses the notes, and lists everything else as attachments.
func (t *Tree) readContent(fsys fs.FS, memo *Memo, exam *study.Exam, faults *fault.List) {
	if _, err := fs.Stat(fsys, "content"); err != nil { // an empty plan
		return
	}
	var names []string
	for _, name := range t.walk(fsys, "content", false, faults) {
		switch {
		case slices.Contains(tomlFiles, name):
		case strings.EqualFold(path.Ext(name), ".md"), strings.EqualFold(path.Ext(name), ".markdown"):
			names = append(names, name)
		default:
			t.Assets = append(t.Assets, name)
		}
	}
	slices.Sort(t.Assets)
	for i, x := range memo.parse(fsys, names, faults) {
		if x.doc == nil {
			t.Unread = append(t.Unread, names[i])
			continue
		}
		t.Text[names[i]] = x.text
		if x.meta.Draft {
			continue
		}
		n := Note{File: names[i], Meta: x.meta, Doc: x.doc}
		n.place(exam, x.domainAt, faults)
		n.Title = n.title()
		t.Notes = append(t.Notes, n)
	}
	slices.Sort(t.Unread)
	t.Notes = bySlug(t.Notes, faults)
}

// parse reads and parses notes side by side, as many at once as there are processors, and gives them
// back in order; those that cannot be read have no doc.
func (m *Memo) parse(fsys fs.FS, names []string, faults *fault.List) []remembered {
	out := make([]remembered, len(names))
	wrong := make([]fault.List, len(names))
	m.mu.Lock()
	old := m.notes
	m.mu.Unlock()
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, name := range names {
		group.Go(func() error {
			if raw, ok := read(fsys, name, &wrong[i]); ok {
				out[i] = old[name].renew(name, raw)
			}
			return nil
		})
	}
	group.Wait()
	fresh := make(map[string]remembered, len(names))
	for i, name := range names {
		*faults = append(append(*faults, wrong[i]...), out[i].faults...)
		if out[i].doc != nil {
			fresh[name] = out[i]
		}
	}
	m.mu.Lock()
	m.notes = fresh
	m.mu.Unlock()
	return out
}

// renew is the note itself if its file still holds the same bytes, else the note parsed anew.
func (x remembered) renew(name string, raw []byte) remembered {
	if x.doc != nil && x.raw == string(raw) {
		return x
	}
	x = remembered{raw: string(raw), doc: markdown.Parse(name, raw)}
	if x.text, _ = keyed.Normal(raw); x.text == x.raw {
		x.text = x.raw // one copy in memory, not two
	}
	x.meta, x.domainAt, x.faults = front(x.doc)
	x.faults = append(x.faults, x.doc.Faults...)
	return x
}
