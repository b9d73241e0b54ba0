// Package private knows what would tell a stranger whose plan it is, and how the exam went, and finds it in texts.
//
// Facts are gathered from a plan's record; passages of notes are held against them one by one, and in doubt a passage
// is dropped.
//
// Deliberately absent: files, which texts are looked at, and what is done without the passages that are dropped.
package private

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"retake/generator/civil"
	"retake/generator/study"
)

// Facts are what would tell a stranger whose plan it was, and how the exam went: names of people, days,
// and results. What they know is told by the plan; beyond that they are wary of addresses, of any day, and of
// numbers beside words of results. They err on the side of silence.
type Facts struct {
	names   []string // single words of names and names run together, folded: in any case
	exact   []string // names too short to be told from a word otherwise, as written
	within  []string // names in scripts that put no spaces between words: anywhere
	said    []string // days and results as people write them, folded, standing alone
	results []string // numbers that are a result if a word of results is near
	public  []string // what is known of the exam anyway, folded: it is not looked at
}

// Of is what a record tells, and the name of the plan's author.
func Of(rec study.Record, author string) Facts {
	var p Facts
	p.Person(author)
	for _, x := range rec.People {
		p.Person(x.Name)
		if _, at, found := strings.Cut(x.URL, "://"); found {
			p.said = append(p.said, fold(strings.TrimSuffix(at, "/")))
		}
	}
	for _, x := range rec.Checkins {
		p.Person(x.Person)
		p.days(x.Date)
	}
	for _, x := range rec.Resources {
		if x.Kind == "person" {
			p.Person(x.Name)
		}
	}
	p.days(rec.Start, rec.ExamDate, rec.Voucher.Bought, rec.Voucher.Expires, rec.Voucher.RefundUntil, rec.Booking.PurchasedOn, rec.Booking.EligibilityStarts)
	for _, x := range rec.Away {
		p.days(x.From, x.To)
	}
	for _, x := range rec.Pins {
		p.days(x.Date)
	}
	p.scores(rec)
	return p
}

// scores takes in all results: of the attempts, their sections, simulations and sets of questions.
func (p *Facts) scores(rec study.Record) {
	for _, a := range rec.Attempts {
		p.days(a.At.Date, a.EligibleOn)
		if a.Score.Value >= 10 { // a single digit says nothing
			p.said = append(p.said, plain(a.Score.Value))
		}
		for _, s := range a.Sections {
			switch {
			case s.Value >= 100:
				p.said = append(p.said, plain(s.Value))
			case s.Form == study.ByBar:
				p.number(100 * s.Value)
			default:
				p.number(s.Value)
			}
			if s.Of > 0 {
				p.pair(int(s.Value), int(s.Of))
			}
		}
	}
	for _, s := range rec.Simulations {
		p.days(s.Date)
		p.pair(s.Right, s.Of)
		p.number(float64(s.Right))
		for _, d := range s.Domains {
			p.pair(d.Right, d.Of)
		}
	}
	for _, s := range rec.Practice {
		p.days(s.Date)
		p.pair(s.Right, s.Of)
	}
}

// number is a result as written, and without its decimals.
func (p *Facts) number(x float64) {
	for _, n := range []string{plain(x), fmt.Sprintf("%.0f", x), fmt.Sprint(int(x)), fmt.Sprintf("%.1f", x)} {
		if len(n) > 1 && !slices.Contains(p.results, n) {
			p.results = append(p.results, n)
		}
	}
}

// pair is a number of right answers in the ways in which people write it, and its percentage.
func (p *Facts) pair(right, of int) {
	if of > 0 {
		p.said = append(p.said, Ways(right, of)...)
		p.number(100 * float64(right) / float64(of))
	}
}

// Ways are the ways in which people write a number of right answers.
func Ways(right, of int) (out []string) {
	for _, between := range []string{" of ", " out of ", "/", " / ", " von ", ":"} {
		out = append(out, fmt.Sprint(right, between, of))
	}
	return out
}

