package markdown

import (
	"strings"
	"testing"
)

// TestPayloads shows what becomes of attempts to run something, exactly.
func TestPayloads(t *testing.T) {
	const left = `<span class="broken" title="Left out, unsafe address: `
	for _, c := range []struct{ note, want string }{
		{`<script>alert(1)</script>`, "<pre tabindex=\"0\"><code>&lt;script&gt;alert(1)&lt;/script&gt;</code></pre>"},
		{`a <script>alert(1)</script>`, `<p>a &lt;script&gt;alert(1)&lt;/script&gt;</p>`},
		{`a <ScRiPt src=//x>`, `<p>a &lt;ScRiPt src=//x&gt;</p>`},
		{`<img src=x onerror=alert(1)>`, `<span class="broken" title="Not found: x">x</span>`},
		{`a <img src="javascript:alert(1)">`, `<p>a ` + left + `javascript:alert(1)">javascript:alert(1)</span></p>`},
		{`a <img/src="x"/onerror=alert(1)>`, `<p>a &lt;img/src=&quot;x&quot;/onerror=alert(1)&gt;</p>`},
		{`<svg onload=alert(1)>`, `<p>&lt;svg onload=alert(1)&gt;</p>`},
		{`<svg><script>alert(1)</script></svg>`, `<p>&lt;svg&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;/svg&gt;</p>`},
		{`<math><mtext></math><img src onerror=alert(1)>`, `<p>&lt;math&gt;&lt;mtext&gt;&lt;/math&gt;</p>`},
		{`<iframe src="javascript:alert(1)"></iframe>`, `<p>&lt;iframe src=&quot;javascript:alert(1)&quot;&gt;&lt;/iframe&gt;</p>`},
		{`<div onclick="alert(1)" style="position:fixed" class="panel" id="x">t</div>`, `<div id="x">t</div>`},
		{`<a href="javascript:alert(1)">x</a>`, `<p>` + left + `javascript:alert(1)">x</span></p>`},
		{"a <a href=\"java\nscript:alert(1)\">x</a>", `<p>a ` + left + `javascript:alert(1)">x</span></p>`},
		{`a <a href="&#106;avascript&colon;alert(1)">x</a>`, `<p>a ` + left + `javascript:alert(1)">x</span></p>`},
		{`a <a href="&#1;javascript:alert(1)">x</a>`, `<p>a ` + left + `javascript:alert(1)">x</span></p>`},
		{`[x](javascript:alert%281%29)`, `<p>` + left + `javascript:alert%281%29">x</span></p>`},
		{`[x](JaVaScRiPt:alert(1))`, `<p>` + left + `JaVaScRiPt:alert(1)">x</span></p>`},
		{`[x](&#x6A;avascript:alert(1))`, `<p>` + left + `javascript:alert(1)">x</span></p>`},
		{`[x](java&Tab;script:alert(1))`, `<p>` + left + `javascript:alert(1)">x</span></p>`},
		{`[x](vbscript:x) [y](data:text/html,x)`, `<p>` + left + `vbscript:x">x</span> ` + left + `data:text/html,x">y</span></p>`},
		{`[x](file:///etc/passwd)`, `<p>` + left + `file:///etc/passwd">x</span></p>`},
		{`<javascript:alert(1)>`, `<p>` + left + `javascript:alert(1)">javascript:alert(1)</span></p>`},
		{`![x](javascript:alert(1))`, `<p>` + left + `javascript:alert(1)">x</span></p>`},
		{`![x](data:image/svg+xml;base64,AAAA)`, `<p>` + left + `data:image/svg+xml;base64,AAAA">x</span></p>`},
		{`![x](data:image/png;base64,AAAA)`, `<p><img src="data:image/png;base64,AAAA" alt="x" loading="lazy" decoding="async"></p>`},
		{`[[javascript:alert(1)]]`, `<p>` + left + `javascript:alert(1)">javascript:alert(1)</span></p>`},
		{`![[javascript:alert(1)]]`, `<p>` + left + `javascript:alert(1)">javascript:alert(1)</span></p>`},
		{`[x](https://e.org "t\" onclick=\"alert(1)")`, `<p><a href="https://e.org" title="t&quot; onclick=&quot;alert(1)">x</a></p>`},
		{`[x](<https://e.org/"onclick="alert(1)>)`, `<p><a href="https://e.org/%22onclick=%22alert(1)">x</a></p>`},
		{"```\"><img src=x onerror=alert(1)>\nx\n```", "<pre class=\"chroma\" tabindex=\"0\"><code class=\"language-&quot;&gt;&lt;img\">x\n</code></pre>"},
		{"<style>\nbody{display:none}\n</style>", "<pre tabindex=\"0\"><code>&lt;style&gt;\nbody{display:none}\n&lt;/style&gt;</code></pre>"},
		{`</div></main></body><h1>mine`, "<h2>mine</h2>"},
		{`<form action="https://e.org"><input name="p"><button>go</button></form>`, `<p>&lt;form action=&quot;https://e.org&quot;&gt;&lt;input name=&quot;p&quot;&gt;&lt;button&gt;go&lt;/button&gt;&lt;/form&gt;</p>`},
		{`<base href="https://e.org"><link rel=stylesheet href=x><meta http-equiv=refresh content=0>`,
			`<p>&lt;base href=&quot;https://e.org&quot;&gt;&lt;link rel=stylesheet href=x&gt;&lt;meta http-equiv=refresh content=0&gt;</p>`},
		{`<object data=x></object><embed src=x>`, `<p>&lt;object data=x&gt;&lt;/object&gt;&lt;embed src=x&gt;</p>`},
		{`a <!--> <img src=x onerror=alert(1)> -->`, `<p>a  <span class="broken" title="Not found: x">x</span> --&gt;</p>`},
		{`<noscript><p title="</noscript><img src=x onerror=alert(1)>">`, "<div>&lt;noscript&gt;<p title=\"&lt;/noscript&gt;&lt;img src=x onerror=alert(1)&gt;\"></p>\n</div>"},
		{`<details open ontoggle=alert(1)>`, "<details open><summary>Details</summary>\n</details>"},
		{"<details><summary> </summary>x</details>", "<details><summary> Details</summary>\nx</details>"},
		{`<a id="x" name="y" href="https://e.org" target=_blank ping=z>l</a>`, `<p><a href="https://e.org"><span id="x"></span>l</a></p>`},
		{`$\text{</span><script>alert(1)</script>}$`, `<p><span class="math">\text{&lt;/span&gt;&lt;script&gt;alert(1)&lt;/script&gt;}</span></p>`},
		{`# a <script>x</script>`, `<h2 id="a-scriptxscript">a &lt;script&gt;x&lt;/script&gt; <a class="anchor" href="#a-scriptxscript" aria-label="Link to this section"><span aria-hidden="true">#</span></a></h2>`},
	} {
		got := strings.TrimSpace(string(Parse("content/x.md", []byte(c.note)).HTML("", nil)))
		if got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.note, got, c.want)
		}
		sound(t, got)
		tidy(t, got)
	}
}

