package attachment

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"path"
	"slices"
	"strings"
)

// Clean is an attachment as others may have it: without what a camera or a program wrote into it and no
// eye sees (the place, the device, names, earlier versions, previews of what was cut off, whatever follows
// the picture's end). What is shown does not change by a pixel, and it still stands upright: of Exif, the
// direction alone is kept. So are colour profiles, which belong to a device and not to a person.
//
// The format of a picture is told by its first bytes, as browsers do, SVG and plain text by the name. The result
// is never longer than body, which is not written to and is itself the result where nothing is to be dropped.
//
// It is false, and the file is as it was, where it may hold more than is known here: a picture that is damaged
// or of another format, sound, films, archives. Whether a PDF or an office file names its author, keeps
// changes or has a history is not looked at: they are false, all of them. What the picture itself
// shows, a name on a screen shot say, is for the author to see; and what hides within pixels is not looked for.
func Clean(name string, body []byte) ([]byte, bool) {
	cleaned, ok := []byte(nil), false
	ext := strings.ToLower(path.Ext(name))
	if clean := cleaner(body); clean != nil {
		cleaned, ok = clean(body)
	} else if ext == ".svg" {
		cleaned, ok = cleanSVG(body)
	} else {
		return body, slices.Contains(plain, ext) && bytes.IndexByte(body, 0) < 0
	}
	if !ok || bytes.Equal(cleaned, body) {
		return body, ok
	}
	return slices.Clip(cleaned), true
}

// plain are the names of files whose text is all there is to them.
var plain = []string{".txt", ".text", ".md", ".csv", ".tsv", ".log", ".json", ".toml", ".yaml", ".yml", ".ini", ".conf",
	".cfg", ".sql", ".sh", ".ps1", ".py", ".go", ".tf"}

// cleaner is what cleans a picture that begins like body, nil if it is none that is known.
func cleaner(body []byte) func([]byte) ([]byte, bool) {
	switch {
	case bytes.HasPrefix(body, []byte("\xff\xd8\xff")):
		return cleanJPEG
	case bytes.HasPrefix(body, []byte("\x89PNG\r\n\x1a\n")):
		return cleanPNG
	case bytes.HasPrefix(body, []byte("GIF87a")), bytes.HasPrefix(body, []byte("GIF89a")):
		return cleanGIF
	case len(body) >= 12 && string(body[:4]) == "RIFF" && string(body[8:12]) == "WEBP":
		return cleanWebP
	}
	return nil
}

// Markers of JPEG: ITU-T T.81, table B.1.
const (
	sof0  = 0xc0 // the first that a decoder knows
	rst0  = 0xd0
	rst7  = 0xd7
	soi   = 0xd8
	eoi   = 0xd9
	sos   = 0xda
	app0  = 0xe0
	app1  = 0xe1
	app2  = 0xe2
	app14 = 0xee
	app15 = 0xef
	com   = 0xfe
)

func cleanJPEG(b []byte) ([]byte, bool) {
	out := append(make([]byte, 0, len(b)), b[:2]...)
	turned, drawn := false, false
	for at := 2; ; {
		code, start := marker(b, at)
		switch {
		case code == eoi:
			return append(out, 0xff, eoi), drawn
		case rst0 <= code && code <= rst7: // astray: decoders pass over it
			at = start
			continue
		case code < sof0, code == soi, app15 < code && code != com, len(b)-start < 2:
			return nil, false
		}
		if at = start + int(binary.BigEndian.Uint16(b[start:])); at < start+2 || at > len(b) {
			return nil, false
		}
		data := segment(code, b[start+2:at])
		if exif := code == app1 && data != nil; data != nil && !(exif && turned) {
			turned = turned || exif
			out = append(binary.BigEndian.AppendUint16(append(out, 0xff, code), uint16(len(data)+2)), data...)
		}
		if code == sos {
			end := scan(b, at)
			out, at, drawn = append(out, b[at:end]...), end, true
		}
	}
}

// marker finds the next marker, and where what belongs to it starts; its code is 0 if there is none. Bytes
// between segments are passed over, as decoders do.
func marker(b []byte, at int) (code byte, start int) {
	for ; at+1 < len(b); at++ {
		if b[at] == 0xff && b[at+1] != 0xff && b[at+1] != 0 {
			return b[at+1], at + 2
		}
	}
	return 0, len(b)
}

