//line /rto/hooks.go:1
package w

import rto_unsafe "unsafe"

type rto_ptr = rto_unsafe.Pointer

type rto_site struct{ operation, names, kinds string }

//go:linkname rto_on runtime.rtoOn
var rto_on bool

var rto_nil rto_ptr

//go:linkname rto_hit runtime.rtoHit
//go:noescape
func rto_hit(s *rto_site, a, b, c, d rto_ptr)

var rto_s0 = rto_site{"example.com/w.(*G).M", "", ""}

var rto_s1 = rto_site{"example.com/w.G.N", "", ""}

var rto_s2 = rto_site{"example.com/w.T.Value", "", ""}

var rto_s3 = rto_site{"example.com/w.(*T).Pointer", "", ""}

var rto_s4 = rto_site{"example.com/w.Gen", "", ""}

var rto_s5 = rto_site{"example.com/w.Variadic", "format,rest", "sl"}

var rto_s6 = rto_site{"example.com/w.Unnamed", "", ""}

var rto_s7 = rto_site{"example.com/w.Blank", "", ""}

var rto_s8 = rto_site{"example.com/w.One", "", ""}

var rto_s9 = rto_site{"example.com/w.Comment", "", ""}

var rto_s10 = rto_site{"example.com/w.Line", "", ""}

var rto_s11 = rto_site{"example.com/w.Labels", "", ""}

var rto_s12 = rto_site{"example.com/w.Shadow", "len,nil,uintptr", "sit"}

var rto_s13 = rto_site{"example.com/w.Recover", "", ""}

var rto_s14 = rto_site{"example.com/w.Kept", "", ""}

var rto_s15 = rto_site{"example.com/w.Placed", "", ""}
