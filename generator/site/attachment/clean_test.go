package attachment

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// secret stands wherever a file can hold what nobody sees.
const secret = "CANARY 51.5007 N"

// More pictures as an encoder wrote them.
var (
	progressive = unbase("/9j/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wgARCAAIAAwDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAVAQEBAAAAAAAAAAAAAAAAAAAABP/aAAwDAQACEAMQAAABmpJH/8QAFxABAAMAAAAAAAAAAAAAAAAAAAIDE//aAAgBAQABBQKNTJ//xAAXEQADAQAAAAAAAAAAAAAAAAAAAgMR/9oACAEDAQE/AY0bD//EABYRAAMAAAAAAAAAAAAAAAAAAAABEv/aAAgBAgEBPwGmf//EABQQAQAAAAAAAAAAAAAAAAAAABD/2gAIAQEABj8CP//EABgQAAIDAAAAAAAAAAAAAAAAAAABITFh/9oACAEBAAE/IcRRo//aAAwDAQACAAMAAAAQD//EABURAQEAAAAAAAAAAAAAAAAAAABB/9oACAEDAQE/EKD/xAAWEQEBAQAAAAAAAAAAAAAAAAABADH/2gAIAQIBAT8QU2//xAAWEAEBAQAAAAAAAAAAAAAAAAAAITH/2gAIAQEAAT8QwJj/2Q==")
	movingWebP  = unbase("UklGRrAAAABXRUJQVlA4WAoAAAACAAAACwAABwAAQU5JTQYAAAD/////AwBBTk1GOgAAAAAAAAAAAAsAAAcAAGQAAAJWUDhMIgAAAC8LwAEAuTJE9D92EdH/AGG2UUnOn3SvAxiKCYgJgOpg/QFBTk1GQgAAAAAAAAAAAAsAAAcAAMgAAABWUDhMKgAAAC8LwAEAuTJE9D929a9/9D9ApG0z/zJn5GzoAgQCSf6sO9z/mIBNVag/AA==")
)

func unbase(text string) []byte {
	body, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		panic(err)
	}
	return body
}

// motley is a picture in which no two pixels are alike.
func motley(width, height int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for i := range width * height {
		m.SetRGBA(i%width, i/width, color.RGBA{uint8(i * 7), uint8(i * 13), uint8(i / width), 255})
	}
	return m
}

func newJPEG(width, height int) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, motley(width, height), nil); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func newPNG() []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, motley(9, 7)); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func newGIF() []byte {
	moving := gif.GIF{LoopCount: 3, Delay: []int{5, 7}}
	for i := range 2 {
		frame := image.NewPaletted(image.Rect(0, 0, 9, 7), []color.Color{color.Black, color.White, color.RGBA{uint8(99 * i), 0, 9, 255}})
		frame.Pix[i+3], frame.Pix[i+9] = 2, 1
		moving.Image = append(moving.Image, frame)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &moving); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// The parts of which files are made by hand.

func seg(code byte, data ...string) string {
	all := strings.Join(data, "")
	return string(append(binary.BigEndian.AppendUint16([]byte{0xff, code}, uint16(len(all)+2)), all...))
}

func chunk(kind string, data ...string) string {
	return string(chunkPNG(kind, []byte(strings.Join(data, ""))))
}

func ext(label byte, data ...string) string {
	out := "!" + string([]byte{label})
	for _, d := range data {
		out += string([]byte{byte(len(d))}) + d
	}
	return out + "\x00"
}

func part(kind string, data ...string) string {
	all := strings.Join(data, "")
	out := string(binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(all)))) + all
	return out + strings.Repeat("\x00", len(all)&1)
}

func newWebP(parts ...string) []byte {
	return []byte(part("RIFF", "WEBP", strings.Join(parts, "")))
}

// tiff is Exif in which a direction stands between a maker and a place.
func tiff(order binary.AppendByteOrder, way uint16) string {
	b := []byte("II*\x00")
	if order == binary.AppendByteOrder(binary.BigEndian) {
		b = []byte("MM\x00*")
	}
	b = order.AppendUint16(order.AppendUint32(b, 8), 3)
	for _, e := range [][3]int{{0x10f, 2, 50}, {0x112, 3, 0}, {0x8825, 4, 50}} {
		b = order.AppendUint32(order.AppendUint16(order.AppendUint16(b, uint16(e[0])), uint16(e[1])), 1)
		if e[0] == 0x112 {
			b = order.AppendUint16(order.AppendUint16(b, way), 0)
		} else {
			b = order.AppendUint32(b, uint32(e[2]))
		}
	}
	return string(order.AppendUint32(b, 0)) + secret
}

