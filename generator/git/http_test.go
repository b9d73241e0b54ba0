package git

import (
	"net/http"
	"net/http/cgi"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A host that wants to know who pushes, and that sends commits without their files: the user's own settings for it,
// which stand in their repository alone, are enough, and no password is told.
func TestOverHTTP(t *testing.T) {
	p := newPlan(t)
	backend := filepath.Join(p.git(p.root, "--exec-path"), "git-http-backend")
	if _, err := os.Stat(backend); err != nil {
		t.Skip("this git comes without its server for HTTP")
	}
	for _, s := range [][2]string{{"http.receivepack", "true"}, {"uploadpack.allowFilter", "true"}} {
		p.git(p.root, "--git-dir="+p.far, "config", s[0], s[1])
	}
	h := &cgi.Handler{Path: backend, Root: "/", Env: []string{"GIT_PROJECT_ROOT=" + p.root, "GIT_HTTP_EXPORT_ALL=1", "REMOTE_USER=me"}, InheritEnv: []string{"HOME", "PATH"}}
	twice := false
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		marks := r.Header["X-Learner"]
		twice = twice || len(marks) > 1
		if len(marks) == 0 || !strings.Contains(marks[0], "s3cret") {
			http.Error(w, "who is it", http.StatusForbidden)
			return
		}
		h.ServeHTTP(w, r)
	}))
	defer server.Close()
	to := p.target()
	p.git(p.dir, "remote", "set-url", "origin", strings.Replace(server.URL, "//", "//me:t0ken@", 1)+"/far.git")
	if e := p.refused(to, "the host did not let you in"); strings.Contains(e.Error(), "t0ken") {
		t.Error(e)
	}
	p.git(p.dir, "config", "http."+server.URL+"/.extraHeader", "X-Learner: s3cret")
	first := p.publish(to, edited("one"))
	second := p.publish(to, edited("two"))
	if second.Was != first.ID || second.URL != server.URL+"/far.git" || string(p.read("gh-pages")["index.html"]) != "two" {
		t.Errorf("%+v, then %+v", first, second)
	}
	if r := p.publish(to, edited("two")); !r.Unchanged {
		t.Errorf("%+v", r)
	}
	if twice {
		t.Error("a setting is sent twice")
	}
}
