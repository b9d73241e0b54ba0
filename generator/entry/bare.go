package entry

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"retake/generator/civil"
)

// longest is how many words may be one value: "Threats, Vulnerabilities, and Mitigations" has four.
const longest = 8

// reading is one meaning of some words.
type reading struct {
	field field
	text  string // what the field is given
}

func (r reading) String() string { return plainKey(r.field.key) }

// bareWords gives each of the words, or several together, to the field that they can only mean.
func (d *Draft) bareWords(words []string) error {
	for len(words) > 0 {
		n, err := d.first(words)
		if err != nil {
			return err
		}
		words = words[n:]
	}
	for _, f := range d.fields {
		if len(d.free) > 0 && f.form == aName && f.need {
			return d.give(f, strings.Join(d.free, " "))
		}
	}
	return nil
}

// first understands as many of the words as belong together, and says how many these were.
func (d *Draft) first(words []string) (int, error) {
	if err := d.monthBetween(words); err != nil {
		return 0, err
	}
	for n := min(longest, len(words)); n > 0; n-- {
		text := strings.Join(words[:n], " ")
		found, err := d.readings(text, n > 1)
		switch {
		case len(found) == 1:
			return n, d.give(found[0].field, found[0].text)
		case len(found) > 1:
			return 0, both(text, found)
		case err != nil:
			return 0, err
		}
	}
	if slices.ContainsFunc(d.fields, func(f field) bool { return f.form == aName && f.need }) {
		d.free = append(d.free, words[0])
		return 1, nil
	}
	return 0, d.notUnderstood(words[0])
}

// monthBetween refuses "1 Nov 2", where either number may be the day, and the other one the domain.
func (d *Draft) monthBetween(words []string) error {
	if len(words) < 3 || words[0] == words[2] || !slices.ContainsFunc(d.fields, func(f field) bool { return f.form == aDomain }) {
		return nil
	}
	var days []civil.Date
	for _, w := range []string{words[0], words[2]} {
		_, err := d.known.numbered(w)
		on, isDay, _ := monthDay([]string{w, strings.ToLower(words[1])}, d.known.Today) // what is no day is said where it is read
		if err != nil || !isDay {
			return nil
		}
		days = append(days, on)
	}
	return &Refusal{
		fmt.Sprintf("%q may be domain %s on %s, or domain %s on %s", strings.Join(words[:3], " "), words[2], days[0].Medium(), words[0], days[1].Medium()),
		fmt.Sprintf("write the day as %s or %s", days[0], days[1]),
	}
}

// both refuses what may be two things.
func both(text string, found []reading) error {
	var may, flags []string
	for _, r := range found {
		may = append(may, r.String())
		flags = append(flags, r.field.called()+" "+quotedWord(r.text))
	}
	return &Refusal{fmt.Sprintf("%q may be %s", text, orList(may)), "say which: " + orList(flags)}
}

func quotedWord(s string) string {
	if strings.ContainsAny(s, " '\"$&;()") {
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	return s
}

// notUnderstood says what could have been said.
func (d *Draft) notUnderstood(word string) error {
	hint := "for instance: retake log " + d.Call() + " " + d.Examples[0]
	if digits(word) {
		hint = "a length of time has a unit, " + word + "m, and a score two numbers, 31/50; " + hint
	}
	if strings.HasSuffix(word, "%") && slices.ContainsFunc(d.fields, func(f field) bool { return f.form == aScore }) {
		hint = "a percentage does not say of how many; write how many were right, of how many: 31/50"
	}
	if near := d.meantWord(word); near != "" {
		hint = "did you mean " + near + "?"
	}
	return &Refusal{fmt.Sprintf("%q is not understood", word), hint}
}

// readings are all meanings that a text can have, each the value of another field. err says what is wrong with it where
// its form leaves no doubt what it should have been.
func (d *Draft) readings(text string, several bool) (found []reading, err error) {
	for _, f := range d.fields {
		ok, wrong := d.looks(f, text, several)
		switch {
		case wrong != nil:
			err = errors.Join(err, wrong)
		case ok:
			found = append(found, reading{f, f.said(text)})
		}
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		err = joined.Unwrap()[0]
	}
	return found, err
}

// said is the value that a bare word stands for.
func (f field) said(text string) string {
	switch {
	case f.form == anObjective:
		return strings.TrimSuffix(text, ".")
	case f.form == aYes && folded(f.yes, text):
		return "yes"
	case f.form == aYes:
		return "no"
	}
	return text
}

var (
	likeScore     = regexp.MustCompile(`^\d+ ?(/|out of|of) ?\d+$`)
	likeObjective = regexp.MustCompile(`^\d{1,3}(\.\d{1,3}){1,3}$`)
	likeLength    = regexp.MustCompile(`^\d+([hm:.,]| ?(h|m))`)
	likeLetter    = regexp.MustCompile(`^[A-Ha-h]$`)
)

// looks reports whether a bare text has the form of a field's values; wrong says that it has, and is none all the same.
func (d *Draft) looks(f field, text string, several bool) (ok bool, wrong error) {
	lower := strings.ToLower(text)
	switch f.form {
	case aDay:
		_, ok, err := day(text, d.known.Today)
		return ok, err
	case aScore:
		if !likeScore.MatchString(lower) {
			return false, nil
		}
		_, _, err := score(lower)
		return verdict(err, true)
	case aLength: // a number alone is a domain, also behind another word: "1h 4"
		if digits(text[strings.LastIndex(text, " ")+1:]) || likeScore.MatchString(lower) || likeObjective.MatchString(text) || !likeLength.MatchString(lower) {
			return false, nil
		}
		_, err := f.length(text)
		return verdict(err, !several)
	case anObjective:
		if !likeObjective.MatchString(strings.TrimSuffix(text, ".")) || strings.Count(text, ".") > 2 && strings.HasSuffix(text, ".") {
			return false, nil
		}
		_, err := d.known.objective(strings.TrimSuffix(text, "."))
		return verdict(err, !strings.HasSuffix(text, "."))
	case aDomain:
		return d.looksDomain(text)
	case aWord:
		return folded(f.wordList(), text), nil
	case aYes:
		return folded(f.yes, text) || folded(f.no, text), nil
	case aName:
		return folded(d.known.names(f.known), text), nil
	case aLetter:
		return likeLetter.MatchString(text), nil
	}
	return false, nil
}

// looksDomain: a number is one; of a name it is enough that one begins with it.
func (d *Draft) looksDomain(text string) (bool, error) {
	if digits(text) {
		_, err := d.known.numbered(text)
		if refused := new(Refusal); errors.As(err, &refused) {
			refused.Hint = "a length of time has a unit, " + text + "m; " + refused.Hint
		}
		return err == nil, err
	}
	switch found := d.known.meant(text); len(found) {
	case 0:
		return false, nil
	case 1:
		return true, nil
	default:
		return false, d.known.unsure(text, found)
	}
}

// verdict is the outcome of reading: right, wrong if the form left no doubt, or something else.
func verdict(err error, sure bool) (bool, error) {
	if err == nil {
		return true, nil
	}
	if sure {
		return false, err
	}
	return false, nil
}

// folded reports whether a word is among others, whatever its case.
func folded(list []string, word string) bool {
	return slices.ContainsFunc(list, func(w string) bool { return strings.EqualFold(w, word) })
}
