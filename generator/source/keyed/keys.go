package keyed

import (
	"slices"
	"strings"

	"retake/generator/civil"
	"retake/generator/fault"
)

// ---- constructors: name, where the value goes, bounds

func Text(name string, into *string) Key {
	return Key{Name: name, Kind: IsText, Read: func(v Value) {
		if s, ok := v.Str(); ok {
			*into = s
		}
	}}
}

// Label is a text that may be written as a bare number: form = 2.
func Label(name string, into *string) Key {
	return Key{Name: name, Kind: IsText, Also: orWhole, Read: func(v Value) {
		if _, ok := v.V.(int64); ok {
			*into = v.Raw()
		} else if s, ok := v.Str(); ok {
			*into = s
		}
	}}
}

func Whole(name string, into *int, lo, hi int) Key {
	return Key{Name: name, Kind: IsWhole, Lo: float64(lo), Hi: float64(hi), Was: float64(*into), Read: func(v Value) {
		if n, ok := v.Num(IsWhole, float64(lo), float64(hi)); ok {
			*into = int(n)
		}
	}}
}

func Number(name string, into *float64, lo, hi float64) Key {
	return Key{Name: name, Kind: IsNumber, Lo: lo, Hi: hi, Was: *into, Read: func(v Value) {
		if n, ok := v.Num(IsNumber, lo, hi); ok {
			*into = n
		}
	}}
}

// Mark is a number whose being there matters.
func Mark(name string, into *float64, has *bool, lo, hi float64) Key {
	k := Number(name, into, lo, hi)
	return Key{Name: name, Kind: IsNumber, Lo: lo, Hi: hi, Read: func(v Value) {
		*has = true
		k.Read(v)
	}}
}

func Yes(name string, into *bool) Key {
	return Key{Name: name, Kind: IsYes, Read: func(v Value) {
		if b, ok := v.V.(bool); ok {
			*into = b
		} else {
			v.Wrong(IsYes)
		}
	}}
}

// No is a flag that is kept the other way round: seen = false, allows_review = false.
func No(name string, into *bool) Key {
	return Key{Name: name, Kind: IsYes, Read: func(v Value) {
		if b, ok := v.V.(bool); ok {
			*into = !b
		} else {
			v.Wrong(IsYes)
		}
	}}
}

func Date(name string, into *civil.Date) Key {
	return Key{Name: name, Kind: IsDate, Read: func(v Value) {
		if d, ok := v.Day(); ok {
			*into = d
		}
	}}
}

// DatePos is a date whose place matters later.
func DatePos(name string, into *civil.Date, pos *fault.Pos) Key {
	return Key{Name: name, Kind: IsDate, Read: func(v Value) {
		if d, ok := v.Day(); ok {
			*into, *pos = d, v.Pos()
		}
	}}
}

func Moment(name string, into *civil.Instant) Key {
	return Key{Name: name, Kind: IsMoment, Read: func(v Value) {
		if x, ok := v.Moment(IsMoment); ok {
			*into = x
		}
	}}
}

// Dates is one date or a list of dates.
func Dates(name string, into *[]civil.Date) Key {
	one := func(v Value) {
		if d, ok := v.Day(); ok {
			*into = append(*into, d)
		}
	}
	return Key{Name: name, Kind: IsList, Items: orDate, Also: orDate, Read: func(v Value) {
		if _, ok := v.Items(); !ok {
			one(v)
			return
		}
		v.Each(IsList, func(x Value) { one(x) })
	}}
}

func Length(name string, into *civil.Minutes, lo, hi float64) Key {
	return Key{Name: name, Kind: IsLength, Lo: lo, Hi: hi, Read: func(v Value) {
		if m, ok := v.Minutes(lo, hi); ok {
			*into = m
		}
	}}
}

// Lengths is one length or a list of lengths.
func Lengths(name string, into *[]civil.Minutes, lo, hi float64) Key {
	one := func(v Value) {
		if m, ok := v.Minutes(lo, hi); ok {
			*into = append(*into, m)
		}
	}
	list := []Key{{Kind: IsList, Items: []Key{{Kind: IsLength, Lo: lo, Hi: hi}}}}
	return Key{Name: name, Kind: IsLength, Lo: lo, Hi: hi, Also: list, Read: func(v Value) {
		if _, several := v.Items(); !several {
			one(v)
			return
		}
		v.Each(IsLength, one)
	}}
}

// Hours is a length that is counted in hours.
func Hours(name string, into *civil.Minutes) Key {
	return Key{Name: name, Kind: IsHours, Lo: 0, Hi: 10_000, Read: func(v Value) { *into = v.Hours() }}
}

