package board

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"retake/generator/site/view"
	"retake/generator/site/words"
	"retake/generator/study"
)

// giveaways are words by which a sentence tells of something that it is not about. They are those of the sentences
// that are made for every plan.
var giveaways = map[view.Matter][]string{
	view.Money: {"voucher", "bought", "purchase", "to pay", "paid", "eligibility period"},
	view.Log:   {"logged question", "still open", "missed question", "were closed"},
}

// Sayable reports whether an edition may say a sentence that was made of several things: it has no remark, no name,
// no cause, no purchase and nothing of the log that the edition does not tell. A remark is known by its beginning, since
// sentences shorten it; letter case does not matter.
func Sayable(bd *Board, say string) bool {
	say = strings.ToLower(say)
	has := func(x string) bool { return x != "" && strings.Contains(say, strings.ToLower(x)) }
	for m, all := range giveaways {
		if !bd.Edition.Sees(m) && slices.ContainsFunc(all, has) {
			return false
		}
	}
	if !bd.Edition.Sees(view.Words) {
		for _, m := range bd.Record.Misses {
			begins := []rune(words.Tidy(strings.TrimSpace(m.Note)))
			if has(strings.TrimRight(string(begins[:min(len(begins), 24)]), " .")) {
				return false
			}
		}
	}
	if !bd.Edition.Sees(view.People) {
		for _, p := range bd.Record.People {
			if has(p.Name) {
				return false
			}
		}
	}
	if !bd.Edition.Sees(view.Causes) {
		for _, c := range bd.Plan.Causes {
			if has(c.Title) {
				return false
			}
		}
	}
	return true
}

// Told are those of some sentences that the edition may say.
func (bd *Board) Told(all []string) []string {
	if bd.Edition.Whole() {
		return all
	}
	var out []string
	for _, s := range all {
		if Sayable(bd, s) {
			out = append(out, s)
		}
	}
	return out
}

// Tell is a sentence, if the edition may say it; else "".
func (bd *Board) Tell(say string) string {
	if bd.Edition.Whole() || Sayable(bd, say) {
		return say
	}
	return ""
}

// named are the objectives that a task names before its domain: those that went wrong, as the report and the log say.
var named = regexp.MustCompile(`objectives? [0-9][0-9.]*(?:, [0-9][0-9.]*)*(?: and [0-9][0-9.]*)?( \(([^()]*(?:\([^()]*\)[^()]*)*)\))?`)

// task is what to do in a block, as far as the edition may say it. A task that the learner wrote is a remark.
func (bd *Board) task(b study.Block) string {
	own := func(p study.Pin) bool { return p.Date == b.Date && p.Task != "" && p.Task == b.Task }
	if !bd.Edition.Sees(view.Words) && slices.ContainsFunc(bd.Record.Pins, own) {
		return "What this time was set aside for."
	}
	say := b.Task
	if !bd.Edition.Sees(view.Log) {
		say = strings.Replace(say, "the open misses", "the last questions", 1)
	}
	if bd.Edition.Sees(view.Bands) {
		return say
	}
	return named.ReplaceAllStringFunc(say, func(x string) string {
		if m := named.FindStringSubmatch(x); m[2] != "" {
			return m[2]
		}
		return "the exam’s outline"
	})
}

// band is an estimate in words: where it is to the target, a tenth of the questions being near.
func (bd *Board) band(d study.DomainPlan) string {
	const near = 10 // percent points
	target := cmp.Or(bd.Plan.Readiness.Target, 100*bd.Plan.Settings.DefaultPass)
	switch below := target - 100*d.Belief.Mean; {
	case Blank(bd.Plan):
		return "not known yet"
	case below <= 0:
		return "at the target"
	case below <= near:
		return "near the target"
	}
	return "below the target"
}
