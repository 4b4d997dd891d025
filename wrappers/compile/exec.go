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
	"time"
)

// replaceProcess becomes the real compiler: status, signals and standard streams are its own.
func replaceProcess(stock string, arguments []string) error {
	return fmt.Errorf("%s: %w", stock, syscall.Exec(stock, append([]string{"compile"}, arguments...), os.Environ()))
}

// compileAndKeep runs the real compiler on what is not rewritten.
func compileAndKeep(stock string, arguments []string, kept *object) error {
	said, err := runQuietly(stock, arguments, kept)
	if _, err := os.Stdout.Write(said); err != nil {
		return err
	}
	return endAs(err)
}

// compileCopies runs the real compiler on the copies. Where that fails, the untouched files decide: if they fail too, the
// fault is the user's and the compiler's words about them are all that is shown; if they compile, that object is used and
// the build says so, since nothing may be left out silently.
func compileCopies(stock string, copied []string, c *command, original []string, kept *object) error {
	said, err := runQuietly(stock, copied, kept)
	if err == nil {
		_, err = os.Stdout.Write(said)
		return err
	}
	var exit *exec.ExitError
	if !errors.As(err, &exit) || !exit.Exited() {
		return endAs(err)
	}
	if err := runCompiler(stock, original, os.Stdout, os.Stderr); err != nil {
		return endAs(err)
	}
	reason := "it does not compile with hooks: " + withoutFolder(firstLine(string(said)))
	fmt.Fprintf(os.Stderr, "rto compile: %s is not observed: %s\n", c.importPath, reason)
	return c.recordUnobserved(stock, reason)
}

// runQuietly gives what the compiler says. An object of which it says nothing is kept.
func runQuietly(stock string, arguments []string, kept *object) ([]byte, error) {
	var said bytes.Buffer
	err := runCompiler(stock, arguments, &said, &said)
	if err == nil && said.Len() == 0 && kept != nil {
		kept.keep()
	}
	return said.Bytes(), err
}

// endAs ends this process as the compiler ended: with its status, or by the signal that killed it. Any other error is
// returned.
func endAs(err error) error {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return err
	}
	if status, ok := exit.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		syscall.Kill(os.Getpid(), status.Signal())
		time.Sleep(time.Second) // until it arrives
	}
	os.Exit(exit.ExitCode())
	return nil
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
