package words

import (
	"math"
	"testing"

	"retake/generator/study"
)

func TestWords(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Percent(0.635), "64\u00a0%"}, {Percents(0.452, 0.7), "45 to 70\u00a0%"},
		{Number(6), "6"}, {Number(6.24), "6.2"}, {Decimal(0.55), "0.55"}, {Decimal(1), "1"},
		{Points(2), "2.0"}, {Points(12.5 * (0.8 - 0.7) * 1.4), "1.8"}, {Points(1.25), "1.2"}, {Points(math.Copysign(0, -1)), "0.0"}, {Number(1.7499999999999998), "1.8"}, {Number(-0.0001), "0"},
		{Weight(12.5), "12.5\u00a0%"}, {Weight(28), "28\u00a0%"}, {Percent(0.285), "29\u00a0%"}, {Distance(1), "1 point"}, {Distance(10), "10 points"}, {Distance(math.Copysign(0, -1)), "0 points"},
		{Tidy("4 h 10 min, 1 h, at 80 % of 20 minutes"), "4\u00a0h\u00a010\u00a0min, 1\u00a0h, at 80\u00a0% of 20 minutes"},
		{Length(0), ""}, {Length(90), "1\u00a0h\u00a030\u00a0min"},
		{Count(0, "day", "days"), "no days"}, {Count(1, "day", "days"), "1\u00a0day"},
		{List(nil), ""}, {Numbers([]int{2}), "2"}, {Numbers([]int{2, 3, 5}), "2, 3 and 5"},
		{Away(100, 100), "today"}, {Away(100, 101), "tomorrow"}, {Away(100, 99), "yesterday"}, {Away(100, 154), "in 54\u00a0days"}, {Away(100, 90), "10\u00a0days ago"},
		{Objective(study.Objective{Domain: 4, Minor: 2}), "4.2"}, {Objective(study.Objective{Domain: 4}), "domain 4"},
		{Sentence("seen before"), "Seen before"}, {Sentence(""), ""}, {Sentence("über"), "Über"},
		{Host("https://www.comptia.org/en-us/"), "comptia.org"}, {Host("a page"), "a page"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// TestSection: every form of a report is shown as it is printed, and none becomes a percentage.
func TestSection(t *testing.T) {
	scale := study.Scale{Kind: "scaled", Min: 100, Max: 900, Pass: 750, HasPass: true}
	for _, c := range []struct {
		sec  study.Section
		want string
	}{
		{study.Section{Form: study.ByCount, Value: 5, Of: 9}, "5 of 9 right"},
		{study.Section{Form: study.ByPercent, Value: 45}, "45\u00a0%"},
		{study.Section{Form: study.ByLevel, Level: study.LevelBelow}, "Below"},
		{study.Section{Form: study.ByLevel, Level: study.LevelBelow, Printed: "Needs Improvement"}, "Needs Improvement"},
		{study.Section{Form: study.ByBar, Value: 0.35}, "bar, filled to about 0.35 of its length"},
		{study.Section{Form: study.ByRank, Value: 1}, "rank 1, where 1 is weakest"},
		{study.Section{Form: study.ByScaled, Value: 380}, "380 on the scale 100 to 900"},
		{study.Section{Form: study.ByScaled, Value: 380, Min: 200, Max: 800}, "380 on the scale 200 to 800"},
		{study.Section{Form: study.ByPoints, Value: 20, Of: 60}, "20 of 60 points"},
		{study.Section{Form: study.ByStars, Value: 2, Of: 5, Printed: "weak"}, "weak (2 of 5 stars)"},
		{study.Section{Form: study.Mentioned}, "named, nothing printed"},
	} {
		if got := Section(c.sec, scale); got != c.want {
			t.Errorf("%+v: got %q, want %q", c.sec, got, c.want)
		}
	}
	for _, c := range []struct {
		score study.Score
		want  string
	}{
		{study.Score{}, "no total"},
		{study.Score{Form: "scaled", Value: 721}, "721 on the scale 100 to 900, pass mark 750"},
		{study.Score{Form: "percent", Value: 58, Pass: 66, HasPass: true}, "58\u00a0%, pass mark 66\u00a0%"},
		{study.Score{Form: "points", Value: 56, Max: 300, Pass: 210, HasPass: true}, "56 of 300 points, pass mark 210"},
		{study.Score{Form: "raw", Value: 23, Max: 40}, "23 of 40 right"},
	} {
		if got := Score(c.score, scale); got != c.want {
			t.Errorf("%+v: got %q, want %q", c.score, got, c.want)
		}
	}
}

// TestWordsForEverything: every kind and state has words of its own.
func TestWordsForEverything(t *testing.T) {
	for _, k := range []study.Kind{study.Read, study.Video, study.Lab, study.Questions, study.Review, study.Simulate, study.Reset, study.LightReview} {
		if Kind(k) == string(k) {
			t.Errorf("no words for %q", k)
		}
	}
	for _, s := range []string{"none", "weak", "fair", "good"} {
		if Strength(s) == "" {
			t.Errorf("no words for a report of strength %q", s)
		}
	}
	for _, r := range []study.Result{study.Fail, study.Pass, study.Void, study.NoShow} {
		if Result(r) == "" {
			t.Errorf("no words for %q", r)
		}
	}
}
