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

func rto_at(o *rto_once) uint { if o.seen != rto_done { rto_first <- rto_ptr(o) }; return 0 }

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

var rto_manifest = "\xffrto:package:1\xff{\"package\":\"example.com/w\",\"sites\":{\"unsafe.Add\":2,\"unsafe.Slice\":6,\"unsafe.SliceData\":1,\"unsafe.String\":1,\"unsafe.StringData\":1},\"skipped\":[{\"name\":\"unsafe.Slice unsafe.in.go:27\",\"reason\":\"its arguments are the results of one call\"},{\"name\":\"unsafe.Add unsafe.in.go:39\",\"reason\":\"its function is marked //go:nosplit\"}]}\xff"
