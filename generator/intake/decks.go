package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"retake/generator/entry"
)

// Decks says which domain the decks of Anki are for. The levels of a deck's name are parted by "::".
type Decks struct {
	Outline
	names   []string
	means   map[string]string // by name or by the name of a deck that they are in
	learned []string
	differ  map[string]bool // what is in it is asked for one by one
}

// unnamed is the deck of reviews in a list that says of no decks.
const unnamed = ""

// NewDecks begins with what is known and what was given with the call; names are the decks with reviews.
func NewDecks(o Outline, names []string, known map[string]string, flags []string) (*Decks, error) {
	given, err := o.Given(flags)
	if err != nil {
		return nil, err
	}
	d := &Decks{Outline: o, names: slices.Sorted(slices.Values(names)), means: map[string]string{}, differ: map[string]bool{}}
	for name, ref := range known {
		d.means[name] = ref
	}
	for name, ref := range given {
		d.learn(name, ref)
	}
	slices.Sort(d.learned)
	return d, nil
}

func (d *Decks) learn(name, ref string) {
	if d.means[name] != ref {
		d.learned = append(d.learned, name)
	}
	d.means[name] = ref
}

// Of is what a deck is for: a domain, All or Skip; "" if that is not known. What is said of the deck itself goes first,
// then its own name, then what the deck that it is in is for; in one that is for something else, all is.
func (d *Decks) Of(deck string) string {
	_, refs := d.levels(deck)
	return refs[len(refs)-1]
}

// levels are the decks that a deck is in, the highest first and itself last, and what each is for.
func (d *Decks) levels(deck string) (names, refs []string) {
	ref := d.means[unnamed]
	for end := range len(deck) + 1 {
		if end < len(deck) && (end == 0 || !strings.HasPrefix(deck[end:], "::")) {
			continue
		}
		name := deck[:end]
		if said := d.means[name]; said != "" {
			ref = said
		} else if ref != Skip {
			ref = cmp.Or(d.byItself(name), ref)
		}
		names, refs = append(names, name), append(refs, ref)
	}
	return names, refs
}

// byItself is the domain that the last part of a name names in words; a number beside it has to agree.
func (d *Decks) byItself(deck string) string {
	last := deck[strings.LastIndex(deck, "::")+1:]
	last = strings.TrimPrefix(last, ":")
	number, rest := leadingNumber(last)
	if number == "" {
		rest = last
	}
	n := d.byName(rest)
	if major, _, _ := strings.Cut(number, "."); n == 0 || number != "" && major != strconv.Itoa(n) {
		return ""
	}
	return strconv.Itoa(n)
}

// Next asks for the first deck that nothing is known of; nil if there is none. What is in a deck is asked for together,
// as long as it is the same.
func (d *Decks) Next() *Question {
	for _, name := range d.names {
		if d.Of(name) != "" {
			continue
		}
		ask := name
		for end := range len(name) {
			if strings.HasPrefix(name[end:], "::") && !d.differ[name[:end]] {
				ask = name[:end]
				break
			}
		}
		return d.question(ask)
	}
	return nil
}

func (d *Decks) question(deck string) *Question {
	within := 0
	for _, name := range d.names {
		if strings.HasPrefix(name, deck+"::") {
			within++
		}
	}
	q := &Question{Ask: fmt.Sprintf("What is the deck %q for?", deck), Flag: fmt.Sprintf("--domain %s, or =skip if it is for something else, or =all", shell(fmt.Sprintf("%s=%d", deck, d.Domains[0].N)))}
	if deck == unnamed {
		q.Ask, q.Flag = "The list says of no decks. What are these reviews for?", fmt.Sprintf("--domain %d, or --domain all", d.Domains[0].N)
	}
	q.Options, q.refs = d.choices()
	if within > 0 && deck != unnamed {
		q.Options, q.refs = append(q.Options, "it differs between the decks in it"), append(q.refs, "")
	}
	q.answer = func(ref string) {
		if ref == "" {
			d.differ[deck] = true
			return
		}
		d.learn(deck, ref)
	}
	return q
}

// Saved are the decks of which something new was said, to be added to what is known. What was said of a list without
// decks holds for that list alone.
func (d *Decks) Saved() (out []entry.Entry) {
	for _, name := range d.learned {
		if name != unnamed {
			out = append(out, entry.Entry{Table: "decks", Fields: []entry.Field{{Key: "name", Value: entry.Text(name)}, {Key: "domain", Value: Ref(d.means[name])}}})
		}
	}
	return out
}

// Preview says what each of some decks is for. Decks within one another that are for the same thing are told together.
func (d *Decks) Preview(names []string) string {
	var b strings.Builder
	var tops []string
	within := map[string]int{}
	for _, name := range slices.Sorted(slices.Values(names)) {
		if name == unnamed {
			continue
		}
		top := d.top(name)
		if within[top]++; within[top] == 1 {
			tops = append(tops, top)
		}
	}
	for i, top := range tops {
		if i == mostDecks && len(tops) > mostDecks+1 {
			fmt.Fprintf(&b, "  and %d more decks\n", len(tops)-i)
			break
		}
		and := ""
		if n := within[top]; n > 1 {
			and = fmt.Sprintf(" (%d decks)", n)
		}
		fmt.Fprintf(&b, "  %s%s: %s\n", top, and, d.Title(d.Of(top)))
	}
	return b.String()
}

// mostDecks are how many lines of decks a preview shows.
const mostDecks = 30

// top is the highest deck that a deck is in and for the same thing as, with all between them.
func (d *Decks) top(deck string) string {
	names, refs := d.levels(deck)
	i := len(names) - 1
	for i > 0 && refs[i-1] == refs[i] {
		i--
	}
	return names[i]
}
