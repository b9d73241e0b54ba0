package visit

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

// ending is what an address came to.
type ending int

const (
	fine   ending = iota
	dead          // the page is not there
	moved         // it is there, and has another address for good
	unsure        // who knows: the host turns programs away, is ill, or is slow
	own           // on this machine or in a private network: not visited
)

type verdict struct {
	end ending
	why string // of dead and unsure
	to  string // of moved
}

// mostHops is how often an address may be sent on.
const mostHops = 10

// follow goes where an address leads. A page has moved if it was sent on for good from the first step; a later
// step that is not for good ends what is known of that.
func (v *visitor) follow(ctx context.Context, u *url.URL) verdict {
	if u == nil {
		return verdict{end: unsure, why: "it cannot be read as an address"}
	}
	first, settled, forGood := u, u, true
	for range mostHops {
		status, location, err := v.look(ctx, u)
		if err != nil {
			return v.failed(u, err)
		}
		if location == "" {
			return judge(status, first, settled)
		}
		_, next, ok := address(located(u, location))
		if !ok || next == nil {
			return verdict{end: unsure, why: "it is sent on to what is no page"}
		}
		if forGood = forGood && (status == http.StatusMovedPermanently || status == http.StatusPermanentRedirect); forGood {
			settled = next
		}
		u = next
	}
	return verdict{end: unsure, why: fmt.Sprintf("it is sent on more than %d times", mostHops)}
}

// located is a Location, which may be relative, as a full address.
func located(from *url.URL, location string) string {
	to, err := from.Parse(location)
	if err != nil {
		return ""
	}
	return to.String()
}

// judge says what an answer means that is not sent on.
func judge(status int, first, settled *url.URL) verdict {
	switch {
	case status == http.StatusNotFound:
		return verdict{end: dead, why: "the site has no such page (404)"}
	case status == http.StatusGone:
		return verdict{end: dead, why: "the page was taken away (410)"}
	case status < 200 || status > 299:
		return verdict{end: unsure, why: because(status)}
	case !samePage(first, settled):
		return verdict{end: moved, to: settled.String()}
	}
	return verdict{}
}

// because is why an answer tells nothing of a page.
func because(status int) string {
	why := "the site answers"
	switch {
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		why = "the site lets only some in"
	case status == http.StatusTooManyRequests:
		why = "the site has had too many visits"
	case status >= 500:
		why = "the site is out of order"
	}
	return fmt.Sprintf("%s (%d)", why, status)
}

// samePage reports whether two addresses differ only in what sites add by themselves: https, "www." and a last slash.
func samePage(a, b *url.URL) bool {
	plain := func(u *url.URL) string {
		return strings.TrimPrefix(u.Hostname(), "www.") + strings.TrimRight(u.EscapedPath(), "/") + "?" + u.RawQuery
	}
	return plain(a) == plain(b)
}

// look asks by HEAD, and by GET where that brings no page: many sites answer HEAD wrongly.
func (v *visitor) look(ctx context.Context, u *url.URL) (status int, location string, err error) {
	for _, method := range []string{http.MethodHead, http.MethodGet} {
		status, location, err = v.ask(ctx, method, u)
		if err == nil && (location != "" || status >= 200 && status <= 299) || errors.Is(err, errOwn) {
			return status, location, err
		}
		var lookup *net.DNSError
		if errors.As(err, &lookup) || isOne(err, refused) || isOne(err, noWay) {
			return status, location, err
		}
	}
	return status, location, err
}

// ask sends one request, when it is this host's turn. The body of the answer is not read.
func (v *visitor) ask(ctx context.Context, method string, u *url.URL) (status int, location string, err error) {
	done, err := v.enter(ctx, u.Host)
	if err != nil {
		return 0, "", err
	}
	defer done()
	ctx, cancel := context.WithTimeout(ctx, v.Patience)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, u.String(), nil)
	if err != nil {
		return 0, "", err
	}
	req.Header.Set("User-Agent", v.Agent)
	req.Header.Set("Accept", "*/*")
	resp, err := v.transport.RoundTrip(req)
	if err != nil {
		return 0, "", err
	}
	resp.Body.Close()
	if resp.StatusCode >= 300 && resp.StatusCode <= 399 {
		location = resp.Header.Get("Location")
	}
	return resp.StatusCode, location, nil
}

// turn lets one visit at a time to a host.
type turn struct {
	sync.Mutex
	last time.Time
}

// enter waits for the host's turn; call what it returns when the visit is over.
func (v *visitor) enter(ctx context.Context, host string) (done func(), err error) {
	v.mu.Lock()
	t := v.hosts[host]
	if t == nil {
		t = &turn{}
		v.hosts[host] = t
	}
	v.mu.Unlock()
	t.Lock()
	if wait := v.Pause - time.Since(t.last); !t.last.IsZero() && wait > 0 {
		select {
		case <-time.After(wait):
		case <-ctx.Done():
		}
	}
	if err := ctx.Err(); err != nil {
		t.Unlock()
		return nil, err
	}
	return func() {
		t.last = time.Now()
		t.Unlock()
	}, nil
}

// Error numbers by which systems say that nobody listens at an address, and that no way leads there. The numbers
// are those of Windows, which package syscall does not name.
var (
	refused = []syscall.Errno{syscall.ECONNREFUSED, 10061}
	noWay   = []syscall.Errno{syscall.ENETUNREACH, syscall.EHOSTUNREACH, 10051, 10065}
)

func isOne(err error, of []syscall.Errno) bool {
	return slices.ContainsFunc(of, func(e syscall.Errno) bool { return errors.Is(err, e) })
}

// failed says what it means that no answer came.
func (v *visitor) failed(u *url.URL, err error) verdict {
	var lookup *net.DNSError
	var slow net.Error
	var paper *tls.CertificateVerificationError
	switch {
	case errors.Is(err, errOwn):
		return verdict{end: own}
	case errors.As(err, &lookup) && lookup.IsNotFound:
		v.miss(u.Host, true, false)
		return verdict{end: dead, why: "there is no site " + u.Hostname()}
	case errors.As(err, &lookup):
		v.miss(u.Host, false, true)
		return verdict{end: unsure, why: "the name of the site could not be looked up"}
	case isOne(err, refused):
		return verdict{end: dead, why: "the site takes no connection"}
	case isOne(err, noWay):
		v.miss(u.Host, false, true)
		return verdict{end: unsure, why: "no way leads to the site"}
	case errors.As(err, &slow) && slow.Timeout():
		v.miss(u.Host, false, false)
		return verdict{end: unsure, why: fmt.Sprintf("no answer within %g s", v.Patience.Seconds())}
	case errors.As(err, &paper):
		return verdict{end: unsure, why: "the certificate of the site is not in order"}
	}
	return verdict{end: unsure, why: "the connection broke"}
}
