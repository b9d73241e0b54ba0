package console

import (
	"fmt"
	"io"
	"time"
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
		for n := 1; ; n++ {
			select {
			case <-tick.C:
				fmt.Fprintf(w, "\r%s, %d s ", doing, n)
			case <-end:
				if n > 1 {
					fmt.Fprintf(w, "\r%20s\r", "")
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
