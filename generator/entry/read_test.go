package entry

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// plan is what a plan knows, as of the Friday.
func plan() Known {
	return Known{
		Today: friday,
		Domains: []Domain{
			{1, "general-security-concepts", "General Security Concepts"}, {2, "threats-vulnerabilities-and-mitigations", "Threats, Vulnerabilities, and Mitigations"},
			{3, "security-architecture", "Security Architecture"}, {4, "security-operations", "Security Operations"},
		},
		Sources: []string{"Provider A", "Provider B"}, Resources: []string{"Home lab", "Official study guide"}, People: []string{"A.", "Kim Lee"},
		Next: 4, Open: []Choice{{"4.2", "missed"}},
	}
}

// write reads a line of words and flags as a shell would: single quotes hold words together.
func write(line string) (Entry, *Draft, error) {
	var words []string
	for i, part := range strings.Split(line, "'") {
		if i%2 == 1 {
			words = append(words, part)
		} else {
			words = append(words, strings.Fields(part)...)
		}
	}
	k, ok := Find(words[0])
	if !ok {
		return Entry{}, nil, errors.New("no such kind")
	}
	var bare []string
	var flags []Given
	for _, w := range words[1:] {
		if name, value, ok := strings.Cut(strings.TrimPrefix(w, "--"), "="); ok && strings.HasPrefix(w, "--") {
			flags = append(flags, Given{name, value})
		} else {
			bare = append(bare, w)
		}
	}
	d, err := k.Read(bare, flags, plan())
	if err != nil {
		return Entry{}, d, err
	}
	e, err := d.Entry()
	return e, d, err
}

