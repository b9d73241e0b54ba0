package policy

import (
	"sync"
	"testing"
	"time"

	"github.com/BurntSushi/toml"

	"retake/generator/civil"
)

// The catalogue's own reader lives in a higher room; this one reads just enough for the tests here and
// refuses what it does not know.
type (
	spanRow struct {
		N    int
		Unit string
	}
	stepRow struct {
		After, N    int
		Unit, Count string
	}
	policyRow struct {
		ID, Body, Covers, Group, Confidence, Count, Shared, Beta, Note string
		AsOf                                                           time.Time `toml:"as_of"`
		NoShow                                                         string    `toml:"no_show"`
		Sessions                                                       bool
		SessionDates                                                   []time.Time `toml:"session_dates"`
		Wait, Alternative                                              []stepRow
		Waiver, Lead                                                   *spanRow
		Cap                                                            []struct {
			Attempts int
			Kind     string
			Window   spanRow
			Then     struct {
				Do, Unit, From string
				N              int
			}
		}
		AfterPass *struct {
			Do, Unit, Note string
			N              int
		} `toml:"after_pass"`
		Reset *struct {
			N          int
			Unit, From string
			Never      bool
		}
		FreeRetake *struct {
			Count  int
			Within struct {
				N          int
				Unit, From string
			}
			LostOn   []string `toml:"lost_on"`
			Optional bool
			Note     string
		} `toml:"free_retake"`
		Deadline *struct {
			N                int
			Unit, From, Note string
		}
		Reschedule []struct {
			Delivery, Unit, Note string
			N, Max               int
		}
		Seed    map[string]any
		Sources []map[string]any
	}
)

var catalogue = sync.OnceValues(func() (map[string]Policy, error) {
	var file struct {
		Schema   int
		AsOf     time.Time `toml:"as_of"`
		Policy   []policyRow
		Delivery []map[string]any
	}
	_, err := toml.DecodeFile("../source/catalogue/policies.toml", &file)
	out := map[string]Policy{}
	for _, row := range file.Policy {
		out[row.ID] = row.policy()
	}
	return out, err
})

func rule(t *testing.T, id string) Policy {
	t.Helper()
	all, err := catalogue()
	if err != nil {
		t.Fatal(err)
	}
	p, ok := all[id]
	if !ok {
		t.Fatalf("no policy %q", id)
	}
	return p
}

func (r *spanRow) span() *Span {
	if r == nil {
		return nil
	}
	return &Span{r.N, Unit(r.Unit)}
}

func date(t time.Time) civil.Date {
	if t.IsZero() {
		return 0
	}
	return civil.Of(t.Year(), int(t.Month()), t.Day())
}

func (r policyRow) policy() Policy {
	p := Policy{
		ID: r.ID, Body: r.Body, Covers: r.Covers, Group: r.Group, Confidence: r.Confidence, AsOf: date(r.AsOf), Count: Count(r.Count),
		Shared: r.Shared, Beta: r.Beta, Note: r.Note, NoShow: r.NoShow, Sessions: r.Sessions,
		Waiver: r.Waiver.span(), Lead: r.Lead.span(), Wait: steps(r.Wait), Alternative: steps(r.Alternative),
	}
	for _, d := range r.SessionDates {
		p.SessionDates = append(p.SessionDates, date(d))
	}
	for _, c := range r.Cap {
		then := Then{c.Then.Do, Span{c.Then.N, Unit(c.Then.Unit)}, c.Then.From}
		p.Caps = append(p.Caps, Cap{c.Attempts, c.Kind, *c.Window.span(), then})
	}
	for _, n := range r.Reschedule {
		p.Reschedule = append(p.Reschedule, Notice{n.Delivery, Span{n.N, Unit(n.Unit)}, n.Max, n.Note})
	}
	if a := r.AfterPass; a != nil {
		p.AfterPass = &AfterPass{a.Do, Span{a.N, Unit(a.Unit)}, a.Note}
	}
	if x := r.Reset; x != nil {
		p.NeverResets = x.Never
		if !x.Never {
			p.Reset = &Span{x.N, Unit(x.Unit)}
		}
	}
	if x := r.FreeRetake; x != nil {
		p.FreeRetake = &FreeRetake{x.Count, Span{x.Within.N, Unit(x.Within.Unit)}, x.Within.From, x.LostOn, x.Optional, x.Note}
	}
	if x := r.Deadline; x != nil {
		p.Deadline = &Deadline{Span{x.N, Unit(x.Unit)}, x.From, x.Note}
	}
	return p
}

func steps(rows []stepRow) []Step {
	var out []Step
	for _, s := range rows {
		out = append(out, Step{s.After, Span{s.N, Unit(s.Unit)}, Count(s.Count)})
	}
	return out
}

// day reads "2026-11-23"; it is for tables.
func day(s string) civil.Date {
	if s == "" {
		return 0
	}
	d, err := civil.Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

// fails are failed attempts on days at no known hour.
func fails(days ...string) []Attempt {
	var out []Attempt
	for _, s := range days {
		out = append(out, Attempt{At: civil.Instant{Date: day(s), Clock: civil.NoClock}, Counts: true, Failed: true})
	}
	return out
}
