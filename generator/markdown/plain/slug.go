package plain

import (
	"strconv"
	"strings"
	"unicode"
)

// Slug is the id GitHub gives a heading with this rendered text, before repeats are numbered: lower
// case, spaces to hyphens, and only letters, marks, digits, hyphens and connectors kept. GitHub gives an
// empty id to a heading without any of these; here it is "section".
func Slug(text string) string {
	var b strings.Builder
	for _, r := range strings.TrimSpace(strings.ReplaceAll(text, "\n", " ")) {
		switch {
		case r == ' ':
			b.WriteByte('-')
		case r == '-' || unicode.In(r, unicode.Letter, unicode.Mark, unicode.Nd, unicode.Nl, unicode.Pc, unicode.Other_Alphabetic):
			b.WriteString(strings.ToLower(string(r)))
		}
	}
	if b.Len() == 0 {
		return "section"
	}
	return b.String()
}

// IDs hands out each id once.
type IDs struct {
	Order []string // all ids, as they were handed out

	seen map[string]int // how often a slug was asked for
}

// Unique is the slug, or the slug with the first free number: a, a-1, a-2.
func (s *IDs) Unique(slug string) string {
	if s.seen == nil {
		s.seen = map[string]int{}
	}
	id := slug
	for {
		if _, taken := s.seen[id]; !taken {
			break
		}
		s.seen[slug]++
		id = slug + "-" + strconv.Itoa(s.seen[slug])
	}
	s.seen[id] = 0
	s.Order = append(s.Order, id)
	return id
}

// Claim takes an id as written, and says whether it was free.
func (s *IDs) Claim(id string) bool {
	if _, taken := s.seen[id]; taken || id == "" {
		return false
	}
	s.Unique(id)
	return true
}
