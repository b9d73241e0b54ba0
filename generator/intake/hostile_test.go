package intake

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// TestTame: nothing in a cell can steer a terminal, wherever it is shown or kept.
func TestTame(t *testing.T) {
	evil := "\x1b]0;x\x07\u202e\u009b2J"
	text := "Date" + evil + ",Topic,Correct,\"Total\nquestions\",Source,Notes,Form\n2026-11-24,1" + evil + ",1,2,\"B" + evil + "\nC\",\"n" + evil + "\nm\",\"f\ng\"\n"
	table, err := Read([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	j, err := Begin(table, outline, nil, Given{Source: "A"})
	if err != nil {
		t.Fatal(err)
	}
	var shown strings.Builder
	for q := j.Next(); q != nil; q = j.Next() {
		shown.WriteString(q.Ask + q.Flag + strings.Join(q.Options, ""))
		q.Choice(0)
	}
	results := j.Results(today)
	shown.WriteString(j.Preview(results, true))
	e, _ := j.Saved()
	if n := len(New(results)); n != 1 {
		t.Fatalf("%d results\n%s", n, shown.String())
	}
	got := New(results)[0]
	shown.WriteString(e.String() + got.Entry().String() + got.Source)
	if strings.ContainsAny(shown.String(), "\x1b\x07\u202e\u009b") || strings.Contains(shown.String(), `\u00`) {
		t.Errorf("%q", shown.String())
	}
	if !strings.HasSuffix(got.Note, "\nm") || strings.Contains(got.Source+got.Form+strings.Join(j.Head, ""), "\n") {
		t.Errorf("lines are kept in notes alone: %+v %q", got, j.Head)
	}
}

// TestFlagQuoted: a flag that is shown can be pasted into a shell, whatever a topic is called.
func TestFlagQuoted(t *testing.T) {
	for topic, want := range map[string]string{
		"Ports":        `--domain "Ports=1"`,
		"$(reboot)":    `--domain '$(reboot)=1'`,
		"`id`":         "--domain '`id`=1'",
		`x"; id; "`:    `--domain 'x"; id; "=1'`,
		"it's $(this)": `--domain 'it'\''s $(this)=1'`,
	} {
		table, err := Read([]byte("Date,Topic,Score\n2026-11-24,\"" + strings.ReplaceAll(topic, `"`, `""`) + "\",1/2\n"))
		if err != nil {
			t.Fatal(err)
		}
		j, err := Begin(table, outline, nil, Given{Source: "A"})
		if err != nil {
			t.Fatal(err)
		}
		if q := j.Next(); q == nil || !strings.HasPrefix(q.Flag, want) {
			t.Errorf("%s: %+v, want %s", topic, q, want)
		}
		d, err := NewDecks(outline, []string{topic}, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		if q := d.Next(); q == nil || !strings.HasPrefix(q.Flag, want) {
			t.Errorf("deck %s: %+v, want %s", topic, q, want)
		}
	}
}

// TestNothingSwallowed: a quote that is opened and never closed takes no rows with it, whatever quotes stand elsewhere.
func TestNothingSwallowed(t *testing.T) {
	for _, text := range []string{
		"Date,Domain,Score,Note\n2026-11-20,1,1/2,say \"hi\"\n2026-11-21,1,1/2,\"open\n2026-11-22,1,1/2,x\n",
		"Date,Domain,Score,Note\n2026-11-20,1,1/2,say \"hi\"\n2026-11-21,1,1/2,\"open\n2026-11-22,1,1/2,\"x\"\n2026-11-23,1,1/2,x\n",
	} {
		if table, err := Read([]byte(text)); err == nil || !strings.Contains(err.Error(), "line 3: a quote is opened") {
			t.Errorf("%v %+v", err, table.Rows)
		}
	}
}

// TestContradictions: a row that says two things is named, and none of them is taken.
func TestContradictions(t *testing.T) {
	for text, want := range map[string]string{
		"Date,Domain,Score,Questions\n2026-11-24,1,31/50,60\n":                         "2: it says 50 questions, and 60\n",
		"Date,Domain,Correct,Incorrect,Total\n2026-11-24,1,31,30,50\n":                 "2: 31 right and 30 wrong are more than 50\n",
		"Date,Domain,Correct,Incorrect,Skipped,Total\n2026-11-24,1,31,10,10,50\n":      "2: 31 right, 10 wrong and 10 left out are more than 50\n",
		"Date,Domain,Correct,Incorrect,Total\n2026-11-24,1,31,9,50\n":                  "2: 2026-11-24 1 31/50 A\n", // ten were left out
		"Date,Domain,Percent,Questions\n2026-11-24,1,0.62,161\n":                       "2: 0.62 may be 0.62 % or 62 %\n",
		"Date,Domain,Percent,Questions\n2026-11-24,1,1,100\n":                          "2: 1 may be 1 % or 100 %\n",
		"Date,Domain,Percent,Questions\n2026-11-24,1,1%,100\n2026-11-24,1,0,100\n":     "2: 2026-11-24 1 1/100 A\n3: 2026-11-24 1 0/100 A\n",
		"Date,Correct,Total,Domain\n2026-11-24,1,2,Threats, Vulnerabilities\n":         "2: it has 5 cells below a head of 4: a comma within a cell needs quotes around it\n",
		"Date;Correct;Total;Domain\n2026-11-24;1;2;1;;\n":                              "2: 2026-11-24 1 1/2 A\n",
		"Date,Domain,Correct,Incorrect,Total\n2026-11-24,1,31,none,50\n":               "2: \"none\" is not how many were wrong\n",
		"Date,Domain,Score,Correct,Total\n2026-11-24,1,62%,31,50\n2026-11-25,1,,3,5\n": "2: 2026-11-24 1 31/50 A\n3: 2026-11-25 1 3/5 A\n",
	} {
		if got := lines(begun(t, text, nil, Given{Source: "A", Domains: []string{"Threats=2"}}).Results(today)); got != want {
			t.Errorf("%q:\n%s\nwant\n%s", text, got, want)
		}
	}
}

// TestSourceTrimmed: the name of a provider has no blanks around it, as the log that it is compared with has none.
func TestSourceTrimmed(t *testing.T) {
	text := "Date,Domain,Score\n2026-11-24,1,1/2\n"
	if got := lines(begun(t, text, nil, Given{Source: " A\x1b "}).Results(today)); got != "2: 2026-11-24 1 1/2 A\n" {
		t.Error(got)
	}
	if got := lines(begun(t, text, nil, Given{Source: "  "}, " B ").Results(today)); got != "2: 2026-11-24 1 1/2 B\n" {
		t.Error(got)
	}
}

// TestTwins: a column is not named by words that stand above two.
func TestTwins(t *testing.T) {
	table, err := Read([]byte("Date,Domain,Correct,Total,total\n2026-11-24,1,1,2,3\n"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err = Begin(table, outline, nil, Given{Source: "A", Columns: "of=Total"}); err == nil || !strings.Contains(err.Error(), `two columns are called "Total"`) {
		t.Error(err)
	}
}

// TestManyDays: whether an order of days is settled needs room for each day once, not for all before it as well.
func TestManyDays(t *testing.T) {
	all := make([]written, maxRows)
	for i := range all {
		all[i] = written{numbers: [3]string{"3", "4", "2026"}}
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	fit, _ := fitting(all)
	runtime.ReadMemStats(&after)
	if strings.Join(fit, " ") != "dmy mdy" {
		t.Error(fit)
	}
	if each := (after.TotalAlloc - before.TotalAlloc) / maxRows; each > 1000 {
		t.Errorf("%d bytes for each of %d days", each, maxRows)
	}
}

// TestDecksTold: hundreds of decks within one that is for something else are one line.
func TestDecksTold(t *testing.T) {
	names := []string{"Security", "Security::Security Operations", "Security::Security Operations::Logs", "Spanish::Verbs"}
	for i := range 300 {
		names = append(names, fmt.Sprintf("Spanish::Lesson %d", i))
	}
	d, err := NewDecks(outline, names, map[string]string{"Spanish": Skip, "Security": All}, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := "  Security: the exam as a whole\n  Security::Security Operations (2 decks): 4 Security Operations\n  Spanish (301 decks): left out\n"
	if got := d.Preview(names); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	var many []string
	for i := range 300 {
		many = append(many, fmt.Sprintf("Deck %d", i))
	}
	if d, err = NewDecks(outline, many, nil, []string{"all"}); err != nil {
		t.Fatal(err)
	}
	if got := d.Preview(many); strings.Count(got, "\n") != mostDecks+1 || !strings.HasSuffix(got, "  and 270 more decks\n") {
		t.Error(got)
	}
}
