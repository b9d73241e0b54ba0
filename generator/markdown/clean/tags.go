package clean

import (
	"regexp"
	"strings"
)

// element is one of the allow-list.
type element struct {
	holds Holds
	as    string // name to write, if another
	in    string // parents it needs, with spaces around each
}

// allowed is the raw HTML that stays markup. Anything else is shown as text.
var allowed = map[string]element{
	"b": {}, "i": {}, "em": {}, "strong": {}, "u": {}, "s": {}, "del": {}, "ins": {}, "kbd": {}, "sup": {}, "sub": {}, "mark": {}, "small": {},
	"code": {}, "q": {}, "cite": {}, "var": {}, "samp": {}, "abbr": {}, "dfn": {}, "span": {}, "a": {}, "bdo": {}, "bdi": {},
	"strike": {as: "s"}, "tt": {as: "code"}, "big": {as: "span"},
	"br": {holds: void}, "img": {holds: void}, "wbr": {holds: void}, "hr": {holds: rule},
	"p": {holds: Leaf}, "pre": {holds: Leaf}, "h1": {holds: Leaf}, "h2": {holds: Leaf}, "h3": {holds: Leaf},
	"h4": {holds: Leaf}, "h5": {holds: Leaf}, "h6": {holds: Leaf},
	"summary": {Leaf, "", " details "}, "figcaption": {Leaf, "", " figure "}, "caption": {Leaf, "", " table "}, "dt": {Leaf, "", " dl "},
	"div": {holds: Flow}, "blockquote": {holds: Flow}, "figure": {holds: Flow}, "center": {holds: Flow, as: "div"},
	"li": {Flow, "", " ul ol "}, "dd": {Flow, "", " dl "}, "td": {Flow, "", " tr table thead tbody tfoot "}, "th": {Flow, "", " tr table thead tbody tfoot "},
	"details": {holds: parts}, "ul": {holds: parts}, "ol": {holds: parts}, "dl": {holds: parts}, "table": {holds: parts},
	"thead": {parts, "", " table "}, "tbody": {parts, "", " table "}, "tfoot": {parts, "tbody", " table "}, "tr": {parts, "", " table thead tbody tfoot "},
}

// ignored are tags that are left out while what they hold is shown.
var ignored = set("font picture source section article header footer main nav aside hgroup nobr body html head colgroup col address dir menu ruby rb rt rp rtc time data o:p")

// opaque are elements whose whole block is shown as its source.
var opaque = set("script style textarea")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// tag is the beginning of a line that begins with a tag.
var tag = regexp.MustCompile(`^ {0,3}</?([a-zA-Z][a-zA-Z0-9-]*)`)

// TagName is the name of the tag that a text begins with, in lower case; "" if it begins with none.
func TagName(s string) string {
	m := tag.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	return strings.ToLower(m[1])
}

// Markup says whether a tag of the name is not shown as text: it is written, or left out.
func Markup(name string) bool {
	_, known := allowed[name]
	return known || ignored[name]
}

// Opaque says whether the element's whole block is shown as its source.
func Opaque(name string) bool { return opaque[name] }

// Block says whether the element of raw HTML is a block, which a paragraph cannot hold.
func Block(name string) bool {
	e, known := allowed[name]
	return known && e.holds != Phrase && e.holds != void
}
