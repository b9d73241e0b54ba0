// Package shelf finds the file that somebody means by a path or a name.
//
// # Words
//
//   - A shelf holds the paths of all files below a root. Once filled it only answers.
//   - A target is what a link says: a path or a part of one, spelled or percent-encoded, with or without
//     its ending, or only a name.
//   - A name that several files have is ambiguous: the nearest file is taken, the others are told.
//
// Deliberately absent: what is in the files, whether they are notes, and fragments.
package shelf

import (
	"cmp"
	"net/url"
	"path"
	"slices"
	"strings"
)

// Shelf knows paths. Goroutines may share it once its aliases are in.
type Shelf struct {
	root   string
	files  map[string]bool     // every path
	folded map[string][]string // paths by lower-case path
	names  map[string][]string // paths by the last parts of them, in lower case and of notes also without ".md"; the shortest first
	dirs   map[string]bool
	short  []string // paths below the root, for hints
}

// New takes the paths of all files; root is the folder they are below, such as "content".
func New(root string, files []string) *Shelf {
	s := &Shelf{root: root, files: map[string]bool{}, folded: map[string][]string{}, names: map[string][]string{}, dirs: map[string]bool{}}
	for _, f := range files {
		s.add(f)
	}
	for f := range s.files {
		s.short = append(s.short, s.Below(f))
	}
	slices.Sort(s.short)
	for _, same := range s.folded {
		slices.Sort(same)
	}
	for _, same := range s.names {
		slices.SortFunc(same, func(a, b string) int { return cmp.Or(len(a)-len(b), strings.Compare(a, b)) })
	}
	return s
}

func (s *Shelf) add(file string) {
	if s.files[file] {
		return
	}
	s.files[file] = true
	low := strings.ToLower(file)
	s.folded[low] = append(s.folded[low], file)
	for tail, more := low, true; more; {
		if _, after, ok := strings.Cut(tail, "/"); ok {
			tail = after
		}
		s.names[tail] = append(s.names[tail], file)
		if stem, ok := strings.CutSuffix(tail, ".md"); ok {
			s.names[stem] = append(s.names[stem], file)
		}
		more = strings.Contains(tail, "/")
	}
	for dir := path.Dir(low); dir != "." && dir != "/" && !s.dirs[dir]; dir = path.Dir(dir) {
		s.dirs[dir] = true
	}
}

// Alias lets a file be found under other names. A file of that name goes first.
func (s *Shelf) Alias(file string, names ...string) {
	for _, n := range names {
		if n = strings.ToLower(strings.TrimSpace(n)); n != "" && len(s.names[n]) == 0 {
			s.names[n] = append(s.names[n], file)
		}
	}
}

// Len is the number of files.
func (s *Shelf) Len() int { return len(s.files) }

// Below is a path without the root.
func (s *Shelf) Below(file string) string { return strings.TrimPrefix(file, s.root+"/") }

// Near is the path below the root most like a target that is not there, "" if none is like it.
func (s *Shelf) Near(target string) string { return Nearest(path.Base(Decoded(target)), s.short) }

// Find is the file a target names, seen from another file.
func (s *Shelf) Find(from, target string) (file string, also []string, outside bool) {
	target = strings.ReplaceAll(target, `\`, "/")
	spellings := []string{target}
	if d := Decoded(target); d != target {
		spellings = append(spellings, d)
	}
	if before, _, ok := strings.Cut(target, "?"); ok && before != "" {
		spellings = append(spellings, before)
	}
	bases := []string{path.Dir(from), s.root, s.root + "/notes"}
	if strings.HasPrefix(target, "/") {
		bases = bases[1:]
	}
	for _, base := range bases {
		for _, spelling := range spellings {
			p := path.Join(base, spelling)
			if p != s.root && !strings.HasPrefix(p, s.root+"/") {
				outside = base == path.Dir(from)
				continue
			}
			if file = s.at(p); file != "" {
				return file, nil, false
			}
		}
	}
	if outside {
		return "", nil, true
	}
	for _, spelling := range spellings {
		if file, also = s.named(spelling, from); file != "" {
			return file, also, false
		}
	}
	return "", nil, false
}

// at is the file at a path: itself, with .md, or the note that stands for a folder.
func (s *Shelf) at(p string) string {
	for _, try := range []string{p, p + ".md"} {
		if s.files[try] {
			return try
		}
		if same := s.folded[strings.ToLower(try)]; len(same) > 0 {
			return same[0]
		}
	}
	if s.dirs[strings.ToLower(p)] {
		for _, name := range []string{"index.md", "readme.md", "_index.md", strings.ToLower(path.Base(p)) + ".md"} {
			if same := s.folded[strings.ToLower(p)+"/"+name]; len(same) > 0 {
				return same[0]
			}
		}
	}
	return ""
}

// named finds a file by its name, or by the last parts of its path, anywhere. Of several, one in the
// same folder goes first, then the shortest path. It costs the same however many there are.
func (s *Shelf) named(target, from string) (string, []string) {
	tail := strings.ToLower(strings.Trim(path.Clean("/"+target), "/"))
	hits := s.names[tail]
	if len(hits) == 0 {
		tail = path.Base(tail)
		hits = s.names[tail]
	}
	if len(hits) < 2 {
		return strings.Join(hits, ""), nil
	}
	beside := s.beside(from, tail)
	switch len(beside) {
	case 0:
		return hits[0], hits[1:]
	case 1:
		return beside[0], nil
	}
	others := slices.DeleteFunc(slices.Clone(hits), func(f string) bool { return slices.Contains(beside, f) })
	return beside[0], append(beside[1:], others...)
}

// beside is the files whose paths end in a tail and that lie in the same folder as another file.
func (s *Shelf) beside(from, tail string) []string {
	var out []string
	dir := path.Dir(from)
	for _, name := range []string{path.Base(tail), path.Base(tail) + ".md"} {
		low := strings.ToLower(dir + "/" + name)
		if !strings.HasSuffix(low, "/"+tail) && !strings.HasSuffix(low, "/"+tail+".md") {
			continue
		}
		for _, file := range s.folded[low] {
			if path.Dir(file) == dir {
				out = append(out, file)
			}
		}
	}
	return out
}

// Decoded resolves percent-encoding, if it is any.
func Decoded(s string) string {
	if d, err := url.PathUnescape(s); err == nil {
		return d
	}
	return s
}

// Nearest is the candidate most like a word, by its last part without ".md"; "" if none is like it.
func Nearest(word string, candidates []string) string {
	word = strings.ToLower(strings.TrimSuffix(word, ".md"))
	best, least := "", len([]rune(word))/3+1
	if len(word) > 100 {
		return ""
	}
	for _, c := range candidates {
		name := strings.ToLower(strings.TrimSuffix(path.Base(c), ".md"))
		if d := len(name) - len(word); d > 3*least || -d > 3*least {
			continue
		}
		if d := distance(word, name); d < least {
			best, least = c, d
		}
	}
	return best
}

// distance is the number of letters to insert, delete or replace.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j, s := range y {
			cost := 1
			if r == s {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(y)]
}
