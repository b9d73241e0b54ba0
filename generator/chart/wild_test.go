package chart

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"retake/generator/civil"
)

// number is mostly a percent, and now and then nothing that can be drawn.
func number(t *rapid.T) float64 {
	if rapid.IntRange(0, 9).Draw(t, "wild") > 0 {
		return rapid.Float64Range(0, 100).Draw(t, "percent")
	}
	return rapid.OneOf(rapid.Float64(), rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), math.Inf(-1), 0, math.Copysign(0, -1), 1e308, -1e12, 1e12, 5e-324})).Draw(t, "number")
}

// word is mostly a label, and now and then any text.
func word(t *rapid.T) string {
	if rapid.IntRange(0, 3).Draw(t, "odd") > 0 {
		return rapid.SampledFrom([]string{"today", "82 %", "pass mark 75 %", "Security Operations", "16 Nov", "4", "", "WWWWWWWW", "שלום", "情報"}).Draw(t, "word")
	}
	return rapid.String().Draw(t, "text")
}

func wildAxis(t *rapid.T) Axis {
	a := Axis{Name: word(t), Lo: number(t), Hi: number(t)}
	for range rapid.IntRange(0, 12).Draw(t, "ticks") {
		a.Ticks = append(a.Ticks, Tick{number(t), word(t)})
	}
	if rapid.Bool().Draw(t, "round") {
		a.Lo, a.Hi, a.Ticks = 0, 100, nil
		for _, v := range Ticks(0, 100, 11) {
			a.Ticks = append(a.Ticks, Tick{v, num(v) + " %"})
		}
	}
	return a
}

func wildPoint(t *rapid.T) Point {
	return Point{number(t), number(t), number(t), number(t), rapid.SampledFrom([]string{"", "counted", "aside", "plan", "sat", `"><x`}).Draw(t, "kind"), word(t), word(t)}
}

func some[T any](t *rapid.T, most int, one func(*rapid.T) T) []T {
	var out []T
	for range rapid.IntRange(0, most).Draw(t, "n") {
		out = append(out, one(t))
	}
	return out
}

func wildLevel(t *rapid.T) Level {
	return Level{number(t), word(t), rapid.SampledFrom([]string{"target", "pass", "<"}).Draw(t, "level")}
}

func wildMark(t *rapid.T) Mark {
	return Mark{number(t), word(t), rapid.SampledFrom([]string{"today", "exam", "sat", "", "a b"}).Draw(t, "mark")}
}

func wildDay(t *rapid.T) Day {
	d := Day{november + civil.Date(rapid.IntRange(0, 900).Draw(t, "day")), 4 * number(t), 4 * number(t), rapid.Bool().Draw(t, "off"),
		rapid.SampledFrom([]string{"", "", "simulation", "exam", "sat", "x"}).Draw(t, "sign"), word(t)}
	if rapid.IntRange(0, 19).Draw(t, "far") == 0 {
		d.Date = civil.Date(rapid.Int32().Draw(t, "date"))
	}
	return d
}

// drawings are the five kinds of chart with whatever values.
var drawings = map[string]func(*rapid.T) interface{ SVG() string }{
	"track": func(t *rapid.T) interface{ SVG() string } {
		return Track{words("w"), wildAxis(t), wildAxis(t), some(t, 60, wildPoint), some(t, 12, wildPoint), some(t, 4, wildLevel), some(t, 6, wildMark), rapid.Bool().Draw(t, "joined")}
	},
	"pairs": func(t *rapid.T) interface{ SVG() string } {
		return Pairs{words("w"), some(t, 25, func(t *rapid.T) Pair { return Pair{word(t), number(t), number(t), word(t), word(t)} })}
	},
	"spots": func(t *rapid.T) interface{ SVG() string } {
		return Spots{words("w"), wildAxis(t), wildAxis(t), some(t, 60, func(t *rapid.T) Spot {
			return Spot{number(t), number(t), number(t), number(t), word(t), word(t)}
		}), some(t, 3, wildLevel)}
	},
	"calendar": func(t *rapid.T) interface{ SVG() string } {
		c := Calendar{Words: words("w"), Days: some(t, 60, wildDay), Today: november + 30, Full: number(t)}
		if rapid.Bool().Draw(t, "names") {
			c.Months, c.Weekdays = monthNames, dayNames
		} else {
			c.Months, c.Weekdays = slices.Repeat([]string{word(t)}, 12), slices.Repeat([]string{word(t)}, 7)
		}
		return c
	},
	"pace": func(t *rapid.T) interface{ SVG() string } {
		return Pace{words("w"), number(t), word(t), some(t, 14, func(t *rapid.T) Run {
			return Run{word(t), some(t, 6, number), rapid.Bool().Draw(t, "now")}
		}), wildAxis(t), wildAxis(t)}
	},
}

// TestWhateverTheValues: the drawing is well-formed, named, on its sheet, without touching texts; drawn again it is
// the same.
func TestWhateverTheValues(t *testing.T) {
	for kind, draw := range drawings {
		t.Run(kind, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				c := draw(t)
				svg := c.SVG()
				if err := inspect(svg); err != nil {
					t.Fatalf("%v\n%s", err, svg)
				}
				if c.SVG() != svg {
					t.Fatal("drawn again it is another one")
				}
			})
		})
	}
}

// TestInspectionCanFail shows the inspector drawings in which something is wrong.
func TestInspectionCanFail(t *testing.T) {
	head, tail := `<svg viewBox="0 0 360 100" role="img" aria-labelledby="a-t" aria-describedby="a-d"><title id="a-t">T</title><desc id="a-d">D</desc><g aria-hidden="true">`, `</g></svg>`
	if err := inspect(head + `<text x="1" y="20">a</text>` + tail); err != nil {
		t.Errorf("nothing is wrong, but: %v", err)
	}
	for _, part := range []string{
		`<text x="1" y="20">abc</text><text x="10" y="25">abc</text>`, `<text x="340" y="20">abcde</text>`, `<text x="1" y="5">a</text>`, `<text x="1" y="20"> </text>`,
		`<circle cx="359" cy="9" r="4"/>`, `<rect x="300" y="1" width="70" height="5"/>`, `<path d="M1 2L3 400"/>`, `<line x1="NaN"/>`, `<line x1="1.25"/>`,
		`<line x1="-0"/>`, `<line x1="1.0"/>`, `<line x1="+Inf"/>`, `<line x1="-3"/>`, `<g id="a-t"/>`, `<g id="b"/>`, `<g style="x"/>`, `<g fill="red"/>`, `<g class=""/>`, `<g>`, `&nbsp;`,
	} {
		if inspect(head+part+tail) == nil {
			t.Errorf("nothing is wrong with %s", part)
		}
	}
	if inspect(strings.Replace(head, ` aria-hidden="true"`, "", 1)+`<text x="1" y="20">a</text>`+tail) == nil {
		t.Error("nothing is wrong with texts that are read out")
	}
	for _, names := range []string{`aria-labelledby="a-t a-d"`, `aria-labelledby="a-d" aria-describedby="a-t"`, `aria-labelledby="a-t"`, `aria-describedby="a-d"`} {
		if inspect(strings.Replace(head, `aria-labelledby="a-t" aria-describedby="a-d"`, names, 1)+tail) == nil {
			t.Errorf("nothing is wrong with %s", names)
		}
	}
}
