package view

// PracticePage is given to practice.html.
type PracticePage struct {
	Lead, Won      string
	Mix            []Mix
	MixTotal       int
	MixWorking     Working
	Ahead          []Day
	Example        string
	Due            []DueGroup
	DueSay         string
	DueWorking     Working
	Sure, Lucky    DueGroup
	Repeats        []Repeat
	RepeatsSay     string
	Reasons        []Reason
	ReasonsSay     string
	Guessed        string
	GuessedWorking Working
	Map            []MapRow
	Balance        string
	BalanceWorking Working
}

// DueGroup is questions to try again, and those that stand behind a fold.
type DueGroup struct {
	Name, Say   string
	Items, More []Due
}

// Due is a question to try again: the miss, when, what to do, and why then.
type Due struct {
	Miss
	When, Task, Because, Place string
}

// Repeat is an objective that went wrong on more than one day.
type Repeat struct{ Objective, Say, Places string }

// Reason is why questions went wrong, and how often.
type Reason struct {
	Text, Count string
	Share       int // of all with a reason, 0 to 200
}

// MapRow is a domain on the map of gaps, without a link for what belongs to none. Quiet are its objectives
// of which nothing is known.
type MapRow struct {
	Link
	Cells []MapCell
	Quiet string
}

// MapCell is one objective on the map of gaps.
type MapCell struct {
	Objective, Say string
	Open, Listed   bool
}
