package view

// ProgressPage is given to progress.html.
type ProgressPage struct {
	Lead, Remark, Since string
	Whole               *Moved // the exam as a whole; nil without a report to compare with
	Moved               []Moved
	MovedWorking        Working
	Target              string
	Crossed             []Link
	CrossedSince        string
	Built               []Fact
	BuiltWorking        Working
	Kept                Finding
	Reached, Ahead      []Fact
	Track, Told         Finding
	SimulationsLink     Link
}

// Moved is a domain, or the exam as a whole, then and now. Was is where it stood then, from 0 to 200 as the Bar.
type Moved struct {
	Link
	Then, ThenRange, Now, NowRange, Change string
	Was                                    int
	Bar                                    Bar
}
