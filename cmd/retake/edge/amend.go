package edge

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"retake/generator"
	"retake/generator/disk"
	"retake/generator/disk/place"
)

// Amended is what has become of a file, and with it of the plan.
type Amended struct {
	Was, Is  generator.Result
	Old, Now []byte // of the file
}

// Amend changes a file of the plan, name being slash-separated: change is given what it holds, nil if it is not there,
// and says what it should. The plan is made before and after; what it could not read is not written, and said at its
// place. What is wrong elsewhere does not keep anybody from it.
func (c *Call) Amend(name string, change func(old []byte) ([]byte, error)) (Amended, error) {
	return c.AmendBy(new(generator.Memory), name, false, change)
}

// AmendBy is amend with a memory; dry is only the outcome.
func (c *Call) AmendBy(m *generator.Memory, name string, dry bool, change func(old []byte) ([]byte, error)) (a Amended, err error) {
	in, err := c.Input()
	if err != nil {
		return a, err
	}
	var refused error // by us, not by the machine
	try := func(old []byte) ([]byte, error) {
		now, err := change(old)
		if err == nil {
			done := c.Progress("working out what changes")
			a = Amended{m.Plan(in.With(name, old)), m.Plan(in.With(name, now)), old, now}
			done()
			err = c.readable(name, a)
		}
		refused = err
		return now, err
	}
	if dry {
		old, err := place.Look(c.Source, name)
		if err == nil {
			_, err = try(old)
		}
		return a, c.amendError(name, refused, err)
	}
	return a, c.amendError(name, refused, disk.Amend(c.Source, name, try))
}

// amendError is why a file was not changed.
func (c *Call) amendError(name string, refused, err error) error {
	var changed *disk.ChangedError
	switch {
	case refused != nil || err == nil:
		return refused
	case errors.As(err, &changed):
		return Machine{fmt.Errorf("%s is saved by others all the time: nothing was written", name)}
	}
	return Machine{fmt.Errorf("%s was not written: %w", name, err)}
}

// readable refuses a change after which the file would not be read, or would hold an error that it did not.
func (c *Call) readable(name string, a Amended) error {
	wrong := a.Is.Unwelcome(a.Was, name)
	if len(wrong) == 0 {
		return nil
	}
	c.PrintFaults(wrong)
	fmt.Fprintf(c.Stderr, "\n%s: nothing was written\n", Tally(wrong))
	return ErrFaults
}

// Homeward lets --source be the nearest folder above that holds a plan, if it was not given and the folder we are in
// holds none.
func (c *Call) Homeward() {
	if c.Source != "." {
		return
	}
	dir, err := os.Getwd()
	if err != nil {
		return
	}
	for at := dir; ; at = filepath.Dir(at) {
		if there, err := PlanIn(at); err == nil && len(there) > 0 {
			if rel, err := filepath.Rel(dir, at); err == nil {
				c.Source = rel
			}
			return
		}
		if at == filepath.Dir(at) {
			return
		}
	}
}
