package console

import (
	"fmt"
	"io"
	"time"
	"unicode/utf8"
)

// Progress shows on a terminal that work of more than a second goes on; on anything else it shows nothing. Call the
// function it returns when the work is done.
func Progress(w io.Writer, doing string) (done func()) {
	if !Terminal(w) {
		return func() {}
	}
	end, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		shown := ""
		for n := 1; ; n++ {
			select {
			case <-tick.C:
				shown = step(doing, n, Width(w))
				fmt.Fprintf(w, "\r%s", shown)
			case <-end:
				if shown != "" {
					fmt.Fprintf(w, "\r%*s\r", utf8.RuneCountInString(shown), "")
				}
				return
			}
		}
	}()
	return func() {
		close(end)
		<-ended
	}
}

// step says that work goes on after so many seconds, in one line of a terminal with so many columns: in two, the next
// would stand below it.
func step(doing string, seconds, width int) string {
	after := fmt.Sprintf(", %d s ", seconds)
	what := []rune(doing)
	if room := width - 1 - len(after); len(what) > room {
		what = append(what[:max(0, min(room-1, len(what)))], '…')
	}
	return string(what) + after
}
