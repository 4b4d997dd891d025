// Command compile stands where cmd/go expects the Go compiler. It rewrites copies of the files of packages that hold
// observed functions and runs the real compiler, compile.stock beside it, on them. Everything else goes to the real
// compiler untouched.
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"rto.dev/wrappers/selection"
)

func main() {
	err := run(os.Args[1:])
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		endAs(exit)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "rto compile:", err)
		os.Exit(2)
	}
}

func run(arguments []string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	if self, err = filepath.EvalSymlinks(self); err != nil {
		return err
	}
	t, err := openToolchain(self)
	if err != nil {
		return err
	}
	chosen, err := selection.Read(os.Getenv, t.GoMinor())
	if err != nil {
		return err
	}
	if isVersionQuery(arguments) {
		return printIdentity(t, chosen, arguments)
	}
	k := &compiler{path: t.stock, responses: responsesOf(t.GoMinor()), room: &room{}}
	defer k.room.close()
	expanded, err := k.responses.expand(arguments)
	if err != nil {
		return err
	}
	c := parseCommand(expanded, os.Getenv("TOOLEXEC_IMPORTPATH"))
	planned, err := c.rewrite(t, chosen, k.room)
	if err != nil {
		return err
	}
	final := expanded
	if planned != nil {
		final = planned.arguments
	}
	kept := newObject(t, parseCommand(final, ""), k.room.path, os.Environ())
	switch {
	case kept != nil && kept.restore():
		return nil
	case planned != nil:
		return k.compilePlanned(planned, c, arguments, kept)
	case kept != nil:
		return k.compileAndKeep(arguments, kept)
	}
	return replaceProcess(t.stock, arguments)
}
