package almanac

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"retake/generator/civil"
	"retake/generator/site/specimen"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// TestInstant: hours of all sorts, worked out by hand from the tables of the zones.
func TestInstant(t *testing.T) {
	for _, c := range []struct{ zone, day, clock, want string }{
		{"UTC", "2026-11-24", "19:00", "2026-11-24T19:00"},
		{"Europe/Berlin", "2026-11-24", "19:00", "2026-11-24T18:00"},       // winter, +1
		{"Europe/Berlin", "2026-07-24", "19:00", "2026-07-24T17:00"},       // summer, +2
		{"Europe/Berlin", "2026-03-29", "01:59", "2026-03-29T00:59"},       // a minute before the clocks go on
		{"Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:30"},       // there is none: half an hour after 02:00 is 03:30
		{"Europe/Berlin", "2026-03-29", "03:00", "2026-03-29T01:00"},       // the next that there is
		{"Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30"},       // twice: the first
		{"Europe/Berlin", "2026-10-25", "03:00", "2026-10-25T02:00"},       // once again
		{"Europe/Berlin", "2026-03-29", "24:00", "2026-03-29T22:00"},       // midnight after it, in summer
		{"America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30"},    // twice: the first, -4
		{"America/New_York", "2026-03-08", "02:15", "2026-03-08T07:15"},    // none: by -5
		{"America/New_York", "2026-12-31", "23:30", "2027-01-01T04:30"},    // another year
		{"Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45"}, // back by half an hour: twice, first by +11
		{"Australia/Lord_Howe", "2026-04-05", "02:00", "2026-04-04T15:30"}, // by +10:30
		{"Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:45"}, // none: by +10:30
		{"Australia/Lord_Howe", "2026-10-04", "02:30", "2026-10-03T15:30"}, // by +11
		{"Asia/Kathmandu", "2026-11-24", "07:00", "2026-11-24T01:15"},
		{"Pacific/Kiritimati", "2026-11-24", "00:00", "2026-11-23T10:00"}, // +14
		{"Pacific/Pago_Pago", "2026-11-24", "23:59", "2026-11-25T10:59"},  // -11
		{"Pacific/Apia", "2011-12-30", "19:00", "2011-12-31T05:00"},       // a whole day that there was not: by -10
		{"America/St_Johns", "2026-11-24", "19:00", "2026-11-24T22:30"},
	} {
		at, err := civil.ParseClock(c.clock)
		if err != nil {
			t.Fatal(err)
		}
		if got := instant(specimen.Day(c.day), at, zone(t, c.zone)).UTC().Format("2006-01-02T15:04"); got != c.want {
			t.Errorf("%s %s in %s: %s, want %s", c.day, c.clock, c.zone, got, c.want)
		}
	}
}

// TestInstantReadsAsTheHour: in its zone an instant shows the hour it was made of, unless the clocks skip that.
func TestInstantReadsAsTheHour(t *testing.T) {
	zones := []*time.Location{}
	for _, name := range []string{"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Asia/Tehran", "Africa/Casablanca", "Pacific/Apia", "Pacific/Chatham"} {
		zones = append(zones, zone(t, name))
	}
	rapid.Check(t, func(t *rapid.T) {
		z := rapid.SampledFrom(zones).Draw(t, "zone")
		d := civil.Date(rapid.Int32Range(int32(specimen.Day("1995-01-01")), int32(specimen.Day("2035-12-31"))).Draw(t, "day"))
		at := civil.Clock(rapid.IntRange(0, 1439).Draw(t, "clock"))
		got := instant(d, at, z)
		y, m, day := d.YMD()
		wall, shown := time.Date(y, time.Month(m), day, 0, int(at), 0, 0, time.UTC), got.In(z)
		read := time.Date(shown.Year(), shown.Month(), shown.Day(), shown.Hour(), shown.Minute(), 0, 0, time.UTC)
		if read.Equal(wall) {
			if again := got.Add(-30 * time.Minute).In(z); again.Hour() == shown.Hour() && again.Minute() == shown.Minute() {
				t.Fatalf("%s %s in %s is not the first of two", d, at, z)
			}
			return
		}
		_, before := got.Add(-24 * time.Hour).In(z).Zone()
		_, after := got.In(z).Zone()
		if skipped := time.Duration(after-before) * time.Second; skipped <= 0 || read.Sub(wall) != skipped {
			t.Fatalf("%s %s in %s reads as %s", d, at, z, read)
		}
	})
}

// TestVersion: what is written in the evening of an item's own day still makes it newer on the next, and nothing after
// that does; what holds no day of its own is newer each day.
func TestVersion(t *testing.T) {
	over := specimen.Day("2026-11-24") // 2,519 days after 1 January 2020
	for _, c := range []struct {
		today      string
		over       civil.Date
		want       int
		day, month int
	}{
		{"2026-11-01", over, 2496, 1, 11}, {"2026-11-24", over, 2519, 24, 11}, {"2026-11-25", over, 2520, 25, 11}, {"2026-11-26", over, 2520, 25, 11}, {"2027-06-01", over, 2520, 25, 11},
		{"2026-11-26", 0, 2521, 26, 11}, {"2019-12-31", 0, 0, 31, 12},
	} {
		bd := specimen.Board()
		bd.Plan.Today = specimen.Day(c.today)
		n, stamp := begin(Input{Board: &bd}).version(c.over)
		if n != c.want || stamp.Day() != c.day || int(stamp.Month()) != c.month || stamp.Hour() != 0 || stamp.Location() != time.UTC {
			t.Errorf("%+v: %d, %s", c, n, stamp)
		}
	}
}
