package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"rto.dev/wrappers/selection"
)

// compiled is what one call of the compiler did. The real compiler is played by a shell script, which is given the arguments.
type compiled struct {
	err     error
	said    string // on standard error
	inRoom  []string
	calls   []string
	written bool
}

// compileWith asks for something of package example.com/p, whose file has this text.
func compileWith(t *testing.T, ask, text, script string) compiled {
	t.Helper()
	folder := t.TempDir()
	t.Setenv("GOTMPDIR", filepath.Join(folder, "tmp"))
	write(t, filepath.Join(folder, "tmp", "other"), "")
	write(t, filepath.Join(folder, "p.go"), text)
	fake := filepath.Join(folder, "compile.stock")
	write(t, fake, "#!/bin/sh\necho \"$*\" >>"+folder+"/calls\n>"+folder+"/out.a\n"+script)
	if err := os.Chmod(fake, 0o755); err != nil {
		t.Fatal(err)
	}
	chosen, err := selection.Read(func(name string) string { return map[string]string{"GO_INSTRUMENT": ask}[name] }, 24)
	if err != nil {
		t.Fatal(err)
	}
	stderr := os.Stderr
	read, pipe, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	os.Stderr = pipe
	defer func() { os.Stderr = stderr }()

	k := &compiler{path: fake, responses: responsesOf(24), room: &room{}}
	arguments := []string{"-o", filepath.Join(folder, "out.a"), "-p", "example.com/p", filepath.Join(folder, "p.go")}
	c := parseCommand(arguments, "")
	var got compiled
	p, err := c.rewrite(&toolchain{Go: "1.24.13", goroot: folder}, chosen, k.room)
	if err == nil && p != nil {
		err = k.compilePlanned(p, c, arguments, nil)
	}
	got.err = err
	k.room.close()
	pipe.Close()
	var said bytes.Buffer
	if _, err := said.ReadFrom(read); err != nil {
		t.Fatal(err)
	}
	got.said = said.String()
	if calls, err := os.ReadFile(filepath.Join(folder, "calls")); err == nil {
		got.calls = strings.Split(strings.TrimSpace(string(calls)), "\n")
	}
	names, err := os.ReadDir(filepath.Join(folder, "tmp"))
	if err != nil || len(names) != 1 {
		t.Errorf("left behind: %v %v", names, err)
	}
	_, err = os.Stat(filepath.Join(folder, "out.a"))
	got.written = err == nil
	return got
}

const (
	goodText   = "package p\n\nfunc run() {}\n"
	noHooks    = "case $* in *rto_hooks.go*) echo no hooks here >&2; exit 2;; esac\n"
	unreadable = "package p\n\nfunc run( {}\n" // by go/parser; the script takes it
)

func TestWhatIsAskedForByNameIsObservedOrTheBuildFails(t *testing.T) {
	for _, row := range []struct{ ask, text, script, err, said string }{
		{"example.com/p.run", goodText, "", "", ""},
		{"example.com/p.run", goodText, noHooks, "GO_INSTRUMENT: example.com/p.run cannot be observed: it does not compile with hooks: no hooks here", ""},
		{"example.com/p.*", goodText, noHooks, "", "example.com/p is not observed: it does not compile with hooks: no hooks here"},
		{"example.com/...", goodText, noHooks, "", "example.com/p is not observed: it does not compile with hooks: no hooks here"},
		{"example.com/p.run", unreadable, "", "GO_INSTRUMENT: example.com/p.run cannot be observed: it is not read as Go: p.go:3:11: ", ""},
		{"example.com/p.*", unreadable, "", "", "example.com/p is not observed: it is not read as Go: p.go:3:11: "},
		{"unsafe", unreadable + "import \"unsafe\"\n", "", "", "example.com/p is not observed: it is not read as Go: "},
		// The user's faults are told in the compiler's words alone.
		{"example.com/p.run", goodText, "echo wrong >&2; exit 3\n", "exit status 3", "wrong\n"},
		{"example.com/p.run", unreadable, "echo wrong >&2; exit 3\n", "exit status 3", "wrong\n"},
	} {
		got := compileWith(t, row.ask, row.text, row.script)
		said, err := got.said, ""
		if got.err != nil {
			err = got.err.Error()
		}
		if !strings.HasPrefix(err, row.err) || (row.err == "") != (err == "") {
			t.Errorf("%s, %q: ends with %q", row.ask, row.script, err)
		}
		if !strings.Contains(said, row.said) || (row.said == "") != (said == "") {
			t.Errorf("%s, %q: says %q", row.ask, row.script, said)
		}
		_, ended := got.err.(*exec.ExitError)
		if got.err != nil && !ended && got.written {
			t.Errorf("%s, %q: leaves an output", row.ask, row.script)
		}
	}
}

