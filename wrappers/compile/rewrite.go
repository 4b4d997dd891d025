// Which packages are rewritten, and what the compiler is then given.

package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"rto.dev/wrappers/rewrite"
	"rto.dev/wrappers/selection"
)

// plan is what is done with a package in which something is observed.
type plan struct {
	// arguments compile the copies with hooks; nil where there are none.
	arguments []string
	// named is what must be observed, or the build fails: "example.com/app.run".
	named []string
	// unread says why the package could not be read, if the compiler can read it.
	unread string
}

// rewrite makes copies of the package's files with hooks; nil where the package needs no change.
func (c *command) rewrite(t *toolchain, chosen *selection.Selection, r *room) (*plan, error) {
	if len(c.files) == 0 || chosen.String() == "" {
		return nil, nil
	}
	wanted := chosen.In(c.importPath)
	if c.importPath == stamped {
		if wanted != nil {
			if _, err := wanted.Functions(nil, func() []rewrite.File { return nil }); err != nil {
				return nil, fmt.Errorf("GO_INSTRUMENT: %w", err)
			}
		}
		arguments, err := c.stamp(chosen, r)
		return &plan{arguments: arguments}, err
	}
	if word := chosen.MainByName(); word != "" && c.isUsersMain() {
		return nil, fmt.Errorf("GO_INSTRUMENT: %s: package main is asked for by its import path, here %s%s", word, c.importPath, strings.TrimPrefix(word, "main"))
	}
	in := rewrite.Input{ImportPath: c.importPath, GoMinor: t.GoMinor()}
	if !c.std {
		in.Unsafe = chosen.Unsafe()
	}
	if c.isGoTool() && wanted == nil {
		arguments, err := c.markTool(r)
		return &plan{arguments: arguments}, err
	}
	if c.std && wanted == nil {
		return nil, nil
	}
	var err error
	if in.Files, err = c.read(); err != nil {
		return nil, err
	}
	if !c.std {
		if err := c.refuseHub(t, in.Files); err != nil {
			return nil, err
		}
	}
	if wanted == nil && len(in.Unsafe) == 0 {
		return nil, nil
	}
	result, err := c.hook(wanted, in)
	var syntax *rewrite.SyntaxError
	if errors.As(err, &syntax) {
		return &plan{named: wanted.Named(), unread: "it is not read as Go: " + withoutFolder(syntax.Error())}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("GO_INSTRUMENT: %w", err)
	}
	if result.Added == nil {
		return nil, nil
	}
	arguments, err := c.write(result, r)
	return &plan{arguments: arguments, named: wanted.Named()}, err
}

func (c *command) read() ([]rewrite.File, error) {
	var files []rewrite.File
	for _, name := range c.files {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		files = append(files, rewrite.File{Name: name, Text: text})
	}
	return files, nil
}

// hook rewrites the package. What was asked for by name and cannot be hooked is an error.
func (c *command) hook(wanted *selection.Wanted, in rewrite.Input) (*rewrite.Result, error) {
	if wanted == nil {
		return rewrite.Package(in)
	}
	var err error
	tests := func() []rewrite.File { return testsBeside(in.Files) }
	if in.Functions, err = wanted.Functions(in.Files, tests); err != nil {
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

// testsBeside reads the test files in the folders that a package's files come from. What cannot be read holds nothing.
func testsBeside(files []rewrite.File) []rewrite.File {
	var tests []rewrite.File
	for _, name := range beside(files, "*_test.go") {
		if text, err := os.ReadFile(name); err == nil {
			tests = append(tests, rewrite.File{Name: name, Text: text})
		}
	}
	return tests
}

// beside finds files in the folders that a package's files come from.
func beside(files []rewrite.File, pattern string) []string {
	var found []string
	seen := map[string]bool{}
	for _, f := range files {
		folder := filepath.Dir(rewrite.Original(f))
		if seen[folder] {
			continue
		}
		seen[folder] = true
		names, err := filepath.Glob(filepath.Join(escapeGlob(folder), pattern))
		if err != nil {
			continue // the pattern is well-formed
		}
		found = append(found, names...)
	}
	return found
}

// escapeGlob makes a pattern that means a folder by its name.
func escapeGlob(folder string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(folder)
}

// isUsersMain reports a command of the user's: not a tool of Go's own, not the main package that `go test` writes, not a module
// called main.
func (c *command) isUsersMain() bool {
	if c.std || c.importPath == "main" || c.value("p") != "main" {
		return false
	}
	for _, name := range c.files {
		if selection.IsTestMain(name) {
			return false
		}
	}
	return true
}

// write gives the arguments that compile the copies.
func (c *command) write(result *rewrite.Result, r *room) ([]string, error) {
	files := append([]string(nil), c.files...)
	copies := newCopies(r)
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
	flags := c.flags
	if !result.Aliases {
		flags = c.language()
	}
	return c.arguments(flags, copies, append(files, added)), nil
}

// arguments are those of a call that reads copies. The last of a flag counts.
func (c *command) arguments(flags []string, copies *copies, files []string) []string {
	out := append(append([]string(nil), flags...), "-trimpath", copies.trimpath(c.value("trimpath")))
	return append(out, files...)
}
