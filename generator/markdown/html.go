package markdown

import (
	"cmp"
	"path"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/util"

	"retake/generator/markdown/clean"
	"retake/generator/markdown/plain"
	"retake/generator/markdown/syntax"
)

// The holes beside those of raw HTML.
const (
	labelIn = clean.Own + iota // the words of a wikilink without any
	embedIn                    // an embed: an image, a note, or a link to one
	backIn                     // the way back from a footnote; N: as for noteIn
	noteIn                     // the reference to a footnote; N: index in noteRefs
	boxIn                      // within the tag of a task box; N: index of the task
)

// ref is what was written at a link beside what Link says.
type ref struct {
	title, class  string
	width, height int
	block         bool   // an embed that stands alone in its paragraph
	inLink        bool   // within another link
	plain         bool   // within text that cannot hold a link or an image of its own
	href          string // address of a link that leads out, "" if it may not be written
}

// mark is a place where a top-level heading's section begins.
type mark struct {
	at, level int
	whole     bool // no raw HTML is open there, so the pieces can be cut
	id        string
}

// block is what a block id names.
type block struct {
	id       string
	from, to int // its pieces; 0, 0 if it cannot be shown alone
	item     bool
}

// Target is what a link leads to, in the page it is shown on.
type Target struct {
	Href          string // for src and href; "" = broken
	Why           string // why it is not to lead anywhere, if that is not because nothing is there
	Title         string // title of the note it leads to, for a wikilink without a label; if broken, instead of its name
	Width, Height int    // of an image, 0 = not known
	Doc           *Doc   // for an embedded note
}

// Options say how a note is shown. The zero value shows all of it, with no link leading anywhere.
type Options struct {
	// Prefix is put before every id, so that several notes can share a page.
	Prefix string
	// Resolve is asked once for every link that leads to another file. Links within the note are
	// filled in here.
	Resolve func(from *Doc, l Link) Target
	// DropTitle leaves out the level 1 heading that the note begins with (see Doc.Title). Its id stays.
	DropTitle bool
	// Box is told of every task box that is written: its note, its index in Doc.Tasks, and how many bytes
	// stand before the place for further attributes in its tag. It may be nil.
	Box func(d *Doc, task, at int)
	// Base is the level of the outermost headings, 2 if 0. The others follow without skipping a level.
	Base int
}

// HTML is the note's body with headings from level 2 on. resolve is asked for every link to another
// file; prefix is put before every id, so that several notes can share a page.
func (d *Doc) HTML(prefix string, resolve func(from *Doc, l Link) Target) []byte {
	return d.Render(Options{Prefix: prefix, Resolve: resolve})
}

// Bounds of notes within notes; beyond, a link stands for them.
const (
	maxNesting = 3       // how deep
	maxShown   = 4 << 20 // bytes of a page; notes that hold each other many times would fill the memory
)

// Render is the note's body.
func (d *Doc) Render(o Options) []byte {
	if o.Base == 0 {
		o.Base = 2
	}
	size := d.html.Len() + len(d.pieces)*len("link to another page.html")
	p := &page{options: o, embeds: new(int), out: make([]byte, 0, size)}
	f := filling{page: p, doc: d, html: d.html.String(), prefix: o.Prefix, outline: outline{base: o.Base}, chain: []*Doc{d}}
	f.run(0, len(d.pieces))
	return p.out
}

// page is what one call of Render writes to.
type page struct {
	options Options
	out     []byte
	embeds  *int
}

// filling is the filling of one note's holes.
type filling struct {
	*page
	doc     *Doc
	html    string // of all its pieces
	prefix  string
	outline outline
	chain   []*Doc         // the notes this one stands in, itself last
	part    bool           // only a part of the note is shown
	targets map[int]Target // by index of the link
	closing string         // the end tag of the open heading
	words   int            // where those of the open link begin
}

// outline turns levels as written into levels without a gap.
type outline struct {
	base  int
	stack []int
}