// least is all that stays of Exif.
func least(way byte) string {
	return "II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00" + string([]byte{way}) + "\x00\x00\x00\x00\x00\x00\x00"
}

// exhibit are files with a secret in every place that nobody sees, and what is to be left of each.
type exhibit struct {
	name        string
	dirty, left []byte
}

func exhibits() []exhibit {
	j, p, g := string(newJPEG(33, 17)), string(newPNG()), string(newGIF())
	still := part("VP8L", string(unbase(pictures["lossless.webp"])[20:35]))
	const canvas = "\x24\x00\x00\x14\x00\x00"
	icc, adobe := seg(app2, "ICC_PROFILE\x00\x01\x01", "profile"), "Adobe\x00\x64\x00\x00\x00\x00\x01"
	jfif, tail := "JFIF\x00\x01\x01\x00\x00\x01\x00\x01", "after the end "+secret
	mp4 := string(movingWebP[12:])
	at := strings.Index(mp4, "ANMF")
	frameAt := at + 8 + 16
	return []exhibit{
		{"exif.jpg", []byte(j[:2] + seg(app1, "Exif\x00\x00", tiff(binary.BigEndian, 6)) + j[2:] + tail), []byte(j[:2] + seg(app1, "Exif\x00\x00", least(6)) + j[2:])},
		{"little.JPG", []byte(j[:2] + seg(app1, "Exif\x00\x00", tiff(binary.LittleEndian, 3)) + seg(app1, "Exif\x00\x00", tiff(binary.LittleEndian, 8)) + j[2:]),
			[]byte(j[:2] + seg(app1, "Exif\x00\x00", least(3)) + j[2:])},
		{"as-stored.jpg", []byte(j[:2] + seg(app1, "Exif\x00\x00", tiff(binary.BigEndian, 1)) + j[2:]), []byte(j)},
		{"everything.jpeg", []byte(j[:2] + seg(app0, jfif, "\x02\x01", secret[:6]) + seg(app0, "JFXX\x00\x10", secret) + seg(app1, "http://ns.adobe.com/xap/1.0/\x00", secret) + icc +
			seg(app2, "MPF\x00", secret) + seg(0xe4, secret) + seg(0xed, "Photoshop 3.0\x00", secret) + seg(app15, secret) + seg(com, secret) + secret + "\xff" + j[2:len(j)-2] + seg(com, secret) + "\xff\xd9" + j),
			[]byte(j[:2] + seg(app0, jfif, "\x00\x00") + icc + j[2:])},
		{"adobe.jpg", []byte(j[:2] + seg(app14, adobe, secret) + j[2:]), []byte(j[:2] + seg(app14, adobe) + j[2:])},
		{"progressive.jpg", slices.Concat(progressive[:len(progressive)-2], []byte(seg(com, secret)+"\xff\xd9"+tail)), progressive},
		{"named.png", []byte(j[:2] + seg(com, secret) + j[2:]), []byte(j)},
		{"a.png", []byte(p[:33] + chunk("gAMA", "\x00\x00\xb1\x8f") + chunk("tEXt", "Author\x00", secret) + chunk("zTXt", secret) + chunk("iTXt", secret) + chunk("tIME", secret[:7]) +
			chunk("eXIf", tiff(binary.BigEndian, 1)) + chunk("prVt", secret) + chunk("iDOT", secret) + chunk("pHYs", "\x00\x00\x0b\x13\x00\x00\x0b\x13\x01") + p[33:len(p)-12] + chunk("tEXt", secret) + p[len(p)-12:] + tail),
			[]byte(p[:33] + chunk("gAMA", "\x00\x00\xb1\x8f") + chunk("pHYs", "\x00\x00\x0b\x13\x00\x00\x0b\x13\x01") + p[33:])},
		{"turned.png", []byte(p[:33] + chunk("eXIf", tiff(binary.BigEndian, 8)) + chunk("eXIf", tiff(binary.BigEndian, 7)) + p[33:]), []byte(p[:33] + chunk("eXIf", least(8)) + p[33:])},
		{"a.gif", []byte(g[:13] + ext(com, secret) + ext(0xff, "XMP DataXMP", secret) + ext(0xff, "NETSCAPE2.0", "\x02"+secret, "\x01\x03\x00") + ext(1, secret[:12], secret) + ext(0xaa, secret) + ext(0xff, "NETSCAPE2.0", secret) +
			strings.TrimSuffix(strings.Replace(g[13:], ext(0xff, "NETSCAPE2.0", "\x01\x03\x00"), "", 1), ";") + ext(com, secret) + ";" + tail),
			[]byte(g[:13] + ext(0xff, "NETSCAPE2.0", "\x01\x03\x00") + strings.Replace(g[13:], ext(0xff, "NETSCAPE2.0", "\x01\x03\x00"), "", 1))},
		{"simple.webp", []byte(string(newWebP(still, part("XMP ", secret), part("EXIF", tiff(binary.BigEndian, 6)))) + tail), newWebP(still)},
		{"extended.webp", newWebP(part("VP8X", "\x2c\x00\x00\x00", canvas), part("ICCP", "profile"), still, part("EXIF", "Exif\x00\x00", tiff(binary.LittleEndian, 1)), part("XMP ", secret), part("priv", secret)),
			newWebP(part("VP8X", "\x20\x00\x00\x00", canvas), part("ICCP", "profile"), still)},
		{"turned.webp", newWebP(part("VP8X", "\x0c\x00\x00\x00", canvas), still, part("EXIF", tiff(binary.LittleEndian, 5)), part("XMP ", secret), part("VP8X", "\x00\x00\x00\x00", canvas), part("VP8L", secret)),
			newWebP(part("VP8X", "\x08\x00\x00\x00", canvas), still, part("EXIF", least(5)))},
		{"moving.webp", newWebP(mp4[:at], part("ANMF", mp4[at+8:frameAt], mp4[frameAt:frameAt+42], part("priv", secret)), mp4[frameAt+42:]), movingWebP},
	}
}

