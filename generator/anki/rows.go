package anki

import (
	"fmt"
	"slices"
	"strings"
)

// value is one value of a row: a whole number or bytes. A number with a fraction is none of both.
type value struct {
	number int64
	bytes  []byte
	null   bool
}

// table is one table, by its columns.
type table struct {
	*database
	root    int
	columns []string
}

// table finds a table; nil if there is none.
func (d *database) table(name string) (*table, error) {
	var found *table
	err := d.walk(1, func(_ int64, record []byte) error {
		v, err := values(record, 5) // type, name, tbl_name, rootpage, sql
		if err == nil && string(v[0].bytes) == "table" && strings.EqualFold(string(v[1].bytes), name) {
			found = &table{d, int(v[3].number), columns(string(v[4].bytes))}
		}
		return err
	})
	return found, err
}

// columns are the names of a table's columns, from the statement that made it.
func columns(sql string) (names []string) {
	_, body, _ := strings.Cut(sql, "(")
	deep, start := 0, 0
	for i, r := range body + "," {
		switch {
		case r == '(':
			deep++
		case r == ')':
			deep--
		case r == ',' && deep <= 0:
			words := strings.Fields(body[start:i])
			if start = i + 1; len(words) > 0 {
				names = append(names, strings.ToLower(strings.Trim(words[0], "\"`[]")))
			}
		}
	}
	return names
}

// rows hands out the columns wanted of every row, in their order. A column that is the row's own number is stored as
// NULL, as SQLite has it.
func (t *table) rows(want []string, each func(v []value) error) error {
	at := make([]int, len(want))
	for i, name := range want {
		if at[i] = slices.Index(t.columns, name); at[i] < 0 {
			return fmt.Errorf("the database has no column %s where Anki has it", name)
		}
	}
	out := make([]value, len(want))
	return t.walk(t.root, func(id int64, record []byte) error {
		all, err := values(record, slices.Max(at)+1)
		if err != nil {
			return err
		}
		for i, n := range at {
			if out[i] = all[n]; out[i].null && want[i] == "id" {
				out[i] = value{number: id}
			}
		}
		return each(out)
	})
}

// values are the first n values of a row. What a row is too short for is null.
func values(record []byte, n int) ([]value, error) {
	size, used := varint(record)
	if used == 0 || size < int64(used) || size > int64(len(record)) {
		return nil, damaged("a row has no head")
	}
	head, body := record[used:size], record[size:]
	out := make([]value, n)
	for i := range out {
		out[i].null = true
	}
	for i := 0; i < n && len(head) > 0; i++ {
		kind, k := varint(head)
		if k == 0 || kind < 0 {
			return nil, damaged("a row has half a head")
		}
		head = head[k:]
		length := width(kind)
		if length < 0 || length > int64(len(body)) {
			return nil, damaged("a value is longer than its row")
		}
		out[i], body = decoded(kind, body[:length]), body[length:]
	}
	return out, nil
}

// width is the length of a value of a kind, -1 if there is no such kind.
func width(kind int64) int64 {
	switch {
	case kind >= 12:
		return (kind - 12) / 2
	case kind <= 9:
		return [...]int64{0, 1, 2, 3, 4, 6, 8, 8, 0, 0}[kind]
	}
	return -1
}

func decoded(kind int64, b []byte) value {
	switch {
	case kind == 0 || kind == 7:
		return value{null: true}
	case kind >= 12:
		return value{bytes: b}
	case kind >= 8:
		return value{number: kind - 8}
	}
	n := int64(int8(b[0]))
	for _, x := range b[1:] {
		n = n<<8 | int64(x)
	}
	return value{number: n}
}
