package visit

import (
	"cmp"
	"context"
	"errors"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// Net is the network: names to addresses, and addresses to connections. What is nil is done as this machine does it.
type Net struct {
	Lookup  func(ctx context.Context, host string) ([]netip.Addr, error)
	Connect func(ctx context.Context, to netip.AddrPort) (net.Conn, error)
}

// errOwn ends a visit that would lead to this machine or into a private network.
var errOwn = errors.New("not on the open internet")

// dial connects to a public address of a host, IPv4 first: where there is no way by one of the two, that shows at
// once. A name is looked up here and nowhere else, so that it cannot mean another address a moment later.
func (v *visitor) dial(ctx context.Context, _, to string) (net.Conn, error) {
	host, service, err := net.SplitHostPort(to)
	if err != nil {
		return nil, err
	}
	port, err := strconv.ParseUint(service, 10, 16)
	if err != nil {
		return nil, err
	}
	found, err := v.lookup(ctx, host)
	if err != nil {
		return nil, err
	}
	found = slices.DeleteFunc(slices.Clone(found), func(a netip.Addr) bool { return !public(a) })
	slices.SortStableFunc(found, func(a, b netip.Addr) int { return cmp.Compare(a.Unmap().BitLen(), b.Unmap().BitLen()) })
	err = errOwn
	for _, a := range found {
		conn, failed := v.connect(ctx, netip.AddrPortFrom(a.Unmap(), uint16(port)))
		if failed == nil || isOne(failed, refused) {
			v.reach()
		}
		if failed == nil {
			return conn, nil
		}
		if errors.Is(err, errOwn) || isOne(err, noWay) {
			err = failed
		}
	}
	return nil, err
}

func (v *visitor) lookup(ctx context.Context, host string) ([]netip.Addr, error) {
	if a, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{a}, nil
	}
	if private(host) {
		return nil, errOwn
	}
	if v.Net.Lookup != nil {
		return v.Net.Lookup(ctx, host)
	}
	return net.DefaultResolver.LookupNetIP(ctx, "ip", host)
}

func (v *visitor) connect(ctx context.Context, to netip.AddrPort) (net.Conn, error) {
	if v.Net.Connect != nil {
		return v.Net.Connect(ctx, to)
	}
	d := net.Dialer{Control: control}
	return d.DialContext(ctx, "tcp", to.String())
}

// control is asked by the dialer just before it connects: the last look at where to.
func control(_, to string, _ syscall.RawConn) error {
	a, err := netip.ParseAddrPort(to)
	if err == nil && !public(a.Addr()) {
		err = errOwn
	}
	return err
}

// private reports whether a name belongs to this machine or to a local network: it has no dot, or one of the endings
// that are kept for that (RFC 6761, RFC 6762, RFC 8375, and ICANN's internal).
func private(host string) bool {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	return !strings.Contains(host, ".") || slices.ContainsFunc([]string{".localhost", ".local", ".internal", ".home.arpa"},
		func(end string) bool { return strings.HasSuffix(host, end) })
}

// Blocks of addresses that are not on the open internet, by the IANA registries of special-purpose addresses for IPv4
// and IPv6. Of IPv6 only 2000::/3 is given out at all; 64:ff9b::/96 leads to the IPv4 address at its end.
var (
	given  = netip.MustParsePrefix("2000::/3")
	mapped = netip.MustParsePrefix("64:ff9b::/96")
	closed = prefixes(`0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
		192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4
		2001::/23 2001:db8::/32 2002::/16 3fff::/20`)
)

func prefixes(text string) (out []netip.Prefix) {
	for _, p := range strings.Fields(text) {
		out = append(out, netip.MustParsePrefix(p))
	}
	return out
}

// public reports whether an address is on the open internet.
func public(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	if mapped.Contains(a) {
		b := a.As16()
		a = netip.AddrFrom4([4]byte(b[12:]))
	}
	if !a.IsValid() || a.Is6() && !given.Contains(a) {
		return false
	}
	return !slices.ContainsFunc(closed, func(p netip.Prefix) bool { return p.Contains(a) })
}
