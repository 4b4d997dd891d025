// The added file: what the insertions refer to, linked to the hub in package runtime.

package rewrite

import (
	"bytes"
	"fmt"
	"strings"
)

// AddedName is the position that the added file claims in its line directive: the same on every machine.
const AddedName = "/rto/hooks.go"

func (p *pkg) added(packageName string) []byte {
	var out bytes.Buffer
	write := func(text string) { out.WriteString(strings.ReplaceAll(text, "RTO_", p.prefix)) }
	write("//line " + AddedName + ":1\npackage " + packageName + "\n" + addedHead)
	if len(p.entries) > 0 {
		write(addedEntries)
	}
	if len(p.sites) > 0 {
		write(addedSites)
	}
	if p.there {
		write(addedThere)
	}
	uses := map[form]bool{}
	for i, e := range p.entries {
		uses[e.form] = true
		if e.form == typeForm {
			continue
		}
		var names []string
		kinds := uint32(0)
		for i, a := range e.log {
			names = append(names, a.As)
			kinds |= uint32(a.Kind) << (8 * i)
		}
		fmt.Fprintf(&out, "\nvar %ss%d = %ssite{%q, %q, %#x, &%smanifest}\n", p.prefix, i, p.prefix, e.operation, strings.Join(names, ","), kinds, p.prefix)
	}
	for i, s := range p.sites {
		fmt.Fprintf(&out, "\nvar %so%d = %sonce{up: %d, site: %ssite{operation: %q, manifest: &%smanifest}}\n", p.prefix, i, p.prefix, s.up, p.prefix, s.operation, p.prefix)
	}
	for _, f := range []form{typeForm, madeForm, lateForm} {
		if uses[f] {
			write(addedForms[f])
		}
	}
	fmt.Fprintf(&out, "\nvar %smanifest = %s\n", p.prefix, p.manifest().literal())
	return out.Bytes()
}

// The types are rtoSite and rtoOnce of the hub, field by field. The import has a name of its own, so that it never meets
// one of the package's. Where the package redefines a type that stands here, the stand-in compiles it untouched.
const addedHead = `
import RTO_unsafe "unsafe"

type RTO_ptr = RTO_unsafe.Pointer

type RTO_site struct {
	operation, names string
	kinds            uint32
	manifest         *string
}
`

const addedEntries = `
//go:linkname RTO_on runtime.rtoOn
var RTO_on bool

var RTO_nil RTO_ptr

//go:linkname RTO_call runtime.rtoCallChan
var RTO_call chan RTO_ptr

//go:linkname RTO_hit runtime.rtoHit
//go:noescape
func RTO_hit(s *RTO_site, a, b, c, d RTO_ptr)
`

const addedSites = `
type RTO_once struct {
	seen, up uint32
	site     RTO_site
}

//go:linkname RTO_first runtime.rtoOnceChan
var RTO_first chan RTO_ptr

// What RTO_once.seen is where nothing is to be reported.
//
//go:linkname RTO_done runtime.rtoReported
var RTO_done uint32

// nosplit for where it is not inlined: its caller may be.
//
//go:nosplit
func RTO_at(o *RTO_once) uint { if o.seen != RTO_done { RTO_first <- RTO_ptr(o) }; return 0 }
`

// addedThere stands in packages of Go 1.20 and newer, which may be generic. Its send is as far from the hub as that of RTO_at.
const addedThere = `
//go:nosplit
func RTO_there[S interface{}](o *RTO_once, s *S) *S { if o.seen != RTO_done { RTO_first <- RTO_ptr(o) }; return s }
`

// addedForms is what single forms of hooks need besides. typeForm is package reflect's alone, which does not redefine uintptr.
var addedForms = map[form]string{
	typeForm: `
//go:linkname RTO_type runtime.rtoTypeChan
var RTO_type chan [2]uintptr

type RTO_words = [2]uintptr

// These hooks do not point at a site, so the manifest must be kept otherwise.
var RTO_kept *string

func init() { RTO_kept = &RTO_manifest }
`,
	madeForm: `
//go:linkname RTO_made runtime.rtoHitMade
//go:noescape
func RTO_made(s *RTO_site, a, b, c, d RTO_ptr)
`,
	lateForm: `
//go:linkname RTO_late runtime.rtoHitLate
//go:noescape
func RTO_late(s *RTO_site, a, b, c, d RTO_ptr)
`,
}
