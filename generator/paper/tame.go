package paper

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
)

// errTooMuch ends the reading of a file that would not end by itself.
var errTooMuch = &Error{"it is a PDF that unfolds to more than a report can be", "print it to a new PDF and take that; or copy its text into a .txt file"}

// metered is a file that can be read only so often. References that lead in a circle end here.
type metered struct {
	r    *bytes.Reader
	read int64
}

func (m *metered) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 {
		return 0, io.EOF
	}
	n, err := m.r.ReadAt(p, off)
	if m.read += max(int64(n), 4096); m.read > maxFetched { // many small looks cost as much as a few large ones
		panic(errTooMuch)
	}
	return n, err
}

// hugeTable is a number of objects that no report has: memory would be taken for each of them. Letters of a name may be
// written by their code.
var hugeTable = regexp.MustCompile(`/(?:S|#53)(?:i|#69)(?:z|#7[aA])(?:e|#65)\s*\+?0*[1-9]\d{6,}|/(?:I|#49)(?:n|#6[eE])(?:d|#64)(?:e|#65)(?:x|#78)\s*\[[^\]]*[1-9]\d{6,}|/(?:C|#43)(?:o|#6[fF])(?:l|#6[cC])(?:u|#75)(?:m|#6[dD])(?:n|#6[eE])(?:s|#73)\s*\+?0*[1-9]\d{6,}|/(?:W|#57)\s*\[[^\]]*[1-9]\d{6,}|xref\s+0*[1-9]\d{6,}\s|[nf]\s+0*[1-9]\d{6,}\s+\d+\s+\d{10}\s`)

// tame refuses what would take memory or time without bound before a page is reached: brackets within brackets, streams
// that unfold to gigabytes, and tables of millions of objects.
func tame(data []byte) error {
	if hugeTable.Match(data) {
		return errTooMuch
	}
	var all nesting
	if !all.ok(data) {
		return errTooMuch
	}
	left := int64(maxInflated)
	for at := 0; ; {
		next := bytes.Index(data[at:], []byte("stream"))
		if next < 0 {
			return nil
		}
		at += next + len("stream")
		body := bytes.TrimLeft(data[at:min(len(data), at+2)], "\r\n")
		start := min(len(data), at+2) - len(body)
		if left = unfold(data[start:], left); left <= 0 {
			return errTooMuch
		}
	}
}

// unfold inflates a stream, if it can be, and returns what is left of the bound.
func unfold(data []byte, left int64) int64 {
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return left
	}
	var in nesting
	for buf := make([]byte, 32<<10); ; {
		n, err := z.Read(buf)
		if left -= int64(n); left <= 0 || !in.ok(buf[:n]) {
			return 0
		}
		if err != nil {
			return left
		}
	}
}

// nesting counts brackets that are open. In pictures, they are chance, and nearly even out.
type nesting int

func (n *nesting) ok(data []byte) bool {
	for _, b := range data {
		switch b {
		case '[', '<', '(':
			*n++
		case ']', '>', ')':
			*n = max(0, *n-1)
		}
		if *n > maxNesting {
			return false
		}
	}
	return true
}

// bounded reads a stream to its end once, so that it can be trusted when it is read again.
func (p *pen) bounded(r io.Reader) {
	n, _ := io.Copy(io.Discard, io.LimitReader(r, maxInflated+1-p.unfolded)) // what is cut off says so when it is drawn
	if p.unfolded += n; p.unfolded > maxInflated {
		panic(errTooMuch)
	}
}
