package words

import "retake/generator/study"

// kinds are the words for a block's kind.
var kinds = map[study.Kind]string{
	study.Read: "Reading", study.Video: "Video", study.Lab: "Lab", study.Questions: "Practice questions",
	study.Review: "Review of mistakes", study.Simulate: "Full simulation", study.Reset: "Taking stock",
	study.LightReview: "Light review",
}

// Kind is the word for a block's kind.
func Kind(k study.Kind) string {
	if w := kinds[k]; w != "" {
		return w
	}
	return string(k)
}

// reasons are the words for why a question went wrong.
var reasons = map[string]string{
	"concept": "the idea was not clear", "term": "a term was not known", "misread": "the question was misread",
	"reasoning": "a step of reasoning failed", "guess": "it was a guess", "time": "time ran out",
	"changed": "a right answer was changed",
}

// Reason is why a question went wrong; "" if that is not known.
func Reason(why string) string { return reasons[why] }

// gates are the words for the conditions of readiness.
var gates = map[string]string{
	"legal": "Allowed to sit", "rule": "Simulations above the line", "evidence": "Chance of passing", "able": "Hours and open work",
}

// Gate is the name of a condition of readiness.
func Gate(name string) string {
	if w := gates[name]; w != "" {
		return w
	}
	return Sentence(name)
}

// resourceKinds are the words for a resource's kind.
var resourceKinds = map[string]string{
	"book": "book", "video": "video", "course": "course", "lab": "hands-on lab", "questions": "practice questions",
	"community": "community", "person": "person",
}

// ResourceKind is the word for a resource's kind; "" for none that is known.
func ResourceKind(kind string) string { return resourceKinds[kind] }
