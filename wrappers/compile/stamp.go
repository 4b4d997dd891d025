// What is left in binaries for `rto inspect` to find, beside the manifests of hooked packages (rewrite/manifest.go).

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"rto.dev/wrappers/rewrite"
	"rto.dev/wrappers/selection"
)

// stamped is the package that holds the stamp.
const stamped = "internal/goos"

// observedLine is the line of its rto_build.go that says what a build observes.
const observedLine = "const rtoObserved, rtoObservedJSON, rtoObservesIndicator = \"\", `\"\"`, false\n"

// stamp gives the package the selection. The file is found by its line: where coverage is measured it has another name.
func (c *command) stamp(chosen *selection.Selection) ([]string, error) {
	files := append([]string(nil), c.files...)
	for i, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		said := bytes.Replace(text, []byte(observedLine), []byte(observed(chosen)), 1)
		if bytes.Equal(text, said) {
			continue
		}
		copies := newCopies(c.output)
		if files[i], err = copies.write(name, said); err != nil {
			return nil, err
		}
		return append(copies.flags(c.flags), files...), nil
	}
	return nil, fmt.Errorf("package %s has no line %q: this toolchain is damaged", stamped, observedLine)
}

// observed is the line that stands for observedLine in a build that observes something.
func observed(chosen *selection.Selection) string {
	text, err := json.Marshal(chosen.String())
	if err != nil {
		panic(err) // a string
	}
	return fmt.Sprintf("const rtoObserved, rtoObservedJSON, rtoObservesIndicator = %q, %q, %t\n", chosen, text, chosen.Indicator())
}

// recordUnobserved compiles a package that has no hooks once more, with the reason in it.
func (c *command) recordUnobserved(stock, reason string) error {
	var files []rewrite.File
	for _, name := range c.files {
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		files = append(files, rewrite.File{Name: name, Text: text})
	}
	text, err := rewrite.Unobserved(c.importPath, reason, files)
	if err != nil {
		return err
	}
	added, err := newCopies(c.output).add("rto_unobserved.go", text)
	if err != nil {
		return err
	}
	arguments := append(append([]string(nil), c.flags...), c.files...)
	return runCompiler(stock, append(arguments, added), io.Discard, os.Stderr)
}
