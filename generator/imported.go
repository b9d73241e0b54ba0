package generator

import (
	"time"

	"retake/generator/source/elsewhere"
)

// Imports is how files from elsewhere are read when they come again.
func (r Result) Imports() elsewhere.Imports { return r.tree.Imports }

// Ahead is how many seconds the plan's zone is ahead of UTC at a moment.
func (r Result) Ahead(unix int64) int {
	_, offset := time.Unix(unix, 0).In(r.zone).Zone()
	return offset
}
