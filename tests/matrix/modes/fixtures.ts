// Small programs for ways of building, by file name; the larger ones are in tests/apps.

export type Files = Readonly<Record<string, string>>;

/** Prints how much some calls allocate. */
export const ALLOCATIONS: Files = {
  'go.mod': 'module example.com/allocations\n\ngo 1.19\n',
  'main.go': `package main

import (
	"fmt"
	"reflect"
	"testing"
)

func main() {
	x := &struct{ N int }{1}
	fmt.Println(testing.AllocsPerRun(100, func() { reflect.ValueOf(x).Elem().Field(0).Int() }))
	fmt.Println(testing.AllocsPerRun(100, func() { _ = reflect.TypeOf(x) }))
	fmt.Println(testing.AllocsPerRun(100, func() { reflect.ValueOf(x).Elem().Field(0).SetInt(3) }))
}
`,
};

/** The same of hashes, which stock Go inlines. */
export const HASH_ALLOCATIONS: Files = {
  'go.mod': 'module example.com/allocations\n\ngo 1.19\n',
  'main.go': `package main

import (
	"crypto/sha256"
	"fmt"
	"testing"
)

func main() {
	text := []byte("x")
	fmt.Println(testing.AllocsPerRun(100, func() { sha256.Sum256(text) }))
	fmt.Println(testing.AllocsPerRun(100, func() { sha256.New().Write(text) }))
}
`,
};

/** What unsafe's builtins are given is read when stock Go reads it, and lengths are checked as it checks them. */
export const READ_ORDER: Files = {
  'go.mod': 'module example.com/order\n\ngo 1.20\n',
  'other.go': 'package main\n\nvar elsewhere = []int{1}\n',
  'main.go': `package main

import (
	"fmt"
	"unsafe"
)

type box struct{ in *[]int }

type list []int

type named string

const kept = "kept"

var at int

func refill(s *[]int) int { at++; *s = []int{100 + at}; return at }

func rename(s *string) int { at++; *s = string(rune('a' + at)); return at }

func same[T any](v T) T { return v }

func show(p *int, rest ...any) { fmt.Println(*p, rest) }

func letter(p *byte, rest ...any) { fmt.Println(string(rune(*p)), rest) }

func results(s []int) (*int, int) { return unsafe.SliceData(s), refill(&s) }

func generic[S ~[]E, E any](s S, f func()) E {
	p, _ := unsafe.SliceData(s), same(func() int { f(); return 1 }())
	return *p
}

func main() {
	s, t := []int{1}, "old"
	show(unsafe.SliceData(s), refill(&s))
	show(unsafe.SliceData(s), len(s), int64(7))
	show(unsafe.SliceData(s[0:]), refill(&s))
	show(unsafe.SliceData(same(s)), refill(&s))
	show(unsafe.SliceData(list(s)), refill(&s))
	show(unsafe.SliceData([]int{s[0]}), refill(&s))
	b := struct{ x box }{box{&s}}
	show(unsafe.SliceData(*b.x.in), refill(&s))
	fields := struct{ s []int }{s}
	show(unsafe.SliceData(
		fields.s,
	), refill(&fields.s))
	show(unsafe.SliceData(elsewhere), refill(&elsewhere))
	many := [][]int{s, s}
	show(unsafe.SliceData(many[1]), refill(&many[1]))
	letter(unsafe.StringData(t), rename(&t))
	letter(unsafe.StringData(string(named(t))), rename(&t))
	letter(unsafe.StringData(kept), rename(&t))
	c := make(chan int, 1)
	c <- 5
	show(unsafe.SliceData(s), <-c)
	go func(p *int, n int) { c <- *p + n }(unsafe.SliceData(s), refill(&s))
	fmt.Println(<-c)
	defer show(unsafe.SliceData(s), refill(&s))
	p, n := results(s)
	fmt.Println(*p, n)
	fmt.Println(generic(list(s), func() { refill(&s) }))
	if p := unsafe.SliceData(s); *p > 0 && refill(&s) > 0 {
		fmt.Println(*p, same(*unsafe.SliceData(s)), refill(&s))
	}
	closed := func() *int { return unsafe.SliceData(s) }
	show(closed(), refill(&s))
	x := []byte("abc")
	n = 1
	grow := func() int { n++; return n }
	fmt.Println(unsafe.String(&x[0], n), grow(), unsafe.Slice(&x[0], n), grow(), *(*byte)(unsafe.Add(unsafe.Pointer(&x[0]), n-2)), grow())
	fmt.Println(unsafe.Slice(&x[0], len("ab")-1), unsafe.Slice(&x[0], uint8(3)), unsafe.String(&x[0], 1<<1-1), unsafe.Slice(&x[0], 2.0))
	fmt.Println(testing(func() { show(unsafe.SliceData(s), same(0)) }))
}

func testing(f func()) string { f(); return "done" }
`,
};

