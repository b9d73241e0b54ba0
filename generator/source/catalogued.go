package source

import (
	"fmt"
	"strings"

	"retake/generator/fault"
	"retake/generator/source/catalogue"
	"retake/generator/study"
)

// Catalogued is the exam of the built-in catalogue that somebody means by a code, or by a code and a version
// behind it, as in "350-701 v2.0". The faults say why there is none.
func Catalogued(name string) (study.Exam, fault.List) {
	e, faults := catalogued(name, "")
	if at := strings.LastIndexByte(name, ' '); at > 0 && faults.Errors() > 0 && len(Versions(name[:at])) > 0 {
		return catalogued(name[:at], name[at+1:])
	}
	return e, faults
}

func catalogued(code, version string) (study.Exam, fault.List) {
	text := fmt.Sprintf("exam = %q\n", code)
	if version != "" {
		text += fmt.Sprintf("version = %q\n", version)
	}
	var faults fault.List
	v := parseTOML(examFile, raw{bytes: []byte(text), there: true}, &faults)
	if x := catalogue.Choose(catalogue.Files{Exam: v}, &faults); x != nil {
		return *x, faults
	}
	return study.Exam{}, faults
}

// Versions are the exams of the built-in catalogue that have a code.
func Versions(code string) (out []study.Exam) {
	for _, e := range catalogue.Entries() {
		if strings.EqualFold(e.Code, code) {
			x, _ := catalogued(e.Code, e.Version)
			out = append(out, x)
		}
	}
	return out
}
