// Hooks at call sites of package unsafe's builtins, which have no body of their own.
//
// The builtin stays where it is, with its own checks, panics and typing of constants; only its first argument passes
// through a helper that gives it back: unsafe.Slice(p, n) becomes unsafe.Slice(rto_slice(&rto_o1,p), n).

package rewrite

import (
	"fmt"
	"go/ast"
	"go/scanner"
	"go/token"
	"strconv"
)

// site is one hooked call site.
type site struct {
	operation string
}

// builtin says how many arguments an unsafe builtin has and which helper takes its first.
type builtin struct {
	arguments int
	helper    string
	generic   bool // the helper must keep the argument's own type
}

var builtins = map[string]builtin{
	"Add":        {2, "add", false},
	"Slice":      {2, "slice", true},
	"SliceData":  {1, "slice", true},
	"String":     {2, "string", false},
	"StringData": {1, "stringdata", false},
}

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
	b := builtins[name]
	position := p.fset.Position(call.Pos())
	where := fmt.Sprintf("unsafe.%s %s:%d", name, position.Filename, position.Line)
	start := s.file.Offset(call.Lparen) + 1
	end := -1
	switch {
	case pragma != "":
		p.skip(where, "its function is marked "+pragma)
		return
	case len(call.Args) != b.arguments || call.Ellipsis.IsValid():
		p.skip(where, "its arguments are the results of one call")
		return
	case p.declared["string"] || p.declared["uint8"] || p.declared["uint32"]:
		p.skip(where, "the package redefines a builtin type")
		return
	default:
		if end = argumentEnd(s.text, start); end < 0 {
			p.skip(where, "the end of its first argument was not found")
			return
		}
	}
	p.generic = p.generic || b.generic
	s.edits = append(s.edits,
		edit{start, fmt.Sprintf("%s%s(&%so%d,", p.prefix, b.helper, p.prefix, len(p.sites))},
		edit{end, ")"})
	p.sites = append(p.sites, site{"unsafe." + name})
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
