// Running the real compiler.

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"regexp"
	"strings"
	"syscall"
	"time"

	"rto.dev/wrappers/rewrite"
)

// replaceProcess becomes the real compiler: status, signals and standard streams are its own.
func replaceProcess(stock string, arguments []string) error {
	return fmt.Errorf("%s: %w", stock, syscall.Exec(stock, append([]string{"compile"}, arguments...), os.Environ()))
}

// compiler is the real one, with all that a call of it needs.
type compiler struct {
	path      string
	responses responseFormat
	room      *room
}

// compileAndKeep runs the real compiler on what is not rewritten.
func (k *compiler) compileAndKeep(arguments []string, kept *object) error {
	said, err := k.runQuietly(arguments, kept)
	if _, err := os.Stdout.Write(said); err != nil {
		return err
	}
	return err
}

// compilePlanned runs the real compiler on the copies. Where that fails, the untouched files decide: if they fail too, the
// fault is the user's and the compiler's words about them are all that is shown. If they compile, the package cannot be
// observed: what was asked for by name is an error then, and of the rest the build says so, since nothing may be left out
// silently.
func (k *compiler) compilePlanned(p *plan, c *command, original []string, kept *object) error {
	reason := p.unread
	if reason == "" {
		said, err := k.runQuietly(p.arguments, kept)
		if err == nil {
			_, err = os.Stdout.Write(said)
			return err
		}
		var exit *exec.ExitError
		if !errors.As(err, &exit) || !exit.Exited() {
			return err
		}
		reason = "it does not compile with hooks: " + withoutFolder(firstLine(string(said)))
	}
	if err := k.run(original, os.Stdout, os.Stderr); err != nil {
		return err
	}
	if len(p.named) > 0 {
		removeFile(c.output)
		return fmt.Errorf("GO_INSTRUMENT: %s cannot be observed: %s", strings.Join(p.named, ", "), reason)
	}
	fmt.Fprintf(os.Stderr, "rto compile: %s is not observed: %s\n", c.importPath, reason)
	arguments, err := c.unobserved(reason, k.room)
	var syntax *rewrite.SyntaxError
	if errors.As(err, &syntax) {
		return nil // not even its package clause is read
	}
	if err != nil {
		return err
	}
	return k.run(arguments, io.Discard, os.Stderr)
}

// removeFile takes away the output of a call that fails in the end, as the compiler does. What is no file, /dev/null, stays.
func removeFile(name string) {
	if stat, err := os.Lstat(name); err == nil && stat.Mode().IsRegular() {
		os.Remove(name)
	}
}

// runQuietly gives what the compiler says. An object of which it says nothing is kept.
func (k *compiler) runQuietly(arguments []string, kept *object) ([]byte, error) {
	var said bytes.Buffer
	err := k.run(arguments, &said, &said)
	if err == nil && said.Len() == 0 && kept != nil {
		kept.keep()
	}
	return said.Bytes(), err
}

func (k *compiler) run(arguments []string, stdout, stderr io.Writer) error {
	arguments, err := k.responses.fit(arguments, k.room.write)
	if err != nil {
		return err
	}
	command := exec.Command(k.path, arguments...)
	command.Args[0] = "compile"
	command.Stdin, command.Stdout, command.Stderr = os.Stdin, stdout, stderr
	if err := command.Start(); err != nil {
		return err
	}
	k.room.reads(command.Process)
	defer k.room.reads(nil)
	return command.Wait()
}

// endAs ends this process as the compiler ended: with its status, or by the signal that killed it.
func endAs(exit *exec.ExitError) {
	if status, ok := exit.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		signal.Reset()
		syscall.Kill(os.Getpid(), status.Signal())
		time.Sleep(time.Second) // until it arrives
	}
	os.Exit(exit.ExitCode())
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