// TestPrefix puts two notes on one page.
func TestPrefix(t *testing.T) {
	d := Parse("content/x.md", []byte("# A\n\n[a](#a) [^1] <a id=\"b\"></a> x ^id\n\n[^1]: n\n"))
	both := string(d.HTML("x-", nil)) + string(d.HTML("y-", nil))
	sound(t, both)
	for _, id := range d.Anchors {
		if !strings.Contains(both, `id="x-`+id+`"`) || !strings.Contains(both, `id="y-`+id+`"`) {
			t.Errorf("anchor %s is not an id in\n%s", id, both)
		}
	}
}

// TestOutline moves headings under the page's own, without a gap.
func TestOutline(t *testing.T) {
	for _, c := range []struct {
		note string
		o    Options
		want string
	}{
		{"# A\n## B\n# C\n### D\n#### E", Options{}, "2 3 2 3 4"},
		{"### A\n# B\n## C", Options{}, "2 2 3"},
		{"# A\n## B\n## C\n### D", Options{DropTitle: true}, "2 2 3"},
		{"# A\n## B\n# C", Options{DropTitle: true}, "2 2"},
		{"## A\n# B", Options{DropTitle: true}, "2 2"},
		{"# A\n## B\n### C\n#### D\n##### E\n###### F", Options{Base: 3}, "3 4 5 6 6 6"},
		{"# A\n\n<h4>raw</h4>\n\n# B", Options{}, "2 3 2"},
	} {
		html := string(Parse("content/x.md", []byte(c.note)).Render(c.o))
		sound(t, html)
		var got []string
		for i := range len(html) - 3 {
			if html[i:i+2] == "<h" && html[i+2] >= '1' && html[i+2] <= '6' {
				got = append(got, html[i+2:i+3])
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q: %v, want %s", c.note, got, c.want)
		}
	}
}

func TestDropTitle(t *testing.T) {
	d := Parse("content/x.md", []byte("---\na: b\n---\n# Title *x*\n\ntext [up](#title-x)\n"))
	if d.Title() != "Title x" {
		t.Errorf("title %q", d.Title())
	}
	want := "<span id=\"p-title-x\"></span>\n<p>text <a href=\"#p-title-x\">up</a></p>\n"
	if got := string(d.Render(Options{Prefix: "p-", DropTitle: true})); got != want {
		t.Errorf("got %s", got)
	}
	if d := Parse("content/x.md", []byte("text\n\n# Later\n")); d.Title() != "" {
		t.Errorf("title %q of a note that begins with text", d.Title())
	}
}
