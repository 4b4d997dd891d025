// Names that their package does not have: what it has instead.

package selection

import (
	"fmt"
	"go/ast"
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"rto.dev/wrappers/rewrite"
)

var majorVersion = regexp.MustCompile(`^v[0-9]+$`)

// missing says why a package has no function of a name ("F", "T.M", or "T.*" for methods of a type); nil where the name
// is rather one of another package whose path goes on where this one's ends, or of a test.
func (d *declarations) missing(importPath, name string) error {
	typeName, method := "", name
	if i := strings.IndexByte(name, '.'); i >= 0 {
		typeName, method = name[:i], name[i+1:]
	}
	if typeName == "" {
		return d.missingFunction(importPath, name)
	}
	full := importPath + "." + typeName
	methods := d.in(typeName)
	switch kind := d.others[typeName]; {
	case d.aliases[typeName] != nil:
		if real, _ := d.aliases.Named(ast.NewIdent(typeName)); real != "" {
			return fmt.Errorf("%s is another name of %s.%s: ask for %[2]s.%[3]s.%s", full, importPath, real, method)
		}
		return fmt.Errorf("%s is another name of a type of another package: ask for that one's methods", full)
	case kind == "interface":
		return fmt.Errorf("%s is an interface: its methods have no body; ask for those of the types that implement it", full)
	case kind == "type" && len(methods) == 0:
		return fmt.Errorf("%s has no method %s: it declares none of its own", full, method)
	case kind == "type":
		return fmt.Errorf("%s has no method %s; it has %s", full, method, some(tails(methods), method))
	case kind != "":
		return fmt.Errorf("%s is a %s, not a type with methods", full, kind)
	case d.has(typeName):
		return fmt.Errorf("%s is a function: what stands inside it cannot be asked for by itself", full)
	}
	// "gopkg.in/yaml.v3.Unmarshal" is no misspelt method of a package gopkg.in/yaml. The path of a package of the
	// standard library does not go on with a dot, and types that are not exported are rarely asked for.
	first, _ := utf8.DecodeRuneInString(typeName)
	near := rewrite.Closest(typeName, d.types())
	if strings.Contains(importPath, ".") && (majorVersion.MatchString(typeName) || len(near) == 0 && !unicode.IsUpper(first)) {
		return nil
	}
	if len(near) == 0 {
		return fmt.Errorf("%s has no type %s", importPath, typeName)
	}
	return fmt.Errorf("%s has no type %s; it has %s", importPath, typeName, strings.Join(near, ", "))
}

var testName = regexp.MustCompile(`^(Test|Benchmark|Fuzz|Example)`)

func (d *declarations) missingFunction(importPath, name string) error {
	if testName.MatchString(name) && !d.tests {
		return nil // `go test` also compiles packages without their tests, for others to import
	}
	full := importPath + "." + name
	methods := d.in(name)
	switch kind := d.others[name]; {
	case kind == "type" && len(methods) > 0:
		return fmt.Errorf("%s is a type: %[1]s.* observes its methods, %[1]s.%[2]s one of them", full, tails(methods)[0])
	case kind == "variable":
		return fmt.Errorf("%s is a variable, not a function: ask for the functions that it can hold", full)
	case kind != "":
		return fmt.Errorf("%s is no function but %s", full, map[string]string{"type": "a type", "interface": "an interface", "constant": "a constant"}[kind])
	}
	var all []string
	for other := range d.functions {
		all = append(all, other)
	}
	// A method that is asked for without its type.
	var meant []string
	for _, other := range all {
		if strings.HasSuffix(other, "."+name) {
			meant = append(meant, other)
		}
	}
	sort.Strings(meant)
	if near := rewrite.Closest(name, all); len(meant) == 0 || len(near) > 0 {
		meant = near
	}
	if len(meant) > 3 {
		meant = meant[:3]
	}
	if len(meant) == 0 {
		return fmt.Errorf("%s has no function %s", importPath, name)
	}
	return fmt.Errorf("%s has no function %s; it has %s", importPath, name, strings.Join(meant, ", "))
}

func (d *declarations) types() []string {
	var list []string
	for name, kind := range d.others {
		if kind == "type" || kind == "interface" {
			list = append(list, name)
		}
	}
	return list
}

// tails are the names of methods without their type.
func tails(methods []string) []string {
	var list []string
	for _, m := range methods {
		list = append(list, m[strings.IndexByte(m, '.')+1:])
	}
	return list
}

// some are the names nearest to one that does not exist, or the first few where none is near.
func some(names []string, wanted string) string {
	if near := rewrite.Closest(wanted, names); len(near) > 0 {
		return strings.Join(near, ", ")
	}
	if len(names) > 6 {
		return strings.Join(names[:6], ", ") + fmt.Sprintf(" and %d more", len(names)-6)
	}
	return strings.Join(names, ", ")
}
