package chart

import (
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"retake/generator/civil"
)

var update = flag.Bool("update", false, "write the drawings anew")

// exhibit is one drawing at an edge: the file of its name in testdata is what it looks like.
type exhibit struct {
	name string
	svg  interface{ SVG() string }
}

func words(name string) Words {
	return Words{ID: name, Title: "Title of " + name, Desc: "What is to be seen in " + name + "."}
}

var (
	monthNames = strings.Fields("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
	dayNames   = strings.Fields("Mon Tue Wed Thu Fri Sat Sun")
	november   = civil.Of(2026, 11, 2) // a Monday
)

// dates is an axis of days with Mondays or firsts of months marked.
func dates(from, to civil.Date) Axis {
	a := Axis{Lo: float64(from), Hi: float64(to)}
	for _, d := range DayTicks(from, to, 6) {
		_, m, day := d.YMD()
		a.Ticks = append(a.Ticks, Tick{float64(d), fmt.Sprintf("%d %s", day, monthNames[m-1])})
	}
	return a
}

func percents(lo, hi float64) Axis {
	a := Axis{Name: "questions right", Lo: lo, Hi: hi}
	for _, v := range Ticks(lo, hi, 6) {
		a.Ticks = append(a.Ticks, Tick{v, num(v) + " %"})
	}
	return a
}

func scores(name string, n int) Track {
	t := Track{Words: words(name), X: dates(november, november+75), Y: percents(50, 100), Joined: n > many,
		Levels: []Level{{85, "target 85 %", "target"}, {75, "pass mark 75 %", "pass"}},
		Marks:  []Mark{{float64(november) + float64(max(30, min(69, n))), "today", "today"}, {float64(november + 70), "exam", "exam"}}}
	for i := range n {
		x := float64(november) + 3 + float64(i*max(26, min(65, n)))/math.Max(1, float64(n-1))
		y := 66 + 14*float64(i)/float64(max(1, n)) + 4*math.Sin(float64(i)*1.7)
		p := Point{X: x, Y: y, Lo: y - 6, Hi: y + 5, Kind: "counted", Text: fmt.Sprintf("result %d: %s %%", i+1, num(y))}
		if i%3 == 1 {
			p.Kind = "aside"
		}
		t.Points = append(t.Points, p)
	}
	return t
}

// full is a track with everything: a ribbon, an attempt, labels.
func full() Track {
	t := scores("track-full", 5)
	for i := range 11 {
		y := 64 + 1.9*float64(i)
		t.Band = append(t.Band, Point{X: float64(november) + 7*float64(i), Y: y, Lo: y - 7 + .3*float64(i), Hi: y + 6 - .3*float64(i)})
	}
	t.Points = append(t.Points, Point{X: float64(november) + 1, Y: 62, Kind: "sat", Text: "the exam: 62 %", Label: "62 %"},
		Point{X: float64(november) + 70, Y: 83, Lo: 76, Hi: 88, Kind: "plan", Text: "expected on the day"})
	t.Points[4].Label = "77 %"
	t.Marks = append(t.Marks, Mark{float64(november + 1), "first attempt", "sat"})
	return t
}

func alike() Track {
	t := scores("track-alike", 4)
	for i := range t.Points {
		t.Points[i].X, t.Points[i].Y = float64(november+10), 80
	}
	t.Levels = []Level{{80, "target 80 %", "target"}, {80, "pass mark 80 %", "pass"}, {79.5, "what is usual 79 %", ""}}
	t.Marks = []Mark{{float64(november + 10), "today", "today"}, {float64(november + 10), "exam", "exam"}, {float64(november + 11), "second attempt", "sat"}}
	return t
}

// broken is a track in which nearly nothing can be drawn.
func broken() Track {
	nan, inf := math.NaN(), math.Inf(1)
	return Track{Words: Words{ID: "a b", Title: `<&> "it's"` + "\x00\x07\xff", Desc: "\ufffe"}, X: Axis{Lo: nan, Hi: 5, Ticks: []Tick{{nan, "x"}, {0, "nought"}}},
		Y: Axis{Lo: -inf, Hi: inf}, Points: []Point{{X: nan, Y: 1}, {X: 0, Y: inf}, {X: 1e300, Y: 0}, {X: 0.5, Y: 0.5, Lo: nan, Hi: inf}, {X: -0.00001, Y: -0.00001}},
		Band: []Point{{X: 0, Y: 0, Lo: -1e300, Hi: 5}}, Levels: []Level{{nan, "no", "target"}, {1e9, "far", "pass"}}, Marks: []Mark{{inf, "never", "exam"}}}
}

func rows(name string, n int) Pairs {
	p := Pairs{Words: words(name)}
	long := []string{"General Security Concepts", "Threats, Vulnerabilities, and Mitigations", "Security Architecture", "Security Operations"}
	for i := range n {
		planned, done := float64(20-i), float64((i*7)%13)
		p.Rows = append(p.Rows, Pair{fmt.Sprintf("%d %s", i+1, long[i%4]), planned, done, num(planned) + " h", num(done) + " h"})
	}
	return p
}

func strange() Pairs {
	return Pairs{Words: words("pairs-strange"), Rows: []Pair{
		{"A very long name of a domain that goes on and on and would never end if it were not cut somewhere", 10, 4, "10 h 20 min planned in all", "4 h done"},
		{"אבטחת מידע (יסודות) ותפעול שוטף של מערכות", 8, 9, "8 h", "9 h"},
		{"المفاهيم الأمنية العامة", 5, 0, "5 h", "none yet"},
		{"情報セキュリティの基礎と運用、脅威と脆弱性への対策、そして継続的な監視", 3, 3, "3 h", "3 h"},
		{"Donaudampfschifffahrtsgesellschaftskapitänsverordnungen", 0, 0, "", ""},
		{"", math.NaN(), math.Inf(1), "unknown", "unknown"},
	}}
}

func domains(name string, n int, spread float64) Spots {
	s := Spots{Words: words(name), X: Axis{Name: "weight in the exam", Lo: 0, Hi: 30}, Y: percents(40, 100), Levels: []Level{{85, "target 85 %", "target"}}}
	for _, v := range Ticks(0, 30, 6) {
		s.X.Ticks = append(s.X.Ticks, Tick{v, num(v) + " %"})
	}
	for i := range n {
		x, y := 12+spread*13*math.Sin(float64(i)*2.1), 68+spread*18*math.Cos(float64(i)*1.3)
		s.Spots = append(s.Spots, Spot{x, y, y - 8, y + 7, fmt.Sprint(i + 1), fmt.Sprintf("domain %d", i+1)})
	}
	return s
}

func calendar(name string, days int, today civil.Date) Calendar {
	c := Calendar{Words: words(name), Today: today, Months: monthNames, Weekdays: dayNames}
	for i := range days {
		d := Day{Date: november + civil.Date(i)}
		switch i % 7 {
		case 0, 2, 3:
			d.Planned = 90
		case 5:
			d.Planned = 150
		case 6:
			d.Off = true
		}
		if d.Planned > 0 && d.Date < today && i%5 != 1 {
			d.Done = float64(30 + (i*37)%130)
		}
		if i%21 == 19 {
			d.Mark = "simulation"
		}
		d.Text = d.Date.Short()
		c.Days = append(c.Days, d)
	}
	c.Days[days-1].Mark = "exam"
	return c
}

func paces(name string, runs ...[]float64) Pace {
	p := Pace{Words: words(name), Allowed: 90, Even: "even pace", X: Axis{Name: "questions"}, Y: Axis{Name: "minutes"}}
	for i, r := range runs {
		p.Runs = append(p.Runs, Run{fmt.Sprintf("%d Nov", 2+7*i), r, i == len(runs)-1})
	}
	return p
}

func exhibits() []exhibit {
	names := paces("pace-names", []float64{24, 50, 80, 91}, []float64{20, 41, 66, 88}, []float64{22, 44, 66, 89})
	names.Runs[1].Name, names.Runs[2].Name = "Provider B with a long name", "מבחן לדוגמה"
	sitting := calendar("calendar-signs", 60, november+30)
	sitting.Days[0].Mark, sitting.Days[1].Off, sitting.Days[1].Done = "sat", true, 60
	bare := calendar("calendar-bare", 20, november+10)
	bare.Months, bare.Weekdays = nil, nil
	zero := calendar("calendar-zero", 14, november+20)
	for i := range zero.Days {
		zero.Days[i].Planned, zero.Days[i].Done = 0, 0
	}
	frame := scores("track-frame", 0)
	frame.Marks[1].At = frame.X.Hi
	return []exhibit{
		{"track-none", Track{Words: words("track-none")}}, {"track-frame", frame}, {"track-one", scores("track-one", 1)},
		{"track-full", full()}, {"track-alike", alike()}, {"track-200", scores("track-200", 200)}, {"track-broken", broken()},
		{"pairs-none", Pairs{Words: words("pairs-none")}}, {"pairs-five", rows("pairs-five", 5)}, {"pairs-20", rows("pairs-20", 20)},
		{"pairs-zero", Pairs{Words: words("pairs-zero"), Rows: []Pair{{Name: "Networks", Planned: 5e-324}, {Name: "Operations", PlannedText: "none", DoneText: "none yet"}}}},
		{"pairs-strange", strange()},
		{"spots-none", Spots{Words: words("spots-none")}}, {"spots-one", domains("spots-one", 1, 0)}, {"spots-five", domains("spots-five", 5, 1)},
		{"spots-20", domains("spots-20", 20, 1)}, {"spots-alike", domains("spots-alike", 20, 0)}, {"spots-200", domains("spots-200", 200, 1)},
		{"calendar-none", Calendar{Words: words("calendar-none")}}, {"calendar-day", calendar("calendar-day", 1, november)},
		{"calendar-quarter", calendar("calendar-quarter", 76, november+31)}, {"calendar-two-years", calendar("calendar-two-years", 731, november+200)},
		{"calendar-signs", sitting}, {"calendar-bare", bare}, {"calendar-zero", zero},
		{"pace-none", Pace{Words: words("pace-none")}}, {"pace-even", Pace{Words: words("pace-even"), Allowed: 90, Even: "even pace"}},
		{"pace-one", paces("pace-one", []float64{25, 52, 75, 88})}, {"pace-zero", paces("pace-zero", []float64{0, 0, 0, 0})},
		{"pace-three", paces("pace-three", []float64{18, 40, 70, 90}, []float64{25, 48, 66, 82}, []float64{20, 42, 65, 84})},
		{"pace-names", names},
		{"pace-many", paces("pace-many", []float64{24, 40, 61, 80}, []float64{20, 41, 62, 81}, []float64{20, 42, 63, 82}, []float64{20, 42, 63, 83}, []float64{20, 42, 63, 84}, []float64{20, 42, 63, 85},
			[]float64{20, 42, 63, 86}, []float64{20, 42, 63, 87}, []float64{20, 42, 63, 88}, []float64{20, 42, 63, 89}, []float64{20, 42, 63, 90}, []float64{20, 44, 63, 190})},
	}
}

func TestGolden(t *testing.T) {
	want := map[string]bool{}
	for _, e := range exhibits() {
		file := filepath.Join("testdata", e.name+".svg")
		want[file] = true
		got := strings.ReplaceAll(e.svg.SVG(), "><", ">\n<") + "\n" // a line for each element, to be read
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if old, err := os.ReadFile(file); err != nil || string(old) != got {
			t.Errorf("%s is drawn otherwise (%v): look at it and use -update", e.name, err)
		}
	}
	there, _ := filepath.Glob("testdata/*.svg")
	for _, file := range there {
		if !want[file] {
			t.Errorf("%s is of no exhibit", file)
		}
	}
}

func TestExhibitsAreSound(t *testing.T) {
	for _, e := range exhibits() {
		if wrong := inspect(e.svg.SVG()); wrong != nil {
			t.Errorf("%s: %v", e.name, wrong)
		}
	}
}

// inspect reads a drawing and says what is wrong with it: XML, words, ids, places, texts that touch.
func inspect(svg string) error {
	var v visit
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return v.whole()
		}
		if err != nil {
			return err
		}
		if err := v.see(tok); err != nil {
			return err
		}
	}
}
