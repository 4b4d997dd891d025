// When what a builtin is given is read.

package rewrite

import (
	"go/ast"
	"go/token"
)

// callFollows reports whether something runs behind a call in the same statement that could change what the call is given:
// another call that does not hold it, or a receive. What is no call that runs (len, a conversion to a builtin type) does not
// count. above are the nodes that hold the call.
func callFollows(call *ast.CallExpr, above []ast.Node) bool {
	follows := false
	ast.Inspect(statementOf(call, above), func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.FuncLit:
			return false // runs later, if it is not called here
		case *ast.CallExpr:
			follows = follows || x.Pos() > call.Rparen && runs(x)
		case *ast.UnaryExpr:
			follows = follows || x.Op == token.ARROW && x.Pos() > call.Rparen
		}
		return !follows
	})
	return follows
}

// statementOf is what holds a call and is evaluated at one time: a simple statement, or an expression of one that is none.
func statementOf(call *ast.CallExpr, above []ast.Node) ast.Node {
	var whole ast.Node = call
	for i := len(above) - 1; i >= 0; i-- {
		switch above[i].(type) {
		case ast.Expr:
			whole = above[i]
			continue
		case *ast.ExprStmt, *ast.SendStmt, *ast.IncDecStmt, *ast.AssignStmt, *ast.GoStmt, *ast.DeferStmt, *ast.ReturnStmt, *ast.ValueSpec:
			return above[i]
		}
		break
	}
	return whole
}

// notRunning are builtin functions and types whose call runs nothing that could change a variable.
var notRunning = map[string]bool{
	"len": true, "cap": true, "real": true, "imag": true, "complex": true, "min": true, "max": true, "new": true,
	"bool": true, "byte": true, "complex64": true, "complex128": true, "error": true, "float32": true, "float64": true, "int": true,
	"int8": true, "int16": true, "int32": true, "int64": true, "rune": true, "string": true, "uint": true, "uint8": true,
	"uint16": true, "uint32": true, "uint64": true, "uintptr": true, "any": true,
}

// runs reports whether a call may run code of the program's.
func runs(call *ast.CallExpr) bool {
	f := call.Fun
	for {
		paren, ok := f.(*ast.ParenExpr)
		if !ok {
			break
		}
		f = paren.X
	}
	switch f := f.(type) {
	case *ast.Ident:
		return f.Obj != nil || !notRunning[f.Name]
	case *ast.SelectorExpr:
		x, ok := f.X.(*ast.Ident)
		return !ok || x.Name != "unsafe" || x.Obj != nil
	case *ast.StarExpr, *ast.ArrayType, *ast.MapType, *ast.ChanType, *ast.FuncType, *ast.InterfaceType, *ast.StructType:
		return false // a conversion
	}
	return true
}

// isReadAtOnce reports an expression that stock Go reads when its turn comes, as it reads what calls are given: a slice
// expression, a constant, or the result of a call that is surely no conversion.
func isReadAtOnce(e ast.Expr) bool {
	switch x := e.(type) {
	case *ast.ParenExpr:
		return isReadAtOnce(x.X)
	case *ast.SliceExpr, *ast.BasicLit:
		return true
	case *ast.Ident:
		return x.Obj != nil && x.Obj.Kind == ast.Con
	case *ast.CallExpr:
		if !runs(x) {
			return false
		}
		root := rootOf(x.Fun)
		return len(x.Args) != 1 || root != nil && root.Obj != nil && (root.Obj.Kind == ast.Fun || root.Obj.Kind == ast.Var)
	}
	return false
}

// rootOf is x of x.y.z; nil where an expression begins with no name.
func rootOf(e ast.Expr) *ast.Ident {
	for {
		switch x := e.(type) {
		case *ast.ParenExpr:
			e = x.X
		case *ast.SelectorExpr:
			e = x.X
		case *ast.Ident:
			return x
		default:
			return nil
		}
	}
}

// isVariable reports a variable, or a field of one: it has an address, whatever its type.
func (p *pkg) isVariable(e ast.Expr) bool {
	root := rootOf(e)
	if root == nil || root.Obj != nil {
		return root != nil && root.Obj.Kind == ast.Var
	}
	return p.variables[root.Name] // of another file
}
