package source

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"retake/generator/fault"
	"retake/generator/source/audience"
	"retake/generator/source/catalogue"
	"retake/generator/source/elsewhere"
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
	elsewhere.File,
}

// Load reads everything below a source folder. The tree is never nil; with errors among the faults
// parts of it are missing.
func Load(fsys fs.FS) (*Tree, fault.List) { return LoadWith(fsys, &Memo{}) }

// LoadWith is Load with a memory.
func LoadWith(fsys fs.FS, memo *Memo) (*Tree, fault.List) {
	var faults fault.List
	open := opens(fsys, "content", &faults)
	said := memo.said(readRaw(fsys, open))
	faults = append(faults, said.faults...)
	t := &Tree{Site: said.site, Settings: said.settings, Record: said.record, Imports: said.imports, said: said, text: map[string][]byte{}}
	for i, name := range tomlFiles {
		if r := said.raws[i]; r.there || r.unknown {
			t.text[name] = r.bytes
		}
	}
	t.Unread = append(t.Unread, elsewhere.Withheld(t.Imports.Linked, fsys, &faults)...)
	if open {
		t.readContent(fsys, memo, said.exam, &faults)
	} else {
		t.Unread = []string{"content/"}
	}
	return t, faults.Sorted()
}

// ExamAlone is the exam that the text of an exam.toml means by itself; ok is false if it cannot do without more.
func ExamAlone(text string) (e study.Exam, ok bool) {
	var faults fault.List
	v := parseTOML(examFile, raw{bytes: []byte(text), there: true}, &faults)
	x := catalogue.Choose(catalogue.Files{Exam: v}, &faults)
	if x == nil {
		return study.Exam{}, false
	}
	return *x, faults.Errors() == 0
}

// LoadServe reads no more than the table [serve] of site.toml. What is wrong there, Load says.
func LoadServe(fsys fs.FS) Serve {
	site, settings := SiteFile{}, study.Defaults()
	glance(fsys, "site.toml", siteKeys(&site, &settings))
	return site.Serve
}

// raw is one of tomlFiles before it is parsed.
type raw struct {
	bytes   []byte
	there   bool
	unknown bool       // it may hold anything: it could not be read
	faults  fault.List // of reading it
}

// readRaw reads tomlFiles; open says whether content/ can be looked into.
func readRaw(fsys fs.FS, open bool) []raw {
	out := make([]raw, len(tomlFiles))
	for i, name := range tomlFiles {
		r := &out[i]
		if !open && path.Dir(name) == "content" {
			r.unknown = true
			continue
		}
		r.bytes, r.there = read(fsys, name, &r.faults)
		r.unknown = !r.there && len(r.faults) > 0
	}
	return out
}

// said is what the TOML files say. It is not changed once it is made.
type said struct {
	raws     []raw
	site     SiteFile
	settings study.Settings
	record   study.Record
	imports  elsewhere.Imports
	exam     *study.Exam // nil if it is not known
	faults   fault.List
}

// understand parses tomlFiles and reads them, each by its own keys.
func understand(raws []raw) *said {
	s := &said{raws: raws, settings: study.Defaults()}
	s.site.Language, s.site.Share = "en", audience.Default()
	files := map[string]keyed.Value{}
	for i, name := range tomlFiles {
		s.faults = append(s.faults, raws[i].faults...)
		files[name] = parseTOML(name, raws[i], &s.faults)
	}
	s.exam = catalogue.Choose(catalogue.Files{
		Exam: files[examFile], Attempts: files[attemptsFile], Exams: files["content/exams.toml"], Policies: files["content/policies.toml"],
	}, &s.faults)
	s.readRecord(files, s.exam)
	return s
}

// parseTOML parses one file; the zero value stands for one that is missing.
func parseTOML(name string, r raw, faults *fault.List) keyed.Value {
	if !r.there && !r.unknown {
		return keyed.Value{}
	}
	text, bad := keyed.Normal(r.bytes)
	f := keyed.NewFile(name, text, 1, faults)
	if bad >= 0 {
		faults.Add("invalid-utf8", f.Pos(bad), "a byte that is no UTF-8").Hint = "save the file as plain text in UTF-8"
	}
	if bad >= 0 || r.unknown {
		return f.Broken()
	}
	return f.Parse()
}

// readRecord reads what the TOML files say, each by its own keys.
func (s *said) readRecord(files map[string]keyed.Value, exam *study.Exam) {
	rec := &s.record
	if exam != nil {
		rec.Exam = *exam
	}
	rec.Availability.FreeDays = -1
	o := outline{exam}
	for name, keys := range map[string][]keyed.Key{
		"site.toml":        siteKeys(&s.site, &s.settings),
		attemptsFile:       o.attemptKeys(rec),
		"content/log.toml": o.logKeys(rec),
		elsewhere.File:     elsewhere.Keys(&s.imports, o.topicKey),
	} {
		if v := files[name]; v.V != nil {
			v.Table(keys)
		}
	}
	if v := files["content/plan.toml"]; v.V != nil { // last, as the nearer word on settings and booking
		v.Table(o.planKeys(rec, &s.settings))
		startFirst(v, rec)
	}
	knownNames(files["content/log.toml"], files["content/plan.toml"], rec)
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
	t.Notes = make([]Note, 0, len(names))
	for i, x := range memo.parse(fsys, names, exam, faults) {
		if x == nil {
			t.Unread = append(t.Unread, names[i])
			continue
		}
		t.text[names[i]] = x.raw
		if !x.note.Meta.Draft {
			t.Notes = append(t.Notes, x.note)
		}
	}
	slices.Sort(t.Unread)
	t.Notes = bySlug(t.Notes, faults)
}