func TestRead(t *testing.T) {
	for line, want := range map[string]string{
		"practice 4 31/50":                                              "date = 2026-11-27; domain = 4; right = 31; of = 50",
		"practice 31/50 '--source=provider a' 4":                        `date = 2026-11-27; domain = 4; right = 31; of = 50; source = "Provider A"`,
		"practice 4.2 14/20 yesterday timed":                            `date = 2026-11-26; objective = "4.2"; right = 14; of = 20; conditions = "timed"`,
		"practice 31 of 50 open --guessed=3":                            `date = 2026-11-27; right = 31; of = 50; guessed = 3; conditions = "open"`,
		"practice 3 days ago threats 8/9 1h30m":                         `date = 2026-11-24; domain = 2; right = 8; of = 9; minutes = 90`,
		"practice 4 3/4 24 Nov seen Provider A":                         `date = 2026-11-24; domain = 4; right = 3; of = 4; source = "Provider A"; seen = true`,
		"practice 24 Nov 2026 4 3/4":                                    "date = 2026-11-24; domain = 4; right = 3; of = 4",
		"practice security operations 3/4":                              "date = 2026-11-27; domain = 4; right = 3; of = 4",
		"practice security-operations 3/4":                              "date = 2026-11-27; domain = 4; right = 3; of = 4",
		"practice Threats, Vulnerabilities, and Mitigations 3/4":        "date = 2026-11-27; domain = 2; right = 3; of = 4",
		"practice 4 4.2 3/4":                                            `date = 2026-11-27; objective = "4.2"; right = 3; of = 4`,
		"sim 74/90 84m":                                                 "date = 2026-11-27; right = 74; of = 90; minutes = 84",
		"simulation 74/90 1:24 timed closed-book --form=2 --source=New": `date = 2026-11-27; source = "New"; form = "2"; right = 74; of = 90; minutes = 84; timed = true; closed_book = true`,
		"sim 74/90 untimed open --seen=true --anxiety=0 --unanswered=2": "date = 2026-11-27; right = 74; of = 90; timed = false; closed_book = false; seen = true; anxiety = 0; unanswered = 2",
		"sim 74/90 --domain=4=17/25 --domain=general=9/11 --changes=4/01/2 --quarters=21,40,1h1m,88": "date = 2026-11-27; right = 74; of = 90; changes = { right = 4, wrong = 1, same = 2 }; domains = { 1 = [9, 11], 4 = [17, 25] }; quarters = [21, 40, 61, 88]",
		"sim 15/90 85m --quarters=21,40,61,85 --domain=1=9/11 --domain=4=6/79":                       "date = 2026-11-27; right = 15; of = 90; minutes = 85; domains = { 1 = [9, 11], 4 = [6, 79] }; quarters = [21, 40, 61, 85]",
		"miss 4.2 concept":                         `date = 2026-11-27; objective = "4.2"; why = "concept"`,
		"miss 4.2 Misread b sure last mon":         `date = 2026-11-23; objective = "4.2"; why = "misread"; confident = true; chose = "b"`,
		"miss 4 lucky":                             "date = 2026-11-27; domain = 4; lucky = true",
		"miss 4.10 '--chose=a and \"C\"'":          `date = 2026-11-27; objective = "4.10"; chose = "a and \"C\""`,
		"session 4 50m lab":                        `date = 2026-11-27; domain = 4; kind = "lab"; minutes = 50`,
		"session 1.5h 'home lab' review":           `date = 2026-11-27; kind = "review"; minutes = 90; resource = "Home lab"`,
		"session 1.5 --minutes=45":                 `date = 2026-11-27; objective = "1.5"; minutes = 45`,
		"practice 24 Nov 4 31/50":                  "date = 2026-11-24; domain = 4; right = 31; of = 50",
		"practice 4 31/50 Nov 4":                   "date = 2026-11-04; domain = 4; right = 31; of = 50",
		"practice 4 Nov 4 31/50":                   "date = 2026-11-04; domain = 4; right = 31; of = 50",
		"practice 2 4.11.2026 31/50":               "date = 2026-11-04; domain = 2; right = 31; of = 50",
		"practice 31/50 24.11. 1":                  "date = 2026-11-24; domain = 1; right = 31; of = 50",
		"practice 2 4. 11. 2026 31/50":             "date = 2026-11-04; domain = 2; right = 31; of = 50",
		"practice 1 14/11/2026 31/50":              "date = 2026-11-14; domain = 1; right = 31; of = 50",
		"session 4.2 1 h lab":                      `date = 2026-11-27; objective = "4.2"; kind = "lab"; minutes = 60`,
		"session 1h 4 lab":                         `date = 2026-11-27; domain = 4; kind = "lab"; minutes = 60`,
		"session 1 h 30 min 4":                     "date = 2026-11-27; domain = 4; minutes = 90",
		"checkin 'A.'":                             `date = 2026-11-27; person = "A."`,
		"checkin yesterday kim lee":                `date = 2026-11-26; person = "Kim Lee"`,
		"checkin my aunt 3 days ago":               `date = 2026-11-24; person = "my aunt"`,
		"checkin --person=A. --note=ok --date=mon": `date = 2026-11-23; person = "A."; note = "ok"`,
	} {
		e, _, err := write(line)
		var got []string
		for _, f := range e.Fields {
			got = append(got, f.Key+" = "+f.Value)
		}
		if err != nil || strings.Join(got, "; ") != want {
			t.Errorf("%s:\ngot  %s, %v\nwant %s", line, strings.Join(got, "; "), err, want)
		}
	}
}

