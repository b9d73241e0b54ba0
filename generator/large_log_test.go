package generator_test

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"

	"retake/generator/civil"
)

// diary writes the log of somebody who studies for half a year, a little better each month. It is the same each
// time.
type diary struct {
	*rand.Rand
	strings.Builder
	day     civil.Date
	first   civil.Date
	last    civil.Date // nothing is known of later days
	sims    int
	entries int
}

// largeLog is the log from one day to another.
func largeLog(first, last civil.Date) (text string, entries int) {
	d := &diary{Rand: rand.New(rand.NewSource(401)), first: first, last: last}
	for d.day = first; d.day <= last; d.day++ {
		switch weekday := d.day.Weekday().String()[:3]; {
		case d.Intn(9) == 0: // a day on which nothing came of it
		case weekday == "Sat":
			d.simulation()
		case weekday == "Sun":
			d.entry("checkin", fmt.Sprintf("person = %q\nnote = %q", d.of("Maren", "Dr. O’Neill-Große", "نادية"), d.of(remarks...)))
		case weekday != "Fri":
			d.evening()
		}
	}
	return d.String(), d.entries
}

func (d *diary) of(all ...string) string { return all[d.Intn(len(all))] }

func (d *diary) entry(kind, keys string) {
	d.entries++
	fmt.Fprintf(d, "\n[[%s]]\ndate = %s\n%s\n", kind, d.day, keys)
}

// right is how many of so many questions go well on this day: from six in ten at first to eight and a half.
func (d *diary) right(of int) int {
	share := 0.6 + 0.25*float64(d.day-d.first)/float64(d.last-d.first)
	n := 0
	for range of {
		if d.Float64() < share {
			n++
		}
	}
	return n
}

var (
	remarks = []string{
		"", "tired, but done", "fragte nach der Wegewahl: OSPF-Nachbarschaften blieben in EXSTART hängen", "MTU!", "2 × 25 min, then a walk",
		"the `show ip route` output is longer than my screen & I never scrolled", "<b>not</b> markup", "復習：三つの区域", "ok 👍🏽",
		"a remark as long as some people write them, about the difference between what a protocol does when the neighbour is gone and what it does when only the neighbour's timer has run out, which is not the same, and which I keep mixing up",
	}
	largeResources = []string{"Official guide", "Video course", "Question bank A", "Question bank B", "Lab: four routers", "Networking community"}
)

// evening is a session or two, and what went wrong in them.
func (d *diary) evening() {
	domain := 1 + d.Intn(6)
	for range 1 + d.Intn(2) {
		d.entry("session", fmt.Sprintf("domain = %d\nkind = %q\nminutes = %d\nresource = %q\nnote = %q", domain,
			d.of("read", "video", "lab", "practice", "review"), 20+5*d.Intn(12), d.of(largeResources...), d.of(remarks...)))
	}
	if d.Intn(3) == 0 {
		return
	}
	of := 10 + 5*d.Intn(5)
	right := d.right(of)
	d.entry("practice", fmt.Sprintf("objective = \"%d.%d\"\nright = %d\nof = %d\nguessed = %d\nsource = %q\nconditions = %q", domain, 1+d.Intn(4), right, of,
		min(right, d.Intn(4)), d.of("Question bank A", "Question bank B"), d.of("timed", "timed", "open")))
	for range d.Intn(3) {
		d.miss(domain)
	}
}

func (d *diary) miss(domain int) {
	keys := fmt.Sprintf("objective = \"%d.%d\"\nwhy = %q\nchose = %q\nnote = %q", domain, 1+d.Intn(4),
		d.of("concept", "concept", "term", "misread", "reasoning", "guess", "time", "changed"), d.of("A", "B", "C", "D"), d.of(remarks...))
	switch d.Intn(5) {
	case 0:
		keys += "\nconfident = true"
	case 1:
		keys += "\nlucky = true"
	}
	var again []string
	for day := d.day + civil.Date(4+d.Intn(6)); day <= d.last && len(again) < d.Intn(4); day += civil.Date(5 + d.Intn(8)) {
		again = append(again, day.String())
	}
	if len(again) > 0 {
		keys += "\ncleared = [" + strings.Join(again, ", ") + "]"
	}
	d.entry("miss", keys)
}

// simulation is a full practice exam: the early ones with open books, some with questions seen before.
func (d *diary) simulation() {
	weights := []int{15, 10, 30, 10, 20, 15}
	var right int
	domains := make([]string, len(weights))
	for i, of := range weights {
		n := d.right(of)
		right += n
		domains[i] = fmt.Sprintf("%d = [%d, %d]", i+1, n, of)
	}
	quarters := []int{20 + d.Intn(15), 45 + d.Intn(20), 75 + d.Intn(20), 108 + d.Intn(13)}
	slices.Sort(quarters)
	real := d.sims > 3
	d.entry("simulation", fmt.Sprintf(`source = %q
form = "%d"
right = %d
of = 100
minutes = %d
timed = %t
closed_book = %t
quarters = [%d, %d, %d, %d]
unanswered = %d
anxiety = %d
changes = { right = %d, wrong = %d, same = %d }
domains = { %s }
note = %q`, d.of("Question bank A", "Question bank B"), 1+d.sims*2/3, right, quarters[3], real, real, quarters[0], quarters[1], quarters[2], quarters[3],
		d.Intn(max(1, 100-right)/4+1), d.Intn(11), d.Intn(5), d.Intn(4), d.Intn(3), strings.Join(domains, ", "), d.of(remarks...)))
	d.entry("session", fmt.Sprintf("kind = \"simulation\"\nminutes = %d", quarters[3]))
	d.sims++
	for range d.Intn(3) {
		d.miss(1 + d.Intn(6))
	}
}
