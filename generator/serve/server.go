package serve

import (
	"bytes"
	"crypto/rand"
	"embed"
	"io/fs"
	"net"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Options say who may look and what may be written.
type Options struct {
	LAN     bool              // other machines may look; nothing can be written then
	Source  string            // folder whose notes are written to when a box is ticked; "" = nothing is written
	Replace map[string][]byte // files of the site for which the preview has its own version, where writing is on
	Now     func() time.Time  // for the time shown in the page's mark; nil = the clock
	Hosts   []string          // further host names that are ours, without port

	// Whereabouts is the folder in which a note really lies, and its name there; nil = in Source, as it is called.
	Whereabouts func(file string) (dir, name string)
}

// Server shows one site. It is an http.Handler, and goroutines may share it.
type Server struct {
	o        Options
	run      string // names this run, so that open pages notice a new one
	token    string // comes with every tick; "" = nothing is written
	hosts    map[string]bool
	own      map[string]*entry // the preview's own files, by path
	replaced map[string]*entry
	times    times
	pen      pen

	showing sync.Mutex   // held by Show, so that sites are compared one after the other
	round   int          // counts Shows; guarded by showing
	mu      sync.RWMutex // guards what follows
	site    map[string]*entry
	texts   map[string]*text // the notes with boxes, as the site was drawn from them
	ticked  map[spot]written // since then
	state   state
	streams map[*stream]bool
}

// times are how long things may take.
type times struct {
	header, read, write, idle time.Duration // of a request
	ping                      time.Duration // between signs of life in a stream
	stall                     time.Duration // for one message to leave for a reader
	grace                     time.Duration // for requests under way at the end
}

//go:embed assets
var assets embed.FS

// ownFiles are the preview's scripts and its style sheet. The script of a page is kept in parts, in the
// folder assets/preview, which share one function.
func ownFiles() map[string][]byte {
	out := map[string][]byte{}
	var script bytes.Buffer
	script.WriteString("(() => {\n'use strict';\n")
	// What is inside the program can be read.
	_ = fs.WalkDir(assets, "assets", func(name string, d fs.DirEntry, _ error) error {
		if d.IsDir() {
			return nil
		}
		body, err := assets.ReadFile(name)
		if path.Base(path.Dir(name)) == "preview" {
			script.Write(append(body, '\n'))
		} else {
			out[path.Base(name)] = body
		}
		return err
	})
	script.WriteString("})();\n")
	out["preview.js"] = script.Bytes()
	return out
}

// New makes a server that has no site yet.
func New(o Options) *Server {
	if o.Now == nil {
		o.Now = time.Now
	}
	s := &Server{
		o: o, run: rand.Text()[:12], hosts: map[string]bool{"localhost": true, "127.0.0.1": true, "::1": true},
		own: map[string]*entry{}, replaced: map[string]*entry{}, streams: map[*stream]bool{}, texts: map[string]*text{},
		state: state{State: none, Faults: []wrong{}, Said: []string{}},
		times: times{
			header: 5 * time.Second, read: 10 * time.Second, write: 2 * time.Minute, idle: 2 * time.Minute,
			ping: 15 * time.Second, stall: 30 * time.Second, grace: 2 * time.Second,
		},
		pen: penFor(o.Source, o.Whereabouts),
	}
	for _, host := range o.Hosts {
		if host = strings.ToLower(strings.Trim(host, "[]")); host != "" {
			s.hosts[host] = true
		}
	}
	for name, body := range ownFiles() {
		s.own[ownRoot+name] = &entry{name: name, body: body}
	}
	if o.Source != "" && !o.LAN {
		s.token = rand.Text()
		for name, body := range o.Replace {
			s.replaced[name] = &entry{name: name, body: body}
		}
	}
	return s
}

// ownRoot is the path below which everything is the preview's own.
const ownRoot = "/.retake/"

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	harden(w.Header())
	at := r.URL.Path
	switch post := at == ownRoot+"tick" || at == ownRoot+"undo"; {
	case !s.ours(r.Host):
		say(w, http.StatusForbidden, "This preview answers only to its own address. Open it with the address that retake serve has printed.")
	case wild(at):
		say(w, http.StatusBadRequest, "There is no such address.")
	case post && r.Method == http.MethodPost:
		s.write(w, r)
	case post:
		notAllowed(w, "POST")
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		notAllowed(w, "GET, HEAD")
	case at == ownRoot+"events":
		s.events(w, r)
	case strings.HasPrefix(at, ownRoot):
		s.ownFile(w, r)
	default:
		s.page(w, r)
	}
}

// harden says what browsers must not do with any answer.
func harden(h http.Header) {
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-cache")
}

// ours tells whether a Host header names us, whatever the port.
func (s *Server) ours(host string) bool {
	if name, port, err := net.SplitHostPort(host); err == nil {
		if _, err := strconv.ParseUint(port, 10, 16); err != nil {
			return false
		}
		return s.hosts[strings.ToLower(name)]
	}
	name := strings.ToLower(host)
	if bare, ok := strings.CutPrefix(name, "["); ok {
		bare, ok = strings.CutSuffix(bare, "]")
		return ok && s.hosts[bare]
	}
	return s.hosts[name] && !strings.Contains(name, ":")
}

// wild tells a path that no link of ours has. It is decoded once already.
func wild(at string) bool {
	if !strings.HasPrefix(at, "/") || strings.ContainsAny(at, "\\\x00") {
		return true
	}
	for part := range strings.SplitSeq(at, "/") {
		if part == ".." {
			return true
		}
	}
	return false
}

// tidy is the path without doubled slashes and dots; a slash at the end stays.
func tidy(at string) string {
	clean := path.Clean(at)
	if strings.HasSuffix(at, "/") && clean != "/" {
		clean += "/"
	}
	return clean
}

// say answers with one plain sentence.
func say(w http.ResponseWriter, status int, sentence string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	w.Write([]byte(sentence + "\n"))
}

func notAllowed(w http.ResponseWriter, methods string) {
	w.Header().Set("Allow", methods)
	say(w, http.StatusMethodNotAllowed, "The preview is for reading.")
}