// scan is where compressed data that starts at a place comes to its end.
func scan(b []byte, at int) int {
	for {
		i := bytes.IndexByte(b[at:], 0xff)
		if i < 0 || at+i+1 >= len(b) {
			return len(b)
		}
		at += i
		switch c := b[at+1]; {
		case c == 0, rst0 <= c && c <= rst7:
			at += 2
		case c == 0xff:
			at++
		default:
			return at
		}
	}
}

// segment is what stays of a segment of JPEG, nil if nothing does. Of JFIF, the preview goes.
func segment(code byte, data []byte) []byte {
	is := func(label string) bool { return bytes.HasPrefix(data, []byte(label)) }
	switch {
	case code == app0 && is("JFIF\x00") && len(data) >= 14:
		return append(bytes.Clone(data[:12]), 0, 0)
	case code == app1 && is("Exif\x00") && len(data) > 6:
		if tiff := upright(data[6:]); tiff != nil {
			return append([]byte("Exif\x00\x00"), tiff...)
		}
		return nil
	case code == app2 && is("ICC_PROFILE\x00"):
		return data
	case code == app14 && is("Adobe") && len(data) >= 12: // how colours are coded
		return data[:12]
	case app0 <= code && code <= app15, code == com:
		return nil
	}
	return data
}

// upright is Exif that says nothing but the direction in which a picture stands, nil if it stands as
// it is stored: Exif 2.32 (CIPA DC-008), 4.6.2 and the tag Orientation in 4.6.4.
func upright(tiff []byte) []byte {
	var order binary.ByteOrder = binary.LittleEndian
	switch {
	case len(tiff) < 8:
		return nil
	case bytes.HasPrefix(tiff, []byte("MM\x00*")):
		order = binary.BigEndian
	case !bytes.HasPrefix(tiff, []byte("II*\x00")):
		return nil
	}
	at := int(order.Uint32(tiff[4:]))
	if at < 8 || at > len(tiff)-2 {
		return nil
	}
	entries := tiff[at+2:]
	for n := order.Uint16(tiff[at:]); n > 0 && len(entries) >= 12+4; n, entries = n-1, entries[12:] {
		if order.Uint16(entries) == 0x112 && order.Uint16(entries[2:]) == 3 && order.Uint32(entries[4:]) == 1 {
			if way := order.Uint16(entries[8:]); 2 <= way && way <= 8 {
				return append([]byte("II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00"), byte(way), 0, 0, 0, 0, 0, 0, 0)
			}
			return nil
		}
	}
	return nil
}

// drawnPNG are the chunks of PNG that decide how a picture looks: PNG, third edition, 11.
var drawnPNG = []string{"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "pHYs", "bKGD", "sBIT",
	"acTL", "fcTL", "fdAT", "cICP", "mDCV", "mDCv", "cLLI", "cLLi"}

func cleanPNG(b []byte) ([]byte, bool) {
	out := append(make([]byte, 0, len(b)), b[:8]...)
	drawn, turned := false, false
	for rest := b[8:]; len(rest) >= 12; {
		n := binary.BigEndian.Uint32(rest)
		if int64(n) > int64(len(rest)-12) {
			break
		}
		kind, chunk := string(rest[4:8]), rest[:12+n]
		rest = rest[len(chunk):]
		switch {
		case len(out) == 8 && kind != "IHDR":
			return nil, false
		case kind == "IEND":
			return append(out, chunk...), n == 0 && drawn
		case slices.Contains(drawnPNG, kind):
			out = append(out, chunk...)
			drawn = drawn || kind == "IDAT"
		case kind == "eXIf" && !turned:
			if tiff := upright(chunk[8 : 8+n]); tiff != nil {
				out, turned = append(out, chunkPNG("eXIf", tiff)...), true
			}
		case kind[0]&0x20 == 0: // no picture without it
			return nil, false
		}
	}
	return nil, false
}

func chunkPNG(kind string, data []byte) []byte {
	chunk := append(binary.BigEndian.AppendUint32(nil, uint32(len(data))), kind...)
	chunk = append(chunk, data...)
	return binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
}

