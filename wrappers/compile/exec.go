// Running the real compiler.

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
)

// replaceProcess becomes the real compiler: status, signals and standard streams are its own.
func replaceProcess(stock string, arguments []string) error {
	return fmt.Errorf("%s: %w", stock, syscall.Exec(stock, append([]string{"compile"}, arguments...), os.Environ()))
}

// compileCopies runs the real compiler on the copies. Where that fails, the untouched files decide: if they fail too, the
// fault is the user's and the compiler's words about them are all that is shown; if they compile, that object is used and
// the build says so, since nothing may be left out silently.
func compileCopies(stock string, copied []string, c *command, original []string) error {
	var output bytes.Buffer
	err := runCompiler(stock, copied, &output, &output)
	if err == nil {
		_, err = os.Stdout.Write(output.Bytes())
		return err
	}
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return err
	}
	err = runCompiler(stock, original, os.Stdout, os.Stderr)
	if errors.As(err, &exit) {
		os.Exit(exit.ExitCode())
	}
	if err != nil {
		return err
	}
	reason := "it does not compile with hooks: " + withoutFolder(firstLine(output.String()))
	fmt.Fprintf(os.Stderr, "rto compile: %s is not observed: %s\n", c.importPath, reason)
	return c.recordUnobserved(stock, reason)
}

func runCompiler(stock string, arguments []string, stdout, stderr io.Writer) error {
	command := exec.Command(stock, arguments...)
	command.Args[0] = "compile"
	command.Stdin, command.Stdout, command.Stderr = os.Stdin, stdout, stderr
	return command.Run()
}

func firstLine(text string) string {
	text = strings.TrimSpace(text)
	if i := strings.IndexByte(text, '\n'); i >= 0 {
		return text[:i]
	}
	return text
}

var position = regexp.MustCompile(`^.*/([^/]+:\d+:\d+: )`)

// withoutFolder shortens the position in front of a compiler's message: what goes into a binary may not depend on folders.
func withoutFolder(message string) string { return position.ReplaceAllString(message, "$1") }
