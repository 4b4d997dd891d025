// The manifest of a package: what the stand-in did with it, in the binary for `rto inspect` to find.

package rewrite

import (
	"encoding/json"
	"go/parser"
	"go/token"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

// manifest is kept in a binary exactly where a hook of the package is: each hook's record points at it.
type manifest struct {
	Package string `json:"package"`
	// Hooked functions, sorted: "reflect.Value.Call".
	Hooked []string `json:"hooked,omitempty"`
	// Sites counts hooked call sites by operation: "unsafe.Slice".
	Sites map[string]int `json:"sites,omitempty"`
	// Skipped is what was asked for and cannot be hooked.
	Skipped []manifestSkip `json:"skipped,omitempty"`
	// Unobserved says why nothing of the package is hooked.
	Unobserved string `json:"unobserved,omitempty"`
}

type manifestSkip struct {
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

// The marks around the JSON as they are written in Go source: the stand-in holds backslashes where a binary holds bytes,
// so it is not taken for a hooked program itself.
const (
	manifestOpen  = `\xffrto:package:1\xff`
	manifestClose = `\xff`
)

// literal is the manifest as a Go string literal.
func (m *manifest) literal() string {
	text, err := json.Marshal(m)
	if err != nil {
		panic(err) // strings and numbers only
	}
	return `"` + manifestOpen + strings.Trim(strconv.Quote(string(text)), `"`) + manifestClose + `"`
}

// manifest describes what was done with the package. File names are base names: a binary must not depend on folders.
func (p *pkg) manifest() *manifest {
	m := &manifest{Package: p.in.ImportPath, Sites: map[string]int{}}
	for _, e := range p.entries {
		m.Hooked = append(m.Hooked, e.operation)
	}
	sort.Strings(m.Hooked)
	for _, s := range p.sites {
		m.Sites[s.operation]++
	}
	for _, s := range p.result.Skipped {
		name := s.Name
		if i := strings.Index(name, " "); i >= 0 {
			name = name[:i+1] + filepath.Base(name[i+1:])
		}
		m.Skipped = append(m.Skipped, manifestSkip{name, s.Reason})
	}
	return m
}

// Unobserved is the text of a file to add to a package that is compiled without hooks though some were asked for.
func Unobserved(importPath, reason string, files []File) ([]byte, error) {
	tree, err := parser.ParseFile(token.NewFileSet(), files[0].Name, files[0].Text, parser.PackageClauseOnly)
	if err != nil {
		return nil, &SyntaxError{err}
	}
	m := manifest{Package: importPath, Unobserved: reason}
	return m.file(tree.Name.Name, freePrefix(files)), nil
}

// file holds the manifest of a package without hooks; its init keeps it in every binary that holds the package.
func (m *manifest) file(packageName, prefix string) []byte {
	text := "//line " + AddedName + ":1\npackage " + packageName + "\n\n" +
		"var RTO_manifest, RTO_kept = " + m.literal() + ", \"\"\n\nfunc init() { RTO_kept = RTO_manifest }\n"
	return []byte(strings.ReplaceAll(text, "RTO_", prefix))
}
