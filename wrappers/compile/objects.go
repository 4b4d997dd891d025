// Objects that an earlier build compiled. cmd/go compiles every package anew when another thing is observed, since -V=full
// says so and cannot say it of one package; most come out the same.

package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// object is what one call of the compiler makes. It is kept in cmd/go's build cache under the name of a data file there, so
// that cmd/go removes it when it was not used for days, and `go clean -cache` does.
type object struct {
	file    string // in the cache
	output  string // the archive that the compiler writes
	header  string // go_asm.h, which it writes for packages with assembly; "" for others
	buildID string // of this build
}

// about is the first line of a kept object. The archive follows it, then the header.
type about struct {
	BuildID string `json:"buildID"`
	Archive int    `json:"archive"` // bytes
	SHA256  string `json:"sha256"`  // of the two above and of all that follows
}

// newObject finds the place of what c makes, with copies in room; nil where it cannot be kept.
func newObject(t *toolchain, c *command, room string, environment []string) *object {
	o := &object{output: c.output}
	for _, s := range c.settings {
		switch s.name {
		case "asmhdr":
			o.header = s.value
		case "buildid":
			o.buildID = s.value
		}
	}
	cache := os.Getenv("GOCACHE") // set by cmd/go
	if !filepath.IsAbs(cache) || len(o.buildID) < minBuildID {
		return nil
	}
	key := objectKey(t, c, room, environment)
	if key == "" {
		return nil
	}
	o.file = filepath.Join(cache, key[:2], key+"-d")
	return o
}

// minBuildID is the length from which a build ID is taken for cmd/go's digest: nothing else in an object equals it.
const minBuildID = 32

// restore writes what the compiler would write, if it was kept.
func (o *object) restore() bool {
	kept, err := os.ReadFile(o.file)
	if err != nil {
		return false
	}
	line, rest, _ := bytes.Cut(kept, []byte("\n"))
	var a about
	if json.Unmarshal(line, &a) != nil || a.SHA256 != a.digest(rest) || a.Archive < 0 || a.Archive > len(rest) || len(a.BuildID) != len(o.buildID) {
		return false // not written to its end, damaged, or by something else
	}
	// As cmd/go exchanges it when the package is compiled.
	archive := bytes.ReplaceAll(rest[:a.Archive], []byte(a.BuildID), []byte(o.buildID))
	if os.WriteFile(o.output, archive, 0o666) != nil || o.header != "" && os.WriteFile(o.header, rest[a.Archive:], 0o666) != nil {
		return false
	}
	o.touch()
	return true
}

// touch tells cmd/go that the file is used. Once an hour is enough for it.
func (o *object) touch() {
	now := time.Now()
	if stat, err := os.Stat(o.file); err == nil && now.Sub(stat.ModTime()) > time.Hour {
		os.Chtimes(o.file, now, now)
	}
}

// keep puts what the compiler has written into the cache. Where that fails, it is compiled again next time.
func (o *object) keep() {
	stat, err := os.Stat(o.output)
	if err != nil || !stat.Mode().IsRegular() {
		return // /dev/null gives nothing back
	}
	archive, err := os.ReadFile(o.output)
	if err != nil {
		return
	}
	all := archive
	if o.header != "" {
		text, err := os.ReadFile(o.header)
		if err != nil {
			return
		}
		all = append(archive, text...)
	}
	a := about{BuildID: o.buildID, Archive: len(archive)}
	a.SHA256 = a.digest(all)
	line, err := json.Marshal(a)
	if err != nil {
		return
	}
	draft := o.file[:len(o.file)-len("d")] + strconv.Itoa(os.Getpid()) + "-d"
	if os.WriteFile(draft, append(append(line, '\n'), all...), 0o666) != nil || os.Rename(draft, o.file) != nil {
		os.Remove(draft)
	}
}

// digest covers what the first line says too: it is read before anything else is known to be whole.
func (a *about) digest(rest []byte) string {
	hash := sha256.New()
	fmt.Fprintf(hash, "%s\n%d\n", a.BuildID, a.Archive)
	hash.Write(rest)
	return hex.EncodeToString(hash.Sum(nil))
}
