package keyed

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"retake/generator/civil"
	"retake/generator/fault"
)

// Kind says how a value is written.
type Kind string

const (
	IsText   Kind = "text in quotes"
	IsWhole  Kind = "a whole number"
	IsNumber Kind = "a number"
	IsYes    Kind = "true or false"
	IsDate   Kind = "a date"
	IsMoment Kind = "a date or a date with a time"
	IsLength Kind = "a length of time"
	IsHours  Kind = "a number of hours"
	IsFree   Kind = "a time range or a length of time"
	IsClock  Kind = "a time of day"
	IsDomain Kind = "a domain of the exam"
	IsList   Kind = "a list"
	IsTable  Kind = "a table"
	IsTables Kind = "a list of tables"
	IsAny    Kind = "anything" // a key that another room owns
)

// samples are values of each kind, for hints.
var samples = map[Kind]string{
	IsText: `"..."`, IsWhole: "31", IsNumber: "72.5", IsYes: "true", IsDate: "2026-11-23",
	IsMoment: "2026-11-23", IsLength: `"1h30m"`, IsHours: "12", IsFree: `"19:00-20:30"`, IsClock: `"19:00"`, IsDomain: "4", IsList: "[...]",
}

// Key is one key of a table: how it is written, and where its value goes. A table of keys is the whole
// definition of a table of the file; nothing else decides which keys there are.
type Key struct {
	Name   string
	Kind   Kind
	Lo, Hi float64 // bounds of a number, a length in minutes, or the length of a list; both 0 = none
	Words  []string
	Need   bool
	Ask    func(Value) string // the hint for a table in which the key is missing; nil = a sample
	Keys   func() []Key       // of a table or of each table in a list
	Read   func(Value)

	// What editors are told besides, and the reader does not look at: package schema holds the two together.
	Also   []Key    // other ways to write the value; they have no names
	Items  []Key    // of a list: one for all items, or one for each; of a table whose keys are free: one for all values
	Like   string   // a regular expression for the whole of a text, blanks around it aside; "" = any text
	Exact  bool     // Words are read in small letters only
	Was    float64  // what a number is when its key is left out; 0 = not said
	With   string   // another key of the table that has to be there if this one is
	Either []string // of a table: keys of which one has to be there
}

// Other ways to write a value, shared because keys are made for each table that is read.
var (
	orWhole    = []Key{{Kind: IsWhole}}
	orDate     = []Key{{Kind: IsDate}}
	orText     = []Key{{Kind: IsText}}
	orFree     = []Key{{Kind: IsFree, Hi: 1440}}
	orFreeList = []Key{{Kind: IsList, Items: orFree}}
)

// Must marks a key that has to be there.
func Must(k Key) Key {
	k.Need = true
	return k
}

// Add reports an error at the value.
func (v Value) Add(code, format string, args ...any) *fault.Fault {
	x := v.file.faults.Add(code, v.Pos(), format, args...)
	x.Width = v.Width()
	if v.at != nil {
		v.file.said[v.at.val] = true
	}
	return x
}

// Warn reports a warning at the value.
func (v Value) Warn(code, format string, args ...any) *fault.Fault {
	x := v.Add(code, format, args...)
	x.Severity = fault.Warning
	return x
}

// Wrong reports a value of another kind than k, and returns false.
func (v Value) Wrong(k Kind) bool {
	x := v.Add("wrong-type", "%s must be %s, not %s", v.Name, k, called(v.V))
	s, isString := v.V.(string)
	t, isTime := v.V.(time.Time)
	switch {
	case isString && unquotable(s, k):
		x.Hint = fmt.Sprintf("without quotes: %s = %s", v.Name, s)
	case isString && (k == IsDate || k == IsMoment) && len(meantDates(v.Name, s)) > 0:
		x.Hint = fmt.Sprintf("without quotes and year first: %s = %s", v.Name, meantDates(v.Name, s)[0])
	case isString && (k == IsWhole || k == IsNumber) && leadingNumber.MatchString(s):
		x.Hint = fmt.Sprintf("write the number alone: %s = %s", v.Name, Leading(s))
	case isTime && k == IsDate && !t.IsZero() && t.Year() > 0:
		x.Hint = fmt.Sprintf("write the day alone: %s = %s", v.Name, t.Format(time.DateOnly))
	case isTime && Zoned(t):
		x.Hint = "write the time as it was on the clock, without a time zone: 2026-11-23T15:40:00"
	case k == IsText && single(v.V):
		x.Hint = fmt.Sprintf("text goes in quotes: %s = %q", v.Name, v.Raw())
	case k == IsTables:
		x.Hint = fmt.Sprintf("write [[%s]] with two brackets, once for each", v.Name)
	case k == IsTable:
		x.Hint = fmt.Sprintf("write [%s] on a line of its own and the keys below it", v.Name)
	case samples[k] != "":
		x.Hint = fmt.Sprintf("write %s = %s", v.Name, samples[k])
	}
	return false
}

// single reports whether a value is neither text nor a list nor a table.
func single(v any) bool {
	switch v.(type) {
	case int64, float64, bool, time.Time:
		return true
	}
	return false
}