// cleanGIF walks the blocks of a GIF: GIF89a specification, appendix B.
func cleanGIF(b []byte) ([]byte, bool) {
	if len(b) < 13 || len(b) < 13+colours(b[10]) {
		return nil, false
	}
	at, drawn := 13+colours(b[10]), false
	out := append(make([]byte, 0, len(b)), b[:at]...)
	for at < len(b) {
		end := -1
		switch {
		case b[at] == ';':
			return append(out, ';'), drawn
		case b[at] == ',' && at+10 < len(b):
			end, drawn = blocks(b, at+10+colours(b[at+9])+1), true
		case b[at] == '!':
			end = blocks(b, at+2)
		}
		if end < 0 || b[at] == '!' && b[at+1] == 0xf9 && end != at+8 {
			break
		}
		out = append(out, block(b[at:end])...)
		at = end
	}
	return nil, false
}

// block is what stays of a block of a GIF: pictures, how long each is shown, and how often all are.
func block(b []byte) []byte {
	const head = len("!\xff\x0bNETSCAPE2.0")
	if b[0] == ',' || b[1] == 0xf9 {
		return b
	}
	if len(b) < head || string(b[:head]) != "!\xff\x0bNETSCAPE2.0" && string(b[:head]) != "!\xff\x0bANIMEXTS1.0" {
		return nil
	}
	for at := head; b[at] > 0; at += 1 + int(b[at]) {
		if b[at] == 3 && b[at+1]&7 == 1 {
			return slices.Concat(b[:head], b[at:at+4], []byte{0})
		}
	}
	return nil
}

// colours is the length of the table that flags announce, in bytes.
func colours(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

// blocks is where a row of blocks of data ends, -1 if it does not.
func blocks(b []byte, at int) int {
	for at < len(b) {
		n := int(b[at])
		if at += 1 + n; n == 0 {
			return at
		}
	}
	return -1
}

// Flags of an extended WebP file.
const exifWebP, xmpWebP = 0x08, 0x04

// cleanWebP walks the chunks of a WebP file: RFC 9649, sections 2.3 to 2.7.
func cleanWebP(b []byte) ([]byte, bool) {
	size := int64(binary.LittleEndian.Uint32(b[4:])) + 8
	if size < 20 || size > int64(len(b)) {
		return nil, false
	}
	extended := string(b[12:20]) == "VP8X\x0a\x00\x00\x00"
	begun, drawn, turned := false, false, false
	chunks, ok := riff(b[12:size], func(kind string, data []byte) []byte {
		first := !begun
		begun = true
		switch {
		case kind == "VP8X" && first, kind == "ALPH", kind == "ANIM", kind == "ICCP":
			return data
		case (kind == "VP8 " || kind == "VP8L") && !drawn:
			drawn = true
			return data
		case kind == "ANMF":
			drawn = true
			return frame(data)
		case kind == "EXIF" && extended && !turned:
			tiff := upright(bytes.TrimPrefix(data, []byte("Exif\x00\x00")))
			turned = tiff != nil
			return tiff
		}
		return nil
	})
	if !ok || !drawn || !extended && string(b[12:16]) != "VP8 " && string(b[12:16]) != "VP8L" {
		return nil, false
	}
	if extended {
		chunks[8] &^= exifWebP | xmpWebP
		if turned {
			chunks[8] |= exifWebP
		}
	}
	out := binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(chunks)+4))
	return append(append(out, "WEBP"...), chunks...), true
}

// riff is a row of chunks of which stays what keep gives of each, if it is not nil. It is false where one
// has no end.
func riff(b []byte, keep func(kind string, data []byte) []byte) ([]byte, bool) {
	out := make([]byte, 0, len(b))
	for len(b) >= 8 {
		n := int64(binary.LittleEndian.Uint32(b[4:]))
		end := 8 + n + n&1
		if end > int64(len(b)) {
			return nil, false
		}
		if data := keep(string(b[:4]), b[8:8+n]); data != nil {
			out = append(binary.LittleEndian.AppendUint32(append(out, b[:4]...), uint32(len(data))), data...)
			out = append(out, make([]byte, len(data)&1)...)
		}
		b = b[end:]
	}
	return out, len(b) == 0
}

// frame is what stays of a frame of a moving picture; one that is not understood stays as it is.
func frame(data []byte) []byte {
	if len(data) < 16 {
		return data
	}
	chunks, ok := riff(data[16:], func(kind string, data []byte) []byte {
		if kind == "ALPH" || kind == "VP8 " || kind == "VP8L" {
			return data
		}
		return nil
	})
	if !ok {
		return data
	}
	return append(bytes.Clone(data[:16]), chunks...)
}
