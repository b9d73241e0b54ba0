package intake

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"retake/generator/civil"
)

// Result is one row, understood.
type Result struct {
	Line       int
	Wrong      string // why it cannot be read; all else is empty then
	Whole      bool   // it is a whole exam, to be written as a simulation
	Left       bool   // it is of something else
	There      bool   // the log has it
	Date       civil.Date
	Domain     int
	Objective  string // "4.2"; Domain is 0 then
	Right, Of  int
	Source     string
	Form       string
	Conditions string // "timed", "open" or ""
	Minutes    int
	Note       string
}

// Results are the rows, all that was open having been settled. A date after today is no result.
func (j *Job) Results(today civil.Date) (out []Result) {
	for _, r := range j.rows {
		if j.blank(r) || sameHead(r.Cells, j.Head) { // some exports have the head on every page
			continue
		}
		x, err := j.result(r, today)
		if err != nil {
			x = Result{Wrong: err.Error()}
		}
		x.Line = r.Line
		out = append(out, x)
	}
	slices.SortStableFunc(out, func(a, b Result) int { return int(a.Date) - int(b.Date) })
	return out
}

func (j *Job) result(r Row, today civil.Date) (x Result, err error) {
	if n := len(j.Head); len(r.Cells) > n && strings.Join(r.Cells[n:], "") != "" {
		return x, fmt.Errorf("it has %d cells below a head of %d: a comma within a cell needs quotes around it", len(r.Cells), n)
	}
	switch ref := j.topic(r); {
	case ref == Skip:
		return Result{Left: true}, nil
	case ref == "":
		return x, fmt.Errorf("%q is no domain of the exam", j.cell(r, "domain"))
	case strings.Contains(ref, "."):
		x.Objective = ref
	case ref != All:
		x.Domain, err = strconv.Atoi(ref)
	}
	if err != nil {
		return x, err
	}
	if x.Date, err = j.date(r, today); err != nil {
		return x, err
	}
	if x.Right, x.Of, err = j.counts(r); err != nil {
		return x, err
	}
	x.Source, x.Form, x.Note = j.cell(r, "source"), j.cell(r, "form"), j.cell(r, "note")
	if x.Source == "" {
		x.Source = j.Name
	}
	x.Conditions = conditions(j.cell(r, "conditions"))
	x.Minutes = length(j.cell(r, "minutes"), strings.Contains(plain(j.Map["minutes"]), "sec"))
	x.Whole = j.As == "simulation" && j.nearWhole(x)
	return x, nil
}

func (j *Job) topic(r Row) string {
	if j.Map["domain"] == "" {
		if j.anything != "" {
			return j.anything
		}
		return All
	}
	return j.ref(j.cell(r, "domain"))
}

// nearWhole reports whether a set has as many questions as a sitting, or nearly.
func (j *Job) nearWhole(x Result) bool {
	return x.Domain == 0 && x.Objective == "" && (j.Questions == 0 || 4*x.Of >= 3*j.Questions)
}

func (j *Job) date(r Row, today civil.Date) (civil.Date, error) {
	text := j.cell(r, "date")
	w, ok := dateOf(text)
	if !ok {
		return 0, fmt.Errorf("%q is no date", text)
	}
	d, err := w.day(cmp.Or(j.Dates, j.sameDay))
	if err == nil && d > today {
		err = fmt.Errorf("%s has not been yet", d)
	}
	return d, err
}

// counts are how many were right, of how many. They are never made up.
func (j *Job) counts(r Row) (right, of int, err error) {
	rightCell, score := j.cell(r, "right"), j.cell(r, "score")
	for _, cell := range []string{rightCell, score} {
		if a, b, ok := fraction(cell); ok {
			if n, there, err := j.whole(r, "of"); err == nil && there && n != b {
				return 0, 0, fmt.Errorf("it says %d questions, and %d", b, n)
			}
			return checked(a, b)
		}
	}
	of, hasOf, err := j.whole(r, "of")
	if err != nil {
		return 0, 0, err
	}
	if n, ok := number(rightCell); ok {
		return j.summed(r, n, of, hasOf)
	}
	for _, x := range []struct{ cell, head string }{{rightCell, j.Map["right"]}, {score, j.Map["score"]}} {
		if x.cell == "" {
			continue
		}
		if share, decimals, ok := percent(x.cell, x.head); ok {
			if share > 0 && share <= 1 && !strings.HasSuffix(x.cell, "%") { // spreadsheets keep 62 % as 0.62
				return 0, 0, fmt.Errorf("%s may be %s %% or %g %%", x.cell, x.cell, share*100)
			}
			if !hasOf {
				return 0, 0, fmt.Errorf("%s is a percent, and nothing says of how many questions", x.cell)
			}
			return ofPercent(share, decimals, of)
		}
		return 0, 0, fmt.Errorf("%q is neither a count such as 31/50 nor a percent", x.cell)
	}
	return 0, 0, errors.New("it does not say how many were right")
}

