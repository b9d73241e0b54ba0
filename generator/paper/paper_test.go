package paper

import (
	"bytes"
	"compress/zlib"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the goldens anew")

func read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestPages holds every PDF of testdata to its lines: page, line, and cells between bars; or to why it cannot be read.
func TestPages(t *testing.T) {
	files, err := filepath.Glob("testdata/*.pdf")
	if err != nil || len(files) < 12 {
		t.Fatal(len(files), err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			got := told(Read(read(t, filepath.Base(name))))
			golden := strings.TrimSuffix(name, ".pdf") + ".lines"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, _ := os.ReadFile(golden)
			if got != string(want) {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

func told(doc Document, err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.What + "\n" + e.Do + "\n"
	}
	var b strings.Builder
	for _, l := range doc.Lines {
		cells := make([]string, len(l.Cells))
		for i, c := range l.Cells {
			cells[i] = c.String()
		}
		fmt.Fprintf(&b, "%d.%d %s\n", l.Page, l.N, strings.Join(cells, " | "))
	}
	return b.String()
}

// TestRefused holds what cannot be read to its reason.
func TestRefused(t *testing.T) {
	page := string(read(t, "google.pdf"))
	bomb := func(extra string) string {
		return strings.Replace(page, "%%EOF", extra+"\n%%EOF", 1)
	}
	for _, c := range []struct{ name, data, want string }{
		{"nothing", "", "it is empty"},
		{"blanks", " \n\t", "it is empty"},
		{"a picture", "\x89PNG\r\n\x1a\n\x00\x00", "it is neither a PDF nor plain text in UTF-8"},
		{"too large", strings.Repeat("x", MaxBytes+1), "it has 20 MB, more than 20"},
		{"cut off", page[:len(page)/2], "it is a PDF whose end is missing: it was not saved or downloaded whole"},
		{"only a beginning", "%PDF-1.4\n%%EOF", "it is a PDF that is damaged, or written in a way that cannot be read here"},
		{"its table gone", strings.Replace(page, "startxref", "startxxxx", 1), "it is a PDF that is damaged, or written in a way that cannot be read here"},
		{"millions of objects", bomb("/Size 99999999"), errTooMuch.What},
		{"brackets in brackets", bomb(strings.Repeat("[ 1 ", maxNesting+1)), errTooMuch.What},
		{"a stream that unfolds to gigabytes", bomb("stream\n" + zeros(t, maxInflated+1)), errTooMuch.What},
		{"a table that points to itself", circle, errTooMuch.What},
	} {
		doc, err := Read([]byte(c.data))
		if err == nil || err.Error() != c.want {
			t.Errorf("%s: %d lines, %v, want %q", c.name, len(doc.Lines), err, c.want)
		}
	}
}

// circle is a file whose table of objects says that an older one is where it is itself.
const circle = "%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Prev 9 >>\n%  nothing but padding here\nstartxref\n9\n%%EOF"

// zeros is a stream of that many zero bytes, as it is written.
func zeros(t *testing.T, n int) string {
	t.Helper()
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	if _, err := z.Write(make([]byte, n)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestText(t *testing.T) {
	doc := Text("Score:\t721\r\n\r\n  A | b  c\fx\n\fNext ﬁrst")
	if got, want := told(doc, nil), "1.1 Score: | 721\n1.3 A | b | c\fx\n2.1 Next first\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestLines puts letters together: kerning does not split a word, a narrow blank does, and a wide one begins a cell; the
// order in which they were drawn does not matter, nor that they were drawn twice.
func TestLines(t *testing.T) {
	var row []glyph
	at := 100.0
	for _, p := range []struct {
		text string
		gap  float64 // before it, in parts of the size
	}{{"T", 0}, {"o", -0.1}, {"t", 0.1}, {"a", 0.3}, {"b", 0}, {"c", 1.5}} {
		at += p.gap * 10
		row = append(row, glyph{p.text, at, 50, 5, 10}, glyph{p.text, at + 0.3, 50, 5, 10})
		at += 5
	}
	row = append(row, glyph{"x", 100, 70, 5, 10}, glyph{"2", 106, 47, 3, 6})
	want := "1.1 Tot2 ab | c\n1.2 x\n"
	want = strings.Replace(want, "Tot2", "To2t", 1) // what is raised stays on its line
	for range 3 {
		if got := told(Document{Lines: lines(1, row)}, nil); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		slices.Reverse(row)
		row = append(row[5:], row[:5]...)
	}
}

// FuzzRead: whatever the bytes are, there is a document or a reason.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"google.pdf", "giac.pdf", "locked.pdf", "scan.pdf"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(circle))
	f.Add([]byte("Score: 721"))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Read(data)
		var e *Error
		if err != nil && (!errors.As(err, &e) || e.Do == "") {
			t.Error(err)
		}
		for _, l := range doc.Lines {
			for _, c := range l.Cells {
				if c.String() == "" {
					t.Error("a cell of nothing")
				}
			}
		}
	})
}
