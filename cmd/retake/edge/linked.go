package edge

import (
	"io/fs"

	"retake/generator/disk/mount"
	"retake/generator/keyring"
	"retake/generator/source"
	"retake/generator/source/elsewhere"
)

// Linked are the folders from elsewhere that a plan names, and whether each may be read: not unless this user has said
// so on this machine, for a plan may come from somebody else.
func (c *Call) Linked(plan fs.FS) (out []mount.Folder) {
	for _, l := range source.LoadLinked(plan) {
		if l.As == "" || l.Folder == "" { // which is said when the plan is read
			continue
		}
		f := mount.Folder{At: l.At(), Dir: mount.Meant(c.Source, l.Folder)}
		if why := mount.Unfit(c.Source, f.Dir); why != "" {
			f.Why = "the folder " + why
		} else if !keyring.Trusts(c.Source, f.Dir) {
			f.Why = elsewhere.NotAllowed
		}
		out = append(out, f)
	}
	return out
}
