package scoresheet

import (
	"regexp"
	"slices"
	"strings"
)

// What reports say in sentences. A score has to end its clause, so that "you scored 12 points less" is none.
var (
	sayFail  = regexp.MustCompile(`(?i)\byou (?:have |had |did |were |was |unfortunately,? )*(?:not|n['’]t) (?:been )?(?:pass(?:ed)?|successful|achieved? (?:a|the) passing score|meet the passing)\b`)
	sayPass  = regexp.MustCompile(`(?i)\byou (?:have )?(?:successfully )?passed\b|\bcongratulations on passing\b`)
	sayTotal = regexp.MustCompile(`(?i)\b(?:your (?:total |final |overall |scaled )*score (?:is|was)|you (?:scored|achieved a score of|received a score of|earned a score of))\s+` + number + `\s*(%|percent)?(?:\s*(?:/|of|out of(?: a possible)?)\s*(\d{1,4}))?(?:\s*points)?(?:\s+on a scale (?:of|from) (\d{1,4})\s*(?:-|–|to)\s*(\d{1,4}))?\s*(?:[.,;)]|$)`)
	sayPassM = regexp.MustCompile(`(?i)\b(?:passing score|pass mark|passing mark|cut score|minimum score|score required to pass)(?: for (?:this|the)(?: [\w+-]+)? exam(?:ination)?)? (?:is|was)(?: set at)?\s+` + number + `\s*(%|percent)?(?:\s|[.,;)]|$)`)
	sayNeed  = regexp.MustCompile(`(?i)\ba (?:scaled )?score of ` + number + `\s*(%|percent)?(?: points)?(?: or (?:higher|above|more|better|greater))? is (?:required|needed) to pass`)
	sayScale = regexp.MustCompile(`(?i)\bon a scale (?:of|from) (\d{2,4})\s*(?:-|–|to)\s*(\d{3,4})\b|\bscores? (?:range|ranges) from (\d{1,4}) to (\d{3,4})\b`)
	sayAgain = regexp.MustCompile(`(?i)\b(?:retake|re-take|retest|re-test|take (?:this|the) exam again|schedule (?:another|a new) attempt|next attempt)\b[^.;]{0,60}?\bon or after ` + anyDay)
	sayDay   = regexp.MustCompile(`(?i)\b(?:you took|for taking|you sat|you attempted|you completed)\b[^.;]{0,90}?\bon ` + anyDay)
	isIf     = regexp.MustCompile(`(?i)\b(?:if|when|whether|should|unless|once|until|had|candidates? who|those who)\b[^.!?]*$`)
)

// sentences finds what reports say in sentences: first in single lines, then in two, for a sentence may go on in the next.
func (s *sheet) sentences() {
	for i, r := range s.rows {
		s.sentence(r.text, s.from(i))
	}
	for i := 0; i+1 < len(s.rows); i++ {
		if r, next := s.rows[i], s.rows[i+1]; len(r.cells) == 1 && len(next.cells) == 1 && r.Page == next.Page && s.apart(i, i+1) < 2 {
			s.sentence(r.text+" "+next.text, s.span(i, i+1))
		}
	}
}

func (s *sheet) sentence(text string, from From) {
	add := func(k Key, values ...Found) {
		for i := range values {
			values[i].From = from
		}
		if !slices.ContainsFunc(s.doubts, func(d Doubt) bool { return d.Key == k && len(values) > 1 }) {
			s.keep(k, values)
		}
	}
	said := func(re *regexp.Regexp) []string {
		m := re.FindStringSubmatchIndex(text)
		if m == nil || isIf.MatchString(text[:m[0]]) {
			return nil
		}
		return re.FindStringSubmatch(text)
	}
	if said(sayFail) != nil {
		add(Result, Found{Word: "fail", Says: "fail"})
	}
	if said(sayPass) != nil {
		add(Result, Found{Word: "pass", Says: "pass"})
	}
	if m := said(sayTotal); m != nil {
		add(Total, Found{N: num(m[1]), Percent: m[2] != "", Of: num(m[3]), Lo: num(m[4]), Hi: num(m[5]), Says: spoken(m[1], m[2], m[3])})
	}
	for _, re := range []*regexp.Regexp{sayPassM, sayNeed} {
		if m := said(re); m != nil {
			add(PassMark, Found{N: num(m[1]), Percent: m[2] != "", Says: spoken(m[1], m[2], "")})
		}
	}
	if m := said(sayScale); m != nil {
		lo, hi := m[1]+m[3], m[2]+m[4]
		add(Range, scaleRange(lo+"-"+hi)...)
	}
	if m := said(sayAgain); m != nil {
		add(Eligible, dates(m[1])...)
	}
	if m := said(sayDay); m != nil {
		add(Date, dates(m[1])...)
	}
}

// spoken is a number as it stands in a sentence.
func spoken(n, percent, of string) string {
	if percent != "" {
		return n + " %"
	}
	if of != "" {
		return n + " of " + of
	}
	return n
}

// standing takes what stands alone, large or small, if no label says it: the result as a headline, and a plain "Date".
func (s *sheet) standing() {
	if len(s.found[Date]) == 0 {
		s.found[Date] = s.found[looseDate]
		for i, d := range s.doubts {
			if d.Key == looseDate {
				s.doubts[i].Key = Date
			}
		}
	}
	if len(s.found[Result]) > 0 {
		return
	}
	for i, r := range s.rows {
		if len(r.cells) == 1 && !strings.HasSuffix(r.text, ":") {
			s.keep(Result, s.at(i, result(r.text)))
		}
	}
}
