package view

// CausesPage is given to causes.html. Example is there only while nothing is claimed.
type CausesPage struct {
	Lead     string
	Claimed  bool
	Example  []string
	Families []CauseFamily
}

// CauseFamily is what happened before the exam, or in it.
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