// plain is a number as people write it.
func plain(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// days takes in dates in the ways in which people write them, without those that are not known.
func (p *Facts) days(dates ...civil.Date) {
	for _, d := range dates {
		if d == 0 {
			continue
		}
		y, m, dd := d.YMD()
		name := strings.ToLower(d.Medium())
		_, name, _ = strings.Cut(name, " ")
		name, _, _ = strings.Cut(name, " ")
		p.said = append(p.said, d.String(), fmt.Sprintf("%04d%02d%02d", y, m, dd), fmt.Sprintf("%04d/%02d/%02d", y, m, dd), fmt.Sprintf("%02d-%02d", m, dd))
		for _, f := range []string{"%d.%d.", "%02d.%02d.", "%d.%02d.", "%02d.%d."} {
			p.said = append(p.said, fmt.Sprintf(f, dd, m))
		}
		for _, f := range []string{"%d/%d", "%02d/%02d"} {
			p.said = append(p.said, fmt.Sprintf(f, dd, m), fmt.Sprintf(f, m, dd))
		}
		for _, n := range []string{name, name[:3]} {
			p.said = append(p.said, fmt.Sprint(dd, " ", n), fmt.Sprint(n, " ", dd))
		}
	}
}

// ordinary are words that stand in names of groups and of people, and in everybody's notes.
var ordinary = strings.Fields(`and the for with from our your study exam group team club class course evening morning night online
	mentor coach teacher tutor trainer friend friends buddy partner colleague colleagues boss manager forum community channel
	server chat local meetup learning security network cloud cert certification certs`)

// Person takes in somebody's name, or that of a group.
func (p *Facts) Person(name string) {
	name = strings.Join(strings.Fields(name), " ")
	letters := letterRuns(fold(name))
	short := true
	for _, w := range letters {
		if utf8.RuneCountInString(w) >= 3 {
			short = false
			if !slices.Contains(ordinary, w) {
				p.names = append(p.names, w)
			}
		}
	}
	switch {
	case len(letters) == 0:
		return
	case strings.ContainsFunc(name, unspaced):
		p.within = append(p.within, fold(name))
	case short && utf8.RuneCountInString(name) > 1:
		p.exact = append(p.exact, name, strings.ToUpper(name))
	case len(letters) > 1:
		p.names = append(p.names, strings.Join(letters, ""))
		p.said = append(p.said, fold(name))
	}
	for _, part := range strings.Fields(fold(name)) { // O'Brien is OBrien, too
		if runs := letterRuns(part); len(runs) > 1 {
			p.names = append(p.names, strings.Join(runs, ""))
		}
	}
}

// unspaced reports whether a letter is of a script that puts no spaces between words.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Khmer, unicode.Lao, unicode.Myanmar)
}

// Publish takes out what is known of the exam anyway: its code, and days of its version.
func (p *Facts) Publish(code string, dates ...civil.Date) {
	p.public = append(p.public, fold(code))
	for _, d := range dates {
		if d != 0 {
			p.public = append(p.public, d.String(), fold(d.Medium()))
		}
	}
}

// Key reports whether an address holds what opens something for whoever has it.
func Key(address string) bool { return key.MatchString(address) }

// Names reports whether a text has somebody's name.
func (p Facts) Names(text string) bool { return p.named(text, fold(text)) }

// In reports whether a text may name what is private.
func (p Facts) In(text string) bool {
	return p.InCode(text) || slices.ContainsFunc(readings(text), func(plain string) bool {
		folded := p.unpublished(fold(plain))
		return anyDay.MatchString(folded) || handle.MatchString(folded) || p.told(folded)
	})
}

// InName is in for what an exam and its rule are called, where a month tells the version.
func (p Facts) InName(text string) bool {
	return p.InCode(text) || slices.ContainsFunc(readings(text), func(plain string) bool { return p.told(p.unpublished(fold(plain))) })
}

// InCode is in for examples of code and output, where days, signs and numbers are no news of anybody: it
// looks for what the plan itself tells, and for addresses.
func (p Facts) InCode(text string) bool {
	return slices.ContainsFunc(readings(text), func(plain string) bool {
		folded := fold(plain)
		rest := p.unpublished(folded)
		return p.named(plain, folded) || slices.ContainsFunc(p.said, func(s string) bool { return stands(rest, s) }) ||
			address.MatchString(example.ReplaceAllString(folded, "")) || key.MatchString(plain)
	})
}

// unpublished is a text, folded, without what is known of the exam anyway.
func (p Facts) unpublished(folded string) string {
	for _, s := range p.public {
		folded = strings.ReplaceAll(folded, s, " ")
	}
	return folded
}

// named reports whether a text has somebody's name.
func (p Facts) named(plain, folded string) bool {
	words := letterRuns(folded)
	has := func(name string) bool { return slices.Contains(words, name) }
	return slices.ContainsFunc(p.names, has) ||
		slices.ContainsFunc(p.exact, func(name string) bool { return stands(plain, name) }) ||
		slices.ContainsFunc(p.within, func(name string) bool { return strings.Contains(folded, name) })
}

