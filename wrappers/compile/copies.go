// Rewritten files: copies beside the compiler's output, which claim their originals' places.

package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// copies writes rewritten files into folders of their own beside the output, one a source folder. cmd/go removes them
// with its work folder. A copy keeps its base name: the compiler gives rights to some (_cgo_gotypes.go).
type copies struct {
	root    string
	folders map[string]string // source folder -> folder of its copies
	order   []string
}

func newCopies(output string) *copies {
	return &copies{root: filepath.Join(filepath.Dir(output), "rto"), folders: map[string]string{}}
}

// write copies one file under a line directive that names the original by its absolute path.
func (c *copies) write(original string, text []byte) (string, error) {
	absolute, err := filepath.Abs(original)
	if err != nil {
		return "", err
	}
	source := filepath.Dir(absolute)
	folder, ok := c.folders[source]
	if !ok {
		if folder, err = filepath.Abs(filepath.Join(c.root, strconv.Itoa(len(c.order)))); err != nil {
			return "", err
		}
		if err := os.MkdirAll(folder, 0o777); err != nil {
			return "", err
		}
		c.folders[source] = folder
		c.order = append(c.order, source)
	}
	name := filepath.Join(folder, filepath.Base(original))
	text = append([]byte("//line "+absolute+":1:1\n"), text...)
	return name, os.WriteFile(name, text, 0o666)
}

// add writes a file that has no original.
func (c *copies) add(name string, text []byte) (string, error) {
	if err := os.MkdirAll(c.root, 0o777); err != nil {
		return "", err
	}
	name = filepath.Join(c.root, name)
	return name, os.WriteFile(name, text, 0o666)
}

// flags adjusts -trimpath: a relative line directive in a source file is resolved against the folder the compiler reads
// the file from, so that folder is sent back to the original's, in the spelling the user's own rewrites give it.
func (c *copies) flags(flags []string) []string {
	out := append([]string(nil), flags...)
	for i, f := range out {
		if (f == "-trimpath" || f == "--trimpath") && i+1 < len(out) {
			var back []string
			for _, source := range c.order {
				back = append(back, c.folders[source]+"=>"+applyRewrites(source, out[i+1], os.Getenv("GOROOT")))
			}
			out[i+1] = strings.Join(append(back, out[i+1]), ";")
			return out
		}
	}
	return out
}

// applyRewrites is what the compiler does with -trimpath: the first prefix that matches whole path elements is replaced,
// and where none does, GOROOT is written as a variable (cmd/internal/objabi.AbsFile). Packages of the standard library hold
// no other path then, so that objects made from two copies of one toolchain are the same.
func applyRewrites(path, rewrites, goroot string) string {
	if goroot != "" {
		rewrites += ";" + goroot + "=>$GOROOT"
	}
	for _, r := range strings.Split(rewrites, ";") {
		prefix, to := r, ""
		if i := strings.LastIndex(r, "=>"); i >= 0 {
			prefix, to = r[:i], r[i+2:]
		}
		if prefix == "" || !strings.HasPrefix(path, prefix) {
			continue
		}
		rest := path[len(prefix):]
		if rest != "" && rest[0] != '/' {
			continue
		}
		if to == "" {
			return strings.TrimPrefix(rest, "/")
		}
		return to + rest
	}
	return path
}
