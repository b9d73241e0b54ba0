package site

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"path"
	"slices"
	"strings"

	"retake/generator/fault"
	"retake/generator/markdown"
	"retake/generator/site/attachment"
)

// attachment leads to a copied file, which from now on is part of the site. What a browser would run
// as part of the site is not copied.
func (sh *sheet) attachment(file string, l markdown.Link) markdown.Target {
	seen := sh.files.Look(file)
	a := answer{file: file, look: seen}
	if !sh.Edition.Whole() {
		a.at = sh.filePath(file)
	}
	sh.answers = append(sh.answers, a)
	if seen.Active != "" {
		sh.wrong.Warn("active-attachment", l.Pos, "%s is left out: %s", path.Base(file), seen.Active).Hint =
			"a published site runs no scripts: link a picture, a PDF or a text instead"
		return markdown.Target{Why: "Left out, could run scripts"}
	}
	if _, known := sh.used[file]; !known {
		sh.used[file] = l.Pos
	}
	return markdown.Target{Href: sh.to(sh.filePath(file)), Title: path.Base(file), Width: seen.Width, Height: seen.Height}
}

// mathFolder holds what the theme draws formulas with: a site without any does not have it.
const mathFolder = "math/"

// addAssets adds the attachments that pages show or link.
func (s *site) addAssets(out map[string][]byte, sheets []*drawn) {
	used := map[string]fault.Pos{}
	for _, sh := range sheets {
		for a, pos := range sh.used {
			if _, known := used[a]; !known {
				used[a] = pos
			}
		}
	}
	for _, a := range slices.Sorted(maps.Keys(used)) {
		body, err := s.files.Read(a)
		if err != nil {
			s.faults.Add("asset-unreadable", used[a], "cannot read %s: %v", path.Base(a), fault.Cause(err)).Hint =
				"check that it is a file of at most 50 MB that you may read, or take the link out"
			continue
		}
		if !s.Edition.Whole() {
			clean, understood := attachment.Clean(a, body)
			if !understood {
				s.faults.Warn("unclean-attachment", used[a], "%s may hold more than it shows: it is shared as it is", path.Base(a)).Hint =
					"pictures lose what a camera adds to them; look yourself at what else the file says, or take the link out"
			}
			body = clean
		}
		out[s.filePath(a)] = body
	}
}

// filePath is where an attachment goes: content/notes/a.png becomes files/notes/a.png. Others are told its name, as
// the note that shows it has it, but not the folders that it is in: a number made of its content tells equal names
// apart.
func (s *site) filePath(display string) string {
	if !s.Edition.Whole() {
		body, _ := s.files.Read(display) // what cannot be read is said when it is copied
		sum := sha256.Sum256(body)
		return "files/" + hex.EncodeToString(sum[:4]) + "/" + path.Base(display)
	}
	if _, below, ok := strings.Cut(display, "/"); ok {
		return "files/" + below
	}
	return "files/" + display
}
