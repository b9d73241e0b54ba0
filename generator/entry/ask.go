package entry

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"retake/generator/talk"
)

// Ask asks for what is missing: if something that is needed is, for everything that has a question; else only for what
// decides how much the entry counts.
func (d *Draft) Ask(t *talk.Talk) error {
	all := len(d.missing()) > 0
	for _, f := range d.fields {
		if _, said := d.set[f.key]; said || f.ask == "" || !all && !f.weigh || d.instead(f) {
			continue
		}
		if err := d.ask(t, f); err != nil {
			return err
		}
	}
	return d.agree()
}

// instead reports whether another field says the same already.
func (d *Draft) instead(f field) bool {
	return f.form == aDomain && d.set["objective"] != "" || f.form == anObjective && d.set["domain"] != ""
}

// ask asks for one field until there is an answer that can be read, or none.
func (d *Draft) ask(t *talk.Talk, f field) error {
	switch f.form {
	case aWord:
		return d.choose(t, f)
	case aDomain:
		if len(d.known.Domains) > 0 {
			return d.chooseDomain(t, f)
		}
	}
	q := talk.Question{Ask: f.ask, Help: f.explained(), Usual: d.usual(f), Need: f.need, Check: func(answer string) (string, error) {
		trial := Draft{Kind: d.Kind, known: d.known, set: map[string]string{}}
		return answer, trial.give(f, answer)
	}}
	if f.form == aYes {
		q.Ask += " (y or n)"
	}
	answer, err := t.Ask(q)
	if err != nil || answer == "" {
		return err
	}
	return d.give(f, answer)
}

// explained is the help of a field for somebody who is asked: without flags, and with an example.
func (f field) explained() string {
	switch f.form {
	case aYes:
		help, _, _ := strings.Cut(f.help, "; --")
		return "y if this is so: " + help
	case aScore:
		return f.help + ", such as " + f.what
	}
	return f.help
}

// usual is what an empty line stands for.
func (d *Draft) usual(f field) string {
	switch names := d.known.names(f.known); {
	case f.form == aDay:
		return "today"
	case len(names) > 0 && f.known == "source", len(names) == 1 && f.need:
		return names[0]
	}
	return ""
}

func (d *Draft) choose(t *talk.Talk, f field) error {
	var options []string
	for _, w := range f.words {
		options = append(options, w.Word+": "+w.Says)
	}
	i, err := t.Choose(f.ask, options, -1)
	if err != nil || i < 0 {
		return err
	}
	return d.put(f.key, Text(f.words[i].Word))
}

func (d *Draft) chooseDomain(t *talk.Talk, f field) error {
	var options []string
	for _, x := range d.known.Domains {
		options = append(options, x.Name)
	}
	usual := slices.IndexFunc(d.known.Domains, func(x Domain) bool { return x.N == d.known.Next })
	options = append(options, "all of them together")
	i, err := t.Choose(f.ask, options, usual)
	if err != nil || i < 0 || i == len(d.known.Domains) {
		return err
	}
	return d.put(f.key, strconv.Itoa(d.known.Domains[i].N))
}

// Flag is a flag of a kind, as a command line has it.
type Flag struct {
	Name, What, Help string
	Yes, Many        bool // it has no value; it may be there more than once
}

// Flags are the flags of a kind.
func (k Kind) Flags() (out []Flag) {
	for _, f := range k.fields {
		out = append(out, Flag{f.flag, f.what, f.help, f.form == aYes, f.form == aTally})
	}
	return out
}

// Choices are what may stand behind a flag, "" being the bare words, as far as they can be listed.
func (k Kind) Choices(flag string, known Known) (out []Choice) {
	for _, f := range k.fields {
		if flag == f.flag || flag == "" && f.form != aTally {
			out = append(out, f.choices(known, flag == "")...)
		}
	}
	return out
}

func (f field) choices(known Known, bare bool) (out []Choice) {
	switch f.form {
	case aDay:
		return []Choice{{"today", known.Today.Short()}, {"yesterday", (known.Today - 1).Short()}}
	case aDomain, aTally:
		for _, d := range known.Domains {
			word := strconv.Itoa(d.N)
			if f.form == aTally {
				word += "="
			}
			out = append(out, Choice{word, d.Name})
		}
	case anObjective:
		return known.Open
	case aWord:
		return f.words
	case aYes:
		for _, w := range slices.Concat(f.yes, f.no) {
			if bare {
				out = append(out, Choice{w, f.help})
			}
		}
	case aName:
		for _, n := range known.names(f.known) {
			out = append(out, Choice{n, fmt.Sprintf("%s of the plan", f.known)})
		}
	}
	return out
}

// Bare says which words of a kind need no flag.
func (k Kind) Bare() string {
	var out []string
	for _, f := range k.fields {
		switch f.form {
		case aDay:
			out = append(out, "a day (yesterday, 24 Nov)")
		case aScore:
			out = append(out, "the score ("+f.what+")")
		case aLength:
			out = append(out, "a length with its unit ("+f.what+")")
		case aDomain:
			out = append(out, "a domain (4, or the beginning of its name)")
		case anObjective:
			out = append(out, "an objective (4.2)")
		case aWord:
			out = append(out, "a word ("+orList(f.wordList())+")")
		case aYes:
			out = append(out, strings.Join(slices.Concat(f.yes[:1], f.no[:min(1, len(f.no))]), " or "))
		case aName:
			out = append(out, "the name of a "+f.known+" (as the plan has it)")
		case aLetter:
			out = append(out, "a letter (B)")
		}
	}
	return "Words that need no flag, in any order: " + strings.Join(out, "; ") + "."
}
