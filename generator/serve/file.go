package serve

import (
	"bytes"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// page answers with a file of the site.
func (s *Server) page(w http.ResponseWriter, r *http.Request) {
	at := r.URL.Path
	if clean := tidy(at); clean != at {
		redirect(w, r, clean)
		return
	}
	s.mu.RLock()
	shown, build := s.site != nil, s.state.Build
	e := s.find(at)
	folder := e == nil && !strings.HasSuffix(at, "/") && s.find(at+"/") != nil
	missing := s.site["404.html"]
	s.mu.RUnlock()
	switch {
	case !shown:
		s.first(w)
	case e != nil:
		s.file(w, r, e, build)
	case folder:
		redirect(w, r, at+"/")
	default:
		body := []byte(nothingHere)
		if missing == nil {
			missing = &entry{name: "404.html", body: body}
		}
		s.html(w, http.StatusNotFound, rebased(s.dressed(missing, build)))
	}
}

// relative is the start of an address in a page that goes from where the page is.
var relative = regexp.MustCompile(`(\s(?:href|src)=")(?:\./)?([^"/#:?][^":?#]*["?#])`)

// rebased is the page for a missing address with its links as seen from the first page: it is drawn for
// that place, and shown at any.
func rebased(page []byte) []byte { return relative.ReplaceAll(page, []byte("$1/$2")) }

// find is the file at a path, nil if there is none. The lock is held.
func (s *Server) find(at string) *entry {
	name := strings.TrimPrefix(at, "/")
	if strings.HasSuffix(at, "/") {
		name += "index.html"
	}
	e := s.site[name]
	if own := s.replaced[name]; e != nil && own != nil {
		return own
	}
	return e
}

// nothingHere is the page for an address that has none, if the site has no such page of its own.
const nothingHere = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Nothing here</title>
</head>
<body>
<main>
<h1>Nothing here</h1>
<p>This address has no page. <a href="/">To the first page</a></p>
</main>
</body>
</html>
`

func redirect(w http.ResponseWriter, r *http.Request, to string) {
	target := url.URL{Path: to, RawQuery: r.URL.RawQuery}
	w.Header().Set("Location", target.String())
	say(w, http.StatusTemporaryRedirect, "The page is at "+target.String()+".")
}

// file answers with one file, or the part of it that is asked for.
func (s *Server) file(w http.ResponseWriter, r *http.Request, e *entry, build int) {
	e.prepare()
	h, body, tag := w.Header(), e.body, e.sum
	if isPage(e.name) {
		body = s.dressed(e, build)
		tag = s.run + "-" + strconv.Itoa(build) + "-" + e.sum
	}
	h.Set("Content-Type", contentType(e.name))
	h.Set("ETag", `"`+tag+`"`)
	if isAttachment(e.name) {
		confine(h, e.name)
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// ownFile answers with a file of the preview's own.
func (s *Server) ownFile(w http.ResponseWriter, r *http.Request) {
	if e := s.own[r.URL.Path]; e != nil {
		s.file(w, r, e, 0)
		return
	}
	say(w, http.StatusNotFound, "The preview has nothing at this address.")
}

// html answers with a page that is not a file, or not there.
func (s *Server) html(w http.ResponseWriter, status int, body []byte) {
	w.Header().Set("Content-Type", contentType(".html"))
	w.WriteHeader(status)
	w.Write(body)
}

// isAttachment tells the files that notes link: they are the learner's and may hold anything.
func isAttachment(name string) bool { return strings.HasPrefix(name, "files/") }

// confine keeps a browser from running an attachment as part of the site. What is neither picture, PDF
// nor text is put away, not shown. A PDF may not be confined further: browsers refuse to show it then.
func confine(h http.Header, name string) {
	kind := contentType(name)
	switch {
	case kind == "application/pdf":
		return
	case strings.HasPrefix(kind, "image/"), strings.HasPrefix(kind, "text/plain"):
	default:
		h.Set("Content-Disposition", "attachment")
	}
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:")
}

// contentType goes by the name alone, so that it is the same on every machine.
func contentType(name string) string {
	if kind, ok := contentTypes[strings.ToLower(path.Ext(name))]; ok {
		return kind
	}
	return "application/octet-stream"
}

// contentTypes are all that the preview knows. What notes are written in is shown as plain text.
var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".htm": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8",
	".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8",
	".json": "application/json", ".map": "application/json", ".webmanifest": "application/manifest+json",
	".xml": "application/xml; charset=utf-8", ".ics": "text/calendar; charset=utf-8",
	".txt": "text/plain; charset=utf-8", ".md": "text/plain; charset=utf-8", ".csv": "text/plain; charset=utf-8",
	".log": "text/plain; charset=utf-8", ".toml": "text/plain; charset=utf-8", ".yaml": "text/plain; charset=utf-8", ".yml": "text/plain; charset=utf-8",
	".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
	".avif": "image/avif", ".bmp": "image/bmp", ".svg": "image/svg+xml", ".ico": "image/x-icon",
	".pdf": "application/pdf", ".zip": "application/zip", ".woff": "font/woff", ".woff2": "font/woff2",
	".ttf": "font/ttf", ".otf": "font/otf", ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg",
	".wav": "audio/wav", ".mp4": "video/mp4", ".webm": "video/webm", ".wasm": "application/wasm",
}
