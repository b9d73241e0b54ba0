package share

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"retake/cmd/retake/edge"
	"retake/generator"
	"retake/generator/bundle"
	"retake/generator/disk/place"
)

// mailed is one file to mail.
type mailed struct {
	file string
	page bool // one page; else the whole site
	data []byte
}

// writeBundle makes an edition and writes it into one file, or two.
func (c *common) writeBundle(cmd *cobra.Command, f publishFlags) error {
	for _, name := range []string{"seal", "passphrase", "new-key", "key-file", "dry-run", "branch", "remote", "private", "source-is-public"} {
		if cmd.Flags().Changed(name) {
			return &edge.Misuse{What: fmt.Sprintf("--%s does not go with --bundle", name), Hint: "a bundle is a plain file for whoever you mail it to; nothing is pushed"}
		}
	}
	asked, err := c.bundles(f)
	if err != nil {
		return err
	}
	e, r, err := c.made(f.as, "mentor", &f.SealFlags)
	if err != nil {
		return err
	}
	for i := range asked {
		if err := asked[i].fill(e, r); err != nil {
			return edge.Failed(fmt.Errorf("%s: %w", asked[i].file, err))
		}
	}
	for _, m := range asked {
		if err := place.Replace(m.file, m.data); err != nil {
			return edge.Failed(fmt.Errorf("writing %s: %w", m.file, err))
		}
		what := "one page"
		if !m.page {
			what = "the whole site, " + edge.PageCount(r.Files)
		}
		if err := c.Result(fmt.Sprintf("%s: %s of %s, %d KB", m.file, what, e, (len(m.data)+1023)/1024)); err != nil {
			return err
		}
	}
	return c.Result("whoever has the file can read it")
}

// bundles are the files to write, after each has been looked at.
func (c *common) bundles(f publishFlags) ([]mailed, error) {
	var out []mailed
	ext := filepath.Ext(f.bundle)
	name := strings.TrimSuffix(filepath.Base(f.bundle), ext)
	ext = strings.ToLower(ext)
	switch {
	case strings.Trim(name, ". ") == "" || os.IsPathSeparator(f.bundle[len(f.bundle)-1]):
		return nil, &edge.Misuse{What: fmt.Sprintf("--bundle: %q names no file", f.bundle), Hint: "name one such as mail.html or mail.zip"}
	case ext == ".html":
		out = []mailed{{file: f.bundle, page: true}}
	case ext == ".zip":
		out = []mailed{{file: f.bundle}}
	case ext == "":
		out = []mailed{{file: f.bundle + ".html", page: true}, {file: f.bundle + ".zip"}}
	default:
		return nil, &edge.Misuse{What: fmt.Sprintf("--bundle: %q is neither a page nor a zip", f.bundle), Hint: "end the name in .html for one page, in .zip for the whole site, or leave the ending out for both"}
	}
	for _, m := range out {
		if err := c.mayBundle(m.file, f.replace); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// mayBundle refuses a place that the plan is read from or the site is written to, and a file of somebody else.
func (c *common) mayBundle(file string, replace bool) error {
	refuse := func(why, hint string) error {
		return &edge.Misuse{What: fmt.Sprintf("--bundle: %q %s", file, why), Hint: hint}
	}
	if why := c.ReadFrom(file); why != "" {
		return refuse(why, "name a file elsewhere")
	}
	if place.Inside(place.Real(file), place.Real(c.Out)) {
		return refuse("is in the output folder", "name a file elsewhere")
	}
	info, err := os.Lstat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if info, err := os.Stat(filepath.Dir(file)); err != nil || !info.IsDir() {
			return refuse("is in a folder that is not there", "make the folder first")
		}
		return nil
	case err != nil:
		return edge.Failed(err)
	case !info.Mode().IsRegular():
		return refuse("is there already, and is no ordinary file", "name another file")
	case replace:
		return nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return edge.Failed(err)
	}
	if !bundle.Ours(data) {
		return refuse("is there already, and retake did not make it", "name another file, or say --replace")
	}
	return nil
}

// fill makes the bytes of the file.
func (m *mailed) fill(e edge.Edition, r generator.Result) (err error) {
	if m.page {
		page := "index.html"
		if e.As == "me" {
			page = "mentor.html" // where the learner's own edition has the digest
		}
		if m.data, err = bundle.Page(r.Files, page); err == nil {
			m.data = bundle.Marked(m.data)
		}
		return err
	}
	name := strings.TrimSuffix(filepath.Base(m.file), filepath.Ext(m.file))
	m.data, err = bundle.Zip(r.Files, name)
	return err
}
