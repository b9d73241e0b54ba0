package seal

import (
	"bytes"
	"compress/flate"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"maps"
	"math"
	"math/bits"
	"path"
	"slices"
	"strings"
)

// version stands before all that a key is used for.
const version = "retake seal 1"

// derive makes n bytes for a purpose.
func derive(key, salt []byte, purpose string, n int) []byte {
	out, err := hkdf.Key(sha256.New, key, salt, version+" "+purpose, n)
	if err != nil {
		panic(err) // unreachable: n is a small constant
	}
	return out
}

// edition is one state of a site under one key.
type edition struct {
	root []byte
	id   []byte
}

// editionOf hashes every file with the key, so that who guesses what is in the files cannot try it on the hash.
func editionOf(root []byte, files map[string][]byte) edition {
	h := hmac.New(sha256.New, derive(root, nil, "edition", 32))
	for _, p := range slices.Sorted(maps.Keys(files)) {
		sum := sha256.Sum256(files[p])
		h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(p))))
		h.Write([]byte(p))
		h.Write(sum[:])
	}
	return edition{root, h.Sum(nil)[:16]}
}

func (e edition) String() string { return hex.EncodeToString(e.id) }

func (e edition) name(path string) string {
	return hex.EncodeToString(derive(e.root, e.id, "name\x00"+path, 16))
}

func (e edition) check() string { return hex.EncodeToString(derive(e.root, e.id, "check", 16)) }

// seal locks one file.
func (e edition) seal(z *press, name, kind string, content []byte) ([]byte, error) {
	plain, err := z.packed(kind, content)
	if err != nil {
		return nil, err
	}
	return e.lock(derive(e.root, e.id, "file\x00"+name, 32), name, plain), nil
}

// lock is AES-256-GCM with the nonce before it.
func (e edition) lock(key []byte, name string, plain []byte) []byte {
	aad := []byte(version + "\x00" + e.String() + "\x00" + name)
	h := hmac.New(sha256.New, derive(e.root, e.id, "nonce", 32))
	h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(aad))))
	h.Write(aad)
	h.Write(plain)
	nonce := h.Sum(nil)[:nonceSize]
	return gcm(key).Seal(append(make([]byte, 0, nonceSize+len(plain)+tagSize), nonce...), nonce, plain, aad)
}

func gcm(key []byte) cipher.AEAD {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic(err) // unreachable: all keys have 32 bytes
	}
	g, err := cipher.NewGCM(block)
	if err != nil {
		panic(err) // unreachable: an AES block has 16 bytes
	}
	return g
}

// Sizes in bytes.
const (
	nonceSize  = 12
	tagSize    = 16
	headSize   = 6       // before the type
	smallest   = 4 << 10 // of a sealed file, and of a step between sizes
	fewest     = 16      // files, and a step between numbers of them
	perDouble  = 8       // steps from a size to twice that
	asIs       = 0
	compressed = 1
)

// packed is what is locked of a file: what it is, how long it is, and zeros.
func (z *press) packed(kind string, content []byte) ([]byte, error) {
	how := byte(asIs)
	if c := z.deflated(content); len(c) < len(content) {
		how, content = compressed, c
	}
	if uint64(len(content)) > math.MaxUint32 {
		return nil, fmt.Errorf("is %d bytes long: that is more than can be sealed", len(content))
	}
	n := headSize + len(kind) + len(content)
	out := make([]byte, 0, step(nonceSize+n+tagSize, smallest)-nonceSize-tagSize)
	out = append(out, how, byte(len(kind)))
	out = binary.BigEndian.AppendUint32(out, uint32(len(content)))
	out = append(append(out, kind...), content...)
	return out[:cap(out)], nil
}

// press compresses one file after the other: a writer of its own for each would take more time than its work.
type press struct {
	out bytes.Buffer
	w   *flate.Writer
}

// deflated is good until the next call.
func (z *press) deflated(content []byte) []byte {
	z.out.Reset()
	if z.w == nil {
		w, err := flate.NewWriter(&z.out, flate.DefaultCompression)
		if err != nil {
			panic(err) // unreachable: the level is one of its own
		}
		z.w = w
	}
	z.w.Reset(&z.out)
	_, _ = z.w.Write(content) // into memory
	_ = z.w.Close()
	return z.out.Bytes()
}

// step rounds a number up to one of a few, at most an eighth apart once they are large.
func step(n, least int) int {
	size := max(least, 1<<max(0, bits.Len(uint(n))-1)/perDouble)
	return max(least, (n+size-1)/size*size)
}

// kinds are the types of files by the ending of their path. A table of the machine might say other things elsewhere.
var kinds = map[string]string{
	".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".txt": "text/plain", ".md": "text/plain",
	".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
	".avif": "image/avif", ".bmp": "image/bmp", ".ico": "image/x-icon", ".ics": "text/calendar", ".xml": "application/xml",
	".pdf": "application/pdf", ".csv": "text/csv",
}

func kindOf(file string) string {
	if k, ok := kinds[strings.ToLower(path.Ext(file))]; ok {
		return k
	}
	return "application/octet-stream"
}
