package proof

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"retake/generator/cause"
	"retake/generator/site/board"
	"retake/generator/site/view"
	"retake/generator/site/words"
	"retake/generator/study"
)

// Causes sets what the learner holds for the causes of the fail beside what the data say.
func Causes(dk *board.Desk) view.CausesPage {
	v := view.CausesPage{Lead: causesLead(dk.Board), Bounds: cause.Bounds}
	for _, c := range dk.Plan.Causes {
		v.Claimed = v.Claimed || c.Claimed != cause.Unsaid
	}
	if !v.Claimed && dk.Plan.Diagnosis.Attempt != nil && !dk.Over() {
		for i, name := range cause.Names {
			v.Example = append(v.Example, fmt.Sprintf("%s = %d", name, exampleClaims[i]))
		}
	}
	for _, name := range []string{cause.Preparation, cause.Execution} {
		f := view.CauseFamily{Name: words.Sentence(name), Lead: cause.Lead(name)}
		for _, c := range family(dk.Board, name) {
			f.Causes = append(f.Causes, oneCause(dk, c, v.Claimed))
		}
		if len(f.Causes) > 0 {
			v.Families = append(v.Families, f)
		}
	}
	return v
}

// exampleClaims are strengths for an example, so different that nobody takes them for a form to fill in.
var exampleClaims = [len(cause.Names)]int{2, 0, 1, 0, 3, 1, 0, 0}

// family are the causes of one family: those that the data support first, then those that the learner names
// and the data cannot tell of yet.
func family(bd *board.Board, name string) []study.Cause {
	var out []study.Cause
	for _, c := range bd.Plan.Causes {
		if c.Family == name {
			out = append(out, c)
		}
	}
	rank := func(c study.Cause) int {
		switch {
		case c.Supported():
			return 0
		case c.Verdict == cause.NoData && c.Claimed > 0:
			return 1
		}
		return 2
	}
	slices.SortStableFunc(out, func(a, b study.Cause) int { return cmp.Compare(rank(a), rank(b)) })
	return out
}

// causesLead is the page in a sentence or two.
func causesLead(bd *board.Board) string {
	var supported, mended []string
	unknown := 0
	for _, c := range bd.Plan.Causes {
		if c.Supported() {
			supported = append(supported, "“"+c.Title+"”")
		}
		if c.Verdict == cause.NoData {
			unknown++
		}
		if board.Mended(c) {
			mended = append(mended, "“"+c.Title+"”")
		}
	}
	say := fmt.Sprintf("The data support %d of the eight causes, and for each the plan has a rule: %s.", len(supported), words.List(supported))
	if len(mended) > 0 {
		say += " Mended since: " + words.List(mended) + "."
	}
	switch {
	case bd.Plan.Won != 0:
		return bd.Passed() + " What the data say about the causes of the fail stays here as a record; nothing is asked of you."
	case bd.Plan.Diagnosis.Attempt == nil:
		return "No failed attempt is written down, so there is no cause to look for yet. Once one stands in attempts.toml, this page sets what you say of it beside what the data say."
	case len(bd.Plan.Causes) == unknown:
		return "Nothing in your files speaks for or against a cause yet. Each one below says what to write down."
	case len(supported)+len(mended) == 0:
		return "The data support none of the eight causes so far, so none of them changes the plan."
	case len(supported) == 0:
		say = "The data support none of the eight causes any more. Mended since: " + words.List(mended) + "."
	case len(supported) == 1:
		say = strings.Replace(say, "support 1 of the eight causes, and for each the plan has a rule", "support one of the eight causes, and the plan has a rule for it", 1)
	}
	return say + " The others leave the plan as it is."
}

// oneCause shows one of the eight.
func oneCause(dk *board.Desk, c study.Cause, claims bool) view.Cause {
	v := view.Cause{
		Title: c.Title, Verdict: c.Verdict, Supported: c.Supported(), Known: c.Verdict != cause.NoData,
		Evidence: words.Tidy(c.Evidence), RuleName: "What the plan does", Rule: words.Tidy(c.Rule), Working: causeWorking(dk, c),
	}
	if claims {
		v.Claim = "nothing"
		if c.Claimed != cause.Unsaid {
			v.Claim = cause.ClaimWords(c.Claimed)
		}
	}
	if !v.Known {
		v.Verdict, v.RuleName = "cannot tell yet", "What would tell"
	}
	if board.Mended(c) {
		v.Verdict = "no longer so"
	} else if c.Verdict == cause.NotSupported && c.Claimed <= 0 { // the page says once that the plan stays as it is
		v.Rule = ""
	}
	if dk.Plan.Won != 0 {
		v.Verdict, v.Rule = strings.TrimSuffix(v.Verdict, " yet"), ""
	}
	if !dk.Edition.Sees(view.Log) { // the data are what was done
		v.Evidence, v.Working = "", view.Working{}
	}
	for _, a := range c.Adds {
		v.Adds = append(v.Adds, board.Fact(words.Tidy(a.Task), words.Count(a.Times, "time", "times"), "first on "+a.First.Short()))
	}
	return v
}

// summed are the causes whose numbers are sums over many entries, of which only the newest of each kind is named.
var summed = []cause.Name{cause.Coverage, cause.HandsOn, cause.Misreading, cause.SecondGuessing}

// causeWorking is the test of a cause, and what it was given.
func causeWorking(dk *board.Desk, c study.Cause) view.Working {
	w := view.Working{Formula: words.Tidy(c.Formula), Lines: dk.Entries(c.Lines), Mind: dk.Mind(words.Tidy(c.Mind))}
	if slices.Contains(summed, c.Name) {
		for i := range w.Lines {
			w.Lines[i].Note = "the newest of its kind"
		}
	}
	for _, in := range c.Inputs {
		w.Inputs = append(w.Inputs, board.Fact(in.Name, words.Tidy(in.Value), ""))
	}
	if i := slices.Index(cause.Names[:], c.Name); i >= 0 && c.Claimed != cause.Unsaid {
		for _, a := range slices.Backward(dk.Record.Attempts) {
			if a.Claims.Made[i] && a.At.Date <= dk.Plan.Today {
				w.Lines = append(w.Lines, board.Line("What you said", a.Claims.Pos, ""))
				break
			}
		}
	}
	return w
}
