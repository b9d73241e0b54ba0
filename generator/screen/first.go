package screen

import (
	"strings"

	"retake/generator/study"
)

// First is what somebody asks who has just begun: when the exam may be sat again, in words that stand behind "next
// attempt:", and what to do first.
func First(p study.Plan) (window, block string) {
	window = windowWords(p)
	if after, open := strings.CutPrefix(window, "open: "); open {
		window = "any day now, " + after
	} else if after, opens := strings.CutPrefix(window, "opens on "); opens {
		window = "from " + after
	}
	return window, blockWords(p)
}
