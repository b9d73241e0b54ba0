package screen

import "retake/generator/study"

// First is what somebody asks who has just begun: when the exam may be sat again, and what to do first.
func First(p study.Plan) (window, block string) { return windowWords(p), blockWords(p) }
