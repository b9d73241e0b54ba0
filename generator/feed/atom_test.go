package feed

import (
	"encoding/xml"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestAtom(t *testing.T) {
	at := time.Date(2026, 11, 23, 1, 0, 0, 0, time.FixedZone("", 3600))
	got := Feed{
		ID: "urn:uuid:1", Title: `A & B "plan"`, Author: "Sam <s>", Language: "en", Updated: at, Self: "https://example.org/feed.xml", Home: "index.html", Maker: "retake",
		Entries: []Entry{{ID: "urn:uuid:2", Title: "Week 3", Updated: at, Link: "weeks/03.html", HTML: "<p>a &amp; b</p>\n"}},
	}.Atom()
	want := `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>urn:uuid:1</id>
<title>A &amp; B &#34;plan&#34;</title>
<updated>2026-11-23T00:00:00Z</updated>
<author><name>Sam &lt;s&gt;</name>
</author>
<link rel="self" type="application/atom+xml" href="https://example.org/feed.xml"/>
<link rel="alternate" type="text/html" href="index.html"/>
<generator>retake</generator>
<entry>
<id>urn:uuid:2</id>
<title>Week 3</title>
<updated>2026-11-23T00:00:00Z</updated>
<link rel="alternate" type="text/html" href="weeks/03.html"/>
<content type="html">&lt;p&gt;a &amp;amp; b&lt;/p&gt;
</content>
</entry>
</feed>
`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	bare := string(Feed{ID: "a", Title: "b", Author: "c"}.Atom())
	if strings.Contains(bare, "<link") || strings.Contains(bare, "xml:lang") || strings.Contains(bare, "<generator") {
		t.Errorf("what is not known is written: %s", bare)
	}
}

// FuzzAtom: any text gives well-formed XML, from which it comes back but for what XML cannot hold.
func FuzzAtom(f *testing.F) {
	for _, s := range []string{"", "a & <b> \"c\" ]]>", "\x00\x1f\x7f\ufffe\uffff", "\xff\xfe", "a\r\nb\tc", "\u0085\u2028", "👩‍💻", "</title><title>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var got struct {
			Title string   `xml:"title"`
			Texts []string `xml:"entry>content"`
			Link  struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
		}
		x := Feed{ID: "a", Title: s, Author: s, Home: "h" + s, Entries: []Entry{{ID: "b", Title: s, HTML: s}}}.Atom()
		if err := xml.Unmarshal(x, &got); err != nil {
			t.Fatalf("%v in %q", err, x)
		}
		want := strings.Map(func(r rune) rune {
			if r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 || r == 0xfffe || r == 0xffff {
				return -1
			}
			return r
		}, each(s))
		if got.Title != want || got.Link.Href != "h"+want || len(got.Texts) != 1 || got.Texts[0] != want {
			t.Fatalf("%q came back as %+v", s, got)
		}
	})
}
