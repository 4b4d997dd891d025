// Command compile stands where cmd/go expects the Go compiler. It rewrites copies of the files of packages that hold
// observed functions and runs the real compiler, compile.stock beside it, on them. Everything else goes to the real
// compiler untouched.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"rto.dev/wrappers/selection"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
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
	expanded, err := expandResponses(arguments)
	if err != nil {
		return err
	}
	c := parseCommand(expanded, os.Getenv("TOOLEXEC_IMPORTPATH"))
	copied, err := c.rewrite(t, chosen)
	if err != nil {
		return err
	}
	final := expanded
	if copied != nil {
		final = copied
	}
	kept := newObject(t, parseCommand(final, ""), os.Environ())
	switch {
	case kept != nil && kept.restore():
		return nil
	case copied != nil:
		return compileCopies(t.stock, copied, c, arguments, kept)
	case kept != nil:
		return compileAndKeep(t.stock, arguments, kept)
	}
	return replaceProcess(t.stock, arguments)
}
