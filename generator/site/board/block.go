package board

import (
	"retake/generator/cause"
	"retake/generator/civil"
	"retake/generator/site/view"
	"retake/generator/site/words"
	"retake/generator/study"
)

// Block shows one sitting of study.
func (dk *Desk) Block(b study.Block) view.Block {
	v := view.Block{
		Minutes: words.Length(b.Minutes), Kind: words.Kind(b.Kind), Domain: dk.DomainLink(b.Domain),
		Resource: b.Resource, Task: words.Tidy(dk.task(b)), Because: words.Tidy(b.Because), Result: dk.result(b.Kind),
	}
	v.Pinned = b.Pinned
	for _, x := range b.Extras {
		v.Extras = append(v.Extras, view.Extra{Cause: dk.Link("causes.html", cause.Title(x.Cause)), Task: words.Tidy(x.Task)})
	}
	if t := b.Start.String(); t != "" {
		v.Time = t + "–" + (b.Start + civil.Clock(b.Minutes)).String()
	}
	return v
}

// result is a line to fill in on paper; none once nothing is asked for.
func (bd *Board) result(kind study.Kind) string {
	switch {
	case bd.Plan.Won != 0:
		return ""
	case kind == study.Questions || kind == study.Simulate:
		return "Result ______ of ______"
	}
	return "Done ______ min"
}

// Mix shows the next practice block; none when the work is done, and none after the exam.
func (dk *Desk) Mix() (rows []view.Mix, total int) {
	if Calm(dk.Plan) || dk.Over() {
		return nil, 0
	}
	for _, m := range dk.Plan.NextBlock {
		row := view.Mix{Questions: m.Questions, Because: words.Tidy(m.Because), Domain: view.Link{Text: "All domains", Href: dk.To("domains/index.html")}}
		if l := dk.DomainLink(m.Domain); l != nil {
			row.Domain = *l
		}
		rows, total = append(rows, row), total+m.Questions
	}
	return rows, total
}
