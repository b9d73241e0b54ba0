package bundle

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

const head = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head><body>`

// policy is what the page says when it has no style sheet.
const policy = "\n" + `<meta charset="utf-8">` + "\n" + `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'none'; connect-src 'none'; style-src 'none'; img-src data:; base-uri 'none'; form-action 'none'">`

// site has what a page may need beside it.
func site(page string) map[string][]byte {
	return map[string][]byte{
		"notes/a.html": []byte(page), "index.html": []byte("<p>"), "notes/b.html": []byte("<p>"), "pic.svg": []byte("<svg/>"), "notes/p q.PNG": []byte("png"),
		"plan.ics": []byte("x"), "style.css": []byte("p{}"), "icon.svg": []byte("<svg/>"), "f.woff2": []byte("f"),
	}
}

const (
	svgData = "data:image/svg+xml;base64,PHN2Zy8+"
	pngData = "data:image/png;base64,cG5n"
)

// Each line is a body as it stands in the site, and as it is mailed.
func TestBodies(t *testing.T) {
	for _, c := range []struct{ from, to string }{
		{`<p class=a>x &amp; y &eacute; &lt;b></p>`, `<p class="a">x &amp; y &eacute; &lt;b></p>`},
		// Links: to the web and within the page they stay, to other pages they become their text.
		{`<a href="https://example.org/?a=1&amp;b=2" rel="noopener">x</a>`, `<a href="https://example.org/?a=1&amp;b=2" rel="noopener">x</a>`},
		{`<a href="mailto:a@example.org">x</a><a href="tel:1">y</a>`, `<a href="mailto:a@example.org">x</a><a href="tel:1">y</a>`},
		{`<p id="é x"><a href="#%C3%A9%20x">x</a>`, `<p id="é x"><a href="#%C3%A9%20x">x</a>`},
		{`<p id=y><a href="a.html#y">x</a> <a href="../notes/a.html?q=1#y">x</a>`, `<p id="y"><a href="#y">x</a> <a href="#y">x</a>`},
		{`<a class="c" dir="auto" href="b.html" aria-current="true" id="i">x <b>y</b></a>`, `<span class="c" dir="auto" id="i">x <b>y</b></span>`},
		{`<a href="../index.html">x</a><a href="../plan.ics" download>y</a><a href="#nowhere">z</a><a href="a.html">w</a>`, `<span>x</span><span>y</span><span>z</span><span>w</span>`},
		{`<a href="javascript:alert(1)">x</a><a href="java&#10;script:alert(1)">x</a><a href="javascript&colon;alert(1)">x</a><a href="//example.org/">x</a><a href="data:text/html,x">x</a>`, strings.Repeat(`<span>x</span>`, 5)},
		{`<a href=" http&#58;//example.org/ ">x</a>`, `<a href="http://example.org/">x</a>`},
		{`<a href=b.html>x<a href=#top>y</a>`, `<span>x</span><a href="#top">y</a>`},
		{`x</a>y`, `xy`},
		{`<svg><a href="b.html"><circle r="1"/></a><use href="#c"/><use href="x.svg#c"/></svg>`, `<svg><g><circle r="1"/></g><use href="#c"/><use/></svg>`},
		// A list of links that all lead away goes as a whole; one that leads within the page stays.
		{`<nav class="pages"><ul><li><a href="b.html">x</a></ul></nav>z`, `z`},
		{`<nav><a href="b.html">x</a> <a href="#t">y</a></nav><p id="t">`, `<nav><span>x</span> <a href="#t">y</a></nav><p id="t">`},
		{`<nav>words</nav><nav><nav><a href="b.html">x</a></nav></nav>`, `<nav>words</nav>`},
		// Pictures come inside, or become their words.
		{`<img src="../pic.svg" alt="a &quot;b&quot;" width=3 loading=lazy srcset="x 2x">`, `<img src="` + svgData + `" alt="a &quot;b&quot;" width="3">`},
		{`<img src="p%20q.PNG" alt="">`, `<img src="` + pngData + `" alt="">`},
		{`<img src='gone.png' alt='a "b" <i>'><img src=https://example.org/x.png alt=y><img src="../plan.ics">`, `a &#34;b&#34; &lt;i&gt;y`},
		{`<img src="data:image/png;base64,AA==" alt>`, `<img src="data:image/png;base64,AA==" alt>`},
		{`<svg><image href="../pic.svg"/><image xlink:href="https://example.org/x.png"/></svg>`, `<svg><image href="` + svgData + `"/></svg>`},
		{`<picture><source srcset="../pic.svg"><img src="../pic.svg" alt=x></picture>`, `<img src="` + svgData + `" alt="x">`},
		// What runs or loads goes.
		{`<script>if (a</b) "</p>"</script>x<script src=x.js></script>y`, `xy`},
		{`<iframe src="https://example.org">x</iframe><object data=x>y</object><embed src=z>`, `y`},
		{`<video src=x poster=y><track src=z>words</video><audio src=x></audio>`, `words`},
		{`<p onclick="x()" style="color: red" background="x" title="t">y</p>`, `<p title="t">y</p>`},
		{`<form action="https://example.org"><input type=image src=x><button formaction=y>z</button></form>`, `<form><input type="image"><button>z</button></form>`},
		{`<style>p{}</style><noscript><p>No scripts</p></noscript>`, `<p>No scripts</p>`},
		{`<svg><script/><rect fill="url(#g)" filter="url( https://example.org )"/><title>a</title></svg>`, `<svg><rect fill="url(#g)"/><title>a</title></svg>`},
		{`<!-- secret --><![CDATA[x]]><?php y ?>z`, `z`},
		{`<<!-- -->script>alert(1)<<!---->/script>`, `&lt;script>alert(1)&lt;/script>`},
		{`<svg><![CDATA[<b>]]></svg>`, `<svg>&lt;b&gt;</svg>`},
		{`<textarea><img src=x></textarea><xmp><b></xmp>`, `<textarea>&lt;img src=x></textarea>&lt;b>`},
		{`<meta http-equiv=refresh content="0;url=https://example.org"><base href="https://example.org">x`, `x`},
		{`<p a"b=c d='e"f' g=h/ i>x</p`, `<p d="e&#34;f" g="h/" i>x`},
		{`<p title="not closed`, ``},
		{`a < b </ c> </`, `a &lt; b  `},
		{`<plaintext><b>`, `&lt;b>`},
	} {
		out, err := Page(site(head+c.from), "notes/a.html")
		if err != nil {
			t.Errorf("%s: %v", c.from, err)
			continue
		}
		_, body, _ := strings.Cut(string(out), "<body>")
		if body != c.to {
			t.Errorf("%s\nhave %s\nwant %s", c.from, body, c.to)
		}
	}
}

