package edge

import (
	"io"
	"strings"
	"testing"
)

// TestPassphraseIsTyped: it is typed twice, unseen, and refused if the two differ.
func TestPassphraseIsTyped(t *testing.T) {
	for _, c := range []struct {
		typed []string
		err   error
		want  string
	}{
		{typed: []string{"five words that hold out", "five words that hold out"}},
		{typed: []string{"five words that hold out", "five words that hold"}, want: "--passphrase: the two are not the same"},
		{typed: []string{"", ""}, want: "--passphrase: nothing was typed"},
		{err: io.EOF, want: "EOF"},
	} {
		c2 := &Call{World: &World{Env: func(string) string { return "" }, Ask: func(string) (string, error) {
			if c.err != nil {
				return "", c.err
			}
			text := c.typed[0]
			c.typed = c.typed[1:]
			return text, nil
		}}}
		got, err := c2.Passphrase()
		switch {
		case c.want == "" && (err != nil || got != "five words that hold out"):
			t.Errorf("got %q, %v", got, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("got %q, %v, want %s", got, err, c.want)
		}
	}
}

// TestEditionsNamed: an edition has words in sentences.
func TestEditionsNamed(t *testing.T) {
	for want, e := range map[string]Edition{
		"your own edition": {As: "me"}, "the mentor edition, sealed": {As: "mentor", Lock: &Lock{}}, "the public edition": {As: "public"},
	} {
		if got := e.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
