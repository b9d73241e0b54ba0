package seal

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func testKey(n byte) Key {
	var k Key
	for i := range k {
		k[i] = n + byte(i)
	}
	return k
}

// open unseals one file as the script does.
func (e edition) open(sealed map[string][]byte, file string) ([]byte, string, error) {
	name := e.name(file)
	data := sealed[name]
	if len(data) < nonceSize {
		return nil, "", errors.New("too short")
	}
	aad := []byte(version + "\x00" + e.String() + "\x00" + name)
	plain, err := gcm(derive(e.root, e.id, "file\x00"+name, 32)).Open(nil, data[:nonceSize], data[nonceSize:], aad)
	if err != nil {
		return nil, "", err
	}
	from := headSize + int(plain[1])
	body, kind := plain[from:from+int(binary.BigEndian.Uint32(plain[2:]))], string(plain[headSize:from])
	if plain[0] == compressed {
		body, err = io.ReadAll(flate.NewReader(bytes.NewReader(body)))
	}
	return body, kind, err
}

func plainSite() map[string][]byte {
	return map[string][]byte{
		"index.html":         []byte(`<!doctype html><title>Canary Mango</title><script src="site.js" defer></script>`),
		"weeks/kumquat.html": []byte(`<title>x</title><script src="../site.js"></script><p>` + strings.Repeat("lychee ", 5000)),
		"search/index.js":    []byte(`retakeSearch("index","1",{"docs":"papaya"})`),
		"site.js":            []byte("// the theme's code"),
		"style.css":          []byte("p { color: red }"),
		"files/guava.png":    bytes.Repeat([]byte("tamarind"), 100),
		"plan.ics":           []byte("SUMMARY:durian"),
		"404.html":           []byte("<title>Canary Mango</title>"),
		"robots.txt":         []byte("x"),
		".nojekyll":          {},
	}
}

func locked(t testing.TB, files map[string][]byte, l Lock) map[string][]byte {
	t.Helper()
	out, err := Site(files, l)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestVectors holds the form of version 1. The values were made with another implementation: the crypto of Node.
func TestVectors(t *testing.T) {
	files := map[string][]byte{"index.html": []byte("<p>one"), "a/b.css": []byte("p{}")}
	l := Lock{Key: testKey(0)}
	e := editionOf(l.root(), files)
	l.Passphrase, l.Salt = "correct horse battery", [16]byte{15: 1}
	for _, c := range []struct{ what, got, want string }{
		{"key", testKey(0).String(), "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"},
		{"edition", e.String(), "772bbac8fea3f952286c089e45f2f522"},
		{"check", e.check(), "550571c5326cf3500ab23fbc1129e7a3"},
		{"name", e.name("a/b.css"), "e13379025861fe61f1efc02670a65916"},
		{"root of a passphrase", hex.EncodeToString(l.root()), "f2ae081b68bff4694621b3747cc88d60f701418e967ad406ecf411a3344f0d09"},
		{"stretched", hex.EncodeToString(l.stretched()), "a175555ad377e5146851980a0866ba04e0c2425bb40591535ad0f0c5d080b7b5"},
	} {
		if c.got != c.want {
			t.Errorf("%s is %s, want %s", c.what, c.got, c.want)
		}
	}
	out := locked(t, files, Lock{Key: testKey(0)})
	if got, want := hashed(out[e.name("a/b.css")]), "0431d7af5efe323464dc3079df3327d4"; got != want {
		t.Errorf("the sealed file is %s, want %s", got, want)
	}
}

// TestRoundTrip: whatever the files, each comes back as it was, from a file of one of few sizes.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		files := rapid.MapOf(rapid.StringMatching(`[a-zé/]{1,9}\.(html|png|css|x)`), rapid.SliceOfN(rapid.Byte(), 0, 9000)).Draw(t, "files")
		for p, data := range files {
			files[p] = bytes.ReplaceAll(bytes.ReplaceAll(data, []byte("<"), nil), []byte("url"), nil)
		}
		files["index.html"] = []byte("<p>")
		l := Lock{Key: testKey(rapid.Byte().Draw(t, "key"))}
		out, err := Site(files, l)
		if err != nil {
			t.Fatal(err)
		}
		e := editionOf(l.root(), files)
		for p, want := range files {
			got, kind, err := e.open(out, p)
			if err != nil || !bytes.Equal(got, want) || kind != kindOf(p) {
				t.Fatalf("%q came back as %d bytes of %q, %v", p, len(got), kind, err)
			}
			if n := len(out[e.name(p)]); n != step(n, smallest) {
				t.Fatalf("%q takes %d bytes, which is no step", p, n)
			}
		}
		again, _ := Site(maps.Clone(files), l)
		if !maps.EqualFunc(out, again, bytes.Equal) {
			t.Fatal("the same site and lock gave other bytes")
		}
	})
}

