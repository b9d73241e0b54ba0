package gate

import (
	"testing"

	"retake/generator/civil"
	"retake/generator/fault"
)

func TestVersionsAndRoom(t *testing.T) {
	day := civil.Of(2026, 11, 26)
	said := func(check func(*fault.List)) string {
		var l fault.List
		check(&l)
		if len(l) == 0 {
			return ""
		}
		if len(l) > 1 || l[0].Hint == "" || l[0].Pos.Line != 7 {
			t.Errorf("%+v", l)
		}
		return map[bool]string{true: "error ", false: "warning "}[l[0].Severity == fault.Error] + l[0].Message
	}
	at := fault.Pos{File: "exam.toml", Line: 7, Col: 1}
	for _, c := range []struct {
		v    Version
		want string
	}{
		{Version{}, ""},
		{Version{Ends: day}, ""},
		{Version{Ends: day - 1}, "warning X-1 was retired on 2026-11-25"},
		{Version{Ends: day - 1, Successor: "X-2"}, "warning X-1 was retired on 2026-11-25; its successor is X-2"},
		{Version{Opens: day}, ""},
		{Version{Opens: day + 1}, "warning X-1 is not offered before 2026-11-27"},
	} {
		c.v.Code, c.v.Pos = "X-1", at
		if got := said(func(l *fault.List) { c.v.Check(l, day) }); got != c.want {
			t.Errorf("%+v: %q, want %q", c.v, got, c.want)
		}
	}
	for longest, want := range map[civil.Minutes]string{
		0:  "error there is no free time between 2026-11-26 and the exam on 2026-12-26",
		19: "warning the longest free time is 19 min; a block needs 20 min",
		20: "warning there is no free time between 2026-11-26 and the exam on 2026-12-26",
	} {
		r := Room{Pos: at, Longest: longest, Least: 20, Today: day, Exam: day + 30}
		if got := said(r.Check); got != want {
			t.Errorf("longest %d: %q, want %q", longest, got, want)
		}
	}
}
