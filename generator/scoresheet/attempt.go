package scoresheet

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"retake/generator/entry"
	"retake/generator/study"
)

// form is how a total is scored, "" if that cannot be told.
func (g Given) form(f Found) string {
	kind := g.Exam.Scale.Kind
	says := strings.ToLower(f.Says)
	switch {
	case f.Percent:
		return "percent"
	case f.Of > 0 && (kind == "points" || kind == "raw"):
		return kind
	case f.Of > 0 && strings.Contains(says, "point"):
		return "points"
	case f.Of > 0 && strings.Contains(says, "question"):
		return "raw"
	case f.Of > 0 && kind == "percent" && f.Of == 100:
		return "percent"
	case f.Of > 0 && f.Of != g.Exam.Scale.Max:
		return ""
	case kind == "unpublished":
		return "scaled"
	case slices.Contains([]string{"scaled", "percent", "points", "raw"}, kind):
		return kind
	case f.Hi > 0:
		return "scaled"
	}
	return ""
}

// passMark is the mark that the report prints, or else the exam's if the total is on its scale.
func (s *sheet) passMark(r Reading) (float64, bool) {
	total := r.Taken[Total]
	if f, ok := r.Taken[PassMark]; ok {
		return f.N, true
	}
	if total.Pass > 0 {
		return total.Pass, true
	}
	return s.Exam.Scale.Pass, s.Exam.Scale.HasPass && s.form(total) == s.Exam.Scale.Kind
}

// causes invites to say what the report cannot.
const causes = `
# What do you think it was? Write it soon, from 0, not at all, to 3, the main reason; leave out what you cannot say:
# causes = { study_time = 1, coverage = 2, one_source = 0, hands_on = 2, out_of_time = 3, anxiety = 1, misreading = 0, second_guessing = 0 }
`

// Append is a file of attempts with this one at its end. In a file of UTF-8 each section gets a line of its own, and an
// invitation to name causes follows.
func (r Reading) Append(old []byte) ([]byte, error) {
	out, err := entry.Append(old, r.Entry())
	if err != nil || bytes.IndexByte(out, 0) >= 0 {
		return out, err
	}
	tail, end := string(out[len(old):]), "\n"
	if strings.Contains(tail, "\r\n") {
		end = "\r\n"
	}
	tail = strings.ReplaceAll(tail, "section = [{", "section = ["+end+"  {")
	tail = strings.ReplaceAll(tail, " }, { domain", " },"+end+"  { domain")
	tail = strings.Replace(tail, " }]", " },"+end+"]", 1)
	if r.Taken[Result].Word == "fail" {
		tail = strings.TrimRight(tail, "\r\n") + strings.ReplaceAll(causes, "\n", end)
	}
	return append(old[:len(old):len(old)], tail...), nil
}

// Entry is the attempt as content/attempts.toml has it.
func (r Reading) Entry() entry.Entry {
	e := entry.Entry{Table: "attempt"}
	put := func(key, value string) { e.Fields = append(e.Fields, entry.Field{Key: key, Value: value}) }
	put("date", r.Taken[Date].Day.String())
	put("result", entry.Text(r.Taken[Result].Word))
	if f, ok := r.Taken[Eligible]; ok {
		put("retake_eligible_on", f.Day.String())
	}
	if _, ok := r.Taken[Total]; ok {
		put("score", r.score())
	}
	if rows := r.rows(); len(rows) > 0 {
		put("section", "["+strings.Join(rows, ", ")+"]")
	}
	if f, ok := r.Taken[Missed]; ok {
		var codes []string
		for _, o := range f.Missed {
			codes = append(codes, entry.Text(o.String()))
		}
		put("objectives", "{ missed = ["+strings.Join(codes, ", ")+"] }")
	}
	return e
}

// score is the total as an inline table, with the scale and the mark if the report prints them.
func (r Reading) score() string {
	f := r.Taken[Total]
	form := r.given.form(f)
	out := fmt.Sprintf("{ form = %s, value = %s", entry.Text(form), plain(f.N))
	lo, hi := f.Lo, f.Hi
	if printed, ok := r.Taken[Range]; ok && hi == 0 && form == "scaled" {
		lo, hi = printed.Lo, printed.Hi
	}
	switch {
	case hi > 0:
		out += fmt.Sprintf(", min = %s, max = %s", plain(lo), plain(hi))
	case f.Of > 0 && form != "percent":
		out += ", max = " + plain(f.Of)
	}
	if pass, ok := r.Taken[PassMark]; ok {
		out += ", pass = " + plain(pass.N)
	} else if f.Pass > 0 {
		out += ", pass = " + plain(f.Pass)
	}
	return out + " }"
}

// rows are the sections.
func (r Reading) rows() (out []string) {
	for _, d := range r.given.Exam.Domains {
		f, ok := r.Taken[OfDomain(d.N)]
		if !ok {
			continue
		}
		text := fmt.Sprintf("{ domain = %d, ", d.N)
		switch f.Form {
		case study.ByLevel:
			text += fmt.Sprintf("level = %s, printed = %s", entry.Text(f.Word), entry.Text(f.Says))
		case study.ByCount, study.ByPoints, study.ByStars:
			text += fmt.Sprintf("%s = %s, of = %s", f.Form, plain(f.N), plain(f.Of))
		default:
			text += fmt.Sprintf("%s = %s", f.Form, plain(f.N))
		}
		out = append(out, text+" }")
	}
	return out
}