func TestTheReasonIsCompiledIn(t *testing.T) {
	got := compileWith(t, "example.com/p.*", goodText, noHooks)
	last := got.calls[len(got.calls)-1]
	if len(got.calls) != 3 || !strings.HasSuffix(last, "/rto_unobserved.go") || !strings.Contains(last, "=>/rto") {
		t.Errorf("calls: %q", got.calls)
	}
}

func TestOldLanguagesHaveNoAliases(t *testing.T) {
	for lang, want := range map[string]string{
		"-lang=go1.8":  "-lang=go1.8 -lang=go1.9",
		"-lang=go1":    "-lang=go1 -lang=go1.9",
		"-lang go1.1":  "-lang go1.1 -lang=go1.9",
		"-lang=go1.9":  "-lang=go1.9",
		"-lang=go1.24": "-lang=go1.24",
		"-lang=odd":    "-lang=odd",
		"-std":         "-std",
	} {
		c := parseCommand(append(strings.Fields(lang), "x.go"), "")
		if got := strings.Join(c.language(), " "); got != want {
			t.Errorf("%s: %s", lang, got)
		}
	}
}

func TestCopiesOfFilesWithAByteOrderMark(t *testing.T) {
	r := &room{}
	defer r.close()
	name, err := newCopies(r).write("/src/x.go", []byte("\xef\xbb\xbfpackage x\n"))
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(name)
	if err != nil || string(text) != "//line /src/x.go:1:4\npackage x\n" {
		t.Errorf("%q %v", text, err)
	}
}

func TestTheRoomIsTrimmed(t *testing.T) {
	r := &room{}
	defer r.close()
	copies := newCopies(r)
	for _, name := range []string{"/src/a/x.go", "/w/b1/y.go"} {
		if _, err := copies.write(name, nil); err != nil {
			t.Fatal(err)
		}
	}
	for _, row := range [][2]string{{"/w/b1=>;/src=>m@v1", "x => m@v1/a y =>  added => /rto"}, {"", "x => /src/a y => /w/b1 added => /rto"}} {
		trimpath := copies.trimpath(row[0])
		got := "x => " + applyRewrites(r.path+"/0", trimpath, "") + " y => " + applyRewrites(r.path+"/1", trimpath, "") + " added => " + applyRewrites(r.path, trimpath, "")
		if got != row[1] {
			t.Errorf("%q: %s", row[0], got)
		}
	}
}

func TestGosOwnCommandsAreMarked(t *testing.T) {
	name := filepath.Join(t.TempDir(), "main.go")
	write(t, name, "package main\n\nfunc main() {}\n")
	for _, row := range []struct {
		ask, flags, importPath string
		marked                 bool
	}{
		{"reflect", "-p main -std", "cmd/gofmt", true},
		{"cmd/gofmt.main", "-p main -std", "cmd/gofmt", false},
		{"reflect", "-p main", "cmd/report", false},
		{"reflect", "-p os/exec -std", "os/exec", false},
		{"none", "-p main -std", "cmd/gofmt", false},
	} {
		chosen, err := selection.Read(func(variable string) string { return map[string]string{"GO_INSTRUMENT": row.ask}[variable] }, 24)
		if err != nil {
			t.Fatal(err)
		}
		r := &room{}
		defer r.close()
		c := parseCommand(append(strings.Fields(row.flags), name), row.importPath)
		p, err := c.rewrite(&toolchain{Go: "1.24.13"}, chosen, r)
		if err != nil {
			t.Fatal(err)
		}
		if marked := p != nil && strings.HasSuffix(strings.Join(p.arguments, " "), "rto_tool.go"); marked != row.marked {
			t.Errorf("%s of %s under %s: marked %v", row.ask, row.importPath, row.flags, marked)
		}
	}
}
