package serve

import (
	"net/http"
	"strings"
	"time"
)

// stream is an open page that listens. Both fields are guarded by Server.mu.
type stream struct {
	news news
	wake chan struct{} // holds one: there is something to tell
}

// mostStreams bounds what forgotten pages can hold.
const mostStreams = 256

// Say shows one line in the mark of all open pages. The last few are kept.
func (s *Server) Say(line string) {
	line = strings.Join(strings.Fields(line), " ")
	s.mu.Lock()
	defer s.mu.Unlock()
	if n := len(s.state.Said); line == "" || n > 0 && s.state.Said[n-1] == line {
		return
	}
	s.state = s.state.saying(line)
	s.tell(news{})
}

// nudge lets every stream say how things stand.
func (s *Server) nudge() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tell(news{})
}

// tell hands news to every stream, and waits for none. The lock is held.
func (s *Server) tell(n news) {
	for st := range s.streams {
		st.news.add(n)
		select {
		case st.wake <- struct{}{}:
		default: // it has been woken and has not come for the last news yet
		}
	}
}

// join opens a stream; nil if there are too many.
func (s *Server) join() *stream {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.streams) >= mostStreams {
		return nil
	}
	st := &stream{wake: make(chan struct{}, 1)}
	s.streams[st] = true
	return st
}

func (s *Server) leave(st *stream) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.streams, st)
}

// next is the message that tells a stream all that it has not been told.
func (s *Server) next(st *stream) string {
	s.mu.Lock()
	now, n := s.state, st.news
	st.news = news{}
	s.mu.Unlock() // a pen at work would hold up all who wait for the lock
	return "data: " + string(message(s.run, now, n, s.pen.undoable())) + "\n\n"
}

// events answers with a stream that lasts until the page or the preview is closed.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	if r.Method == http.MethodHead {
		return
	}
	st := s.join()
	if st == nil {
		say(w, http.StatusServiceUnavailable, "Too many pages of this preview are open.")
		return
	}
	defer s.leave(st)
	out := http.NewResponseController(w)
	out.SetReadDeadline(time.Time{}) // else the wait for a request's body would end the stream
	ping := time.NewTicker(s.times.ping)
	defer ping.Stop()
	for text := "retry: 500\n\n" + s.next(st); ; {
		out.SetWriteDeadline(time.Now().Add(s.times.stall))
		if _, err := w.Write([]byte(text)); err != nil || out.Flush() != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-ping.C:
			text = ": ping\n\n"
		case <-st.wake:
			text = s.next(st)
		}
	}
}
