// Package console is the window onto a terminal and whoever sits there: how wide it is, that work goes on, what is typed
// unseen, who reads along, and the browser that stands beside it.
//
// Deliberately absent: what is printed, and when; what colours mean; and the reading of arguments.
package console

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"strings"
	"time"

	"golang.org/x/term"
)

// Terminal reports whether w is a terminal.
func Terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// ReadAlong reports whether what is printed may be read by others: on a machine that builds for many, logs are kept and
// often public. Most such services set CI; the others are known by variables of their own.
func ReadAlong(env func(name string) string) bool {
	for _, name := range []string{"CI", "GITHUB_ACTIONS", "TF_BUILD", "JENKINS_URL", "TEAMCITY_VERSION", "CODEBUILD_BUILD_ID"} {
		if v := strings.ToLower(env(name)); v != "" && v != "false" && v != "0" {
			return true
		}
	}
	return false
}

// Width is how many columns w has.
func Width(w io.Writer) int {
	if f, ok := w.(*os.File); ok {
		if n, _, err := term.GetSize(int(f.Fd())); err == nil && n > 0 {
			return n
		}
	}
	return 80
}

// Unseen asks on the terminal for what is not shown while it is typed; it is nil where nobody could answer.
func Unseen() func(prompt string) (string, error) {
	in := int(os.Stdin.Fd())
	if !term.IsTerminal(in) || !term.IsTerminal(int(os.Stderr.Fd())) {
		return nil
	}
	return func(prompt string) (string, error) {
		fmt.Fprint(os.Stderr, prompt)
		defer fmt.Fprintln(os.Stderr)
		return unseen(in)
	}
}

// unseen reads a line that is not shown. Ctrl-C ends the waiting, and leaves a terminal that shows again what is typed.
func unseen(in int) (string, error) {
	before, err := term.GetState(in)
	if err != nil {
		return "", err
	}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt)
	defer signal.Stop(stop)
	typed, failed := make(chan string, 1), make(chan error, 1)
	go func() {
		text, err := term.ReadPassword(in)
		if err != nil {
			failed <- err
			return
		}
		typed <- string(text)
	}()
	select {
	case <-stop:
		return "", errors.Join(errors.New("stopped: nothing was written"), term.Restore(in, before))
	case err := <-failed:
		return "", err
	case text := <-typed:
		return text, nil
	}
}

// starting is how long a browser takes to start, at most. What happens to it later is the user's doing.
const starting = 5 * time.Second

// Browse opens an address in the browser of the user's choice, and tells if that fails.
func Browse(address string, failed func(error)) {
	name, args := "xdg-open", []string{address}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", address}
	}
	cmd, start := exec.Command(name, args...), time.Now()
	if err := cmd.Start(); err != nil {
		failed(err)
		return
	}
	go func() {
		if err := cmd.Wait(); err != nil && time.Since(start) < starting {
			failed(err)
		}
	}()
}
