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

const below, kept = -1, ""

func slice(s []int) []int { return s }

func constants(p *int64, n int8) {
	_ = unsafe.Slice(p,( -1)<<(rto_at(&rto_o10)<<unsafe.Sizeof(([]struct{}{})[- 1])))
	_ = u.String(nil,( below)<<(rto_at(&rto_o11)<<u.Sizeof(([]struct{}{})[below])))
	_ = unsafe.Slice(p,( len(array)-
		5)<<(rto_at(&rto_o12)<<unsafe.Sizeof(([]struct{}{})[len ( array ) - 5])), // four
	)
	_ = unsafe.Slice(p,( math.MinInt8)<<(rto_at(&rto_o13)<<unsafe.Sizeof(([]struct{}{})[math . MinInt8])))
	_ = unsafe.Slice(p,( -n)<<rto_at(&rto_o14))
	_ = unsafe.Slice(p,( func() int { return 1 }())<<rto_at(&rto_o15))
	_ = unsafe.Add(nil,( -8)<<rto_at(&rto_o16))
}

func order(s []int, t struct{ in []int }, c chan int) {
	use(unsafe.SliceData((s)[rto_at(&rto_o17):]), len(s), uintptr(1), unsafe.Pointer(nil), (*int)(nil))
	use(two, unsafe.SliceData((s)[rto_at(&rto_o18):]))
	use(unsafe.SliceData(*rto_there(&rto_o19,&s)), refill(&s))
	use(unsafe.SliceData(*rto_there(&rto_o20,&
		t.in)), <-c)
	use(unsafe.SliceData(((view))[rto_at(&rto_o21):]), two)
	use(unsafe.SliceData(all), refill(&s))
	use(unsafe.SliceData((s[1:])[rto_at(&rto_o22):]), refill(&s))
	use(unsafe.StringData(other.Name), refill(&s))
	use(unsafe.StringData((kept)[rto_at(&rto_o23):]), refill(&s))
	use(unsafe.SliceData((slice(s))[rto_at(&rto_o24):]), refill(&s))
	use(unsafe.SliceData(named(s)), refill(&s))
	use(unsafe.SliceData((other.Slice())[rto_at(&rto_o25):]), refill(&s))
	use(unsafe.SliceData([]int{s[0]}), refill(&s))
	use(unsafe.SliceData((s)[rto_at(&rto_o26):]), func() int { return refill(&s) })
	if unsafe.SliceData((s)[rto_at(&rto_o27):]) != nil {
		refill(&s)
	}
	switch unsafe.SliceData((s)[rto_at(&rto_o28):]) {
	case data(refill(&s)):
	}
	go use(unsafe.SliceData(*rto_there(&rto_o29,&s)), refill(&s))
	var _, _ = unsafe.SliceData(*rto_there(&rto_o30,&s)), refill(&s)
}

func gen[P any](p *P, n int) []P { return unsafe.Slice(p,( n)<<rto_at(&rto_o31)) }

func shadowed() int {
	unsafe := struct{ Slice func(*int, int) int }{func(*int, int) int { return 42 }}
	return unsafe.Slice(nil, 1)
}

//go:nosplit
func nosplit(p unsafe.Pointer) unsafe.Pointer { return unsafe.Add(p, 8) }
