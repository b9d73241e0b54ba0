package generator

import (
	"strings"
	"unicode/utf8"

	"retake/generator/fault"
)

// Link is an address on another site, and where it is written.
type Link struct {
	Address string
	Pos     fault.Pos
	Width   int // in characters; 0 = not known
}

// Links are the addresses on other sites that notes, resources and people have, in the order of the files.
func (r Result) Links() (out []Link) {
	for _, x := range r.tree.Record.Resources {
		out = append(out, r.written(x.URL, x.Pos)...)
	}
	for _, p := range r.tree.Record.People {
		out = append(out, r.written(p.URL, p.Pos)...)
	}
	for _, n := range r.tree.Notes {
		for _, l := range n.Doc.Links {
			if l.External {
				out = append(out, Link{Address: l.Target, Pos: l.Pos})
			}
		}
	}
	return out
}

// written finds an address of a TOML table, which has a place: the address is on the table's line or below it.
func (r Result) written(address string, table fault.Pos) []Link {
	if address == "" {
		return nil
	}
	text, _ := r.tree.Text(table.File)
	at := table
	for n, line := range strings.Split(text, "\n") {
		if i := max(strings.Index(line, address+`"`), strings.Index(line, address+"'")); i >= 0 && n+1 >= table.Line {
			at.Line, at.Col = n+1, 1+utf8.RuneCountInString(line[:i])
			return []Link{{address, at, utf8.RuneCountInString(address)}}
		}
	}
	return []Link{{Address: address, Pos: table}}
}
