// Package corpus writes study notes of any number, for benchmarks and tests of large plans.
//
// The notes are those of an ordinary vault: 4 to 5 KB each, in folders of fifty, with headings, a table, a
// task list, links to each other and two or three blocks of code. The same number gives the same notes,
// and note n is the same whatever their number.
//
// Deliberately absent: randomness, the disk, sense.
package corpus

import (
	"fmt"
	"strings"
)

// dice is a small generator of numbers that look random and are always the same.
type dice uint64

func (d *dice) roll(n int) int {
	*d = *d*6364136223846793005 + 1442695040888963407
	return int(uint64(*d)>>33) % n
}

func (d *dice) pick(of []string) string { return of[d.roll(len(of))] }

var (
	things  = strings.Fields("router firewall certificate token subnet gateway backup policy session ledger beacon sensor vault tunnel archive cluster")
	acts    = strings.Fields("checks drops renews signs forwards encrypts records delays rejects mirrors")
	ways    = strings.Split("by default|after a restart|on every port|for each tenant|under load|when the clock is wrong|with least privilege|across zones", "|")
	notesIn = 50
)

// Name is the path of note n below a plan's folder.
func Name(n int) string {
	d := dice(n)
	return fmt.Sprintf("content/notes/part-%03d/%05d-%s.md", n/notesIn, n, d.pick(things))
}

// Note is note n of a vault with so many.
func Note(n, of int) string {
	d := dice(n*7919 + 1)
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: The %s, part %d\ntags: [%s, %s]\n---\n\n", d.pick(things), n, d.pick(things), d.pick(things))
	for i, head := range []string{"What it does", "Where it fails", "On the exam"} {
		fmt.Fprintf(&b, "## %s\n\n%s\n\n", head, d.paragraph(5))
		fmt.Fprintf(&b, "%s See [this](%s) too. %s\n\n", d.sentence(), link(n, (n+1+d.roll(notesIn-1))%of, of), d.paragraph(3))
		switch i {
		case 0:
			b.WriteString("| part | role | port |\n|---|---|---:|\n")
			for range 5 {
				fmt.Fprintf(&b, "| %s | %s %s | %d |\n", d.pick(things), d.pick(acts), d.pick(ways), d.roll(9000))
			}
		case 1:
			for range 4 {
				fmt.Fprintf(&b, "- [%s] %s\n", d.pick([]string{" ", "x"}), d.sentence())
			}
		}
		b.WriteString("\n")
		if i < 2 || d.roll(2) == 0 {
			b.WriteString(d.code())
		}
	}
	return b.String()
}

// link is the address of one note as seen from another.
func link(from, to, of int) string {
	to %= max(of, 1)
	path := strings.TrimPrefix(Name(to), "content/notes/")
	if from/notesIn == to/notesIn {
		return path[strings.IndexByte(path, '/')+1:]
	}
	return "../" + path
}

func (d *dice) sentence() string {
	return fmt.Sprintf("The %s %s the **%s** %s, and `%s-%d` stays as it was.", d.pick(things), d.pick(acts), d.pick(things), d.pick(ways), d.pick(things), d.roll(100))
}

func (d *dice) paragraph(sentences int) string {
	out := make([]string, sentences)
	for i := range out {
		out[i] = d.sentence()
	}
	return strings.Join(out, " ")
}

// code is a fenced block of some 700 bytes.
func (d *dice) code() string {
	var b strings.Builder
	switch d.roll(4) {
	case 0:
		b.WriteString("```bash\nset -eu\n")
		for range 9 {
			fmt.Fprintf(&b, "for %s in $(list --kind %s); do\n  %s \"$%s\" --port %d || exit 1 # %s\ndone\n", "x", d.pick(things), d.pick(acts), "x", d.roll(9000), d.pick(ways))
		}
	case 1:
		b.WriteString("```json\n{\n")
		for i := range 14 {
			fmt.Fprintf(&b, "  \"%s_%d\": {\"%s\": %d, \"on\": %t},\n", d.pick(things), i, d.pick(acts), d.roll(900), d.roll(2) == 0)
		}
		b.WriteString("  \"end\": null\n}\n")
	case 2:
		b.WriteString("```python\n")
		for i := range 8 {
			fmt.Fprintf(&b, "def %s_%d(%s, limit=%d):\n    \"\"\"%s.\"\"\"\n    return [x for x in %s if x > limit]\n\n", d.pick(acts), i, d.pick(things), d.roll(100), d.pick(ways), d.pick(things))
		}
	default:
		b.WriteString("```yaml\n")
		for range 12 {
			fmt.Fprintf(&b, "- name: %s\n  rule: \"%s\"\n  port: %d # %s\n", d.pick(things), d.pick(acts), d.roll(9000), d.pick(ways))
		}
	}
	b.WriteString("```\n\n")
	return b.String()
}
