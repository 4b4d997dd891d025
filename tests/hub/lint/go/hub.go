package main

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// inHub looks at the hub's files of this toolchain's package runtime, and at the lines of others that name the hub.
func inHub() ([]finding, error) {
	return inRuntime("")
}

// inFile looks at a file as if it belonged to package runtime.
func inFile(name string) ([]finding, error) {
	return inRuntime(name)
}

func inRuntime(more string) ([]finding, error) {
	folder := filepath.Join(runtime.GOROOT(), "src", "runtime")
	pkg, err := build.ImportDir(folder, 0)
	if err != nil {
		return nil, err
	}
	fset := token.NewFileSet()
	var names []string
	for _, name := range pkg.GoFiles {
		names = append(names, filepath.Join(folder, name))
	}
	if more != "" {
		names = append(names, more)
	}
	files, texts, err := parse(fset, names)
	if err != nil {
		return nil, err
	}
	info, err := check(fset, "runtime", files)
	if err != nil {
		return nil, err
	}
	var found []finding
	for i, file := range files {
		base := filepath.Base(names[i])
		lines := strings.Split(texts[i], "\n")
		if more != "" && names[i] != more {
			continue
		}
		found = append(found, find(fset, file, info, func(pos token.Pos) bool {
			return more != "" || strings.HasPrefix(base, "rto") || strings.Contains(lines[fset.Position(pos).Line-1], "rto")
		})...)
	}
	return found, nil
}

func parse(fset *token.FileSet, names []string) (files []*ast.File, texts []string, err error) {
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, nil, err
		}
		file, err := parser.ParseFile(fset, name, text, 0)
		if err != nil {
			return nil, nil, err
		}
		files, texts = append(files, file), append(texts, string(text))
	}
	return files, texts, nil
}

// check type-checks a package. What is wrong with a package that its own compiler takes is the checker's affair, unless it
// names something of rto's: the result would say less than it should.
func check(fset *token.FileSet, path string, files []*ast.File) (*types.Info, error) {
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	var wrong error
	conf := types.Config{
		Importer: importer.ForCompiler(fset, "source", nil),
		Error: func(err error) {
			if wrong == nil && strings.Contains(err.Error(), "rto") {
				wrong = err
			}
		},
	}
	conf.Check(path, fset, files, info)
	if len(info.Types) == 0 {
		return nil, fmt.Errorf("%s was not understood", path)
	}
	return info, wrong
}
