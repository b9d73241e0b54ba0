package policy

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"retake/generator/civil"
)

var update = flag.Bool("update", false, "write the golden files anew")

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
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// at gives the last attempt an hour.
func at(clock string, attempts []Attempt) []Attempt {
	c, err := civil.ParseClock(clock)
	if err != nil {
		panic(err)
	}
	attempts[len(attempts)-1].At.Clock = c
	return attempts
}

// passing adds a passed attempt.
func passing(on string, attempts []Attempt) []Attempt {
	return append(attempts, Attempt{At: civil.Instant{Date: day(on), Clock: civil.NoClock}, Counts: true})
}

// missed turns the last attempt into an empty seat.
func missed(attempts []Attempt) []Attempt {
	attempts[len(attempts)-1].NoShow = true
	return attempts
}

const today = "2026-11-23"

// cases are the rules that are hard to get right, and what can come between.
var cases = []struct {
	name, policy string
	facts        Facts
}{
	{"days begin the day after", "cisco", Facts{Attempts: fails("2026-11-20")}},
	{"the report prints the date", "cisco", Facts{Attempts: fails("2026-11-20"), PrintedDate: day("2026-11-26")}},
	{"the report prints another date", "cisco", Facts{Attempts: fails("2026-11-20"), PrintedDate: day("2026-12-05")}},
	{"no wait after the first", "comptia", Facts{Attempts: fails("2026-11-20"), VoucherExpires: day("2027-05-20"), VersionEnds: day("2027-06-11")}},
	{"hours, the hour known", "microsoft", Facts{Attempts: at("15:40", fails("2026-11-22")), ExamMinutes: 100, Delivery: "online"}},
	{"hours, the end after midnight", "crowdstrike", Facts{Attempts: at("23:30", fails("2026-11-22")), ExamMinutes: 90}},
	{"hours, the hour unknown", "microsoft", Facts{Attempts: fails("2026-11-22"), ExamMinutes: 100}},
	{"five in twelve months from the first", "microsoft", Facts{Attempts: fails("2026-02-10", "2026-02-12", "2026-03-02", "2026-05-04", "2026-11-02")}},
	{"one of five left", "microsoft", Facts{Attempts: fails("2026-02-10", "2026-02-12", "2026-03-02", "2026-11-16")}},
	{"the steep ladder and four in two years", "google", Facts{Attempts: fails("2025-01-10", "2025-02-01", "2025-04-10", "2026-04-12"), Delivery: "centre"}},
	{"the wording leaves a day open", "aws", Facts{Attempts: fails("2026-11-20"), VersionEnds: day("2026-12-04")}},
	{"the cap outlasts the ladder", "isc2", Facts{Attempts: fails("2026-01-01", "2026-02-01", "2026-04-03", "2026-11-01")}},
	{"never more than two in thirty days", "sas", Facts{Attempts: fails("2026-11-10", "2026-11-20")}},
	{"two in fourteen days, then again", "gitlab", Facts{Attempts: fails("2026-11-18", "2026-11-20")}},
	{"the count begins again", "lpi", Facts{Attempts: fails("2023-09-07", "2023-09-20", "2026-11-20")}},
	{"the count never begins again", "juniper", Facts{Attempts: fails("2019-03-01", "2026-11-20")}},
	{"a retake is included", "linux-foundation", Facts{Attempts: fails("2026-11-20"), PurchasedOn: day("2026-02-01"), Delivery: "online"}},
	{"a retake is included, the purchase unknown", "linux-foundation", Facts{Attempts: fails("2026-11-20")}},
	{"the included retake is lost", "linux-foundation", Facts{Attempts: missed(fails("2026-11-20")), PurchasedOn: day("2026-02-01")}},
	{"the included retake is over", "linux-foundation", Facts{Attempts: fails("2026-08-20"), PurchasedOn: day("2025-10-01")}},
	{"both attempts of a purchase used", "linux-foundation", Facts{Attempts: fails("2026-10-01", "2026-11-20"), PurchasedOn: day("2026-02-01")}},
	{"both used, the purchase unknown", "linux-foundation", Facts{Attempts: fails("2026-10-01", "2026-11-20")}},
	{"bought again", "linux-foundation", Facts{Attempts: fails("2026-10-01", "2026-11-20"), PurchasedOn: day("2026-11-22")}},
	{"three in the eligibility year", "pmi", Facts{Attempts: fails("2026-03-01", "2026-05-01", "2026-11-20"), Eligibility: day("2026-01-15")}},
	{"one left in the eligibility year", "pmi", Facts{Attempts: fails("2026-03-01", "2026-11-20"), Eligibility: day("2026-01-15")}},
	{"eligibility not written", "pmi", Facts{Attempts: fails("2026-11-20")}},
	{"three at one version", "sap", Facts{Attempts: fails("2026-03-01", "2026-05-01", "2026-11-20")}},
	{"four, then training", "servicenow", Facts{Attempts: fails("2026-03-01", "2026-05-01", "2026-08-01", "2026-11-20")}},
	{"a waiver and a deadline", "giac", Facts{Attempts: fails("2026-11-10"), PurchasedOn: day("2026-08-15")}},
	{"the retake is bought, the deadline runs", "giac", Facts{Attempts: fails("2026-11-10"), PurchasedOn: day("2026-11-12")}},
	{"weeks, by the product bought", "offsec-course", Facts{Attempts: fails("2026-10-01", "2026-11-20")}},
	{"an option that may have been bought", "peoplecert", Facts{Attempts: fails("2026-11-20"), Delivery: "online"}},
	{"fixed dates, none ahead", "ipas", Facts{Attempts: fails("2026-11-14")}},
	{"fixed dates, one ahead", "ipas", Facts{Attempts: fails("2026-05-23"), Today: day("2026-06-10")}},
	{"the wait is not known", "hashicorp", Facts{Attempts: fails("2026-11-20"), Delivery: "online"}},
	{"the wait is not known, but a cap is", "docker", Facts{Attempts: fails("2026-11-20")}},
	{"the wait is not known, but printed", "splunk", Facts{Attempts: fails("2026-11-20"), PrintedDate: day("2026-11-27")}},
	{"too late for the voucher", "isaca", Facts{Attempts: fails("2026-09-01", "2026-11-20"), VoucherExpires: day("2026-12-31")}},
	{"passed, and blocked", "comptia", Facts{Attempts: passing("2026-11-20", nil)}},
	{"passed, and a wait", "cisco", Facts{Attempts: passing("2026-11-20", fails("2026-09-01"))}},
	{"passed, near the end only", "google", Facts{Attempts: passing("2026-11-20", nil)}},
	{"passed, nothing stated", "isc2", Facts{Attempts: passing("2026-11-20", nil)}},
	{"no attempt", "aws", Facts{}},
	{"a void attempt", "aws", Facts{Attempts: []Attempt{{At: civil.Instant{Date: day("2026-11-20")}, Failed: true}}}},
	{"an attempt without a day", "aws", Facts{Attempts: []Attempt{{Counts: true, Failed: true}}}},
}

