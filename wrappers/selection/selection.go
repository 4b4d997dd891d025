// Package selection reads what a build is asked to observe, the GO_INSTRUMENT variables of the environment, and says what
// that means for each package.
package selection

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"rto.dev/wrappers/operations"
)

// Selection is what one build observes.
type Selection struct {
	groups  []operations.Group // all there are
	words   []word             // asked for and excluded, each once
	known   map[string]operations.Operation
	goMinor int
}

// groupVariables are switches of single groups.
var groupVariables = map[string]string{
	"GO_INSTRUMENT_REFLECT": "reflect",
	"GO_INSTRUMENT_UNSAFE":  "unsafe",
	"GO_INSTRUMENT_CRYPTO":  "crypto",
}

// Read makes the selection of an environment. All variables add up; exclusions win, wherever they stand. A malformed word
// is an error.
func Read(getenv func(string) string, goMinor int) (*Selection, error) {
	groups, err := operations.Load()
	if err != nil {
		return nil, err
	}
	s := &Selection{groups: groups, goMinor: goMinor, known: map[string]operations.Operation{}}
	var names []string
	for _, g := range groups {
		names = append(names, g.Name)
		for _, o := range g.Operations {
			s.known[o.Package+"."+o.Name] = o
		}
	}
	asked := map[word]bool{}
	for variable, name := range groupVariables {
		switch value := getenv(variable); value {
		case "true", "1":
			asked[word{text: name}] = true
		case "", "false", "0":
		default:
			return nil, fmt.Errorf("%s=%s: neither true nor false", variable, value)
		}
	}
	for _, written := range strings.FieldsFunc(getenv("GO_INSTRUMENT"), func(r rune) bool { return r == ',' || r == ' ' }) {
		if written == "none" {
			continue
		}
		w, err := parseWord(written, names)
		if err == nil {
			err = s.checkUnsafe(w)
		}
		if err != nil {
			return nil, fmt.Errorf("GO_INSTRUMENT: %w", err)
		}
		asked[w] = true
	}
	for w := range asked {
		s.words = append(s.words, w)
	}
	sort.Slice(s.words, func(i, j int) bool { return s.words[i].less(s.words[j]) })
	if len(s.words) > 0 && s.words[0].minus {
		return nil, fmt.Errorf("GO_INSTRUMENT: %s excludes something, but nothing is asked for: write crypto,-crypto/rand.Read", s.words[0])
	}
	return s, nil
}

// less is the canonical order: groups, then the other words, then exclusions.
func (w word) less(other word) bool {
	if w.minus != other.minus {
		return other.minus
	}
	if (w.shape == group) != (other.shape == group) {
		return w.shape == group
	}
	return w.String() < other.String()
}

// String is the selection in its canonical form. It is "" where nothing is observed.
func (s *Selection) String() string {
	var words []string
	for _, w := range s.words {
		words = append(words, w.String())
	}
	return strings.Join(words, ",")
}

// unsafeBuiltins are the operations of package unsafe that run; the others are constants for the compiler.
func (s *Selection) unsafeBuiltins() []operations.Operation {
	var list []operations.Operation
	for _, g := range s.groups {
		for _, o := range g.Operations {
			if o.Package == "unsafe" {
				list = append(list, o)
			}
		}
	}
	return list
}

// indicatorPackage is the part of the FIPS 140 module that says whether a service is approved.
const indicatorPackage = "crypto/internal/fips140"

// Indicator reports whether what that package says is observed: with the crypto group, unless it is excluded. It cannot be
// hooked itself, but package runtime keeps the answers for it from Go 1.24 on.
func (s *Selection) Indicator() bool {
	asked := false
	for _, w := range s.words {
		_, inside := w.within(indicatorPackage)
		switch {
		case w.minus && (w.shape == group && w.text == "crypto" || w.covers(indicatorPackage) || inside && w.shape != group):
			return false
		case w.shape == group && w.text == "crypto":
			asked = true
		}
	}
	return asked && s.goMinor >= 24
}

// checkUnsafe reports a builtin that package unsafe does not have: no package of that name is ever compiled.
func (s *Selection) checkUnsafe(w word) error {
	name, ok := w.within("unsafe")
	if !ok || name == "" {
		return nil
	}
	var names []string
	for _, o := range s.unsafeBuiltins() {
		if o.Name == name && s.has(o) {
			return nil
		}
		if o.Name == name {
			return fmt.Errorf("unsafe.%s came with Go %s", name, o.Since)
		}
		if s.has(o) {
			names = append(names, o.Name)
		}
	}
	switch name {
	case "Alignof", "Offsetof", "Sizeof":
		return fmt.Errorf("unsafe.%s cannot be observed: it is a constant, nothing runs", name)
	case "Pointer":
		return fmt.Errorf("unsafe.Pointer is a type: its conversions cannot be observed, unsafe.* are the calls that can")
	}
	return fmt.Errorf("package unsafe has no function %s; it has %s", name, strings.Join(names, ", "))
}

// Unsafe is the set of unsafe builtins to hook at their call sites.
func (s *Selection) Unsafe() map[string]bool {
	wanted := map[string]bool{}
	for _, o := range s.unsafeBuiltins() {
		if s.has(o) && s.asks("unsafe", o.Name, false) && !s.asks("unsafe", o.Name, true) {
			wanted[o.Name] = true
		}
	}
	return wanted
}

// asks reports whether any word (or any exclusion) means a function.
func (s *Selection) asks(importPath, name string, minus bool) bool {
	for _, w := range s.words {
		if w.minus == minus && s.means(w, importPath, name) {
			return true
		}
	}
	return false
}

// means reports whether a word names a function ("F", "T.M") of a package, by itself or among others.
func (s *Selection) means(w word, importPath, name string) bool {
	switch w.shape {
	case group:
		for _, o := range s.operations(w.text, importPath) {
			if o.Name == name {
				return true
			}
		}
		return false
	case tree:
		return w.covers(importPath)
	}
	inside, ok := w.within(importPath)
	if w.shape == all {
		return ok && (inside == "" || strings.HasPrefix(name, inside+"."))
	}
	return ok && inside == name
}

// operations are those of a group in one package that this release has.
func (s *Selection) operations(groupName, importPath string) []operations.Operation {
	var list []operations.Operation
	for _, g := range s.groups {
		if g.Name != groupName {
			continue
		}
		for _, o := range g.Operations {
			if o.Package == importPath && s.has(o) {
				list = append(list, o)
			}
		}
	}
	return list
}

// has reports whether this Go release has an operation.
func (s *Selection) has(o operations.Operation) bool {
	return span{minor(o.Since), minor(o.Until)}.has(s.goMinor)
}

// minor is 20 for "1.20", 0 for "": package operations has checked the form.
func minor(series string) int {
	n, _ := strconv.Atoi(strings.TrimPrefix(series, "1."))
	return n
}
