package belief

import "retake/generator/report"

// Mark is the pass mark as a share of questions, as it was known at some time.
type Mark struct {
	Pass    float64 // 0 to 1
	Assumed bool    // nobody publishes one that is a share
}

// Marks are the pass marks as they were known after none, one, two ... of the sittings with these scores,
// oldest first: a report may be the first to print one. assumed is what is taken where none is known.
func Marks(scale report.Scale, scores []report.Score, assumed float64) []Mark {
	out := make([]Mark, len(scores)+1)
	for i := range out {
		pass, ok := report.PassFraction(scale, scores[:i])
		if !ok {
			pass = assumed
		}
		out[i] = Mark{pass, !ok}
	}
	return out
}
