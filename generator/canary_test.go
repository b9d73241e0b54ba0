package generator_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"retake/generator/source/audience"
)

// sight is what one audience is shown.
type sight struct {
	as, scores string
	show       []string
}

func (s sight) String() string {
	return fmt.Sprintf("%s, scores %s, show %v", s.as, s.scores, s.show)
}

func (s sight) toml() string { return shownTo(s.as, s.scores, s.show, audience.Parts) }

// sees reports whether a canary may be told.
func (s sight) sees(c canary) bool {
	if c.never {
		return false
	}
	switch c.to {
	case "":
	case "draft":
		return false
	case "none": // site.toml says nothing of notes
		if s.as != "me" {
			return false
		}
	default:
		if rank(c.to) < rank(s.as) {
			return false
		}
	}
	for _, n := range c.needs {
		switch {
		case s.as == "me":
		case n == "scores" && s.scores != "shown", n == "bands" && s.scores == "hidden":
			return false
		case n != "scores" && n != "bands" && !slices.Contains(s.show, n):
			return false
		}
	}
	return true
}

func rank(as string) int { return slices.Index([]string{"me", "mentor", "public"}, as) }

// sights are whom a plan is tried on: each audience with each way of showing results, and besides nothing, each word alone, all
// but one, and all.
func sights() (out []sight) {
	for _, as := range []string{"mentor", "public"} {
		for _, scores := range []string{"hidden", "bands", "shown"} {
			out = append(out, sight{as, scores, nil}, sight{as, scores, audience.Shown})
			for i, w := range audience.Shown {
				out = append(out, sight{as, scores, []string{w}})
				if scores == "shown" {
					out = append(out, sight{as, scores, slices.Delete(slices.Clone(audience.Shown), i, i+1)})
				}
			}
		}
	}
	return out
}

// looker looks for texts in a site: words anywhere, numbers only where no digit is beside them.
type looker struct {
	files map[string]string // lower case, paths included
}

func lookInto(files map[string][]byte) looker {
	l := looker{files: map[string]string{}}
	for name, body := range files {
		text := strings.NewReplacer("\u00a0", " ", "\u2013", "-", "&nbsp;", " ", "&#34;", `"`).Replace(string(body))
		l.files[name] = strings.ToLower(name + "\n" + text)
	}
	return l
}

var digits = regexp.MustCompile(`^[0-9]`)

// in is where a text is, with what is around it; "" if it is nowhere.
func (l looker) in(text string) string {
	text = strings.ToLower(text)
	numeric := digits.MatchString(text)
	for name, body := range l.files {
		if numeric && (strings.HasSuffix(name, ".css") || strings.HasPrefix(name, "files/") || strings.HasSuffix(name, "search.js")) {
			continue
		}
		for at := 0; ; {
			i := strings.Index(body[at:], text)
			if i < 0 {
				break
			}
			i += at
			at = i + len(text)
			if numeric && (i > 0 && isDigit(body[i-1]) || at < len(body) && isDigit(body[at])) {
				continue
			}
			return fmt.Sprintf("%s: ...%s...", name, body[max(0, i-70):min(len(body), at+50)])
		}
	}
	return ""
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' || b == '.' }

// TestNobodySeesMore: what an audience is not shown is in no byte of its edition, and what it is shown is there.
func TestNobodySeesMore(t *testing.T) {
	for _, s := range sights() {
		t.Run(s.String(), func(t *testing.T) {
			t.Parallel()
			for _, places := range []string{"", s.as} {
				if places == "" && len(s.show) == 1 {
					continue // what is written in no note does not decide what notes tell
				}
				l := lookInto(edition(t, canaryPlan(places, s.toml()), s.as).Files)
				for _, c := range allCanaries(places) {
					at := l.in(c.text)
					switch {
					case !s.sees(c) && at != "":
						t.Errorf("%s is told in %s", c.text, at)
					case s.sees(c) && c.there && at == "":
						t.Errorf("%s is not there", c.text)
					}
				}
			}
		})
	}
}

func allCanaries(places string) []canary {
	all := slices.Concat(numbers, wordsInTOML, canaryPlaces(places))
	for _, to := range noteAudiences {
		all = append(all, canaryNotes(to)...)
	}
	return all
}
