// The answer to -V=full, which cmd/go mixes into every build key.

package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"rto.dev/wrappers/selection"
)

func isVersionQuery(arguments []string) bool {
	return len(arguments) == 1 && (arguments[0] == "-V=full" || arguments[0] == "--V=full")
}

// printIdentity prints the real compiler's line, made different by the toolchain and by what is observed: so a cache that
// stock Go shares never mixes their objects. A release's line may go on after its version; of a development version's
// line cmd/go reads only what follows the last slash of its final word.
func printIdentity(t *toolchain, chosen *selection.Selection, arguments []string) error {
	command := exec.Command(t.stock, arguments...)
	command.Args[0] = "compile" // the line must begin with this word
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		return err
	}
	line := strings.TrimSpace(string(out))
	identity := fmt.Sprintf("%.32x", sha256.Sum256([]byte(t.Identity+"\n"+chosen.String())))
	fields := strings.Fields(line)
	if len(fields) > 3 && fields[2] == "devel" && strings.HasPrefix(fields[len(fields)-1], "buildID=") {
		fmt.Printf("%s/rto%s\n", line, identity)
	} else {
		fmt.Printf("%s rto=%s\n", line, identity)
	}
	return nil
}
