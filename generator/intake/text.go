package intake

import (
	"encoding/binary"
	"encoding/csv"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Row is one line of a table: a record may take more than one in the file.
type Row struct {
	Line  int // in the file, from 1
	Cells []string
}

// Table is a text cut into rows and cells.
type Table struct {
	Coding string // "UTF-8", "UTF-16", "Windows-1252"
	Comma  rune
	Rows   []Row
}

// ErrTooLarge is a table of more than MaxBytes.
var ErrTooLarge = fmt.Errorf("the table has more than %d MB", MaxBytes>>20)

// Read cuts a text into rows. What separates cells is found from the text.
func Read(b []byte) (Table, error) {
	if len(b) > MaxBytes {
		return Table{}, ErrTooLarge
	}
	text, coding, err := decoded(b)
	t := Table{Coding: coding}
	if err != nil {
		return t, err
	}
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	skipped := 0
	if first, rest, ok := strings.Cut(text, "\n"); ok && len(first) == 5 && strings.HasPrefix(strings.ToLower(first), "sep=") {
		t.Comma, text, skipped = rune(first[4]), rest, 1 // as Excel writes it
	}
	if !strings.ContainsRune(commas, t.Comma) || t.Comma == 0 {
		t.Comma = separator(text)
	}
	t.Rows, err = cut(text, t.Comma, maxRows)
	for i := range t.Rows {
		t.Rows[i].Line += skipped
	}
	if err == nil && len(t.Rows) == 0 {
		err = errors.New("the table is empty")
	}
	return t, err
}

// high are the characters of Windows-1252 from 0x80 to 0x9f; U+FFFD stands for bytes that mean nothing.
const high = "€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ"

func decoded(b []byte) (text, coding string, err error) {
	var order binary.ByteOrder = binary.LittleEndian
	switch s := string(b); {
	case strings.HasPrefix(s, "\xef\xbb\xbf"):
		text, coding = s[3:], "UTF-8"
	case strings.HasPrefix(s, "\xff\xfe"), len(b) > 3 && b[0] != 0 && b[1] == 0:
		coding = "UTF-16"
	case strings.HasPrefix(s, "\xfe\xff"), len(b) > 3 && b[0] == 0 && b[1] != 0:
		coding, order = "UTF-16", binary.BigEndian
	case utf8.ValidString(s):
		text, coding = s, "UTF-8"
	default:
		text, coding = western(b), "Windows-1252"
	}
	if coding == "UTF-16" {
		units := make([]uint16, len(b)/2)
		for i := range units {
			units[i] = order.Uint16(b[2*i:])
		}
		text = strings.TrimPrefix(string(utf16.Decode(units)), "\ufeff")
	}
	if strings.ContainsAny(text, "\x00\ufffd") || coding == "UTF-16" && len(b)%2 == 1 {
		return "", coding, errors.New("it is not a table in plain text: save it as CSV")
	}
	return text, coding, nil
}

func western(b []byte) string {
	table := []rune(high)
	var s strings.Builder
	for _, c := range b {
		r := rune(c)
		if c >= 0x80 && c < 0xa0 {
			r = table[c-0x80]
		}
		s.WriteRune(r)
	}
	return s.String()
}

// commas are what may separate cells, the likeliest first.
const commas = ",;\t|"

// separator is what cuts most of the first rows into the same number of cells, and into more of them if that is even.
func separator(text string) rune {
	best, rows, cells := ',', 0, 0
	for _, comma := range commas {
		sample, _ := cut(text, comma, headWithin) // what is wrong is said when all is read
		n, wide := commonest(sample)
		if wide >= 2 && (n > rows || n == rows && wide > cells) {
			best, rows, cells = comma, n, wide
		}
	}
	return best
}

// commonest is the number of cells that most rows have, of those with two or more, and how many rows those are.
func commonest(rows []Row) (n, wide int) {
	count := map[int]int{}
	for _, r := range rows {
		k := len(r.Cells)
		if count[k]++; k >= 2 && (count[k] > n || count[k] == n && k > wide) {
			n, wide = count[k], k
		}
	}
	return n, wide
}

// cut reads up to most rows. Quotes within a cell that has none around it are taken as they are.
func cut(text string, comma rune, most int) ([]Row, error) {
	rows, err := cutStrictly(text, comma, most, false)
	if errors.Is(err, csv.ErrBareQuote) {
		rows, err = cutStrictly(text, comma, most, true)
	}
	return rows, err
}

// tame is the text of a cell without what could steer a terminal: control characters but for the line end, and marks
// that turn the direction of writing.
func tame(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
		case r == '\u00a0', unicode.IsControl(r):
			return ' '
		case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, s))
}

// flat is a text on one line.
func flat(s string) string { return strings.ReplaceAll(s, "\n", " ") }

func cutStrictly(text string, comma rune, most int, lazy bool) (rows []Row, err error) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = comma, -1, lazy
	for len(rows) < most {
		cells, err := r.Read()
		var wrong *csv.ParseError
		switch {
		case errors.As(err, &wrong):
			return rows, fmt.Errorf("line %d: a quote is opened and not closed as it should be (%w)", wrong.StartLine, wrong.Err)
		case err != nil:
			return rows, nil
		case len(cells) > maxColumns:
			return rows, fmt.Errorf("a row has more than %d cells", maxColumns)
		}
		line, _ := r.FieldPos(0)
		for i := range cells {
			if lazy && strings.Contains(cells[i], "\n") { // or a quote that is never closed would take rows with it
				line, _ := r.FieldPos(i)
				return rows, fmt.Errorf("line %d: a quote is opened and not closed as it should be, and there are quotes within cells elsewhere", line)
			}
			cells[i] = tame(cells[i])
		}
		rows = append(rows, Row{line, cells})
	}
	if most == maxRows {
		return rows, fmt.Errorf("the table has more than %d rows", maxRows)
	}
	return rows, nil
}
