// Package selection reads what a build is asked to observe: the GO_INSTRUMENT variables of the environment.
package selection

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"rto.dev/wrappers/operations"
	"rto.dev/wrappers/rewrite"
)

// Selection is what one build observes.
type Selection struct {
	groups  []operations.Group // asked for
	names   []string           // functions asked for by name, sorted: "net/http.(*Client).Do"
	known   map[string][]operations.Argument
	goMinor int
}

// groupVariables are switches of single groups.
var groupVariables = map[string]string{
	"GO_INSTRUMENT_REFLECT": "reflect",
	"GO_INSTRUMENT_UNSAFE":  "unsafe",
	"GO_INSTRUMENT_CRYPTO":  "crypto",
}

// Read makes the selection of an environment. All variables add up. An unknown group or a malformed name is an error.
func Read(getenv func(string) string, goMinor int) (*Selection, error) {
	groups, err := operations.Load()
	if err != nil {
		return nil, err
	}
	asked := map[string]bool{}
	for variable, group := range groupVariables {
		switch value := getenv(variable); value {
		case "true", "1":
			asked[group] = true
		case "", "false", "0":
		default:
			return nil, fmt.Errorf("%s=%s: neither true nor false", variable, value)
		}
	}
	s := &Selection{goMinor: goMinor, known: map[string][]operations.Argument{}}
	names := map[string]bool{}
	for _, word := range strings.FieldsFunc(getenv("GO_INSTRUMENT"), func(r rune) bool { return r == ',' || r == ' ' }) {
		switch {
		case word == "none":
		case isGroup(groups, word):
			asked[word] = true
		case isName(word):
			names[word] = true
		default:
			return nil, fmt.Errorf("GO_INSTRUMENT: %s is neither a group (%s) nor a function such as os/exec.Command or net/http.(*Client).Do", strconv.Quote(word), groupNames(groups))
		}
	}
	for name := range names {
		s.names = append(s.names, name)
	}
	sort.Strings(s.names)
	for _, g := range groups {
		if asked[g.Name] {
			s.groups = append(s.groups, g)
		}
		for _, o := range g.Operations {
			s.known[o.Package+"."+o.Name] = o.Log
		}
	}
	return s, nil
}

// String is the selection in its canonical form: groups, then names, sorted.
func (s *Selection) String() string {
	var words []string
	for _, g := range s.groups {
		words = append(words, g.Name)
	}
	sort.Strings(words)
	return strings.Join(append(words, s.names...), ",")
}

// Functions lists what is hooked at its entry in a package.
func (s *Selection) Functions(importPath string) []rewrite.Function {
	wanted := map[string]rewrite.Function{}
	for _, g := range s.groups {
		for _, o := range g.Operations {
			if o.Package == importPath && o.Package != "unsafe" && s.has(o) {
				wanted[o.Name] = function(o.Name, o.Log)
			}
		}
	}
	for _, name := range s.names {
		if !strings.HasPrefix(name, importPath+".") {
			continue
		}
		rest := methodName(name[len(importPath)+1:])
		if strings.ContainsAny(rest, "/") || strings.Count(rest, ".") > 1 {
			continue // of a package whose path begins like this one's
		}
		wanted[rest] = function(rest, s.known[importPath+"."+rest])
	}
	var list []rewrite.Function
	for _, f := range wanted {
		list = append(list, f)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Name < list[j].Name })
	return list
}

// Unsafe is the set of unsafe builtins to hook at their call sites.
func (s *Selection) Unsafe() map[string]bool {
	wanted := map[string]bool{}
	for _, g := range s.groups {
		for _, o := range g.Operations {
			if o.Package == "unsafe" && s.has(o) {
				wanted[o.Name] = true
			}
		}
	}
	for _, name := range s.names {
		if strings.HasPrefix(name, "unsafe.") {
			wanted[strings.TrimPrefix(name, "unsafe.")] = true
		}
	}
	return wanted
}

// has reports whether this Go release has an operation.
func (s *Selection) has(o operations.Operation) bool {
	if o.Since == "" {
		return true
	}
	minor, err := strconv.Atoi(strings.TrimPrefix(o.Since, "1."))
	return err == nil && s.goMinor >= minor
}

func function(name string, log []operations.Argument) rewrite.Function {
	f := rewrite.Function{Name: name}
	for _, a := range log {
		f.Log = append(f.Log, rewrite.Argument{Parameter: a.Parameter, As: a.As, Kind: operations.Kinds[a.Kind]})
	}
	return f
}

// methodName brings "(*T).M" to "T.M".
func methodName(name string) string {
	if strings.HasPrefix(name, "(*") {
		return strings.Replace(name[2:], ")", "", 1)
	}
	return name
}

// isName reports whether a word has the form of a function's name: a package path, a dot and an identifier.
func isName(word string) bool {
	last := word[strings.LastIndex(word, "/")+1:]
	dot := strings.Index(last, ".")
	return dot > 0 && dot < len(last)-1 && !strings.ContainsAny(word, "*\"'`\\<>") || strings.Contains(last, ".(*") && strings.Contains(last, ").")
}

func isGroup(groups []operations.Group, name string) bool {
	for _, g := range groups {
		if g.Name == name {
			return true
		}
	}
	return false
}

func groupNames(groups []operations.Group) string {
	var names []string
	for _, g := range groups {
		names = append(names, g.Name)
	}
	return strings.Join(names, ", ")
}
