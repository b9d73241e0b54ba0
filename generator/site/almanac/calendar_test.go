package almanac

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"retake/generator/civil"
	"retake/generator/policy"
	"retake/generator/site/board"
	"retake/generator/site/specimen"
	"retake/generator/study"
	"retake/generator/syllabus"
)

// item is an event as somebody reads it who imports it.
type item struct{ uid, sequence, text string }

var stamped = regexp.MustCompile(`(?m)^(SEQUENCE|DTSTAMP):.*\n`)

// items are the events of a calendar, by UID; it fails if two have the same.
func items(t testing.TB, ics []byte) map[string]item {
	t.Helper()
	text := strings.ReplaceAll(strings.ReplaceAll(string(ics), "\r\n ", ""), "\r\n", "\n")
	out := map[string]item{}
	for _, part := range strings.Split(text, "BEGIN:VEVENT\n")[1:] {
		part, _, _ = strings.Cut(part, "END:VEVENT\n")
		x := item{uid: value(part, "UID"), sequence: value(part, "SEQUENCE") + " " + value(part, "DTSTAMP"), text: stamped.ReplaceAllString(part, "")}
		if _, twice := out[x.uid]; twice || x.uid == "" {
			t.Fatalf("UID %q twice, or none", x.uid)
		}
		out[x.uid] = x
	}
	return out
}

// value is that of the first line with a name.
func value(text, name string) string {
	for line := range strings.Lines(text) {
		if n, v, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ":"); n == name || strings.HasPrefix(n, name+";") {
			return v
		}
	}
	return ""
}

// lines are a line for each event: when it is, and its title.
func lines(t testing.TB, in Input) (out []string) {
	t.Helper()
	for _, x := range items(t, Calendar(in)) {
		out = append(out, value(x.text, "DTSTART")+" "+strings.ReplaceAll(value(x.text, "SUMMARY"), `\,`, ","))
	}
	slices.Sort(out)
	return out
}

// small is the specimen with two blocks of its own and nothing else.
func small() Input {
	bd := specimen.Board()
	bd.Plan.Weeks = bd.Plan.Weeks[:1]
	bd.Plan.Weeks[0].Blocks = []study.Block{
		{Date: specimen.Day("2026-11-24"), Start: 1140, Minutes: 50, Kind: study.Lab, Domain: 3, Task: "Send the logs; find the attack.", Resource: "Home lab", Because: "Most points.", Extras: []syllabus.Extra{{Task: "Say aloud what you do."}}},
		{Date: specimen.Day("2026-11-26"), Start: civil.NoClock, Minutes: 90, Kind: study.Read, Domain: 1, Task: "Read on."},
	}
	bd.Plan.Date, bd.Plan.Window = study.ExamDate{}, policy.Window{}
	return Input{Board: &bd}
}

func TestBlocks(t *testing.T) {
	in := small()
	w := &in.Board.Plan.Weeks[0]
	w.Blocks = append(w.Blocks,
		study.Block{Date: specimen.Day("2026-11-26"), Start: civil.NoClock, Minutes: 60, Kind: study.Questions, Domain: 2},
		study.Block{Date: specimen.Day("2026-11-27"), Start: civil.NoClock, Minutes: 90, Kind: study.Simulate},
		study.Block{Date: specimen.Day("2026-11-28"), Start: 23*60 + 30, Minutes: 90, Kind: study.Simulate},
	)
	want := []string{
		"20261124T190000Z Lab: Security operations (50 min)", "20261126 Study: 2 h 30 min", "20261127 Study: 1 h 30 min, with a full simulation",
		"20261128T233000Z Full simulation (1 h 30 min)",
	}
	if diff := cmp.Diff(want, lines(t, in)); diff != "" {
		t.Error(diff)
	}
	text := strings.ReplaceAll(strings.ReplaceAll(string(Calendar(in)), "\r\n ", ""), "\r\n", "\n")
	for _, part := range []string{
		"DESCRIPTION:Send the logs\\; find the attack.\\nAlso: Say aloud what you do.\\nWith: Home lab\\nWhy: Most points.\nCATEGORIES:Study\nTRANSP:OPAQUE\n",
		"DTSTART;VALUE=DATE:20261126\nDTEND;VALUE=DATE:20261127\n", "DESCRIPTION:Reading: Security concepts (1 h 30 min)\\nRead on.\\n\\nPractice questions: Security architecture (1 h)\nCATEGORIES:Study\nTRANSP:TRANSPARENT\n",
		"DTSTART:20261128T233000Z\nDTEND:20261129T010000Z\n", "CATEGORIES:Simulation\n",
	} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not in\n%s", part, text)
		}
	}
	if strings.Contains(text, "URL:") || strings.Contains(text, "VALARM") {
		t.Error("an address or an alarm that nobody gave")
	}
	in.BaseURL = "https://example.org/plan"
	if n := strings.Count(string(Calendar(in)), "\r\nURL:https://example.org/plan/weeks/01.html\r\n"); n != 4 {
		t.Errorf("%d addresses", n)
	}
}

