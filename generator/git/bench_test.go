package git

import "testing"

// BenchmarkPublish is one edition of 300 files pushed to a bare repository beside it, each time another one.
func BenchmarkPublish(b *testing.B) {
	p := newPlan(b)
	files := map[string][]byte{}
	for i := range 300 {
		files["notes/"+string(rune('a'+i%26))+string(rune('a'+i/26))+".html"] = make([]byte, 8<<10)
	}
	for i := 0; b.Loop(); i++ {
		files["index.html"] = []byte{byte(i), byte(i >> 8)}
		if _, err := Publish(b.Context(), p.target(), files, commit()); err != nil {
			b.Fatal(err)
		}
	}
}
