package markdown

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// study writes notes as people write them: prose, lists, a table, tasks, links and, in each, two or
// three blocks of code. The same number gives the same note.
func study(n int) []byte {
	r := rand.New(rand.NewPCG(1, uint64(n)))
	pick := func(words string) string { f := strings.Fields(words); return f[r.IntN(len(f))] }
	const things = "router switch subnet bucket policy role key log quota lease zone probe peer certificate token tunnel firewall proxy"
	sentence := func() string {
		return fmt.Sprintf("The %s %s the **%s** after `%s_%d`, so port %d stays open for %d seconds.", pick(things),
			pick("encrypts matches replaces mirrors rotates overrides signs"), pick(things), pick(things), r.IntN(90), 20+r.IntN(9000), 3+r.IntN(600))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: Note %d\ntags: [%s, %s]\n---\n\n# Note %d\n\n%s %s\n\n", n, pick(things), pick(things), n, sentence(), sentence())
	blocks := []func(){
		func() {
			fmt.Fprintf(&b, "```bash\nset -euo pipefail\nfor h in %s01 %s02; do\n  ssh -o ConnectTimeout=%d \"admin@${h}\" 'ip -br addr | grep -v lo' || echo \"down: $h\" >&2\ndone\n", pick(things), pick(things), r.IntN(9))
			for range 5 {
				fmt.Fprintf(&b, "if [[ \"$(nft list table inet %s | wc -l)\" -gt %d ]]; then export A=\"$((%d * 2))\"; fi\n", pick(things), r.IntN(90), r.IntN(512))
			}
		},
		func() {
			b.WriteString("```powershell\n")
			for i := range 6 {
				fmt.Fprintf(&b, "New-AzRoleAssignment -ObjectId '%x' -RoleDefinitionName \"Reader %d\" | Where-Object { $_.Count -ge %d }\n", r.Uint32(), i, r.IntN(30))
			}
		},
		func() {
			b.WriteString("```json\n{\n")
			for i := range 12 {
				fmt.Fprintf(&b, "  \"%s%d\": {\"Effect\": \"Allow\", \"Priority\": %d},\n", pick(things), i, r.IntN(4000))
			}
			b.WriteString("  \"last\": null\n}\n")
		},
		func() {
			fmt.Fprintf(&b, "```yaml\nkind: NetworkPolicy\nmetadata:\n  name: %s\n  labels: {tier: %s}\n", pick(things), pick(things))
			for range 4 {
				fmt.Fprintf(&b, "  - from: {cidr: 10.%d.%d.0/24}  # %s\n    port: %d\n", r.IntN(256), r.IntN(256), pick(things), r.IntN(9000))
			}
		},
		func() {
			fmt.Fprintf(&b, "```python\nimport ipaddress\n\n\nclass %s:\n    \"\"\"%s\"\"\"\n", strings.ToUpper(pick(things)), sentence())
			for i := range 3 {
				fmt.Fprintf(&b, "    def %s_%d(self, limit: int = %d) -> list[str]:\n        return [f\"{h}:%d\" for h in self.hosts[:limit] if h is not None]\n", pick(things), i, r.IntN(99), r.IntN(9000))
			}
		},
		func() {
			fmt.Fprintf(&b, "```text\ninterface GigabitEthernet0/%d\n ip address 10.0.%d.1 255.255.255.0\n no shutdown\n", r.IntN(9), r.IntN(256))
		},
	}
	for part := range 2 + r.IntN(2) {
		fmt.Fprintf(&b, "## %s %d\n\n%s\n\n- %s\n- %s\n\n", pick(things), part, sentence(), sentence(), sentence())
		blocks[r.IntN(len(blocks))]()
		b.WriteString("```\n\n")
	}
	b.WriteString("| Term | Port | Meaning |\n|---|---:|---|\n")
	for range 5 {
		fmt.Fprintf(&b, "| `%s` | %d | the %s |\n", pick(things), r.IntN(9000), pick(things))
	}
	fmt.Fprintf(&b, "\n> [!tip] Remember\n> %s\n\n", sentence())
	for range 4 {
		fmt.Fprintf(&b, "- [%s] %s\n", []string{" ", "x"}[r.IntN(2)], sentence())
	}
	fmt.Fprintf(&b, "\nSee [[note-%d]] and [another](note-%d.md#%s-0).\n", r.IntN(1000), r.IntN(1000), pick(things))
	return []byte(b.String())
}

// BenchmarkNotes parses and renders 1,000 notes, and shows the share of each step.
func BenchmarkNotes(b *testing.B) {
	const many = 1000
	src, size := make([][]byte, many), 0
	for i := range src {
		src[i] = study(i)
		size += len(src[i])
	}
	name := func(i int) string { return fmt.Sprintf("content/notes/note-%d.md", i) }
	docs := make([]*Doc, many)
	parse := func() {
		for i := range src {
			docs[i] = Parse(name(i), src[i])
		}
	}
	parse()
	v := NewVault("content", docs, nil)
	resolve := func(from *Doc, l Link) Target { return Target{Href: v.Resolve(from, l).File} }
	b.Run("parse", func(b *testing.B) {
		b.SetBytes(int64(size))
		for b.Loop() {
			parse()
		}
	})
	b.Run("html", func(b *testing.B) {
		for b.Loop() {
			for _, d := range docs {
				d.HTML("", resolve)
			}
		}
	})
	b.Run("vault", func(b *testing.B) {
		for b.Loop() {
			v := NewVault("content", docs, nil)
			for _, d := range docs {
				v.Check(d)
			}
		}
	})
}
