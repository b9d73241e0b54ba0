package entry

// form is how the value of a field is written, and so which bare words may be one.
type form int

const (
	aDay        form = iota
	aLength          // bare with a unit: 84m
	aCount           // a whole number; never bare
	aScore           // 31/50: how many right, of how many
	aWord            // one of a list
	aYes             // a flag; bare by a word for yes or for no
	aName            // a text, bare if it is known; quoted or not
	aText            // any text; never bare
	aLetter          // a text, bare if it is one letter from A to H
	aDomain          // 4, or its name, or the beginning of it
	anObjective      // 4.2
	aTally           // 1=9/11: a domain's score
	threeCounts      // 4/1/2
	fourLengths      // 21,40,61,88
)

// Word is one of a list, in the log and on the command line.
type Word = Choice

// field is one key of an entry; of a score, the key of what was right.
type field struct {
	key   string
	flag  string
	what  string // stands for the value in help, and is an example of it in messages
	help  string
	form  form
	words []Word   // of a list
	yes   []string // bare words for yes
	no    []string // and for no
	known string   // which names are known: source, resource, person
	lo    int      // bounds of a count or a length
	hi    int
	need  bool
	weigh bool   // asked for even if nothing that is needed is missing: it changes what the entry counts for
	ask   string // the question on a terminal; "" = not asked
}

// Kind is one kind of entry: the name of its table, how people call it, and what it holds.
type Kind struct {
	Name     string
	Short    string // another name; "" = none
	Says     string
	Examples []string
	fields   []field
}

// Find is the kind that a word means.
func Find(word string) (Kind, bool) {
	for _, k := range Kinds {
		if word == k.Name || word == k.Short && word != "" {
			return k, true
		}
	}
	return Kind{}, false
}

// Bounds of a number in an entry, as the log is read.
const (
	dayLong = 1440   // minutes
	most    = 10_000 // questions
)

// What several kinds have.
var (
	onDay = field{key: "date", flag: "date", what: "DATE", form: aDay, need: true, ask: "When was it?",
		help: "the day: 2026-11-24, yesterday, 'last friday', '24 Nov'; today if it is left out"}
	inDomain  = field{key: "domain", flag: "domain", what: "DOMAIN", form: aDomain, help: "the domain: its number, or the beginning of its name"}
	ofOutline = field{key: "objective", flag: "objective", what: "N.N", form: anObjective, help: "the objective of the outline, such as 4.2; it names its domain"}
	aNote     = field{key: "note", flag: "note", what: "TEXT", form: aText, help: "anything you want to remember"}
	before    = field{key: "seen", flag: "seen", form: aYes, yes: []string{"seen"}, help: "you had met the same questions before"}
	provider  = field{key: "source", flag: "source", what: "NAME", form: aName, known: "source", ask: "Whose questions were they?", help: "who made the questions"}
)

// with is a field with a question of its own.
func (f field) with(ask string) field {
	f.ask = ask
	return f
}

// must is a field that an entry cannot do without.
func (f field) must(ask string) field {
	f.need = true
	return f.with(ask)
}

