package site

// What tests from outside use: they may know the pipeline, which knows this room.
var (
	Fixtures = fixtures
	Golden   = golden
)