func TestHeads(t *testing.T) {
	for _, c := range []struct{ from, to string }{
		{`<!DOCTYPE html>` + "\n" + `<html lang=de><head>`, `<!DOCTYPE html>` + "\n" + `<html lang="de"><head>` + policy},
		{`<html><head><meta charset=latin1><meta http-equiv="Content-Security-Policy" content="x"><meta name="robots" content="noindex">`, `<html><head>` + policy + `<meta name="robots" content="noindex">`},
		{"<html>\n<head>\n<meta charset=utf-8>\n<base>\n<title>x</title>\n</head>\n<body>\n<script></script>\n", "<html>\n<head>" + policy + "\n<title>x</title>\n</head>\n<body>\n\n"},
		{`<html><head><title>a &amp; <b></title>`, `<html><head>` + policy + `<title>a &amp; &lt;b></title>`},
		{`<html><head><link rel=icon href=../icon.svg><link rel=alternate href=../feed.xml><link rel=preload href=../pic.svg>`, `<html><head>` + policy + `<link href="` + svgData + `" rel="icon" type="image/svg+xml">`},
		{`<html><head><link rel=stylesheet href=https://example.org/x.css><link rel="alternate stylesheet" href=../style.css><link rel=stylesheet href=gone.css>`, `<html><head>` + policy},
	} {
		out, err := Page(site(c.from), "notes/a.html")
		if err != nil || string(out) != c.to {
			t.Errorf("%s\nhave %s, %v\nwant %s", c.from, out, err, c.to)
		}
	}
	for _, bad := range []string{"", "<p>", "<html><body><head>", "x<head>", "<!-- <head> -->", "<title><head></title>", "<html><p><head>"} {
		if out, err := Page(site(bad), "notes/a.html"); err == nil {
			t.Errorf("%s: %s", bad, out)
		}
	}
	if _, err := Page(site(""), "gone.html"); err == nil || !strings.Contains(err.Error(), `no page "gone.html"`) {
		t.Error(err)
	}
}

