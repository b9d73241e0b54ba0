package study

import (
	"fmt"

	"retake/generator/civil"
)

// Settings are the assumptions behind the numbers. Each has a default, a name that the site prints
// beside the number it made, and a key in site.toml [study].
type Settings struct {
	PriorCount     float64 // k0: questions' worth of prior belief at the pass fraction
	DefaultPass    float64 // pass fraction when the issuer publishes no percent mark, 0 to 1
	LevelCount     float64 // k of a printed level
	BarCount       float64 // k of a bar read by eye
	RankCount      float64 // k of a rank
	ScaledCount    float64 // k of a scaled section
	HalfLife       float64 // days until a practice result counts half
	TimedWeight    float64 // of timed practice, against an unseen closed-book simulation = 1
	OpenWeight     float64 // of untimed or open-book practice
	Buffer         float64 // percent points above the pass mark to aim for, 10 to 15
	Streak         int     // qualifying simulations in a row at or above pass + buffer, 2 or 3
	Recent         int     // days after which a simulation no longer qualifies
	LearningHours  float64 // tau: hours in a domain that close 63 % of what is missing
	Maintenance    float64 // share of the hours every domain keeps by weight, 0 to 1
	Block          int     // minutes of one study block
	Break          int     // minutes between blocks
	SoftCap        int     // minutes of ordinary study a day
	HardCap        int     // minutes of study a day, simulations included
	FreeDays       int     // days a week without study, unless [availability] says otherwise
	DefaultQs      int     // questions in the exam when the issuer does not say
	DefaultMinutes int     // length of the exam when the issuer does not say
	ObjectivesEach int     // objectives in a domain when the outline's count is not known
	FormSpread     float64 // tau: standard deviation between forms of one exam, percent points
	TransferSpread float64 // sigma_b: standard deviation from practice to real, percent points
	LevelSpread    float64 // standard deviation of learners' levels around the pass mark before any simulation, percent points
	PracticeBias   float64 // real minus practice, percent points; -5 if practice was easy
	EnoughChance   float64 // the evidence gate, 0 to 1
	NextQuestions  int     // questions in the next practice block
}

// Defaults are the settings of a plan that sets none, from the evidence in the project's documentation.
func Defaults() Settings {
	return Settings{
		PriorCount: 10, DefaultPass: 0.70, LevelCount: 12, BarCount: 6, RankCount: 6, ScaledCount: 8,
		HalfLife: 30, TimedWeight: 0.8, OpenWeight: 0.5,
		Buffer: 10, Streak: 3, Recent: 30,
		LearningHours: 20, Maintenance: 0.10,
		Block: 50, Break: 10, SoftCap: 120, HardCap: 240, FreeDays: 1,
		DefaultQs: 80, DefaultMinutes: 90, ObjectivesEach: 5,
		FormSpread: 4, TransferSpread: 6, LevelSpread: 8, PracticeBias: 0, EnoughChance: 0.80,
		NextQuestions: 20,
	}
}

// assumptions lists the settings that made numbers on the pages, in words.
func (m *maker) assumptions() []Assumption {
	s := m.set
	f := func(x float64) string { return fmt.Sprintf("%g", x) }
	mark := m.mark(m.today + 1)
	pass := Assumption{"default_pass", fmt.Sprintf("%.0f %%", mark.Pass*100), "The pass mark as a share of questions, as published."}
	if mark.Assumed {
		pass.Says = "The pass mark as a share of questions. The issuer publishes none that is a share, so this is assumed."
	}
	out := []Assumption{
		pass,
		{"buffer", f(s.Buffer) + " points", "How far above the pass mark to aim: practice and the real exam differ."},
		{"streak", fmt.Sprint(s.Streak), "Full simulations in a row at the target before the booking rule is met."},
		{"half_life", f(s.HalfLife) + " days", "After this time a practice result counts half."},
		{"timed_weight", f(s.TimedWeight), "What a question in timed practice counts against one in a full simulation."},
		{"open_weight", f(s.OpenWeight), "The same for untimed or open-book practice."},
		{"prior_count", f(s.PriorCount) + " questions", "How many questions' worth of belief a domain starts with, at the pass mark."},
		{"learning_hours", f(s.LearningHours) + " h", "Hours in one domain that close about two thirds of what is missing."},
		{"maintenance", fmt.Sprintf("%.0f %%", s.Maintenance*100), "Share of the hours that keeps every domain warm."},
		{"soft_cap", civil.Minutes(s.SoftCap).String(), "Most ordinary study in a day; more brings little."},
		{"hard_cap", civil.Minutes(s.HardCap).String(), "Most study in a day, simulations included."},
		{"transfer_spread", f(s.TransferSpread) + " points", "How far the real result may stray from practice, give or take: about two results in three lie within it."},
		{"form_spread", f(s.FormSpread) + " points", "How far two forms of one exam may differ, give or take."},
		{"level_spread", f(s.LevelSpread) + " points", "How far learners' levels lie around the pass mark before any simulation, give or take: a few lucky results are pulled a little towards it."},
		{"practice_bias", f(s.PracticeBias) + " points", "Real result minus practice. Set -5 if your practice was easy, untimed or open-book."},
		{"enough_chance", fmt.Sprintf("%.0f %%", s.EnoughChance*100), "Chance of passing at which the evidence gate opens."},
	}
	if m.exam.Questions == 0 {
		out = append(out, Assumption{"default_questions", fmt.Sprint(s.DefaultQs), "Questions in the exam; the issuer does not say."})
	}
	if m.exam.Minutes == 0 {
		out = append(out, Assumption{"default_minutes", civil.Minutes(s.DefaultMinutes).String(), "Length of the exam; it is not known to us."})
	}
	return out
}
