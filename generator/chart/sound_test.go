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
	names   string // aria-labelledby, or aria-label
	texts   []box
	written string
	open    []string
	text    xml.StartElement
	parts   map[string]string // title and desc of the whole
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
		v.written = ""
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
			v.parts[tok.Name.Local] = v.written
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
			v.ids[value] = true
		case name == "class":
			if !classes.MatchString(value) {
				return fmt.Errorf("class %q", value)
			}
		case name == "aria-labelledby" || name == "aria-label":
			v.names = value
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

// stand checks that a text touches no other, taking .6 em for every letter.
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

// whole checks what only the whole drawing shows: that it is named.
func (v *visit) whole() error {
	ids := strings.Fields(v.names)
	if len(ids) != 2 || !v.ids[ids[0]] || !v.ids[ids[1]] || len(v.ids) != 2 {
		return fmt.Errorf("named by %q of the ids %v", v.names, v.ids)
	}
	if _, ok := v.parts["desc"]; !ok || v.high <= 0 {
		return fmt.Errorf("no description, or no height (%v)", v.high)
	}
	return nil
}
