package site

import (
	"retake/generator/civil"
	"retake/generator/site/almanac"
)

// Calendar is how plan.ics is to be.
type Calendar = almanac.Settings

// almanacs are plan.ics and feed.xml, with what they were made from. Their law: plan, record, day and what site.toml
// says decide them, and said stands for all of these but the day. What stands for nothing (nil) is not remembered.
type almanacs struct {
	said           any
	today          civil.Date
	audience       string
	calendar, feed []byte
}

// addAlmanac adds the calendar, if there is something for it, and the feed.
func (s *site) addAlmanac(out map[string][]byte) {
	a := s.last.almanacs
	if s.Said == nil || a.said != s.Input.Said || a.today != s.Plan.Today || a.audience != s.Edition.Audience {
		in := almanac.Input{Board: s.board, Author: s.Author, BaseURL: s.BaseURL, Zone: s.Zone, Settings: s.Calendar}
		a = almanacs{s.Said, s.Plan.Today, s.Edition.Audience, almanac.Calendar(in), almanac.Feed(in)}
	}
	if a.calendar != nil && s.Edition.Has("calendar") {
		out[almanac.CalendarPath] = a.calendar
	}
	if s.Edition.Has("feed") {
		out[almanac.FeedPath] = a.feed
	}
	s.almanacs = a
}
