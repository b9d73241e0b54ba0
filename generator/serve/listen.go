package serve

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strconv"
	"syscall"
)

// mostPorts is how many ports are tried.
const mostPorts = 50

// Listen opens a port: the one asked for, else the next that is free, with taken = true. Port 0 is any.
// Only programs on this machine can connect, unless lan is set.
func Listen(port int, lan bool) (l net.Listener, taken bool, err error) {
	if port < 0 || port > 65535 {
		return nil, false, fmt.Errorf("port %d is not between 0 and 65535", port)
	}
	host := "127.0.0.1"
	if lan {
		host = ""
	}
	last := min(port+mostPorts-1, 65535)
	for try := port; try <= last; try++ {
		l, err = net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(try)))
		if err == nil {
			return l, try != port, nil
		}
		if !inUse(err) {
			return nil, false, fmt.Errorf("cannot listen on port %d: %w", try, err)
		}
	}
	return nil, false, fmt.Errorf("ports %d to %d are all taken", port, last)
}

// inUse tells a port that another program has from one that is not to be had.
func inUse(err error) bool {
	const windows = syscall.Errno(10048) // the same under another number there
	var no syscall.Errno
	return errors.As(err, &no) && (no == syscall.EADDRINUSE || no == windows)
}

// Addresses are the hosts under which other machines may reach this one, without port: first those of
// home and office networks, then those of the whole internet. Interfaces that cannot be asked have none.
func Addresses() []string {
	all, err := net.Interfaces()
	if err != nil {
		return nil
	}
	var found []netip.Addr
	for _, i := range all {
		if i.Flags&net.FlagUp == 0 || i.Flags&net.FlagRunning == 0 || i.Flags&net.FlagLoopback != 0 {
			continue
		}
		at, err := i.Addrs()
		if err != nil {
			continue
		}
		for _, a := range at {
			if p, err := netip.ParsePrefix(a.String()); err == nil {
				found = append(found, p.Addr())
			}
		}
	}
	return reachable(found)
}

// reachable keeps the addresses that others can use, the likeliest first.
func reachable(found []netip.Addr) []string {
	rank := func(a netip.Addr) int {
		switch {
		case a.Is4() && a.IsPrivate():
			return 0
		case a.Is4():
			return 1
		}
		return 2
	}
	found = slices.DeleteFunc(slices.Clone(found), func(a netip.Addr) bool { return !a.IsGlobalUnicast() || a.Zone() != "" })
	slices.SortStableFunc(found, func(a, b netip.Addr) int { return cmp.Compare(rank(a), rank(b)) })
	out := make([]string, 0, len(found))
	for _, a := range found {
		if text := a.Unmap().String(); !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return out
}

// Run answers requests until ctx ends. Event streams end then, and requests under way get a moment to
// finish. A clean end is no error.
func (s *Server) Run(ctx context.Context, l net.Listener) error {
	srv := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: s.times.header,
		ReadTimeout:       s.times.read,
		WriteTimeout:      s.times.write,
		IdleTimeout:       s.times.idle,
		MaxHeaderBytes:    64 << 10, // other programs on localhost share their cookies with us
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	ended := make(chan struct{})
	stopped := context.AfterFunc(ctx, func() {
		defer close(ended)
		late, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.times.grace)
		defer cancel()
		if srv.Shutdown(late) != nil {
			srv.Close()
		}
	})
	err := srv.Serve(l)
	if !stopped() { // ctx has ended
		<-ended
		return nil
	}
	srv.Close()
	return fmt.Errorf("cannot go on serving: %w", err)
}