var leadingNumber = regexp.MustCompile(`^\s*(\d{1,6}(?:[.,]\d{1,4})?)(?:\s*%|\s|$)`)

// Leading is the number with which a text such as "55 %" begins, "" if there is none.
func Leading(s string) string {
	m := leadingNumber.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	return strings.Replace(m[1], ",", ".", 1)
}

// unquotable reports whether a text would be a value of kind k but for its quotes.
func unquotable(s string, k Kind) bool {
	switch k {
	case IsYes:
		return s == "true" || s == "false"
	case IsWhole:
		_, err := strconv.ParseUint(s, 10, 32)
		return err == nil
	case IsNumber:
		_, err := strconv.ParseFloat(s, 64)
		return err == nil
	case IsDate, IsMoment:
		_, err := civil.Parse(s)
		return err == nil
	}
	return false
}

// called is what a learner would call the kind of a value.
func called(v any) string {
	switch t := v.(type) {
	case string:
		return "text"
	case int64:
		return "a whole number"
	case float64:
		return "a number with a point"
	case bool:
		return "true or false"
	case time.Time:
		switch {
		case Zoned(t):
			return "a date with a time zone"
		case t.Location().String() == "time-local":
			return "a time of day"
		case t.Location().String() == "datetime-local":
			return "a date with a time"
		}
		return "a date"
	case map[string]any:
		return "a table"
	}
	return "a list"
}

// Zoned reports whether a time came with an offset: the library names the three local kinds so.
func Zoned(t time.Time) bool { return !strings.HasSuffix(t.Location().String(), "-local") }

// Table reads a table by its keys. What is not among them is a fault.
func (v Value) Table(keys []Key) {
	m, ok := v.V.(map[string]any)
	if !ok {
		v.Wrong(IsTable)
		return
	}
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.Name
		if x, ok := v.Get(k.Name); !ok {
			if k.Need {
				v.Missing(k)
			}
		} else if !x.Bad() {
			k.Read(x)
		}
	}
	for name := range m {
		if !slices.Contains(names, name) {
			v.unknownKey(name, names)
		}
	}
}

// Missing reports a key that has to be there.
func (v Value) Missing(k Key) {
	what := v.Name
	if what == "" {
		what = "the file"
	}
	x := v.Add("missing-key", "%s has no %s", what, k.Name)
	sample := samples[k.Kind]
	if len(k.Words) > 0 {
		sample = strconv.Quote(k.Words[0])
	}
	x.Hint = fmt.Sprintf("add %s = %s", k.Name, sample)
	if k.Ask != nil {
		x.Hint = k.Ask(v)
	}
}

func (v Value) unknownKey(name string, names []string) {
	at := v.at.below(v.at.kids[name])
	x := v.file.faults.Add("unknown-key", v.file.Pos(at.key), "unknown key %s", name)
	x.Width = v.file.width(at.key, at.keyEnd)
	x.Hint = DidYouMean(name, names)
	if x.Hint == "" {
		names = slices.Sorted(slices.Values(names))
		x.Hint = "the keys here are " + strings.Join(names[:min(len(names), 12)], ", ")
		if len(names) > 12 {
			x.Hint += ", ..."
		}
	}
}

// Each calls do for each item of a list, those aside that were reported already.
func (v Value) Each(k Kind, do func(Value)) bool {
	items, ok := v.Items()
	if !ok {
		return v.Wrong(k)
	}
	for _, x := range items {
		if !x.Bad() {
			do(x)
		}
	}
	return true
}

// ---- values

// Str reads a text, without blanks around it.
func (v Value) Str() (string, bool) {
	s, ok := v.V.(string)
	if !ok {
		return "", v.Wrong(IsText)
	}
	return strings.TrimSpace(s), true
}

// Number reads a number within bounds; whole refuses fractions.
func (v Value) Num(k Kind, lo, hi float64) (float64, bool) {
	var n float64
	switch t := v.V.(type) {
	case int64:
		n = float64(t)
	case float64:
		if n = t; k == IsWhole {
			return 0, v.Wrong(k)
		}
	default:
		return 0, v.Wrong(k)
	}
	if math.IsNaN(n) || math.IsInf(n, 0) {
		v.Add("out-of-range", "%s %s is not a number", v.Name, v.Raw()).Hint = "write it in digits: " + v.Name + " = " + samples[IsNumber]
		return 0, false
	}
	return n, v.within(n, lo, hi)
}

func (v Value) within(n, lo, hi float64) bool {
	if lo == 0 && hi == 0 || n >= lo && n <= hi {
		return true
	}
	if n < lo {
		v.Add("out-of-range", "%s %s is below %s", v.Name, v.Raw(), Plain(lo)).Hint = between(v.Name, lo, hi)
	} else {
		v.Add("out-of-range", "%s %s is above %s", v.Name, v.Raw(), Plain(hi)).Hint = between(v.Name, lo, hi)
	}
	return false
}

func between(name string, lo, hi float64) string {
	return fmt.Sprintf("%s may be %s to %s", name, Plain(lo), Plain(hi))
}

