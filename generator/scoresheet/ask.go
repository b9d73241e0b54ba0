package scoresheet

import (
	"errors"
	"slices"

	"retake/generator/civil"
	"retake/generator/entry"
	"retake/generator/talk"
)

// Ask asks somebody what the report leaves open. The error is the end of the conversation.
func (r *Reading) Ask(t *talk.Talk) error {
	for _, d := range slices.Clone(r.Doubts) {
		if len(d.Could) == 0 {
			continue
		}
		var options []string
		for _, f := range d.Could {
			options = append(options, f.Says)
		}
		n, err := t.Choose("What is right for "+r.Name(d.Key)+"? An empty line leaves it out:", options, -1)
		if err != nil {
			return err
		}
		if n >= 0 {
			r.Take(d.Key, d.Could[n])
		}
	}
	for _, k := range r.Lacking() {
		ask := r.askDay
		if k == Result {
			ask = r.askResult
		}
		if err := ask(t); err != nil {
			return err
		}
	}
	return nil
}

func (r *Reading) askResult(t *talk.Talk) error {
	words := []string{"fail", "pass"}
	n, err := t.Choose("Which result does it give?", words, -1)
	if n >= 0 {
		r.Take(Result, Found{Word: words[n], Says: words[n]})
	}
	return err
}

func (r *Reading) askDay(t *talk.Talk) error {
	var day civil.Date
	_, err := t.Ask(talk.Question{Ask: "When was the exam?", Help: "such as 2026-11-02, 2 November, or yesterday", Need: true, Check: func(answer string) (string, error) {
		var err error
		if day, err = entry.Day(answer, r.given.Today); err == nil && day > r.given.Today {
			err = errors.New("that day is not over yet")
		}
		return answer, err
	}})
	if err == nil {
		r.Take(Date, Found{Day: day, Says: day.Medium()})
	}
	return err
}