func (o *outline) level(written int) int {
	for len(o.stack) > 0 && o.stack[len(o.stack)-1] >= written {
		o.stack = o.stack[:len(o.stack)-1]
	}
	o.stack = append(o.stack, written)
	return min(6, o.base+len(o.stack)-1)
}

// inner is the level for the outermost headings of a note shown here.
func (o *outline) inner() int { return min(6, o.base+len(o.stack)) }

func (f *filling) write(parts ...string) {
	for _, s := range parts {
		f.out = append(f.out, s...)
	}
}

// run writes a range of pieces.
func (f *filling) run(from, to int) {
	for i := from; i < to; i++ {
		p := f.doc.pieces[i]
		if p.hole == clean.HeadOpen && i == f.firstHeading() && f.options.DropTitle && len(f.chain) == 1 {
			i = f.dropTitle(i)
			continue
		}
		f.write(f.piece(i))
		f.fill(p.hole, int(p.n))
	}
}

// piece is the HTML of the i-th piece.
func (f *filling) piece(i int) string {
	from := int32(0)
	if i > 0 {
		from = f.doc.pieces[i-1].to
	}
	return f.html[from:f.doc.pieces[i].to]
}

// firstHeading is the piece at which a note with a title begins, or -1.
func (f *filling) firstHeading() int {
	if f.doc.titled && len(f.doc.heads) > 0 {
		return f.doc.heads[0].at
	}
	return -1
}

// dropTitle skips the heading and keeps its id.
func (f *filling) dropTitle(i int) int {
	f.write(f.piece(i), `<span id="`, f.prefix, f.doc.Headings[0].ID, "\"></span>\n")
	for f.doc.pieces[i].hole != clean.HeadClose {
		i++
	}
	return i
}

func (f *filling) fill(hole clean.Hole, n int) {
	switch hole {
	case clean.Prefix:
		f.write(f.prefix)
	case clean.LinkOpen:
		f.open(n)
	case clean.LinkClose:
		f.shut(n)
	case labelIn:
		f.write(plain.Escape(f.label(n)))
	case clean.Image:
		f.image(n)
	case embedIn:
		f.embed(n)
	case clean.HeadOpen:
		level := strconv.Itoa(f.outline.level(n))
		f.closing = "</h" + level + ">\n"
		f.write("<h", level)
	case clean.HeadClose:
		f.write(f.closing)
	case backIn:
		f.back(f.doc.noteRefs[n])
	case noteIn:
		f.note(f.doc.noteRefs[n])
	case boxIn:
		if f.options.Box != nil {
			f.options.Box(f.doc, n, len(f.out))
		}
	}
}

// target asks once where a link leads.
func (f *filling) target(n int) Target {
	if t, known := f.targets[n]; known {
		return t
	}
	if f.targets == nil {
		f.targets = map[int]Target{}
	}
	f.targets[n] = f.find(n)
	return f.targets[n]
}

func (f *filling) find(n int) Target {
	l, r := f.doc.Links[n], f.doc.refs[n]
	switch {
	case l.External:
		return Target{Href: r.href}
	case l.Target == "" && !f.part && l.Kind != Embed && l.Kind != Image:
		id, ok := f.doc.Anchor(l.Fragment)
		if !ok {
			return Target{}
		}
		if id != "" {
			id = f.prefix + id
		}
		return Target{Href: "#" + id}
	case f.options.Resolve == nil:
		return Target{}
	}
	return f.options.Resolve(f.doc, l)
}

// open writes the start tag of a link.
func (f *filling) open(n int) {
	if t := f.target(n); t.Href == "" {
		f.broken(n)
	} else {
		f.write(`<a href="`, attribute(t.Href), `"`)
		f.attr("title", f.doc.refs[n].title)
		f.write(">")
	}
	f.words = len(f.out)
}

// shut ends a link. One without words is told by where it leads.
func (f *filling) shut(n int) {
	if clean.Silent(f.out[f.words:]) {
		says := cmp.Or(f.label(n), "#")
		if l := f.doc.Links[n]; l.External {
			says = short(l.Target)
		}
		f.write(plain.Escape(says))
	}
	if f.target(n).Href == "" {
		f.write("</span>")
	} else {
		f.write("</a>")
	}
}

