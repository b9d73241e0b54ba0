package view

// CausesPage is given to causes.html. Example is there only while nothing is claimed.
type CausesPage struct {
	Lead     string
	Bounds   string // what holds for the tests of all of them
	Claimed  bool
	Example  []string
	Families []CauseFamily
}

// CauseFamily is about study, or about the exam itself.
type CauseFamily struct {
	Name, Lead string
	Causes     []Cause
}

// Cause is one possible cause of the fail: what the learner said of it beside what the data say.
type Cause struct {
	Title, Claim, Verdict    string
	Supported, Known         bool // what the data say: Known without Supported speaks against it
	Evidence, RuleName, Rule string
	Adds                     []Fact
	Working                  Working
}
