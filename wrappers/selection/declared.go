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
	tests     bool              // the package is compiled with its tests
}

type declaredFunction struct {
	proper    bool // stands in the package itself, not in its tests or in what cgo wrote
	signature *ast.FuncType
}

// declared reads them. A file that does not parse is a *rewrite.SyntaxError.
func declared(files []rewrite.File) (*declarations, error) {
	d := &declarations{functions: map[string]declaredFunction{}, others: map[string]string{}}
	for _, f := range files {
		tree, err := parser.ParseFile(token.NewFileSet(), f.Name, f.Text, parser.SkipObjectResolution)
		if err != nil {
			return nil, &rewrite.SyntaxError{Err: err}
		}
		base := filepath.Base(f.Name)
		proper := !strings.HasSuffix(base, "_test.go") && !strings.HasPrefix(base, "_cgo_") && base != "_testmain.go"
		d.tests = d.tests || strings.HasSuffix(base, "_test.go")
		for _, declaration := range tree.Decls {
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

func (d *declarations) function(f *ast.FuncDecl, proper bool) {
	name := f.Name.Name
	if name == "_" || f.Recv == nil && name == "init" {
		return
	}
	if f.Recv != nil && len(f.Recv.List) > 0 {
		name = receiverType(f.Recv.List[0].Type) + "." + name
	}
	d.functions[name] = declaredFunction{proper, f.Type}
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

// receiverType is the name of a method's type, without pointers and type parameters.
func receiverType(t ast.Expr) string {
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.ParenExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
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
