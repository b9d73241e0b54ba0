package generator_test

import (
	"bytes"
	"cmp"
	"context"
	"image"
	"image/color"
	paint "image/draw"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"retake/generator/browser"
	"retake/generator/disk"
)

// picture is one of the README's: a page of the sample, looked at or printed.
type picture struct {
	name, page    string
	from          string // what is scrolled to the top; "" is the page's own
	width, height int64  // of the window, in CSS pixels; of paper, what is printed on
	scale         float64
	scheme        string // "light" | "dark" | "paper"
}

// margin is white around what is printed: 11 mm, as the style sheet has it.
const margin = 42

var pictures = []picture{
	{"today.png", "index.html", "", 1200, 900, 1, "light"},
	{"phone.png", "index.html", "", 360, 640, 2, "dark"},
	{"simulations.png", "simulations.html", ".chart", 800, 560, 1, "light"},
	{"week.png", "weeks/09.html", "", 710, 1039, 1, "paper"},
}

// size is how large the picture is in the end.
func (p picture) size() image.Point {
	if p.scheme == "paper" {
		return image.Pt(int(p.width)+2*margin, int(p.height)+2*margin)
	}
	return image.Pt(int(float64(p.width)*p.scale), int(float64(p.height)*p.scale))
}

// TestPictures holds the README's pictures to be there, small and of their size, and the README to say what each
// shows and how it is made. With RETAKE_PICTURES=DIR it makes them there first: .ci/pictures does.
func TestPictures(t *testing.T) {
	dir := "../docs"
	if to := os.Getenv("RETAKE_PICTURES"); to != "" {
		dir = to
		take(t, dir)
	}
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := regexp.MustCompile(`!\[[^\]]{40,}\]\(docs/([a-z]+\.png)\)|<img src="docs/([a-z]+\.png)" width="\d+" alt="[^"]{40,}">`).FindAllStringSubmatch(string(readme), -1)
	if len(shown) != len(pictures) || !strings.Contains(string(readme), "`.ci/pictures`") {
		t.Errorf("README.md shows %d pictures with what they show, not %d, or does not name .ci/pictures", len(shown), len(pictures))
	}
	for _, p := range pictures {
		if !slices.ContainsFunc(shown, func(m []string) bool { return m[1]+m[2] == p.name }) {
			t.Errorf("README.md does not show %s", p.name)
		}
		data, err := os.ReadFile(filepath.Join(dir, p.name))
		if err != nil {
			t.Error(err)
			continue
		}
		img, err := png.DecodeConfig(bytes.NewReader(data))
		if want := p.size(); err != nil || img.Width != want.X || img.Height != want.Y || len(data) > 150<<10 {
			t.Errorf("%s is %d to %d, %d bytes (%v), not %v and at most 150 KB", p.name, img.Width, img.Height, len(data), err, want)
		}
	}
}

// take makes the pictures.
func take(t *testing.T, dir string) {
	ctx := browser.Start(t)
	site := t.TempDir()
	if _, err := disk.Publish(site, sampleSite(t)); err != nil {
		t.Fatal(err)
	}
	for _, p := range pictures {
		img := p.take(t, ctx, site)
		var b bytes.Buffer
		if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, fewColours(img)); err != nil {
			t.Fatal(err)
		}
		keep(t, filepath.Join(dir, p.name), b.Bytes())
	}
}

func (p picture) take(t *testing.T, ctx context.Context, site string) image.Image {
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: p.scheme}}}
	if p.scheme == "paper" {
		media = emulation.SetEmulatedMediaParams{Media: "print"}
	}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media); err != nil {
		t.Fatal(err)
	}
	err := chromedp.Do(ctx, chromedp.EmulateViewport(p.width, p.height, chromedp.EmulateScale(p.scale)), chromedp.Navigate("file://"+filepath.Join(site, p.page)))
	if err != nil {
		t.Fatal(err)
	}
	if p.from != "" {
		if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`(scrollTo(0, document.querySelector("`+p.from+`").getBoundingClientRect().top - 16), true)`)); err != nil {
			t.Fatal(err)
		}
	}
	data, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil || p.scheme != "paper" {
		return img
	}
	sheet := image.NewRGBA(image.Rectangle{Max: p.size()})
	paint.Draw(sheet, sheet.Bounds(), image.White, image.Point{}, paint.Src)
	paint.Draw(sheet, img.Bounds().Add(image.Pt(margin, margin)), img, img.Bounds().Min, paint.Src)
	edge(sheet)
	return sheet
}

// edge draws the rim of a sheet, so that it is seen on a white page.
func edge(sheet *image.RGBA) {
	b, grey := sheet.Bounds(), color.Gray{Y: 0xb0}
	for x := range b.Max.X {
		sheet.Set(x, 0, grey)
		sheet.Set(x, b.Max.Y-1, grey)
	}
	for y := range b.Max.Y {
		sheet.Set(0, y, grey)
		sheet.Set(b.Max.X-1, y, grey)
	}
}

// fewColours draws a picture with the 256 colours that it has most of.
func fewColours(img image.Image) *image.Paletted {
	b := img.Bounds()
	count := map[color.RGBA]int{}
	at := func(x, y int) color.RGBA { return color.RGBAModel.Convert(img.At(x, y)).(color.RGBA) }
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			count[at(x, y)]++
		}
	}
	by := slices.SortedFunc(maps.Keys(count), func(p, q color.RGBA) int {
		return cmp.Or(cmp.Compare(count[q], count[p]), slices.Compare([]byte{p.R, p.G, p.B}, []byte{q.R, q.G, q.B}))
	})
	var palette color.Palette
	for _, c := range by[:min(256, len(by))] {
		palette = append(palette, c)
	}
	index := map[color.RGBA]uint8{}
	for _, c := range by {
		index[c] = uint8(palette.Index(c))
	}
	out := image.NewPaletted(b, palette)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			out.SetColorIndex(x, y, index[at(x, y)])
		}
	}
	return out
}
