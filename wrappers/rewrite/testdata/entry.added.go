//line /rto/hooks.go:1
package w

import rto_unsafe "unsafe"

type rto_ptr = rto_unsafe.Pointer

type rto_site struct {
	operation, names string
	kinds            uint32
	manifest         *string
}

//go:linkname rto_on runtime.rtoOn
var rto_on bool

var rto_nil rto_ptr

//go:linkname rto_call runtime.rtoCallChan
var rto_call chan rto_ptr

//go:linkname rto_hit runtime.rtoHit
//go:noescape
func rto_hit(s *rto_site, a, b, c, d rto_ptr)

var rto_s0 = rto_site{"example.com/w.(*G).M", "", 0x0, &rto_manifest}

var rto_s1 = rto_site{"example.com/w.G.N", "", 0x0, &rto_manifest}

var rto_s2 = rto_site{"example.com/w.T.Value", "", 0x0, &rto_manifest}

var rto_s3 = rto_site{"example.com/w.(*T).Pointer", "", 0x0, &rto_manifest}

var rto_s4 = rto_site{"example.com/w.Gen", "", 0x0, &rto_manifest}

var rto_s5 = rto_site{"example.com/w.Variadic", "format,rest", 0x6c73, &rto_manifest}

var rto_s6 = rto_site{"example.com/w.Unnamed", "", 0x0, &rto_manifest}

var rto_s7 = rto_site{"example.com/w.Blank", "", 0x0, &rto_manifest}

var rto_s8 = rto_site{"example.com/w.One", "", 0x0, &rto_manifest}

var rto_s9 = rto_site{"example.com/w.Comment", "", 0x0, &rto_manifest}

var rto_s10 = rto_site{"example.com/w.Line", "", 0x0, &rto_manifest}

var rto_s11 = rto_site{"example.com/w.Labels", "", 0x0, &rto_manifest}

var rto_s12 = rto_site{"example.com/w.Shadow", "len,nil,uintptr", 0x746973, &rto_manifest}

var rto_s13 = rto_site{"example.com/w.Recover", "", 0x0, &rto_manifest}

var rto_s14 = rto_site{"example.com/w.Kept", "", 0x0, &rto_manifest}

var rto_s15 = rto_site{"example.com/w.Placed", "", 0x0, &rto_manifest}

var rto_s16 = rto_site{"example.com/w.Made", "context", 0x6d, &rto_manifest}

var rto_s17 = rto_site{"example.com/w.(*Late).End", "a,b", 0x5356, &rto_manifest}

//go:linkname rto_made runtime.rtoHitMade
//go:noescape
func rto_made(s *rto_site, a, b, c, d rto_ptr)

//go:linkname rto_late runtime.rtoHitLate
//go:noescape
func rto_late(s *rto_site, a, b, c, d rto_ptr)

var rto_manifest = "\xffrto:package:1\xff{\"package\":\"example.com/w\",\"hooked\":[\"example.com/w.(*G).M\",\"example.com/w.(*Late).End\",\"example.com/w.(*T).Pointer\",\"example.com/w.Blank\",\"example.com/w.Comment\",\"example.com/w.G.N\",\"example.com/w.Gen\",\"example.com/w.Kept\",\"example.com/w.Labels\",\"example.com/w.Line\",\"example.com/w.Made\",\"example.com/w.One\",\"example.com/w.Placed\",\"example.com/w.Recover\",\"example.com/w.Shadow\",\"example.com/w.T.Value\",\"example.com/w.Unnamed\",\"example.com/w.Variadic\"],\"skipped\":[{\"name\":\"example.com/w.Nosplit\",\"reason\":\"it is marked //go:nosplit\"},{\"name\":\"example.com/w.Assembly\",\"reason\":\"it has no Go body (assembly, or another package's function)\"}]}\xff"
