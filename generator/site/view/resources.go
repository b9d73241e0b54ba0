package view

// ResourcesPage is given to resources.html.
type ResourcesPage struct {
	Lead    string
	Kinds   []string // of the grid's columns
	Rows    []Cover
	Shelf   []Material
	People  []Helper
	Working Working
}

// Cover is one domain's row of the grid: for each kind the sources' names and the time logged with them.
type Cover struct {
	Link
	Cells []Fact
	Say   string
}

// Material is one thing to learn from.
type Material struct {
	Name, URL, Kind, Domains, Cost, Time, Note string
	Before                                     bool
}

// Helper is a person or a community.
type Helper struct{ Name, URL, Role, For, Next, Last, Said string }
