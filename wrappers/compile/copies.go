// Rewritten files: copies that claim their originals' places.

package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// copies writes rewritten files into folders of a room, one a source folder. A copy keeps its base name: the compiler gives
// rights to some (_cgo_gotypes.go).
type copies struct {
	room    *room
	folders map[string]string // source folder -> folder of its copies
	order   []string
}

func newCopies(r *room) *copies { return &copies{room: r, folders: map[string]string{}} }

var byteOrderMark = []byte("\xef\xbb\xbf")

// write copies one file under a line directive that names the original by its absolute path.
func (c *copies) write(original string, text []byte) (string, error) {
	absolute, err := filepath.Abs(original)
	if err != nil {
		return "", err
	}
	source := filepath.Dir(absolute)
	folder, ok := c.folders[source]
	if !ok {
		folder = strconv.Itoa(len(c.order))
		c.folders[source] = folder
		c.order = append(c.order, source)
	}
	column := 1
	if bytes.HasPrefix(text, byteOrderMark) { // it may only begin a file, and takes three columns there
		text, column = text[len(byteOrderMark):], 1+len(byteOrderMark)
	}
	head := fmt.Sprintf("//line %s:1:%d\n", absolute, column)
	return c.room.write(filepath.Join(folder, filepath.Base(original)), append([]byte(head), text...))
}

// add writes a file that has no original.
func (c *copies) add(name string, text []byte) (string, error) { return c.room.write(name, text) }

// trimpath is what the copies need of the compiler's flag -trimpath besides the user's own rewrites: nothing that is compiled
// may hold the room's name. A relative line directive in a source file is resolved against the folder the compiler reads the
// file from, so that folder is sent back to the original's, in the spelling that the user's rewrites give it.
func (c *copies) trimpath(users string) string {
	var rewrites []string
	for _, source := range c.order {
		folder := filepath.Join(c.room.path, c.folders[source])
		rewrites = append(rewrites, folder+"=>"+applyRewrites(source, users, os.Getenv("GOROOT")))
	}
	if c.room.path != "" {
		rewrites = append(rewrites, c.room.path+"=>"+addedFolder)
	}
	if users != "" {
		rewrites = append(rewrites, users)
	}
	return strings.Join(rewrites, ";")
}

// addedFolder stands for the room in what is compiled.
const addedFolder = "/rto"

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
