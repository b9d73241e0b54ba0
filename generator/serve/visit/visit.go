// Package visit looks whether links to other sites still lead somewhere.
//
// Each address is asked for once, however often it is written: HEAD, and GET where that brings no page. Several hosts
// are visited side by side, one host only by one visit at a time and with a pause between two. What came of it is said
// as faults, at each place where the address is written. Notes may be another person's, so nothing on this machine or
// in a private network is visited: not by its address, not through a name, and not after a redirect.
//
// Deliberately absent: reading notes, fragments of pages (only the page is looked at), cookies, proxies, what a page
// says, and any memory of an earlier look.
package visit

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"retake/generator/fault"
)

// Link is an address, as somebody wrote it at a place.
type Link struct {
	Address string
	Pos     fault.Pos
	Width   int // in characters; 0 counts as 1
}

// Options say how to visit.
type Options struct {
	Agent    string        // who asks, as the hosts are told
	Net      Net           // the zero value is the network of this machine
	Patience time.Duration // with one answer; 0 = 10 s
	Pause    time.Duration // between two visits to one host; 0 = half a second, below 0 = none
}

// Report is what came of the visits.
type Report struct {
	Faults    fault.List // warnings dead-link, moved-link and unsure-link, in the order of print
	Addresses int        // different ones, of other sites
	Skipped   int        // of these: on this machine or in a private network, and so not visited
}

// ErrOffline says that no host at all could be reached, so nothing is known of any link.
var ErrOffline = errors.New("no other site can be reached from here, so no link was looked at")

// side is how many hosts are visited side by side. If that many are out of reach and none was reached, it is not the
// hosts.
const side = 8

// known is a name that is kept for good (RFC 2606): who cannot find it finds no other.
const known = "example.com"

// Links visits what is on other sites among the links.
func Links(ctx context.Context, links []Link, o Options) (Report, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	v := &visitor{Options: o, hosts: map[string]*turn{}, lost: map[string]bool{}, stop: stop}
	v.names = sync.OnceValue(func() bool { return v.knows(ctx) })
	v.Patience = cmp.Or(v.Patience, 10*time.Second)
	v.Pause = cmp.Or(v.Pause, time.Second/2)
	v.transport = &http.Transport{
		DialContext: v.dial, ForceAttemptHTTP2: true, DisableCompression: true, MaxResponseHeaderBytes: 64 << 10,
	}
	defer v.transport.CloseIdleConnections()
	pages, groups := sorted(links)
	v.visit(ctx, groups)
	if v.offline() {
		return Report{}, ErrOffline
	}
	if err := ctx.Err(); err != nil {
		return Report{}, err
	}
	r := Report{Addresses: len(pages)}
	for _, group := range groups {
		for _, p := range group {
			if p.came.end == own {
				r.Skipped++
			}
			r.Faults = append(r.Faults, p.faults()...)
		}
	}
	r.Faults = r.Faults.Sorted()
	return r, nil
}

// page is one address, with all places at which it is written.
type page struct {
	url   *url.URL // nil if it is none
	links []Link
	came  verdict
}

// sorted gathers the links by address, and the addresses by host, in the order in which they are written.
func sorted(links []Link) (pages map[string]*page, groups [][]*page) {
	pages = map[string]*page{}
	at := map[string]int{}
	for _, l := range links {
		key, u, ok := address(l.Address)
		if !ok {
			continue
		}
		p := pages[key]
		if p == nil {
			p = &page{url: u}
			pages[key] = p
			host := ""
			if u != nil {
				host = u.Host
			}
			if _, there := at[host]; !there {
				at[host] = len(groups)
				groups = append(groups, nil)
			}
			groups[at[host]] = append(groups[at[host]], p)
		}
		p.links = append(p.links, l)
	}
	return pages, groups
}

