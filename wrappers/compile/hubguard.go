// What reaches for what rto added to Go: one assignment to runtime.rtoOn would end the log. Such packages are refused.

package main

import (
	"bytes"
	"fmt"
	"go/scanner"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	goscanner "text/scanner"
	"unicode"

	"rto.dev/wrappers/rewrite"
)

// isHub reports whether a symbol is one that rto added: of the hub, of the stamp, or of a hook in the standard library. In any
// other package a name like a hook's is the package's own.
func (t *toolchain) isHub(symbol string) bool {
	symbol = strings.NewReplacer("\u00b7", ".", "\u2215", "/").Replace(symbol)
	slash := strings.LastIndexByte(symbol, '/') + 1
	dot := strings.IndexByte(symbol[slash:], '.')
	if dot < 0 {
		return false
	}
	path, name := symbol[:slash+dot], symbol[slash+dot+1:]
	name = strings.TrimPrefix(name, "(*") // of a method
	switch path {
	case "runtime":
		return strings.HasPrefix(name, "rto")
	case stamped:
		return strings.HasPrefix(name, "rto") || strings.HasPrefix(name, "Rto")
	}
	if !hookName.MatchString(name) {
		return false
	}
	stat, err := os.Stat(filepath.Join(t.goroot, "src", filepath.FromSlash(path)))
	return err == nil && stat.IsDir()
}

// hookName is how names of the added file begin (rewrite.freePrefix).
var hookName = regexp.MustCompile(`^rtox*_`)

// refuseHub is the error of a package that reaches the hub, in Go or in assembly.
func (c *command) refuseHub(t *toolchain, files []rewrite.File) error {
	for _, f := range files {
		if symbol := t.hubDirective(f.Text); symbol != "" {
			return c.reaches(f.Name, symbol)
		}
	}
	// What the assembler says of the symbols that its files define and refer to, with all macros applied.
	if name := c.value("symabis"); name != "" {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil // the compiler says so
		}
		for _, word := range strings.Fields(string(text)) {
			if t.isHub(word) {
				return c.reaches("assembly", word)
			}
		}
		// It says nothing of data.
		for _, name := range append(beside(files, "*.s"), beside(files, "*.h")...) {
			if symbol := t.hubInAssembly(name, map[string]bool{}); symbol != "" {
				return c.reaches(name, symbol)
			}
		}
	}
	return nil
}

func (c *command) reaches(file, symbol string) error {
	return fmt.Errorf("%s: %s links to what rto added to Go (%s), so its log could not be trusted", c.importPath, filepath.Base(file), symbol)
}

// hubDirective is a symbol of the hub that a directive of a Go file names: the target of a linkname, or anything that cgo's
// directives say. The compiler takes a comment for a directive wherever it stands.
func (t *toolchain) hubDirective(text []byte) string {
	if !bytes.Contains(text, []byte("rto")) && !bytes.Contains(text, []byte("Rto")) {
		return ""
	}
	set := token.NewFileSet()
	var s scanner.Scanner
	s.Init(set.AddFile("", set.Base(), len(text)), text, func(token.Position, string) {}, scanner.ScanComments)
	for {
		switch _, kind, comment := s.Scan(); kind {
		case token.EOF:
			return ""
		case token.COMMENT:
			if symbol := t.hubInDirective(comment); symbol != "" {
				return symbol
			}
		}
	}
}

func (t *toolchain) hubInDirective(comment string) string {
	fields := strings.Fields(comment)
	if len(fields) < 2 || !strings.HasPrefix(fields[0], "//go:") {
		return ""
	}
	first := 1
	if strings.HasPrefix(fields[0], "//go:linkname") { // of the release, or go:linknamestd
		first = 2 // behind the name that it has here
	}
	for i := first; i < len(fields); i++ {
		if symbol := strings.Trim(fields[i], `"`); t.isHub(symbol) {
			return symbol
		}
	}
	return ""
}

// hubInAssembly is a symbol of the hub that a file of assembly names, or one that it includes. The tokens are
// cmd/asm/internal/lex's: comments and strings do not count.
func (t *toolchain) hubInAssembly(name string, seen map[string]bool) string {
	if seen[name] {
		return ""
	}
	seen[name] = true
	text, err := os.ReadFile(name)
	if err != nil {
		return "" // included from where the assembler's flags say
	}
	var s goscanner.Scanner
	s.Init(bytes.NewReader(text))
	s.Mode = goscanner.ScanChars | goscanner.ScanFloats | goscanner.ScanIdents | goscanner.ScanInts | goscanner.ScanStrings | goscanner.ScanComments | goscanner.SkipComments
	s.IsIdentRune = inAssemblyName
	s.Error = func(*goscanner.Scanner, string) {}
	last := ""
	for {
		kind := s.Scan()
		switch word := s.TokenText(); {
		case kind == goscanner.EOF:
			return ""
		case kind == goscanner.Ident && t.isHub(word):
			return word
		case kind == goscanner.String && last == "include":
			if symbol := t.hubInAssembly(filepath.Join(filepath.Dir(name), strings.Trim(word, `"`)), seen); symbol != "" {
				return symbol
			}
		}
		last = s.TokenText()
	}
}

// inAssemblyName is cmd/asm/internal/lex.isIdentRune.
func inAssemblyName(r rune, i int) bool {
	return unicode.IsLetter(r) || r == '_' || r == '\u00b7' || r == '\u2215' || i > 0 && unicode.IsDigit(r)
}
