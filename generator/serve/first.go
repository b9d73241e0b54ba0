package serve

import (
	"bytes"
	_ "embed"
	"html/template"
	"net/http"
)

//go:embed first.html
var firstText string

// firstPage is what is shown until there is a site.
var firstPage = template.Must(template.New("first").Parse(firstText))

// firstView is what the page is made from.
type firstView struct {
	Tag    template.HTML
	Head   string
	Lead   string
	Faults []firstFault
	More   int
}

// firstFault is a fault with its source line in three parts: what the caret stands under is At.
type firstFault struct {
	wrong
	Before, At, After string
}

// first answers every page until there is a site: what is wrong, and where.
func (s *Server) first(w http.ResponseWriter) {
	s.mu.RLock()
	st := s.state
	s.mu.RUnlock()
	view := firstView{Tag: template.HTML(s.tag(0)), More: st.More}
	for _, f := range st.Faults {
		view.Faults = append(view.Faults, splitAtCaret(f))
	}
	view.Head, view.Lead = "One thing to mend", "Your plan is drawn as soon as this is put right. The page then comes by itself."
	switch {
	case st.At == "":
		view.Head, view.Lead = "Drawing your plan", "This takes a moment the first time. The page then comes by itself."
	case len(st.Faults) != 1:
		view.Head, view.Lead = "A few things to mend", "Your plan is drawn as soon as these are put right. The page then comes by itself."
	}
	var page bytes.Buffer
	if err := firstPage.Execute(&page, view); err != nil { // the template and its view are ours
		panic(err)
	}
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Retry-After", "1")
	s.html(w, http.StatusServiceUnavailable, page.Bytes())
}

// splitAtCaret cuts the source line where the caret begins and ends. A caret past the end stands
// under a blank.
func splitAtCaret(f wrong) firstFault {
	out := firstFault{wrong: f, Before: f.Excerpt}
	line := []rune(f.Excerpt)
	if f.Col < 1 {
		return out
	}
	from := min(f.Col-1, len(line))
	to := min(from+f.Width, len(line))
	out.Before, out.At, out.After = string(line[:from]), string(line[from:to]), string(line[to:])
	if from == to {
		out.At = " "
	}
	return out
}
