package seal

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the page that opens is inside the program
	"encoding/hex"
	"strings"
)

var (
	//go:embed shell/index.html
	shellPage string
	//go:embed shell/404.html
	missingPage []byte
	//go:embed shell/open.js
	shellScript []byte
	//go:embed shell/shell.css
	shellSheet []byte
)

// shell is what is readable of a sealed site, but for the theme's scripts.
func (e edition) shell(lock Lock) map[string][]byte {
	code := bare(shellScript)
	js, css := hashed(code)+".js", hashed(shellSheet)+".css"
	passphrase := ""
	if lock.Passphrase != "" {
		passphrase = ` data-salt="` + hex.EncodeToString(lock.Salt[:]) + `" data-wrapped="` + hex.EncodeToString(e.lock(lock.stretched(), "", e.root)) + `"`
	}
	page := strings.NewReplacer(
		"SHEET.css", css, "SCRIPT.js", js,
		"EDITION", e.String(), "CHECK", e.check(),
		` data-passphrase=""`, passphrase,
	).Replace(shellPage)
	return map[string][]byte{
		"index.html": []byte(page),
		"404.html":   missingPage,
		"robots.txt": []byte("User-agent: *\nDisallow: /\n"),
		".nojekyll":  {},
		js:           code,
		css:          shellSheet,
	}
}

// bare is the script without comments and indents, which are for those who read it here.
func bare(code []byte) []byte {
	var out []byte
	for line := range bytes.Lines(code) {
		line = bytes.TrimLeft(line, " ")
		if !bytes.HasPrefix(line, []byte("//")) {
			out = append(out, line...)
		}
	}
	return out
}

// hashed is a name that changes when the bytes do, so that no cache hands out an old script for a new page.
func hashed(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:16])
}
