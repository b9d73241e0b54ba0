package main

import (
	"fmt"
	"time"
)

// progress shows on a terminal that work of more than a second goes on. Call the function it returns
// when the work is done.
func (c *common) progress(doing string) (done func()) {
	if c.quiet || !isTerminal(c.stderr) {
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
				fmt.Fprintf(c.stderr, "\r%s, %d s ", doing, n)
			case <-end:
				if n > 1 {
					fmt.Fprintf(c.stderr, "\r%20s\r", "")
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
