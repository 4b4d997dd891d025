package main

import (
	"fmt"
	"unsafe"
)

var first, second = [4]int{1, 1, 1, 1}, [4]int{2, 2, 2, 2}

// builtins prints what operands were when they were read: after the calls beside them, as the compiler orders it.
func builtins() {
	p := &first[0]
	move := func() int { p = &second[0]; return 4 }
	fmt.Println(unsafe.Slice(p, move())) // want unsafe.Slice main.builtins
	p = &first[0]
	fmt.Println(*(*int)(unsafe.Add(unsafe.Pointer(p), move()*0))) // want unsafe.Add main.builtins
	p = &first[0]
	fmt.Println(unsafe.Slice(p, 4), move()) // want unsafe.Slice main.builtins
	fmt.Println(unsafe.Slice(               // want unsafe.Slice main.builtins
		p,
		len(`a
b`),
	))
	fmt.Println(unsafe.Slice(both()), unsafe.Slice((*int)(nil), 0) == nil) // want unsafe.Slice main.builtins
	for _, n := range unsafe.Slice(p, 2) {                                 // want unsafe.Slice main.builtins
		fmt.Println(n, view[int8(1)])
	}
}

func both() (*int, int) { return &first[0], 2 }

var view = unsafe.Slice(&second[0], len(second)) // want unsafe.Slice main.init