/** Lengths that no hook may hide from the compiler. */
export const BELOW_ZERO: Files = {
  'go.mod': 'module example.com/below\n\ngo 1.20\n',
  'main.go': `package main

import (
	"math"
	u "unsafe"
)

const below = -2

var (
	table [3]int
	text  [3]byte
)

func main() {
	println(len(u.Slice(&table[0], -1)), len(u.Slice(&table[0], below)), len(u.String(&text[0], math.MinInt8)))
	println(len(u.String(&text[0], len(text)-
		4)))
}
`,
};

/** What SHA-3 returns stays on the stack where its function is inlined (Go 1.24). */
export const OUTPUT_ALLOCATIONS: Files = {
  'go.mod': 'module example.com/allocations\n\ngo 1.24\n',
  'main.go': `package main

import (
	"crypto/sha3"
	"fmt"
	"testing"
)

var sink byte

func main() {
	text := []byte("x")
	fmt.Println(testing.AllocsPerRun(100, func() { sink ^= sha3.SumSHAKE128(text, 10)[0] }))
	fmt.Println(testing.AllocsPerRun(100, func() { sink ^= sha3.SumSHAKE256(text, 10)[0] }))
	fmt.Println(testing.AllocsPerRun(100, func() { h := sha3.New256(); h.Write(text) }))
}
`,
};

/** Ends by a panic whose words, stack and lines are compared. */
export const PANIC: Files = {
  'go.mod': 'module example.com/panic\n\ngo 1.19\n',
  'main.go': `package main

import (
	"crypto/sha256"
	"fmt"
	"reflect"
	"runtime"
	"runtime/debug"
	"unsafe"
)

type T struct{ n int }

func (t *T) Fail(list []int, n int) int {
	_, file, line, _ := runtime.Caller(0)
	fmt.Println(file, line)
	var pcs [8]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs[:])])
	for f, more := frames.Next(); more; f, more = frames.Next() {
		fmt.Println(f.Function, f.Line)
	}
	view := unsafe.Slice(&list[0], len(list))
	sum := sha256.Sum256([]byte("x"))
	return view[n] + int(sum[0])
}

func main() {
	x := &T{1}
	debug.SetTraceback("system")
	reflect.ValueOf(x).MethodByName("Fail").Call([]reflect.Value{reflect.ValueOf([]int{1}), reflect.ValueOf(5)})
}
`,
};

/** Does not compile, in several ways at once. */
export const BROKEN: Files = {
  'go.mod': 'module example.com/broken\n\ngo 1.19\n',
  'main.go': `package main

import (
	"fmt"
	"os"
	"unsafe"
)

func main() { x := unsafe.Slice(3, 4); fmt.Println(undefined, unsafe.Add(nil, "s")) }

func f() int { return "text" }

type bool2 = missing.Type
`,
};

/** Does not parse. */
export const MALFORMED: Files = {
  'go.mod': 'module example.com/malformed\n\ngo 1.19\n',
  'main.go': 'package main\n\nfunc main() { if { }\n\nvar = 3\n',
};

