package disk

import (
	"fmt"
	"time"
)

// Latest hands on the newest site for Follow, through a channel that holds one; one that has not been taken up yet is
// dropped for it.
func Latest(to chan map[string][]byte, files map[string][]byte) {
	select {
	case <-to:
	default:
	}
	to <- files
}

// tryAgain is how long to wait after the folder could not be written.
const tryAgain = 5 * time.Second

// Follow publishes each site that comes, one after the other, until no more will; where that fails it says so once,
// tries again, and says when it works. It asks may each time whether the folder is still one to write to.
func (p *Publisher) Follow(sites <-chan map[string][]byte, may func() error, say func(line string)) {
	failed := ""                  // why the last site is not written
	var waiting map[string][]byte // which it is
	var again <-chan time.Time    // when it is tried again
	for open := true; open; {
		var files map[string][]byte
		select {
		case files, open = <-sites:
		case <-again:
			files = waiting
		}
		if files == nil {
			continue
		}
		err := may()
		if err == nil {
			_, err = p.Publish(files)
		}
		switch {
		case err != nil:
			if why := fmt.Sprintf("writing to %s: %v", p.out, err); why != failed {
				failed = why
				say(why)
			}
			waiting, again = files, time.After(tryAgain)
		case failed != "":
			failed, waiting, again = "", nil, nil
			say("writing to " + p.out + " works again")
		}
	}
}
