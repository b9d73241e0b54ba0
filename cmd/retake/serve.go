package main

import (
	"context"
	"fmt"
	"net"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"retake/cmd/retake/edge"
	"retake/generator"
	"retake/generator/console"
	"retake/generator/disk"
	"retake/generator/disk/mount"
	"retake/generator/fault"
	"retake/generator/serve"
	"retake/generator/site"
	"retake/generator/source"
)

// usualPort is where the preview is, unless something else is there.
const usualPort = 7382 // R E T A on a telephone

// lookAtClock is how often the preview asks whether the day is over. A timer set for midnight would
// stop while a laptop sleeps.
const lookAtClock = 15 * time.Second

// planNames are what a plan is made of, in its folder.
var planNames = []string{"site.toml", "content", "themes"}

// previewFlags are those of serve.
type previewFlags struct {
	as                         edge.AudienceFlag
	port                       int
	lan, poll, open, noPublish bool
}

func (c *common) serveVerb() *cobra.Command {
	var f previewFlags
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the site while you write, and follow every save",
		Long: "serve shows the site at an address of this machine and follows every save, until Ctrl-C. Open pages change\n" +
			"in place. With errors in the files the last good site stays up, and the page says what to mend. Ticking a box\n" +
			"writes to your note. What is shown is also written to the output folder, unless --no-publish is given.",
		Example: "  retake serve --open           show it in the browser\n" +
			"  retake serve --lan            also to a phone in the same network\n" +
			"  retake serve --as mentor      exactly what build --as mentor writes; boxes are not written to notes",
		Args: edge.NoWords,
		RunE: func(cmd *cobra.Command, _ []string) error {
			in, err := c.Input()
			if err != nil {
				return err
			}
			f.fill(cmd, source.LoadServe(in.Source))
			return c.serve(cmd.Context(), f)
		},
	}
	f.as.Register(cmd)
	flags := cmd.Flags()
	flags.IntVar(&f.port, "port", usualPort, "`PORT` to answer at; if it is taken, the next free one; 0 for any")
	flags.BoolVar(&f.lan, "lan", false, "let other machines in the network look; nothing can be written then")
	flags.BoolVar(&f.poll, "poll", false, "look for changes twice a second, where the system does not tell of them")
	flags.BoolVar(&f.open, "open", false, "open the site in the browser")
	flags.BoolVar(&f.noPublish, "no-publish", false, "keep the site in memory and write no output folder")
	return cmd
}

// fill takes from site.toml what is not said by a flag.
func (f *previewFlags) fill(cmd *cobra.Command, s source.Serve) {
	said := cmd.Flags().Changed
	if !said("port") && s.Port != 0 {
		f.port = s.Port
	}
	f.lan = f.lan || s.LAN && !said("lan")
	f.poll = f.poll || s.Poll && !said("poll")
}

// preview is one run of serve.
type preview struct {
	*common
	flags     previewFlags
	out       string
	files     *mount.Live
	memory    generator.Memory
	server    *serve.Server
	result    generator.Result
	boxes     map[string]boxes // as the server takes them, by page
	builds    int
	drawn     int          // good builds so far
	known     map[any]bool // faults of the last build
	terminal  console.Patient
	published chan map[string][]byte // to the folder; nil if nothing is written there
}

func (c *common) serve(ctx context.Context, f previewFlags) error {
	out, err := c.OutputFolder()
	if err != nil {
		return err
	}
	if f.port < 0 || f.port > 65535 {
		return &edge.Misuse{What: fmt.Sprintf("--port: %d is not a port", f.port), Hint: "ports go from 1 to 65535; 0 takes any that is free"}
	}
	listener, taken, err := serve.Listen(f.port, f.lan)
	if err != nil {
		return edge.Failed(fmt.Errorf("no port to answer at: %w", err))
	}
	p := &preview{common: c, flags: f, out: out, terminal: console.NewPatient()}
	defer p.terminal.End()
	p.server = serve.New(p.options())
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	if p.files, err = mount.Follow(ctx, disk.Watching{Root: c.Source, Names: planNames, Skip: out, Poll: f.poll, Say: p.say}, c.Linked); err != nil {
		return edge.Failed(err)
	}
	p.terminal.Tell(func() { p.greet(listener, taken) })
	p.bound()
	ended := make(chan error, 1)
	go func() { ended <- p.server.Run(ctx, listener) }()
	written := p.publishing()
	p.follow(ctx, p.files.Changes, ended)
	stop()
	written()
	if err := <-ended; err != nil {
		return edge.Failed(err)
	}
	return nil
}

