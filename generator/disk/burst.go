package disk

import (
	"maps"
	"slices"
	"time"

	"retake/generator/disk/memory"
)

// A burst of saves is one change: it ends after quiet without another, or after most in any case.
const (
	quiet = 50 * time.Millisecond
	most  = 400 * time.Millisecond
)

// Change says what a burst of changes came to; Paths are below Root.
type Change = memory.Change

// gathering is a Change in the making.
type gathering struct {
	paths map[string]bool
	all   bool
}

func (g *gathering) add(c Change) {
	if g.paths == nil {
		g.paths = map[string]bool{}
	}
	for _, name := range c.Paths {
		g.paths[name] = true
	}
	g.all = g.all || c.All
}

func (g *gathering) change() Change {
	return Change{Paths: slices.Sorted(maps.Keys(g.paths)), All: g.all}
}

// join passes each burst on as one Change, until raw is closed. One that is not taken before the next
// burst ends becomes part of that.
func join(raw <-chan Change, out chan<- Change) {
	var now, ready gathering // the burst that goes on; what waits to be taken
	var next Change          // what ready comes to
	var to chan<- Change     // out while something waits
	pause, limit := time.NewTimer(most), time.NewTimer(most)
	defer pause.Stop()
	defer limit.Stop()
	pause.Stop()
	limit.Stop()
	end := func() {
		pause.Stop()
		limit.Stop()
		ready.add(now.change())
		now, next, to = gathering{}, ready.change(), out
	}
	for {
		select {
		case c, open := <-raw:
			if !open {
				return
			}
			if now.paths == nil {
				limit.Reset(most)
			}
			pause.Reset(quiet)
			now.add(c)
		case <-pause.C:
			end()
		case <-limit.C:
			end()
		case to <- next:
			ready, to = gathering{}, nil
		}
	}
}
