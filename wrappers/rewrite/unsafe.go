// Hooks at call sites of package unsafe's builtins, which have no body of their own.
//
// The builtin stays as it is, with its own checks and panics, and its operands are read when they are read without a hook:
// a helper that gives 0 is called where a 0 changes neither value nor type.
//
//	unsafe.Slice(p, n)      unsafe.Slice(p,( n)<<rto_at(&rto_o1))      so String and Add
//	unsafe.SliceData(s)     unsafe.SliceData((s)[rto_at(&rto_o2):])    so StringData
//
// Passing p through the helper would be simpler and wrong: what a statement's calls are given is read in the order of the
// calls, all else after them, so unsafe.Slice(p, f()) would no longer see what f does to p.

package rewrite

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/scanner"
	"go/token"
	"strconv"
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
			ast.Inspect(d, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					if name := unsafeCall(call, names, dot); p.in.Unsafe[name] {
						p.callSite(s, call, name, pragma)
					}
				}
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

func (p *pkg) callSite(s *source, call *ast.CallExpr, name, pragma string) {
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
	at := fmt.Sprintf("%sat(&%so%d)", p.prefix, p.prefix, len(p.sites))
	if builtins[name] == 2 {
		s.edits = append(s.edits, edit{start, "("}, edit{end, ")<<" + at})
	} else {
		s.edits = append(s.edits, edit{start, "("}, edit{end, ")[" + at + ":]"})
	}
	up := bytes.Count(s.text[open:end], []byte("\n"))
	p.sites = append(p.sites, site{"unsafe." + name, up})
	p.result.Hooked = append(p.result.Hooked, where)
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