// options are what the server is told once.
func (p *preview) options() serve.Options {
	o := serve.Options{LAN: p.flags.lan, Now: p.Now, Replace: map[string][]byte{site.TicksFile: {}}}
	if p.flags.lan {
		o.Hosts = serve.Addresses()
	} else if !p.flags.as.Others() {
		o.Source = p.Source
		o.Whereabouts = func(file string) (dir, name string) { return p.files.Whereabouts(file) } // not open yet
	}
	return o
}

// follow builds now, after every change of a file, and when the day is over, until ctx ends or the
// server does.
func (p *preview) follow(ctx context.Context, changes <-chan mount.Change, ended chan error) {
	clock := time.NewTicker(lookAtClock)
	defer clock.Stop()
	p.build("")
	for {
		select {
		case <-ctx.Done():
			return
		case err := <-ended:
			ended <- err // for who waits for the server's end
			return
		case c := <-changes:
			if changed := p.files.Renew(c); len(changed) > 0 {
				p.build(several(changed))
			}
		case <-clock.C:
			if p.result.Over(p.Now()) {
				p.build("another day")
			}
		}
	}
}

// several names the first of some files, in order; of new folders, what is in them.
func several(names []string) string {
	names = slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		return slices.ContainsFunc(names, func(other string) bool { return strings.HasPrefix(other, name+"/") })
	})
	if len(names) == 1 {
		return names[0]
	}
	return fmt.Sprintf("%s and %d more", names[0], len(names)-1)
}

// build makes the site and shows it; why is what is new.
func (p *preview) build(why string) {
	start := p.Now()
	in := generator.Input{Source: p.files, Clock: generator.Clock{Today: p.Today, Now: start}, Theme: p.Theme, Version: edge.Version, As: string(p.flags.as)}
	if clock, err := p.Clock(); err == nil { // checked before the first build
		in.Clock = clock
	}
	done := func() {}
	if p.builds == 0 {
		done = p.Progress("building")
	}
	p.result = p.memory.Build(in)
	done()
	took := p.Now().Sub(start)
	p.server.Show(p.shown(took))
	p.report(why, took)
	p.builds++
	p.bound()
	if p.result.Files != nil && p.published != nil {
		disk.Latest(p.published, p.result.Files)
	}
}

// roomy is how much memory, in bytes, a preview may take before it is stingy with it. Nearly all plans
// stay far below.
const roomy = 540 << 20

// large is the size of a plan in memory, in bytes, from which collecting its garbage takes long enough to
// be felt.
const large = 100 << 20

// bound asks the runtime to collect garbage rather than to take more than roomy, or a quarter more than
// the plan itself needs, whichever is more.
func (c *common) bound() {
	if c.Env("GOMEMLIMIT") != "" {
		return
	}
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	if sample[0].Value.Kind() != metrics.KindUint64 {
		return
	}
	live := int64(sample[0].Value.Uint64())
	debug.SetMemoryLimit(max(roomy, live*5/4))
	if live > large {
		go runtime.GC() // now, while nobody waits, rather than during the next build
	}
}

// boxes are those of a page, as they come from the site and as the server takes them.
type boxes struct {
	from []site.Box
	to   []serve.Box
}

// shown is the result as the server takes it.
func (p *preview) shown(took time.Duration) serve.Build {
	r := p.result
	b := serve.Build{Files: r.Files, Faults: r.Faults, Took: took, Read: p.files.Bytes}
	b.Boxes = make(map[string][]serve.Box, len(r.Boxes))
	last := p.boxes
	p.boxes = make(map[string]boxes, len(r.Boxes))
	for page, from := range r.Boxes {
		x := last[page]
		if len(x.from) != len(from) || &x.from[0] != &from[0] { // a page without boxes is not listed
			x = boxes{from: from, to: make([]serve.Box, len(from))}
			for i, y := range from {
				x.to[i] = serve.Box{Offset: y.Offset, File: y.Pos.File, Line: y.Pos.Line, Col: y.Pos.Col}
			}
		}
		p.boxes[page], b.Boxes[page] = x, x.to
	}
	for _, e := range r.Edited {
		b.Edited = append(b.Edited, serve.Edit{File: e.File, Page: e.Page, Anchor: e.Anchor})
	}
	return b
}