// Words that make a number near them a result, or the sentence a confession.
var (
	ofResults = strings.Fields(`score scores scored scoring result results got reached right wrong correct fail fails failed failing
		passed attempt attempts missed short grade percentage achieved ergebnis punkte richtig durchgefallen bestanden`)
	ofMyself  = strings.Fields(`i my me mine myself we our ich mein meine mir mich`)
	ofTrouble = strings.Fields(`fail failed fails failing flunked scored panic panicked anxiety anxious ashamed afraid embarrassed
		durchgefallen angst`)
)

// told reports whether a text, folded, gives a result away by words and numbers beside each other.
func (p Facts) told(folded string) bool {
	words := letterRuns(folded)
	about := func(what []string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(what, w) })
	}
	mine := slices.ContainsFunc(p.results, func(n string) bool { return stands(folded, n) })
	switch results := about(ofResults); {
	case about(ofMyself) && (mine || about(ofTrouble)):
		return true
	case results:
		return mine || share.MatchString(folded) || ratio.MatchString(folded) || inMonth.MatchString(folded)
	case mine:
		return slices.ContainsFunc(share.FindAllStringSubmatch(folded, -1), func(m []string) bool { return slices.Contains(p.results, m[1]) })
	}
	return false
}

// geometry are attributes of a drawing that hold nothing but numbers.
var geometry = regexp.MustCompile(`[a-zA-Z0-9:-]+\s*=\s*["'][-+MLHVCSQTAZmlhvcsqtaz0-9.,%\s]*["']`)

// InPicture reports whether the bytes of a picture name somebody or hold what a camera adds. Numbers are
// not looked for among pixels: there are all of them.
func (p Facts) InPicture(data []byte) bool {
	if bytes.Contains(data, []byte("Exif\x00\x00")) || bytes.Contains(data, []byte("eXIf")) {
		return true
	}
	if utf8.Valid(data) {
		return p.In(geometry.ReplaceAllString(string(data), ""))
	}
	words := letterRuns(fold(string(data)))
	return slices.ContainsFunc(p.names, func(name string) bool { return len(name) > 3 && slices.Contains(words, name) })
}

// What gives something away in anybody's notes. All of it is matched in folded text.
const (
	others = `jan(?:uary?)?|feb(?:ruary?)?|mar(?:ch|z|s|zo)?|apr(?:il|ile)?|mai|june?|juni|july?|juli|aug(?:ust|usti)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?|` +
		`janvier|fevrier|avril|juin|juillet|aout|septembre|octobre|novembre|decembre|enero|febrero|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre`
	months = `may|` + others
	year   = `(?:19|20)[0-9]{2}`
)

var (
	anyDay = regexp.MustCompile(`(?:^|[^0-9])` + year + `[-./][01]?[0-9][-./][0-3]?[0-9](?:[^0-9]|$)` + // 2026-11-02
		`|(?:^|[^0-9.])[0-3]?[0-9][./-][0-3]?[0-9][./-]` + year + `(?:[^0-9]|$)` + // 2.11.2026, 11/02/2026
		`|(?:^|[^0-9./])(?:0?[1-9]|[12][0-9]|3[01])\.(?:0?[1-9]|1[0-2])\.[23][0-9](?:[^0-9.]|\.(?:[^0-9]|$)|$)` + // 2.11.26
		`|(?:^|[^0-9./])[0-3]?[0-9]/[0-3]?[0-9]/[23][0-9](?:[^0-9/]|$)` + // 11/02/26
		`|(?:^|[^0-9.:])[0-3]?[0-9](?:st|nd|rd|th)?\.?[ -]?(?:of )?(?:` + others + `)(?:[^a-z]|$)` + // 2nd of November
		`|(?:^|[^0-9.:])[0-3]?[0-9](?:st |nd |rd |th |\. | of |-)(?:of )?may(?:[^a-z]|$)` + // 2nd of May, but not port 22 may be open
		`|(?:^|[^a-z])(?:` + months + `)\.?[ -](?:the )?[0-3]?[0-9](?:st|nd|rd|th)?(?:[^0-9a-z:]|$)` + // Nov 2
		`|(?:^|[^a-z])(?:` + months + `)\.?,? ?` + year + `(?:[^0-9]|$)`) // November 2026
	inMonth = regexp.MustCompile(`(?:^|[^a-z])(?:january|february|april|june|july|september|october|november|december)(?:[^a-z]|$)`)
	share   = regexp.MustCompile(`([0-9]+(?:[.,][0-9]+)?) ?-?(?:%|percent|per cent|pct|prozent|points?|punkte)`)
	ratio   = regexp.MustCompile(`[0-9]+ ?(?:of|out of|/|von|from) ?(?:the )?[0-9]+`)
	address = regexp.MustCompile(`[a-z0-9._+-]+ ?(?:@|\(at\)|\[at\]) ?[a-z0-9-]+(?:\.| ?\(dot\) ?)[a-z]{2,}`)
	example = regexp.MustCompile(`@(?:[a-z0-9-]+\.)*example\.(?:com|org|net)`)
	handle  = regexp.MustCompile(`(?:^|[\s(,;:])@[a-z][a-z0-9_.]{2,}|[a-z]#[0-9]{4}(?:[^0-9]|$)|\+[0-9][0-9 ()/-]{7,}[0-9]`)
	key     = regexp.MustCompile(`(?i)://[^/ ]*@|(?:discord\.gg|t\.me|wa\.me)/|[?&](?:token|key|sig|signature|pwd|password|auth|code|share|invite|user|email)=|/(?:d|invite|share|s)/[A-Za-z0-9_-]{6,}`)
)

