// The changes to a stock GOROOT, but for the compiler.

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
)

// replaceCommands puts rebuilt commands in the place of the release's: bin/go, and the tools.
func replaceCommands(goroot, tools string, binaries map[string][]byte) error {
	for command, binary := range binaries {
		name := filepath.Base(command)
		place := filepath.Join(tools, name)
		if name == "go" || name == "gofmt" {
			place = filepath.Join(goroot, "bin", name)
		}
		if _, err := os.Stat(place); err != nil {
			return err // the release has no such command: the catalog is wrong
		}
		if err := os.Remove(place); err != nil {
			return err
		}
		if err := os.WriteFile(place, binary, 0o755); err != nil {
			return err
		}
	}
	return nil
}

// addRuntime adds the hub's files to package runtime, and the stamp to package internal/goos.
func addRuntime(goroot, wrappers string, a about) error {
	fit, err := fitting(goroot)
	if err != nil {
		return err
	}
	seen := map[string]string{}
	addLayer := func(layer, target string) error {
		folder := filepath.Join(wrappers, "runtime", layer)
		entries, err := os.ReadDir(folder)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if other := seen[e.Name()]; other != "" {
				return fmt.Errorf("runtime/%s and runtime/%s both have %s", other, layer, e.Name())
			}
			seen[e.Name()] = layer
			text, err := os.ReadFile(filepath.Join(folder, e.Name()))
			if err != nil {
				return err
			}
			if err := addFile(filepath.Join(goroot, "src", target, e.Name()), fit(text)); err != nil {
				return err
			}
		}
		return nil
	}
	for _, layer := range a.Family.Runtime {
		if err := addLayer(layer, "runtime"); err != nil {
			return err
		}
	}
	if len(seen) == 0 {
		return errors.New("the family names no runtime files")
	}
	const goos = "internal/goos"
	if err := addLayer("goos", goos); err != nil {
		return err
	}
	return addFile(filepath.Join(goroot, "src", goos, "rto_build.go"), buildFile(a))
}

// addFile writes a file that the release does not have.
func addFile(place string, text []byte) error {
	f, err := os.OpenFile(place, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if _, err := f.Write(text); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// buildFile names the toolchain inside every binary. The stand-in fills in rtoObserved (compile/stamp.go).
func buildFile(a about) []byte {
	name := fmt.Sprintf("rto-go-%s-%.12s", a.Go, a.Recipe)
	fields := map[string]string{"name": name, "go": a.Go, "platform": a.Platform, "recipe": a.Recipe}
	if a.Family.Unproved {
		fields["unproved"] = "true"
	}
	about, err := json.Marshal(fields)
	if err != nil {
		panic(err) // strings only
	}
	return []byte("// What this toolchain is, and what a build observes.\n\npackage goos\n\n" +
		"const RtoToolchain = " + strconv.Quote(name) + "\n\nconst rtoAbout = " + strconv.Quote(string(about)) +
		"\n\nconst rtoObserved, rtoObservedJSON, rtoObservesIndicator = \"\", `\"\"`, false\n")
}

// removeArchives deletes packages that were compiled by the stock compiler (Go 1.19 ships them).
func removeArchives(goroot string) error {
	pkg := filepath.Join(goroot, "pkg")
	entries, err := os.ReadDir(pkg)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Name() == "include" || e.Name() == "tool" {
			continue
		}
		if err := os.RemoveAll(filepath.Join(pkg, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

// stayLocal makes go.env say GOTOOLCHAIN=local, so that no go.mod can switch to a stock Go. The line is replaced: the
// first value of a key counts. Releases before 1.21 have no go.env and never switch.
func stayLocal(goroot string) error {
	name := filepath.Join(goroot, "go.env")
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	local := bytes.Replace(text, []byte("\nGOTOOLCHAIN=auto\n"), []byte("\nGOTOOLCHAIN=local\n"), 1)
	if bytes.Equal(local, text) {
		return fmt.Errorf("%s has no line GOTOOLCHAIN=auto", name)
	}
	return os.WriteFile(name, local, 0o644)
}

// describe writes rto.json: what this toolchain is.
func describe(goroot string, a about) error {
	fields := map[string]string{"go": a.Go, "platform": a.Platform, "recipe": a.Recipe, "family": a.Family.Family}
	if a.Family.Unproved {
		fields["unproved"] = "true"
	}
	text, err := json.MarshalIndent(fields, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(goroot, "rto.json"), append(text, '\n'), 0o644)
}
