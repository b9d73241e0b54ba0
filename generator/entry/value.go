package entry

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"retake/generator/civil"
)

// Known is what the plan knows, so that words can be understood.
type Known struct {
	Today     civil.Date
	Domains   []Domain
	Sources   []string // of questions, the last one used first
	Resources []string
	People    []string
	Next      int      // the domain to practise next; 0 = none
	Open      []Choice // objectives of missed questions that are open
}

// Domain is a domain of the exam, as far as words may mean it.
type Domain struct {
	N          int
	Slug, Name string
}

// Choice is a word to choose, and what it stands for.
type Choice struct{ Word, Says string }

func (k Known) names(of string) []string {
	return map[string][]string{"source": k.Sources, "resource": k.Resources, "person": k.People}[of]
}

// number is a whole number within the bounds of a field.
func (f field) number(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < f.lo || n > f.hi || !digits(text) {
		return 0, &Refusal{fmt.Sprintf("%s: %q is no whole number from %d to %d", f.called(), text, f.lo, f.hi), ""}
	}
	return n, nil
}

// called is what a field is called on the command line.
func (f field) called() string { return "--" + f.flag }

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// value is what is given for a field, as TOML text.
func (f field) value(text string, known Known) (string, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "", &Refusal{f.called() + " is empty", "leave it out, or write " + f.called() + " " + f.sample()}
	}
	if strings.ContainsFunc(text, isKey) {
		return "", &Refusal{fmt.Sprintf("%s: %q holds a key that is no letter", f.called(), text), "type it again"}
	}
	switch f.form {
	case aDay:
		d, err := Day(text, known.Today)
		return d.String(), err
	case aLength:
		return f.length(text)
	case aCount:
		n, err := f.number(text)
		return strconv.Itoa(n), err
	case aWord:
		return f.word(text)
	case aYes:
		return yesOrNo(text)
	case aDomain:
		d, err := known.domain(text)
		return strconv.Itoa(d.N), err
	case anObjective:
		return known.objective(text)
	case threeCounts:
		return threeOf(text)
	case fourLengths:
		return fourOf(text)
	case aName:
		return Text(spelled(text, known.names(f.known))), nil
	}
	return Text(text), nil
}

// isKey reports whether a character is what a key such as an arrow sends, and no part of a text.
func isKey(r rune) bool { return r < ' ' && r != '\n' && r != '\r' && r != '\t' || r == 0x7f }

// sample is an example of a field's value.
func (f field) sample() string {
	if len(f.words) > 0 {
		return orList(f.wordList())
	}
	return f.what
}

func (f field) length(text string) (string, error) {
	m, err := Length(text)
	if err == nil && int(m) < f.lo {
		err = &Refusal{fmt.Sprintf("%s: %q is too short", f.called(), text), lengthHint}
	}
	return strconv.Itoa(int(m)), err
}

func (f field) wordList() (list []string) {
	for _, w := range f.words {
		list = append(list, w.Word)
	}
	return list
}

func (f field) word(text string) (string, error) {
	for _, w := range f.words {
		if strings.EqualFold(w.Word, text) {
			return Text(w.Word), nil
		}
	}
	return "", &Refusal{fmt.Sprintf("%s: %q is none of its words", f.called(), text), "write " + orList(f.wordList())}
}

func yesOrNo(text string) (string, error) {
	switch strings.ToLower(text) {
	case "y", "yes", "true":
		return "true", nil
	case "n", "no", "false":
		return "false", nil
	}
	return "", &Refusal{fmt.Sprintf("%q is neither yes nor no", text), "write y or n"}
}

// spelled is a name as it is known, if it is but for its case.
func spelled(name string, known []string) string {
	for _, k := range known {
		if strings.EqualFold(k, name) {
			return k
		}
	}
	return name
}

// score reads 31/50, also "31 of 50".
func score(text string) (right, of string, err error) {
	var r, o string
	var ok bool
	for _, between := range []string{"/", " out of ", " of "} {
		if r, o, ok = strings.Cut(text, between); ok {
			break
		}
	}
	r, o = strings.TrimSpace(r), strings.TrimSpace(o)
	nr, errR := strconv.Atoi(r)
	no, errO := strconv.Atoi(o)
	switch {
	case !ok || errR != nil || errO != nil || !digits(r) || !digits(o):
		return "", "", &Refusal{fmt.Sprintf("%q is no score", text), "write how many were right, of how many: 31/50"}
	case no == 0 || no > most:
		return "", "", &Refusal{fmt.Sprintf("%q: of %d questions", text, no), fmt.Sprintf("a set has 1 to %d questions", most)}
	case nr > no:
		return "", "", &Refusal{fmt.Sprintf("%q: %d right of %d", text, nr, no), "the number right comes first: 31/50"}
	}
	return strconv.Itoa(nr), strconv.Itoa(no), nil
}

