package attachment

import (
	"bytes"
	"encoding/binary"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// headLength is how much of a picture's beginning its size is looked for in, in bytes.
const headLength = 64 << 10

// widest bounds what is believed of a header, in pixels. What claims to be larger has a size that is not known.
const widest = 1 << 16

// sizeOf is the size of a picture in pixels by its first bytes, 0 and 0 if it cannot be told. Only the formats
// for which the standard library has no reader are known here.
func sizeOf(ext string, head []byte) (width, height int) {
	switch ext {
	case ".webp":
		width, height = webp(head)
	case ".avif":
		width, height = avif(head)
	case ".bmp":
		if len(head) >= 26 && head[0] == 'B' && head[1] == 'M' {
			width, height = int(int32(binary.LittleEndian.Uint32(head[18:]))), int(int32(binary.LittleEndian.Uint32(head[22:])))
			height = max(height, -height) // below zero: the rows stand from the top down
		}
	case ".ico":
		if len(head) >= 8 && bytes.HasPrefix(head, []byte{0, 0, 1, 0}) {
			width, height = (int(head[6])+255)%256+1, (int(head[7])+255)%256+1 // 0 is 256
		}
	case ".svg":
		width, height = svg(head)
	}
	if width < 1 || height < 1 || width > widest || height > widest {
		return 0, 0
	}
	return width, height
}

// webp reads the first chunk of a WebP file: RFC 9649, sections 2.5 to 2.7.
func webp(b []byte) (width, height int) {
	if len(b) < 30 || string(b[:4]) != "RIFF" || string(b[8:12]) != "WEBP" {
		return 0, 0
	}
	u24 := func(at int) int { return int(b[at]) | int(b[at+1])<<8 | int(b[at+2])<<16 }
	switch string(b[12:16]) {
	case "VP8X":
		return u24(24) + 1, u24(27) + 1
	case "VP8L":
		bits := binary.LittleEndian.Uint32(b[21:])
		return int(bits&0x3fff) + 1, int(bits>>14&0x3fff) + 1
	case "VP8 ":
		return int(binary.LittleEndian.Uint16(b[26:]) & 0x3fff), int(binary.LittleEndian.Uint16(b[28:]) & 0x3fff)
	}
	return 0, 0
}

// avif takes the largest of the sizes that an AVIF file's properties name (those of tiles and previews are
// smaller), turned if the picture is: ISO/IEC 23008-12, 6.5.3 and 6.5.10.
func avif(b []byte) (width, height int) {
	if len(b) < 12 || string(b[4:8]) != "ftyp" {
		return 0, 0
	}
	for rest := b; ; {
		at := bytes.Index(rest, []byte("ispe"))
		if at < 0 || len(rest) < at+16 {
			break
		}
		w, h := binary.BigEndian.Uint32(rest[at+8:]), binary.BigEndian.Uint32(rest[at+12:])
		if w <= widest && h <= widest && int(w)*int(h) > width*height {
			width, height = int(w), int(h)
		}
		rest = rest[at+16:]
	}
	if at := bytes.Index(b, []byte("\x00\x00\x00\x09irot")); at >= 0 && len(b) > at+8 && b[at+8]&1 == 1 {
		return height, width
	}
	return width, height
}

var (
	svgTag = regexp.MustCompile(`(?s)<(?:[\w.-]+:)?svg\b((?:[^>"']|"[^"]*"|'[^']*')*)>`)
	svgAt  = regexp.MustCompile(`(?s)\s(width|height|viewBox)\s*=\s*(?:"([^"]*)"|'([^']*)')`)
)

// svg reads the size that an SVG gives itself, or else that of its view box.
func svg(b []byte) (width, height int) {
	tag := svgTag.FindSubmatch(b)
	if tag == nil {
		return 0, 0
	}
	said := map[string]string{}
	for _, m := range svgAt.FindAllSubmatch(tag[1], -1) {
		said[string(m[1])] = string(m[2]) + string(m[3])
	}
	w, h := pixels(said["width"]), pixels(said["height"])
	box := strings.FieldsFunc(said["viewBox"], func(r rune) bool { return r == ' ' || r == ',' || r == '\n' || r == '\t' || r == '\r' })
	if len(box) == 4 {
		bw, bh := pixels(box[2]), pixels(box[3])
		switch {
		case w == 0 && h == 0:
			w, h = bw, bh
		case w == 0 && bh > 0:
			w = h * bw / bh
		case h == 0 && bw > 0:
			h = w * bh / bw
		}
	}
	return int(math.Round(min(w, widest+1))), int(math.Round(min(h, widest+1)))
}

// units are the absolute lengths of CSS, in pixels.
var units = map[string]float64{"": 1, "px": 1, "pt": 4.0 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}

// pixels reads a length; 0 if it is none, or one that depends on the page.
func pixels(s string) float64 {
	s = strings.ToLower(strings.TrimSpace(s))
	number := strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyz%")
	v, err := strconv.ParseFloat(number, 64)
	unit, known := units[s[len(number):]]
	if err != nil || !known || !(v > 0) {
		return 0
	}
	return v * unit
}
