package policy

import (
	"testing"
	"time"

	"github.com/BurntSushi/toml"

	"retake/generator/civil"
)

func TestVectors(t *testing.T) {
	var file struct {
		Vector []struct {
			Policy, State, Note                     string
			Failed                                  []time.Time
			Purchase, Eligibility, Optimistic, Safe time.Time
		}
	}
	meta, err := toml.DecodeFile("testdata/retakes.toml", &file)
	if err != nil || len(meta.Undecoded()) > 0 {
		t.Fatal(err, meta.Undecoded())
	}
	if len(file.Vector) < 26 {
		t.Fatalf("only %d vectors", len(file.Vector))
	}
	for _, v := range file.Vector {
		f := Facts{PurchasedOn: date(v.Purchase), Eligibility: date(v.Eligibility)}
		for _, d := range v.Failed {
			f.Attempts = append(f.Attempts, Attempt{At: civil.Instant{Date: date(d), Clock: civil.NoClock}, Counts: true, Failed: true})
		}
		w := Evaluate(rule(t, v.Policy), f)
		if string(w.State) != v.State || w.Optimistic != date(v.Optimistic) || w.Safe != date(v.Safe) {
			t.Errorf("%s %v (%s): got %s %s %s, want %s %s %s", v.Policy, v.Failed, v.Note,
				w.State, w.Optimistic, w.Safe, v.State, date(v.Optimistic), date(v.Safe))
		}
	}
}
