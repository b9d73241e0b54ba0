package intake

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"retake/generator/civil"
)

var outline = Outline{Questions: 90, Domains: []Domain{
	{1, "general-security-concepts", "General Security Concepts"}, {2, "threats", "Threats, Vulnerabilities & Mitigations"},
	{3, "security-architecture", "Security Architecture"}, {4, "security-operations", "Security Operations"},
}}

var today = civil.Of(2026, 12, 31)

// begun is a job on a text, every question answered by the texts of answers in turn.
func begun(t testing.TB, text string, known []Layout, g Given, answers ...string) *Job {
	t.Helper()
	table, err := Read([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	j, err := Begin(table, outline, known, g)
	if err != nil {
		t.Fatal(err)
	}
	for q := j.Next(); q != nil; q = j.Next() {
		if len(answers) == 0 {
			t.Fatalf("asked: %s (%s)", q.Ask, q.Flag)
		}
		answer(t, q, answers[0])
		answers = answers[1:]
	}
	if len(answers) > 0 {
		t.Errorf("not asked for %q", answers)
	}
	return j
}

func answer(t testing.TB, q *Question, text string) {
	t.Helper()
	if q.Options == nil {
		q.Text(text)
		return
	}
	i := slices.IndexFunc(q.Options, func(o string) bool { return strings.HasPrefix(o, text) })
	if i < 0 {
		t.Fatalf("%s: no option %q among %q", q.Ask, text, q.Options)
	}
	q.Choice(i)
}

// lines are the results in short: line, date, domain, count; or why there is none.
func lines(results []Result) string {
	var b strings.Builder
	for _, x := range results {
		switch {
		case x.Wrong != "":
			fmt.Fprintf(&b, "%d: %s\n", x.Line, x.Wrong)
		case x.Left:
			fmt.Fprintf(&b, "%d: left out\n", x.Line)
		default:
			fmt.Fprintf(&b, "%d: %s %d%s %d/%d %s\n", x.Line, x.Date, x.Domain, x.Objective, x.Right, x.Of, x.Source)
		}
	}
	return b.String()
}

func TestResults(t *testing.T) {
	for _, c := range []struct {
		name, text string
		given      Given
		answers    []string
		want       string
	}{
		{"plain", "Date,Topic,Correct,Total\n2026-11-24,Security Operations,31,50\n", Given{Source: "A"}, nil, "2: 2026-11-24 4 31/50 A\n"},
		{"lines above, semicolons, fractions, full stops", "Export of Provider A\n\nDatum;x\n\nTaken;Domain;Score\n24.11.2026 19:30;4.2;31/50\n", Given{Source: "A"}, nil, "6: 2026-11-24 04.2 31/50 A\n"},
		{"tabs, quotes, a line within", "Date\tTopic\tNote\tCorrect\tIncorrect\tSkipped\n\"Nov 24, 2026\"\tDomain 3: Security Architecture\t\"two\nlines\"\t3\t1\t1\n24 November 2026\t3\tx\t1\t1\t\n", Given{Source: "A"}, nil,
			"2: 2026-11-24 3 3/5 A\n4: 2026-11-24 3 1/2 A\n"},
		{"percent with a count", "Date,Domain,Score,Questions\n2026-11-24,1,62%,50\n2026-11-24,1,\"62,5 %\",40\n2026-11-24,1,66%,3\n", Given{Source: "A"}, nil,
			"2: 2026-11-24 1 31/50 A\n3: 2026-11-24 1 25/40 A\n4: 2026-11-24 1 2/3 A\n"},
		{"percents that do not do", "Date,Domain,Score,Questions\n2026-11-24,1,62%,300\n2026-11-24,1,62%,\n2026-11-24,1,50%,3\n2026-11-24,1,62,50\n2026-11-24,1,,50\n", Given{Source: "A"}, nil,
			"2: 62 % of 300 may be any count from 185 to 187\n3: 62% is a percent, and nothing says of how many questions\n4: no count of 3 questions is 50 %\n5: \"62\" is neither a count such as 31/50 nor a percent\n6: it does not say how many were right\n"},
		{"the order of days is settled by one of them", "Date,Domain,Score\n3/4/2026,1,1/2\n3/14/2026,1,1/2\n", Given{Source: "A"}, nil, "2: 2026-03-04 1 1/2 A\n3: 2026-03-14 1 1/2 A\n"},
		{"or asked", "Date,Domain,Score\n3/4/2026,1,1/2\n", Given{Source: "A"}, []string{"day"}, "2: 2026-04-03 1 1/2 A\n"},
		{"or given", "Date,Domain,Score\n3/4/26,1,1/2\n", Given{Source: "A", Dates: "mdy"}, nil, "2: 2026-03-04 1 1/2 A\n"},
		{"or it does not matter", "Date,Domain,Score\n5/5/2026,1,1/2\n", Given{Source: "A"}, nil, "2: 2026-05-05 1 1/2 A\n"},
		{"topics", "Date,Topic,Score\n2026-11-24,Ports,1/2\n2026-11-24,tips,1/2\n2026-11-24,3 Network basics,1/2\n2026-11-24,All,1/2\n2026-11-24,general sec,1/2\n", Given{Source: "A", Domains: []string{"ports=threats"}},
			[]string{"something", "3 Security"}, "3: left out\n2: 2026-11-24 2 1/2 A\n4: 2026-11-24 3 1/2 A\n5: 2026-11-24 0 1/2 A\n6: 2026-11-24 1 1/2 A\n"},
		{"all of one domain", "Date,Score,Provider\n2026-11-24,1/2,B\n2026-11-24,1/2,\n", Given{Source: "A", Domains: []string{"2"}}, nil, "2: 2026-11-24 2 1/2 B\n3: 2026-11-24 2 1/2 A\n"},
		{"columns given", "When,What,R,N\n2026-11-24,1,5,9\n", Given{Source: "A", Columns: "date=When,domain=What,right=R,of=N"}, nil, "2: 2026-11-24 1 5/9 A\n"},
		{"columns asked", "Date,Topic,Category,Correct,Answered\n2026-11-24,1,x,5,9\n", Given{Source: "A"}, []string{"Topic", "Answered"}, "2: 2026-11-24 1 5/9 A\n"},
		{"rows that are wrong", "Date,Domain,Correct,Total\nsoon,1,1,2\n2027-01-01,1,1,2\n2026-11-24,1,3,2\n2026-11-24,1,1.5,2\n2026-02-30,1,1,2\n2026-11-24,1,0,0\n,,,\n2026-11-24,1\n", Given{Source: "A"}, nil,
			"2: \"soon\" is no date\n3: 2027-01-01 has not been yet\n4: 3 right of 2\n5: \"1.5\" is neither a count such as 31/50 nor a percent\n6: \"2026-02-30\" is no date\n7: there were no questions\n9: it does not say how many were right\n"},
	} {
		if got := lines(begun(t, c.text, nil, c.given, c.answers...).Results(today)); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestCodings(t *testing.T) {
	for coding, text := range map[string]string{
		"UTF-8":        "\ufeffDate,Domain,Score,Note\n2026-11-24,1,1/2,na\u00efve\u2014\n",
		"UTF-16":       "\xff\xfe" + wide("Date,Domain,Score,Note\n2026-11-24,1,1/2,na\u00efve\u2014\n", 0, 1),
		"Windows-1252": "Date,Domain,Score,Note\n2026-11-24,1,1/2,na\xefve\x97\n",
	} {
		j := begun(t, text, nil, Given{Source: "A"})
		if got := j.Results(today); j.Coding != coding || len(got) != 1 || got[0].Note != "na\u00efve\u2014" {
			t.Errorf("%s: %s %+v", coding, j.Coding, got)
		}
	}
	big := begun(t, "\xfe\xff"+wide("Date,Domain,Score\r\n2026-11-24,1,1/2\r\n", 1, 0), nil, Given{Source: "A"})
	if got := lines(big.Results(today)); got != "2: 2026-11-24 1 1/2 A\n" {
		t.Error(got)
	}
	for text, want := range map[string]string{
		"a\x00\x00b\x81":     "not a table in plain text",
		"":                   "empty",
		"a,b\n\"c,d\ne\n":    "line 2: a quote is opened",
		"sep=;\n":            "empty",
		"%PDF-1.4\n\x81\x8d": "not a table in plain text",
	} {
		if _, err := Read([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func wide(s string, at, next int) string {
	var b strings.Builder
	for _, r := range s {
		u := [2]byte{}
		u[at], u[next] = byte(r), byte(r>>8)
		b.Write(u[:])
	}
	return b.String()
}

func TestMisuse(t *testing.T) {
	for _, c := range []struct {
		given Given
		want  string
	}{
		{Given{Columns: "when=Date"}, `--columns: "when=Date" is not KEY=COLUMN`},
		{Given{Columns: "date=Day"}, "no row of the table names"},
		{Given{Dates: "ydm"}, `--dates: "ydm" is no order`},
		{Given{As: "exam"}, `--as: "exam" is not known`},
		{Given{Domains: []string{"x=9"}}, `there is no domain "9"`},
	} {
		table, err := Read([]byte("Date,Domain,Score\n2026-11-24,1,1/2\n"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err = Begin(table, outline, nil, c.given); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v, want %s", c.given, err, c.want)
		}
	}
}

// TestKnown: what was settled once is not asked again, and a table that is known saves nothing new.
func TestKnown(t *testing.T) {
	text := "Taken,Topic,Correct,Total\n3/4/2026,Ports,31,50\n"
	j := begun(t, text, nil, Given{}, "A", "day", "2 Threats")
	e, isNew := j.Saved()
	want := `[[columns]]
name = "A"
head = ["Taken", "Topic", "Correct", "Total"]
columns = { date = "Taken", domain = "Topic", right = "Correct", of = "Total" }
dates = "dmy"
topics = { "ports" = 2 }
`
	if !isNew || e.String() != want {
		t.Errorf("%v\n%s\nwant\n%s", isNew, e, want)
	}
	known := []Layout{{Name: "A", Head: []string{"Taken", "Topic", "Correct", "Total"}, Map: j.Map, Dates: "dmy", Topics: map[string]string{"Ports": "2"}}}
	again := begun(t, text, known, Given{})
	if _, isNew := again.Saved(); isNew || lines(again.Results(today)) != lines(j.Results(today)) {
		t.Errorf("not as before: %v %s", isNew, lines(again.Results(today)))
	}
	more := begun(t, text+"4/4/2026,Tips,1,2\n", known, Given{}, "something")
	e, isNew = more.Saved()
	if want := `topics = { "tips" = "skip" }`; !isNew || !strings.Contains(e.String(), want) || strings.Contains(e.String(), "ports") {
		t.Errorf("%v %s", isNew, e)
	}
}

func TestSimulations(t *testing.T) {
	text := "Date,Test name,Mode,Score,Time taken,Note\n2026-11-24,Exam 1,Timed,74/90,1:24:00,\"a \"\"b\"\"\"\n2026-11-25,Quiz,Study,5/10,12:30,\n"
	j := begun(t, text, nil, Given{Source: "B", As: "simulation"})
	var b strings.Builder
	for _, x := range New(j.Results(today)) {
		b.WriteString(x.Entry().String())
	}
	want := `[[simulation]]
date = 2026-11-24
source = "B"
form = "Exam 1"
right = 74
of = 90
timed = true
minutes = 84
note = "a \"b\""
[[practice]]
date = 2026-11-25
right = 5
of = 10
source = "B"
conditions = "open"
`
	if b.String() != want {
		t.Errorf("%s\nwant\n%s", b.String(), want)
	}
	if got := j.Preview(j.Results(today), false); !strings.Contains(got, `Time taken is not taken from 1 of 2 rows: what "12:30" says is not sure`) {
		t.Error(got)
	}
}

// TestMarkKinds: a set that is in the log as a simulation is there, however it is taken in.
func TestMarkKinds(t *testing.T) {
	text := "Date,Score\n2026-11-24,74/90\n"
	for _, as := range []string{"simulation", "practice"} {
		results := begun(t, text, nil, Given{Source: "B", As: as}).Results(today)
		if Mark(results, []Logged{{Date: civil.Of(2026, 11, 24), Right: 74, Of: 90, Source: "b"}}); len(New(results)) > 0 {
			t.Errorf("as %s: %+v", as, results)
		}
	}
}

// TestMark: of results that are alike, as many are new as the log lacks; and when they are written, none is.
func TestMark(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		result := rapid.Custom(func(t *rapid.T) Result {
			return Result{Date: civil.Date(rapid.IntRange(1, 2).Draw(t, "date")), Domain: rapid.IntRange(0, 1).Draw(t, "domain"), Right: 1, Of: rapid.IntRange(1, 2).Draw(t, "of"), Source: rapid.SampledFrom([]string{"A", "a", "B"}).Draw(t, "source")}
		})
		var log []Logged
		for _, x := range rapid.SliceOf(result).Draw(t, "log") {
			log = append(log, x.logged())
		}
		results := rapid.SliceOf(result).Draw(t, "results")
		Mark(results, log)
		fresh := New(results)
		for _, x := range results {
			in, had, added := 0, 0, 0
			for _, y := range results {
				in += same(x.logged(), y.logged())
			}
			for _, l := range log {
				had += same(x.logged(), l)
			}
			for _, y := range fresh {
				added += same(x.logged(), y.logged())
			}
			if added != max(0, in-had) {
				t.Fatalf("%v: %d in the table, %d in the log, %d added", x, in, had, added)
			}
		}
		for _, x := range fresh {
			log = append(log, x.logged())
		}
		for i := range results {
			results[i].There = false
		}
		if Mark(results, log); len(New(results)) > 0 {
			t.Fatal("new again")
		}
	})
}

func same(a, b Logged) int {
	if a == b {
		return 1
	}
	return 0
}

// TestPercent: a percent becomes a count only if no other count is printed like that.
func TestPercent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		of := rapid.IntRange(1, 400).Draw(t, "of")
		n := rapid.IntRange(0, of).Draw(t, "right")
		printed := fmt.Sprintf("%.1f%%", float64(n)/float64(of)*100)
		share, decimals, ok := percent(printed, "")
		if !ok {
			t.Fatalf("%s is no percent", printed)
		}
		got, _, err := ofPercent(share, decimals, of)
		alike := 0
		for k := range of + 1 {
			if fmt.Sprintf("%.1f%%", float64(k)/float64(of)*100) == printed {
				alike++
			}
		}
		if alike == 1 && (err != nil || got != n) && !tie(n, of) {
			t.Fatalf("%s of %d: %d, %v", printed, of, got, err)
		}
	})
}

// tie reports whether a share lies between two ways to print it, where printf and people round differently.
func tie(n, of int) bool { return n*10000%of == 0 && n*10000/of%10 == 5 }

func TestDecks(t *testing.T) {
	names := []string{"Security+::Security Operations", "Security+::Acronyms", "Spanish::Verbs", "Spanish::Nouns", "Other::3 Network basics"}
	d, err := NewDecks(outline, names, map[string]string{"Other": Skip}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var asked []string
	for q := d.Next(); q != nil; q = d.Next() {
		asked = append(asked, q.Ask)
		answer(t, q, map[string]string{`What is the deck "Security+" for?`: "it differs", `What is the deck "Security+::Acronyms" for?`: "1", `What is the deck "Spanish" for?`: "something"}[q.Ask])
	}
	if len(asked) != 3 {
		t.Errorf("asked %q", asked)
	}
	for i, want := range []string{"4", "1", Skip, Skip, Skip} {
		if got := d.Of(names[i]); got != want {
			t.Errorf("%s: %q, want %q", names[i], got, want)
		}
	}
	saved := ""
	for _, e := range d.Saved() {
		saved += e.String()
	}
	if want := "[[decks]]\nname = \"Security+::Acronyms\"\ndomain = 1\n[[decks]]\nname = \"Spanish\"\ndomain = \"skip\"\n"; saved != want {
		t.Error(saved)
	}
}

// FuzzTable: no text makes reading fail otherwise than by saying so, and no result is one that the log would refuse.
func FuzzTable(f *testing.F) {
	f.Add([]byte("Date,Topic,Correct,Total,Time taken\n3/4/2026,Ports,31,50,1:2:3\n24.11.2026,4.2,62%,50,90\n"))
	f.Add([]byte("x\nsep=;\nTaken;Domain;Score\n\"Tue, 24th Nov 2026\";1;\"31/50\"\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		table, err := Read(b)
		if err != nil {
			return
		}
		j, err := Begin(table, outline, nil, Given{Source: "A", Domains: []string{"1"}, Dates: "dmy"})
		if err != nil {
			return
		}
		for q := j.Next(); q != nil; q = j.Next() {
			q.Choice(0)
		}
		results := j.Results(today)
		for _, x := range New(results) {
			if x.Right < 0 || x.Right > x.Of || x.Of < 1 || x.Of > maxCount || x.Date > today || x.Date == 0 || x.Minutes < 0 || x.Minutes > 1440 {
				t.Errorf("%+v", x)
			}
		}
		j.Preview(results, true)
	})
}