func TestRefused(t *testing.T) {
	const all = "the domains are 1 General Security Concepts; 2 Threats, Vulnerabilities, and Mitigations; 3 Security Architecture; 4 Security Operations"
	for line, want := range map[string]string{
		"practice":                                   `a practice needs --score 31/50; for instance: retake log practice 4 31/50 --source "Provider A"`,
		"sim":                                        `a simulation needs --score 74/90; for instance: retake log sim 74/90 84m --source "Provider B" --form 2 timed closed-book`,
		"session 4":                                  "a session needs --minutes 50m; for instance: retake log session 4 50m lab",
		"miss concept":                               "a miss needs --objective N.N; for instance: retake log miss 4.2 concept",
		"checkin":                                    `a checkin needs --person NAME; for instance: retake log checkin "A."`,
		"practice 60/50":                             `"60/50": 60 right of 50; the number right comes first: 31/50`,
		"practice 0/0":                               `"0/0": of 0 questions; a set has 1 to 10000 questions`,
		"practice 4 5 3/4":                           "the exam has no domain 5; a length of time has a unit, 5m; " + all,
		"practice 3 4 3/4":                           "domain is said twice: 3 and 4; leave one of them out",
		"practice 3/4 3/5":                           "score is said twice: 3/4 and 3/5; leave one of them out",
		"practice 3 4.2 3/4":                         "objective 4.2 is not in domain 3; the objective alone is enough: it names its domain",
		"practice 9.1 3/4":                           "the exam has no domain 9; " + all,
		"practice security 3/4":                      `"security" may be more than one domain; the domains are 3 Security Architecture; 4 Security Operations`,
		"practice 4.2. 3/4":                          `"4.2." may be date or objective; say which: --date 4.2. or --objective 4.2`,
		"practice 3/4/2026 3/4":                      `"3/4/2026" may be 3 April 2026 or 4 March 2026; write 2026-04-03 or 2026-03-04`,
		"practice 1 Nov 2 3/4":                       `"1 Nov 2" may be domain 2 on 1 November 2026, or domain 1 on 2 November 2026; write the day as 2026-11-01 or 2026-11-02`,
		"practice 1 4/11/2026 3/4":                   `"4/11/2026" may be 4 November 2026 or 11 April 2026; write 2026-11-04 or 2026-04-11`,
		"practice 1 2.11. 3/4":                       `"2.11." may be date or objective; say which: --date 2.11. or --objective 2.11`,
		"session 1h 30":                              "the exam has no domain 30; a length of time has a unit, 30m; " + all,
		"practice 3/4 friday":                        `today is a Friday, so "friday" may be today or 2026-11-20; write today or 2026-11-20`,
		"practice 3/4 Mon 24 Nov":                    "24 November 2026 is a Tuesday, not a Monday; leave the day of the week out, or correct one of them",
		"practice 3/4 banana":                        `"banana" is not understood; for instance: retake log practice 4 31/50 --source "Provider A"`,
		"practice 62%":                               `"62%" is not understood; a percentage does not say of how many; write how many were right, of how many: 31/50`,
		"practice 3/4 yestreday":                     `"yestreday" is not understood; did you mean yesterday?`,
		"practice 3/4 tomorow":                       `"tomorow" is not understood; did you mean tomorrow?`,
		"practice 3/4 Timd":                          `"Timd" is not understood; did you mean timed?`,
		"practice 3/4 thuesday":                      `"thuesday" is not understood; for instance: retake log practice 4 31/50 --source "Provider A"`,
		"miss 4.2 concpet":                           `"concpet" is not understood; did you mean concept?`,
		"miss 4.2 tim":                               `"tim" is not understood; did you mean time?`,
		"practice 3/4 --guessed=4":                   "guessed 4, but right only 3; is one of the two numbers a slip?",
		"practice 3/4 --source=":                     "--source is empty; leave it out, or write --source NAME",
		"practice 3/4 --source=\x1b[Aq":              `--source: "\x1b[Aq" holds a key that is no letter; type it again`,
		"practice 3/4 --note=a\x00b":                 `--note: "a\x00b" holds a key that is no letter; type it again`,
		"practice 3/4 --conditions=closed":           `--conditions: "closed" is none of its words; write timed or open`,
		"practice 3/4 25h":                           `"25h" is longer than a day; write 90, 90m, 1h30m, 1:30 or 1.5h`,
		"practice 3/4 --domain=xyz":                  `no domain begins with "xyz"; ` + all,
		"session 4 50":                               "the exam has no domain 50; a length of time has a unit, 50m; " + all,
		"session 4 0m":                               `--minutes: "0m" is too short; write 90, 90m, 1h30m, 1:30 or 1.5h`,
		"sim 74/90 84":                               `"84" is not understood; a length of time has a unit, 84m, and a score two numbers, 31/50; for instance: retake log sim 74/90 84m --source "Provider B" --form 2 timed closed-book`,
		"sim 74/90 --anxiety=11":                     `--anxiety: "11" is no whole number from 0 to 10`,
		"sim 74/90 --unanswered=91":                  "unanswered 91, but of only 90; is one of the two numbers a slip?",
		"sim 74/90 --domain=4":                       `--domain: "4" is no score of a domain; write the domain, how many were right, of how many: 1=9/11`,
		"sim 74/90 --domain=4=1/2 --domain=4=1/2":    "score of domain 4 is said twice: 1/2 and 1/2; leave one of them out",
		"sim 74/90 --changes=4/1":                    `--changes: "4/1" are not three numbers; write how many you changed to right, to wrong, and from wrong to wrong: 4/1/2`,
		"sim 74/90 --quarters=21,40,39,88":           "--quarters: 39 is less than the quarter before; minutes count from the start: 21,40,61,88",
		"sim 74/90 --quarters=21,40":                 `--quarters: "21,40" are not four times; minutes from the start: 21,40,61,88`,
		"sim 74/90 84m --quarters=21,40,61,85":       "the last quarter ended after 85 minutes, but the whole took only 84; is one of the two numbers a slip?",
		"sim 74/90 --domain=1=9/11 --domain=4=60/80": "the domains have 91 questions together, but the whole only 90; is one of the numbers a slip?",
		"sim 14/90 --domain=1=9/11 --domain=4=6/79":  "the domains have 15 right together, but the whole only 14; is one of the numbers a slip?",
		"sim 74/90 timed untimed":                    "timed is said twice: true and false; leave one of them out",
		"sim 74/90 --timed=perhaps":                  `"perhaps" is neither yes nor no; write y or n`,
		"miss 4.0 concept":                           `"4.0" is no objective; write it as the outline does: 4.2`,
		"miss 4.2 concept term":                      `why is said twice: "concept" and "term"; leave one of them out`,
	} {
		e, _, err := write(line)
		if err == nil || err.Error() != want {
			t.Errorf("%s:\ngot  %v, %v\nwant %s", line, e, err, want)
		}
	}
}

