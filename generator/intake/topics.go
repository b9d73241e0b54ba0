package intake

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Domain is one of the exam's.
type Domain struct {
	N          int
	Slug, Name string
}

// Outline is what the exam is made of.
type Outline struct {
	Domains   []Domain
	Questions int // in a sitting; 0 = not known
}

// whole are words for the exam as a whole.
var whole = []string{"", "all", "all domains", "all topics", "mixed", "overall", "total", "full", "full exam", "full test", "practice exam", "practice test", "mock exam", "exam", "simulation"}

// Find is what a topic is here: a domain's number, an objective or All; "" if that is not sure. It goes by number, by
// slug, by name and by the unique beginning of a name; a number beside another name is not trusted.
func (o Outline) Find(topic string) string {
	name := plain(topic)
	if slices.Contains(whole, name) {
		return All
	}
	number, rest := leadingNumber(topic)
	if number != "" {
		major, minor, _ := strings.Cut(number, ".")
		n, _ := strconv.Atoi(major)
		minor, _, _ = strings.Cut(minor, ".")
		i := slices.IndexFunc(o.Domains, func(d Domain) bool { return d.N == n })
		switch {
		case i < 0:
			return ""
		case strings.Trim(minor, "0") != "":
			return major + "." + minor
		case rest == "" || o.byName(rest) == n:
			return major
		}
		return ""
	}
	if n := o.byName(name); n > 0 {
		return strconv.Itoa(n)
	}
	return ""
}

// leadingNumber takes "Domain 4.2: Hashing" apart into "4.2" and "hashing".
func leadingNumber(topic string) (number, rest string) {
	s := strings.TrimSpace(topic)
	for _, word := range []string{"domain", "objective", "section"} {
		if len(s) > len(word) && strings.EqualFold(s[:len(word)], word) {
			s = strings.TrimLeft(s[len(word):], " #:")
			break
		}
	}
	n := 0
	for n < len(s) && (s[n] >= '0' && s[n] <= '9' || s[n] == '.') {
		n++
	}
	number = strings.Trim(s[:n], ".")
	if n == 0 || len(number) > 12 || n < len(s) && !strings.ContainsRune(" :-)", rune(s[n])) {
		return "", ""
	}
	return number, plain(s[n:])
}

// byName is the one domain that a name or its beginning means, 0 if there is none or more than one.
func (o Outline) byName(name string) (found int) {
	and := func(s string) string { return plain(strings.ReplaceAll(s, "&", " and ")) }
	name = and(name)
	for _, d := range o.Domains {
		if and(d.Name) == name || plain(d.Slug) == name {
			return d.N
		}
	}
	for _, d := range o.Domains {
		if len(name) >= 4 && strings.HasPrefix(and(d.Name), name) {
			if found > 0 {
				return 0
			}
			found = d.N
		}
	}
	return found
}

// Title is how a topic's meaning is shown.
func (o Outline) Title(ref string) string {
	switch ref {
	case All, "":
		return "the exam as a whole"
	case Skip:
		return "left out"
	}
	for _, d := range o.Domains {
		if strconv.Itoa(d.N) == ref {
			return ref + " " + d.Name
		}
	}
	return "objective " + ref
}

// choices are the options of a question about a topic, and what each means.
func (o Outline) choices() (options, refs []string) {
	for _, d := range o.Domains {
		refs = append(refs, strconv.Itoa(d.N))
	}
	refs = append(refs, All, Skip)
	for _, ref := range refs {
		options = append(options, o.Title(ref))
	}
	options[len(options)-1] = "something else: leave it out"
	return options, refs
}

// Given reads --domain NAME=DOMAIN, NAME=skip, or DOMAIN alone, which is for everything ("" in what comes back).
func (o Outline) Given(flags []string) (map[string]string, error) {
	m := map[string]string{}
	for _, f := range flags {
		name, word := "", f
		if i := strings.LastIndexByte(f, '='); i >= 0 {
			name, word = strings.TrimSpace(f[:i]), f[i+1:]
		}
		ref := strings.TrimSpace(word)
		if ref != Skip && ref != All {
			if ref = o.Find(ref); ref == "" || ref == All {
				return nil, &Misuse{fmt.Sprintf("--domain: there is no domain %q", strings.TrimSpace(word)), "there are " + o.names() + "; or write skip, or all for no single domain"}
			}
		}
		m[name] = ref
	}
	return m, nil
}

func (o Outline) names() string {
	var list []string
	for _, d := range o.Domains {
		list = append(list, fmt.Sprintf("%d %s", d.N, d.Name))
	}
	return strings.Join(list, ", ")
}

// shell is a text as one word for a shell. One that came from elsewhere must not become a command when it is pasted.
func shell(s string) string {
	if strings.ContainsAny(s, "\"$`\\!%") {
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	return `"` + s + `"`
}
