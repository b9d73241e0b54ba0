package serve

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
)

// large is a site of n pages with a box each, and the boxes.
func large(n int) (Build, []byte) {
	page, at := task("x" + strings.Repeat(" and more of the text of a page\n", 390))
	note := []byte(strings.Repeat("- [ ] x\n", 40))
	b := Build{Files: map[string][]byte{}, Boxes: map[string][]Box{}, Read: func(string) ([]byte, error) { return note, nil }}
	for i := range n {
		name := fmt.Sprintf("notes/part-%d/page-%d.html", i%50, i)
		b.Files[name] = []byte(page)
		b.Boxes[name] = []Box{{at, fmt.Sprintf("content/notes/part-%d/page-%d.md", i%50, i), 3, 3}}
	}
	return b, []byte(page)
}

// BenchmarkShow: 10,000 files of 12 KB, of which one has changed.
func BenchmarkShow(b *testing.B) {
	build, page := large(10_000)
	other := append([]byte(nil), page...)
	other[len(other)-2] = '!'
	for _, mode := range []string{"read only", "with 10,000 boxes"} {
		b.Run(mode, func(b *testing.B) {
			o := Options{}
			if mode != "read only" {
				o.Source = "plan"
			}
			s := quiet(o)
			s.Show(build)
			for i := 0; b.Loop(); i++ {
				build.Files["notes/part-7/page-7.html"] = [][]byte{page, other}[i%2]
				s.Show(build)
			}
		})
	}
}

func BenchmarkPage(b *testing.B) {
	build, _ := large(1)
	s := quiet(Options{Source: "plan"})
	s.Show(build)
	r := request("GET", "/notes/part-0/page-0.html")
	for b.Loop() {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != 200 {
			b.Fatal(w.Code)
		}
	}
}