// TestBothReadings: a word of a list that is also the beginning of a domain is refused with both.
func TestBothReadings(t *testing.T) {
	known := plan()
	known.Domains = append(known.Domains, Domain{5, "labs", "Labs and tools"})
	k, _ := Find("session")
	want := `"lab" may be domain or kind; say which: --domain lab or --kind lab`
	if _, err := k.Read([]string{"lab", "50m"}, nil, known); err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
	if _, err := k.Read([]string{"50m"}, []Given{{"kind", "lab"}}, known); err != nil {
		t.Error(err)
	}
}

func TestUnsaid(t *testing.T) {
	for line, want := range map[string]string{
		"practice 3/4": "", "sim 74/90 timed --closed-book=false": "",
		"sim 74/90":       "it does not count towards readiness until you add, if it was so: timed = true and closed_book = true",
		"sim 74/90 timed": "it does not count towards readiness until you add, if it was so: closed_book = true",
	} {
		if _, d, err := write(line); err != nil || d.Unsaid() != want {
			t.Errorf("%s: %q, %v", line, d.Unsaid(), err)
		}
	}
	if _, d, _ := write("miss 4.2"); d.Again() != "4.2" {
		t.Errorf("again: %q", d.Again())
	}
	if _, d, _ := write("miss 4.3"); d.Again() != "" {
		t.Errorf("again: %q", d.Again())
	}
}

// TestAnyOrder: bare words mean the same in any order.
func TestAnyOrder(t *testing.T) {
	groups := [][]string{{"4.2"}, {"31/50"}, {"3", "days", "ago"}, {"timed"}, {"1h30m"}, {"seen"}, {"Provider", "B"}}
	k, _ := Find("practice")
	want := ""
	rapid.Check(t, func(t *rapid.T) {
		d, err := k.Read(slices.Concat(rapid.Permutation(groups).Draw(t, "order")...), nil, plan())
		if err != nil {
			t.Fatal(err)
		}
		e, err := d.Entry()
		if want == "" {
			want = e.String()
		}
		if err != nil || e.String() != want {
			t.Fatalf("%s, %v\nwant %s", e, err, want)
		}
	})
}

// FuzzRead: whatever is said, what comes of it can be appended and taken back.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"0 4 31/50 yesterday", "1 4.2 lab 50m", "2 74/90 84m open", "3 4.2 concept B", "4 A. \"\\", "0 4.2. 3/4", "2 74/90 --domain=1=1/2", "4 --note=a\nb\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, rest, _ := strings.Cut(s, " ")
		var words []string
		var flags []Given
		for w := range strings.SplitSeq(rest, " ") {
			if name, value, ok := strings.Cut(strings.TrimPrefix(w, "--"), "="); ok && strings.HasPrefix(w, "--") {
				flags = append(flags, Given{name, value})
			} else if w != "" {
				words = append(words, w)
			}
		}
		d, err := Kinds[len(n)%len(Kinds)].Read(words, flags, plan())
		if err != nil {
			return
		}
		e, err := d.Entry()
		if err != nil {
			return
		}
		now, err := Append([]byte("# mine\n"), e)
		if err != nil {
			t.Fatalf("%q: %v", s, err)
		}
		if back, _, err := Undo(now); err != nil || string(back) != "# mine\n" {
			t.Fatalf("%q: %q, %v", s, back, err)
		}
	})
}
