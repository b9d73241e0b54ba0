package seal_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"retake/generator/seal"
)

// TestAddressesOfOthers: the key's owner may be sent any words behind it. They lead to a page of this site or to none;
// they run nothing, ask nobody else, and are not shown.
func TestAddressesOfOthers(t *testing.T) {
	lock := seal.Lock{Key: keyOf(t, "one")}
	h := newHost(t, sealed(t, small("day"), lock))
	r := newReader(t, h)
	const gone = "This page is not here any more."
	for rest, want := range map[string]string{
		"/javascript:window.pwned=1": gone, "/javascript%3Awindow.pwned=1": gone, "//evil.example/": gone, "/\\evil.example/x": gone,
		"/https://evil.example/": gone, "/@evil.example": gone, "/data:text/html,<script>window.pwned=1</script>": gone,
		"/<img src=x onerror=window.pwned=1>": gone, "/%00": gone, "/%": gone, "/%ff%fe": gone, "/" + strings.Repeat("../", 5000) + "x": gone,
		"/" + strings.Repeat("x", 1<<20): gone, "/__proto__": gone, "/404.html": gone,
		"/../../second.html": "", "/%2e%2e/second.html": "", "/second.html?q=<img src=x onerror=window.pwned=1>": "", "/second.html:\"]<img>": "",
		"/second.html:__proto__": "", "/second.html:%ff": "", "/second%2Ehtml": "",
	} {
		r.open(h.base() + "#" + lock.Key.String())
		r.wait("document.title === 'First day'")
		r.follow("#" + lock.Key.String() + rest)
		if want == "" {
			r.wait("document.title === 'Second day'")
		} else {
			r.told(want)
		}
		r.wait("document.readyState === 'complete'")
		if got := r.js("[window.pwned, location.pathname, document.querySelectorAll('main img').length]"); got != ",/a/b/,0" {
			t.Errorf("%.60q: %s", rest, got)
		}
		r.mu.Lock()
		for _, s := range r.said {
			if !strings.HasPrefix(s, "404 for "+h.base()) {
				t.Errorf("%.60q: %s", rest, s)
			}
		}
		r.said = nil
		r.mu.Unlock()
	}
	r.secret(lock.Key)
}

// TestAHostilePage: should a page ever hold what runs, the policy of the page that opened it holds for it, too.
func TestAHostilePage(t *testing.T) {
	var asked atomic.Int32
	evil := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	t.Cleanup(evil.Close)
	files := small("day")
	files["second.html"] = []byte(strings.ReplaceAll(`<!doctype html><html><head><title>Hostile</title><base href="EVIL/"><meta http-equiv="refresh" content="0;url=EVIL/a">
<script>window.pwned = 1</script><link rel="prefetch" href="EVIL/b"></head><body onload="window.pwned = 2" background="EVIL/c">
<h1 style="color: rgb(9, 9, 9)" onclick="window.pwned = 3">Hostile</h1><style>h1 { color: rgb(8, 8, 8) }</style><script>window.pwned = 4</script>
<svg><script>window.pwned = 5</script><image href="EVIL/d" /><a href="javascript:window.pwned=6"><text>x</text></a></svg>
<img src="EVIL/e" onerror="window.pwned = 7" alt=""><img srcset="EVIL/f 2x" alt=""><video src="EVIL/h" poster="EVIL/i"></video>
<iframe src="EVIL/g"></iframe><iframe srcdoc="<script>parent.pwned = 8</script>"></iframe><object data="data:text/html,<script>parent.pwned=9</script>"></object>
<details open ontoggle="window.pwned = 10"></details><input autofocus onfocus="window.pwned = 11"><meta http-equiv="refresh" content="0;url=EVIL/m">
<a id="js" href="javascript:window.pwned=12">x</a><form action="EVIL/j"><button id="send">x</button></form><footer class="foot"></footer></body></html>`, "EVIL", evil.URL))
	lock := seal.Lock{Key: keyOf(t, "one")}
	h := newHost(t, sealed(t, files, lock))
	r := newReader(t, h)
	r.open(lock.Link(h.base()) + "/second.html")
	r.wait("document.title === 'Hostile'")
	for _, css := range []string{"h1", "#js", "#send"} {
		r.js(fmt.Sprintf("document.querySelector(%q).click()", css))
	}
	time.Sleep(time.Second) // what is refused never comes: there is nothing to wait for
	if got := r.js("[window.pwned, getComputedStyle(document.querySelector('h1')).color, location.hash]"); got != ",rgb(0, 0, 0),#"+lock.Key.String()+"/second.html" {
		t.Error(got)
	}
	if n := asked.Load(); n > 0 {
		t.Errorf("another host was asked %d times", n)
	}
	r.secret(lock.Key)
}

// TestSavingStays: whoever saves a file is still where they were.
func TestSavingStays(t *testing.T) {
	files := small("day")
	files["table.csv"] = []byte("a,b\n")
	lock := seal.Lock{Key: keyOf(t, "one")}
	h := newHost(t, sealed(t, files, lock))
	r := newReader(t, h)
	r.open(lock.Link(h.base()) + "/table.csv")
	r.told("This is a file: table.csv")
	r.js("HTMLAnchorElement.prototype.click = function () { window.got = this.download }")
	r.js("document.querySelector('#say .save').dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))")
	r.wait("window.got === 'table.csv'")
	time.Sleep(300 * time.Millisecond)
	if got := r.js("document.title + location.hash"); got != "table.csv#"+lock.Key.String()+"/table.csv" {
		t.Error(got)
	}
}
