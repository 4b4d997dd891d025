// Command install turns an unpacked stock GOROOT into an instrumented one, in place. It is run by that same stock go:
//
//	GOROOT/bin/go run -trimpath ./install GOROOT ABOUT
//
// in the wrappers folder, ABOUT being JSON: {"go":"1.24.13","platform":"linux-amd64","recipe":"…","family":{…}}.
// The result depends on nothing else: not on paths, times, the environment or the machine.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// about says what is installed: the driver or Nix made it from the catalog.
type about struct {
	Go       string `json:"go"`
	Platform string `json:"platform"`
	Recipe   string `json:"recipe"`
	Family   family `json:"family"`
}

// family is the base configuration of a Go minor.
type family struct {
	Family string `json:"family"`
	// Runtime are the folders under runtime/ whose files are added to package runtime.
	Runtime []string `json:"runtime"`
	// Static are commands that the release ships linked to a C library and that are built again without: "cmd/go".
	Static []string `json:"static"`
	// Unproved says that nobody vouched for the stock Go: what it builds says so.
	Unproved bool `json:"unproved"`
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: install GOROOT ABOUT")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "rto install:", err)
		os.Exit(1)
	}
}

func run(goroot, aboutText string) error {
	var a about
	if err := json.Unmarshal([]byte(aboutText), &a); err != nil {
		return fmt.Errorf("ABOUT: %w", err)
	}
	goroot, err := filepath.Abs(goroot)
	if err != nil {
		return err
	}
	wrappers, err := os.Getwd()
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(goroot, "rto.json")); !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("%s is instrumented already (%v)", goroot, err)
	}
	tools, err := filepath.Glob(filepath.Join(goroot, "pkg", "tool", "*", "compile"))
	if err != nil || len(tools) != 1 {
		return fmt.Errorf("%s has %d compilers, not one", goroot, len(tools))
	}
	b, err := newBuilder(goroot)
	if err != nil {
		return err
	}
	defer b.close()
	standIn, err := b.build(wrappers, "./compile")
	if err != nil {
		return err
	}
	static := map[string][]byte{}
	for _, command := range a.Family.Static {
		if static[command], err = b.build(filepath.Join(goroot, "src"), command); err != nil {
			return err
		}
	}
	// From here on the stock toolchain is taken apart: nothing is built any more.
	if err := os.Rename(tools[0], tools[0]+".stock"); err != nil {
		return err
	}
	if err := os.WriteFile(tools[0], standIn, 0o755); err != nil {
		return err
	}
	if err := replaceCommands(goroot, filepath.Dir(tools[0]), static); err != nil {
		return err
	}
	if err := addRuntime(goroot, wrappers, a); err != nil {
		return err
	}
	if err := insert(goroot); err != nil {
		return err
	}
	if err := removeArchives(goroot); err != nil {
		return err
	}
	if err := stayLocal(goroot); err != nil {
		return err
	}
	return describe(goroot, a)
}
