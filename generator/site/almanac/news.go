package almanac

import (
	"cmp"
	"fmt"
	"html"
	"slices"
	"strings"

	"retake/generator/civil"
	"retake/generator/digest"
	"retake/generator/feed"
	"retake/generator/site/board"
	"retake/generator/site/words"
	"retake/generator/study"
)

// newest is how many entries the feed holds: half a year of weeks.
const newest = 26

// Feed is feed.xml: one entry for each week that is over, and one for the pass, the newest first.
func Feed(in Input) []byte {
	a := begin(in)
	f := feed.Feed{
		ID: a.urn("feed"), Title: in.Board.Title, Author: cmp.Or(in.Author, in.Board.Title), Language: "en",
		Self: a.address(FeedPath), Home: a.link("index.html"), Maker: "retake", Updated: midnight(min(a.start(), a.plan.Today)),
	}
	for _, w := range a.plan.Digests {
		f.Entries = append(f.Entries, a.week(w))
	}
	if d := a.plan.Won; d != 0 {
		f.Entries = append(f.Entries, feed.Entry{
			ID: a.urn("pass"), Title: "Passed", Updated: midnight(d), Link: f.Home,
			HTML: paragraph(in.Board.Passed()) + way(f.Home, "How it went"),
		})
	}
	slices.SortStableFunc(f.Entries, func(x, y feed.Entry) int { return y.Updated.Compare(x.Updated) })
	f.Entries = f.Entries[:min(len(f.Entries), newest)]
	if len(f.Entries) > 0 {
		f.Updated = f.Entries[0].Updated
	}
	return f.Atom()
}

// week is the news of a week, as of its last evening; it is there from the next morning on.
func (a *almanac) week(w study.WeekDigest) feed.Entry {
	title, page := words.Span(w.From, w.To), a.link("weeks/index.html")
	if n := a.number(w); n != 0 {
		title, page = fmt.Sprintf("Week %d: %s", n, title), a.link(board.WeekPath(n))
	}
	if d := w.Digest; a.plan.Won != 0 && a.plan.Won <= w.To { // in the week of the pass only what moved is worth telling
		w.Digest = digest.Digest{Moved: d.Moved, Questions: d.Questions}
	}
	return feed.Entry{
		ID: a.urn("week " + monday(w.To)), Title: title, Updated: midnight(w.To + 1), Link: page,
		HTML: told(w.Digest) + way(page, "The page of the week"),
	}
}

// number is that of the week's page. A week of the plan may end before Sunday, with the exam; 0 = there is no page.
func (a *almanac) number(w study.WeekDigest) int {
	for _, x := range slices.Backward(a.plan.Weeks) {
		if x.From <= w.To && x.To >= w.From {
			return x.N
		}
	}
	return 0
}

func monday(d civil.Date) string { return d.Monday().String() }

// told is a digest as HTML.
func told(d digest.Digest) string {
	var numbers []string
	for _, n := range d.Numbers {
		line := n.Name + ": " + n.Value
		if n.Before != "" {
			line += " (" + n.Before + ")"
		}
		numbers = append(numbers, line)
	}
	moved := listed("What moved", "ul", d.Moved)
	if moved == "" {
		moved = paragraph("No estimate moved enough to be worth a sentence.")
	}
	return listed("", "ul", numbers) + moved + listed("What slipped", "ul", d.Slipped) + listed("Worth talking about", "ol", d.Questions)
}

// listed is a list under a heading; "" for an empty one.
func listed(heading, tag string, items []string) string {
	if len(items) == 0 {
		return ""
	}
	var b strings.Builder
	if heading != "" {
		b.WriteString("<h3>" + heading + "</h3>\n")
	}
	b.WriteString("<" + tag + ">\n")
	for _, s := range items {
		b.WriteString("<li>" + html.EscapeString(words.Tidy(s)) + "</li>\n")
	}
	b.WriteString("</" + tag + ">\n")
	return b.String()
}

func paragraph(s string) string { return "<p>" + html.EscapeString(words.Tidy(s)) + "</p>\n" }

// way leads to a page.
func way(address, text string) string {
	return `<p><a href="` + html.EscapeString(address) + `">` + html.EscapeString(text) + "</a></p>\n"
}
