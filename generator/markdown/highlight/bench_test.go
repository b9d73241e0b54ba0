package highlight

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// snippets are lines as they stand in study notes.
var snippets = map[string]string{
	"bash":       "for h in web01 web02; do\n  ssh \"admin@${h}\" 'ip -br addr | grep -v lo' || echo \"down: $h\" >&2\ndone\nif [[ \"$(nft list table inet filter | wc -l)\" -gt 12 ]]; then export A=$((3 * 2)); fi # rules\n",
	"powershell": "Get-Service | Where-Object { $_.Status -eq 'Running' } | Select-Object -First 5\nNew-AzRoleAssignment -ObjectId $id -RoleDefinitionName \"Reader\" -Scope \"/subscriptions/$sub\"\nfunction Test-Port([int]$Port) { if ($Port -gt 1024) { return $true } }\n",
	"python":     "import ipaddress\n\nclass Pool:\n    \"\"\"Addresses to lend.\"\"\"\n    def lend(self, n: int = 3) -> list[str]:\n        return [f\"{h}:443\" for h in self.hosts[:n] if h is not None]  # at most n\n",
	"json":       "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [{\"Effect\": \"Allow\", \"Action\": [\"s3:GetObject\"], \"Priority\": 120, \"Enabled\": true}]\n}\n",
	"yaml":       "kind: NetworkPolicy\nmetadata:\n  name: deny-all\n  labels: {tier: web}\nspec:\n  - from: {cidr: 10.0.4.0/24}  # the office\n    port: 8443\n",
	"terraform":  "resource \"aws_instance\" \"web\" {\n  ami   = data.aws_ami.base.id\n  count = 3\n  tags  = { Name = \"web-${var.env}\" }\n}\n",
	"docker":     "FROM debian:12 AS build\nRUN apt-get update && apt-get install -y nginx # server\nCOPY --from=build /etc/nginx /etc/nginx\nEXPOSE 443\nCMD [\"nginx\", \"-g\", \"daemon off;\"]\n",
	"sql":        "SELECT u.name, COUNT(*) AS n FROM users u JOIN logins l ON l.user_id = u.id\nWHERE l.at > '2026-01-01' GROUP BY u.name HAVING COUNT(*) > 3 -- often\nORDER BY n DESC;\n",
	"ini":        "[Unit]\nDescription=Web server\nAfter=network.target\n; comment\n[Service]\nExecStart=/usr/sbin/nginx -g 'daemon off;'\n",
}

// BenchmarkLanguages cuts about 4 KB of each language into tokens, by either loop; "first" is what the
// quick one costs once.
func BenchmarkLanguages(b *testing.B) {
	for _, lang := range slices.Sorted(maps.Keys(snippets)) {
		l := lexerOf()[lang]
		q := quickly(l)
		text := strings.Repeat(snippets[lang], 1+4000/len(snippets[lang]))
		loop := func(name string, work func()) {
			b.Run(lang+"/"+name, func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					work()
				}
			})
		}
		loop("chroma", func() { slowly(l, text) })
		loop("quick", func() { q.tokens(text) })
		loop("first", func() { newQuick(l) })
	}
}
