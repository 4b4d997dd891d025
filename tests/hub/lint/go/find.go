package main

import (
	"bytes"
	"go/ast"
	"go/printer"
	"go/token"
	"go/types"
	"strings"
)

// A finding is a place where a pointer is made of what is not known to be one.
type finding struct{ kind, function, expression string }

func (f finding) String() string { return f.kind + "\t" + f.function + "\t" + f.expression }

// find looks through a file. ours says which positions are rto's.
func find(fset *token.FileSet, file *ast.File, info *types.Info, ours func(token.Pos) bool) []finding {
	var found []finding
	for _, d := range file.Decls {
		function := "package level"
		if f, ok := d.(*ast.FuncDecl); ok {
			function = nameOf(f)
		}
		ast.Inspect(d, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) != 1 || !ours(call.Pos()) {
				return true
			}
			to, ok := info.Types[call.Fun]
			if !ok || !to.IsType() {
				return true
			}
			if kind := kindOf(to.Type, info.Types[call.Args[0]].Type); kind != "" {
				found = append(found, finding{kind, function, text(fset, call)})
			}
			return true
		})
	}
	return found
}

// kindOf names the kind of a conversion; "" for one that is of no interest.
func kindOf(to, from types.Type) string {
	if from == nil {
		return ""
	}
	switch {
	case isBasic(to, types.UnsafePointer) && isBasic(from, types.Uintptr):
		return "number"
	case isBasic(from, types.UnsafePointer):
		if p, ok := to.Underlying().(*types.Pointer); ok && holdsPointers(p.Elem(), map[types.Type]bool{}) {
			return "memory"
		}
	}
	return ""
}

func isBasic(t types.Type, kind types.BasicKind) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Kind() == kind
}

// holdsPointers reports whether a value of the type has words that the garbage collector follows.
func holdsPointers(t types.Type, seen map[types.Type]bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Kind() == types.UnsafePointer || u.Info()&types.IsString != 0
	case *types.Array:
		return u.Len() > 0 && holdsPointers(u.Elem(), seen)
	case *types.Struct:
		for i := 0; i < u.NumFields(); i++ {
			if holdsPointers(u.Field(i).Type(), seen) {
				return true
			}
		}
		return false
	}
	return true
}

func nameOf(f *ast.FuncDecl) string {
	if f.Recv == nil || len(f.Recv.List) == 0 {
		return f.Name.Name
	}
	t := f.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	if id, ok := t.(*ast.Ident); ok {
		return id.Name + "." + f.Name.Name
	}
	return f.Name.Name
}

// text is an expression in one line.
func text(fset *token.FileSet, n ast.Node) string {
	var out bytes.Buffer
	if err := printer.Fprint(&out, fset, n); err != nil {
		return err.Error()
	}
	return strings.Join(strings.Fields(out.String()), " ")
}
