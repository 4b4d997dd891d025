// What is left in binaries for `rto inspect` to find, beside the manifests of hooked packages (rewrite/manifest.go).

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"rto.dev/wrappers/rewrite"
	"rto.dev/wrappers/selection"
)

// observed is the line of rto_build.go that stands for observedLine in a build that observes something.
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
