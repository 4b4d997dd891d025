// Building commands with the stock go that is being instrumented.

package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
)

// environment is what every go that makes a toolchain is told, whoever starts it: this installer, the driver, a builder of
// Nix. With GOGC=400 the compiler collects less garbage, which is a seventh of its time.
//
//go:embed environment.json
var environment []byte

// settings are the lines of environment, sorted.
func settings() ([]string, error) {
	var values map[string]string
	if err := json.Unmarshal(environment, &values); err != nil {
		return nil, fmt.Errorf("environment.json: %w", err)
	}
	var lines []string
	for name, value := range values {
		lines = append(lines, name+"="+value)
	}
	sort.Strings(lines)
	return lines, nil
}

// builder runs the stock go in an environment of its own: what the user's says (GOAMD64, GOFLAGS, a workspace, go env -w)
// must not change a bit of the result.
type builder struct {
	goroot string
	work   string
}

func newBuilder(goroot string) (*builder, error) {
	work, err := os.MkdirTemp("", "rto-install-")
	if err != nil {
		return nil, err
	}
	return &builder{goroot, work}, nil
}

func (b *builder) close() { os.RemoveAll(b.work) }

// build compiles a command and returns the binary. GOCACHE may be given from outside: its keys cover what matters.
func (b *builder) build(folder, target string) ([]byte, error) {
	cache := os.Getenv("GOCACHE")
	if cache == "" {
		cache = filepath.Join(b.work, "cache")
	}
	out := filepath.Join(b.work, "out")
	command := exec.Command(filepath.Join(b.goroot, "bin", "go"), "build", "-trimpath", "-buildvcs=false", "-o", out, target)
	command.Dir = folder
	fixed, err := settings()
	if err != nil {
		return nil, err
	}
	command.Env = append(fixed,
		"PATH="+os.Getenv("PATH"), "HOME="+b.work, "TMPDIR="+os.TempDir(),
		"GOROOT="+b.goroot, "GOCACHE="+cache, "GOPATH="+filepath.Join(b.work, "path"))
	var words bytes.Buffer
	command.Stdout, command.Stderr = &words, &words
	if err := command.Run(); err != nil {
		return nil, fmt.Errorf("building %s: %w\n%s", target, err, words.Bytes())
	}
	binary, err := os.ReadFile(out)
	if err != nil {
		return nil, err
	}
	return binary, os.Remove(out)
}
