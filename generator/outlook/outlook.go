// Package outlook says what so many hours of study until some date may bring, and which exam date to
// choose.
//
// A Prospect is the standing input: what is believed of each domain, the hours there are, and what the
// retake rule allows. From it come a forecast with its range, a grid of dates and loads with the first
// rule that each breaks, how one date stands by the hours as written and by those that are kept, a proposed
// date with its reason, and the choices of somebody who is behind.
//
// Every forecast is the expected share right on exam day. It is no chance of passing: hours that lie
// ahead are not evidence.
//
// Deliberately absent: logs, calendars of blocks, simulations that were sat, and any number for a
// learner whose hours are not known.
package outlook

import (
	"math"
	"sort"

	"retake/generator/civil"
	"retake/generator/policy"
	"retake/generator/report"
	"retake/generator/stat"
)

// Split is how study minutes are divided over the domains.
type Split struct {
	Weights     []float64 // of the domains in the exam; they sum to 1
	Tau         float64   // hours in a domain that close 63 % of what is missing
	Maintenance float64   // share of the minutes that every domain keeps by weight, 0 to 1
	Block       int       // minutes of one block
	Least       []float64 // share of all minutes that a domain gets in any case, 0 to 1; nil for none
}

// Prospect is what is known on a day. Domains stand in one order in Weights, Names and Beliefs.
type Prospect struct {
	Split
	Names         []string
	Beliefs       []report.Beta
	Pass, Target  float64 // share right that passes, and that is aimed for, 0 to 1
	Questions     float64 // in the real exam
	Transfer      float64 // standard deviation from practice to the real exam, percent points
	Forms         float64 // standard deviation between forms of one exam, percent points
	Today         civil.Date
	Hours         *Hours
	FreeDays      int                                 // days a week that are to stay free of study
	Kept          float64                             // share of the planned hours that is reckoned with, 0 to 1; 1 is all
	KeptLess      bool                                // less than Kept was really kept: Kept is the least that is reckoned with
	Streak        int                                 // full simulations wanted before the exam
	Sat           int                                 // of those, already behind and counting today: their time is no longer needed
	Shown         bool                                // simulations that count show enough: what the hours may bring does not decide any more
	Sitting       civil.Minutes                       // length of a full simulation
	Sittings      func(exam civil.Date) int           // full simulations that count on an exam day: those sat, and those that lie ahead of Today; nil: not asked
	Study         func(exam civil.Date) civil.Minutes // study that a calendar up to an exam holds from today; nil: reckoned from Hours
	Window        policy.Window
	AvailableFrom civil.Date // first day of this exam version; 0 if it is open
}

// Range is a share right on exam day, 0 to 1: the mean, and the ends of the middle 80 %.
type Range struct{ Mean, Lo, Hi float64 }

// z80 is the half-width of the middle 80 % of a normal distribution, in standard deviations.
const z80 = 1.2815515655446004

// Allocate divides minutes so that the expected share right is highest (stat.WaterFill). Every domain
// keeps its maintenance share, its least share and, where there is time for it, one round of questions
// and review. floored are the domains with nothing beyond maintenance and that round.
func (s Split) Allocate(beliefs []report.Beta, minutes float64) (each []float64, floored []bool) {
	n := len(beliefs)
	buf := make([]float64, 4*n)
	p, tau, floor, least := buf[:n], buf[n:2*n], buf[2*n:3*n], buf[3*n:]
	for i, b := range beliefs {
		p[i], tau[i] = b.Mean(), s.Tau
		floor[i] = s.Maintenance * minutes / 60 * s.Weights[i]
		if minutes >= s.rounds(n) {
			floor[i] = math.Max(floor[i], float64(2*s.Block)/60)
		}
		least[i] = floor[i]
		if i < len(s.Least) {
			least[i] = math.Max(floor[i], s.Least[i]*minutes/60)
		}
	}
	each, floored = stat.WaterFill(s.Weights, p, tau, least, minutes/60), make([]bool, n)
	for i, h := range each {
		floored[i] = h <= floor[i]*(1+1e-9)+1e-9
		each[i] = h * 60
	}
	return each, floored
}

// rounds is the study time from which on every domain gets a round of questions and review: three times
// what the rounds take.
func (s Split) rounds(domains int) float64 { return float64(3 * 2 * s.Block * domains) }

// Expected is the weighted mean share right after so many minutes in each domain, nil for none:
// p(h) = 1 - (1-p0) exp(-h/tau).
func (s Split) Expected(beliefs []report.Beta, each []float64) float64 {
	sum := 0.0
	for i, b := range beliefs {
		p := b.Mean()
		if each != nil {
			p = 1 - (1-p)*s.missing(each[i])
		}
		sum += s.Weights[i] * p
	}
	return sum
}

// missing is what is left of the distance to all right after so many minutes: exp(-h/tau).
func (s Split) missing(minutes float64) float64 {
	if !(s.Tau > 0) {
		return 1
	}
	return math.Exp(-math.Max(0, minutes) / 60 / s.Tau)
}