// A style sheet comes inside with all it uses, and the policy names what it is.
func TestSheets(t *testing.T) {
	for _, c := range []struct{ from, to string }{
		{`a { background: url(pic.svg) }`, `a { background: url("` + svgData + `") }`},
		{`a { background: URL( "notes/p q.PNG" ) no-repeat }`, `a { background: url("` + pngData + `") no-repeat }`},
		{`a { background: url(https://example.org/x.png), url('//x/y'), url(gone.png) }`, `a { background: none, none, none }`},
		{`a { fill: url(#g); my-url(x) }`, `a { fill: url("#g"); my-url(x) }`},
		{`a/* url(pic.svg) */::after { content: "url(pic.svg) </style>" }`, `a/**/::after { content: "url(pic.svg) <\/style>" }`},
		{`@charset "utf-8"; @import "more.css" screen and (min-width: 1px);@import url(https://example.org/x.css);b{}`, "@media screen and (min-width: 1px) {\nc{background:url(\"" + svgData + "\")}\n}b{}"},
		{`@import 'style.css';@import "gone.css";b{}`, `b{}`},
		{" a\r\nb\rc\x00\xffd \"e\\\nf\"\n", "a\nb\nc\ufffd\ufffdd \"e\\\nf\""},
		{`@import "more.css" layer(x);@import "x`, ``},
		{`a { content: "\"url(x)" } \url(x) url(`, `a { content: "\"url(x)" } \url(x) none`},
	} {
		files := site(head + `<link rel=stylesheet href=../style.css media=print>`)
		files["style.css"], files["more.css"] = []byte(c.from), []byte("c{background:url(pic.svg)}")
		if strings.Contains(c.from, "'style.css'") {
			files["other.css"] = files["style.css"] // a sheet that takes in itself comes to an end
			files["style.css"] = []byte(c.from)
		}
		out, err := Page(files, "notes/a.html")
		if err != nil {
			t.Fatal(err)
		}
		_, css, _ := strings.Cut(string(out), `<style media="print">`)
		css, _, _ = strings.Cut(css, "</style>")
		if !strings.Contains(c.from, "'style.css'") && css != c.to || !strings.HasSuffix(css, c.to) {
			t.Errorf("%s\nhave %s\nwant %s", c.from, css, c.to)
		}
		sum := sha256.Sum256([]byte(css))
		if want := "style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "';"; !strings.Contains(string(out), want) {
			t.Errorf("%s: the policy does not say %s", c.from, want)
		}
	}
}

func TestTypefaces(t *testing.T) {
	files := site(`<head><link rel=stylesheet href=../style.css>`)
	files["style.css"] = []byte(`@font-face { src: url(f.woff2) }`)
	out, err := Page(files, "notes/a.html")
	if err != nil || !strings.Contains(string(out), `url("data:font/woff2;base64,Zg==")`) || !strings.Contains(string(out), "font-src data:\"") {
		t.Errorf("%s, %v", out, err)
	}
}

var mayHave = regexp.MustCompile(`^(#|https?://|mailto:|tel:)`)

// alone says what in a page would reach out of it, by the rules of a parser that is not ours.
func alone(page []byte) []string {
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return []string{err.Error()}
	}
	wrong := []string{}
	for n := range root.Descendants() {
		if n.Type == html.CommentNode {
			wrong = append(wrong, "a comment")
		}
		if n.Type != html.ElementNode {
			continue
		}
		if slices.Contains([]string{"script", "iframe", "object", "embed", "base", "video", "audio", "source", "frame"}, n.Data) {
			wrong = append(wrong, n.Data)
		}
		for _, a := range n.Attr {
			data := strings.HasPrefix(strings.ToLower(a.Val), "data:") && (n.Data == "img" || n.Data == "image" || n.Data == "link")
			switch {
			case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "srcset":
				wrong = append(wrong, n.Data+" "+a.Key)
			case (a.Key == "href" || a.Key == "src") && !data && (a.Key == "src" || !mayHave.MatchString(strings.ToLower(a.Val))):
				wrong = append(wrong, fmt.Sprintf("%s %s=%q", n.Data, a.Key, a.Val))
			case a.Key == "href" && n.Data != "a" && !data && !strings.HasPrefix(a.Val, "#"):
				wrong = append(wrong, fmt.Sprintf("%s %s=%q", n.Data, a.Key, a.Val))
			case a.Key == "http-equiv" && a.Val != "Content-Security-Policy":
				wrong = append(wrong, a.Key+a.Val)
			}
		}
	}
	return wrong
}

