package plain

import "testing"

func TestSlug(t *testing.T) {
	for text, want := range map[string]string{
		"Hello World": "hello-world", "a  b": "a--b", "C++ & C#": "c--c", "Ünïcode 日本": "ünïcode-日本", "1.2.3 v_x": "123-v_x",
		"🎉 Party": "-party", "Привет, мир!": "привет-мир", "한국어 제목": "한국어-제목", "…": "section", "a/b\\c": "abc", " x ": "x", "Q&A's": "qas",
	} {
		if got := Slug(text); got != want {
			t.Errorf("Slug(%q) = %q, want %q", text, got, want)
		}
	}
}
