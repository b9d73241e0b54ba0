package generator_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"retake/generator/corpus"
)

// largeNotes adds notes of all kinds and their attachments, so many of them ordinary.
func largeNotes(t testing.TB, k kept, ordinary int) {
	for i := range ordinary {
		k.set(corpus.Name(i), said(corpus.Note(i, ordinary)))
	}
	for name, text := range oddNotes {
		k.set("content/"+name, text)
	}
	for i, slug := range []string{"architecture", "virtualization", "infrastructure", "network-assurance", "security", "automation-and-artificial-intelligence"} {
		dir := fmt.Sprintf("content/domains/%d-%s/", i+1, slug)
		k.set(dir+"index.md", said(corpus.Note(9000+i, 1))+"\n![[diagram.svg]]\n\n- [ ] draw it from memory\n- [x] explain it\n")
		k.set(dir+"commands.md", fmt.Sprintf("---\ntitle: Commands of part %d\nobjectives: [\"%d.1\", \"%d.2\"]\n---\n\n```console\n$ show running-config | include ^router\n```\n\nBack to [the part](index.md), on to [[a b#Zwei]].\n", i+1, i+1, i+1))
		k.set(dir+"pitfalls.md", fmt.Sprintf("# Pitfalls %d\n\n![[commands]]\n\n1. A wildcard mask is no netmask: `0.0.0.255`.\n2. $2 is not math, and neither is $HOME; $\\log_2 %d$ is.\n", i+1, i+2))
	}
	for week := 1; week <= 12; week++ {
		k.set(fmt.Sprintf("content/weeks/%d.md", week), fmt.Sprintf("---\nweek: %d\n---\n\nKept %d of 5. [[part-%03d/%s]] helped.\n\n- [x] looked back\n- [ ] wrote to Maren\n", week, week%6, 0, strings.TrimSuffix(filepath.Base(corpus.Name(week)), ".md")))
	}
	madeNotes(t, k)
	largePictures(t, k)
}

// said gives links a text that says where they lead, as readers need it.
func said(note string) string { return strings.ReplaceAll(note, "[this]", "[the part beside it]") }

