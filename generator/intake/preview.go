package intake

import (
	"fmt"
	"strings"
)

// firstRows are how many lines of a list a preview shows.
const firstRows = 8

// Preview says what would be written, and what not, and why. all prints lists in full.
func (j *Job) Preview(results []Result, all bool) string {
	var b strings.Builder
	fresh := New(results)
	fmt.Fprintf(&b, "%s: a table of %s\n", j.Name, j.how())
	var columns []string
	for _, k := range keys {
		if name := j.Map[k.name]; name != "" {
			columns = append(columns, k.name+" = "+name)
		}
	}
	fmt.Fprintf(&b, "  columns   %s\n", strings.Join(columns, ", "))
	if j.Dates != "" {
		fmt.Fprintf(&b, "  dates     %s\n", InWords(j.Dates))
	}
	for i, line := range j.topics() {
		if i == firstRows && !all {
			b.WriteString("  and other topics: --all lists them\n")
			break
		}
		fmt.Fprintf(&b, "  %s\n", line)
	}
	if len(fresh) > 0 {
		b.WriteString("to be written:\n")
	}
	for i, x := range fresh {
		if i == firstRows && !all && len(fresh) > firstRows+1 {
			fmt.Fprintf(&b, "  and %d more\n", len(fresh)-i)
			break
		}
		fmt.Fprintf(&b, "  %s  %3d of %-3d  %s%s\n", x.Date, x.Right, x.Of, j.what(x), j.with(x))
	}
	b.WriteString(j.sums(results, fresh))
	return b.String()
}

func (j *Job) how() string {
	comma := map[rune]string{',': "commas", ';': "semicolons", '\t': "tabs", '|': "bars"}[j.Comma]
	how := fmt.Sprintf("%d rows below line %d, with %s", len(j.rows), j.HeadLine, comma)
	if j.Coding != "UTF-8" {
		how += ", in " + j.Coding
	}
	if j.Known {
		how += ", read as before"
	}
	return how
}

// topics are the topics of the table and what they are here.
func (j *Job) topics() (lines []string) {
	if j.Map["domain"] == "" {
		if j.anything != "" {
			return []string{"all rows  " + j.Title(j.anything)}
		}
		return []string{"no column names a domain: the sets count as mixed"}
	}
	seen := map[string]bool{}
	for _, r := range j.rows {
		topic := j.cell(r, "domain")
		if seen[strings.ToLower(topic)] || j.blank(r) || topic == "" {
			continue
		}
		seen[strings.ToLower(topic)] = true
		ref := j.ref(topic)
		if _, name, _ := strings.Cut(j.Title(ref), " "); plain(name) != plain(topic) && plain(j.Title(ref)) != plain(topic) && ref != topic {
			lines = append(lines, fmt.Sprintf("%q is %s", topic, j.Title(ref)))
		}
	}
	return lines
}

func (j *Job) what(x Result) string {
	switch {
	case x.Whole:
		return "simulation"
	case x.Objective != "":
		return j.Title(x.Objective)
	case x.Domain == 0:
		return "mixed"
	}
	return j.Title(fmt.Sprint(x.Domain))
}

func (j *Job) with(x Result) (s string) {
	if x.Source != j.Name {
		s += ", " + x.Source
	}
	if x.Conditions != "" {
		s += ", " + x.Conditions
	}
	if x.Minutes > 0 {
		s += fmt.Sprintf(", %d min", x.Minutes)
	}
	return s
}

// sums are the lines below the rows: how many are new, there already, left out and wrong.
func (j *Job) sums(results, fresh []Result) string {
	var b strings.Builder
	var there, left, large, sims int
	var wrong []Result
	for _, x := range results {
		switch {
		case x.Wrong != "":
			wrong = append(wrong, x)
		case x.Left:
			left++
		case x.There:
			there++
		case x.Whole:
			sims++
		case j.As == "" && j.Questions > 0 && j.nearWhole(x):
			large++
		}
	}
	say := func(n int, one, many string) {
		if n == 1 {
			fmt.Fprintf(&b, "1 %s\n", one)
		} else if n > 1 {
			fmt.Fprintf(&b, "%d %s\n", n, many)
		}
	}
	say(len(fresh)-sims, "practice set is new", "practice sets are new")
	say(sims, "simulation is new: it counts towards readiness once you have written timed and closed_book", "simulations are new: they count towards readiness once you have written timed and closed_book")
	say(large, "of them is about as long as the exam: if it was one, use --as simulation", "of them are about as long as the exam: if they were whole exams, use --as simulation")
	say(there, "is in the log already", "are in the log already")
	say(left, "is of something else, and left out", "are of something else, and left out")
	b.WriteString(j.unused())
	say(len(wrong), "row cannot be read:", "rows cannot be read:")
	for _, x := range wrong {
		fmt.Fprintf(&b, "  line %d: %s\n", x.Line, x.Wrong)
	}
	return b.String()
}

// unused says what stands in a table and is not taken, because it could mean more than one thing.
func (j *Job) unused() string {
	var b strings.Builder
	for _, key := range []string{"minutes", "conditions"} {
		n, example := 0, ""
		for _, r := range j.rows {
			cell := j.cell(r, key)
			if cell == "" || key == "minutes" && length(cell, strings.Contains(plain(j.Map[key]), "sec")) > 0 || key == "conditions" && conditions(cell) != "" {
				continue
			}
			if n++; example == "" {
				example = cell
			}
		}
		if n > 0 {
			fmt.Fprintf(&b, "%s is not taken from %d of %d rows: what %q says is not sure\n", j.Map[key], n, len(j.rows), example)
		}
	}
	return b.String()
}
