package generator

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
)

// workflowFile is what matters of the workflow.
type workflowFile struct {
	On struct {
		Push     struct{ Branches []string }
		Schedule []struct{ Cron string }
	}
	Permissions map[string]string
	Concurrency struct {
		Group  string
		Cancel bool `yaml:"cancel-in-progress"`
	}
	Jobs struct{ Build, Deploy workflowJob }
}

type workflowJob struct {
	Needs       string
	Timeout     int `yaml:"timeout-minutes"`
	Permissions map[string]string
	Steps       []workflowStep
}

type workflowStep struct {
	Name, ID, If, Uses, Run string
	Dir                     string `yaml:"working-directory"`
	Env                     map[string]string
	With                    map[string]any
}

func readWorkflow(t *testing.T) workflowFile {
	t.Helper()
	var w workflowFile
	if err := yaml.Unmarshal(Workflow(), &w); err != nil {
		t.Fatal(err)
	}
	return w
}

// TestWorkflowIsOurs: what init writes is what this repository runs itself.
func TestWorkflowIsOurs(t *testing.T) {
	if diff := cmp.Diff(page(t, WorkflowFile), string(Workflow())); diff != "" {
		t.Errorf("not the same bytes (-in the repository +written by init):\n%s", diff)
	}
}

func TestWorkflowRuns(t *testing.T) {
	w := readWorkflow(t)
	on := w.On
	if !slices.Contains(on.Push.Branches, "main") || len(on.Schedule) != 1 || !bytes.Contains(Workflow(), []byte("\n  workflow_dispatch:\n")) {
		t.Errorf("it runs on %+v", on)
	}
	// Once a day. On the hour everybody's runs wait for each other.
	if !regexp.MustCompile(`^([1-9]|[1-5][0-9]) ([0-9]|1[0-9]|2[0-3]) \* \* \*$`).MatchString(on.Schedule[0].Cron) {
		t.Errorf("the schedule is %q", on.Schedule[0].Cron)
	}
	if w.Concurrency.Group != "pages" || w.Concurrency.Cancel {
		t.Errorf("concurrency is %+v", w.Concurrency)
	}
	b, d := w.Jobs.Build, w.Jobs.Deploy
	if d.Needs != "build" || b.Timeout < 5 || b.Timeout > 30 || d.Timeout < 5 || d.Timeout > 30 {
		t.Errorf("deploy needs %q, time limits %d and %d", d.Needs, b.Timeout, d.Timeout)
	}
	for what, p := range map[string][2]map[string]string{
		"the workflow": {w.Permissions, {"contents": "read"}},
		"build":        {b.Permissions, {"contents": "read", "pages": "read"}},
		"deploy":       {d.Permissions, {"pages": "write", "id-token": "write"}},
	} {
		if diff := cmp.Diff(p[1], p[0]); diff != "" {
			t.Errorf("%s may (-wanted +written):\n%s", what, diff)
		}
	}
}

func TestWorkflowSteps(t *testing.T) {
	w := readWorkflow(t)
	var order []string
	for _, s := range append(w.Jobs.Build.Steps, w.Jobs.Deploy.Steps...) {
		order = append(order, s.Name+s.Uses)
		if strings.HasPrefix(s.Uses, "actions/checkout@") && s.With["persist-credentials"] != false {
			t.Errorf("%s leaves credentials on the disk", s.Uses)
		}
		if s.Uses != "" && !strings.HasPrefix(s.Uses, "actions/") {
			t.Errorf("%s is not the platform's own", s.Uses)
		}
	}
	want := []string{
		"actions/checkout@v7", "Choose the edition", "actions/checkout@v7", "actions/setup-go@v7", "Make retake", "Check the plan", "Build the site",
		"actions/configure-pages@v6", "actions/upload-pages-artifact@v5", "actions/deploy-pages@v5",
	}
	if diff := cmp.Diff(want, order); diff != "" {
		t.Errorf("-wanted +written:\n%s", diff)
	}
}

