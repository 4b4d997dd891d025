// Call sites of unsafe builtins.
package w

import (
	"unsafe"
	u "unsafe"
)

var array [4]int64

var view = unsafe.Slice(&array[0], len(array))

func two() (*int64, int) { return &array[0], 2 }

func forms(p *int64, n int8) {
	_ = unsafe.Slice(p, n)
	_ = (u.Slice)(p, 1<<1)
	_ = unsafe.Slice( // a comment, with ) and ,
		(*int64)(u.Add(unsafe.Pointer(p), 8)),
		2.0,
	)
	_ = unsafe.Slice(p, len("a`,)"))
	_ = u.Add(nil, 8)
	_ = unsafe.String((*byte)(unsafe.Pointer(p)), 3)
	_ = unsafe.StringData("x")
	_ = unsafe.SliceData([]int{1})
	_ = unsafe.Slice(two())
	_ = unsafe.Sizeof(p)
}

func gen[P any](p *P, n int) []P { return unsafe.Slice(p, n) }

func shadowed() int {
	unsafe := struct{ Slice func(*int, int) int }{func(*int, int) int { return 42 }}
	return unsafe.Slice(nil, 1)
}

//go:nosplit
func nosplit(p unsafe.Pointer) unsafe.Pointer { return unsafe.Add(p, 8) }
