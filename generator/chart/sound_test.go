package chart

import (
	"encoding/xml"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// visit is a reader's way through a drawing: what is wrong with it ends it.
type visit struct {
	high    float64
	ids     map[string]bool
	named   string // aria-labelledby
	told    string // aria-describedby
	texts   []box
	written string
	open    []string
	text    xml.StartElement
	id      string
	hidden  bool              // the drawing is, and its words stand for it
	parts   map[string]string // the ids of title and desc of the whole
}

var (
	numbers = regexp.MustCompile(`-?[0-9.]+(e[0-9+-]+)?`)
	rounded = regexp.MustCompile(`^(0|[1-9][0-9]*|-?(0|[1-9][0-9]*)\.[1-9])$`)
	classes = regexp.MustCompile(`^[a-z0-9-]+( [a-z0-9-]+)*$`)
)

// horizontal and upright say which measure an attribute is of.
const horizontal, upright = "x x1 x2 cx width", "y y1 y2 cy height"

func (v *visit) see(tok xml.Token) error {
	switch tok := tok.(type) {
	case xml.StartElement:
		v.open = append(v.open, tok.Name.Local)
		v.written, v.id = "", ""
		if tok.Name.Local == "text" {
			v.text = tok
		}
		return v.element(tok)
	case xml.CharData:
		v.written += string(tok)
	case xml.EndElement:
		v.open = v.open[:len(v.open)-1]
		if tok.Name.Local == "text" {
			return v.stand()
		}
		if len(v.open) == 1 && (tok.Name.Local == "title" || tok.Name.Local == "desc") {
			if v.parts == nil {
				v.parts = map[string]string{}
			}
			v.parts[tok.Name.Local] = v.id
		}
	}
	return nil
}

// element checks the attributes of one: only classes and geometry, all of it on the sheet.
func (v *visit) element(e xml.StartElement) error {
	for _, a := range e.Attr {
		name, value := a.Name.Local, a.Value
		switch {
		case name == "id":
			if v.ids == nil {
				v.ids = map[string]bool{}
			}
			if v.ids[value] {
				return fmt.Errorf("id %q is met twice", value)
			}
			v.ids[value], v.id = true, value
		case name == "class":
			if !classes.MatchString(value) {
				return fmt.Errorf("class %q", value)
			}
		case name == "aria-labelledby":
			v.named = value
		case name == "aria-describedby":
			v.told = value
		case name == "viewBox":
			v.high, _ = strconv.ParseFloat(strings.Fields(value)[3], 64)
		case name == "d":
			if err := v.path(value); err != nil {
				return err
			}
		case strings.Contains(" "+horizontal+" "+upright+" r rx ", " "+name+" "):
			if err := v.number(name, value); err != nil {
				return err
			}
		case name == "aria-hidden" && value == "true" && e.Name.Local == "g" && len(v.open) == 2:
			v.hidden = true
		case name == "role" || name == "direction" || name == "xmlns" || name == "text-anchor" || name == "paint-order":
		default:
			return fmt.Errorf("<%s %s=%q>: neither a class nor geometry", e.Name.Local, name, value)
		}
	}
	return v.inside(e)
}

// number is a value of the drawing: rounded, and not beyond its edge.
func (v *visit) number(name, value string) error {
	n, err := strconv.ParseFloat(value, 64)
	if err != nil || !rounded.MatchString(value) {
		return fmt.Errorf("%s is %q", name, value)
	}
	most := width
	if strings.Contains(" "+upright+" ", " "+name+" ") {
		most = v.high
	}
	if n < 0 || n > most+.05 {
		return fmt.Errorf("%s=%q is beyond the edge (%v)", name, value, most)
	}
	return nil
}

func (v *visit) path(d string) error {
	for i, n := range numbers.FindAllString(d, -1) {
		if err := v.number([]string{"x", "y"}[i%2], n); err != nil {
			return err
		}
	}
	return nil
}

// inside checks what reaches further than its attributes say.
func (v *visit) inside(e xml.StartElement) error {
	at := func(name string) float64 {
		for _, a := range e.Attr {
			if a.Name.Local == name {
				n, _ := strconv.ParseFloat(a.Value, 64)
				return n
			}
		}
		return 0
	}
	var b box
	switch e.Name.Local {
	case "circle":
		b = around(at("cx"), at("cy"), at("r"))
	case "rect":
		b = box{at("x"), at("y"), at("x") + at("width"), at("y") + at("height")}
	}
	if b.x0 < -.1 || b.y0 < -.1 || b.x1 > width+.1 || b.y1 > v.high+.1 {
		return fmt.Errorf("%v of <%s> leaves the sheet", b, e.Name.Local)
	}
	return nil
}

// stand checks that a text touches no other, taking .6 em for every letter, and 1 em for those in a square.
func (v *visit) stand() error {
	var x, y float64
	anchor := "start"
	for _, a := range v.text.Attr {
		switch a.Name.Local {
		case "x":
			x, _ = strconv.ParseFloat(a.Value, 64)
		case "y":
			y, _ = strconv.ParseFloat(a.Value, 64)
		case "text-anchor":
			anchor = a.Value
		}
	}
	if strings.TrimSpace(v.written) == "" {
		return fmt.Errorf("a text without text")
	}
	w := 0.0
	for _, r := range v.written {
		if !unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
			w += 13 * .6
		}
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || strings.ContainsRune("、。ー（）「」", r) {
			w += 13 * .4
		}
	}
	x -= w * map[string]float64{"start": 0, "middle": .5, "end": 1}[anchor]
	b := box{x, y - 9.5, x + w, y + 2.5}
	if b.x0 < -.1 || b.y0 < 0 || b.x1 > width+.1 || b.y1 > v.high+.1 {
		return fmt.Errorf("%q at %v leaves the sheet", v.written, b)
	}
	for _, o := range v.texts {
		if math.Min(b.x1, o.x1)-math.Max(b.x0, o.x0) > .2 && math.Min(b.y1, o.y1)-math.Max(b.y0, o.y0) > .2 {
			return fmt.Errorf("%q at %v touches a text at %v", v.written, b, o)
		}
	}
	v.texts = append(v.texts, b)
	return nil
}

// whole checks what only the whole drawing shows: that it is named by its title alone, and told by its description.
func (v *visit) whole() error {
	title, desc := v.parts["title"], v.parts["desc"]
	if title == "" || desc == "" || v.named != title || v.told != desc || len(v.ids) != 2 {
		return fmt.Errorf("named by %q and told by %q of the ids %v", v.named, v.told, v.ids)
	}
	if len(v.texts) > 0 && !v.hidden {
		return fmt.Errorf("its texts are read out one by one")
	}
	if v.high <= 0 {
		return fmt.Errorf("the height is %v", v.high)
	}
	return nil
}
