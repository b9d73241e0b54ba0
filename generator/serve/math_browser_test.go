package serve_test

import (
	"os"
	"strings"
	"testing"
)

// TestFormulasInThePreview: a formula that comes into an open page is drawn, one that is edited is drawn anew, and
// what takes its place is shown as it is.
func TestFormulasInThePreview(t *testing.T) {
	s := newStage(t)
	temml, err := os.ReadFile("../../themes/default/math/temml.min.js")
	if err != nil {
		t.Fatal(err)
	}
	own, err := os.ReadFile("../../themes/default/math/math.js")
	if err != nil {
		t.Fatal(err)
	}
	show := func(main string) {
		html := document("Notes", main)
		if strings.Contains(main, `class="math`) {
			html = strings.Replace(html, "</head>", `<script src="math/temml.min.js" defer></script><script src="math/math.js" defer></script></head>`, 1)
		}
		s.show("a.html", html, "style.css", "", "math/temml.min.js", string(temml), "math/math.js", string(own))
	}
	const inside = `(document.querySelector('#f span')?.shadowRoot?.innerHTML || '')`
	show(`<p id="f">Loss: nothing yet.</p><p>Below</p>`)
	s.visit("a.html")
	show(`<p id="f">Loss: <span class="math">\frac{a}{b}</span> a year.</p><p>Below</p>`)
	s.wait(inside + `.includes('<mfrac>')`)
	same(s, `document.querySelector('#f').textContent`, `Loss: \frac{a}{b} a year.`)
	same(s, `!!(window.kept = document.querySelector('#f span').shadowRoot.firstChild)`, true)
	show(`<p id="f">Loss: <span class="math">\frac{a}{b}</span> a year.</p><p>Below, edited</p>`)
	s.wait(`document.body.textContent.includes('edited')`)
	same(s, `window.kept === document.querySelector('#f span').shadowRoot.firstChild`, true) // not drawn again for nothing
	show(`<p id="f">Loss: <span class="math">\sqrt{c}</span> a year.</p><p>Below</p>`)
	s.wait(inside + `.includes('<msqrt>')`)
	show(`<p id="f">Loss: <span class="math">\frac{a</span> a year.</p><p>Below</p>`)
	s.wait(inside + `.includes('<slot>')`)
	show(`<p id="f">Loss: <span class="broken">gone</span> a year.</p><p>Below</p>`)
	s.wait(`document.querySelector('#f').innerText === 'Loss: gone a year.'`)
	show(`<p id="f">Loss: <span class="math">x^2</span> a year.</p><p>Below <span class="math">y</span></p>`)
	s.wait(inside + `.includes('<msup>') && document.querySelectorAll('.math')[1].shadowRoot?.querySelector('mi')`)
	s.calm()
}