func Clock(name string, into *civil.Clock) Key {
	return Key{Name: name, Kind: IsClock, Read: func(v Value) {
		if c, ok := v.Clock(); ok {
			*into = c
		}
	}}
}

// ToMidnight is a time of day, kept as the length from then to the end of the day.
func ToMidnight(name string, into *civil.Minutes) Key {
	return Key{Name: name, Kind: IsClock, Read: func(v Value) {
		if c, ok := v.Clock(); ok {
			*into = civil.Minutes(24*60 - c)
		}
	}}
}

func Windows(name string, into *[]civil.Window) Key {
	return Key{Name: name, Kind: IsFree, Hi: 1440, Also: orFreeList, Read: func(v Value) { *into = v.Windows() }}
}

// Word is a text out of a fixed few.
func Word[T ~string](name string, into *T, words ...string) Key {
	return Key{Name: name, Kind: IsText, Words: words, Read: func(v Value) {
		s, ok := v.Str()
		if !ok {
			return
		}
		if !slices.Contains(words, strings.ToLower(s)) {
			x := v.Add("unknown-value", "%s %q is none of %s", name, s, strings.Join(words, ", "))
			if x.Hint = DidYouMean(s, words); x.Hint == "" {
				x.Hint = "write " + name + " = " + Choice(words)
			}
			return
		}
		*into = T(strings.ToLower(s))
	}}
}

// Texts is one text or a list of texts.
func Texts(name string, into *[]string) Key {
	return Key{Name: name, Kind: IsList, Items: orText, Also: orText, Read: func(v Value) {
		if s, ok := v.V.(string); ok {
			*into = []string{strings.TrimSpace(s)}
			return
		}
		var out []string
		v.Each(IsList, func(x Value) {
			if s, ok := x.Str(); ok {
				out = append(out, s)
			}
		})
		*into = out
	}}
}

// Placed remembers where a key stands.
func Placed(k Key, pos *fault.Pos) Key {
	read := k.Read
	k.Read = func(v Value) {
		*pos = v.KeyPos()
		read(v)
	}
	return k
}

// Alike says of a key's text what it looks like, and that it may be empty.
func Alike(k Key, pattern string) Key {
	k.Like = "(?:" + pattern + ")?"
	return k
}

// Checked is a text that has to pass a test; what is said of it otherwise.
func Checked(name string, into *string, ok func(string) bool, what string) Key {
	return Key{Name: name, Kind: IsText, Read: func(v Value) {
		s, isText := v.Str()
		if !isText || s == "" {
			return
		}
		if !ok(s) {
			v.Add("unknown-value", "%s %q is not known", name, s).Hint = "write " + what
			return
		}
		*into = strings.TrimSpace(s)
	}}
}

// Sub is a table within a table.
func Sub(name string, keys func() []Key) Key {
	return Key{Name: name, Kind: IsTable, Keys: keys, Read: func(v Value) { v.Table(keys()) }}
}

// Maybe is a table whose being there matters.
func Maybe[T any](name string, into **T, keys func(*T) []Key) Key {
	return Key{Name: name, Kind: IsTable, Keys: func() []Key { return keys(new(T)) }, Read: func(v Value) {
		x := new(T)
		v.Table(keys(x))
		*into = x
	}}
}

// Many is a list of tables. Each starts as fresh; check, if there is one, sees it when it is read.
func Many[T any](name string, into *[]T, fresh T, keys func(*T) []Key, check func(Value, *T)) Key {
	return Key{Name: name, Kind: IsTables, Keys: func() []Key { return keys(new(T)) }, Read: func(v Value) {
		var out []T
		v.Each(IsTables, func(item Value) {
			x := fresh
			item.Table(keys(&x))
			if check != nil {
				check(item, &x)
			}
			out = append(out, x)
		})
		*into = out
	}}
}

// Known accepts keys without looking: other rooms own them.
func Known(names ...string) []Key {
	out := make([]Key, len(names))
	for i, n := range names {
		out[i] = Key{Name: n, Kind: IsAny, Read: func(Value) {}}
	}
	return out
}

// Labels are texts or whole numbers that other rooms read.
func Labels(names ...string) []Key {
	out := Known(names...)
	for i := range out {
		out[i].Kind, out[i].Also = IsText, orWhole
	}
	return out
}

// Tables is a list of tables that are read by hand; keys are for the record.
func Tables(name string, keys func() []Key, read func(Value)) Key {
	return Key{Name: name, Kind: IsTables, Keys: keys, Read: func(v Value) { v.Each(IsTables, read) }}
}

// Schema is the version of the files' form; there is one so far.
func Schema() Key { return Whole("schema", new(int), 1, 1) }