// summed holds what was right against what was wrong or left out, where a row says so: it is all there was, or no more
// than that.
func (j *Job) summed(r Row, right, of int, hasOf bool) (int, int, error) {
	wrong, hasWrong, err := j.whole(r, "wrong")
	skipped, _, err2 := j.whole(r, "skipped")
	all := right + wrong + skipped
	switch {
	case err != nil || err2 != nil:
		return 0, 0, cmp.Or(err, err2)
	case !hasOf && !hasWrong:
		return 0, 0, fmt.Errorf("%d right, and nothing says of how many", right)
	case !hasOf:
		return checked(right, all)
	case right <= of && right+wrong > of:
		return 0, 0, fmt.Errorf("%d right and %d wrong are more than %d", right, wrong, of)
	case right <= of && all > of:
		return 0, 0, fmt.Errorf("%d right, %d wrong and %d left out are more than %d", right, wrong, skipped, of)
	}
	return checked(right, of)
}

func checked(right, of int) (int, int, error) {
	switch {
	case of < 1:
		return 0, 0, errors.New("there were no questions")
	case right > of:
		return 0, 0, fmt.Errorf("%d right of %d", right, of)
	case of > maxCount:
		return 0, 0, fmt.Errorf("%d questions are more than anybody answers at a time", of)
	}
	return right, of, nil
}

func (j *Job) whole(r Row, key string) (n int, there bool, err error) {
	cell := j.cell(r, key)
	if cell == "" {
		return 0, false, nil
	}
	n, ok := number(cell)
	if !ok {
		return 0, false, fmt.Errorf("%q is not %s", cell, inWords[key])
	}
	return n, true, nil
}

// number reads a whole number that is not negative; "31.0" is one.
func number(s string) (int, bool) {
	for _, end := range []string{".0", ".00", ",0", ",00"} {
		s = strings.TrimSuffix(s, end)
	}
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 0 && !strings.HasPrefix(s, "+")
}

// fraction reads 31/50, "31 of 50" and "31 out of 50"; what follows in brackets is not looked at.
func fraction(s string) (a, b int, ok bool) {
	s, _, _ = strings.Cut(s, "(")
	for _, word := range []string{"/", " out of ", " of "} {
		if left, right, found := strings.Cut(strings.ToLower(s), word); found {
			a, ok1 := number(strings.TrimSpace(left))
			b, ok2 := number(strings.TrimSpace(right))
			return a, b, ok1 && ok2
		}
	}
	return 0, 0, false
}

// percent reads "62 %" and "62,5%", and "62" below a head that says percent.
func percent(s, head string) (share float64, decimals int, ok bool) {
	digits, sign := strings.CutSuffix(strings.ReplaceAll(s, ",", "."), "%")
	if !sign && !slices.Contains(strings.Fields(plain(head)), "percent") && !slices.Contains(strings.Fields(plain(head)), "percentage") {
		return 0, 0, false
	}
	digits = strings.TrimSpace(digits)
	share, err := strconv.ParseFloat(digits, 64)
	if _, after, found := strings.Cut(digits, "."); found {
		decimals = len(after)
	}
	return share, decimals, err == nil && share >= 0 && share <= 100 && strings.Trim(digits, "0123456789.") == "" && decimals <= 9
}

// ofPercent is the one count that is so many percent, rounded as printed; failing that, cut off as printed.
func ofPercent(share float64, decimals, of int) (int, int, error) {
	if _, _, err := checked(0, of); err != nil {
		return 0, 0, err
	}
	scale := math.Pow10(decimals)
	want := math.Round(share * scale)
	for _, print := range []func(float64) float64{math.Round, math.Floor} {
		var fit []int
		for n := range of + 1 {
			if print(float64(n)/float64(of)*100*scale+1e-9) == want {
				fit = append(fit, n)
			}
		}
		if len(fit) == 1 {
			return fit[0], of, nil
		}
		if len(fit) > 1 {
			return 0, 0, fmt.Errorf("%.*f %% of %d may be any count from %d to %d", decimals, share, of, fit[0], fit[len(fit)-1])
		}
	}
	return 0, 0, fmt.Errorf("no count of %d questions is %.*f %%", of, decimals, share)
}

// conditions are the words of a mode, as the log has them; "" if it is none of them.
func conditions(s string) string {
	switch plain(s) {
	case "timed", "timed mode", "exam", "exam mode", "test mode", "certification mode":
		return "timed"
	case "open", "untimed", "study", "study mode", "practice", "practice mode", "learning", "learning mode":
		return "open"
	}
	return ""
}

// length is a time in minutes, 0 if it is none or could be two things, as 12:30 could be.
func length(s string, seconds bool) int {
	if s == "" {
		return 0
	}
	if f, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", "."), 64); err == nil {
		if seconds {
			f /= 60
		}
		return between(f)
	}
	var h, m, sec int
	if n, _ := fmt.Sscanf(s, "%d:%d:%d", &h, &m, &sec); n == 3 {
		return between(float64(h*60+m) + float64(sec)/60)
	}
	s = strings.ReplaceAll(strings.ReplaceAll(strings.ToLower(s), " ", ""), "minutes", "m")
	if minutes, err := civil.ParseMinutes(strings.ReplaceAll(s, "min", "m")); err == nil {
		return between(float64(minutes))
	}
	return 0
}

// between is a length as the log takes it, 0 for one that it does not.
func between(minutes float64) int {
	if minutes <= 0 || minutes > 1440 || math.IsNaN(minutes) {
		return 0
	}
	return max(1, int(math.Round(minutes)))
}
