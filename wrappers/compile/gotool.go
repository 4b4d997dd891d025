// Go's own commands, which go builds when they are first needed, in the user's environment: they must not write into the
// user's log. Nothing in a binary tells them from a user's program at cmd/… of a GOPATH, so they are marked when they are
// compiled.

package main

// isGoTool reports the main package of one.
func (c *command) isGoTool() bool { return c.std && c.value("p") == "main" }

// toolMark sets a variable of package runtime as runtime/cgo sets iscgo: one definition with a value takes the place of one
// without. So it is set before anything runs.
const toolMark = `//line /rto/tool.go:1
package main

import _ "unsafe"

//go:linkname rtoGoTool runtime.rtoGoTool
var rtoGoTool = true
`

// markTool gives the arguments that compile the package with the mark. A tool of which something is asked for by its own
// name is not marked: who asks wants to see it.
func (c *command) markTool(r *room) ([]string, error) {
	copies := newCopies(r)
	added, err := copies.add("rto_tool.go", []byte(toolMark))
	if err != nil {
		return nil, err
	}
	return c.arguments(c.flags, copies, append(append([]string(nil), c.files...), added)), nil
}