// madeNotes adds the notes of room markdown that hold every construct there is, also those that go wrong.
func madeNotes(t testing.TB, k kept) {
	t.Helper()
	from := os.DirFS("markdown/testdata/nasty")
	err := fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(from, name)
		k.set("content/notes/made/"+name, string(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// largePictures adds the pictures that notes show, of each kind, in the resolution that phones ask for.
func largePictures(t testing.TB, k kept) {
	k.set("content/notes/img/diagram.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 120" width="320" height="120"><title>Three layers</title><rect x="4" y="4" width="312" height="112" fill="none" stroke="#777"/></svg>`)
	picture := image.NewPaletted(image.Rect(0, 0, 640, 360), color.Palette{color.White, color.Gray{0x66}, color.Black})
	for x := range 640 {
		picture.SetColorIndex(x, x*360/640, 2)
	}
	for name, write := range map[string]func(*bytes.Buffer) error{
		"made/img/net.png":          func(b *bytes.Buffer) error { return png.Encode(b, picture) },
		"img/rack.png":              func(b *bytes.Buffer) error { return png.Encode(b, picture) },
		"img/a photo, 100 %.jpg":    func(b *bytes.Buffer) error { return jpeg.Encode(b, picture, nil) },
		"img/blinking #1+2&3.gif":   func(b *bytes.Buffer) error { return gif.Encode(b, picture, nil) },
		"img/nobody shows me.png":   func(b *bytes.Buffer) error { return png.Encode(b, picture) },
		"img/übersicht/größe ①.png": func(b *bytes.Buffer) error { return png.Encode(b, picture) },
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		k.set("content/notes/"+name, b.String())
	}
}

// oddNotes are such as vaults really have: names that addresses must not take literally, other scripts, deep
// folders, and what Markdown allows and HTML does not.
var oddNotes = map[string]string{
	"index.md": "---\ntitle: Third time\n---\n\nTwice failed, once to go. See [[why]] and [my list](checklists/before%20the%20exam.md).\n",
	"why.md":   "# Why\n\nBecause the night shift ends when I pass. ~~Because they said so.~~\n\n> Per aspera, *slowly*.\n",

	"notes/a b.md":                                    "# A name with a space\n\n## Zwei\n\nSee [all of them](c%23d%3Fe&f%25g+h.md), [percent](<50% done.md>), [[#Zwei]] and [[a b|itself]].\n",
	"notes/c#d?e&f%g+h.md":                            "# What addresses cut: # ? & % +\n\nBack to [[a b]]. `a<b && c>d` <kbd>Ctrl</kbd>+<kbd>C</kbd>\n",
	"notes/50% done.md":                               "# 50% done\n\n- [ ] half\n  - [x] of the half\n    - [ ] of the half of the half\n",
	"notes/O'Brien & \"Söhne\".md":                    "---\ntitle: O'Brien & \"Söhne\" <GmbH>\ntags: [ключ, 鍵, \"a & b\", r&d]\n---\n\n# O'Brien & \"Söhne\" <GmbH>\n\nTitle as written. [[übersicht]]\n",
	"notes/Übersicht.md":                              "# Übersicht über Donaudampfschifffahrtsgesellschaftskapitänsmützen\n\n![Größe](img/übersicht/größe%20①.png)\n\nRindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz-Abschnitt-ohne-Trennstelle.\n",
	"notes/العربية/جدار الحماية.md":                   "# جدار الحماية\n\nيمنع الجدار كل ما لم يُسمح به. المنفذ `443` مفتوح.\n\n- [ ] قاعدة واحدة\n- [x] سجل واحد\n\nانظر [[a b]] أيضاً.\n",
	"notes/日本語/暗号.md":                                 "# 暗号と鍵\n\n公開鍵と**秘密鍵**の違い。\n\n| 種類 | 鍵の数 |\n|---|---:|\n| 共通鍵 | 1 |\n| 公開鍵 | 2 |\n\n![図](../img/rack.png)\n",
	"notes/👩‍💻 emoji 🔑.md":                            "# 👩‍💻 with a 🔑\n\nFlags 🇩🇪🇯🇵 and 1️⃣.\n",
	"notes/🔑🔒.md":                                     "# Only pictures in the name\n\nSee [[👩‍💻 emoji 🔑]].\n",
	"notes/deep/er/and/deep/er/still/there/we/are.md": "# Ten folders down\n\n![rack](../../../../../../../../img/rack.png) and [up](../../../../../../../../a%20b.md#zwei).\n",
	"notes/long.md":                                   "# A note with many sections\n\n" + sections(40),
	"notes/pictures.md": "# Pictures\n\n![A rack](img/rack.png)\n![](img/rack.png)\n\n![photo](<img/a photo, 100 %.jpg>) beside text ![it blinks](img/blinking%20%231+2&3.gif)\n\n![[rack.png|120]] ![[rack.png|200x50]]\n\n" +
		"<img src=\"img/rack.png\" alt=\"raw\">\n\n[![linked](img/rack.png)](https://example.org/ \"elsewhere\")\n\n![[diagram.svg|The three layers]]\n",
	"notes/embeds.md": "# Embeds\n\n![[a b]]\n\n![[a b#Zwei]]\n\n![[日本語/暗号]]\n\nText before ![[50% done]] and after.\n\n> ![[formulas]]\n",
	"notes/formulas.md": "# Formulas\n\nInline $2^{32-n} - 2$ and $`\\log_2 256 = 8`$; it costs $5 or $6, $HOME is a name.\n\n$$\n\\text{ALE} = \\text{SLE} \\times \\text{ARO} = \\frac{a}{b}\n$$\n\n" +
		"```math\n\\begin{cases} 1 & x < y \\\\ 0 & \\text{else} \\end{cases}\n```\n\n$\\unknowncommand{x$\n",
	"notes/footnotes.md": "# Notes at the foot\n\nOne[^1], two[^two], one again[^1], inline^[no such thing].\n\n[^1]: The first, with `code` and a [link](a%20b.md).\n[^two]: Two paragraphs.\n\n    And a list:\n\n    - a\n    - b\n",
	"notes/callouts.md": "# Callouts\n\n> [!NOTE]\n> As GitHub has them.\n\n> [!tip]- Folded *title* with `code`\n> - [ ] box inside\n>\n> > [!danger] nested\n> > deep\n\n> [!unknown-kind] Something\n> else\n\n" +
		"```mermaid\ngraph TD; A-->B;\n```\n\n```dataview\nTABLE file.mtime FROM #x\n```\n\n```ad-note\ntitle: Old way\n*Markdown* inside\n```\n\n!!! note \"MkDocs\"\n    Indented.\n",
	"notes/raw.md": "# Raw <em>HTML</em>\n\n<details><summary>More</summary>\n\n**bold** inside\n\n</details>\n\n<div align=\"center\"><b>never closed\n\n<table><tr><td>a<td>b</table>\n\n<script>alert(1)</script> <style>p{color:red}</style> <iframe src=\"https://example.org\"></iframe>\n\n" +
		"<a name=\"here\"></a> <a href=\"javascript:alert(1)\">x</a> <span style=\"color:red\" onclick=\"x()\">y</span> <center>old</center> <font color=red>older</font>\n\nLine<br>break<br/>and H<sub>2</sub>O, a <mark>mark</mark>, <u>u</u>, <unknown-word>.\n\n<h1>Another first heading</h1>\n\n<ul><p>p in ul</p></ul>\n",
	"notes/tables.md": "# Tables\n\n| | Stored | |\n|:--|:-:|--:|\n| a | b | c |\n| `x\\|y` | [[a b\\|label]] | ![rack](img/rack.png) |\n\n| only a head |\n|---|\n\n| a | b |\n|---|---|\n| too | many | cells |\n| few |\n\n" +
		"| " + strings.Repeat("wide column | ", 14) + "\n|" + strings.Repeat("---|", 14) + "\n| " + strings.Repeat("cell | ", 14) + "\n",
	"notes/headings.md": "# Headings\n\n##### From one to five\n\n## Same\n\n## Same\n\n## Same\n\n##\n\n## `code` & <b>bold</b> [link](a%20b.md) ![[rack.png]]\n\nSetext\n===\n\nAnother\n---\n\n# A second first\n\n###### Six\n\nSee [[#Same]] and [third](#same-2).\n",
	"notes/lists.md":    "# Lists\n\n* a\n* b\n\n  paragraph\n\n  ```go\n  func main() { fmt.Println(\"<&>\") }\n  ```\n\n7. seven\n8. eight\n   1. one\n      - [x] deep box\n\n- [ ] \n- [ ] box with **bold**, `code` and [[a b]]\n\nTerm\n: what looks like a definition\n\n---\n\n***\n",
	"notes/links.md": "# Links\n\n<https://example.org/?a=1&b=2> www.example.org someone@example.org [mail](mailto:a@example.org) [phone](tel:+491234)\n\n[ref][r] [empty]() [title](https://example.org \"with 'quotes' & <angles>\") [umlaut](https://example.org/ü?q=ä#ö)\n\n[r]: https://example.org/ref 'Ref'\n\n" +
		strings.Repeat("https://example.org/an/address/without/any/place/to/break/", 3) + "\n\n[[Übersicht]] [[übersicht|lower]] [[#Links]] [a pdf](files/sheet.pdf)\n",
	"notes/files/sheet.pdf": "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
	"notes/draft.md":        "---\ndraft: true\n---\n\n# Not yet for others\n\n![nobody](img/nobody%20shows%20me.png)\n",
	"notes/empty.md":        "",
	"notes/title only.md":   "# Nothing but a title\n",

	"checklists/before the exam.md": "---\ntitle: Before the exam\norder: 1\n---\n\n## The evening before\n\n- [ ] Two documents, not expired\n- [ ] Route known\n  - [ ] and the one if the train fails\n\n## In the morning\n\n- [x] Breakfast\n- [ ] No new material\n",
	"checklists/lab reset.md":       "# Lab reset\n\n- [ ] `write erase`\n- [ ] snapshot\n",
	"checklists/booking.md":         "# Booking\n\n- [ ] date\n- [ ] name as on the passport\n",
	"guides/how I take notes.md":    "# How I take notes\n\nOne question, one answer, one source. See [[notes/lists|lists]].\n",
	"guides/index.md":               "# Guides\n\nFor those who come after me.\n",
	"guides/after a bad evening.md": "# After a bad evening\n\nStop. Sleep. Ten minutes tomorrow are enough.\n",
	"notes/part-001/index.md":       "# The second fifty\n\nWhat this folder is about.\n",
}

// sections is a long text with headings of three levels.
func sections(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%s Section %d of this note, with a heading of some length\n\n%s\n\n", strings.Repeat("#", 2+i%3), i+1, strings.Repeat("It says what it says, and it says so in a sentence of its own. ", 6))
	}
	return b.String()
}