/** A program with a test, for go test and coverage. */
export const TESTED: Files = {
  'go.mod': 'module example.com/tested\n\ngo 1.19\n',
  'tested.go': `package tested

import "reflect"

func Kind(v any) string {
	if v == nil {
		return "nothing"
	}
	return reflect.TypeOf(v).Kind().String()
}
`,
  'tested_test.go': `package tested

import "testing"

func TestKind(t *testing.T) {
	if got := Kind(1); got != "int" {
		t.Fatal(got)
	}
}

func FuzzKind(f *testing.F) {
	f.Add("x")
	f.Fuzz(func(t *testing.T, s string) { Kind(s) })
}

func BenchmarkKind(b *testing.B) {
	for i := 0; i < b.N; i++ {
		Kind(i)
	}
}
`,
};

/** C calls Go and Go calls C. */
export const CGO: Files = {
  'go.mod': 'module example.com/cgo\n\ngo 1.19\n',
  'main.go': `package main

/*
#include <stdlib.h>
static int twice(int n) { return n * 2; }
*/
import "C"

import (
	"fmt"
	"reflect"
	"unsafe"
)

func main() {
	text := C.CString("hello")
	defer C.free(unsafe.Pointer(text))
	bytes := unsafe.Slice((*byte)(unsafe.Pointer(text)), 5)
	fmt.Println(C.twice(21), string(bytes), reflect.TypeOf(bytes))
}
`,
};

/** A library for C and the C program that uses it. */
export const LIBRARY: Files = {
  'go.mod': 'module example.com/library\n\ngo 1.19\n',
  'main.go': `package main

import "C"

import "reflect"

//export Fields
func Fields(n C.int) C.int {
	return C.int(reflect.TypeOf(struct{ A, B int }{}).NumField()) + n
}

func main() {}
`,
  'use.c.txt': `#include <stdio.h>
#include "library.h"
int main(void) { printf("%d\\n", (int)Fields(40)); return 0; }
`,
};

/** A plugin and the program that opens it. */
export const PLUGIN: Files = {
  'go.mod': 'module example.com/plugin\n\ngo 1.19\n',
  'part/part.go': `package main

import "reflect"

func Kind(v any) string { return reflect.TypeOf(v).String() }
`,
  'main.go': `package main

import (
	"fmt"
	"os"
	"plugin"
	"reflect"
)

func main() {
	p, err := plugin.Open(os.Args[1])
	if err != nil {
		panic(err)
	}
	kind, err := p.Lookup("Kind")
	if err != nil {
		panic(err)
	}
	fmt.Println(kind.(func(any) string)(reflect.ValueOf(1)))
}
`,
};

/** Two modules of one workspace. */
export const WORKSPACE: Files = {
  'go.work': 'go 1.19\n\nuse (\n\t./app\n\t./lib\n)\n',
  'app/go.mod': 'module example.com/app\n\ngo 1.19\n',
  'app/main.go':
    'package main\n\nimport (\n\t"fmt"\n\n\t"example.com/lib"\n)\n\nfunc main() { fmt.Println(lib.Name(1)) }\n',
  'lib/go.mod': 'module example.com/lib\n\ngo 1.19\n',
  'lib/lib.go': 'package lib\n\nimport "reflect"\n\nfunc Name(v any) string { return reflect.TypeOf(v).String() }\n',
};

/** The same with the dependency vendored. */
export const VENDORED: Files = {
  'go.mod': 'module example.com/app\n\ngo 1.19\n\nrequire example.com/lib v1.0.0\n',
  'main.go': WORKSPACE['app/main.go'] ?? '',
  'vendor/modules.txt': '# example.com/lib v1.0.0\n## explicit; go 1.19\nexample.com/lib\n',
  'vendor/example.com/lib/lib.go': WORKSPACE['lib/lib.go'] ?? '',
};