// TestAnyChangeIsRefused: one bit, anywhere; a shorter or longer file; another file's place; another edition's.
func TestAnyChangeIsRefused(t *testing.T) {
	files, l := plainSite(), Lock{Key: testKey(1)}
	out, e := locked(t, files, l), editionOf(l.root(), files)
	name := e.name("index.html")
	files["plan.ics"] = []byte("SUMMARY:other")
	later := editionOf(l.root(), files)
	next := locked(t, files, l)
	rapid.Check(t, func(t *rapid.T) {
		data := bytes.Clone(out[name])
		switch rapid.IntRange(0, 4).Draw(t, "how") {
		case 0:
			data[rapid.IntRange(0, len(data)-1).Draw(t, "at")] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		case 1:
			data = data[:rapid.IntRange(0, len(data)-1).Draw(t, "length")]
		case 2:
			data = append(data, rapid.SliceOfN(rapid.Byte(), 1, 20).Draw(t, "more")...)
		case 3:
			data = out[e.name(rapid.SampledFrom([]string{"plan.ics", "style.css", "weeks/kumquat.html"}).Draw(t, "other"))]
		case 4:
			data = next[later.name("index.html")]
		}
		if _, _, err := e.open(map[string][]byte{name: data}, "index.html"); err == nil {
			t.Fatal("a changed file was opened")
		}
	})
}

var sealedName = regexp.MustCompile(`^[0-9a-f]{32}(\.js|\.css)?$`)

// TestNothingIsReadable: canaries in each kind of file, and in paths, are in no byte and no name of what comes out;
// what is not the shell or a script looks like noise.
func TestNothingIsReadable(t *testing.T) {
	for _, l := range []Lock{{Key: testKey(1)}, {Key: testKey(1), Passphrase: "tamarind and durian", Salt: [16]byte{1}}} {
		out := locked(t, plainSite(), l)
		e := editionOf(l.root(), plainSite())
		readable := e.shell(l)
		readable[e.name("site.js")+".js"] = nil
		sealed := 0
		for name, data := range out {
			all := strings.ToLower(name + "\n" + string(data))
			for _, word := range strings.Fields("canary mango kumquat lychee papaya guava tamarind durian weeks plan.ics retakesearch " + strings.ToLower(l.Key.String())) {
				if strings.Contains(all, word) {
					t.Errorf("%s holds %q", name, word)
				}
			}
			if _, ok := readable[name]; ok {
				continue
			}
			sealed++
			if !sealedName.MatchString(name) || strings.Contains(name, ".") {
				t.Errorf("%s is a name that tells something", name)
			}
			if bits := entropy(data); bits < 7.9 { // of 4 KiB of noise: about 7.95
				t.Errorf("%s has %.2f bits to a byte", name, bits)
			}
		}
		if sealed != fewest || len(out) != sealed+len(readable) {
			t.Errorf("%d sealed files of %d", sealed, len(out))
		}
	}
}

func entropy(data []byte) (bits float64) {
	var n [256]float64
	for _, b := range data {
		n[b]++
	}
	for _, k := range n {
		if k > 0 {
			bits -= k / float64(len(data)) * math.Log2(k/float64(len(data)))
		}
	}
	return bits
}

// TestEveryFileChanges: who compares two editions cannot see which page has changed.
func TestEveryFileChanges(t *testing.T) {
	a := locked(t, plainSite(), Lock{Key: testKey(1)})
	files := plainSite()
	files["plan.ics"] = append(files["plan.ics"], '.')
	for what, b := range map[string]map[string][]byte{"a file more": locked(t, files, Lock{Key: testKey(1)}), "a new key": locked(t, plainSite(), Lock{Key: testKey(2)})} {
		for name := range b {
			if _, both := a[name]; both && len(name) == 32 {
				t.Errorf("%s: %s is in both", what, name)
			}
		}
	}
}

func TestSteps(t *testing.T) {
	for _, c := range []struct{ n, least, want int }{
		{1, 4096, 4096}, {4096, 4096, 4096}, {4097, 4096, 8192}, {65536, 4096, 65536}, {65537, 4096, 73728}, {1 << 20, 4096, 1 << 20}, {1<<20 + 1, 4096, 1<<20 + 1<<17},
		{0, 16, 16}, {17, 16, 32}, {81, 16, 96}, {200, 16, 208}, {1000, 16, 1024}, {1100, 16, 1152},
	} {
		if got := step(c.n, c.least); got != c.want {
			t.Errorf("step(%d, %d) is %d, want %d", c.n, c.least, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 1<<40).Draw(t, "n")
		s := step(n, smallest)
		if s < n || s%smallest != 0 || s != step(s, smallest) || s-n >= max(smallest, n/8+1) {
			t.Fatalf("step of %d is %d", n, s)
		}
	})
}