// TestClean: what nobody sees is gone to the last byte, and nothing else is.
func TestClean(t *testing.T) {
	for _, x := range exhibits() {
		before := bytes.Clone(x.dirty)
		got, ok := Clean("content/notes/"+x.name, x.dirty)
		switch {
		case !bytes.Contains(x.dirty, []byte("CANARY")):
			t.Errorf("%s holds no secret", x.name)
		case !ok || !bytes.Equal(got, x.left):
			t.Errorf("%s: %v\n%q\nwant\n%q", x.name, ok, got, x.left)
		case !bytes.Equal(x.dirty, before):
			t.Errorf("%s is written to", x.name)
		}
		if again, ok := Clean(x.name, x.left); !ok || &again[0] != &x.left[0] {
			t.Errorf("%s: what is clean is not left as it is", x.name)
		}
		same(t, x.dirty, got)
	}
	for _, name := range []string{"lossy.webp", "lossless.webp", "extended.WEBP"} {
		body := unbase(pictures[name])
		if got, ok := Clean("a", body); !ok || &got[0] != &body[0] {
			t.Errorf("%s, which is clean, is not left as it is", name)
		}
	}
}

// same fails if a picture that can be decoded looks otherwise than before.
func same(t *testing.T, before, after []byte) {
	t.Helper()
	if c, _, err := image.DecodeConfig(bytes.NewReader(before)); err != nil || c.Width*c.Height > 1<<16 {
		return
	}
	if bytes.HasPrefix(before, []byte("GIF")) {
		a, err := gif.DecodeAll(bytes.NewReader(before))
		if err != nil {
			return
		}
		b, err := gif.DecodeAll(bytes.NewReader(after))
		if err == nil {
			a.LoopCount = b.LoopCount // this decoder, other than browsers, looks for it in the first block alone
		}
		if err != nil || !reflect.DeepEqual(a, b) {
			t.Errorf("it moves otherwise: %v", err)
		}
		return
	}
	a, _, err := image.Decode(bytes.NewReader(before))
	if b, _, wrong := image.Decode(bytes.NewReader(after)); err == nil && (wrong != nil || !reflect.DeepEqual(a, b)) {
		t.Errorf("it looks otherwise: %v", wrong)
	}
}

