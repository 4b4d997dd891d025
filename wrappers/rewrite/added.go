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
	if p.generic {
		write(addedGeneric)
	}
	for i, e := range p.entries {
		var names []string
		kinds := ""
		for _, a := range e.log {
			names = append(names, a.As)
			kinds += string(rune(a.Kind))
		}
		fmt.Fprintf(&out, "\nvar %ss%d = %ssite{%q, %q, %q, &%smanifest}\n", p.prefix, i, p.prefix, e.operation, strings.Join(names, ","), kinds, p.prefix)
	}
	for i, s := range p.sites {
		fmt.Fprintf(&out, "\nvar %so%d = %sonce{site: %ssite{operation: %q, manifest: &%smanifest}}\n", p.prefix, i, p.prefix, p.prefix, s.operation, p.prefix)
	}
	fmt.Fprintf(&out, "\nvar %smanifest = %s\n", p.prefix, p.manifest().literal())
	return out.Bytes()
}

// The types are rtoSite and rtoOnce of the hub, field by field. The import has a name of its own, so that it never meets
// one of the package's. Where the package redefines string or uint32 no call site is hooked and string is not used.
const addedHead = `
import RTO_unsafe "unsafe"

type RTO_ptr = RTO_unsafe.Pointer

type RTO_site struct {
	operation, names, kinds string
	manifest                *string
}
`

const addedEntries = `
//go:linkname RTO_on runtime.rtoOn
var RTO_on bool

var RTO_nil RTO_ptr

//go:linkname RTO_hit runtime.rtoHit
//go:noescape
func RTO_hit(s *RTO_site, a, b, c, d RTO_ptr)
`

const addedSites = `
type RTO_once struct {
	seen uint32
	site RTO_site
}

//go:linkname RTO_hitOnce runtime.rtoHitOnce
//go:noescape
func RTO_hitOnce(o *RTO_once)

func RTO_add(o *RTO_once, p RTO_ptr) RTO_ptr { if o.seen == 0 { RTO_hitOnce(o) }; return p }

func RTO_string(o *RTO_once, p *uint8) *uint8 { if o.seen == 0 { RTO_hitOnce(o) }; return p }

func RTO_stringdata(o *RTO_once, s string) string { if o.seen == 0 { RTO_hitOnce(o) }; return s }
`

const addedGeneric = `
func RTO_slice[P interface{}](o *RTO_once, p P) P { if o.seen == 0 { RTO_hitOnce(o) }; return p }
`
