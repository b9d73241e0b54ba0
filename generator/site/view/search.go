package view

// SearchPage is given to search.html. Index is another text whenever there is something else to find.
type SearchPage struct {
	Index string
	Lists []Link
}
