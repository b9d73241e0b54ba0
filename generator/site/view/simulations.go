package view

// SimulationsPage is given to simulations.html.
type SimulationsPage struct {
	Lead, Count            string
	Planned                *Table
	Spacing                string
	SpacingWorking         Working
	Scores                 *Chart
	Sims                   []Sim
	Target, Pass, PassNote string
	Rules                  []string
	Example                string
	RulesWorking           Working
	Pace, Pressure, Gap    Finding
	ReadyLink              Link
}

// Finding is one thing that the log says: a sentence, what it was read from, what was left out, and how.
// Example is a line to write where nothing is known yet.
type Finding struct {
	Say, Example string
	Chart        *Chart
	Table        *Table
	Left         []string
	Working      Working
}

// Table is read across: each row has a name and as many cells as Head has columns beside the first.
type Table struct {
	Label string
	Head  []string
	Rows  []TableRow
}

// TableRow is one row; it may lead somewhere.
type TableRow struct {
	Link
	Note  string
	Cells []Fact
}