// Plain is a number without needless noughts.
func Plain(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// minYear and maxYear bound the dates that a study plan can mean: outside is a slip of the finger.
const minYear, maxYear = 1990, 2100

// Day reads a local date.
func (v Value) Day() (civil.Date, bool) {
	x, ok := v.Moment(IsDate)
	return x.Date, ok
}

// Moment reads a local date, or with IsMoment also a local date with a time.
func (v Value) Moment(k Kind) (civil.Instant, bool) {
	none := civil.Instant{Clock: civil.NoClock}
	t, ok := v.V.(time.Time)
	if zone := t.Location().String(); !ok || zone != "date-local" && (zone != "datetime-local" || k == IsDate) {
		return none, v.Wrong(k)
	}
	y, m, d := t.Date()
	if y < minYear || y > maxYear {
		v.Add("out-of-range", "%s is not a date of this plan", v.Raw()).Hint = fmt.Sprintf("years run from %d to %d", minYear, maxYear)
		return none, false
	}
	at := civil.Instant{Date: civil.Of(y, int(m), d), Clock: civil.NoClock}
	if t.Location().String() == "datetime-local" {
		at.Clock = civil.Clock(t.Hour()*60 + t.Minute())
	}
	return at, true
}

// Length reads minutes: 90, "90m", "1h30m" or a time range.
func (v Value) Minutes(lo, hi float64) (civil.Minutes, bool) {
	switch t := v.V.(type) {
	case int64:
		return civil.Minutes(t), v.within(float64(t), lo, hi)
	case string:
		w, err := civil.ParseWindow(t)
		if err != nil {
			v.Add("bad-time", "%s: %v", v.Name, err).Hint = lengthHint(t, `lengths are written 90, "90m" or "1h30m", ranges "19:00-20:30"`)
			return 0, false
		}
		return w.Length, v.within(float64(w.Length), lo, hi)
	}
	return 0, v.Wrong(IsLength)
}

// lengthHint guesses what a length such as "1h30" was meant to be; otherwise is the general hint.
func lengthHint(s, otherwise string) string {
	if _, err := civil.ParseWindow(s + "m"); err == nil {
		return fmt.Sprintf("did you mean %q?", strings.TrimSpace(s)+"m")
	}
	return otherwise
}

// Clock reads a time of day, as text or as TOML has it: "19:00" or 19:00:00.
func (v Value) Clock() (civil.Clock, bool) {
	if t, ok := v.V.(time.Time); ok && t.Location().String() == "time-local" {
		return civil.Clock(t.Hour()*60 + t.Minute()), true
	}
	s, ok := v.V.(string)
	if !ok {
		return civil.NoClock, v.Wrong(IsClock)
	}
	c, err := civil.ParseClock(strings.TrimSpace(s))
	if err != nil {
		v.Add("bad-time", "%s: %v", v.Name, err).Hint = fmt.Sprintf("write %s = %s", v.Name, samples[IsClock])
	}
	return c, err == nil
}

// Hours reads a length that is counted in hours, as of a whole course: 12, 12.5, "12h" or "12h30m".
func (v Value) Hours() civil.Minutes {
	s, isText := v.V.(string)
	if !isText {
		n, _ := v.Num(IsNumber, 0, 10_000)
		return civil.Minutes(n * 60)
	}
	h, m, found := strings.Cut(strings.ToLower(strings.ReplaceAll(s, " ", "")), "h")
	n, err := strconv.ParseUint(h, 10, 14)
	if !found || err != nil || n > 10_000 {
		h, m, n = "", h, 0
	}
	rest, err := civil.ParseMinutes(m)
	if m != "" && err != nil || h == "" && m == "" {
		v.Add("bad-time", "%s: %q is not a number of hours", v.Name, s).Hint = fmt.Sprintf("write %s = 12 or %s = \"12h30m\"", v.Name, v.Name)
		return 0
	}
	return civil.Minutes(n*60) + rest
}

// Windows reads the free time of one day: one window or a list of them, in order.
func (v Value) Windows() (out []civil.Window) {
	one := func(x Value) {
		w := civil.Window{Start: civil.NoClock}
		if n, ok := x.V.(int64); ok {
			w.Length = civil.Minutes(n)
		} else if s, ok := x.V.(string); !ok {
			x.Wrong(IsFree)
			return
		} else if got, err := civil.ParseWindow(s); err != nil {
			x.Add("bad-time", "%s: %v", x.Name, err).Hint = lengthHint(s, `write "19:00-20:30", "90m", or a list of them`)
			return
		} else {
			w = got
		}
		if !x.within(float64(w.Length), 0, 1440) || w.Length == 0 {
			return
		}
		for _, o := range out {
			if w.Start != civil.NoClock && o.Start != civil.NoClock && w.Start < o.End() && o.Start < w.End() {
				x.Add("overlap", "%s %s overlaps %s", x.Name, w, o).Hint = "windows of one day may not overlap"
				return
			}
		}
		out = append(out, w)
	}
	if _, ok := v.Items(); ok {
		v.Each(IsFree, one)
	} else {
		one(v)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Start < out[j].Start })
	return out
}
