// Hooks at call sites of package unsafe's builtins, which have no body of their own.
//
// The builtin stays as it is, with its own checks and panics, and its operands are read when they are read without a hook:
// a helper that gives 0 is called where a 0 changes neither value nor type.
//
//	unsafe.Slice(p, n)      unsafe.Slice(p,( n)<<rto_at(&rto_o1))      so String and Add
//	unsafe.SliceData(s)     unsafe.SliceData((s)[rto_at(&rto_o2):])    so StringData
//
// Passing p through the helper would be simpler and wrong: what a statement's calls are given is read in the order of the
// calls, all else after them, so unsafe.Slice(p, f()) would no longer see what f does to p. A slice expression with a call in it
// is read early too: where another call of the statement follows, the helper is given the address of a variable instead, and
// what is no variable is left as it is (order.go).
//
// A constant n is none any more when it is shifted, and the compiler takes it though it is negative. It is checked as an index
// where nothing runs:
//
//	unsafe.Slice(p, n)      unsafe.Slice(p,( n)<<(rto_at(&rto_o1)<<unsafe.Sizeof(([]struct{}{})[n])))

package rewrite

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/scanner"
	"go/token"
	"strconv"
	"strings"
)

// site is one hooked call site.
type site struct {
	operation string
	up        int // lines between the builtin's parenthesis and the helper's call behind the arguments
}

// builtins are the operations of package unsafe that run, with the number of their arguments.
var builtins = map[string]int{"Add": 2, "Slice": 2, "SliceData": 1, "String": 2, "StringData": 1}

func (p *pkg) callSites() {
	if len(p.in.Unsafe) == 0 {
		return
	}
	for _, s := range p.files {
		if s.ast == nil {
			continue
		}
		names, dot := unsafeNames(s.ast)
		if len(names) == 0 && !dot {
			continue
		}
		for _, d := range s.ast.Decls {
			pragma := ""
			if f, ok := d.(*ast.FuncDecl); ok {
				pragma = pragmaOf(f)
			}
			var above []ast.Node
			ast.Inspect(d, func(n ast.Node) bool {
				if n == nil {
					above = above[:len(above)-1]
					return true
				}
				if call, ok := n.(*ast.CallExpr); ok {
					if name := unsafeCall(call, names, dot); p.in.Unsafe[name] {
						p.callSite(s, call, name, pragma, above)
					}
				}
				above = append(above, n)
				return true
			})
		}
	}
}

// unsafeNames are the names under which a file imports unsafe.
func unsafeNames(f *ast.File) (names map[string]bool, dot bool) {
	names = map[string]bool{}
	for _, i := range f.Imports {
		if path, err := strconv.Unquote(i.Path.Value); err != nil || path != "unsafe" {
			continue
		}
		switch {
		case i.Name == nil:
			names["unsafe"] = true
		case i.Name.Name == ".":
			dot = true
		case i.Name.Name != "_":
			names[i.Name.Name] = true
		}
	}
	return names, dot
}

// unsafeCall names the builtin that is called, "" for any other call. Names that the file declares itself shadow the import.
func unsafeCall(call *ast.CallExpr, names map[string]bool, dot bool) string {
	f := call.Fun
	for {
		paren, ok := f.(*ast.ParenExpr)
		if !ok {
			break
		}
		f = paren.X
	}
	switch f := f.(type) {
	case *ast.SelectorExpr:
		if x, ok := f.X.(*ast.Ident); ok && names[x.Name] && x.Obj == nil {
			return f.Sel.Name
		}
	case *ast.Ident:
		if dot && f.Obj == nil {
			return f.Name
		}
	}
	return ""
}