// address is where a link leads on another site: without its fragment, and without a name and a password, which are told to
// nobody. false for what is not visited at all, such as a mail address.
func address(text string) (key string, u *url.URL, ok bool) {
	if strings.HasPrefix(text, "//") {
		text = "https:" + text
	}
	scheme, _, _ := strings.Cut(text, ":")
	if scheme = strings.ToLower(scheme); scheme != "http" && scheme != "https" {
		return "", nil, false
	}
	u, err := url.Parse(text)
	if err != nil || u.Hostname() == "" {
		return text, nil, true
	}
	u.Host, u.User, u.Fragment, u.RawFragment = strings.ToLower(u.Host), nil, "", ""
	if u.Path == "" {
		u.Path = "/"
	}
	return u.String(), u, true
}

// visitor is one round of visits.
type visitor struct {
	Options
	transport *http.Transport
	stop      func()
	names     func() bool // whether names can be looked up at all; asked once

	mu      sync.Mutex
	hosts   map[string]*turn
	reached bool            // some host
	lost    map[string]bool // hosts that no connection led to; true if there is none of the name
	cut     bool            // there is no way to a host, or nobody who knows names
	dark    bool            // the round was ended, because there is no network
}

func (v *visitor) visit(ctx context.Context, groups [][]*page) {
	queue := make(chan []*page)
	var busy sync.WaitGroup
	for range side {
		busy.Go(func() {
			for group := range queue {
				for _, p := range group {
					p.came = v.follow(ctx, p.url)
				}
			}
		})
	}
	for _, group := range groups {
		queue <- group
	}
	close(queue)
	busy.Wait()
}

// offline reports whether the network is not there, as far as the visits tell. Without a network, some systems say
// of every name that there is none.
func (v *visitor) offline() bool {
	v.mu.Lock()
	reached, lost, cut, dark := v.reached, len(v.lost), v.cut, v.dark
	v.mu.Unlock()
	return dark || !reached && lost > 0 && (cut || !v.names())
}

// knows reports whether the name that is kept for good can be found.
func (v *visitor) knows(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, v.Patience)
	defer cancel()
	_, err := v.lookup(ctx, known)
	return err == nil || errors.Is(err, context.Canceled)
}

// miss notes a host that no connection led to, and ends the round if none led anywhere. Old notes may well begin with
// many names that are gone; then another name has to be unknown, too.
func (v *visitor) miss(host string, none, cut bool) {
	v.mu.Lock()
	v.lost[host], v.cut = none, v.cut || cut
	gone := 0
	for _, none := range v.lost {
		if none {
			gone++
		}
	}
	there, reached := len(v.lost)-gone, v.reached
	v.mu.Unlock()
	if reached || there < side && (gone < side || v.names()) {
		return
	}
	v.mu.Lock()
	v.dark = true
	v.mu.Unlock()
	v.stop()
}

func (v *visitor) reach() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.reached = true
}

// faults says of a page what came of it, at each of its places.
func (p *page) faults() (l fault.List) {
	for _, link := range p.links {
		text := short(link.Address)
		switch p.came.end {
		case dead:
			l.Warn("dead-link", link.Pos, "%s leads nowhere: %s", text, p.came.why).Hint = "look for the page under another address, or take the link out"
		case moved:
			l.Warn("moved-link", link.Pos, "%s has moved for good", text).Hint = moveHint(link.Address, p.came.to)
		case unsure:
			l.Warn("unsure-link", link.Pos, "%s could not be looked at: %s", text, p.came.why).Hint = "try it in your browser; some sites turn programs away, and that is no fault of yours"
		default:
			continue
		}
		l[len(l)-1].Width = link.Width
	}
	return l
}

// mostShown is how many bytes of a new address a hint shows: it is another's text, and may be 64 KB.
const mostShown = 400

func moveHint(old, to string) string {
	if len(to) > mostShown {
		return "open it in your browser: the new address is too long to print"
	}
	return "write " + to + fragment(old, to)
}

// fragment is what to keep of an address that has moved: the page's own anchor, if the new address has none.
func fragment(old, moved string) string {
	if _, f, ok := strings.Cut(old, "#"); ok && !strings.Contains(moved, "#") {
		return "#" + f
	}
	return ""
}

// longest is how many characters of an address a message shows.
const longest = 100

func short(address string) string {
	if r := []rune(address); len(r) > longest {
		return fmt.Sprintf("%s…", string(r[:longest]))
	}
	return address
}
