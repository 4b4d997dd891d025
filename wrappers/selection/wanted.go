// What a selection means for one package.

package selection

import (
	"errors"
	"fmt"
	"sort"
	"strings"

	"rto.dev/wrappers/operations"
	"rto.dev/wrappers/rewrite"
)

// Wanted is what a selection asks of one package.
type Wanted struct {
	s          *Selection
	importPath string
	// strict are functions that were asked for by name or by a group: what cannot be hooked of them is an error. What
	// a whole package or tree brings is left out instead.
	strict map[string]bool
	words  []word // those that reach this package, exclusions too
	read   bool   // Functions has read the package
}

// In is what is asked of a package; nil where nothing is.
func (s *Selection) In(importPath string) *Wanted {
	w := &Wanted{s: s, importPath: importPath, strict: map[string]bool{}}
	asked := false
	for _, x := range s.words {
		_, inside := x.within(importPath)
		reaches := x.covers(importPath) || inside && x.shape != group || x.shape == group && len(s.operations(x.text, importPath)) > 0
		if importPath == "unsafe" || !reaches {
			continue
		}
		w.words = append(w.words, x)
		asked = asked || !x.minus
	}
	if !asked {
		return nil
	}
	return w
}

// Functions lists what is hooked at its entry. It fails where a function that was asked for by name (or excluded) does not
// exist or cannot be observed, with the reason; a *rewrite.SyntaxError is left to the compiler. tests gives the test files
// beside the package's: `go test` compiles a package also without them, for others to import.
func (w *Wanted) Functions(files []rewrite.File, tests func() []rewrite.File) ([]rewrite.Function, error) {
	if reason := DeniedPackage(w.importPath, w.s.goMinor); reason != "" {
		return nil, w.denied(reason)
	}
	d, err := declared(files)
	if err != nil {
		return nil, err
	}
	w.read = true
	wanted := map[string]bool{}
	var problems []string
	problem := func(err error) {
		if err != nil {
			problems = append(problems, err.Error())
		}
	}
	for _, x := range w.words {
		names, err := w.names(x, d)
		if err != nil && !d.tests && d.inTests(tests(), w.inside(x)) {
			continue
		}
		problem(err)
		for _, name := range names {
			reason := deniedFunction(w.importPath, name, w.s.goMinor)
			switch {
			case x.minus || w.s.asks(w.importPath, name, true):
			case reason == "":
				wanted[name] = true
				w.strict[name] = w.strict[name] || x.shape == function || x.shape == group
			case x.shape == function:
				problem(fmt.Errorf("%s.%s cannot be observed: %s", w.importPath, name, reason))
			}
		}
	}
	if len(problems) > 0 {
		return nil, errors.New(strings.Join(problems, "\n"))
	}
	var list []rewrite.Function
	for name := range wanted {
		late := w.s.known[w.importPath+"."+name].At == "return"
		list = append(list, rewrite.Function{Name: name, Late: late, Log: w.log(name, d)})
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Name < list[j].Name })
	return list, nil
}

// denied is the error of a package that cannot be observed; a tree that holds it leaves it out.
func (w *Wanted) denied(reason string) error {
	for _, x := range w.words {
		if !x.minus && x.shape != tree {
			return fmt.Errorf("%s cannot be observed: %s", x, reason)
		}
	}
	return nil
}

// names are the functions that a word means here.
func (w *Wanted) names(x word, d *declarations) ([]string, error) {
	switch x.shape {
	case tree:
		return d.in(""), nil
	case group:
		return w.ofGroup(x, d)
	}
	inside, _ := x.within(w.importPath)
	if x.shape == function {
		if d.has(inside) {
			return []string{inside}, nil
		}
		return nil, d.missing(w.importPath, inside)
	}
	methods := d.in(inside)
	if inside != "" && len(methods) == 0 {
		return nil, d.missing(w.importPath, inside+".*")
	}
	return methods, nil
}

// inside is what a word names in the package: "F", "T.M", "T.*"; "" for what is no name.
func (w *Wanted) inside(x word) string {
	inside, ok := x.within(w.importPath)
	switch {
	case !ok || x.shape == group || x.shape == tree:
		return ""
	case x.shape == all:
		return inside + ".*"
	}
	return inside
}

// ofGroup are a group's operations. A release of Go has all that its span says; a module may be of a version that lacks some.
func (w *Wanted) ofGroup(x word, d *declarations) ([]string, error) {
	var names []string
	for _, o := range w.s.operations(x.text, w.importPath) {
		if d.has(o.Name) {
			names = append(names, o.Name)
		} else if !strings.Contains(w.importPath, ".") {
			return nil, fmt.Errorf("group %s: %w", x.text, d.missing(w.importPath, o.Name))
		}
	}
	return names, nil
}

// Strict reports whether a function that cannot be hooked was asked for by itself. The name is as in rewrite.Skip:
// "net/http.(*Client).Do".
func (w *Wanted) Strict(operation string) bool {
	return w.strict[strings.TrimPrefix(plainMethod(operation), w.importPath+".")]
}

// Named lists what must be observed, since it was asked for by itself: "net/http.Client.Do". Of a package that Functions could
// not read it lists what is asked for.
func (w *Wanted) Named() []string {
	var list []string
	if w == nil {
		return list
	}
	for name, strict := range w.strict {
		if strict {
			list = append(list, w.importPath+"."+name)
		}
	}
	for _, x := range w.words {
		if !w.read && !x.minus && (x.shape == function || x.shape == group) {
			list = append(list, x.String())
		}
	}
	sort.Strings(list)
	return list
}

// MainByName is the word that asks for "main.F", which is no import path; "" where there is none. Package main is asked for by
// the path of its folder.
func (s *Selection) MainByName() string {
	for _, x := range s.words {
		if _, ok := x.within("main"); ok && !x.minus {
			return x.String()
		}
	}
	return ""
}

// log is what the entry of a function in package operations, if it has one, shows of its arguments.
func (w *Wanted) log(name string, d *declarations) []rewrite.Argument {
	var list []rewrite.Argument
	for _, a := range w.s.known[w.importPath+"."+name].Log {
		known := span{since: minor(a.Since)}.has(w.s.goMinor)
		if known && (!strings.Contains(w.importPath, ".") || d.functions[name].fits(a)) {
			list = append(list, rewrite.Argument{Parameter: a.Parameter, Field: a.Field, As: a.As, Kind: operations.Kinds[a.Kind]})
		}
	}
	return list
}
