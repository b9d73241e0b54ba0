package search

import (
	"fmt"
	"math"
	"math/rand"
	"sort"
	"strings"
)

// vocabulary makes up so many words out of syllables, the common ones short.
func vocabulary(n int) []string {
	dice := rand.New(rand.NewSource(1))
	syllables := strings.Fields("ta re ni con ver ti al in ter pro se cu ri ty net work au then ca tion ac cess lo gin for ward pa cket ro ute key ha sh en cryp cer tif po li cy vul ner a bil scan mo del da ta cen tre el an or is un der strat")
	seen := map[string]bool{}
	var out []string
	for len(out) < n {
		w := ""
		for range 1 + dice.Intn(3) + len(out)*4/n {
			w += syllables[dice.Intn(len(syllables))]
		}
		if len(w) > 1 && !seen[w] {
			seen[w] = true
			out = append(out, w)
		}
	}
	return out
}

// writer writes notes whose words come as often as words do in languages: by Zipf's law.
type writer struct {
	*rand.Rand
	words []string
	sums  []float64
}

func newWriter() *writer {
	w := &writer{Rand: rand.New(rand.NewSource(2)), words: vocabulary(25_000)}
	sum := 0.0
	for i := range w.words {
		sum += 1 / math.Pow(float64(i)+2.7, 1.0)
		w.sums = append(w.sums, sum)
	}
	return w
}

func (w *writer) word() string {
	return w.words[sort.SearchFloat64s(w.sums, w.Float64()*w.sums[len(w.sums)-1])]
}

// text is a text of about so many bytes.
func (w *writer) text(bytes int) string {
	var b strings.Builder
	for b.Len() < bytes {
		b.WriteString(w.word())
		b.WriteString([]string{" ", " ", " ", " ", " ", " ", " ", ", ", ". "}[w.Intn(9)])
	}
	return b.String()
}

// vault is a made-up vault: notes of 4 KB in folders of fifty, with four sections each.
func vault(n int) ([]Document, []Text) {
	w := newWriter()
	docs, texts := make([]Document, n), make([]Text, n)
	for i := range docs {
		title := w.word() + " " + w.word() + " " + w.word()
		docs[i] = Document{fmt.Sprintf("notes/part-%03d/%05d-%s.html", i/50, i, strings.ReplaceAll(title, " ", "-")), title, fmt.Sprintf("Notes, part-%03d", i/50), i}
		for s := range 4 {
			h := w.word() + " " + w.word()
			if s == 0 {
				h = ""
			}
			texts[i].Sections = append(texts[i].Sections, Section{strings.ReplaceAll(h, " ", "-"), h, w.text(1000)})
		}
	}
	return docs, texts
}
