//line /rto/hooks.go:1
package w

import rto_unsafe "unsafe"

type rto_ptr = rto_unsafe.Pointer

type rto_site struct {
	operation, names string
	kinds            uint32
	manifest         *string
}

type rto_once struct {
	seen, up uint32
	site     rto_site
}

//go:linkname rto_first runtime.rtoOnceChan
var rto_first chan rto_ptr

// What rto_once.seen is where nothing is to be reported.
//
//go:linkname rto_done runtime.rtoReported
var rto_done uint32

// nosplit for where it is not inlined: its caller may be.
//
//go:nosplit
func rto_at(o *rto_once) uint { if o.seen != rto_done { rto_first <- rto_ptr(o) }; return 0 }

//go:nosplit
func rto_there[S interface{}](o *rto_once, s *S) *S { if o.seen != rto_done { rto_first <- rto_ptr(o) }; return s }

var rto_o0 = rto_once{up: 0, site: rto_site{operation: "unsafe.Slice", manifest: &rto_manifest}}

var rto_o1 = rto_once{up: 0, site: rto_site{operation: "unsafe.Slice", manifest: &rto_manifest}}

var rto_o2 = rto_once{up: 0, site: rto_site{operation: "unsafe.Slice", manifest: &rto_manifest}}

var rto_o3 = rto_once{up: 2, site: rto_site{operation: "unsafe.Slice", manifest: &rto_manifest}}

var rto_o4 = rto_once{up: 0, site: rto_site{operation: "unsafe.Add", manifest: &rto_manifest}}

var rto_o5 = rto_once{up: 0, site: rto_site{operation: "unsafe.Slice", manifest: &rto_manifest}}

var rto_o6 = rto_once{up: 0, site: rto_site{operation: "unsafe.Add", manifest: &rto_manifest}}

var rto_o7 = rto_once{up: 0, site: rto_site{operation: "unsafe.String", manifest: &rto_manifest}}

var rto_o8 = rto_once{up: 0, site: rto_site{operation: "unsafe.StringData", manifest: &rto_manifest}}

var rto_o9 = rto_once{up: 0, site: rto_site{operation: "unsafe.SliceData", manifest: &rto_manifest}}

var rto_o10 = rto_once{up: 0, site: rto_site{operation: "unsafe.Slice", manifest: &rto_manifest}}

var rto_o11 = rto_once{up: 0, site: rto_site{operation: "unsafe.String", manifest: &rto_manifest}}

var rto_o12 = rto_once{up: 1, site: rto_site{operation: "unsafe.Slice", manifest: &rto_manifest}}

var rto_o13 = rto_once{up: 0, site: rto_site{operation: "unsafe.Slice", manifest: &rto_manifest}}

var rto_o14 = rto_once{up: 0, site: rto_site{operation: "unsafe.Slice", manifest: &rto_manifest}}

var rto_o15 = rto_once{up: 0, site: rto_site{operation: "unsafe.Slice", manifest: &rto_manifest}}

var rto_o16 = rto_once{up: 0, site: rto_site{operation: "unsafe.Add", manifest: &rto_manifest}}

var rto_o17 = rto_once{up: 0, site: rto_site{operation: "unsafe.SliceData", manifest: &rto_manifest}}

var rto_o18 = rto_once{up: 0, site: rto_site{operation: "unsafe.SliceData", manifest: &rto_manifest}}

var rto_o19 = rto_once{up: 0, site: rto_site{operation: "unsafe.SliceData", manifest: &rto_manifest}}

var rto_o20 = rto_once{up: 0, site: rto_site{operation: "unsafe.SliceData", manifest: &rto_manifest}}

var rto_o21 = rto_once{up: 0, site: rto_site{operation: "unsafe.SliceData", manifest: &rto_manifest}}

var rto_o22 = rto_once{up: 0, site: rto_site{operation: "unsafe.SliceData", manifest: &rto_manifest}}

var rto_o23 = rto_once{up: 0, site: rto_site{operation: "unsafe.StringData", manifest: &rto_manifest}}

var rto_o24 = rto_once{up: 0, site: rto_site{operation: "unsafe.SliceData", manifest: &rto_manifest}}

var rto_o25 = rto_once{up: 0, site: rto_site{operation: "unsafe.SliceData", manifest: &rto_manifest}}

var rto_o26 = rto_once{up: 0, site: rto_site{operation: "unsafe.SliceData", manifest: &rto_manifest}}

var rto_o27 = rto_once{up: 0, site: rto_site{operation: "unsafe.SliceData", manifest: &rto_manifest}}

var rto_o28 = rto_once{up: 0, site: rto_site{operation: "unsafe.SliceData", manifest: &rto_manifest}}

var rto_o29 = rto_once{up: 0, site: rto_site{operation: "unsafe.SliceData", manifest: &rto_manifest}}

var rto_o30 = rto_once{up: 0, site: rto_site{operation: "unsafe.SliceData", manifest: &rto_manifest}}

var rto_o31 = rto_once{up: 0, site: rto_site{operation: "unsafe.Slice", manifest: &rto_manifest}}

var rto_manifest = "\xffrto:package:1\xff{\"package\":\"example.com/w\",\"sites\":{\"unsafe.Add\":3,\"unsafe.Slice\":11,\"unsafe.SliceData\":14,\"unsafe.String\":2,\"unsafe.StringData\":2},\"skipped\":[{\"name\":\"unsafe.Slice unsafe.in.go:27\",\"reason\":\"its arguments are the results of one call\"},{\"name\":\"unsafe.SliceData unsafe.in.go:54\",\"reason\":\"a call that follows in its statement may change what it is given\"},{\"name\":\"unsafe.StringData unsafe.in.go:56\",\"reason\":\"a call that follows in its statement may change what it is given\"},{\"name\":\"unsafe.SliceData unsafe.in.go:59\",\"reason\":\"a call that follows in its statement may change what it is given\"},{\"name\":\"unsafe.SliceData unsafe.in.go:61\",\"reason\":\"a call that follows in its statement may change what it is given\"},{\"name\":\"unsafe.Add unsafe.in.go:81\",\"reason\":\"its function is marked //go:nosplit\"}]}\xff"
