// Call sites of unsafe builtins.
package w

import (
	"unsafe"
	u "unsafe"
)

var array [4]int64

var view = unsafe.Slice(rto_slice(&rto_o0,&array[0]), len(array))

func two() (*int64, int) { return &array[0], 2 }

func forms(p *int64, n int8) {
	_ = unsafe.Slice(rto_slice(&rto_o1,p), n)
	_ = (u.Slice)(rto_slice(&rto_o2,p), 1<<1)
	_ = unsafe.Slice(rto_slice(&rto_o3, // a comment, with ) and ,
		(*int64)(u.Add(rto_add(&rto_o4,unsafe.Pointer(p)), 8))),
		2.0,
	)
	_ = unsafe.Slice(rto_slice(&rto_o5,p), len("a`,)"))
	_ = u.Add(rto_add(&rto_o6,nil), 8)
	_ = unsafe.String(rto_string(&rto_o7,(*byte)(unsafe.Pointer(p))), 3)
	_ = unsafe.StringData(rto_stringdata(&rto_o8,"x"))
	_ = unsafe.SliceData(rto_slice(&rto_o9,[]int{1}))
	_ = unsafe.Slice(two())
	_ = unsafe.Sizeof(p)
}

func gen[P any](p *P, n int) []P { return unsafe.Slice(rto_slice(&rto_o10,p), n) }

func shadowed() int {
	unsafe := struct{ Slice func(*int, int) int }{func(*int, int) int { return 42 }}
	return unsafe.Slice(nil, 1)
}

//go:nosplit
func nosplit(p unsafe.Pointer) unsafe.Pointer { return unsafe.Add(p, 8) }
