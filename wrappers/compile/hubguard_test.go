package main

import (
	"path/filepath"
	"testing"

	"rto.dev/wrappers/rewrite"
)

// guarded is a toolchain whose standard library has a package crypto/aes.
func guarded(t *testing.T) *toolchain {
	goroot := t.TempDir()
	write(t, filepath.Join(goroot, "src", "crypto", "aes", "aes.go"), "package aes\n")
	return &toolchain{goroot: goroot}
}

func TestHubInGo(t *testing.T) {
	tc := guarded(t)
	const head = "package p\n\nimport _ \"unsafe\"\n\n"
	for what, text := range map[string]string{
		"a linkname":                    head + "//go:linkname mine runtime.rtoOn\nvar mine bool\n",
		"behind blanks":                 head + "\t  //go:linkname   mine\truntime.rtoOn\nvar mine bool\n",
		"inside a function":             head + "func f() {\n\t//go:linkname mine runtime.rtoOn\n}\n",
		"between declarations":          head + "var (\n\t//go:linkname mine runtime.rtoOn\n\tmine bool\n)\n",
		"behind a comment":              head + "/* x\n*/ //go:linkname mine runtime.rtoOn\nvar mine bool\n",
		"with Windows line ends":        head + "//go:linkname mine runtime.rtoOn\r\nvar mine bool\r\n",
		"behind a byte order mark":      "\xef\xbb\xbf" + head + "//go:linkname mine runtime.rtoOn\nvar mine bool\n",
		"in front of the package":       "//go:linkname mine runtime.rtoOn\n" + head + "var mine bool\n",
		"Go 1.27's directive":           head + "//go:linknamestd mine runtime.rtoOn\nvar mine bool\n",
		"a method":                      head + "//go:linkname mine runtime.(*rtoTable).init\nfunc mine()\n",
		"the stamp":                     head + "//go:linkname mine internal/goos.RtoObserved\nvar mine string\n",
		"what the stamp is made of":     head + "//go:linkname mine internal/goos.rtoAbout\nvar mine string\n",
		"a hook of the library":         head + "//go:linkname mine crypto/aes.rto_s0\nvar mine string\n",
		"one of a longer name":          head + "//go:linkname mine crypto/aes.rtoxx_manifest\nvar mine string\n",
		"cgo's directive":               head + "//go:cgo_import_dynamic runtime.rtoOn x \"libx.so\"\n",
		"in a file that does not parse": head + "//go:linkname mine runtime.rtoOn\nvar mine bool\nfunc {\n",
	} {
		if tc.hubDirective([]byte(text)) == "" {
			t.Errorf("%s is let through", what)
		}
	}
	for what, text := range map[string]string{
		"a raw string":                head + "const s = `\n//go:linkname mine runtime.rtoOn\n`\n",
		"a general comment":           head + "/*\n//go:linkname mine runtime.rtoOn\n*/\n",
		"prose":                       head + "// go:linkname mine runtime.rtoOn\n",
		"a package called runtime":    head + "//go:linkname next example.com/netsim/runtime.rtoNext\nfunc next()\n",
		"a symbol of package runtime": head + "//go:linkname now runtime.nanotime\nfunc now() int64\n",
		"a name of its own":           head + "//go:linkname rtoNext\nfunc rtoNext()\n",
		"a hook's name elsewhere":     head + "//go:linkname mine example.com/aes.rto_s0\nvar mine string\n",
		"another name of the library": head + "//go:linkname mine crypto/aes.rtoS0\nvar mine string\n",
		"a local name":                head + "//go:linkname rto_mine example.com/x.Mine\nfunc rto_mine()\n",
	} {
		if symbol := tc.hubDirective([]byte(text)); symbol != "" {
			t.Errorf("%s is refused: %s", what, symbol)
		}
	}
}

func TestHubInAssembly(t *testing.T) {
	tc := guarded(t)
	for _, row := range []struct {
		what, symabis, assembly, header string
		refused                         bool
	}{
		{"a reference", "def p.f ABI0\nref runtime.rtoHit ABI0\n", "", "", true},
		{"a store", "def p.f ABI0\n", "TEXT ·f(SB),4,$0\n\tMOVB $0, runtime·rtoOn+0(SB)\n\tRET\n", "", true},
		{"a definition", "", "DATA runtime·rtoOn(SB)/1, $1\nGLOBL runtime·rtoOn(SB), 16, $1\n", "", true},
		{"the stamp", "", "DATA internal∕goos·RtoStamp(SB)/1, $1\n", "", true},
		{"a macro", "", "#include \"x.h\"\nTEXT ·f(SB),4,$0\n\tMOVB $0, ON\n", "#define ON runtime·rtoOn(SB)\n", true},
		{"a macro from another folder", "", "#include \"sub/y.inc\"\n", "", true},
		{"a comment", "", "// MOVB $0, runtime·rtoOn(SB)\n/* runtime·rtoOn */\n", "", false},
		{"a string", "", "DATA s<>(SB)/13, $\"runtime·rtoOn\"\n", "", false},
		{"a package called runtime", "ref example.com/runtime.rtoNext ABI0\n", "CALL example·com∕runtime·rtoNext(SB)\n", "", false},
		{"package runtime", "ref runtime.memmove ABI0\n", "JMP runtime·memmove(SB)\n", "", false},
	} {
		folder, work := t.TempDir(), t.TempDir()
		write(t, filepath.Join(folder, "f.s"), row.assembly)
		write(t, filepath.Join(folder, "x.h"), row.header)
		write(t, filepath.Join(folder, "sub", "y.inc"), "CALL runtime·rtoHit(SB)\n")
		write(t, filepath.Join(work, "symabis"), row.symabis)
		c := parseCommand([]string{"-p", "p", "-symabis", filepath.Join(work, "symabis"), "x.go"}, "")
		// Where coverage is measured, another file than the package's own is compiled.
		files := []rewrite.File{{Name: filepath.Join(work, "p.cover.go"), Text: []byte("//line " + folder + "/p.go:1:1\npackage p\n")}}
		if err := c.refuseHub(tc, files); (err != nil) != row.refused {
			t.Errorf("%s: %v", row.what, err)
		}
	}
}
