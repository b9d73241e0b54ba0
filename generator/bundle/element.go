package bundle

import (
	"crypto/sha256"
	"encoding/base64"
	"path"
	"slices"
	"strings"
)

// tag writes a start tag under a name, with an attribute that has been made for it if there is one, and without those
// that load, run or lay out.
func (p *page) tag(t token, name string, made *attr, without ...string) {
	p.add("<" + name)
	if made != nil {
		p.add(" " + made.name + `="` + escaped.Replace(made.value) + `"`)
	}
	for _, a := range t.attrs {
		if slices.Contains(without, a.name) || p.reaches(a) {
			continue
		}
		p.add(" " + a.name)
		if !a.bare {
			p.add(`="` + closed.Replace(a.raw) + `"`)
		}
	}
	if t.shut {
		p.add("/")
	}
	p.add(">")
}

// reaching are attributes that make a browser load or send something, or that the site's policy makes void.
var reaching = words(`src srcset imagesrcset sizes loading fetchpriority crossorigin poster data background action formaction ping
	manifest longdesc profile codebase classid archive code lowsrc dynsrc srcdoc style usemap ismap attributionsrc`)

// reaches says that an attribute has no place in a file that is alone.
func (p *page) reaches(a attr) bool {
	odd := strings.ContainsFunc(a.name, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && !strings.ContainsRune("-_:.", r)
	})
	value := strings.ToLower(strings.Join(strings.Fields(a.value), ""))
	switch {
	case odd, reaching[a.name], strings.HasPrefix(a.name, "on"):
		return true
	case a.name == "href", a.name == "xlink:href":
		return !strings.HasPrefix(a.value, "#")
	case p.drawing > 0:
		return strings.Count(value, "url(") != strings.Count(value, "url(#")
	}
	return false
}

// meta keeps what is said of the page, and none of the orders to the browser: encoding and policy are written anew.
func (p *page) meta(t token) {
	_, order := t.attr("http-equiv")
	_, charset := t.attr("charset")
	if !order && !charset {
		p.tag(t, "meta", nil)
	}
}

// link takes a style sheet or an icon inside; other links of the head lead to files that are not there.
func (p *page) link(t token) {
	rel, _ := t.attr("rel")
	kinds := strings.Fields(strings.ToLower(rel))
	href, _ := t.attr("href")
	_, off := t.attr("disabled")
	name, _ := resolved(p.path, href)
	_, there := p.files[name]
	switch {
	case !there || off || p.drawing > 0 || slices.Contains(kinds, "alternate"):
	case slices.Contains(kinds, "stylesheet"):
		p.style(name, t)
	case slices.Contains(kinds, "icon"):
		if data := inside(p.files, p.path, href); data != "" {
			kind := attr{name: "type", raw: media[strings.ToLower(path.Ext(name))]}
			p.tag(token{attrs: []attr{{name: "rel", raw: "icon"}, kind}}, "link", &attr{name: "href", value: data})
		}
	}
}

func (p *page) style(name string, t token) {
	css := strings.TrimSpace(sheet(p.files, name, 0)) // not every reader of policies counts spaces at the ends
	sum := sha256.Sum256([]byte(css))
	p.hashes = append(p.hashes, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
	p.font = p.font || strings.Contains(css, "data:font/")
	media := slices.DeleteFunc(slices.Clone(t.attrs), func(a attr) bool { return a.name != "media" })
	p.tag(token{attrs: media}, "style", nil)
	p.add(css + "</style>")
}

// ofLinks are attributes that say something of a link alone.
var ofLinks = []string{
	"href", "xlink:href", "target", "rel", "download", "hreflang", "type", "referrerpolicy", "aria-label", "aria-current", "tabindex", "role",
}

// anchor keeps links within the page and to the web. Others become their text.
func (p *page) anchor(t token) {
	if p.drawing == 0 {
		p.shutLink() // a link within a link ends it
	}
	href, has := t.attr("href")
	if !has {
		href, _ = t.attr("xlink:href")
	}
	href, live := p.leads(href)
	for i := range p.navs {
		p.navs[i].live = p.navs[i].live || live
		p.navs[i].dead = p.navs[i].dead || !live
	}
	name := "a"
	switch {
	case live:
		p.tag(t, "a", &attr{name: "href", value: href}, "href", "xlink:href", "download")
	case p.drawing > 0:
		name = "g"
		p.tag(t, name, nil, ofLinks...)
	default:
		name = "span"
		p.tag(t, name, nil, ofLinks...)
	}
	if !t.shut {
		p.links = append(p.links, "</"+name+">")
	}
}

// leads says whether a link leads anywhere from a file that is alone, and where.
func (p *page) leads(href string) (string, bool) {
	if onTheWeb(href) {
		return trimmed(href), true
	}
	file, fragment := resolved(p.path, href)
	_, exact, marked := strings.Cut(trimmed(href), "#")
	return "#" + exact, marked && file == p.path && (p.ids[fragment] || fragment == "" || fragment == "top")
}

// onTheWeb says that a link leads out of the site. What could run a script is no such link.
func onTheWeb(ref string) bool {
	return slices.ContainsFunc([]string{"https://", "http://", "mailto:", "tel:"}, func(scheme string) bool {
		return begins(trimmed(ref), scheme)
	})
}

// shutLink closes the link that is open, if one is.
func (p *page) shutLink() {
	if n := len(p.links) - 1; n >= 0 {
		p.add(p.links[n])
		p.links = p.links[:n]
	}
}

// picture takes a picture inside. One that cannot be had becomes the words that stand for it.
func (p *page) picture(t token) {
	sources := []string{"src", "href", "xlink:href"}
	if p.drawing > 0 {
		sources = sources[1:]
	}
	data := ""
	for _, name := range sources {
		if ref, ok := t.attr(name); ok && data == "" {
			data = inside(p.files, p.path, ref)
		}
	}
	switch {
	case data == "" && p.drawing > 0: // a drawing has no words to fall back on
	case data == "":
		for _, a := range t.attrs {
			if a.name == "alt" {
				p.add(closed.Replace(a.raw))
			}
		}
	case p.drawing > 0:
		p.tag(t, t.name, &attr{name: "href", value: data}, sources...)
	default:
		p.tag(t, "img", &attr{name: "src", value: data}, sources...)
	}
}
