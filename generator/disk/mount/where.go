package mount

import (
	"os"
	"path/filepath"
	"strings"

	"retake/generator/disk/place"
)

// Meant is the real folder that a plan's file means: a path from the plan's folder, from the home folder ("~/"), or a whole
// path.
func Meant(plan, written string) string {
	at := filepath.FromSlash(written)
	if rest, ok := strings.CutPrefix(written, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			return place.Real(filepath.Join(home, filepath.FromSlash(rest)))
		}
	}
	if filepath.IsAbs(at) {
		return place.Real(at)
	}
	return place.Real(filepath.Join(place.Real(plan), at))
}

// farUp is how many folders up from the plan a path is no longer one that people read.
const farUp = 3

// Written is how a plan's file calls a real folder: from the plan if it is near, else from the home folder if it is there.
func Written(plan, dir string) string {
	up := ".." + string(filepath.Separator)
	if rel, err := filepath.Rel(place.Real(plan), dir); err == nil && strings.Count(rel+string(filepath.Separator), up) < farUp {
		return filepath.ToSlash(rel)
	}
	if home, err := os.UserHomeDir(); err == nil && place.Inside(dir, place.Real(home)) {
		if rel, err := filepath.Rel(place.Real(home), dir); err == nil {
			return "~/" + filepath.ToSlash(rel)
		}
	}
	return filepath.ToSlash(dir)
}

// Unfit says why a real folder is not one to be read for a plan, "" if it may be.
func Unfit(plan, dir string) string {
	plan = place.Real(plan)
	home, err := os.UserHomeDir()
	switch {
	case dir == filepath.Dir(dir):
		return "is the whole disk"
	case err == nil && dir == place.Real(home):
		return "is your home folder"
	case place.Inside(dir, plan):
		return "lies in the plan"
	case place.Inside(plan, dir):
		return "holds the plan"
	}
	return ""
}
