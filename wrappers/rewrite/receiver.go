// Functions and methods by name, as symbols and stack traces have them: a method belongs to the type itself, whatever name of
// the type it is declared with.

package rewrite

import "go/ast"

// Aliases are the alias declarations of a package, "type Pt = Point", by name.
type Aliases map[string]ast.Expr

// Add takes those of one file.
func (a Aliases) Add(file *ast.File) {
	for _, d := range file.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range g.Specs {
			if s, ok := spec.(*ast.TypeSpec); ok && s.Assign.IsValid() {
				a[s.Name.Name] = s.Type
			}
		}
	}
}

// FunctionName is "F" or "T.M".
func (a Aliases) FunctionName(f *ast.FuncDecl) string {
	if f.Recv == nil || len(f.Recv.List) == 0 {
		return f.Name.Name
	}
	base, _ := a.Named(f.Recv.List[0].Type)
	return base + "." + f.Name.Name
}

// symbolName is "F", "T.M" or "(*T).M".
func (a Aliases) symbolName(f *ast.FuncDecl) string {
	if f.Recv == nil || len(f.Recv.List) == 0 {
		return f.Name.Name
	}
	base, pointer := a.Named(f.Recv.List[0].Type)
	if pointer {
		base = "(*" + base + ")"
	}
	return base + "." + f.Name.Name
}

// Named is the type that an expression names, without pointers, type parameters and aliases; "" where it names none of this
// package.
func (a Aliases) Named(t ast.Expr) (base string, pointer bool) {
	seen := map[string]bool{} // an alias of itself is left to the compiler
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t, pointer = x.X, true
		case *ast.ParenExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			means, ok := a[x.Name]
			if !ok || seen[x.Name] {
				return x.Name, pointer
			}
			seen[x.Name] = true
			t = means
		default:
			return "", pointer
		}
	}
}
