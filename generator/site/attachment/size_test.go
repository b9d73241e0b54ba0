package attachment

import (
	"encoding/base64"
	"testing"
	"testing/fstest"
)

// pictures are small ones as an encoder wrote them: 37 pixels wide and 21 high.
var pictures = map[string]string{
	"lossy.webp":    "UklGRkYAAABXRUJQVlA4IDoAAAAwAwCdASolABUAPzmaxVuvKyekJWgB4CcJZwDRvA8KmggAAP7kAX64ubIw1//jeP7lP8U+OgD/JwAA",
	"lossless.webp": "UklGRhwAAABXRUJQVlA4TA8AAAAvJAAFAAcQ/Y/+ByKi/wEA",
	"extended.WEBP": "UklGRmoAAABXRUJQVlA4WAoAAAAQAAAAJAAAFAAAQUxQSAoAAAABB1DAiAhERP8DVlA4IDoAAAAwAwCdASolABUAPzmaxVuvKyekJWgB4CcJZwDRvA8KmggAAP7kAX64ubIw1//jeP7lP8U+OgD/JwAA",
	"a.avif": "AAAAHGZ0eXBhdmlmAAAAAG1pZjFhdmlmbWlhZgAAANZtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJpbG9jAAAAAERAAAEAAQAAAAAA+gABAAAAAAAAACUAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAA" +
		"AAABAABhdjAxAAAAAA5waXRtAAAAAAABAAAAVmlwcnAAAAA4aXBjbwAAAAxhdjFDgSACAAAAABRpc3BlAAAAAAAAACUAAAAVAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAgMAAAAtbWRhdBIACgk4FSSjSAhoNIAyFh2CYsTgABYAAKxDfGGdNNz6Ie7OYls=",
}

// TestSizes: the size of a picture is known by its header, in every format that pages show.
func TestSizes(t *testing.T) {
	disk := fstest.MapFS{}
	for name, text := range pictures {
		body, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		disk[name] = &fstest.MapFile{Data: body}
	}
	disk["up.bmp"] = &fstest.MapFile{Data: []byte("BM\x00\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00\x25\x00\x00\x00\xeb\xff\xff\xff\x01\x00")} // -21 rows
	disk["a.ico"] = &fstest.MapFile{Data: []byte("\x00\x00\x01\x00\x01\x00\x25\x15\x00\x00")}
	for name := range disk {
		if got := (&Files{open: disk}).Look(name); got != (Look{Width: 37, Height: 21}) {
			t.Errorf("%s: %+v", name, got)
		}
	}
	big := fstest.MapFS{"a.ico": &fstest.MapFile{Data: make([]byte, 8)}}
	big["a.ico"].Data[2] = 1
	if got := (&Files{open: big}).Look("a.ico"); got != (Look{Width: 256, Height: 256}) {
		t.Errorf("an icon of 256 pixels: %+v", got)
	}
}

func TestSVGSizes(t *testing.T) {
	for text, want := range map[string]Look{
		`<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80"/>`:                          {Width: 120, Height: 80},
		`<?xml version="1.0"?><!-- a tool --><svg width='120px' height='80.4px' viewBox="0 0 1 1"/>`: {Width: 120, Height: 80},
		`<svg viewBox="0 0 24 12"><rect width="7" height="7"/></svg>`:                                {Width: 24, Height: 12},
		"<svg\n\tviewBox='-5,-5, 30 ,15'\n>":                                                         {Width: 30, Height: 15},
		`<svg width="100%" height="100%" viewBox="0 0 24 12">`:                                       {Width: 24, Height: 12},
		`<svg width="48" viewBox="0 0 24 12">`:                                                       {Width: 48, Height: 24},
		`<svg height="6" viewBox="0 0 24 12">`:                                                       {Width: 12, Height: 6},
		`<svg width="1in" height="2.54cm">`:                                                          {Width: 96, Height: 96},
		`<s:svg xmlns:s="http://www.w3.org/2000/svg" width="3" height="4">`:                          {Width: 3, Height: 4},
		`<svg data-x="a > b" width="3" height="4">`:                                                  {Width: 3, Height: 4},
		`<svg stroke-width="9" width="2em" height="4">`:                                              {},
		`<svg width="5">`:                         {},
		`<svg width="-5" height="4">`:             {},
		`<svg width="NaN" height="4">`:            {},
		`<svg width="Inf" height="4">`:            {},
		`<svg width="1e300" height="4">`:          {},
		`<svg viewBox="0 0 0 0">`:                 {},
		`<svg><rect width="7" height="7"/></svg>`: {},
		`<p>`: {},
	} {
		if got := (&Files{open: fstest.MapFS{"a.svg": {Data: []byte(text)}}}).Look("a.svg"); got != want {
			t.Errorf("%s: %+v, want %+v", text, got, want)
		}
	}
}

// FuzzSize: whatever a header says, the size is one that a page can use, and a part of a file is no trouble.
func FuzzSize(f *testing.F) {
	for _, text := range pictures {
		body, _ := base64.StdEncoding.DecodeString(text)
		for _, cut := range []int{len(body), 29, 30, 20} {
			f.Add(body[:min(cut, len(body))])
		}
	}
	f.Add([]byte(`<svg width="1e999" viewBox="0 0 1 2">`))
	f.Fuzz(func(t *testing.T, head []byte) {
		for _, ext := range []string{".webp", ".avif", ".bmp", ".ico", ".svg"} {
			if w, h := sizeOf(ext, head); w < 0 || h < 0 || w > widest || h > widest || (w == 0) != (h == 0) {
				t.Errorf("%s: %d x %d", ext, w, h)
			}
		}
	})
}
