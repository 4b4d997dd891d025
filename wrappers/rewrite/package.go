// Package rewrite inserts rto's hooks into the Go files of one package: bytes in, bytes out.
//
// Insertions are made only behind a body's opening brace and around a call of an unsafe builtin, always on the line where
// they belong: no line moves, nothing is renamed or printed anew, so panics, runtime.Caller, coverage and profiles say what
// they say with stock Go. What the insertions refer to stands in one added file.
package rewrite

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"sort"
	"strings"
)

// Function is a function or method to hook, with what is logged of its arguments.
type Function struct {
	// Name within the package: "ValueOf", "Value.Call" (whatever the receiver's pointers and type parameters).
	Name string
	// Late says that it is reported when it ends.
	Late bool
	// Log lists the logged arguments.
	Log []Argument
}

// Argument is one logged argument of a function.
type Argument struct {
	Parameter int    // index, -1 for the receiver
	Field     string // of the parameter, a pointer: "c.vers"; for functions that are reported late
	As        string
	Kind      byte
}

// Input is one package as the compiler is given it.
type Input struct {
	// ImportPath without a test variant's suffix.
	ImportPath string
	// GoMinor is the release's minor number.
	GoMinor int
	Files   []File
	// Functions to hook at their entry.
	Functions []Function
	// Unsafe are the builtins of package unsafe to hook at their call sites: "Slice", …
	Unsafe map[string]bool
}

// File is a Go source file.
type File struct {
	Name string // as the compiler is given it
	Text []byte
}

// Result is what changed.
type Result struct {
	// Changed holds the new text of files that got a hook, by index in Input.Files.
	Changed map[int][]byte
	// Added is the text of the added file; nil where nothing was hooked.
	Added []byte
	// Hooked names what was hooked: "reflect.ValueOf"; call sites as "unsafe.Slice file:line".
	Hooked []string
	// Skipped says what was not, and why.
	Skipped []Skip
	// Aliases says that the package has alias declarations, as far as it was read.
	Aliases bool
}

// Skip is a function or call site that cannot be hooked.
type Skip struct {
	Name   string
	Reason string
}

// SyntaxError reports that a file does not parse: the compiler's own words about it are better.
type SyntaxError struct{ Err error }

func (e *SyntaxError) Error() string { return e.Err.Error() }

// MissingError reports functions that the package does not have.
type MissingError struct {
	ImportPath string
	Names      []string
	Near       map[string][]string // what the package has instead, by missing name
}

func (e *MissingError) Error() string {
	var lines []string
	for _, n := range e.Names {
		s := fmt.Sprintf("%s has no function %s", e.ImportPath, n)
		if near := e.Near[n]; len(near) > 0 {
			s += "; it has " + strings.Join(near, ", ")
		}
		lines = append(lines, s)
	}
	return strings.Join(lines, "\n")
}

// Package rewrites one package.
func Package(in Input) (*Result, error) {
	p := &pkg{in: in, result: &Result{Changed: map[int][]byte{}}, fset: token.NewFileSet(), declared: map[string]bool{}, variables: map[string]bool{}, aliases: Aliases{}}
	if err := p.parse(); err != nil {
		return nil, err
	}
	p.prefix = freePrefix(in.Files)
	if err := p.functions(); err != nil {
		return nil, err
	}
	p.callSites()
	p.apply()
	return p.result, nil
}

// pkg is the work on one package.
type pkg struct {
	in       Input
	result   *Result
	fset     *token.FileSet
	files    []*source
	declared map[string]bool // names declared at package level
	aliases  Aliases
	prefix   string // begins every identifier of ours; no file contains it
	entries  []entry
	sites    []site
	// variables are those declared at package level.
	variables map[string]bool
	there     bool // a site is given an address
}

// source is a parsed file and its insertions.
type source struct {
	index int
	ast   *ast.File // nil where the file needs no look
	file  *token.File
	text  []byte
	edits []edit
}

// edit inserts text before the byte at offset.
type edit struct {
	offset int
	text   string
}

func (p *pkg) parse() error {
	for i, f := range p.in.Files {
		s := &source{index: i, text: f.Text}
		p.files = append(p.files, s)
		if len(p.in.Functions) == 0 && !bytes.Contains(f.Text, []byte("unsafe")) {
			continue
		}
		tree, err := parser.ParseFile(p.fset, f.Name, f.Text, parser.ParseComments)
		if err != nil {
			return &SyntaxError{err}
		}
		s.ast, s.file = tree, p.fset.File(tree.Pos())
		p.aliases.Add(tree)
		for _, d := range tree.Decls {
			p.declare(d)
		}
	}
	p.result.Aliases = len(p.aliases) > 0
	return nil
}

// Original is the file that a file says it was made of, by a line directive in front of its package clause: where coverage is
// measured, and behind cgo, another file is compiled than was written. It is the file itself where it says nothing.
func Original(f File) string {
	set := token.NewFileSet()
	tree, err := parser.ParseFile(set, f.Name, f.Text, parser.PackageClauseOnly)
	if err != nil {
		return f.Name
	}
	return set.Position(tree.Package).Filename
}

func (p *pkg) declare(d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			p.declared[d.Name.Name] = true
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch s := spec.(type) {
			case *ast.TypeSpec:
				p.declared[s.Name.Name] = true
			case *ast.ValueSpec:
				for _, n := range s.Names {
					p.declared[n.Name] = true
					p.variables[n.Name] = d.Tok == token.VAR
				}
			}
		}
	}
}

// freePrefix finds a beginning of identifiers that no file uses.
func freePrefix(files []File) string {
	prefix := "rto"
	for _, f := range files {
		for bytes.Contains(f.Text, []byte(prefix+"_")) {
			prefix += "x"
		}
	}
	return prefix + "_"
}

// apply makes the new texts and the added file.
func (p *pkg) apply() {
	if len(p.entries)+len(p.sites)+len(p.result.Skipped) == 0 {
		return
	}
	name := ""
	for _, s := range p.files {
		if s.ast != nil {
			name = s.ast.Name.Name
		}
		if len(s.edits) > 0 {
			p.result.Changed[s.index] = s.apply()
		}
	}
	if p.result.Added = p.added(name); len(p.entries)+len(p.sites) == 0 {
		p.result.Added = p.manifest().file(name, p.prefix)
	}
	sort.Strings(p.result.Hooked)
}

func (s *source) apply() []byte {
	sort.SliceStable(s.edits, func(i, j int) bool { return s.edits[i].offset < s.edits[j].offset })
	var out bytes.Buffer
	last := 0
	for _, e := range s.edits {
		out.Write(s.text[last:e.offset])
		out.WriteString(e.text)
		last = e.offset
	}
	out.Write(s.text[last:])
	return out.Bytes()
}

func (s *source) insert(at token.Pos, text string) {
	s.edits = append(s.edits, edit{s.file.Offset(at), text})
}

func (p *pkg) skip(name, reason string) {
	p.result.Skipped = append(p.result.Skipped, Skip{name, reason})
}
