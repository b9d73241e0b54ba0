package attachment

import (
	"bytes"
	"image"
	"image/png"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// TestActive: what a browser would run is told from what it only shows.
func TestActive(t *testing.T) {
	const head = `<svg xmlns="http://www.w3.org/2000/svg" `
	for text, want := range map[string]bool{
		head + `viewBox="0 0 9 9"><title>On the one hand</title><circle r="1" onset="x"/></svg>`:                                                     true, // rather too much
		head + `viewBox="0 0 9 9"><desc>description, on x</desc><a href="https://example.org/"><path d="M0 0"/></a><style>a{fill:red}</style></svg>`: false,
		head + `><script>x</script></svg>`:                                       true,
		head + `><SCRIPT href="x"/></svg>`:                                       true,
		head + `><s:script xmlns:s="http://www.w3.org/2000/svg"/></svg>`:         true,
		head + `onload="x"/>`:                                                    true,
		head + "\nonload = 'x'/>":                                                true,
		head + `><foreignObject/></svg>`:                                         true,
		head + `><a href="javascript:x"/></svg>`:                                 true,
		head + `><a href="java&#115;cript:x"/></svg>`:                            true,
		head + "><a href=\"java\n\tscript:x\"/></svg>":                           true,
		head + `><set attributeName="onclick" to="x"/></svg>`:                    true,
		head + `><set attributeName="fill" to="red"/></svg>`:                     false,
		`<!DOCTYPE svg [<!ENTITY a "b">]>` + head + `/>`:                         true,
		"<\x00s\x00v\x00g\x00":                                                   true,
		head + `><h:iframe xmlns:h="http://www.w3.org/1999/xhtml"/></svg>`:       true,
		`<?xml version="1.0" encoding="UTF-8"?><!-- by a tool -->` + head + `/>`: false,
	} {
		f := Files{open: fstest.MapFS{"a.SVG": {Data: []byte(text)}}}
		if got := f.Look("a.SVG").Active != ""; got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	f := Files{open: fstest.MapFS{}}
	for name, want := range map[string]bool{
		"a.html": true, "a.HTM": true, "a.xhtml": true, "a.js": true, "a.mjs": true, "a.svgz": true, "a.pdf": false, "a.txt": false, "html": false, "a.html.txt": false,
	} {
		if got := f.Look(name).Active != ""; got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// long is a file whose size is a lie.
type long struct{ fs.FS }

type longFile struct{ fs.File }

func (l long) Open(name string) (fs.File, error) {
	f, err := l.FS.Open(name)
	return longFile{f}, err
}

func (longFile) Read(b []byte) (int, error) { return len(b), nil }

// TestRead: only plain files of a bounded size are opened.
func TestRead(t *testing.T) {
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 4, 3))); err != nil {
		t.Fatal(err)
	}
	disk := fstest.MapFS{"d/a.png": {Data: picture.Bytes()}, "pipe.png": {Mode: fs.ModeNamedPipe}, "zero.png": {Mode: fs.ModeDevice | fs.ModeCharDevice}}
	f := Files{open: disk}
	if body, err := f.Read("d/a.png"); err != nil || !bytes.Equal(body, picture.Bytes()) {
		t.Error(err)
	}
	if l := f.Look("d/a.png"); l != (Look{Width: 4, Height: 3}) {
		t.Errorf("%+v", l)
	}
	never := Files{open: unopened{disk, t}}
	for name, want := range map[string]string{"pipe.png": "a pipe or a device", "zero.png": "a pipe or a device", "d": "a folder", "none.png": "not exist"} {
		if _, err := never.Read(name); err == nil || !strings.Contains(err.Error(), want) || never.Look(name) != (Look{}) {
			t.Errorf("%s: %v", name, err)
		}
	}
	endless := Files{open: long{disk}}
	if _, err := endless.Read("d/a.png"); err != errTooLarge {
		t.Errorf("endless: %v", err)
	}
	endless.Look("d/a.png")
	if _, err := (&Files{}).Read("a.png"); err != fs.ErrNotExist {
		t.Errorf("no files: %v", err)
	}
}

// unopened is a folder in which nothing is to be opened.
type unopened struct {
	fstest.MapFS
	t *testing.T
}

func (u unopened) Open(name string) (fs.File, error) {
	u.t.Errorf("%s is opened", name)
	return nil, fs.ErrPermission
}

func (u unopened) Stat(name string) (fs.FileInfo, error) { return u.MapFS.Stat(name) }

func FuzzRuns(f *testing.F) {
	f.Add([]byte(`<svg onload="x"/>`))
	f.Fuzz(func(t *testing.T, svg []byte) {
		if !runs(append(svg, "<script>"...)) {
			t.Errorf("a script after %q is not seen", svg)
		}
	})
}
