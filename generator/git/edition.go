package git

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

// mark is the last line of an edition's message, by which a branch is known to be retake's to replace.
const mark = "Edition-by: retake"

// madeRef is where the quarantine keeps the commit that it makes.
const madeRef = "refs/heads/edition"

// edition is what is known of a commit.
type edition struct {
	id, tree string
	parents  int
	marked   bool
}

// ours says that the commit is an edition of retake: alone, and marked.
func (e edition) ours() bool { return e.parents == 0 && e.marked }

// readCommit reads a commit as git stores it: headers, an empty line, the message.
func readCommit(id, text string) edition {
	e := edition{id: id}
	head, message, _ := strings.Cut(text, "\n\n")
	for l := range strings.Lines(head) {
		l = strings.TrimRight(l, "\n")
		if tree, ok := strings.CutPrefix(l, "tree "); ok {
			e.tree = tree
		}
		if strings.HasPrefix(l, "parent ") {
			e.parents++
		}
	}
	message = strings.TrimRight(message, "\n ")
	e.marked = message[strings.LastIndexByte(message, '\n')+1:] == mark
	return e
}

// make writes files and the commit on them into the quarantine, bytes as given.
func (q quarantine) make(ctx context.Context, files map[string][]byte, as Commit) (edition, error) {
	r, w := io.Pipe()
	go func() { _ = w.CloseWithError(stream(w, files, as)) }()
	_, err := q.run(ctx, r, "fast-import", "--quiet", "--done", "--date-format=raw")
	_ = r.Close() // ends the stream if git ended first
	if err != nil {
		return edition{}, explain("the commit cannot be made", err)
	}
	id, err := q.line(ctx, "rev-parse", "--verify", madeRef)
	if err != nil {
		return edition{}, explain("the commit cannot be read", err)
	}
	text, err := q.line(ctx, "cat-file", "commit", id)
	return readCommit(id, text), explain("the commit cannot be read", err)
}

// stream writes what git fast-import reads (git-fast-import(1), "Input Format").
func stream(to io.Writer, files map[string][]byte, as Commit) error {
	w := bufio.NewWriterSize(to, 1<<16)
	message := strings.TrimRight(as.Message, "\n") + "\n\n" + mark + "\n"
	fmt.Fprintf(w, "commit %s\ncommitter %s <%s> %d +0000\ndata %d\n%s", madeRef, as.Name, as.Email, as.When.Unix(), len(message), message)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(w, "M 100644 inline %s\ndata %d\n", name, len(files[name]))
		if _, err := w.Write(files[name]); err != nil {
			return err
		}
		w.WriteString("\n")
	}
	w.WriteString("done\n")
	return w.Flush()
}

// checkFiles finds what could not be pushed as it is, or would not arrive: such paths are a mistake of the caller.
func checkFiles(files map[string][]byte) error {
	if len(files) == 0 {
		return &Error{What: "the edition has no files", Hint: "build the plan first and see that it has pages"}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if why := wrongName(name, files); why != "" {
			return &Error{What: fmt.Sprintf("%q cannot be published: %s", name, why), Hint: "rename the file that it comes from"}
		}
	}
	return nil
}

func wrongName(name string, files map[string][]byte) string {
	if !fs.ValidPath(name) || name == "." {
		return "it is no path inside the site"
	}
	if strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' || r == '"' || r == ':' }) {
		return "it has a letter that not every system can have in a name"
	}
	for part := range strings.SplitSeq(name, "/") {
		low := strings.ToLower(strings.TrimRight(part, ". "))
		if low == ".git" || strings.HasPrefix(low, "git~") {
			return "git keeps that name for itself"
		}
	}
	for i := range name {
		if name[i] == '/' {
			if _, both := files[name[:i]]; both {
				return name[:i] + " is a file and a folder"
			}
		}
	}
	return ""
}

// checkCommit finds what would break the lines of a commit.
func checkCommit(c Commit) error {
	switch {
	case strings.TrimSpace(c.Message) == "":
		return &Error{What: "the commit has no message", Hint: "give it a line that tells nothing of the plan"}
	case strings.TrimSpace(c.Name) == "" || c.Email == "" || strings.ContainsAny(c.Name+c.Email, "<>\n\x00"):
		return &Error{What: "the commit’s author cannot be written", Hint: "a name and an address without < and > are needed"}
	case strings.Contains(c.Message, "\x00") || c.When.Unix() < 0:
		return &Error{What: "the commit cannot be written", Hint: "its time lies before 1970, or its message holds a zero byte"}
	}
	return nil
}
