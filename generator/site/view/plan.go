package view

// PlanPage is given to plan.html. Ways is nil while the plan is kept, WhatIf when there is nothing to choose.
type PlanPage struct {
	Exam         Fact
	Lead, Total  string
	Won          string
	TooSoon      string
	Assumed      bool
	Ways         *Ways
	Phases       []Phase
	Hours        *Chart
	Where        []Fact
	Weeks        []Week
	Forecast     string
	WhatIf       *WhatIf
	Pinned, Away []Fact
	Working      Working
	Almanac      *Almanac
	GivenUp      []string
	Assumptions  []Assumption
}

// Ways are the choices of somebody who is behind the plan.
type Ways struct {
	Say     string
	Choices []Way
	Working Working
}

// Way is one of them, with its price. Broken says why it is not possible; "" if it is.
type Way struct{ Title, Price, Effect, Broken string }

// WhatIf sets exam dates against hours a week.
type WhatIf struct {
	Says, Rule, Caution string
	Chart               *Chart
	Loads               []Fact
	Rows                []WhatIfRow
	Working             Working
}

// WhatIfRow is one date. Broken says what speaks against the day whatever the hours are.
type WhatIfRow struct {
	Date, Mark, Broken string
	Cells              []WhatIfCell
}

// WhatIfCell is one date at one load. Says is the rule it breaks, in a few words, or that it holds. Own marks
// the plan as it stands.
type WhatIfCell struct {
	Load, Hours, Forecast, Range, Says string
	Holds, Own                         bool
}
