package policy

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"retake/generator/civil"
)

// Stale reports whether the newest evidence for the rule is more than a year old on a day. A rule
// without a date is stale; nothing is stale on no day.
func (p Policy) Stale(today civil.Date) bool {
	return today != 0 && (p.AsOf == 0 || p.AsOf.AddMonths(12) < today)
}

// Caution says how far to trust the rule, in two or three sentences.
func (p Policy) Caution(today civil.Date) string {
	out := map[string]string{
		"official":    "This rule was read on the issuer’s own page, or quoted from it.",
		"secondary":   "This rule was read only in other people’s words, not on the issuer’s page. Check it there before you pay.",
		"conflicting": "Sources disagree about this rule; the cautious figures are used here. Check the issuer’s page before you pay.",
	}[p.Confidence]
	switch {
	case out == "":
		return "No reliable source was found for this rule. Ask the issuer before you book or pay."
	case p.AsOf == 0:
		return out + " When it was read is not known: look it up again."
	case p.Stale(today):
		return out + say(" The newest evidence is from %s, older than a year: look it up again.", p.AsOf)
	}
	return out + say(" The newest evidence is from %s.", p.AsOf)
}

// Describe tells the rule in a few lines of plain sentences: the waits, the limits, what a purchase
// includes, the appointment, and what holds after a pass.
func (p Policy) Describe() []string {
	var out []string
	add := func(sentences ...string) {
		sentences = slices.DeleteFunc(sentences, func(s string) bool { return s == "" })
		if len(sentences) > 0 {
			out = append(out, strings.Join(sentences, " "))
		}
	}
	add(p.waitSentence(), p.countSentence(), p.waiverSentence())
	for _, c := range p.Caps {
		add(c.sentence())
	}
	add(p.counterSentences()...)
	add(p.freeSentence())
	add(p.deadlineSentence())
	add(p.leadSentence(), p.noticeSentence(), noShows[p.NoShow])
	add(p.passSentence())
	return out
}

// noShows say what a missed appointment costs.
var noShows = map[string]string{
	"fee-lost":            "A missed appointment costs the fee.",
	"fee-and-retake-lost": "A missed appointment costs the fee and the included retake.",
	"unknown":             "What a missed appointment costs is not known here.",
}