// tallyOf reads 1=9/11.
func (k Known) tallyOf(text string) (domain int, counts string, err error) {
	name, text, ok := strings.Cut(text, "=")
	if !ok {
		return 0, "", &Refusal{fmt.Sprintf("--domain: %q is no score of a domain", name), "write the domain, how many were right, of how many: 1=9/11"}
	}
	d, err := k.domain(strings.TrimSpace(name))
	if err != nil {
		return 0, "", err
	}
	right, of, err := score(strings.TrimSpace(text))
	return d.N, "[" + right + ", " + of + "]", err
}

func threeOf(text string) (string, error) {
	parts := strings.Split(text, "/")
	for i, p := range parts {
		if parts[i] = strings.TrimSpace(p); !digits(parts[i]) || len(parts[i]) > 4 {
			parts = nil
			break
		}
		n, _ := strconv.Atoi(parts[i]) // it is digits
		parts[i] = strconv.Itoa(n)
	}
	if len(parts) != 3 {
		return "", &Refusal{fmt.Sprintf("--changes: %q are not three numbers", text), "write how many you changed to right, to wrong, and from wrong to wrong: 4/1/2"}
	}
	return fmt.Sprintf("{ right = %s, wrong = %s, same = %s }", parts[0], parts[1], parts[2]), nil
}

func fourOf(text string) (string, error) {
	var out []string
	last := civil.Minutes(0)
	for p := range strings.SplitSeq(text, ",") {
		m, err := Length(p)
		if err != nil {
			return "", err
		}
		if m < last {
			return "", &Refusal{fmt.Sprintf("--quarters: %d is less than the quarter before", m), "minutes count from the start: 21,40,61,88"}
		}
		out, last = append(out, strconv.Itoa(int(m))), m
	}
	if len(out) != 4 {
		return "", &Refusal{fmt.Sprintf("--quarters: %q are not four times", text), "minutes from the start: 21,40,61,88"}
	}
	return "[" + strings.Join(out, ", ") + "]", nil
}

// shortest is how many letters of a domain's name may stand for it.
const shortest = 3

// domain finds the domain that a word means: its number, slug or name, or the beginning of one name only.
func (k Known) domain(text string) (Domain, error) {
	if digits(text) {
		return k.numbered(text)
	}
	switch found := k.meant(text); len(found) {
	case 0:
		return Domain{}, &Refusal{fmt.Sprintf("no domain begins with %q", text), k.list(k.Domains)}
	case 1:
		return found[0], nil
	default:
		return Domain{}, k.unsure(text, found)
	}
}

// meant are the domains that a name may mean.
func (k Known) meant(text string) (found []Domain) {
	said := plainName(text)
	for _, d := range k.Domains {
		name := plainName(d.Name)
		if d.Slug == text || name == said {
			return []Domain{d}
		}
		if len(said) >= shortest && (strings.HasPrefix(name, said) || strings.HasPrefix(plainName(d.Slug), said)) {
			found = append(found, d)
		}
	}
	return found
}

func (k Known) unsure(text string, found []Domain) error {
	return &Refusal{fmt.Sprintf("%q may be more than one domain", text), k.list(found)}
}

func (k Known) numbered(text string) (Domain, error) {
	n, err := strconv.Atoi(text)
	i := slices.IndexFunc(k.Domains, func(d Domain) bool { return d.N == n })
	switch {
	case err == nil && i >= 0:
		return k.Domains[i], nil
	case err == nil && n > 0 && len(k.Domains) == 0:
		return Domain{N: n}, nil
	}
	return Domain{}, &Refusal{"the exam has no domain " + text, k.list(k.Domains)}
}

// list names domains, to choose from.
func (k Known) list(domains []Domain) string {
	var all []string
	for _, d := range domains {
		all = append(all, fmt.Sprintf("%d %s", d.N, d.Name))
	}
	if len(all) == 0 {
		return "name it by its number"
	}
	return "the domains are " + strings.Join(all, "; ")
}

// plainName is a name as far as people agree on how to write it.
func plainName(s string) string {
	s = strings.NewReplacer("&", " and ", "-", " ", ",", " ", "/", " ").Replace(strings.ToLower(s))
	return strings.Join(strings.Fields(s), " ")
}

// objective reads 4.2; its domain must be there.
func (k Known) objective(text string) (string, error) {
	parts := strings.Split(text, ".")
	for _, p := range parts {
		if !digits(p) || len(p) > 3 || strings.Trim(p, "0") == "" {
			return "", &Refusal{fmt.Sprintf("%q is no objective", text), "write it as the outline does: 4.2"}
		}
	}
	if len(parts) < 2 || len(parts) > 4 {
		return "", &Refusal{fmt.Sprintf("%q is no objective", text), "write it as the outline does: 4.2"}
	}
	if _, err := k.numbered(parts[0]); err != nil {
		return "", err
	}
	return Text(text), nil
}

func orList(words []string) string {
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " or " + words[n-1]
	}
	return strings.Join(words, "")
}