// report says in the terminal what a build did: one line, and the faults that the last build did not have.
func (p *preview) report(why string, took time.Duration) {
	list := p.result.Faults
	fresh := p.fresh(list)
	line := p.Now().Format("15:04:05  ")
	if why != "" {
		line += why + ": "
	}
	switch errors := list.Errors(); {
	case errors > 0:
		line += edge.Count(errors, "error", "errors") + firstPlace(list)
		if p.drawn > 0 {
			line += ", the last good site stays up"
		} else {
			line += ", the site comes when it is mended"
		}
	case p.drawn == 0:
		p.drawn++
		line += fmt.Sprintf("%s, %s, drawn in %d ms", edge.PageCount(p.result.Files), edge.Count(list.Warnings(), "warning", "warnings"), took.Milliseconds())
	default:
		p.drawn++
		line += fmt.Sprintf("drawn in %d ms", took.Milliseconds())
		if n := len(fresh); n > 0 {
			line += ", " + edge.Count(n, "new warning", "new warnings")
		}
	}
	p.terminal.Tell(func() {
		if !p.Quiet {
			fmt.Fprintln(p.Stdout, fault.Clean(line))
		}
		p.PrintFaults(fresh)
	})
}

// fresh are the faults that the last build did not have, wherever their lines have moved to.
func (p *preview) fresh(list fault.List) (out fault.List) {
	type key struct{ file, code, message string }
	last := p.known
	p.known = map[any]bool{}
	for _, f := range list {
		k := key{f.Pos.File, f.Code, f.Message}
		p.known[k] = true
		if !last[k] {
			out = append(out, f)
		}
	}
	return out
}

// firstPlace is where the first error is.
func firstPlace(list fault.List) string {
	for _, f := range list {
		if f.Severity == fault.Error && f.Pos.File != "" {
			return " in " + f.Pos.File
		}
	}
	return ""
}

// say puts a line about the preview itself in the terminal and on the page.
func (p *preview) say(line string) {
	p.terminal.Tell(func() { fmt.Fprintf(p.Stderr, "retake: %s\n", fault.Clean(line)) })
	p.server.Say(line)
}

// greet says where the preview is.
func (p *preview) greet(l net.Listener, taken bool) {
	port := l.Addr().(*net.TCPAddr).Port
	address := "http://localhost:" + strconv.Itoa(port) + "/"
	if taken {
		fmt.Fprintf(p.Stdout, "port %d is taken, so this is at %d\n", p.flags.port, port)
	}
	fmt.Fprintf(p.Stdout, "preview at %s (Ctrl-C ends it)\n", address)
	if as := p.flags.as; as.Others() {
		fmt.Fprintf(p.Stdout, "shown is the %s edition, just as build --as %s writes it; boxes are not written to notes\n", as, as)
	}
	if p.flags.lan {
		p.greetLAN(port)
	}
	if p.flags.open {
		p.Browse(address, func(err error) {
			fmt.Fprintf(p.Stderr, "retake: no browser opened (%v): open %s yourself\n", err, address)
		})
	}
}

// greetLAN says where other machines find the preview.
func (p *preview) greetLAN(port int) {
	addresses := serve.Addresses()
	if len(addresses) == 0 {
		fmt.Fprintln(p.Stdout, "this machine has no address that others could reach")
		return
	}
	for _, a := range addresses {
		fmt.Fprintf(p.Stdout, "for others at http://%s/\n", net.JoinHostPort(a, strconv.Itoa(port)))
	}
	fmt.Fprintln(p.Stdout, "everyone in this network can read it; nothing can be written from a page")
	p.ShowCode("http://" + net.JoinHostPort(addresses[0], strconv.Itoa(port)) + "/")
}

// publishing writes sites into the output folder, one after the other and beside everything else, until
// the function that it returns is called, which waits for the last.
func (p *preview) publishing() (end func()) {
	if p.flags.noPublish {
		return func() {}
	}
	p.published = make(chan map[string][]byte, 1)
	done := make(chan struct{})
	go func() {
		defer close(done)
		disk.NewPublisher(p.out).Follow(p.published, func() error {
			_, err := p.OutputFolder() // it may have become another place since the start
			return err
		}, p.say)
	}()
	return func() {
		close(p.published)
		<-done
	}
}