func (p Policy) waitSentence() string {
	steps := slices.SortedFunc(slices.Values(p.Wait), func(a, b Step) int { return cmp.Compare(a.After, b.After) })
	switch {
	case len(steps) == 0 && p.Sessions:
		return "The exam is held only on fixed dates. No waiting time besides is known."
	case len(steps) == 0:
		return "How long to wait after a failed attempt is not known here. Unknown does not mean none: ask the issuer before you book."
	case len(steps) == 1 && steps[0].After <= 1:
		return "After every failed attempt there is " + steps[0].words() + "."
	}
	parts := make([]string, len(steps))
	for i, s := range steps {
		switch {
		case i == len(steps)-1:
			parts[i] = "after every later one " + s.words()
		case steps[i+1].After == s.After+1:
			parts[i] = "after the " + ordinal(s.After) + " " + s.words()
		default:
			parts[i] = "after the " + ordinal(s.After) + " to the " + ordinal(steps[i+1].After-1) + " " + s.words()
		}
	}
	parts[0] = strings.Replace(parts[0], " "+steps[0].words(), " failed attempt there is "+steps[0].words(), 1)
	text := strings.Join(parts, ", ") + "."
	if p.Sessions {
		text += " The exam is held only on fixed dates."
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// words is "no wait", "a wait of 14 days".
func (s Step) words() string {
	switch {
	case !s.Wait.given():
		return "a wait that is not known"
	case s.Wait.N == 0:
		return "no wait"
	}
	return "a wait of " + s.Wait.String()
}

func ordinal(n int) string {
	words := [...]string{"", "first", "second", "third", "fourth", "fifth", "sixth"}
	if n < 1 || n >= len(words) {
		return fmt.Sprintf("%dth", n)
	}
	return words[n]
}

// countSentence says how days are counted, if any are.
func (p Policy) countSentence() string {
	hours, days := false, map[Count]bool{}
	for _, s := range p.Wait {
		switch count := cmp.Or(s.Count, p.Count); {
		case !s.Wait.given() || s.Wait.N == 0:
		case s.Wait.Unit == "hour" || count == ClockHours:
			hours = true
		default:
			days[count] = true
		}
	}
	var out []string
	if hours {
		out = append(out, "Hours run from the end of the attempt.")
	}
	switch {
	case len(days) == 0:
	case days[Elapsed]:
		out = append(out, "Days run from the day of the attempt.")
	case days[FullDays]:
		out = append(out, "Days are counted from the day after the attempt, and all of them stay free of tests.")
	default:
		out = append(out, "Whether the day of the attempt counts is left open, so plan for a day more.")
	}
	return strings.Join(out, " ")
}

func (p Policy) waiverSentence() string {
	if p.Waiver == nil || !p.Waiver.given() {
		return ""
	}
	return fmt.Sprintf("On request the wait can be shortened, but not below %s.", *p.Waiver)
}

// sentence is the cap and what follows when it is full.
func (c Cap) sentence() string {
	then := map[string]string{
		"new-version": "after that only a new version opens the way", "new-purchase": "after that a new purchase is needed",
		"training": "after that further training is asked for", "new-application": "after that a new application is needed",
	}[c.Then.Do]
	if c.Then.Do == "wait" && c.Then.Wait.given() {
		then = fmt.Sprintf("the next one is then possible %s after the %s", c.Then.Wait, cmp.Or(c.Then.From, "last"))
	}
	if then != "" {
		then = "; " + then
	}
	text := standing{cap: c}.summary() + then + "."
	if c.Kind == "purchase" {
		return text
	}
	return "At most " + text
}

// summary is "4 attempts are allowed in any 12 months".
func (s standing) summary() string {
	text := s.allowed()
	switch {
	case s.cap.Window.given() && s.cap.Kind == "purchase":
		text += ", within " + s.cap.Window.String()
	case s.cap.Window.given() && s.cap.Kind == "eligibility":
		text += " of " + s.cap.Window.String()
	}
	return text
}

// counterSentences say what counts together and when the count begins again.
func (p Policy) counterSentences() []string {
	out := []string{map[string]string{
		"exam-code": "Attempts are counted for each exam code by itself.", "all-languages": "Attempts in all languages count together.",
		"program": "Attempts at all exams of one certification program count together.",
	}[p.Shared]}
	switch {
	case p.NeverResets:
		out = append(out, "The count never begins again.")
	case p.Reset != nil && p.Reset.given():
		out = append(out, fmt.Sprintf("The count begins again after %s without an attempt.", *p.Reset))
	}
	if p.Beta != "" {
		out = append(out, "Beta exams: "+p.Beta+".")
	}
	return out
}

func (p Policy) freeSentence() string {
	r := p.FreeRetake
	if r == nil || r.Count <= 0 {
		return ""
	}
	text := "The purchase includes " + plural(r.Count, "retake")
	if r.Optional {
		text = "A retake can be bought as an option with the exam"
	}
	if r.Within.given() && r.Within.N > 0 {
		text += fmt.Sprintf(", within %s of the %s", r.Within, map[bool]string{true: "first attempt", false: "purchase"}[r.From == "exam"])
	}
	if slices.Contains(r.LostOn, "no-show") {
		text += "; a missed appointment loses it"
	}
	return text + aside(r.Note) + "."
}

func (p Policy) deadlineSentence() string {
	if p.Deadline == nil || !p.Deadline.Within.given() {
		return ""
	}
	return fmt.Sprintf("A retake must be taken within %s of the day you buy it%s.", p.Deadline.Within, aside(p.Deadline.Note))
}

// aside is a note in brackets.
func aside(note string) string {
	if note == "" {
		return ""
	}
	return " (" + strings.TrimSuffix(note, ".") + ")"
}

func (p Policy) leadSentence() string {
	if p.Lead == nil || !p.Lead.given() {
		return ""
	}
	return fmt.Sprintf("An appointment must be booked at least %s ahead.", *p.Lead)
}

// noticeSentence says until when an appointment can be changed.
func (p Policy) noticeSentence() string {
	var parts []string
	for _, n := range p.Reschedule {
		if !n.Before.given() {
			continue
		}
		part := map[string]string{"centre": "at a test centre ", "online": "online "}[n.Delivery] + "until " + n.Before.String() + " before"
		if n.Before.N == 0 {
			part = strings.TrimSuffix(part, n.Before.String()+" before") + "it begins"
		}
		if n.Max > 0 {
			part += " (at most " + plural(n.Max, "time") + ")"
		}
		parts = append(parts, part+aside(n.Note))
	}
	if len(parts) == 0 {
		return ""
	}
	return "An appointment can be changed without loss " + strings.Join(parts, ", ") + "."
}

func (p Policy) passSentence() string {
	r := p.AfterPass
	if r == nil {
		return ""
	}
	switch {
	case r.Do == "wait" && r.Wait.given():
		return fmt.Sprintf("A passed exam can be taken again after %s%s.", r.Wait, aside(r.Note))
	case r.Do == "near-expiry" && r.Wait.given():
		return fmt.Sprintf("A passed exam can be taken again only in the last %s before the certification expires%s.", r.Wait, aside(r.Note))
	case r.Do == "near-expiry":
		return "A passed exam can be taken again only shortly before the certification expires" + aside(r.Note) + "."
	case r.Do == "unless-new-version":
		return "A passed exam is not taken again unless there is a new version" + aside(r.Note) + "."
	}
	return "A passed exam is not taken again" + aside(r.Note) + "."
}