// callSite hooks one; above are the nodes that hold it, the outermost first.
func (p *pkg) callSite(s *source, call *ast.CallExpr, name, pragma string, above []ast.Node) {
	position := p.fset.Position(call.Pos())
	where := fmt.Sprintf("unsafe.%s %s:%d", name, position.Filename, position.Line)
	open := s.file.Offset(call.Lparen) + 1
	start, end := open, argumentEnd(s.text, open)
	if builtins[name] == 2 && end >= 0 {
		start = end + 1
		end = argumentEnd(s.text, start)
	}
	switch {
	case pragma != "":
		p.skip(where, "its function is marked "+pragma)
		return
	case len(call.Args) != builtins[name] || call.Ellipsis.IsValid():
		p.skip(where, "its arguments are the results of one call")
		return
	case p.declared["string"] || p.declared["uint"] || p.declared["uint32"]:
		p.skip(where, "the package redefines a builtin type")
		return
	case end < 0:
		p.skip(where, "the end of its arguments was not found")
		return
	}
	site := site{"unsafe." + name, bytes.Count(s.text[open:end], []byte("\n"))}
	once := fmt.Sprintf("&%so%d", p.prefix, len(p.sites))
	at := fmt.Sprintf("%sat(%s)", p.prefix, once)
	last := call.Args[len(call.Args)-1]
	switch {
	case builtins[name] == 2:
		if name != "Add" && mayBeNegative(last) {
			at = fmt.Sprintf("(%s<<%sSizeof(([]struct{}{})[%s]))", at, qualifier(call), oneLine(s.text[start:end]))
		}
		s.edits = append(s.edits, edit{start, "("}, edit{end, ")<<" + at})
	case isReadAtOnce(last) || !callFollows(call, above):
		s.edits = append(s.edits, edit{start, "("}, edit{end, ")[" + at + ":]"})
	case p.isVariable(last):
		p.there = true
		site.up = 0
		s.edits = append(s.edits, edit{start, fmt.Sprintf("*%sthere(%s,&", p.prefix, once)}, edit{end, ")"})
	default:
		p.skip(where, "a call that follows in its statement may change what it is given")
		return
	}
	p.sites = append(p.sites, site)
	p.result.Hooked = append(p.result.Hooked, where)
}

// qualifier is "unsafe." as a call of a builtin writes it; "" where it was imported with a dot.
func qualifier(call *ast.CallExpr) string {
	f := call.Fun
	for {
		switch x := f.(type) {
		case *ast.ParenExpr:
			f = x.X
		case *ast.SelectorExpr:
			return x.X.(*ast.Ident).Name + "."
		default:
			return ""
		}
	}
}

// mayBeNegative reports an expression that may be a constant below zero. Variables and functions that the file knows are none.
func mayBeNegative(e ast.Expr) bool {
	constant, below := true, false
	ast.Inspect(e, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.FuncLit, *ast.CompositeLit, *ast.TypeAssertExpr:
			constant = false
		case *ast.CallExpr:
			if ofType[calledName(x)] {
				return false // a constant of a variable's type, and not below zero
			}
		case *ast.UnaryExpr:
			below = below || x.Op == token.SUB || x.Op == token.XOR
		case *ast.BinaryExpr:
			below = below || x.Op == token.SUB || x.Op == token.XOR
		case *ast.Ident:
			constant = constant && (x.Obj == nil || x.Obj.Kind != ast.Var && x.Obj.Kind != ast.Fun)
			below = true
		}
		return constant
	})
	return constant && below
}

// ofType are builtin functions whose result is a constant where a type says it.
var ofType = map[string]bool{"len": true, "cap": true, "Sizeof": true, "Alignof": true, "Offsetof": true}

// calledName is the last name of what is called; "" for what has none.
func calledName(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

// oneLine writes an expression without its line ends and comments.
func oneLine(text []byte) string {
	var words []string
	set := token.NewFileSet()
	var s scanner.Scanner
	s.Init(set.AddFile("", set.Base(), len(text)), text, func(token.Position, string) {}, 0)
	for {
		switch _, kind, word := s.Scan(); {
		case kind == token.EOF:
			return strings.Join(words, " ")
		case kind == token.SEMICOLON && word == "\n":
		case word == "":
			words = append(words, kind.String())
		default:
			words = append(words, word)
		}
	}
}

// argumentEnd is the offset of the comma or parenthesis that ends the argument at offset, -1 where there is none. It
// scans tokens: node.End is wrong in files with CRLF line ends.
func argumentEnd(text []byte, offset int) int {
	fset := token.NewFileSet()
	text = text[offset:]
	file := fset.AddFile("", fset.Base(), len(text))
	var s scanner.Scanner
	s.Init(file, text, func(token.Position, string) {}, 0)
	for depth := 0; ; {
		pos, tok, _ := s.Scan()
		switch tok {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			if depth == 0 {
				return offset + file.Offset(pos)
			}
			depth--
		case token.COMMA:
			if depth == 0 {
				return offset + file.Offset(pos)
			}
		case token.EOF:
			return -1
		}
	}
}