// Kinds are all kinds of entry, in the order of the log's own manual.
var Kinds = []Kind{
	{Name: "session", Says: "time spent studying", Examples: []string{"4 50m lab", `4.2 1h30m read yesterday --resource "Official study guide"`}, fields: []field{
		onDay, inDomain.with("Which domain was it about?"), ofOutline,
		{key: "kind", flag: "kind", what: "KIND", form: aWord, ask: "What did you do?", help: "what you did", words: []Word{
			{"read", "reading"}, {"video", "watching"}, {"lab", "with your own hands"}, {"practice", "answering questions"},
			{"review", "going through answers"}, {"simulation", "a whole exam"},
		}},
		{key: "minutes", flag: "minutes", what: "50m", form: aLength, lo: 1, hi: dayLong, need: true, ask: "How long?", help: "how long it took: 50, 50m, 1h30m"},
		{key: "resource", flag: "resource", what: "NAME", form: aName, known: "resource", ask: "What with?", help: "what you used, as content/plan.toml names it"},
		aNote,
	}},
	{Name: "practice", Says: "a set of questions", Examples: []string{`4 31/50 --source "Provider A"`, "4.2 14/20 yesterday timed", "31/50 open --guessed 3"}, fields: []field{
		onDay, inDomain.with("Which domain were they from?"), ofOutline,
		{key: "right", flag: "score", what: "31/50", form: aScore, need: true, ask: "How many right, of how many?", help: "how many were right, of how many"},
		{key: "guessed", flag: "guessed", what: "N", form: aCount, hi: most, help: "how many of the right ones were luck"},
		provider,
		{key: "conditions", flag: "conditions", what: "WORD", form: aWord, ask: "With a clock, or with books beside you?", help: "timed or open; timed counts more", words: []Word{
			{"timed", "against the clock"}, {"open", "without a clock, or with books beside you"},
		}},
		before,
		{key: "minutes", flag: "minutes", what: "50m", form: aLength, hi: dayLong, help: "how long it took: 50, 50m, 1h30m"},
		aNote,
	}},
	{Name: "simulation", Short: "sim", Says: "a whole practice exam in one sitting", Examples: []string{
		`74/90 84m --source "Provider B" --form 2 timed closed-book`, "74/90 84m --domain 1=9/11 --domain 4=17/25",
	}, fields: []field{
		onDay, provider,
		{key: "form", flag: "form", what: "NAME", form: aText, ask: "Which form of it?", help: "which form of it: the same one a second time is shown, never counted"},
		{key: "right", flag: "score", what: "74/90", form: aScore, need: true, ask: "How many right, of how many?", help: "how many were right, of how many"},
		{key: "minutes", flag: "minutes", what: "84m", form: aLength, lo: 1, hi: dayLong, ask: "How long did it take?", help: "how long it took: 84, 84m, 1h24m"},
		{key: "timed", flag: "timed", form: aYes, yes: []string{"timed"}, no: []string{"untimed"}, weigh: true, ask: "Did you keep to the time of the exam?", help: "you kept to the time of the exam; --timed=false if not"},
		{key: "closed_book", flag: "closed-book", form: aYes, yes: []string{"closed-book", "closed"}, no: []string{"open-book", "open"}, weigh: true, ask: "Without books or notes?", help: "no books or notes; --closed-book=false if there were"},
		before,
		{key: "changes", flag: "changes", what: "4/1/2", form: threeCounts, help: "answers you changed: to right, to wrong, wrong to wrong"},
		{key: "anxiety", flag: "anxiety", what: "N", form: aCount, hi: 10, help: "how nervous you were before the start, 0 to 10"},
		{key: "unanswered", flag: "unanswered", what: "N", form: aCount, hi: most, help: "questions without an answer"},
		{key: "domains", flag: "domain", what: "1=9/11", form: aTally, help: "a domain's own score; once for each domain"},
		{key: "quarters", flag: "quarters", what: "21,40,61,88", form: fourLengths, help: "minutes used up to a quarter, half, three quarters and all of the questions"},
		aNote,
	}},
	{Name: "miss", Says: "one question that went wrong, or right by luck", Examples: []string{"4.2 concept", `4.2 misread B sure --note "read the word NOT too late"`}, fields: []field{
		onDay, inDomain, ofOutline.must("Which objective was it about?"),
		{key: "why", flag: "why", what: "WORD", form: aWord, ask: "Why did it go wrong?", help: "why it went wrong", words: []Word{
			{"concept", "did not understand it"}, {"term", "did not know a word"}, {"misread", "read it wrongly"}, {"reasoning", "drew the wrong conclusion"},
			{"guess", "did not know, and guessed"}, {"time", "ran out of time"}, {"changed", "had it right, and changed it"},
		}},
		{key: "confident", flag: "confident", form: aYes, yes: []string{"confident", "sure"}, no: []string{"unsure"}, help: "you felt sure"},
		{key: "lucky", flag: "lucky", form: aYes, yes: []string{"lucky"}, help: "it was right, but by luck"},
		{key: "chose", flag: "chose", what: "B", form: aLetter, help: "what you chose"},
		aNote.with("What will you know next time?"),
	}},
	{Name: "checkin", Says: "a talk with somebody who helps", Examples: []string{`"A."`, `yesterday "A." --note "moved the exam by a week"`}, fields: []field{
		onDay,
		{key: "person", flag: "person", what: "NAME", form: aName, known: "person", need: true, ask: "Whom did you talk to?", help: "who it was, as content/plan.toml names them"},
		aNote.with("What came of it?"),
	}},
}
