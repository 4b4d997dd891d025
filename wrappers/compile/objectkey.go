// What an object is made of, as one digest.

package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

// inKey are the flags whose value is all that they bring into an object. objectKey knows some more; of any other it is not
// known what else the compiler reads or writes.
var inKey = map[string]bool{
	"+": true, "D": true, "N": true, "asan": true, "asmhdr": true, "complete": true, "dwarf": true, "dynlink": true, "goversion": true,
	"installsuffix": true, "l": true, "lang": true, "msan": true, "nolocalimports": true, "p": true, "pack": true,
	"race": true, "shared": true, "spectre": true, "std": true, "trimpath": true,
}

// objectKey digests everything that the compiler reads for c but the build ID, in 64 hexadecimal digits: flags, files, the
// export data of imports, the environment. What a build observes is in it by what it does to the files. "" where something
// may be left out, or a file cannot be read, of which the compiler then complains.
//
// The folder of the output is another one in each build, and that of the copies, room. Both are left out of objects (-trimpath),
// and so does the key.
func objectKey(t *toolchain, c *command, room string, environment []string) string {
	k := &keyHash{Hash: sha256.New(), folder: filepath.Dir(c.output), room: room}
	if !filepath.IsAbs(k.folder) || len(c.files) == 0 {
		return ""
	}
	k.add("rto object 2", t.Recipe)
	environment = append([]string(nil), environment...)
	sort.Strings(environment)
	for _, variable := range environment {
		if name, value, _ := strings.Cut(variable, "="); readsVariable(name) {
			k.add(name, value)
		}
	}
	for _, s := range c.settings {
		switch s.name {
		case "o", "buildid", "c": // where to, what is exchanged, on how many processors
		case "importcfg":
			k.imports(s.value)
		case "symabis", "pgoprofile":
			k.file(s.name, s.value)
		default:
			if !inKey[s.name] {
				return ""
			}
			k.add(s.name, s.value)
		}
	}
	for _, name := range c.files {
		if !filepath.IsAbs(name) {
			return "" // the current folder's
		}
		k.file("file", name)
	}
	if k.failed {
		return ""
	}
	return hex.EncodeToString(k.Sum(nil))
}

// readsVariable reports variables that the compiler may look at: all of Go's, but those that name what is observed, and two
// that it has no use for and that differ between builds.
func readsVariable(name string) bool {
	return strings.HasPrefix(name, "GO") && !strings.HasPrefix(name, "GO_INSTRUMENT") && name != "GOCACHE" && name != "GOFLAGS"
}

// keyHash takes named values, each with its length.
type keyHash struct {
	hash.Hash
	folder string // of the output
	room   string // "" where there are no copies
	failed bool
}

// plain takes the names of both folders out of a text.
func (k *keyHash) plain(text []byte) []byte {
	if k.room != "" {
		text = bytes.ReplaceAll(text, []byte(k.room), []byte("$ROOM"))
	}
	return bytes.ReplaceAll(text, []byte(k.folder), []byte("$WORK"))
}

func (k *keyHash) add(name, value string) {
	text := k.plain([]byte(value))
	fmt.Fprintf(k, "%s %d %s\n", name, len(text), text)
}

func (k *keyHash) file(kind, name string) {
	text, err := os.ReadFile(name)
	if err != nil {
		k.failed = true
	}
	if strings.HasPrefix(name, k.folder) || k.room != "" && strings.HasPrefix(name, k.room) {
		text = k.plain(text) // made by this build: names the folder in line directives
	}
	k.add(kind, name)
	fmt.Fprintf(k, "text %d %s\n", len(text), text)
}

// imports takes an import configuration: of an import, the compiler reads the export data.
func (k *keyHash) imports(name string) {
	text, err := os.ReadFile(name)
	if err != nil {
		k.failed = true
	}
	for _, line := range strings.Split(string(text), "\n") {
		path, file, isFile := strings.Cut(strings.TrimPrefix(line, "packagefile "), "=")
		if !isFile || !strings.HasPrefix(line, "packagefile ") {
			k.add("line", line)
			continue
		}
		data, err := exportData(file)
		if err != nil {
			k.failed = true
		}
		k.add(path, string(data))
	}
}

const (
	archiveMark  = "!<arch>\n"
	memberHeader = 60
)

// exportData reads the export data of a package file, without the build ID: the file's first member, __.PKGDEF. The format
// is an archive's of Unix (cmd/internal/archive).
func exportData(name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	start := make([]byte, len(archiveMark)+memberHeader)
	if _, err := io.ReadFull(file, start); err != nil {
		return nil, err
	}
	header := start[len(archiveMark):]
	size, err := strconv.Atoi(strings.TrimSpace(string(header[48:58])))
	stat, statErr := file.Stat()
	if err != nil || statErr != nil || !bytes.HasPrefix(start, []byte(archiveMark+"__.PKGDEF ")) || size < 0 || int64(size) > stat.Size() {
		return nil, fmt.Errorf("%s: not a package file", name)
	}
	data := make([]byte, size)
	if _, err := io.ReadFull(file, data); err != nil {
		return nil, err
	}
	const buildID = "\nbuild id "
	at, end := bytes.Index(data, []byte(buildID)), bytes.Index(data, []byte("\n$$"))
	if at >= 0 && at < end {
		rest := data[at+len(buildID):]
		return append(data[:at:at], rest[bytes.IndexByte(rest, '\n'):]...), nil
	}
	return data, nil
}
