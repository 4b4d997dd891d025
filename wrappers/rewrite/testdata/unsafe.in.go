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

const below, kept = -1, ""

func slice(s []int) []int { return s }

func constants(p *int64, n int8) {
	_ = unsafe.Slice(p, -1)
	_ = u.String(nil, below)
	_ = unsafe.Slice(p, len(array)-
		5, // four
	)
	_ = unsafe.Slice(p, math.MinInt8)
	_ = unsafe.Slice(p, -n)
	_ = unsafe.Slice(p, func() int { return 1 }())
	_ = unsafe.Add(nil, -8)
}

func order(s []int, t struct{ in []int }, c chan int) {
	use(unsafe.SliceData(s), len(s), uintptr(1), unsafe.Pointer(nil), (*int)(nil))
	use(two, unsafe.SliceData(s))
	use(unsafe.SliceData(s), refill(&s))
	use(unsafe.SliceData(
		t.in), <-c)
	use(unsafe.SliceData((view)), two)
	use(unsafe.SliceData(all), refill(&s))
	use(unsafe.SliceData(s[1:]), refill(&s))
	use(unsafe.StringData(other.Name), refill(&s))
	use(unsafe.StringData(kept), refill(&s))
	use(unsafe.SliceData(slice(s)), refill(&s))
	use(unsafe.SliceData(named(s)), refill(&s))
	use(unsafe.SliceData(other.Slice()), refill(&s))
	use(unsafe.SliceData([]int{s[0]}), refill(&s))
	use(unsafe.SliceData(s), func() int { return refill(&s) })
	if unsafe.SliceData(s) != nil {
		refill(&s)
	}
	switch unsafe.SliceData(s) {
	case data(refill(&s)):
	}
	go use(unsafe.SliceData(s), refill(&s))
	var _, _ = unsafe.SliceData(s), refill(&s)
}

func gen[P any](p *P, n int) []P { return unsafe.Slice(p, n) }

func shadowed() int {
	unsafe := struct{ Slice func(*int, int) int }{func(*int, int) int { return 42 }}
	return unsafe.Slice(nil, 1)
}

//go:nosplit
func nosplit(p unsafe.Pointer) unsafe.Pointer { return unsafe.Add(p, 8) }