// TestNothingPlanned: a calendar without an event would be no calendar.
func TestNothingPlanned(t *testing.T) {
	if got := Calendar(Input{Board: &board.Board{Plan: study.Plan{Today: specimen.Day("2026-11-25")}}}); got != nil {
		t.Errorf("%s", got)
	}
}

// TestAlarms: one before a sitting of several blocks, one before each check-in, and one on the evening before days
// that bind; none of them is said to ring when none is asked for.
func TestAlarms(t *testing.T) {
	in := small()
	day := specimen.Day("2026-11-24")
	in.Board.Plan.Weeks[0].Blocks = []study.Block{
		{Date: day, Start: 420, Minutes: 45, Kind: study.Read}, {Date: day, Start: 1140, Minutes: 50, Kind: study.Lab}, {Date: day, Start: 1200, Minutes: 50, Kind: study.Review},
		{Date: day + 1, Start: civil.NoClock, Minutes: 50, Kind: study.Lab},
	}
	in.Board.Plan.Date = study.ExamDate{Date: day + 30, Booked: true}
	in.Board.Record.People = []study.Person{{Name: "A.", Day: 6, At: 1080}, {Name: "B.", Day: 6, At: civil.NoClock}}
	in.Settings = Settings{Alarms: []civil.Minutes{15, 60}, Eve: 360}
	got := map[string]string{}
	for _, x := range items(t, Calendar(in)) {
		when := ""
		for line := range strings.Lines(x.text) {
			if v, ok := strings.CutPrefix(line, "TRIGGER:"); ok {
				when += " " + strings.TrimSpace(v)
			}
		}
		got[value(x.text, "SUMMARY")] = when
	}
	want := map[string]string{
		"Reading (45 min)": " -PT15M -PT60M", "Lab (50 min)": " -PT15M -PT60M", "Review of mistakes (50 min)": "", "Study: 50 min": "",
		"Check-in with A.": " -PT15M -PT60M", "Check-in with B.": "", "Exam: SY0-701 Security+": " -PT360M",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestCheckins(t *testing.T) {
	in := small()
	in.Zone = zone(t, "Europe/Berlin")
	in.Board.Record.Away = []study.Away{{From: specimen.Day("2026-12-06"), To: specimen.Day("2026-12-06")}}
	in.Board.Record.People = []study.Person{{Name: "A.", Role: "mentor", Day: 0, At: 18 * 60, URL: "https://example.org/a"}, {Name: "The group", Day: -1, At: civil.NoClock}, {Name: "B.", Day: 2, At: civil.NoClock, URL: "javascript:x"}}
	in.Board.Plan.Weeks[0].Blocks = nil
	in.Board.Plan.Date = study.ExamDate{Date: specimen.Day("2026-12-15")}
	want := []string{
		"20261124 Check-in with B.", "20261129T170000Z Check-in with A.", "20261201 Check-in with B.", "20261208 Check-in with B.", "20261213T170000Z Check-in with A.",
		"20261215 Exam: SY0-701 Security+ (not booked)",
	}
	if diff := cmp.Diff(want, lines(t, in)); diff != "" {
		t.Error(diff)
	}
	text := string(Calendar(in))
	for _, part := range []string{"DTEND:20261129T173000Z\r\n", "\r\nURL:https://example.org/a\r\n", "DESCRIPTION:Mentor\\n\\nhttps://example.org/a\r\n"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not in\n%s", part, text)
		}
	}
	if strings.Contains(text, "javascript") {
		t.Error("an address that no link may lead to")
	}
	in.Board.Plan.Date = study.ExamDate{} // without an exam date, four weeks ahead
	if got := lines(t, in); len(got) != 5+4-1 || got[len(got)-1] != "20261222 Check-in with B." {
		t.Errorf("%q", got)
	}
}

// TestExams: sittings stay, the next one has an item that moves with its date, and after a pass there is no next.
func TestExams(t *testing.T) {
	in := small()
	in.Board.Plan.Weeks[0].Blocks = nil
	in.Board.Plan.Exam.Minutes = 90
	in.Board.Record.Booking.Delivery = "online"
	sat := study.Attempt{At: civil.Instant{Date: specimen.Day("2026-11-02"), Clock: civil.NoClock}, Result: study.Fail}
	in.Board.Record.Attempts = []study.Attempt{sat}
	in.Board.Plan.Date = study.ExamDate{Date: specimen.Day("2027-01-16"), Proposed: true, Why: "It is the first day that holds."}
	first := items(t, Calendar(in))
	if diff := cmp.Diff([]string{"20270116 Exam: SY0-701 Security+ (proposed)"}, lines(t, in)); diff != "" {
		t.Error(diff)
	}
	text := string(Calendar(in))
	for _, part := range []string{"TRANSP:TRANSPARENT", "DESCRIPTION:It is the first day that holds.\\n\\nIt takes 1 h 30 min.\r\n", "LOCATION:Online\r\n"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not in\n%s", part, text)
		}
	}
	in.Board.Plan.Date = study.ExamDate{Date: specimen.Day("2027-01-23"), Booked: true}
	moved := items(t, Calendar(in))
	for uid := range moved {
		if _, same := first[uid]; !same || len(moved) != 1 || !strings.Contains(moved[uid].text, "TRANSP:OPAQUE") {
			t.Errorf("another item: %v, %v", first, moved)
		}
	}
	// Sat, failed and logged two days later, with its hour: it stays where it was, and another one follows.
	in.Board.Plan.Today = specimen.Day("2027-01-25")
	in.Board.Record.Attempts = []study.Attempt{{At: civil.Instant{Date: specimen.Day("2027-01-23"), Clock: 600}, Result: study.Fail}, sat, {At: civil.Instant{Date: specimen.Day("2027-02-01"), Clock: 600}, Result: study.Fail}}
	in.Board.Plan.Date = study.ExamDate{Date: specimen.Day("2027-03-06"), Booked: true}
	if diff := cmp.Diff([]string{"20270123T100000Z Exam: SY0-701 Security+", "20270306 Exam: SY0-701 Security+"}, lines(t, in)); diff != "" {
		t.Error(diff)
	}
	for uid := range moved {
		if x := items(t, Calendar(in))[uid]; value(x.text, "DTSTART") != "20270123T100000Z" || value(x.text, "DTEND") != "20270123T113000Z" {
			t.Errorf("the sitting is another item: %+v", x)
		}
	}
	in.Board.Plan.Won = specimen.Day("2027-01-23")
	if diff := cmp.Diff([]string{"20270123T100000Z Exam: SY0-701 Security+"}, lines(t, in)); diff != "" {
		t.Error(diff)
	}
}