// broken opens the mark of something that is not there.
func (f *filling) broken(n int) {
	l, t := f.doc.Links[n], f.target(n)
	why, what := "Not found: ", l.Target
	switch {
	case t.Title != "": // it is kept back, and its name with it
		f.write(`<span class="broken" title="`, plain.Escape(t.Why), `">`)
		return
	case t.Why != "":
		why = t.Why + ": "
	case l.External:
		why = "Left out, unsafe address: "
	}
	if l.Fragment != "" {
		what += "#" + l.Fragment
	}
	if len(what) > 120 {
		what = strings.ToValidUTF8(what[:120], "") + "…"
	}
	f.write(`<span class="broken" title="`, plain.Escape(why+what), `">`)
}

func (f *filling) attr(name, value string) {
	if value != "" {
		f.write(" ", name, `="`, plain.Escape(value), `"`)
	}
}

// label is the words of a wikilink that has none of its own.
func (f *filling) label(n int) string {
	l := f.doc.Links[n]
	if t := f.target(n); t.Title != "" && l.Target != "" {
		if l.Fragment != "" && !strings.HasPrefix(l.Fragment, "^") && t.Href != "" {
			return t.Title + " > " + l.Fragment
		}
		return t.Title
	}
	return syntax.Written{Target: l.Target, Fragment: l.Fragment}.Shown()
}

// image writes an image, or a link to one that is on another site: a page loads nothing from there.
func (f *filling) image(n int) {
	l, r, t := f.doc.Links[n], f.doc.refs[n], f.target(n)
	switch {
	case t.Href == "":
		f.broken(n)
		f.write(plain.Escape(cmp.Or(l.Label, t.Title, named(l))), "</span>")
	case l.External && !strings.HasPrefix(t.Href, "data:"):
		if r.inLink {
			f.write(plain.Escape(named(l)))
			return
		}
		f.write(`<a class="remote" href="`, attribute(t.Href), `">Image: `, plain.Escape(named(l)), "</a>")
	default:
		f.write(`<img src="`, attribute(t.Href), `" alt="`, plain.Escape(alternative(l)), `"`)
		f.attr("title", r.title)
		f.attr("class", r.class)
		f.size(r, t)
		f.write(` loading="lazy" decoding="async">`)
	}
}

// alternative is the text for an image. An embed without one is told by its file name; an image whose
// author left it empty stays silent.
func alternative(l Link) string {
	if l.Label == "" && l.Kind == Embed {
		name := path.Base(l.Target)
		return strings.NewReplacer("-", " ", "_", " ").Replace(strings.TrimSuffix(name, path.Ext(name)))
	}
	return strings.TrimSpace(l.Label)
}

// named is what stands for an image that cannot be shown.
func named(l Link) string {
	if l.Label != "" {
		return l.Label
	}
	name := l.Target[strings.LastIndexByte(l.Target, '/')+1:]
	if name == "" || len(name) > 80 || strings.HasPrefix(l.Target, "data:") {
		return "image"
	}
	return name
}

// size writes width and height. One alone keeps the proportions of the file if they are known.
func (f *filling) size(r ref, t Target) {
	w, h := r.width, r.height
	switch {
	case w == 0 && h == 0:
		w, h = t.Width, t.Height
	case h == 0 && t.Width > 0:
		h = max(1, (t.Height*w+t.Width/2)/t.Width)
	case w == 0 && t.Height > 0:
		w = max(1, (t.Width*h+t.Height/2)/t.Height)
	}
	if w > 0 {
		f.attr("width", strconv.Itoa(w))
	}
	if h > 0 {
		f.attr("height", strconv.Itoa(h))
	}
}

