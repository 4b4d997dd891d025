// What a package declares, as far as asking for its functions needs to know.

package selection

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"sort"
	"strings"

	"rto.dev/wrappers/operations"
	"rto.dev/wrappers/rewrite"
)

// declarations are the names of a package, in the spelling of rewrite.Function: "F", "T.M".
type declarations struct {
	functions map[string]declaredFunction
	others    map[string]string // what else has a name: type, interface, variable, constant
	aliases   rewrite.Aliases
	name      string // of the package
	tests     bool   // the package is compiled with its tests
}

type declaredFunction struct {
	proper    bool // stands in the package itself, not in its tests or in what cgo wrote
	signature *ast.FuncType
}

// declared reads them. A file that does not parse is a *rewrite.SyntaxError.
func declared(files []rewrite.File) (*declarations, error) { return declaredBeside(files, nil) }

// declaredBeside reads them of files of a package that has other files with these aliases.
func declaredBeside(files []rewrite.File, aliases rewrite.Aliases) (*declarations, error) {
	d := &declarations{functions: map[string]declaredFunction{}, others: map[string]string{}, aliases: rewrite.Aliases{}}
	for name, means := range aliases {
		d.aliases[name] = means
	}
	var trees []*ast.File
	for _, f := range files {
		tree, err := parser.ParseFile(token.NewFileSet(), f.Name, f.Text, parser.SkipObjectResolution)
		if err != nil {
			return nil, &rewrite.SyntaxError{Err: err}
		}
		d.name = tree.Name.Name
		d.aliases.Add(tree)
		trees = append(trees, tree)
	}
	for i, f := range files {
		base := filepath.Base(f.Name)
		proper := !strings.HasSuffix(base, "_test.go") && !strings.HasPrefix(base, "_cgo_") && !IsTestMain(f.Name)
		d.tests = d.tests || strings.HasSuffix(base, "_test.go")
		for _, declaration := range trees[i].Decls {
			switch x := declaration.(type) {
			case *ast.FuncDecl:
				d.function(x, proper)
			case *ast.GenDecl:
				d.general(x)
			}
		}
	}
	return d, nil
}

// IsTestMain reports the file of the main package that `go test` writes: _testmain.go, and _testmain.cover.go where coverage is
// measured. cmd/go takes no file of the user's whose name begins so.
func IsTestMain(name string) bool { return strings.HasPrefix(filepath.Base(name), "_testmain.") }

// inTests reports whether test files of the package itself, not of its external tests, declare a function, or for "T.*" a
// method of T.
func (d *declarations) inTests(files []rewrite.File, name string) bool {
	var own []rewrite.File
	for _, f := range files {
		tree, err := parser.ParseFile(token.NewFileSet(), f.Name, f.Text, parser.PackageClauseOnly)
		if err == nil && tree.Name.Name == d.name {
			own = append(own, f)
		}
	}
	tests, err := declaredBeside(own, d.aliases)
	if err != nil {
		return false // the compiler says so where it is given them
	}
	for declared := range tests.functions {
		if declared == name || strings.HasSuffix(name, ".*") && strings.HasPrefix(declared, strings.TrimSuffix(name, "*")) {
			return true
		}
	}
	return false
}

func (d *declarations) function(f *ast.FuncDecl, proper bool) {
	name := f.Name.Name
	if name == "_" || f.Recv == nil && name == "init" {
		return
	}
	d.functions[d.aliases.FunctionName(f)] = declaredFunction{proper, f.Type}
}

func (d *declarations) general(g *ast.GenDecl) {
	for _, spec := range g.Specs {
		switch s := spec.(type) {
		case *ast.TypeSpec:
			d.others[s.Name.Name] = "type"
			if _, ok := s.Type.(*ast.InterfaceType); ok {
				d.others[s.Name.Name] = "interface"
			}
		case *ast.ValueSpec:
			for _, n := range s.Names {
				d.others[n.Name] = map[token.Token]string{token.CONST: "constant", token.VAR: "variable"}[g.Tok]
			}
		}
	}
}

// in lists functions: of the whole package for "", else the methods of a type.
func (d *declarations) in(typeName string) []string {
	var list []string
	for name, f := range d.functions {
		if f.proper && (typeName == "" || strings.HasPrefix(name, typeName+".")) {
			list = append(list, name)
		}
	}
	sort.Strings(list)
	return list
}

// has reports a function, also one of a test.
func (d *declarations) has(name string) bool {
	_, ok := d.functions[name]
	return ok
}

// fits reports whether a parameter has the type that the kind of a logged argument is read as. A module of another version
// may have changed it; the standard library is checked against all releases instead.
func (f declaredFunction) fits(a operations.Argument) bool {
	index := a.Parameter
	for _, field := range f.signature.Params.List {
		count := len(field.Names)
		if count == 0 {
			count = 1
		}
		if index >= count {
			index -= count
			continue
		}
		switch t := field.Type.(type) {
		case *ast.Ident:
			return t.Name == "int" && a.Kind == "int" || t.Name == "string" && (a.Kind == "text" || a.Kind == "length")
		case *ast.ArrayType:
			element, _ := t.Elt.(*ast.Ident)
			return t.Len == nil && (a.Kind == "length" || a.Kind == "bits" && element != nil && element.Name == "byte")
		case *ast.FuncType:
			return a.Kind == "func"
		}
		return false
	}
	return false
}