// FuzzPage: whatever a page is made of, nothing in it reaches out, and the policy comes first in its head.
func FuzzPage(f *testing.F) {
	for _, seed := range []string{
		`<p>x`, `<svg><title><img src=x></title><style><img src=x></style></svg>`, `<a href="b.html"><img src=../pic.svg></a>`,
		`<svg><desc><svg></desc><title><a href=b.html>`, `<math><mtext><table><mglyph><style><img src=x onerror=y>`, `<svg></p><style><a id="</style><img src=x>">`,
		`<select><script>x</script>`, `<table><a href=b.html><tr><td></a>`, `<link rel=stylesheet href=../style.css><svg><link rel=stylesheet href=../style.css>`,
		`<textarea><a href="</textarea><script>x</script>">`, `<template><img src=x></template>`, "<img\x00src=x><a hr\x00ef=x>", `<nav><a href=b.html><nav></a>x</nav>`,
		`<frameset><frame src=x>`, `<noscript><style></noscript><img src=x>`, `</head><head><meta charset=x>`, `<svg><image/><foreignObject><image src=../pic.svg>`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		out, err := Page(site(head+body), "notes/a.html")
		if err != nil {
			t.Fatal(err)
		}
		if wrong := alone(out); len(wrong) > 0 {
			t.Errorf("%q\n%s\n%q", body, out, wrong)
		}
		if !bytes.Contains(out, []byte(`<html lang="en"><head>`+policy[:60])) {
			t.Errorf("%q\n%s", body, out)
		}
	})
}

// FuzzSheet: whatever a style sheet is made of, it ends where its element ends, and no address leads out.
func FuzzSheet(f *testing.F) {
	for _, seed := range []string{"a{b:url(x)}", `url("pic.svg")url('`, "@import", "@import url(", `@import "a.css" x;`, "/*", `"\`, "</style>", "url(data:image/png,x</style>)", "<!--<script>"} {
		f.Add(seed)
	}
	outside := regexp.MustCompile(`(?i)url\(["']?(https?:|//)`)
	f.Fuzz(func(t *testing.T, css string) {
		out := sheet(map[string][]byte{"a.css": []byte(css), "pic.svg": []byte("x")}, "a.css", 0)
		if strings.Contains(out, "</") {
			t.Errorf("%q: %q", css, out)
		}
		if !strings.ContainsAny(css, `\"'*`) && outside.MatchString(out) && !regexp.MustCompile(`(?i)[\w\x80-\x{10ffff}-]url\(`).MatchString(out) {
			t.Errorf("%q: %q", css, out)
		}
	})
}

func TestResolved(t *testing.T) {
	for ref, want := range map[string]string{
		"": "n/a.html", "#x": "n/a.html", "?q": "n/a.html", "b.html": "n/b.html", "./b.html?x#y": "n/b.html", "../": "index.html", "../c/": "c/index.html",
		"../../x": "", "/x": "", "//h/x": "", "x:y": "", "c%20d": "n/c d", "%zz": "", "%4": "", `..\x`: "", "..": "index.html", " b.\nhtml ": "n/b.html", "d/x:y": "n/d/x:y",
	} {
		if have, _ := resolved("n/a.html", ref); have != want {
			t.Errorf("%q: %q, want %q", ref, have, want)
		}
	}
}

func BenchmarkPage(b *testing.B) {
	files := site(head + `<link rel=stylesheet href=../style.css>` + strings.Repeat(`<p class="x">Some words, <a href="b.html">a link</a> and <img src="../pic.svg" alt="">.</p>`+"\n", 300))
	files["style.css"] = bytes.Repeat([]byte("p { color: red; background: url(pic.svg) }\n"), 800)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Page(files, "notes/a.html"); err != nil {
			b.Fatal(err)
		}
	}
}
