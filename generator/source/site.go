package source

import (
	"net/url"
	"regexp"

	"retake/generator/source/audience"
	"retake/generator/source/keyed"
	"retake/generator/study"
)

// siteKeys are the keys of site.toml.
func siteKeys(s *SiteFile, set *study.Settings) []keyed.Key {
	places := []keyed.Key{keyed.Yes("index", &s.Index), keyed.Alike(keyed.Checked("base_url", &s.BaseURL, validURL, "an address like https://example.org/plan/"), `[Hh][Tt][Tt][Pp][Ss]?://[^/?#].*`)}
	return append([]keyed.Key{
		keyed.Schema(),
		keyed.Text("title", &s.Title),
		keyed.Text("author", &s.Author),
		keyed.Alike(keyed.Checked("language", &s.Language, languageTag.MatchString, `a language like "en" or "pt-BR"`), languageLike),
		keyed.Placed(keyed.Text("timezone", &s.Timezone), &s.TimezonePos),
		keyed.Placed(keyed.Alike(keyed.Checked("theme", &s.Theme, folderName.MatchString, "the name of a folder in themes/"), folderLike), &s.ThemePos),
		keyed.DatePos("today", &s.Today, &s.TodayPos),
		studyTable(set),
		keyed.Sub("site", func() []keyed.Key { return places }),
		keyed.Sub("share", func() []keyed.Key { return audience.Keys(&s.Share) }),
		keyed.Sub("calendar", func() []keyed.Key { return calendarKeys(&s.Calendar) }),
		keyed.Sub("serve", func() []keyed.Key { return serveKeys(&s.Serve) }),
	}, places...)
}

func serveKeys(s *Serve) []keyed.Key {
	return []keyed.Key{keyed.Whole("port", &s.Port, 1, 65535), keyed.Yes("lan", &s.LAN), keyed.Yes("poll", &s.Poll)}
}

func calendarKeys(c *Calendar) []keyed.Key {
	return []keyed.Key{keyed.Lengths("alarm", &c.Alarms, 0, 1440), keyed.ToMidnight("evening_before", &c.Eve), keyed.Yes("neutral", &c.Neutral)}
}

const languageLike, folderLike = `[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*`, `[\p{L}\p{N}][\p{L}\p{N}._ -]*`

var languageTag, folderName = regexp.MustCompile("^" + languageLike + "$"), regexp.MustCompile("^" + folderLike + "$")

func validURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}

// studyTable is the table [study]: every setting, by its field's name in snake case.
func studyTable(set *study.Settings) keyed.Key {
	keys := func() []keyed.Key { return settingKeys(set) }
	return keyed.Key{Name: "study", Kind: keyed.IsTable, Keys: keys, Read: func(v keyed.Value) {
		v.Table(keys())
		if x, ok := v.Get("soft_cap"); ok && set.SoftCap > set.HardCap {
			x.Add("out-of-range", "soft_cap %d is above hard_cap %d", set.SoftCap, set.HardCap).Hint = "the soft cap is for ordinary days, the hard cap for days with a simulation"
		}
	}}
}

func settingKeys(s *study.Settings) []keyed.Key {
	return []keyed.Key{
		keyed.Number("prior_count", &s.PriorCount, 1, 1000),
		keyed.Number("default_pass", &s.DefaultPass, 0.3, 0.95),
		keyed.Number("level_count", &s.LevelCount, 0, 1000),
		keyed.Number("bar_count", &s.BarCount, 0, 1000),
		keyed.Number("rank_count", &s.RankCount, 0, 1000),
		keyed.Number("scaled_count", &s.ScaledCount, 0, 1000),
		keyed.Number("half_life", &s.HalfLife, 1, 3650),
		keyed.Number("timed_weight", &s.TimedWeight, 0, 1),
		keyed.Number("open_weight", &s.OpenWeight, 0, 1),
		keyed.Number("buffer", &s.Buffer, 0, 30),
		keyed.Whole("streak", &s.Streak, 1, 6),
		keyed.Whole("recent", &s.Recent, 1, 365),
		keyed.Number("learning_hours", &s.LearningHours, 1, 1000),
		keyed.Number("maintenance", &s.Maintenance, 0, 0.9),
		keyed.Whole("block", &s.Block, 10, 240),
		keyed.Whole("break", &s.Break, 0, 120),
		keyed.Whole("soft_cap", &s.SoftCap, 10, 1440),
		keyed.Whole("hard_cap", &s.HardCap, 10, 1440),
		keyed.Whole("free_days", &s.FreeDays, 0, 6),
		keyed.Whole("default_questions", &s.DefaultQs, 1, 1000),
		keyed.Whole("default_minutes", &s.DefaultMinutes, 1, 1440),
		keyed.Whole("objectives_each", &s.ObjectivesEach, 1, 100),
		keyed.Number("form_spread", &s.FormSpread, 0.1, 30),
		keyed.Number("transfer_spread", &s.TransferSpread, 0, 30),
		keyed.Number("level_spread", &s.LevelSpread, 1, 40),
		keyed.Number("practice_bias", &s.PracticeBias, -30, 30),
		keyed.Number("enough_chance", &s.EnoughChance, 0.5, 0.99),
		keyed.Whole("next_questions", &s.NextQuestions, 1, 200),
	}
}
