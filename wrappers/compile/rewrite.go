// Which packages are rewritten, and where their copies go.

package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"rto.dev/wrappers/rewrite"
	"rto.dev/wrappers/selection"
)

// rewrite makes copies of the package's files with hooks and returns the compiler's arguments for them; nil where the
// package needs none.
func (c *command) rewrite(t *toolchain, chosen *selection.Selection) ([]string, error) {
	if c.output == "" || len(c.files) == 0 || chosen.String() == "" {
		return nil, nil
	}
	wanted := chosen.In(c.importPath)
	if c.importPath == stamped {
		if wanted != nil {
			if _, err := wanted.Functions(nil); err != nil {
				return nil, fmt.Errorf("GO_INSTRUMENT: %w", err)
			}
		}
		return c.stamp(chosen)
	}
	if word := chosen.MainByName(); word != "" && c.isMain() {
		return nil, fmt.Errorf("GO_INSTRUMENT: %s: package main is asked for by its import path, here %s%s", word, c.importPath, strings.TrimPrefix(word, "main"))
	}
	in := rewrite.Input{ImportPath: c.importPath, GoMinor: t.GoMinor()}
	if !c.std {
		in.Unsafe = chosen.Unsafe()
	}
	if c.std && wanted == nil {
		return nil, nil
	}
	for _, name := range c.files {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if reachesHub.Match(text) {
			return nil, fmt.Errorf("%s: %s links to what rto added to Go, so its log could not be trusted", c.importPath, filepath.Base(name))
		}
		in.Files = append(in.Files, rewrite.File{Name: name, Text: text})
	}
	if wanted == nil && len(in.Unsafe) == 0 {
		return nil, nil
	}
	result, err := c.hook(wanted, in)
	var syntax *rewrite.SyntaxError
	if errors.As(err, &syntax) {
		return nil, nil // the real compiler says what is wrong
	}
	if err != nil {
		return nil, fmt.Errorf("GO_INSTRUMENT: %w", err)
	}
	if result.Added == nil {
		return nil, nil
	}
	return c.write(result)
}

// reachesHub finds a linkname of the program's own to the hub or to the stamp: one assignment to runtime.rtoOn would end the log.
var reachesHub = regexp.MustCompile(`(?m)^//go:linkname\s.*\b(?:runtime\.rto|internal/goos\.[Rr]to)`)

// hook rewrites the package. What was asked for by name and cannot be hooked is an error.
func (c *command) hook(wanted *selection.Wanted, in rewrite.Input) (*rewrite.Result, error) {
	if wanted == nil {
		return rewrite.Package(in)
	}
	var err error
	if in.Functions, err = wanted.Functions(in.Files); err != nil {
		return nil, err
	}
	result, err := rewrite.Package(in)
	if err != nil {
		return nil, err
	}
	for _, s := range result.Skipped {
		if wanted.Strict(s.Name) {
			return nil, fmt.Errorf("%s cannot be observed: %s", s.Name, s.Reason)
		}
	}
	return result, nil
}

// isMain reports a command of the user's: not a tool of Go's own, not the main package that `go test` writes, not a module
// called main.
func (c *command) isMain() bool {
	if c.std || c.importPath == "main" {
		return false
	}
	for _, name := range c.files {
		if filepath.Base(name) == "_testmain.go" {
			return false
		}
	}
	for i, f := range c.flags {
		if f == "-p=main" || f == "-p" && i+1 < len(c.flags) && c.flags[i+1] == "main" {
			return true
		}
	}
	return false
}

func (c *command) write(result *rewrite.Result) ([]string, error) {
	files := append([]string(nil), c.files...)
	copies := newCopies(c.output)
	for i, text := range result.Changed {
		name, err := copies.write(c.files[i], text)
		if err != nil {
			return nil, err
		}
		files[i] = name
	}
	added, err := copies.add("rto_hooks.go", result.Added)
	if err != nil {
		return nil, err
	}
	return append(append(copies.flags(c.flags), files...), added), nil
}
