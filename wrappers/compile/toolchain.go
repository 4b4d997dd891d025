// The toolchain this stand-in belongs to.

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// toolchain is rto.json at the root of the instrumented GOROOT, with what is found beside the stand-in.
type toolchain struct {
	Go     string `json:"go"`     // "1.24.13"
	Recipe string `json:"recipe"` // digest of everything that this toolchain was made of
	stock  string // the real compiler
	goroot string
}

func openToolchain(self string) (*toolchain, error) {
	folder := filepath.Dir(self)
	goroot := filepath.Join(folder, "..", "..", "..")
	name := filepath.Join(goroot, "rto.json")
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	t := &toolchain{stock: filepath.Join(folder, "compile.stock"), goroot: goroot}
	if err := json.Unmarshal(text, t); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if t.GoMinor() == 0 || t.Recipe == "" {
		return nil, fmt.Errorf("%s: go or recipe is missing", name)
	}
	return t, nil
}

// GoMinor is 24 for "1.24.13" and "1.24rc1", 0 for what is no release.
func (t *toolchain) GoMinor() int {
	rest := strings.TrimPrefix(t.Go, "1.")
	end := strings.IndexFunc(rest, func(r rune) bool { return r < '0' || r > '9' })
	if end < 0 {
		end = len(rest)
	}
	minor, err := strconv.Atoi(rest[:end])
	if err != nil || rest == t.Go {
		return 0
	}
	return minor
}
