package disk

import "maps"

// Publisher publishes into one folder again and again. It remembers what it published last, looks only
// at what differs from that, and trusts the folder for the rest, as long as the manifest in the folder
// is the one it wrote. The bytes of files handed to it must never be changed.
type Publisher struct {
	out  string
	last *published                    // nil: nothing is certain
	step func(what, path string) error // see publication
}

// published is what a folder holds.
type published struct {
	files  map[string][]byte
	list   manifest
	text   string // of the manifest
	folded map[string]string
}

// NewPublisher is a Publisher for the folder out.
func NewPublisher(out string) *Publisher { return &Publisher{out: out, step: freely} }

// Publish does and promises what the function Publish does. After a failure the next call looks at
// the whole folder again.
func (p *Publisher) Publish(files map[string][]byte) (Report, error) {
	run := &publication{files: files, last: p.last, step: p.step}
	p.last = nil
	report, err := run.run(p.out)
	if err == nil {
		p.last = &published{maps.Clone(files), run.next, run.have, run.folded}
	}
	return report, err
}

// sameNames reports whether files has the names that were published, neither more nor fewer.
func (p *published) sameNames(files map[string][]byte) bool {
	if len(files) != len(p.files) {
		return false
	}
	for name := range files {
		if _, ok := p.files[name]; !ok {
			return false
		}
	}
	return true
}
