package clean

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// show is what a Writer writes, with its holes in braces.
func show(w *Writer) string {
	w.Cut()
	var b strings.Builder
	for _, p := range w.Pieces {
		b.WriteString(p.HTML)
		switch p.Hole {
		case Prefix:
			b.WriteString("p-")
		case LinkOpen:
			b.WriteString("{a}")
		case LinkClose:
			b.WriteString("{/a}")
		case Image:
			b.WriteString("{img}")
		case HeadOpen:
			b.WriteString("<h" + string(rune('0'+p.N)))
		case HeadClose:
			b.WriteString("</h>")
		}
	}
	return b.String()
}

// within writes raw HTML within an element of Markdown.
func within(name string, holds Holds, raw ...string) (string, []Ref) {
	var refs []Ref
	w := &Writer{Refer: func(r Ref) int { refs = append(refs, r); return len(refs) - 1 }}
	w.Push("", Flow)
	if name != "" {
		w.Put("<", name, ">")
		w.Push(name, holds)
	}
	for _, s := range raw {
		w.Raw(s, 0)
	}
	if name != "" {
		w.Pop()
	}
	w.Pop()
	return show(w), refs
}

func TestRaw(t *testing.T) {
	for _, c := range []struct{ raw, inFlow, inParagraph string }{
		{`<b>x</b>`, `<b>x</b>`, `<p><b>x</b></p>`},
		{`<b>x`, `<b>x</b>`, `<p><b>x</b></p>`},
		{`x</b>`, `x`, `<p>x</p>`},
		{`</p></div>x`, `x`, `<p>x</p>`},
		{`<b><i>x</b>y</i>`, `<b><i>x</i></b>y`, `<p><b><i>x</i></b>y</p>`},
		{`<div>x</div>`, "<div>x</div>\n", `<p>x</p>`},
		{`<username> & <PID>`, `&lt;username&gt; &amp; &lt;PID&gt;`, `<p>&lt;username&gt; &amp; &lt;PID&gt;</p>`},
		{`<script>x</script>`, `&lt;script&gt;x&lt;/script&gt;`, `<p>&lt;script&gt;x&lt;/script&gt;</p>`},
		{`<b onclick=x style=y class=z id=i title='"'>x</b>`, `<b id="p-i" title="&quot;">x</b>`, `<p><b id="p-i" title="&quot;">x</b></p>`},
		{`<font>x</font><!-- c -->y`, `xy`, `<p>xy</p>`},
		{`<tt>x</tt><strike>y</strike>`, `<code>x</code><s>y</s>`, `<p><code>x</code><s>y</s></p>`},
		{`<td>x`, `x`, `<p>x</p>`},
		{`<table><td>x`, "<table><tbody><tr><td>x</td>\n</tr>\n</tbody>\n</table>\n", `<p>x</p>`},
		{`<ul>x<li>y`, "<ul><li>x</li>\n<li>y</li>\n</ul>\n", `<p>xy</p>`},
		{`<a href=u>x<a href=v>y</a>`, `{a}xy{/a}`, `<p>{a}xy{/a}</p>`},
		{`<a name=n>x</a>`, `<span id="p-n"></span>x`, `<p><span id="p-n"></span>x</p>`},
		{`<a id=n></a><a id=n></a>`, `<span id="p-n"></span><span></span>`, `<p><span id="p-n"></span><span></span></p>`},
		{`<img src=u><img>`, `{img}`, `<p>{img}</p>`},
		{`<h3 align=center>x`, `<h3 class="center">x</h>`, `<p>x</p>`},
		{`x<h3> </h3>y`, `xy`, `<p>x y</p>`},
		{`x<h3 id=n></h3>y`, "x<span id=\"p-n\"></span>\ny", `<p>xy</p>`},
		{`<details>x`, "<details><summary>Details</summary>\nx</details>\n", `<p>x</p>`},
		{`<details></details>`, "<details><summary>Details</summary>\n</details>\n", `<p></p>`},
		{`<details> <summary>s</summary>x<summary>y</summary>`, "<details> <summary>s</summary>\nxy</details>\n", `<p> sxy</p>`},
		{`<table><tr><th>a<th scope=row>b<tr><th>c<td>d`, "<table><tbody><tr><th scope=\"col\">a</th>\n<th scope=\"row\">b</th>\n</tr>\n<tr><th scope=\"row\">c</th>\n<td>d</td>\n</tr>\n</tbody>\n</table>\n", `<p>abcd</p>`},
		{`<table><tr><td>a</tr><thead><tr><td>b</thead><caption>c</caption></table>`, "<table><tbody><tr><td>a</td>\n</tr>\n</tbody>\n<tbody><tr><td>b</td>\n</tr>\n</tbody>\n<tbody><tr><td>c</td>\n</tr>\n</tbody>\n</table>\n", `<p>abc</p>`},
		{`<table><tr></table>`, "<table><tbody><tr><td></td></tr>\n</tbody>\n</table>\n", `<p></p>`},
		{`<dl><dd>a<dt>b</dl>`, "<dl><dt></dt><dd>a</dd>\n<dt>b</dt>\n<dd></dd></dl>\n", `<p>ab</p>`},
		{`x<br>y<hr>`, `x<br>y<hr>`, `<p>x<br>y</p>`},
		{`a < b && c > d`, `a &lt; b &amp;&amp; c &gt; d`, `<p>a &lt; b &amp;&amp; c &gt; d</p>`},
		{`<b title="unfinished`, `&lt;b title=&quot;unfinished`, `<p>&lt;b title=&quot;unfinished</p>`},
	} {
		if got, _ := within("", Flow, c.raw); got != c.inFlow {
			t.Errorf("%s among blocks:\n got %s\nwant %s", c.raw, got, c.inFlow)
		}
		if got, _ := within("p", Leaf, c.raw); got != c.inParagraph {
			t.Errorf("%s in a paragraph:\n got %s\nwant %s", c.raw, got, c.inParagraph)
		}
	}
}

