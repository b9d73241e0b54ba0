package git

import (
	"net/netip"
	"net/url"
	"regexp"
	"strings"
)

// address is where a repository lies, in any of the ways git can be told: https://host/path, ssh://user@host/path,
// user@host:path, file:///path, a path, or helper::anything.
type address struct {
	raw    string
	scheme string // in lower case; "ssh" for user@host:path, "file" for paths, the helper's name with "::"
	user   string // with a password if there is one
	host   string // in lower case, without brackets, port and last dot
	port   string
	path   string // as it stands after the host, without query
	unsure bool   // host is a name that only the user's ssh understands
}

var (
	helperForm = regexp.MustCompile(`^([A-Za-z0-9][A-Za-z0-9+.-]*)::(.*)$`)
	urlForm    = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)([^?#]*)`)
	scpForm    = regexp.MustCompile(`^(?:([^@/\\\[]*)@)?(\[[^\]]*\]|[^:/\\\[]+):(.*)$`)
	driveForm  = regexp.MustCompile(`^[A-Za-z]:([\\/]|$)`)
	urlInText  = regexp.MustCompile(`[A-Za-z][A-Za-z0-9+.-]*://[^\s'"<>]+`)
)

// parse reads an address. Whatever is in no known form is a path.
func parse(raw string) address {
	if m := helperForm.FindStringSubmatch(raw); m != nil {
		return address{raw: raw, scheme: strings.ToLower(m[1]) + "::", path: m[2]}
	}
	if m := urlForm.FindStringSubmatch(raw); m != nil {
		a := address{raw: raw, scheme: strings.ToLower(m[1]), path: m[3]}
		switch a.scheme {
		case "file":
			return a
		case "git+ssh", "ssh+git":
			a.scheme = "ssh"
		}
		return a.at(m[2])
	}
	if driveForm.MatchString(raw) {
		return address{raw: raw, scheme: "file", path: raw}
	}
	if m := scpForm.FindStringSubmatch(raw); m != nil {
		a := address{raw: raw, scheme: "ssh", user: m[1], path: m[3]}
		return a.at(withUser(m[1], bracketed(m[2])))
	}
	return address{raw: raw, scheme: "file", path: raw}
}

// bracketed takes [host:port], which git allows before a path, for what it means; an IPv6 address keeps its brackets.
func bracketed(host string) string {
	inside := strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	if inside != host && strings.Count(inside, ":") <= 1 {
		return inside
	}
	return host
}

func withUser(user, host string) string {
	if user == "" {
		return host
	}
	return user + "@" + host
}

// at fills in what stands between the scheme and the path: user:password@host:port.
func (a address) at(authority string) address {
	if i := strings.LastIndexByte(authority, '@'); i >= 0 {
		a.user, authority = authority[:i], authority[i+1:]
	}
	host := authority
	if end := strings.IndexByte(authority, ']'); strings.HasPrefix(authority, "[") && end > 0 {
		host, a.port = authority[1:end], strings.TrimPrefix(authority[end+1:], ":")
	} else if i := strings.LastIndexByte(authority, ':'); i >= 0 {
		host, a.port = authority[:i], authority[i+1:]
	}
	if plain, err := url.PathUnescape(host); err == nil { // git and curl read a%2eb as a.b
		host = plain
	}
	a.host = strings.TrimSuffix(strings.ToLower(host), ".")
	return a
}

// isPath says that the address is written as a path of this machine.
func (a address) isPath() bool { return a.scheme == "file" && !strings.Contains(a.raw, "://") }

// shown is the address without the secrets it may carry. A name for ssh is no secret: without it the address
// would be another one.
func (a address) shown() string {
	switch {
	case strings.HasSuffix(a.scheme, "::"):
		return a.scheme + parse(a.path).shown()
	case !strings.Contains(a.raw, "://") || a.scheme == "file":
		return a.raw
	}
	host := a.host
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if a.port != "" {
		host += ":" + a.port
	}
	if name, _, _ := strings.Cut(a.user, ":"); a.scheme == "ssh" {
		host = withUser(name, host)
	}
	return a.scheme + "://" + host + a.path
}

// cleanText takes the secrets out of every address in a text.
func cleanText(s string) string {
	return urlInText.ReplaceAllStringFunc(s, func(found string) string {
		a := parse(found)
		if a.user == "" && !strings.ContainsAny(found, "?") {
			return found
		}
		return a.shown()
	})
}

// aliases are other names of the same host: those of forges for ssh through port 443.
var aliases = map[string]string{
	"www.github.com": "github.com", "ssh.github.com": "github.com",
	"altssh.gitlab.com": "gitlab.com", "altssh.bitbucket.org": "bitbucket.org", "git.sr.ht": "sr.ht",
}

// forges are hosts where a repository is OWNER/NAME in any case of letters, and strangers may read the public ones.
var forges = []string{"github.com", "gitlab.com", "codeberg.org", "bitbucket.org", "sr.ht", "gitee.com"}

// homely are endings of names that exist inside a network only (RFC 6762, RFC 6761, RFC 8375, ICANN 2024).
var homely = []string{".local", ".localhost", ".home.arpa", ".internal"}

// shared is the range of addresses that providers and private networks share (RFC 6598).
var shared = netip.MustParsePrefix("100.64.0.0/10")

// public says that strangers may be able to read what lies at a: it is not certain, and not asked.
func (a address) public() bool {
	switch {
	case a.scheme == "file":
		return false
	case strings.HasSuffix(a.scheme, "::"), a.host == "":
		return true
	}
	if ip, err := netip.ParseAddr(a.host); err == nil {
		ip = ip.Unmap()
		return !ip.IsPrivate() && !ip.IsLoopback() && !ip.IsLinkLocalUnicast() && !ip.IsUnspecified() && !shared.Contains(ip)
	}
	for _, end := range homely {
		if strings.HasSuffix(a.host, end) {
			return false
		}
	}
	return a.unsure || strings.Contains(a.host, ".") || numeric.MatchString(a.host)
}

// numeric are addresses in one number, which some programs take: 134744072 is 8.8.8.8.
var numeric = regexp.MustCompile(`^(0x[0-9a-f]*|[0-9]+)$`)

// repository is the path without what may be left out: "owner/name".
func (a address) repository() string {
	p := a.path
	if plain, err := url.PathUnescape(p); err == nil && strings.Contains(a.raw, "://") {
		p = plain
	}
	p = strings.Trim(strings.ReplaceAll(p, `\`, "/"), "/")
	return strings.TrimSuffix(strings.TrimSuffix(p, ".git"), "/")
}
