package generator

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"retake/generator/civil"
	"retake/generator/source"
	"retake/generator/study"
)

// reissue is exam.toml written anew: which exam it is, and of the rest what the catalogue does not say by
// itself, wherever the learner wrote it. Of an exam and its rule there are keys, words that have a meaning
// to the program, numbers, names and addresses; notes are not among them.
type reissue struct {
	*exporter
	now, was study.Exam // what was read, and what the catalogue says by the code alone
	strings.Builder
}

// exam is exam.toml.
func (x *exporter) exam() string {
	r := &reissue{exporter: x, now: x.tree.Record.Exam, was: x.listed}
	fmt.Fprintf(r, "# Which exam this plan is for: a code from the built-in catalogue, or an exam written in full.\nexam = %s\n", quoted(x.code))
	if v := r.open(r.now.Version); v != "" {
		fmt.Fprintf(r, "version = %s\n", quoted(v))
	}
	r.facts()
	r.marks()
	r.outline()
	r.policy()
	return r.String()
}

// open is a name that may be passed on, "" if it holds what is private.
func (r *reissue) open(name string) string {
	if r.private.InName(name) {
		r.left(r.now.Pos.File, r.now.Pos.Line)
		return ""
	}
	return name
}

// change writes a key whose value is not the catalogue's. Values are TOML, "" stands for none.
func (r *reissue) change(key, now, was string) {
	if now != was && now != "" {
		fmt.Fprintf(r, "%s = %s\n", key, now)
	}
}

// facts are what the exam is called, and when it is on offer.
func (r *reissue) facts() {
	name := r.open(r.now.Name)
	if name == "" && r.was.Code != r.now.Code && len(r.now.Domains) == 1 { // an exam of one's own has a name or an outline
		name = r.code
	}
	r.change("name", word(name), word(r.was.Name))
	r.change("vendor", word(r.open(r.now.Vendor)), word(r.was.Vendor))
	r.change("status", word(r.now.Status), word(r.was.Status))
	r.change("available_from", day(r.now.AvailableFrom), day(r.was.AvailableFrom))
	r.change("retires_on", day(r.now.RetiresOn), day(r.was.RetiresOn))
	r.change("successor", word(r.open(r.now.Successor)), word(r.was.Successor))
	r.change("confidence", word(r.now.Confidence), word(r.was.Confidence))
	if !reflect.DeepEqual(r.now.Sources, r.was.Sources) {
		r.change("sources", r.sources(r.now), "")
	}
}

// marks are its size, its form, and what passes.
func (r *reissue) marks() {
	now, was := r.now, r.was
	r.change("minutes", whole(int(now.Minutes)), whole(int(was.Minutes)))
	n := whole(now.Questions)
	key, known := map[string]string{"max": "questions_max", "scored": "questions_scored", "typical": "questions_typical"}[now.QuestionsHow]
	switch {
	case !known:
		key = "questions"
	case now.QuestionsHow == "typical":
		n = list(n, n)
	}
	if now.Questions != was.Questions || now.QuestionsHow != was.QuestionsHow {
		r.change(key, n, "")
	}
	if !slices.Equal(now.Formats, was.Formats) {
		r.change("formats", r.terms(now.Formats), "")
	}
	if s := now.Scale; s != was.Scale {
		var low, high, pass string
		if s.Max != 0 {
			low, high = plainNumber(s.Min), plainNumber(s.Max)
		}
		if s.HasPass {
			pass = plainNumber(s.Pass)
		}
		fmt.Fprintf(r, "score = %s\n", table("kind", word(s.Kind), "min", low, "max", high, "pass", pass))
	}
	rule := map[bool]string{true: `"conjunctive"`, false: `"compensatory"`}
	r.change("rule", rule[now.Conjunctive], rule[was.Conjunctive])
	r.change("allows_review", fmt.Sprint(!now.ForbidsReview), fmt.Sprint(!was.ForbidsReview))
}

// outline is the list of domains, also of an exam whose outline is known from a report alone. Weights are
// written as the issuer prints them, since what is printed is shown.
func (r *reissue) outline() {
	if slices.Equal(r.now.Domains, r.was.Domains) {
		return
	}
	rows, kind := "", ""
	for _, d := range r.now.Domains {
		var weight, low, high string
		if kind, weight = "none", ""; d.Printed != "" {
			kind = "percent"
			weight, _, _ = strings.Cut(d.Printed, " ")
			if strings.HasSuffix(d.Printed, "points") {
				kind = "points"
			} else if from, to, ranged := strings.Cut(weight, "-"); ranged {
				kind, weight, low, high = "range", "", from, to
			}
		}
		rows += "  " + table("n", whole(d.N), "name", word(r.open(d.Name)), "slug", word(r.open(d.Slug)),
			"weight", weight, "min", low, "max", high, "objectives", whole(d.Objectives)) + ",\n"
	}
	fmt.Fprintf(r, "weights = %q\ndomains = [\n%s]\n", kind, rows)
}