// embed writes what ![[...]] shows: an image, another note or a part of it, or a link to a file.
func (f *filling) embed(n int) {
	l, r, t := f.doc.Links[n], f.doc.refs[n], f.target(n)
	start, end := "", ""
	if r.block {
		start, end = "<p>", "</p>\n"
	}
	switch {
	case syntax.Picture(l.Target) || l.External:
		f.write(start)
		f.image(n)
		f.write(end)
	case r.block && t.Href != "" && t.Doc != nil && f.transclude(l, t):
	case r.plain:
		f.write(plain.Escape(f.embedLabel(n)))
	default:
		f.write(start)
		f.open(n)
		f.write(plain.Escape(f.embedLabel(n)))
		f.fill(clean.LinkClose, n)
		f.write(end)
	}
}

func (f *filling) embedLabel(n int) string {
	return cmp.Or(f.doc.Links[n].Label, f.label(n))
}

// transclude writes another note, or the part of it that is named, unless that goes in circles.
func (f *filling) transclude(l Link, t Target) bool {
	if len(f.chain) > maxNesting || len(f.out) > maxShown {
		return false
	}
	for _, d := range f.chain {
		if d == t.Doc || d.File == t.Doc.File {
			return false
		}
	}
	from, to, item := t.Doc.section(l.Fragment)
	*f.embeds++
	inner := filling{
		page: f.page, doc: t.Doc, html: t.Doc.html.String(), prefix: f.options.Prefix + "E" + strconv.Itoa(*f.embeds) + "-",
		outline: outline{base: f.outline.inner()}, chain: append(f.chain[:len(f.chain):len(f.chain)], t.Doc),
		part: from > 0 || to < len(t.Doc.pieces),
	}
	f.write(`<div class="embed"><p class="embed-from"><a href="`, attribute(t.Href), `">`)
	title := t.Title
	if title == "" {
		title = syntax.Written{Target: l.Target}.Shown()
	}
	f.write(plain.Escape(title), "</a></p>\n")
	if item {
		f.write("<ul>\n")
	}
	inner.run(from, to)
	if item {
		f.write("</ul>\n")
	}
	f.write("</div>\n")
	return true
}

// section is the range of pieces that a fragment names, the whole note if it cannot be cut out; item
// says that it is a list item without its list.
func (d *Doc) section(fragment string) (from, to int, item bool) {
	id, ok := d.Anchor(fragment)
	if fragment == "" || !ok {
		return 0, len(d.pieces), false
	}
	for _, b := range d.blocks {
		if b.id == id && b.to > b.from {
			return b.from, b.to, b.item
		}
	}
	for i, h := range d.heads {
		if h.id != id || !h.whole {
			continue
		}
		for _, next := range d.heads[i+1:] {
			if next.level <= h.level {
				if next.whole {
					return h.at, next.at, false
				}
				return 0, len(d.pieces), false
			}
		}
		if d.notes > 0 {
			return h.at, d.notes, false
		}
	}
	return 0, len(d.pieces), false
}

// note writes the reference to a footnote; without the note, its number.
func (f *filling) note(r noteRef) {
	number := strconv.Itoa(r.number)
	if f.part {
		f.write("<sup>", number, "</sup>")
		return
	}
	f.write(`<sup><a class="footnote" id="`, f.prefix, r.id, `" href="#`, f.prefix, r.target, `" aria-label="Footnote `, number, `">`, number, "</a></sup>")
}

// back leads from a footnote to a reference to it. Goldmark counts some that are not on the page, in
// the text of an image for one.
func (f *filling) back(r noteRef) {
	if !f.doc.written[r.target] {
		return
	}
	f.write(` <a class="footnote-back" href="#`, f.prefix, r.target, `" aria-label="Back to the text`)
	if r.number > 1 {
		f.write(", place ", strconv.Itoa(r.number))
	}
	f.write(`">↩</a>`)
}

// attribute makes an address safe within a quoted attribute: what an address may not hold is
// percent-encoded, what is already encoded stays.
func attribute(href string) string {
	return plain.Escape(string(util.URLEscape([]byte(strings.ToValidUTF8(href, "\uFFFD")), false)))
}
