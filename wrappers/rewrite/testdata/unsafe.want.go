// Call sites of unsafe builtins.
package w

import (
	"unsafe"
	u "unsafe"
)

var array [4]int64

var view = unsafe.Slice(&array[0],( len(array))<<rto_at(&rto_o0))

func two() (*int64, int) { return &array[0], 2 }

func forms(p *int64, n int8) {
	_ = unsafe.Slice(p,( n)<<rto_at(&rto_o1))
	_ = (u.Slice)(p,( 1<<1)<<rto_at(&rto_o2))
	_ = unsafe.Slice( // a comment, with ) and ,
		(*int64)(u.Add(unsafe.Pointer(p),( 8)<<rto_at(&rto_o4))),(
		2.0)<<rto_at(&rto_o3),
	)
	_ = unsafe.Slice(p,( len("a`,)"))<<rto_at(&rto_o5))
	_ = u.Add(nil,( 8)<<rto_at(&rto_o6))
	_ = unsafe.String((*byte)(unsafe.Pointer(p)),( 3)<<rto_at(&rto_o7))
	_ = unsafe.StringData(("x")[rto_at(&rto_o8):])
	_ = unsafe.SliceData(([]int{1})[rto_at(&rto_o9):])
	_ = unsafe.Slice(two())
	_ = unsafe.Sizeof(p)
}

func gen[P any](p *P, n int) []P { return unsafe.Slice(p,( n)<<rto_at(&rto_o10)) }

func shadowed() int {
	unsafe := struct{ Slice func(*int, int) int }{func(*int, int) int { return 42 }}
	return unsafe.Slice(nil, 1)
}

//go:nosplit
func nosplit(p unsafe.Pointer) unsafe.Pointer { return unsafe.Add(p, 8) }
