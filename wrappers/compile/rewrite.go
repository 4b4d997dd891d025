// Which packages are rewritten, and where their copies go.

package main

import (
	"bytes"
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
	if c.importPath == "runtime" {
		return c.stampRuntime(chosen)
	}
	in := rewrite.Input{ImportPath: c.importPath, GoMinor: t.GoMinor(), Functions: chosen.Functions(c.importPath)}
	if !c.std {
		in.Unsafe = chosen.Unsafe()
	}
	if len(in.Functions) == 0 && len(in.Unsafe) == 0 {
		return nil, nil
	}
	if len(in.Functions) > 0 && denied(c.importPath) {
		return nil, fmt.Errorf("GO_INSTRUMENT: %s cannot be observed: the hooks themselves run on it", c.importPath)
	}
	for _, name := range c.files {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		in.Files = append(in.Files, rewrite.File{Name: name, Text: text})
	}
	result, err := rewrite.Package(in)
	var syntax *rewrite.SyntaxError
	if errors.As(err, &syntax) {
		return nil, nil // the real compiler says what is wrong
	}
	if err != nil {
		return nil, fmt.Errorf("GO_INSTRUMENT: %w", err)
	}
	if len(in.Functions) > 0 {
		for _, s := range result.Skipped {
			if !strings.HasPrefix(s.Name, "unsafe.") && !strings.Contains(s.Name, " ") {
				return nil, fmt.Errorf("GO_INSTRUMENT: %s cannot be observed: %s", s.Name, s.Reason)
			}
		}
	}
	if result.Added == nil {
		return nil, nil
	}
	return c.write(t, result)
}

// denied are packages that package runtime is made of or that run where no Go code may stop.
func denied(importPath string) bool {
	for _, prefix := range []string{"runtime", "internal/runtime", "internal/abi", "internal/bytealg", "internal/chacha8rand", "internal/coverage/rtcov",
		"internal/cpu", "internal/goarch", "internal/godebugs", "internal/goexperiment", "internal/goos", "internal/profilerecord", "internal/race",
		"internal/stringslite", "internal/asan", "internal/msan", "internal/itoa", "crypto/internal/fips140"} {
		if importPath == prefix || strings.HasPrefix(importPath, prefix+"/") {
			return importPath != "runtime/debug" && importPath != "runtime/pprof" && importPath != "runtime/trace" && importPath != "runtime/metrics"
		}
	}
	return false
}

// observedLine is the line of rto_build.go that says what a build observes.
const observedLine = "const rtoObserved, rtoObservedJSON = \"\", `\"\"`\n"

// stampRuntime gives package runtime the selection, for the record of the process.
func (c *command) stampRuntime(chosen *selection.Selection) ([]string, error) {
	files := append([]string(nil), c.files...)
	for i, name := range files {
		if filepath.Base(name) != "rto_build.go" {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		stamped := bytes.Replace(text, []byte(observedLine), []byte(observed(chosen.String())), 1)
		if bytes.Equal(text, stamped) {
			return nil, fmt.Errorf("%s: no line %q", name, observedLine)
		}
		copies := newCopies(c.output)
		if files[i], err = copies.write(name, stamped); err != nil {
			return nil, err
		}
		return append(copies.flags(c.flags), files...), nil
	}
	return nil, fmt.Errorf("package runtime has no rto_build.go: this toolchain is damaged")
}

func (c *command) write(t *toolchain, result *rewrite.Result) ([]string, error) {
	files := append([]string(nil), c.files...)
	copies := newCopies(c.output)
	for i, text := range result.Changed {
		if t.GoMinor() == 21 {
			text = raiseFileLanguage(text)
		}
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
	flags := copies.flags(c.flags)
	if result.Generic {
		flags = raiseLanguage(flags)
	}
	return append(append(flags, files...), added), nil
}

var oldLanguage = regexp.MustCompile(`^-lang=go1\.([0-9]|1[0-7])$`)

// raiseLanguage lets the added file use a generic function in a module of an older language version. Go 1.18 only adds to
// the language.
func raiseLanguage(flags []string) []string {
	for i, f := range flags {
		if oldLanguage.MatchString(f) {
			flags[i] = "-lang=go1.18"
		}
	}
	return flags
}

var (
	oldConstraint = regexp.MustCompile(`(?m)^//go:build .*\bgo1\.([0-9]|1[0-7])\b`)
	packageClause = regexp.MustCompile(`(?m)^package `)
)

// raiseFileLanguage blanks a file's //go:build line that names an older release: Go 1.21 alone lets it lower that one
// file's language version below what a call of a generic function needs. cmd/go has read the line already.
func raiseFileLanguage(text []byte) []byte {
	clause := packageClause.FindIndex(text)
	if clause == nil {
		return text
	}
	at := oldConstraint.FindIndex(text[:clause[0]])
	if at == nil {
		return text
	}
	text = append([]byte(nil), text...)
	text[at[0]+2] = '_'
	return text
}
