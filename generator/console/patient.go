package console

import "time"

// Patient prints for a program that must go on whatever the terminal does: one that is stopped (Ctrl-S, a
// selection on some systems, a full pipe) takes nothing, and writing to it waits. What cannot be kept for
// it is dropped. The zero value prints nothing.
type Patient struct {
	jobs chan func() // nil is the end
	done chan struct{}
}

// mostWaiting is how many prints are kept, and lastWords how long the end waits for them.
const (
	mostWaiting = 256
	lastWords   = time.Second
)

// NewPatient is one that prints from now on.
func NewPatient() Patient {
	t := Patient{make(chan func(), mostWaiting), make(chan struct{})}
	go func() {
		defer close(t.done)
		for print := range t.jobs {
			if print == nil {
				return
			}
			print()
		}
	}()
	return t
}

// Tell prints when the terminal is ready, after what was told before.
func (t Patient) Tell(print func()) {
	select {
	case t.jobs <- print:
	default:
	}
}

// End waits a moment until all that was told is printed.
func (t Patient) End() {
	late := time.After(lastWords)
	select {
	case t.jobs <- nil:
	case <-late:
		return
	}
	select {
	case <-t.done:
	case <-late:
	}
}