func TestRefs(t *testing.T) {
	_, refs := within("", Flow, `<a href="u&amp;v" title=t>x</a>`, `<img src=p.png alt="an &eacute;" width=3px height=4 align=middle>`)
	want := []Ref{{Target: "u&v", Title: "t"}, {Image: true, Target: "p.png", Label: "an é", Class: "center", Width: "3px", Height: "4"}}
	if len(refs) != 2 || refs[0] != want[0] || refs[1] != want[1] {
		t.Errorf("got %+v", refs)
	}
}

func TestAddress(t *testing.T) {
	for _, c := range []struct{ target, scheme, link, image string }{
		{"a/b.md", "", "", ""}, {"Lesson: routing.md", "", "", ""}, {"C:", "", "", ""}, {"https://e.org/x", "https", "https://e.org/x", "https://e.org/x"},
		{" HTTPS://e.org ", "https", "HTTPS://e.org", "HTTPS://e.org"}, {"//e.org/x", "//", "https://e.org/x", "https://e.org/x"}, {`\\e.org\x`, "//", "", ""}, {`/\e.org`, "//", "", ""},
		{"mailto:a@e.org", "mailto", "mailto:a@e.org", "mailto:a@e.org"}, {"javascript:x", "javascript", "", ""}, {"java\nscript:x", "javascript", "", ""}, {"\x01javascript:x", "javascript", "", ""},
		{"zotero://x", "zotero", "", ""}, {"data:text/html,x", "data", "", ""}, {"data:image/png;base64,AA", "data", "", "data:image/png;base64,AA"}, {"data:image/svg+xml;base64,AA", "data", "", ""},
	} {
		if _, scheme := Address(c.target); scheme != c.scheme {
			t.Errorf("%q has scheme %q, want %q", c.target, scheme, c.scheme)
		}
		if link, image := Outside(c.target, false), Outside(c.target, true); link != c.link || image != c.image {
			t.Errorf("%q is written as %q and %q, want %q and %q", c.target, link, image, c.link, c.image)
		}
	}
}

var tags = regexp.MustCompile(`<(/?)([a-z][a-z0-9]*)((?: [a-z]+(?:="[^"<>]*")?)*)>|[<>]`)

// balanced says what is wrong with HTML: a tag that is not allowed, left open, or closed out of turn.
func balanced(html string) string {
	var stack []string
	for _, m := range tags.FindAllStringSubmatch(html, -1) {
		e := allowed[m[2]]
		switch {
		case m[2] == "":
			return "a bare " + m[0]
		case m[1] == "" && strings.Contains(m[3], " on"):
			return "a handler in " + m[0]
		case e.holds == void || e.holds == rule:
		case m[1] == "":
			if _, ok := allowed[m[2]]; !ok {
				return m[0] + " is not allowed"
			}
			stack = append(stack, m[2])
		case len(stack) == 0 || stack[len(stack)-1] != m[2] && m[2] != "h":
			return m[0] + " closes " + strings.Join(stack, " ")
		default:
			stack = stack[:len(stack)-1]
		}
	}
	return strings.Join(stack, " ")
}

// TestBalanced: whatever is written, what comes out is balanced and from the allow-list.
func TestBalanced(t *testing.T) {
	part := rapid.OneOf(
		rapid.SampledFrom(strings.Fields("<b> </b> <i> </i> <p> </p> <div> </div> <ul> <li> </li> </ul> <table> <tr> <td> </td> </table> <a> </a> <h2> </h2> <details> <summary> </summary> <br> <hr> <pre> <script> </script> <x-y> <!-- --> <?php <dl> <dt> <dd> <caption> <q")),
		rapid.SampledFrom([]string{"text", " ", "&lt;", "<a href='u'>", "<b onclick=x>", "<td colspan=2>", "<p id=a title=\"<b>\">", "<li value=3>", "\"", ">"}),
	)
	rapid.Check(t, func(t *rapid.T) {
		raw := rapid.SliceOfN(part, 1, 12).Draw(t, "raw")
		for _, in := range []struct {
			name  string
			holds Holds
		}{{"", Flow}, {"p", Leaf}, {"em", Phrase}, {"td", Flow}} {
			html, _ := within(in.name, in.holds, raw...)
			if wrong := balanced(html); wrong != "" {
				t.Fatalf("%s in %q: %s", wrong, in.name, html)
			}
		}
	})
}

// FuzzRaw is TestBalanced on bytes.
func FuzzRaw(f *testing.F) {
	for _, s := range []string{"<b><i>x</b>", "<table><td><li><a href=x><a>", "<!-->", "<p title='>'>", "</div></main>", "<ul><table>x", "<svg><script>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		for _, name := range []string{"", "p"} {
			html, _ := within(name, Flow-Holds(len(name)), raw)
			if wrong := balanced(html); wrong != "" {
				t.Errorf("%s in\n%s", wrong, html)
			}
		}
		Address(raw)
	})
}
