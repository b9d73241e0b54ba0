package serve

import (
	"crypto/subtle"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"slices"
)

// mostBody is the size of a request that writes, in bytes.
const mostBody = 4 << 10

// write answers the two requests that write to a note: a tick, and its undoing.
func (s *Server) write(w http.ResponseWriter, r *http.Request) {
	if why := s.forbids(r); why != "" {
		answer(w, http.StatusForbidden, map[string]any{"message": why})
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostBody))
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		answer(w, http.StatusRequestEntityTooLarge, map[string]any{"message": "This request is too large, so nothing was written."})
		return
	}
	if err != nil {
		answer(w, http.StatusBadRequest, map[string]any{"message": "This request did not arrive whole, so nothing was written."})
		return
	}
	var now written
	if r.URL.Path == ownRoot+"undo" {
		now, err = s.pen.undo()
	} else {
		now, err = s.tick(body)
	}
	if err == nil {
		s.ink(now)
	} else {
		s.nudge() // one that cannot be undone is no longer offered
	}
	var refused *refusal
	switch {
	case errors.As(err, &refused):
		answer(w, refused.status, map[string]any{"message": refused.message, "undo": now.left})
	case errors.Is(err, fs.ErrPermission):
		answer(w, http.StatusInternalServerError, map[string]any{"message": "The note is write-protected, so nothing was written.", "undo": now.left})
	case err != nil:
		answer(w, http.StatusInternalServerError, map[string]any{"message": "The note could not be written: " + err.Error(), "undo": now.left})
	default:
		answer(w, http.StatusOK, map[string]any{"box": now.String(), "done": now.done, "undo": now.left})
	}
}

// forbids says why a request may not write, "" if it may.
func (s *Server) forbids(r *http.Request) string {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	origin, site := r.Header["Origin"], r.Header.Get("Sec-Fetch-Site")
	token := []byte(r.Header.Get("X-Retake-Token"))
	switch {
	case s.token == "":
		return "Boxes are only shown here; nothing can be written."
	case err != nil || kind != "application/json",
		len(origin) != 1 || origin[0] != "http://"+r.Host,
		site != "" && site != "same-origin":
		return "Only a page of this preview can write to a note."
	case subtle.ConstantTimeCompare(token, []byte(s.token)) != 1:
		return "This page is from an earlier run of the preview, so nothing was written. Load it anew, and then try again."
	}
	return ""
}

// tick does what the request's body asks for.
func (s *Server) tick(body []byte) (written, error) {
	var ask struct {
		Box  string `json:"box"`
		Done *bool  `json:"done"`
	}
	err := json.Unmarshal(body, &ask)
	at, ok := placeOf(ask.Box)
	if err != nil || !ok || ask.Done == nil {
		return written{}, &refusal{http.StatusBadRequest, "This request is not understood, so nothing was written."}
	}
	s.mu.RLock()
	shown := s.shows(at.spot())
	s.mu.RUnlock()
	if !shown {
		return written{}, &refusal{http.StatusConflict, "This box is not shown any more, so nothing was written."}
	}
	return s.pen.tick(at, *ask.Done)
}

// shows tells whether a page has the box. The lock is held.
func (s *Server) shows(at spot) bool {
	for _, e := range s.site {
		if slices.ContainsFunc(e.boxes, func(b Box) bool { return at == spot{b.File, b.Line, b.Col} }) {
			return true
		}
	}
	return false
}

func answer(w http.ResponseWriter, status int, what map[string]any) {
	text, err := json.Marshal(what)
	if err != nil { // strings and whole numbers always encode
		panic(err)
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	w.Write(append(text, '\n'))
}
