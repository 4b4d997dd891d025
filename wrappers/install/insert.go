// The lines of the release's own sources that change, in package runtime. Each grows behind the brace of a function, so no
// line of a file moves.

package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// insertion is text that goes behind a line of a file of package runtime.
type insertion struct {
	file, head string
	text       string
	// optional is true where older releases lack the line.
	optional bool
}

var insertions = []insertion{
	// Every send statement calls chansend1; it lets through what hooks send (runtime/common/rto_send.go). It is nosplit, and the
	// addresses are read here, where they are its caller's.
	{
		file: "chan.go",
		head: "func chansend1(c *hchan, elem unsafe.Pointer) {",
		text: " if uintptr(unsafe.Pointer(c))-uintptr(unsafe.Pointer(&rtoChannels)) < unsafe.Sizeof(rtoChannels) {" +
			" if callee, sp := sys.GetCallerPC(), sys.GetCallerSP(); !rtoIsHot(rtoSum(callee, 0, rtoSent(elem))) {" +
			" if rtoHasRoom(getg(), sp, rtoRoomToReport) { rtoSendFrom(c, elem, callee, sp) } else { rtoUnreported.Add(1) } }; return };",
	},
	// The world is stopped here while functions run that packages have registered: no hook in one may enter a system call.
	{
		file: "mgc.go",
		head: "func clearpools() {",
		text: " defer releasem(acquirem());",
	},
	// What the FIPS 140 module says of a service passes here: its packages are hashed and cannot be hooked.
	{
		file:     "runtime1.go",
		head:     "func fips_setIndicator(indicator uint8) {",
		text:     " if rtoOn { rtoIndicate() };",
		optional: true, // 1.24
	},
}

// insert makes the insertions in a GOROOT.
func insert(goroot string) error {
	fit, err := fitting(goroot)
	if err != nil {
		return err
	}
	for _, i := range insertions {
		if err := i.make(filepath.Join(goroot, "src", "runtime", i.file), fit); err != nil {
			return err
		}
	}
	return nil
}

func (i insertion) make(name string, fit func([]byte) []byte) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	head := []byte("\n" + i.head + "\n")
	switch n := bytes.Count(text, head); {
	case n == 0 && i.optional:
		return nil
	case n != 1:
		return fmt.Errorf("%s has the line %q %d times, not once", name, i.head, n)
	}
	line := fit([]byte("\n" + i.head + i.text + "\n"))
	return os.WriteFile(name, bytes.Replace(text, head, line, 1), 0o644)
}

// beforeGo124 names two compiler intrinsics as older releases do. They belong to the function that uses them, so nothing can
// be wrapped around them.
var beforeGo124 = strings.NewReplacer(
	"sys.GetCallerPC", "getcallerpc",
	"sys.GetCallerSP", "getcallersp",
	"\t\"internal/runtime/sys\"\n", "",
)

// fitting changes Go code of rto's to fit the release: it is written for the newest.
func fitting(goroot string) (func([]byte) []byte, error) {
	text, err := os.ReadFile(filepath.Join(goroot, "src", "runtime", "chan.go"))
	if err != nil {
		return nil, err
	}
	if bytes.Contains(text, []byte("sys.GetCallerPC")) {
		return func(text []byte) []byte { return text }, nil
	}
	return func(text []byte) []byte { return []byte(beforeGo124.Replace(string(text))) }, nil
}
