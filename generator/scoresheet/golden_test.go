package scoresheet

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"retake/generator/civil"
	"retake/generator/paper"
	"retake/generator/source"
	"retake/generator/source/catalogue"
)

var update = flag.Bool("update", false, "write the goldens anew")

// reports are the printed pages of the next room, and the exam that the plan is for.
var reports = map[string]string{
	"comptia": "SY0-701", "cisco": "200-301 v1.1", "distilled": "200-301 v1.1", "aws": "SAA-C03", "isc2": "CISSP", "microsoft": "AZ-104", "pmi": "PMP",
	"linux": "CKA", "google": "PCA", "guarded": "PCA", "columns": "SY0-701", "letter": "SY0-701", "giac": "GSEC",
}

// given is an exam of the catalogue, beside all others, a week before Christmas.
func given(t testing.TB, code string) Given {
	t.Helper()
	e, faults := source.Catalogued(code)
	if faults.Errors() > 0 {
		t.Fatal(faults)
	}
	g := Given{Exam: e, Today: civil.Of(2026, 12, 17)}
	for _, x := range catalogue.Entries() {
		g.Other = append(g.Other, Named{Code: x.Code, Name: x.Name})
	}
	return g
}

func printed(t testing.TB, name string) paper.Document {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "paper", "testdata", name+".pdf"))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := paper.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// told is a reading line by line.
func told(r Reading) string {
	var b strings.Builder
	for _, k := range r.Keys() {
		f := r.Taken[k]
		fmt.Fprintf(&b, "%s: %s\n    %d.%d %s\n", r.Name(k), f.Says, f.From.Page, f.From.Line, f.From.Text)
	}
	for _, d := range r.Doubts {
		fmt.Fprintf(&b, "? %s: %s\n", r.Name(d.Key), d.Why)
		for _, f := range d.Could {
			fmt.Fprintf(&b, "    %s (%d.%d %s)\n", f.Says, f.From.Page, f.From.Line, f.From.Text)
		}
	}
	for _, k := range r.Silent() {
		fmt.Fprintf(&b, "- %s\n", r.Name(k))
	}
	for _, n := range r.Notes {
		fmt.Fprintf(&b, "note: %s\n", n)
	}
	if r.Wrong != "" {
		fmt.Fprintf(&b, "wrong: %s\n", r.Wrong)
	}
	if len(r.Lacking()) == 0 {
		text, err := r.Append(nil)
		fmt.Fprintf(&b, "\n%s", text)
		if err != nil {
			b.WriteString(err.Error())
		}
	}
	return b.String()
}

func TestReports(t *testing.T) {
	for name, code := range reports {
		t.Run(name, func(t *testing.T) {
			got := told(Read(printed(t, name), given(t, code)))
			golden := filepath.Join("testdata", name+".txt")
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, _ := os.ReadFile(golden)
			if got != string(want) {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}
