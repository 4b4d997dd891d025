package main

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"

	"rto.dev/wrappers/rewrite"
	"rto.dev/wrappers/selection"
)

// sites has each of unsafe's builtins at a call site. Those of Go 1.20 are added where there are such.
const sites = `package sites

import "unsafe"

func Add(p unsafe.Pointer, n int) unsafe.Pointer { return unsafe.Add(p, n) }

func Slice(p *byte, n int) []byte { return unsafe.Slice(p, n) }
`

const sites120 = `
func String(p *byte, n int) string { return unsafe.String(p, n) }

func SliceData(s []byte) *byte { return unsafe.SliceData(s) }

func StringData(s string) *byte { return unsafe.StringData(s) }
`

// hooked are packages of the standard library whose hooks have, together, every form that there is.
var hooked = []string{"reflect", "crypto/sha256", "crypto/aes", "crypto/rsa", "crypto/hmac", "crypto/tls"}

func inHooks() ([]finding, error) {
	minor, err := goMinor()
	if err != nil {
		return nil, err
	}
	chosen, err := selection.Read(func(name string) string {
		if name == "GO_INSTRUMENT" {
			return "reflect,unsafe,crypto"
		}
		return ""
	}, minor)
	if err != nil {
		return nil, err
	}
	text := sites
	if minor >= 20 {
		text += sites120
	}
	in := rewrite.Input{ImportPath: "example.com/sites", GoMinor: minor, Unsafe: chosen.Unsafe()}
	in.Files = []rewrite.File{{Name: "sites.go", Text: []byte(text)}}
	found, err := inRewritten(in)
	if err != nil {
		return nil, err
	}
	for _, path := range hooked {
		in, err := packageInput(path, minor, chosen)
		if err != nil {
			return nil, err
		}
		more, err := inRewritten(in)
		if err != nil {
			return nil, err
		}
		found = append(found, more...)
	}
	return found, nil
}

func goMinor() (int, error) {
	m := regexp.MustCompile(`^go1\.(\d+)`).FindStringSubmatch(runtime.Version())
	if m == nil {
		return 0, fmt.Errorf("%s is no release", runtime.Version())
	}
	return strconv.Atoi(m[1])
}

func packageInput(path string, minor int, chosen *selection.Selection) (rewrite.Input, error) {
	in := rewrite.Input{ImportPath: path, GoMinor: minor}
	folder := filepath.Join(runtime.GOROOT(), "src", filepath.FromSlash(path))
	pkg, err := build.ImportDir(folder, 0)
	if err != nil {
		return in, err
	}
	for _, name := range pkg.GoFiles {
		text, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			return in, err
		}
		in.Files = append(in.Files, rewrite.File{Name: filepath.Join(folder, name), Text: text})
	}
	wanted := chosen.In(path)
	if wanted == nil {
		return in, fmt.Errorf("nothing of %s is observed", path)
	}
	in.Functions, err = wanted.Functions(in.Files, func() []rewrite.File { return nil })
	return in, err
}

// inRewritten looks at what was inserted: the lines that name something of rto's, and the added file.
func inRewritten(in rewrite.Input) ([]finding, error) {
	result, err := rewrite.Package(in)
	if err != nil {
		return nil, err
	}
	if result.Added == nil {
		return nil, fmt.Errorf("nothing of %s was hooked", in.ImportPath)
	}
	fset := token.NewFileSet()
	var files []*ast.File
	var texts []string
	add := func(name string, text []byte) error {
		file, err := parser.ParseFile(fset, name, text, 0)
		files, texts = append(files, file), append(texts, string(text))
		return err
	}
	for i, f := range in.Files {
		text := f.Text
		if changed, ok := result.Changed[i]; ok {
			text = changed
		}
		if err := add(f.Name, text); err != nil {
			return nil, err
		}
	}
	if err := add("hooks.go", regexp.MustCompile(`(?m)^//line .*$`).ReplaceAll(result.Added, nil)); err != nil {
		return nil, err
	}
	info, err := check(fset, in.ImportPath, files)
	if err != nil {
		return nil, err
	}
	var found []finding
	for i, file := range files {
		lines := strings.Split(texts[i], "\n")
		added := i == len(files)-1
		for _, f := range find(fset, file, info, func(pos token.Pos) bool {
			return added || strings.Contains(lines[fset.PositionFor(pos, false).Line-1], "rto_")
		}) {
			f.function = "hook in " + in.ImportPath
			found = append(found, f)
		}
	}
	return found, nil
}
