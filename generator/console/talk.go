package console

import (
	"context"
	"io"
	"os"

	"golang.org/x/term"

	"retake/generator/talk"
)

// Talk is a conversation with whoever sits at the terminal; nil where nobody could answer. Questions are asked beside
// what a program prints, so that this can go into a file. When ctx ends, so does the conversation.
func Talk(ctx context.Context) *talk.Talk {
	if !term.IsTerminal(int(os.Stdin.Fd())) {
		return nil
	}
	out := os.Stderr
	if !Terminal(out) {
		tty, err := os.OpenFile("/dev/tty", os.O_WRONLY, 0)
		if err != nil {
			return nil
		}
		out = tty
	}
	return talk.New(&typed{ctx: ctx, from: os.Stdin}, out, Width(out))
}

// typed is what somebody types, until ctx ends: a read that waits on a terminal cannot be called off.
type typed struct {
	ctx  context.Context
	from io.Reader
	rest []byte
	came chan []byte
}

func (t *typed) Read(p []byte) (int, error) {
	if len(t.rest) == 0 {
		if t.came == nil {
			t.came = make(chan []byte)
			go t.listen()
		}
		select {
		case <-t.ctx.Done():
			return 0, t.ctx.Err()
		case line, open := <-t.came:
			if !open {
				return 0, io.EOF
			}
			t.rest = line
		}
	}
	n := copy(p, t.rest)
	t.rest = t.rest[n:]
	return n, nil
}

func (t *typed) listen() {
	defer close(t.came)
	for {
		line := make([]byte, 4096)
		n, err := t.from.Read(line)
		if n > 0 {
			select {
			case t.came <- line[:n]:
			case <-t.ctx.Done():
				return
			}
		}
		if err != nil {
			return
		}
	}
}