// TestWorkflowKeepsTheKey: the key is in the environment of the one step that seals, and what a secret or somebody
// else's text may say is never part of a script.
func TestWorkflowKeepsTheKey(t *testing.T) {
	const key, is = "${{ secrets.RETAKE_KEY }}", "${{ secrets.RETAKE_KEY != '' }}"
	uses := 0
	w := readWorkflow(t)
	for _, s := range append(w.Jobs.Build.Steps, w.Jobs.Deploy.Steps...) {
		if strings.Contains(s.Run, "${{") || strings.Contains(s.If, "secrets") {
			t.Errorf("%s: an expression is part of the script, or a secret of the condition", s.Name)
		}
		for name, value := range s.Env {
			if !strings.Contains(value, "secrets.") {
				continue
			}
			uses++
			if sealing := s.Name == "Build the site" && name == "RETAKE_KEY" && value == key; !sealing && value != is {
				t.Errorf("%s: %s is %s", s.Name, name, value)
			}
		}
		for _, line := range strings.Split(s.Run, "\n") {
			if strings.Contains(line, "$RETAKE_KEY") && !strings.HasPrefix(strings.TrimSpace(line), `if [ -n "$RETAKE_KEY" ]; then set -- "$@" --seal; fi`) {
				t.Errorf("%s: %s", s.Name, line)
			}
		}
	}
	if all := bytes.Count(Workflow(), []byte("secrets.")); uses != 2 || all != uses {
		t.Errorf("%d secrets in environments, %d in all", uses, all)
	}
}

// runner runs the scripts of the workflow as the platform would, with a stand-in for Go that makes a stand-in for
// retake, which writes down what it was asked.
type runner struct {
	t   *testing.T
	dir string
}

func newRunner(t *testing.T) runner {
	t.Helper()
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("there is no bash")
	}
	r := runner{t, t.TempDir()}
	r.write("bin/go", "#!/bin/sh\necho \"go $* in ${PWD##*/}\" >>\"$ROOT/asked\"\ncp \"$ROOT/stand-in\" \"$3\"\n", 0o755)
	r.write("temp/empty", "", 0o644)
	r.write("stand-in", "#!/bin/sh\necho \"retake $* key=${RETAKE_KEY:+there}\" >>\"$ROOT/asked\"\n", 0o755)
	return r
}

func (r runner) write(name, text string, mode os.FileMode) {
	r.t.Helper()
	file := filepath.Join(r.dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), mode); err != nil {
		r.t.Fatal(err)
	}
}

func (r runner) read(name string) string {
	b, _ := os.ReadFile(filepath.Join(r.dir, name))
	return string(b)
}

// expression are those that the scripts' environments and folders hold, with what this run gives for them.
type expression map[string]string

var expressions = regexp.MustCompile(`\$\{\{ (.*?) \}\}`)

func (r runner) fill(text string, given expression) string {
	return expressions.ReplaceAllStringFunc(text, func(m string) string {
		name := expressions.FindStringSubmatch(m)[1]
		if out, ok := strings.CutPrefix(name, "steps.chosen.outputs."); ok {
			_, rest, _ := strings.Cut("\n"+r.read("output"), "\n"+out+"=")
			value, _, _ := strings.Cut(rest, "\n")
			return value
		}
		if name == "secrets.RETAKE_KEY != ''" {
			return fmt.Sprint(given["secrets.RETAKE_KEY"] != "")
		}
		return given[name]
	})
}

// run runs all scripts until one fails, and returns what they printed.
func (r runner) run(given expression) (printed string, ok bool) {
	r.t.Helper()
	for _, s := range readWorkflow(r.t).Jobs.Build.Steps {
		if s.Run == "" {
			continue
		}
		cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", s.Run)
		cmd.Dir = filepath.Join(r.dir, r.fill(s.Dir, given))
		cmd.Env = []string{
			"PATH=" + filepath.Join(r.dir, "bin") + ":" + os.Getenv("PATH"), "ROOT=" + r.dir,
			"RUNNER_TEMP=" + filepath.Join(r.dir, "temp"), "GITHUB_OUTPUT=" + filepath.Join(r.dir, "output"),
		}
		for name, value := range s.Env {
			cmd.Env = append(cmd.Env, name+"="+r.fill(value, given))
		}
		out, err := cmd.CombinedOutput()
		printed += string(out)
		if err != nil {
			return printed, false
		}
	}
	return printed, true
}

const secretKey = "k3y-that-nobody-may-read"

