package main

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// shellScripts ask each shell what it would complete, in the shell's own way, and print that.
var shellScripts = []struct {
	shell, needs string
	args         []string
	want         []string // in the order of print
}{
	{"bash", "/usr/share/bash-completion/bash_completion", []string{"--norc", "-c", `
		. /usr/share/bash-completion/bash_completion
		source <(retake completion bash)
		compopt() { :; } # which is for a shell that somebody types into
		ask() {
			COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}; COMP_TYPE=63; COLUMNS=150; COMPREPLY=()
			__start_retake
			printf '%s\n' "${COMPREPLY[@]}"
		}
		ask retake init --exam SY0
		ask retake publish --b
		ask retake build --as ''
		ask retake publi`},
		[]string{
			"SY0-701 (Security+ (V7), CompTIA, until 11 June 2027)", "SY0-801 (Security+ (V8), CompTIA, from 17 November 2026)",
			"--branch (push to this BRANCH)", "--bundle (push nothing, and write to FILE: .html is one page to mail", "me", "mentor", "public", "publish",
		}},
	{"zsh", "", []string{"-f", "-c", `
		zmodload zsh/zpty
		zpty shell "TERM=dumb zsh -f -i"
		zpty -w shell "stty cols 150; autoload -U compinit; compinit -u -D; zstyle ':completion:*' list-separator '|'; zstyle ':completion:*' verbose yes; setopt no_beep; LISTMAX=999; source <(retake completion zsh); PS1='@'@"
		zpty -r shell out '*@@*'
		ask() {
			zpty -w -n shell $'\x15'"$1"$'\t\t'
			zpty -r shell out "*$2*"
			print -r -- "$out"
		}
		ask 'retake init --exam SY0' 'from 17 November'
		ask 'retake publish --b' 'without an ending'
		ask 'retake build --as ' 'public'
		zpty -d shell`},
		[]string{
			"SY0-701 | Security+ (V7), CompTIA, until 11 June 2027", "SY0-801 | Security+ (V8), CompTIA, from 17 November",
			"--branch | push to this BRANCH", "--bundle | push nothing, and write to FILE: .html is one page to mail", "me mentor public",
		}},
	{"fish", "", []string{"--no-config", "-c", `
		retake completion fish | source
		complete -C "retake init --exam SY0"
		complete -C "retake publish --b"
		complete -C "retake build --as "
		complete -C "retake publi"`},
		[]string{
			"SY0-701 Security+ (V7), CompTIA, until 11 June 2027", "SY0-801 Security+ (V8), CompTIA, from 17 November 2026",
			"--branch push to this BRANCH", "--bundle push nothing, and write to FILE: .html is one page to mail", "me", "mentor", "public",
			"publish Put one edition of the site where others can open it",
		}},
}

// TestShells has real shells read the scripts of completion and complete with them: codes, flags, words of a list, and
// what is said of each, with its colons and blanks.
func TestShells(t *testing.T) {
	for _, c := range shellScripts {
		t.Run(c.shell, func(t *testing.T) {
			path, err := exec.LookPath(c.shell)
			if err == nil && c.needs != "" {
				_, err = os.Stat(c.needs)
			}
			switch {
			case err != nil && os.Getenv("RETAKE_SHELLS") == "required":
				t.Fatalf("RETAKE_SHELLS=required: %v", err)
			case err != nil:
				t.Skip(err)
			}
			ctx, stop := context.WithTimeout(t.Context(), patience) // a shell that waits for ever
			defer stop()
			cmd := exec.CommandContext(ctx, path, c.args...)
			cmd.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=1793836800", "HOME="+t.TempDir(), "XDG_CONFIG_HOME="+t.TempDir()) // 5 November 2026
			cmd.Dir = t.TempDir()
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			rest := strings.Join(strings.Fields(string(out)), " ")
			for _, want := range c.want {
				_, after, found := strings.Cut(rest, want)
				if !found {
					t.Fatalf("no %q in %q of\n%s", want, rest, out)
				}
				rest = after
			}
		})
	}
}