func TestDeadlines(t *testing.T) {
	in := small()
	p := &in.Board.Plan
	p.Weeks[0].Blocks = nil
	p.Exam.Version, p.Exam.RetiresOn = "V7", specimen.Day("2027-06-11")
	in.Board.Record.Voucher = study.Voucher{Bought: specimen.Day("2026-11-20"), Expires: specimen.Day("2027-05-20"), RefundUntil: specimen.Day("2026-11-22")}
	p.Window = policy.Window{State: policy.Dated, Safe: specimen.Day("2026-12-05"), Notice: &policy.Notice{Before: policy.Span{N: 24, Unit: "hour"}}}
	p.Date = study.ExamDate{Date: specimen.Day("2027-01-16"), Booked: true}
	want := []string{ // the refund ended before the plan began
		"20261205 Retake rule: open from today", "20270114 Last day to move the exam", "20270116 Exam: SY0-701 Security+",
		"20270520 Voucher: last day", "20270611 SY0-701 V7: last day of this version",
	}
	if diff := cmp.Diff(want, lines(t, in)); diff != "" {
		t.Error(diff)
	}
	for _, c := range []struct {
		span policy.Span
		want string
	}{
		{policy.Span{N: 25, Unit: "hour"}, "2027-01-13"}, {policy.Span{N: 48, Unit: "hour"}, "2027-01-13"}, {policy.Span{N: 1, Unit: "hour"}, "2027-01-14"}, {policy.Span{N: 2, Unit: "day"}, "2027-01-14"},
		{policy.Span{N: 1, Unit: "week"}, "2027-01-09"}, {policy.Span{N: 1, Unit: "month"}, "2026-12-16"}, {policy.Span{N: 0, Unit: "hour"}, ""}, {policy.Span{N: 1, Unit: "moon"}, ""},
	} {
		p.Window.Notice.Before = c.span
		a := begin(in)
		if d, _ := a.lastMove(); d.String() != c.want {
			t.Errorf("%+v: %s, want %s", c.span, d, c.want)
		}
	}
	p.Date.Booked, p.Window.Safe = false, p.Diagnosis.Attempt.At.Date // no wait, nothing to move
	if got := lines(t, in); len(got) != 3 {
		t.Errorf("%q", got)
	}
	p.Won = p.Today
	if got := lines(t, in); got != nil {
		t.Errorf("after a pass: %q", got)
	}
}