// Forecast is the share right on exam day after so many minutes of study, divided by Allocate. What is
// not known about a domain shrinks with what is missing in it; to that come the exam's finite number
// of questions, the form, and the step from practice to the real exam.
func (p *Prospect) Forecast(minutes float64) Range {
	return p.after(p.spread(minutes))
}

// Needed is the study time, in whole hours, that takes somebody from a share right in every domain to a share
// right in the exam, 0 to 1. 0 if it is reached already, or cannot be.
func (s Split) Needed(start, target float64) civil.Minutes {
	beliefs := make([]report.Beta, len(s.Weights))
	for i := range beliefs {
		beliefs[i] = report.Beta{A: start, B: 1 - start}
	}
	hours := sort.Search(mostNeeded, func(hours int) bool {
		each, _ := s.Allocate(beliefs, float64(60*hours))
		return s.Expected(beliefs, each) >= target-1e-9
	})
	return civil.Minutes(hours % mostNeeded * 60)
}

// mostNeeded is from how many hours on an answer is none.
const mostNeeded = 5000

// spread is Allocate for a forecast. Where the rounds set in, a few minutes go to domains that gain less;
// more time is never taken to bring less than a little less time would.
func (p *Prospect) spread(minutes float64) []float64 {
	n := len(p.Beliefs)
	if !(minutes > 0) {
		return make([]float64, n)
	}
	each, _ := p.Allocate(p.Beliefs, minutes)
	if rounds := p.rounds(n); minutes >= rounds && rounds > 0 {
		if before, _ := p.Allocate(p.Beliefs, math.Nextafter(rounds, 0)); p.Expected(p.Beliefs, before) > p.Expected(p.Beliefs, each) {
			return before
		}
	}
	return each
}

// after is the forecast for minutes by domain.
func (p *Prospect) after(each []float64) Range {
	n := len(p.Beliefs)
	buf := make([]float64, 2*n)
	a, b := buf[:n], buf[n:]
	for i, x := range p.Beliefs {
		learned := learn(x, p.missing(each[i]))
		a[i], b[i] = learned.A, learned.B
	}
	sum := stat.DomainAggregate(p.Weights, a, b, p.Questions, p.Target)
	points := (p.Transfer*p.Transfer + p.Forms*p.Forms) / 1e4
	half := z80 * math.Sqrt(sum.VarTheta+sum.VarSampling+points)
	mean := p.Expected(p.Beliefs, each)
	return Range{Mean: mean, Lo: math.Max(0, mean-half), Hi: math.Min(1, mean+half)}
}

// learn is a belief of which only a part is missing any more: mean 1 - (1-mean) part, standard deviation
// times part. The mean stays a hair below 1, where a Beta belief ends.
func learn(x report.Beta, part float64) report.Beta {
	if part >= 1 || !(x.A > 0) || !(x.B > 0) {
		return x
	}
	part = math.Max(part, 1e-9)
	mean := x.Mean()
	variance := mean * (1 - mean) / (x.A + x.B + 1) * part * part
	mean = 1 - (1-mean)*part
	count := mean*(1-mean)/variance - 1 // from the variance of a Beta: mean(1-mean) / (a+b+1)
	return report.Beta{A: mean * count, B: (1 - mean) * count}
}

// begin is the first day that counts: today, or the plan's start if that is later.
func (p *Prospect) begin() civil.Date { return max(p.Today, p.Hours.start) }

// kept is the share of the hours that is reckoned with. What is 100 % when rounded is all.
func (p *Prospect) kept() float64 {
	if p.Kept >= 0 && p.Kept < 0.995 {
		return p.Kept
	}
	return 1
}

// Until is the study time from today to an exam at a load, without what simulations, their review and the
// last light days take. Where no calendar is known, that is twice the length of each simulation still to be
// sat. Never below 0.
func (p *Prospect) Until(exam civil.Date, load float64) civil.Minutes {
	written := p.Hours.Minutes(p.begin(), exam, 1)
	if p.Study == nil || written == 0 {
		return p.lessSimulations(float64(p.Hours.Minutes(p.begin(), exam, load)))
	}
	return civil.Minutes(float64(p.Study(exam)) * float64(p.Hours.Minutes(p.begin(), exam, load)) / float64(written))
}

// Counted is Until for the share of the planned hours that is reckoned with.
func (p *Prospect) Counted(exam civil.Date) civil.Minutes {
	if p.Study == nil {
		return p.lessSimulations(p.kept() * float64(p.Hours.Minutes(p.begin(), exam, 1)))
	}
	return civil.Minutes(p.kept() * float64(p.Study(exam)))
}

func (p *Prospect) lessSimulations(minutes float64) civil.Minutes {
	reserve := 2 * p.Sitting * civil.Minutes(max(0, p.Streak-p.Sat))
	return max(0, civil.Minutes(minutes)-reserve)
}