// TestWhatIsWrongWithALock gives each message of Check, NewKey, ParseKey and Site its smallest cause.
func TestWhatIsWrongWithALock(t *testing.T) {
	good := Lock{Key: testKey(1), Passphrase: "four words of mine", Salt: [16]byte{1}}
	with := func(change func(l *Lock)) error {
		l := good
		change(&l)
		_, err := Site(plainSite(), l)
		return err
	}
	parse := func(text string) error { _, err := ParseKey(text); return err }
	site := func(change map[string][]byte) error {
		files := plainSite()
		maps.Copy(files, change)
		_, err := Site(files, Lock{Key: testKey(1)})
		return err
	}
	_, few := NewKey(strings.NewReader("few"))
	_, zeros := NewKey(bytes.NewReader(make([]byte, 32)))
	const guess = "anybody may try to guess it for as long as they like. Four or five words that do not belong together are good"
	for _, c := range []struct {
		err  error
		want string
	}{
		{with(func(*Lock) {}), "<nil>"},
		{with(func(l *Lock) { l.Passphrase = "" }), "<nil>"},
		{with(func(l *Lock) { l.Key = Key{} }), "a key of zeros is none: it was never made"},
		{with(func(l *Lock) { l.Passphrase = "two  words " }), "the passphrase has 9 letters, at least 12 are needed: " + guess},
		{with(func(l *Lock) { l.Passphrase = " Donaudampfschiff " }), "the passphrase is one word: " + guess},
		{with(func(l *Lock) { l.Passphrase = "a\tfew words of mine" }), "the passphrase has signs in it that cannot be typed"},
		{with(func(l *Lock) { l.Passphrase = "\xff few words of mine" }), "the passphrase has signs in it that cannot be typed"},
		{with(func(l *Lock) { l.Passphrase = strings.Repeat("word ", 300) }), "the passphrase is longer than 1000 bytes"},
		{with(func(l *Lock) { l.Salt = [16]byte{} }), "a passphrase needs a salt, and it was never made"},
		{few, "a key needs 32 random bytes: unexpected EOF"},
		{zeros, "a key of zeros is none: it was never made"},
		{parse(testKey(1).String()), "<nil>"},
		{parse("AAEC"), "a key has 43 letters and digits, this has 4: perhaps it was cut off"},
		{parse(strings.Repeat("A", 43)), "a key of zeros is none: it was never made"},
		{parse(strings.Repeat("+", 43)), "a key has only the letters A to Z and a to z, digits, - and _, and this is none: copy it again"},
		{parse(strings.Repeat("_", 43)), "a key has only the letters A to Z and a to z, digits, - and _, and this is none: copy it again"}, // bits beyond the last
		{site(map[string][]byte{"index.html": nil}), "there is no index.html, which is where a link leads"},
		{site(map[string][]byte{"a/b.html": []byte(`<script src="c.js">`)}), "a/b.html asks for the script c.js: it cannot run in a sealed site, because it is no file of the site that ends in .js"},
		{site(map[string][]byte{"b.html": []byte(`<script defer src="https://example.org/c.js">`)}), "b.html asks for the script https://example.org/c.js: it cannot run in a sealed site, because it is no file of the site that ends in .js"},
	} {
		if got := fmt.Sprint(c.err); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

// TestKeysAndLinks: a key in writing is read again; a passphrase leaves it out of the link, and is one however typed.
func TestKeysAndLinks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k, err := NewKey(bytes.NewReader(rapid.SliceOfN(rapid.ByteRange(1, 255), 32, 32).Draw(t, "bytes")))
		if err != nil {
			t.Fatal(err)
		}
		again, err := ParseKey(k.String())
		if err != nil || again != k || len(k.String()) != letters {
			t.Fatalf("%s is read as %s, %v", k, again, err)
		}
	})
	l := Lock{Key: testKey(0)}
	if got := l.Link("https://example.org/p/"); got != "https://example.org/p/#AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8" {
		t.Error(got)
	}
	l.Passphrase = "four words of mine"
	if got := l.Link("https://example.org/p/"); got != "https://example.org/p/" {
		t.Error(got)
	}
	if a, b := plainly("  Cafe\u0301\u00a0au   lait "), "Caf\u00e9 au lait"; a != b {
		t.Errorf("%q is not %q", a, b)
	}
}

