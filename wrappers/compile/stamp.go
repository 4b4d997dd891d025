// What is left in binaries for `rto inspect` to find, beside the manifests of hooked packages (rewrite/manifest.go).

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"

	"rto.dev/wrappers/rewrite"
	"rto.dev/wrappers/selection"
)

// stamped is the package that holds the stamp.
const stamped = "internal/goos"

// observedLine is the line of its rto_build.go that says what a build observes.
const observedLine = "const rtoObserved, rtoObservedJSON, rtoObservesIndicator = \"\", `\"\"`, false\n"

// stamp gives the package the selection. The file is found by its line: where coverage is measured it has another name.
func (c *command) stamp(chosen *selection.Selection, r *room) ([]string, error) {
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
		copies := newCopies(r)
		if files[i], err = copies.write(name, said); err != nil {
			return nil, err
		}
		return c.arguments(c.flags, copies, files), nil
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

// unobserved are the arguments that compile the package as it is, with the reason in it.
func (c *command) unobserved(reason string, r *room) ([]string, error) {
	files, err := c.read()
	if err != nil {
		return nil, err
	}
	text, err := rewrite.Unobserved(c.importPath, reason, files)
	if err != nil {
		return nil, err
	}
	copies := newCopies(r)
	added, err := copies.add("rto_unobserved.go", text)
	if err != nil {
		return nil, err
	}
	return c.arguments(c.flags, copies, append(append([]string(nil), c.files...), added)), nil
}
