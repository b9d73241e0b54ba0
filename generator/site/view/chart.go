package view

import "html/template"

// Chart is numbers as a picture, with what to see in it. Table has the same numbers; it is nil where the page
// itself has them in a table, and Beside says where.
type Chart struct {
	Title, Says, Key string
	Drawn            template.HTML
	Table            *Table
	Beside           string
}