// TestAWrappedKey: the passphrase opens what the page says of it, another does not.
func TestAWrappedKey(t *testing.T) {
	l := Lock{Key: testKey(1), Passphrase: "four words of mine", Salt: [16]byte{7}}
	page := string(locked(t, plainSite(), l)["index.html"])
	m := regexp.MustCompile(`data-edition="([0-9a-f]{32})" data-check="[0-9a-f]{32}" data-salt="07(?:00){15}" data-wrapped="([0-9a-f]+)"`).FindStringSubmatch(page)
	if m == nil {
		t.Fatal(page)
	}
	data, _ := hex.DecodeString(m[2])
	for phrase, want := range map[string]bool{l.Passphrase: true, "four words of yours": false} {
		l.Passphrase = phrase
		got, err := gcm(l.stretched()).Open(nil, data[:nonceSize], data[nonceSize:], []byte(version+"\x00"+m[1]+"\x00"))
		if (err == nil) != want || want && !bytes.Equal(got, l.root()) {
			t.Errorf("%s: %x %v", phrase, got, err)
		}
	}
}

// TestStyleSheetsAreWhole: pictures of a style sheet are in it; what is elsewhere, or nowhere, stays.
func TestStyleSheetsAreWhole(t *testing.T) {
	files := map[string][]byte{"a/s.css": []byte(`p { background: url("../i.png") } q { background: url( j.svg ) } b { background: url(data:x) } i { background: url(gone.png) }`), "i.png": []byte("abc"), "a/j.svg": []byte("<svg/>")}
	want := `p { background: url(data:image/png;base64,YWJj) } q { background: url(data:image/svg+xml;base64,PHN2Zy8+) } b { background: url(data:x) } i { background: url(gone.png) }`
	if got := string(whole(files, "a/s.css")); got != want {
		t.Error(got)
	}
}

// TestTheShell: its policy is that of every page, nothing of its form is left open, and the script is small.
func TestTheShell(t *testing.T) {
	base, err := os.ReadFile("../../themes/default/base.html")
	if err != nil {
		t.Fatal(err)
	}
	policy := regexp.MustCompile(`<meta http-equiv="Content-Security-Policy"[^>]*>`).FindString(string(base))
	for _, l := range []Lock{{Key: testKey(1)}, {Key: testKey(1), Passphrase: "four words of mine", Salt: [16]byte{1}}} {
		out := locked(t, plainSite(), l)
		for _, p := range []string{"index.html", "404.html"} {
			if !strings.Contains(string(out[p]), policy) || !strings.Contains(string(out[p]), `<meta name="robots" content="noindex">`) || regexp.MustCompile(`[A-Z]{5}|<style| style=| on[a-z]+=`).Match(bytes.ReplaceAll(out[p], []byte("UTF-8"), nil)) {
				t.Errorf("%s is\n%s", p, out[p])
			}
		}
		for name, data := range out {
			if path.Ext(name) == ".js" || path.Ext(name) == ".css" {
				var b bytes.Buffer
				z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
				_, _ = z.Write(data)
				_ = z.Close()
				if b.Len() > 4<<10 {
					t.Errorf("%s is %d bytes compressed, more than 4 KiB", name, b.Len())
				}
			}
		}
		if !bytes.Equal(out["robots.txt"], []byte("User-agent: *\nDisallow: /\n")) || out[".nojekyll"] == nil {
			t.Error("a host is not told what it should be")
		}
		if l.Passphrase != "" != strings.Contains(string(out["index.html"]), "data-salt=") {
			t.Error("the page does not know how it is opened")
		}
	}
	if rounds != 600_000 || !bytes.Contains(shellScript, []byte("iterations: 600000")) {
		t.Error("the script stretches a passphrase otherwise")
	}
}

func FuzzParseKey(f *testing.F) {
	f.Add("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		if k, err := ParseKey(text); err == nil && k.String() != text {
			t.Errorf("%q is read as %s", text, k)
		}
	})
}

func BenchmarkSite(b *testing.B) {
	for _, n := range []int{80, 1_100} {
		files := map[string][]byte{"index.html": []byte("<p>")}
		for i := range n {
			page := []byte("<p>")
			for j := 0; len(page) < 14_000; j++ {
				page = fmt.Appendf(page, "<li>%x words of %d</li>\n", i*j*7919, j)
			}
			files[fmt.Sprintf("notes/%d.html", i)] = page
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				locked(b, files, Lock{Key: testKey(1)})
			}
		})
	}
}
