package civil

import (
	"testing"

	"pgregory.net/rapid"
)

func TestParseMinutes(t *testing.T) {
	for s, want := range map[string]Minutes{
		"90m": 90, "1h30m": 90, "2h": 120, "1 h 30 min": 90, "50 min": 50, "0m": 0, "24h": 1440, "1440m": 1440,
		"1H30M": 90, "05m": 5, " 45 m ": 45,
	} {
		if got, err := ParseMinutes(s); got != want || err != nil {
			t.Errorf("%q: got %d, %v", s, got, err)
		}
	}
	for _, s := range []string{
		"", " ", "m", "h", "hm", "min", "90", "1h30", "1.5h", "-5m", "-0m", "+5m", "1_0m", "30m1h", "1h1h", "24h1m", "1441m",
		"99999999999999999999m", "1hour", "90 mins", "٣m",
	} {
		if got, err := ParseMinutes(s); err == nil {
			t.Errorf("%q is read as %s", s, got)
		}
	}
}

func TestMinutesString(t *testing.T) {
	for m, want := range map[Minutes]string{0: "0 min", 50: "50 min", 60: "1 h", 90: "1 h 30 min", 1440: "24 h", -50: "-50 min", -90: "-1 h 30 min"} {
		if m.String() != want {
			t.Errorf("%d: got %q, want %q", int(m), m, want)
		}
	}
	if Minutes(90).Hours() != 1.5 {
		t.Error("90 minutes are an hour and a half")
	}
	rapid.Check(t, func(t *rapid.T) {
		m := Minutes(rapid.IntRange(0, 1440).Draw(t, "m"))
		if back, err := ParseMinutes(m.String()); back != m || err != nil {
			t.Fatalf("%q reads back as %d, %v", m, int(back), err)
		}
	})
}

func TestParseClock(t *testing.T) {
	for s, want := range map[string]Clock{"19:05": 1145, "7:05": 425, "00:00": 0, "24:00": 1440, " 19:30 ": 1170} {
		if got, err := ParseClock(s); got != want || err != nil {
			t.Errorf("%q: got %d, %v", s, int(got), err)
		}
	}
	for _, s := range []string{"", ":", "19", "19:5", "19:60", "24:01", "25:00", "-1:00", "+7:00", "7:+5", "19:05:00", "123:00", "7.30", "19h30"} {
		if got, err := ParseClock(s); err == nil || got != NoClock {
			t.Errorf("%q is read as %s", s, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		c := Clock(rapid.IntRange(0, 1440).Draw(t, "c"))
		if back, err := ParseClock(c.String()); back != c || err != nil {
			t.Fatalf("%q reads back as %d, %v", c, int(back), err)
		}
	})
	if NoClock.String() != "" {
		t.Errorf("no time of day is printed: %q", NoClock)
	}
}

func TestParseWindow(t *testing.T) {
	for s, want := range map[string]Window{
		"19:00-20:30": {1140, 90}, "19:00–20:30": {1140, 90}, "19:00 - 20:30": {1140, 90}, "90m": {NoClock, 90},
		"00:00-24:00": {0, 1440}, "1h30m": {NoClock, 90},
	} {
		got, err := ParseWindow(s)
		if got != want || err != nil {
			t.Errorf("%q: got %+v, %v", s, got, err)
		}
	}
	for s, message := range map[string]string{
		"":            `"" is neither a time range like 19:00-20:30 nor a length like 90m`,
		"evening":     `"evening" is neither a time range like 19:00-20:30 nor a length like 90m`,
		"19:00-18:00": `"19:00-18:00" ends before it starts; a range past midnight is written as two`,
		"19:00-19:00": `"19:00-19:00" ends before it starts; a range past midnight is written as two`,
		"-90m":        `"-90m" is neither a time range like 19:00-20:30 nor a length like 90m`,
		"19:00-25:00": `"25:00" is not a time of day like 19:30`,
		"7-8":         `"7" is not a time of day like 19:30`,
	} {
		if _, err := ParseWindow(s); err == nil || err.Error() != message {
			t.Errorf("%q: got %v, want %s", s, err, message)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		w := Window{NoClock, Minutes(rapid.IntRange(0, 1440).Draw(t, "length"))}
		if rapid.Bool().Draw(t, "fixed") {
			w.Start = Clock(rapid.IntRange(0, 1439).Draw(t, "start"))
			w.Length = Minutes(rapid.IntRange(1, 1440-int(w.Start)).Draw(t, "minutes"))
		}
		if back, err := ParseWindow(w.String()); back != w || err != nil {
			t.Fatalf("%+v is printed %q and reads back as %+v, %v", w, w, back, err)
		}
	})
	if (Window{NoClock, 90}).End() != NoClock {
		t.Error("a length without a start has an end")
	}
}

func FuzzParseWindow(f *testing.F) {
	for _, s := range []string{"19:00-20:30", "1h30m", "m", "h", "-", ":-:", "24:00-24:00", "\xff-\xff", "19:00–20:30", "1 h 30 min"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w, err := ParseWindow(s)
		if err != nil {
			return
		}
		if w.Length < 0 || w.Length > 1440 || (w.Start != NoClock && (w.Start < 0 || w.End() > 1440 || w.Length == 0)) {
			t.Fatalf("%q is read as %+v", s, w)
		}
		if back, err := ParseWindow(w.String()); back != w || err != nil {
			t.Fatalf("%q is printed %q and reads back as %+v, %v", s, w, back, err)
		}
	})
}