func TestWorkflowScripts(t *testing.T) {
	const here, beside = "plan", "retake"
	built := func(in, edition, seal, key string) string {
		return "go build -o ROOT/temp/retake ./cmd/retake in " + in + "\nretake check --source plan key=\n" +
			"retake build --source plan --out site --as " + edition + seal + " key=" + key + "\n"
	}
	for _, c := range []struct {
		what  string
		place string // where the generator is, "" for nowhere
		given expression
		says  string // part of what is printed
		asked string // of the stand-ins; "" when nothing may be built
	}{
		{"a clone, nothing said", here, nil, "edition: public\n", built(here, "public", "", "")},
		{"a clone that everybody can read", here, expression{"github.event.repository.private": "false"}, "everybody can read the plan in it", built(here, "public", "", "")},
		{"a plan alone", beside, expression{"vars.RETAKE_REPOSITORY": "me/retake"}, "edition: public\n", built(beside, "public", "", "")},
		{"a plan alone, and no generator named", "", nil, "set the variable RETAKE_REPOSITORY to OWNER/NAME", ""},
		{"a key", here, expression{"secrets.RETAKE_KEY": secretKey, "github.event.repository.private": "true"}, "edition: mentor, sealed\n", built(here, "mentor", " --seal", "there")},
		{"a key, the visibility unknown", here, expression{"secrets.RETAKE_KEY": secretKey}, "edition: mentor, sealed\n", built(here, "mentor", " --seal", "there")},
		{"a key and an edition", here, expression{"secrets.RETAKE_KEY": secretKey, "vars.RETAKE_EDITION": "public"}, "edition: public, sealed\n", built(here, "public", " --seal", "there")},
		{"a key in a public repository", here, expression{"secrets.RETAKE_KEY": secretKey, "github.event.repository.private": "false"}, "a sealed site hides nothing while this public repository shows the plan", ""},
		{"the same, knowingly", here, expression{"secrets.RETAKE_KEY": secretKey, "github.event.repository.private": "false", "vars.RETAKE_SOURCE_IS_PUBLIC": "yes"}, "edition: mentor, sealed\n", built(here, "mentor", " --seal", "there")},
		{"the mentor's, open", here, expression{"vars.RETAKE_EDITION": "mentor"}, "the mentor's edition is not for everybody", ""},
		{"the mentor's, behind a door", here, expression{"vars.RETAKE_EDITION": "mentor", "vars.RETAKE_PRIVATE": "yes"}, "edition: mentor\n", built(here, "mentor", "", "")},
		{"the learner's own", here, expression{"vars.RETAKE_EDITION": "me"}, "the edition me is for your own machine and goes on no web site", ""},
		{"the learner's own, sealed", here, expression{"vars.RETAKE_EDITION": "me", "secrets.RETAKE_KEY": secretKey}, "the edition me is for your own machine", ""},
		{"no edition", here, expression{"vars.RETAKE_EDITION": "public\nhome=/"}, "there is no edition public", ""},
		{"a script for an edition", here, expression{"vars.RETAKE_EDITION": "$(touch oops)"}, "there is no edition $(touch oops)", ""},
	} {
		t.Run(c.what, func(t *testing.T) {
			r := newRunner(t)
			r.write("plan/site.toml", "", 0o644)
			if c.place != "" {
				r.write(c.place+"/cmd/retake/main.go", "package main\n", 0o644)
			}
			printed, ok := r.run(c.given)
			if !strings.Contains(printed, c.says) || strings.Contains(printed, secretKey) {
				t.Errorf("it printed:\n%s", printed)
			}
			if ok != (c.asked != "") || !ok && !strings.HasSuffix(printed, "nothing was deployed, and the last site is as it was\n") {
				t.Errorf("went through: %t; it printed:\n%s", ok, printed)
			}
			if asked := strings.ReplaceAll(r.read("asked"), r.dir, "ROOT"); asked != c.asked {
				t.Errorf("asked for\n%s\nwanted\n%s", asked, c.asked)
			}
			if r.read("oops") != "" || strings.Contains(r.read("output"), "home=/") {
				t.Error("what a variable says was run")
			}
		})
	}
}

// TestWorkflowStopsAtFaults: what check refuses is not built.
func TestWorkflowStopsAtFaults(t *testing.T) {
	r := newRunner(t)
	r.write("plan/cmd/retake/main.go", "package main\n", 0o644)
	r.write("stand-in", "#!/bin/sh\necho \"$1\" >>\"$ROOT/asked\"\n[ \"$1\" != check ]\n", 0o755)
	if printed, ok := r.run(nil); ok || !strings.HasSuffix(r.read("asked"), "in plan\ncheck\n") {
		t.Errorf("went through: %t; asked for %s; it printed %s", ok, r.read("asked"), printed)
	}
}