// policy is the retake rule: its name if the catalogue has it, else the rule itself.
func (r *reissue) policy() {
	p := r.now.Policy
	if reflect.DeepEqual(p, r.was.Policy) {
		return
	}
	id := r.open(p.ID)
	if e, ok := source.ExamAlone(fmt.Sprintf("exam = \"custom\"\npolicy = %s\n", quoted(id))); ok && reflect.DeepEqual(e.Policy, p) {
		fmt.Fprintf(r, "policy = %s\n", quoted(id))
		return
	}
	r.WriteString("\n[policy]\n")
	if id != "own" { // what a rule without a name is called
		r.change("id", word(id), "")
	}
	r.change("body", word(r.open(p.Body)), "")
	r.change("confidence", word(p.Confidence), "")
	r.change("as_of", day(p.AsOf), "")
	r.change("count", word(string(p.Count)), "")
	r.waits()
	r.caps()
	r.extras()
	r.notices()
	r.change("sources", r.sources(study.Exam{Sources: p.Sources}), "")
}

// waits are the steps of the rule. A list that is empty is written, too: the catalogue's would stand else.
func (r *reissue) waits() {
	p := r.now.Policy
	var waits, others []string
	for i, s := range slices.Concat(p.Wait, p.Alternative) {
		row := table("after", whole(s.After), "n", fmt.Sprint(s.Wait.N), "unit", word(string(s.Wait.Unit)), "count", word(string(s.Count)))
		if i < len(p.Wait) {
			waits = append(waits, row)
		} else {
			others = append(others, row)
		}
	}
	r.change("wait", list(waits...), "")
	r.change("alternative", list(others...), "")
}

func (r *reissue) caps() {
	var rows []string
	for _, c := range r.now.Policy.Caps {
		then := span(c.Then.Wait.N, string(c.Then.Wait.Unit), "do", word(c.Then.Do), "from", word(c.Then.From))
		rows = append(rows, table("attempts", whole(c.Attempts), "kind", word(c.Kind), "window", span(c.Window.N, string(c.Window.Unit)), "then", then))
	}
	r.change("cap", list(rows...), "")
}

// extras are what a rule may say beside the wait.
func (r *reissue) extras() {
	p := r.now.Policy
	if a := p.AfterPass; a != nil {
		r.change("after_pass", span(a.Wait.N, string(a.Wait.Unit), "do", word(a.Do)), "")
	}
	switch {
	case p.NeverResets:
		r.change("reset", table("never", "true"), "")
	case p.Reset != nil:
		r.change("reset", span(p.Reset.N, string(p.Reset.Unit)), "")
	}
	if f := p.FreeRetake; f != nil {
		within := span(f.Within.N, string(f.Within.Unit), "from", word(f.From))
		r.change("free_retake", table("count", whole(f.Count), "within", within, "lost_on", r.terms(f.LostOn), "optional", fmt.Sprint(f.Optional)), "")
	}
	if d := p.Deadline; d != nil {
		r.change("deadline", span(d.Within.N, string(d.Within.Unit), "from", word(d.From)), "")
	}
	if p.Waiver != nil {
		r.change("waiver", span(p.Waiver.N, string(p.Waiver.Unit)), "")
	}
	if p.Lead != nil {
		r.change("lead", span(p.Lead.N, string(p.Lead.Unit)), "")
	}
}

func (r *reissue) notices() {
	p := r.now.Policy
	var rows, days []string
	for _, n := range p.Reschedule {
		rows = append(rows, span(n.Before.N, string(n.Before.Unit), "delivery", word(n.Delivery), "max", whole(n.Max)))
	}
	r.change("reschedule", list(rows...), "")
	r.change("no_show", word(p.NoShow), "")
	if term.MatchString(p.Shared) && !r.private.In(p.Shared) {
		r.change("shared", word(p.Shared), "")
	}
	r.change("sessions", fmt.Sprint(p.Sessions), "false")
	for _, d := range p.SessionDates {
		days = append(days, d.String())
	}
	r.change("session_dates", list(days...), "[]")
}

// yearOrDay is how the day of a source may be written.
var yearOrDay = regexp.MustCompile(`^(19|20)[0-9]{2}(-[0-9]{2}){0,2}$`)

// sources are where an exam's facts were read: address, day and grade.
func (r *reissue) sources(e study.Exam) string {
	var rows []string
	for _, s := range e.Sources {
		read := ""
		if yearOrDay.MatchString(s.Date) {
			read = word(s.Date)
		}
		if u := r.address(s.URL); u != "" {
			rows = append(rows, table("url", word(u), "date", read, "grade", word(s.Grade), "seen", map[bool]string{true: "false"}[s.Unseen]))
		}
	}
	return list(rows...)
}

// ---- values as TOML; "" stands for none

func word(s string) string {
	if s == "" {
		return ""
	}
	return quoted(s)
}

func whole(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

func day(d civil.Date) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

// plainNumber is a number as somebody writes it.
func plainNumber(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// term is a word with a meaning to the program, such as "multiple-choice".
var term = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)

// terms is a list of such words; what is no such word is left out.
func (r *reissue) terms(all []string) string {
	var out []string
	for _, s := range all {
		if term.MatchString(s) && !r.private.In(s) {
			out = append(out, quoted(s))
		}
	}
	return list(out...)
}

func list(values ...string) string { return "[" + strings.Join(values, ", ") + "]" }

// table is an inline table of keys and values, without those that are none.
func table(pairs ...string) string {
	var rows []string
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			rows = append(rows, pairs[i]+" = "+pairs[i+1])
		}
	}
	return "{ " + strings.Join(rows, ", ") + " }"
}

// span is a length of time as a table, with more keys; without any of them it is none.
func span(n int, unit string, more ...string) string {
	if unit != "" {
		more = append([]string{"n", fmt.Sprint(n), "unit", quoted(unit)}, more...)
	}
	if t := table(more...); t != "{  }" {
		return t
	}
	return ""
}
