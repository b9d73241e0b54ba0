package bundle

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestZip(t *testing.T) {
	files := map[string][]byte{"index.html": []byte("<p>"), "notes/ä b.html": bytes.Repeat([]byte("x"), 1000), ".nojekyll": nil}
	packed, err := Zip(files, "plan")
	if err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	names := []string{}
	for _, f := range r.File {
		names = append(names, f.Name)
		if !f.Modified.Equal(time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)) || f.Mode() != 0o644 || f.Method != zip.Deflate {
			t.Errorf("%s: %v %v %v", f.Name, f.Modified, f.Mode(), f.Method)
		}
	}
	if diff := cmp.Diff([]string{"plan/.nojekyll", "plan/index.html", "plan/notes/ä b.html"}, names); diff != "" {
		t.Error(diff)
	}
	for name, wrong := range map[string]map[string][]byte{
		"": files, ".": files, "..": files, "a/b": files, `a\b`: files, "c:": files, "a\nb": files,
		"plan1": {"../x": nil}, "plan2": {"/x": nil}, "plan3": {"a//b": nil}, "plan4": {`a\..\b`: nil}, "plan5": {"": nil},
	} {
		if _, err := Zip(wrong, name); err == nil {
			t.Errorf("%q with %v is a zip", name, wrong)
		}
	}
}

func TestZipHoldsWhatItIsGiven(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		files := rapid.MapOf(rapid.StringMatching(`[a-zé ]{1,4}(/[a-z.]{1,3}x)?`), rapid.SliceOf(rapid.Byte())).Draw(t, "files")
		packed, err := Zip(files, "p")
		again, err2 := Zip(files, "p")
		if err != nil || err2 != nil || !bytes.Equal(packed, again) {
			t.Fatal(err, err2, "or other bytes")
		}
		r, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
		if err != nil {
			t.Fatal(err)
		}
		have := map[string]string{}
		for _, f := range r.File {
			body, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			b, err := io.ReadAll(body)
			if err != nil {
				t.Fatal(err)
			}
			have[f.Name] = string(b)
		}
		want := map[string]string{}
		for name, b := range files {
			want["p/"+name] = string(b)
		}
		if diff := cmp.Diff(want, have); diff != "" {
			t.Fatal(diff)
		}
	})
}
