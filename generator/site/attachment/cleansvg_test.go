package attachment

import (
	"encoding/base64"
	"strings"
	"testing"
)

const svgHead = `<svg xmlns="http://www.w3.org/2000/svg" `

// drawings are SVG with a secret in every place that nobody sees, and what is to be left of each.
var drawings = []struct{ dirty, left string }{
	{"\ufeff" + `<?xml version="1.0" encoding="UTF-8"?><!-- CANARY --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">` + "\n" + svgHead + `width="9"><!--CANARY > <g> --><path d="M0 0"/></svg><!-- CANARY -->` + "\n",
		`<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">` + "\n" + svgHead + `width="9"><path d="M0 0"/></svg>` + "\n"},
	{svgHead + `><?adobe CANARY?><metadata id="CANARY"><b><metadata>CANARY</metadata></b></metadata><metadata a="CANARY"/><g/></svg >`,
		svgHead + `><metadata/><metadata/><g/></svg >`},
	{svgHead + `xmlns:inkscape="http://ink" xmlns:sodipodi='http://sodi' sodipodi:docname="CANARY.svg" inkscape:export-filename = 'CANARY>' viewBox="0 0 9 9"><sodipodi:namedview a="CANARY" xmlns:b="u"><inkscape:grid id="CANARY"/>CANARY<![CDATA[CANARY]]></sodipodi:namedview><g inkscape:label="CANARY" id="g"
	inkscape:groupmode="layer"/></svg>`,
		svgHead + `xmlns:inkscape="http://ink" xmlns:sodipodi='http://sodi' viewBox="0 0 9 9"><sodipodi:namedview xmlns:b="u"/><g id="g"/></svg>`},
	{svgHead + `content="&lt;mxfile CANARY" data-x="CANARY" height="1"><g content="kept" data-cell-id="CANARY"><title>a &gt; b</title></g><style><![CDATA[g > path{fill:red}]]></style></svg>`,
		svgHead + `height="1"><g content="kept"><title>a &gt; b</title></g><style><![CDATA[g > path{fill:red}]]></style></svg>`},
	{`<s:svg xmlns:s="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink"><s:metadata>CANARY</s:metadata><s:use l:href="#a" xml:space="preserve"/></s:svg>`,
		`<s:svg xmlns:s="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink"><s:metadata/><s:use l:href="#a" xml:space="preserve"/></s:svg>`},
}

func TestCleanSVG(t *testing.T) {
	for _, x := range drawings {
		got, ok := Clean("a.SVG", []byte(x.dirty))
		if !ok || string(got) != x.left || !strings.Contains(x.dirty, "CANARY") {
			t.Errorf("%v\n%s\nwant\n%s", ok, got, x.left)
		}
		if again, ok := Clean("a.svg", got); !ok || string(again) != x.left {
			t.Errorf("again: %v\n%s", ok, again)
		}
	}
}

// TestCleanEmbedded: a photograph in a drawing loses what a photograph does, also if it is in a drawing in it.
func TestCleanEmbedded(t *testing.T) {
	base := func(b []byte) string { return base64.StdEncoding.EncodeToString(b) }
	holding := func(kind, data string) string {
		return svgHead + `><image href="data:` + kind + `;base64,` + data + `"/></svg>`
	}
	for _, x := range exhibits() {
		dirty := base(x.dirty)
		got, ok := Clean("a.svg", []byte(holding("image/any", dirty[:20]+"&#10;\n "+dirty[20:])))
		if !ok || string(got) != holding("image/any", base(x.left)) {
			t.Errorf("%s: %v\n%s", x.name, ok, got)
		}
	}
	x := exhibits()[0]
	got, ok := Clean("a.svg", []byte(holding("image/svg+xml", base([]byte(holding("image/jpeg", base(x.dirty)))))))
	if !ok || string(got) != holding("image/svg+xml", base([]byte(holding("image/jpeg", base(x.left))))) {
		t.Errorf("in two: %v\n%s", ok, got)
	}
	for what, svg := range map[string]string{
		"damaged": holding("image/jpeg", base(x.dirty[:99])), "going on": holding("image/jpeg", base(x.left)+"%0A"+base([]byte(secret))), "no base64": holding("image/jpeg", "/9j"), "not known": holding("image/avif", "AAAA"), "in percent": svgHead + `><image href="data:image/svg+xml,%3Csvg/>"/></svg>`,
		"with a parameter": holding("image/svg+xml;charset=utf-8", base([]byte(drawings[0].dirty))), "as a reference": svgHead + `><image href="data:image/jpeg&#59;base64,/9j"/></svg>`,
	} {
		if got, ok := Clean("a.svg", []byte(svg)); ok || string(got) != svg {
			t.Errorf("%s: %v\n%s", what, ok, got)
		}
	}
	if got, ok := Clean("a.svg", []byte(holding("font/woff2", "AAAA"))); !ok || string(got) != holding("font/woff2", "AAAA") {
		t.Errorf("a font: %v\n%s", ok, got)
	}
}

// TestCleanSVGNot: a drawing that might look otherwise, or is no whole one, is left alone.
func TestCleanSVGNot(t *testing.T) {
	for _, svg := range []string{
		``, ` `, `x`, `<`, `<svg`, `<svg>`, `</svg>`, `<svg></g>`, `<svg/><svg/>`, `<svg/>x`, `<svg><g></svg></g>`, `<svg a=b/>`, `<svg a="b"c="d"/>`, `<svg a="<"/>`, `<svg a/>`, `<svg><!-- </svg>`, `<svg><![CDATA[</svg>`, `<?xml `, "<svg>\xff</svg>", "<svg>\x00</svg>",
		`<?xml version="1.0" encoding="ISO-2022-JP"?><svg/>`, `<!DOCTYPE svg [<!ENTITY a "b">]><svg/>`, `<?xml-stylesheet href="a.css"?><svg/>`, `<svg><style>@namespace i "u"; [i|label]{fill:red}</style></svg>`, `<svg><style>[data-x]{fill:red}</style></svg>`,
		`<svg xmlns="u"/>`, `<svg xmlns:a="u"><g xmlns:a="http://www.w3.org/2000/svg"/></svg>`, `<svg xmlns:a="http://www.w3.org/2000/sv&#103;"/>`, `<svg xmlns:h="http://www.w3.org/1999/xhtml"/>`, `<!-- xmlns:s="http://www.w3.org/2000/svg" --><s:svg/>`,
	} {
		if got, ok := Clean("a.svg", []byte(svg)); ok || string(got) != svg {
			t.Errorf("%q: %v, %q", svg, ok, got)
		}
	}
}
