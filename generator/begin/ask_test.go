package begin_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"retake/generator"
	"retake/generator/begin"
	"retake/generator/fault"
	"retake/generator/talk"
)

var update = flag.Bool("update", false, "rewrite testdata/*.txt")

// typed is what somebody answers, one line each, to the questions in order. A | stands for the end of a line.
var typed = []struct{ name, lines string }{
	{"comptia", `security plus|1|?|2 nov|?|721|1.2 2.4 9.1|1.2 2.4 4.1|mon-fri 19:00-20:30, sat 9-12|24 Dec - 27 Dec family; 31 Dec|Official study guide, book, used before|Provider A|questions||Alex, sun 18:00||n|y|y`},
	{"cisco", `ccna|1|yesterday|45|55%||150|50|27|40|6h a week|||||n|n|y`},
	{"aws", `solutions architect associate|y|2026-11-20|1200|689|n|meets|perfect|n|m|weekdays 90m|||||n|n|y`},
	{"isc2", `cissp|14 Sep|b|n|a|near|below proficiency|||?|n|sat 9-12||||16 Jan|y|?|CISSP, again|Sam|n|y`},
	{"google", `professional cloud architect|y|30 Aug||||||n|n|y`},
	{"microsoft", `AZ-500|y|2 nov|655|150|55|30||60||||||n|n|y`},
	{"isaca", `cism|10 nov|431|410|462|398|455||||||n|n|y`},
	{"redhat", `rhcsa|y|12 oct|56|Essential tools = 17|Running systems 50|Running systems = 50|||||||n|n|y`},
	{"giac", `gsec|20 oct|68|Cryptography = 2|Linux security = 1/5|Cloud|||||||n|n|y`},
	{"otherwise", `gsec|20 oct|68|Cryptography = 2|other|7|Cryptography = 7/12|||||||n|n|y`},
	{"pmi", `pmp|31 aug|b|t|needs||||||n|n|y`},
	{"linux", `cka|1 nov|58||||||n|n|y`},
	{"other", `N10-009|2 nov|other|2|58|other|10|410|x|420|||||||||n|n|y`},
	{"rank", `cissp|2 nov|b|other|9|3 1 2||||||n|n|y`},
	{"own", `Acme Certified Thing|y|2 nov|4|23/40|6|Cooking = 3/5|||||||n|n|y`},
	{"older", `SCOR|1|2026-08-01||||||n|n|y`},
	{"retired", `SAP-C02|n|SAP-C02|y|10 nov|690||||||n|n|y`},
	{"doubted", `SY0-701|2 nov|760|n|740|none||||||n|n|y`},
	{"nothing", `|||||||n|n|n`},
}

// TestConversations reads each conversation as it stands on the terminal, and the files that come of it.
func TestConversations(t *testing.T) {
	for _, c := range typed {
		t.Run(c.name, func(t *testing.T) {
			var out strings.Builder
			var a begin.Answers
			lines := strings.Split(c.lines, "|")
			in := &echo{lines: lines, out: &out}
			yes, err := a.Ask(talk.New(in, &out, 80), nil, today, "Europe/Berlin", "mine")
			if err != nil || len(in.lines) > 0 {
				t.Errorf("%v, %d answers are left", err, len(in.lines))
			}
			plan := begun(a, today)
			for _, name := range []string{"content/exam.toml", "content/attempts.toml", "content/plan.toml"} {
				out.WriteString("\n---- " + name + "\n")
				for line := range strings.Lines(string(plan[name].Data)) {
					if !strings.HasPrefix(line, "#") && line != "\n" {
						out.WriteString(line)
					}
				}
			}
			if yes != strings.HasSuffix(c.lines, "|y") {
				t.Errorf("to be written: %v", yes)
			}
			for _, f := range generator.Plan(generator.Input{Source: plan, Clock: generator.Clock{Today: today}}).Faults {
				if f.Severity == fault.Error {
					t.Errorf("%s:%d: %s [%s]", f.Pos.File, f.Pos.Line, f.Message, f.Code)
				}
			}
			golden(t, filepath.Join("testdata", c.name+".txt"), out.String())
		})
	}
}

// echo is what is typed, which also stands on the terminal.
type echo struct {
	lines []string
	out   *strings.Builder
}

func (e *echo) Read(p []byte) (int, error) {
	if len(e.lines) == 0 {
		return 0, os.ErrClosed
	}
	line := e.lines[0] + "\n"
	e.lines = e.lines[1:]
	e.out.WriteString(line)
	return copy(p, line), nil
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestAskIsOver: whoever goes away in the middle has said nothing.
func TestAskIsOver(t *testing.T) {
	for n := range strings.Count(typed[0].lines, "|") {
		var a begin.Answers
		lines := strings.Join(strings.Split(typed[0].lines, "|")[:n], "\n") + "\n"
		if yes, err := a.Ask(talk.New(strings.NewReader(lines), &strings.Builder{}, 80), nil, today, "Europe/Berlin", "mine"); yes || err == nil {
			t.Errorf("after %d answers: %v, %v", n, yes, err)
		}
	}
}

// TestAskWhatIsMissing: what flags have said is not asked again.
func TestAskWhatIsMissing(t *testing.T) {
	said := map[string][]string{"exam": {"SY0-701"}, "failed": {"2 nov"}, "score": {"721"}, "missed": {"1.2"}, "hours": {"6h a week"}, "away": {"31 Dec"},
		"resource": {"Book, book"}, "mentor": {"Alex"}, "exam-date": {"16 Jan"}, "title": {"Again"}}
	var out strings.Builder
	var a begin.Answers
	if err := a.Take(said, today); err != nil {
		t.Fatal(err)
	}
	yes, err := a.Ask(talk.New(strings.NewReader("y\n"), &out, 80), said, today, "", "mine")
	if !yes || err != nil || strings.Count(out.String(), "?") != 2 { // one in the first lines, one at the end
		t.Errorf("%v, %v:\n%s", yes, err, out.String())
	}
}
