package view

// Almanac leads to the plan as a calendar and as a feed.
type Almanac struct{ Calendar, Feed Link }
