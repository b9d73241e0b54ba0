package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

const (
	lookEvery   = 500 * time.Millisecond // how often files are compared when the system does not tell
	glanceEvery = 2 * time.Second        // and when it does, to be sure that it does
	fair        = time.Second            // how long an event may take to arrive
	patience    = 10 * fair              // and in any case, while others keep arriving
)

// rest is the pause between two comparisons, given what one costs: a tenth of the time at most goes
// into looking, a twentieth into making sure.
func (f *follower) rest(cost time.Duration) time.Duration {
	switch {
	case f.looking:
		return max(lookEvery, 10*cost)
	case f.hurry:
		return 20 * cost
	}
	return max(glanceEvery, 20*cost)
}

// look is what is known of a file without reading it. Permissions are not part of it.
type look struct {
	size int64
	at   int64 // time of the last change, in nanoseconds since 1970
	kind fs.FileMode
	to   string // where a link ends
}

func (g *ground) look(path string, info fs.FileInfo) look {
	l := look{kind: info.Mode().Type()}
	if l.kind == fs.ModeSymlink {
		l.to = g.links[path].end
	}
	if l.kind.IsRegular() {
		l.size, l.at = info.Size(), info.ModTime().UnixNano()
	}
	return l
}

// sight is what the files look like at one time.
type sight struct {
	ground *ground // nil: no root
	looks  map[string]look
	cost   time.Duration
	turn   int
}

func (w Watching) sight(turn int) sight {
	start := time.Now()
	s := sight{looks: map[string]look{}, turn: turn}
	if g, err := w.survey(); err == nil {
		s.ground = g
		_ = g.walkAll(func(path string, info fs.FileInfo) error { // the visit never fails
			s.looks[path] = g.look(path, info)
			return nil
		})
	}
	s.cost = time.Since(start)
	return s
}

// differing lists the places that look different in two sights.
func differing(a, b sight) (places []string) {
	for path, look := range a.looks {
		if other, ok := b.looks[path]; !ok || other != look {
			places = append(places, path)
		}
	}
	for path := range b.looks {
		if _, ok := a.looks[path]; !ok {
			places = append(places, path)
		}
	}
	return places
}

// lookout compares sights. While events are followed it makes sure that they do come: a difference
// that none has named is doubted, and if none has a fair time later, the system does not tell.
//
// No event that works can be called missing by this. A difference between two sights was made after
// the first had begun, so its event, which is no earlier, is heard after that: either before the
// second began (it is in earlier), or later (it is in named, given a fair time). Touched files and
// changed permissions, of which nobody is told, are named too; so is a folder's every file, when the
// folder comes or goes.
type lookout struct {
	looking bool // instead of listening
	sights  chan sight
	turn    int             // counts beginnings; a sight of an earlier turn is out of date
	before  sight           // the last one
	named   map[string]bool // places named by events since the last sight was begun; true: with all below
	earlier map[string]bool // the same for the sight before
	doubts  []string
	doubted time.Time
}

// glance looks at all files, off the goroutine that takes up events.
func (f *follower) glance() {
	f.earlier, f.named = f.named, map[string]bool{}
	turn := f.turn
	go func() {
		s := f.sight(turn)
		select {
		case f.sights <- s:
		case <-f.done:
		}
	}()
}

// compare takes up a new sight.
func (f *follower) compare(s sight) {
	if s.turn != f.turn {
		return
	}
	before := f.before
	f.before = s
	switch {
	case f.looking:
		f.pass(before, s)
	case s.ground == nil || !os.SameFile(s.ground.info, f.ground.info): // another root stands in its place
		f.restart()
		return
	default:
		f.doubts = slices.DeleteFunc(differing(before, s), f.explained)
	}
	if len(f.doubts) > 0 {
		f.doubted = time.Now()
		f.later(fair, f.judge)
		return
	}
	f.later(f.rest(s.cost), f.glance)
}

// pass tells of the differences between two sights.
func (f *follower) pass(before, now sight) {
	var c Change
	for _, path := range differing(before, now) {
		for _, g := range []*ground{before.ground, now.ground} {
			if g != nil {
				c.Paths = append(c.Paths, g.called(path)...)
			}
		}
		c.All = before.ground == nil || now.ground == nil || before.ground.root != now.ground.root
	}
	if len(c.Paths) > 0 || c.All {
		f.raw <- c
	}
}

// called lists the names under which what lies at path is known.
func (g *ground) called(path string) (names []string) {
	for _, place := range g.reach(path) {
		if name, ok := g.name(place); ok {
			names = append(names, name)
		}
	}
	return names
}

// explained reports whether events have named a place, or said of a folder it is in that it came or went.
func (f *follower) explained(place string) bool {
	for _, names := range []map[string]bool{f.named, f.earlier} {
		if _, ok := names[place]; ok {
			return true
		}
		for dir := filepath.Dir(place); within(f.ground.root, dir); dir = filepath.Dir(dir) {
			if names[dir] {
				return true
			}
		}
	}
	return false
}

// judge decides about doubts after a fair time. While events still come in, theirs may be next.
func (f *follower) judge() {
	turn := f.turn
	select {
	case e := <-f.ear.events:
		f.mind(f.event(e))
		if f.turn != turn {
			return
		}
	default:
	}
	f.doubts = slices.DeleteFunc(f.doubts, f.explained)
	switch {
	case len(f.doubts) == 0:
		f.later(f.rest(f.before.cost), f.glance)
	case time.Since(f.heard) < quiet && time.Since(f.doubted) < patience:
		f.later(quiet, f.judge)
	default:
		f.missed()
	}
}

// missed tells of what no event has told, and goes over to looking.
func (f *follower) missed() {
	slices.Sort(f.doubts)
	var c Change
	for _, place := range f.doubts {
		c.Paths = append(c.Paths, f.ground.called(place)...)
	}
	what := "something"
	if len(c.Paths) > 0 {
		what = c.Paths[0]
	}
	f.fallBack(errors.New(what + " has changed, and the system did not tell"))
	c.All = true
	f.raw <- c
}
