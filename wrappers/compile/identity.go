// The answer to -V=full, which cmd/go mixes into every build key.

package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"

	"rto.dev/wrappers/selection"
)

func isVersionQuery(arguments []string) bool {
	return len(arguments) == 1 && (arguments[0] == "-V=full" || arguments[0] == "--V=full")
}

// printIdentity prints the real compiler's line and after it the toolchain's recipe and what is observed: cmd/go takes the
// whole line of a release as the compiler's identity, so a cache that stock Go shares never mixes their objects.
func printIdentity(t *toolchain, chosen *selection.Selection, arguments []string) error {
	command := exec.Command(t.stock, arguments...)
	command.Args[0] = "compile" // the line must begin with this word
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		return err
	}
	line := strings.TrimSpace(string(out))
	if fields := strings.Fields(line); len(fields) < 3 || fields[2] == "devel" {
		return fmt.Errorf("not a release of Go: %q", line) // of any other line cmd/go reads something else
	}
	_, err = fmt.Printf("%s rto=%s:%s\n", line, t.Recipe, chosen)
	return err
}
