package begin

import (
	"slices"
	"strings"

	"retake/generator/civil"
	"retake/generator/source"
	"retake/generator/source/catalogue"
	"retake/generator/study"
)

// Search finds the exams of the catalogue that somebody may mean, the likeliest first, and versions of one side by side.
func Search(words string) (out []study.Exam) {
	for _, e := range catalogue.Search(words) {
		x, _ := source.Catalogued(strings.TrimSpace(e.Code + " " + e.Version))
		at := len(out)
		for i, o := range out {
			if o.Code == x.Code {
				at = i + 1
			}
		}
		out = slices.Insert(out, at, x)
	}
	return out
}

func named(e study.Exam) string { return e.Code + " " + e.Name + ", " + e.Vendor }

// titled is an exam by its code and its name, with the version if the name does not have it.
func titled(e study.Exam) string {
	if strings.Contains(e.Name, e.Version) {
		return e.Code + " " + e.Name
	}
	return versioned(e) + " " + e.Name
}

// line is an exam as one of a choice.
func line(e study.Exam, today civil.Date) string {
	say := named(e)
	switch {
	case over(e, today):
		say += "; " + strings.TrimPrefix(sayGone(e), versioned(e)+" ")
	case e.AvailableFrom > today:
		say += "; from " + e.AvailableFrom.Medium()
	case e.RetiresOn != 0:
		say += "; until " + e.RetiresOn.Medium()
	}
	return say
}

// earlier are the versions and exams that came before one.
func earlier(e study.Exam) (out []study.Exam) {
	for _, c := range catalogue.Entries() {
		name := strings.TrimSpace(c.Code + " " + c.Version)
		if x, _ := source.Catalogued(name); x.Successor != "" && (x.Successor == e.Code || x.Successor == versioned(e)) && name != versioned(e) {
			out = append(out, x)
		}
	}
	return out
}