// TestNeutral: titles say that time is taken, and nothing else is said; the items are the same ones.
func TestNeutral(t *testing.T) {
	bd := specimen.Board()
	bd.Record.People = []study.Person{{Name: "A.", Role: "mentor", Day: 0, At: 1080, URL: "https://example.org/a"}}
	bd.Record.Voucher = study.Voucher{Expires: specimen.Day("2027-05-20")}
	bd.Title = "Security+, second attempt"
	in := Input{Board: &bd, Author: "Sam", BaseURL: "https://example.org/", Settings: Settings{Alarms: []civil.Minutes{15}, Eve: 360}}
	said := items(t, Calendar(in))
	in.Settings.Neutral = true
	ics := Calendar(in)
	titles := map[string]int{}
	for uid, x := range items(t, ics) {
		if _, same := said[uid]; !same {
			t.Errorf("another item: %+v", x)
		}
		titles[value(x.text, "SUMMARY")]++
	}
	if len(titles) != 3 || titles["Study"] == 0 || titles["Appointment"] == 0 || titles["Reminder"] != 2 {
		t.Errorf("titles: %v", titles)
	}
	fixed := regexp.MustCompile(`^(BEGIN:(VCALENDAR|VEVENT|VALARM)|END:(VCALENDAR|VEVENT|VALARM)|VERSION:2.0|PRODID:.*|CALSCALE:GREGORIAN|(NAME|X-WR-CALNAME):Study|` +
		`(REFRESH-INTERVAL;VALUE=DURATION|X-PUBLISHED-TTL):PT12H|UID:[0-9a-f]{32}@retake.invalid|SEQUENCE:\d+|(DTSTAMP|DTSTART|DTEND)(;VALUE=DATE)?:[0-9TZ]+|` +
		`(SUMMARY|DESCRIPTION):(Study|Appointment|Reminder)|TRANSP:(OPAQUE|TRANSPARENT)|ACTION:DISPLAY|TRIGGER:-PT\d+M)$`)
	for line := range strings.Lines(string(ics)) {
		if line = strings.TrimSuffix(line, "\r\n"); !fixed.MatchString(line) {
			t.Errorf("it says %q", line)
		}
	}
}

func TestShortNames(t *testing.T) {
	a := &almanac{}
	for _, name := range []string{"Threats, Vulnerabilities, and Mitigations", "Plan, and everything that goes with a plan", "Plan, but not everything that goes with it", "Short, name", "网络安全"} {
		a.plan.Domains = append(a.plan.Domains, study.DomainPlan{Domain: study.Domain{Name: name}})
	}
	var got []string
	for _, d := range a.plan.Domains {
		got = append(got, a.short(d.Name))
	}
	want := []string{"Threats", "Plan, and everything that goes with a plan", "Plan, but not everything that goes with it", "Short, name", "网络安全"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestOneUIDEach: also two blocks of one hour, which no plan should have, are two items.
func TestOneUIDEach(t *testing.T) {
	in := small()
	w := &in.Board.Plan.Weeks[0]
	w.Blocks = append(w.Blocks, w.Blocks[0], w.Blocks[0])
	if n := len(items(t, Calendar(in))); n != 4 {
		t.Errorf("%d items", n)
	}
	other := small()
	other.Author = "Somebody else"
	for uid := range items(t, Calendar(other)) {
		if _, same := items(t, Calendar(in))[uid]; same {
			t.Errorf("two plans have the item %s", fmt.Sprint(uid))
		}
	}
}