// TestCleanNot: what is not understood is left as it is, and said to be.
func TestCleanNot(t *testing.T) {
	j, p, g := string(newJPEG(33, 17)), string(newPNG()), string(newGIF())
	w := string(unbase(pictures["lossy.webp"]))
	for what, body := range map[string]string{
		"nothing.jpg": "", "a.pdf": "%PDF-1.7", "a.docx": "PK\x03\x04", "a.avif": string(unbase(pictures["a.avif"])), "a.bin": "x", "a": "x", "utf16.txt": "x\x00",
		"no end.jpg": j[:len(j)-2], "no picture.jpg": "\xff\xd8\xff\xd9", "no scan.jpg": "\xff\xd8" + seg(app1, "Exif\x00\x00") + "\xff\xd9", "cut.jpg": j[:30], "two starts.jpg": j[:2] + j,
		"short segment.jpg": j[:2] + "\xff\xe1\x00\x01" + j[2:], "long segment.jpg": j[:2] + "\xff\xe1\xff\xff" + secret, "reserved.jpg": j[:2] + seg(0xf0, secret) + j[2:], "half a length.jpg": j[:2] + "\xff\xe1\x00",
		"no end.png": p[:len(p)-12], "cut.png": p[:50], "end first.png": p[:8] + chunk("IEND"), "no picture.png": p[:33] + chunk("IEND"), "critical.png": p[:33] + chunk("CRIT") + p[33:], "Apple's.png": p[:8] + chunk("CgBI", "\x00\x00\x00\x00") + p[8:],
		"long chunk.png": p[:33] + "\xff\xff\xff\xfftEXt" + p[33:], "long end.png": p[:len(p)-12] + chunk("IEND", secret),
		"no end.gif": g[:len(g)-1], "cut.gif": g[:40], "no picture.gif": g[:13] + ";", "short.gif": g[:9], "long table.gif": g[:10] + "\xf7\x00\x00", "stray byte.gif": g[:13] + "\x00" + g[13:], "bad control.gif": g[:13] + ext(0xf9, "\x00\x00") + g[13:],
		"no label.gif": g[:13] + "!", "no blocks.gif": g[:13] + "!\xfe", "no table.gif": g[:13] + ",\x00\x00\x00\x00\x00\x00\x00\x00\x87",
		"cut.webp": w[:len(w)-2], "long.webp": w[:16] + "\xff\xff\xff\xff" + w[20:], "short.webp": w[:12], "no picture.webp": string(newWebP(part("VP8X", "\x00\x00\x00\x00\x01\x00\x00\x01\x00\x00"))),
		"first.webp": string(newWebP(part("priv", secret), w[12:])), "small header.webp": string(newWebP(part("VP8X", ""), w[12:])), "odd.webp": string(newWebP(w[12:], "x")),
	} {
		got, ok := Clean(what, []byte(body))
		if ok || string(got) != body {
			t.Errorf("%s: %v\n%q", what, ok, got)
		}
	}
	for _, name := range []string{"a.txt", "a.CSV", "main.tf"} {
		if got, ok := Clean(name, []byte(secret)); !ok || string(got) != secret {
			t.Errorf("%s: %v", name, ok)
		}
	}
}

// TestUpright: whatever Exif says of the direction, nothing else of it stays.
func TestUpright(t *testing.T) {
	for way := range uint16(10) {
		for _, order := range []binary.AppendByteOrder{binary.BigEndian, binary.LittleEndian} {
			want := ""
			if 2 <= way && way <= 8 {
				want = least(byte(way))
			}
			if got := upright([]byte(tiff(order, way))); string(got) != want {
				t.Errorf("%v %d: %q", order, way, got)
			}
		}
	}
	if whole := []byte(least(6)); !bytes.Equal(upright(whole), whole) {
		t.Error("what is least is not left as it is")
	}
	for i := range least(6) {
		if got := upright([]byte(least(6)[:i])); got != nil {
			t.Errorf("%d bytes: %q", i, got)
		}
	}
}

// FuzzClean: whatever a file holds, it never gets longer, is clean when it is cleaned, and looks the same.
func FuzzClean(f *testing.F) {
	for _, x := range exhibits() {
		f.Add(x.name, x.dirty)
	}
	for _, x := range drawings {
		f.Add("a.svg", []byte(x.dirty))
	}
	f.Fuzz(func(t *testing.T, name string, body []byte) {
		before := bytes.Clone(body)
		got, ok := Clean(name, body)
		if !bytes.Equal(body, before) || len(got) > len(body) || !ok && !bytes.Equal(got, body) {
			t.Fatalf("%v: %d bytes, now %d", ok, len(before), len(got))
		}
		if again, still := Clean(name, got); still != ok || !bytes.Equal(again, got) {
			t.Errorf("again: %v, then %v\n%q\n%q", ok, still, got, again)
		}
		same(t, body, got)
	})
}

func BenchmarkClean(b *testing.B) {
	photo := newJPEG(2000, 1500)
	photo = slices.Concat(photo[:2], []byte(seg(app1, "Exif\x00\x00", tiff(binary.BigEndian, 6))), photo[2:])
	drawn := []byte(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="urn:i">` + strings.Repeat(`<path i:label="x" d="M0 0 L9 9 Z"/><!-- x -->`, 5000) + "</svg>")
	holder := fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg"><image href="data:image/jpeg;base64,%s"/></svg>`, base64.StdEncoding.EncodeToString(photo))
	for name, body := range map[string][]byte{"photo.jpg": photo, "drawing.svg": drawn, "embedded.svg": holder} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				if _, ok := Clean(name, body); !ok {
					b.Fatal("it is not cleaned")
				}
			}
		})
	}
}