// unseen are signs that do not show in a text: soft hyphens, joiners, marks of direction.
var unseen = regexp.MustCompile(`[\x{ad}\x{200b}-\x{200f}\x{2060}\x{feff}]`)

var (
	quoteMarks = regexp.MustCompile(`(?m)^[>\s]+`)
	tags       = regexp.MustCompile(`</?[a-zA-Z][^>]*>`)
	camels     = regexp.MustCompile(`(\p{Ll})(\p{Lu})`)
	gone       = strings.NewReplacer("*", "", "_", "", "`", "", "~", "", "\\", "")
	apart      = strings.NewReplacer("*", " ", "_", " ", "`", " ", "~", " ", "\\", " ", "%40", "@", "%20", " ")
)

// readings are a text as it is read and as it is written: markup inside a word joins it or parts it.
func readings(text string) []string {
	text = unseen.ReplaceAllString(html.UnescapeString(text), "")
	text = quoteMarks.ReplaceAllString(text, "")
	flat := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	return []string{flat(gone.Replace(tags.ReplaceAllString(text, ""))), flat(camels.ReplaceAllString(apart.Replace(text), "$1 $2")), flat(text)}
}

// accents are Latin letters with a mark, and the letters without it.
var accents = strings.NewReplacer("à", "a", "á", "a", "â", "a", "ã", "a", "ä", "a", "å", "a", "ą", "a", "ç", "c", "ć", "c", "č", "c",
	"è", "e", "é", "e", "ê", "e", "ë", "e", "ę", "e", "ě", "e", "ì", "i", "í", "i", "î", "i", "ï", "i", "ł", "l", "ñ", "n", "ń", "n",
	"ò", "o", "ó", "o", "ô", "o", "õ", "o", "ö", "o", "ø", "o", "ř", "r", "ś", "s", "š", "s", "ù", "u", "ú", "u", "û", "u", "ü", "u",
	"ý", "y", "ÿ", "y", "ź", "z", "ż", "z", "ž", "z", "’", "'")

// fold is a text in lower case without accents.
func fold(s string) string {
	marks := func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}
	return strings.Map(marks, accents.Replace(strings.ToLower(s)))
}

// letterRuns are the words of a text, without digits and signs.
func letterRuns(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
}

// stands reports whether a text has a word or a number that is not part of a longer one.
func stands(text, w string) bool {
	for at := 0; w != ""; {
		i := strings.Index(text[at:], w)
		if i < 0 {
			return false
		}
		if at += i; alone(text[:at], w, text[at+len(w):]) {
			return true
		}
		at += len(w)
	}
	return false
}

// alone reports whether a word is not part of a longer one: no letter or digit goes on with it, and
// around a number no decimal point does.
func alone(before, word, after string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	last, _ := utf8.DecodeLastRuneInString(word)
	left, _ := utf8.DecodeLastRuneInString(before)
	right, n := utf8.DecodeRuneInString(after)
	next, _ := utf8.DecodeRuneInString(after[n:])
	solid := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	switch {
	case solid(first) && solid(left), solid(last) && solid(right), last == '.' && left == '.':
		return false
	case unicode.IsDigit(first) && (left == '.' || left == ','):
		return false
	case unicode.IsDigit(last) && (right == '.' || right == ',') && unicode.IsDigit(next):
		return false
	}
	return true
}