func TestHardCases(t *testing.T) {
	var b strings.Builder
	for _, c := range cases {
		if c.facts.Today == 0 {
			c.facts.Today = day(today)
		}
		w := Evaluate(rule(t, c.policy), c.facts)
		fmt.Fprintf(&b, "## %s (%s)\n%s", c.name, c.policy, show(w))
	}
	golden(t, "testdata/hard-cases.txt", b.String())
}

// show prints a window with everything in it.
func show(w Window) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s", w.State)
	if w.Safe != 0 {
		fmt.Fprintf(&b, " %s / %s", w.Optimistic, w.Safe)
	}
	if w.AttemptsLeft != nil {
		fmt.Fprintf(&b, ", left %d %s", *w.AttemptsLeft, w.LeftUntil)
	}
	if w.Until != 0 {
		fmt.Fprintf(&b, ", until %s (%s)", w.Until, w.UntilWhy)
	}
	if w.TooLate {
		b.WriteString(", too late")
	}
	if w.FreeRetake {
		b.WriteString(", free retake")
	}
	if w.Notice != nil {
		fmt.Fprintf(&b, ", notice %s", w.Notice.Before)
	}
	b.WriteString("\n")
	for _, r := range w.Reasons {
		fmt.Fprintf(&b, "- %s: %s\n", r.Code, r.Text)
	}
	return b.String() + "\n"
}

func TestRulesInWords(t *testing.T) {
	all, err := catalogue()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, id := range slices.Sorted(maps.Keys(all)) {
		p := all[id]
		lines := p.Describe()
		if len(lines) < 1 || len(lines) > 6 {
			t.Errorf("%s is told in %d lines", id, len(lines))
		}
		fmt.Fprintf(&b, "## %s\n", id)
		for _, line := range lines {
			fmt.Fprintf(&b, "- %s\n", line)
		}
		fmt.Fprintf(&b, "%s\n\n", p.Caution(day(today)))
	}
	golden(t, "testdata/rules.txt", b.String())
}
