// nosplit DEPTH writes through the address of a local that is kept as a number, in functions that are marked nosplit: while
// such a function calls nothing that splits, its stack cannot move. What it calls is inlined and holds an observed call.
package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"unsafe"

	"example.com/hub/nosplit/helper"
)

func at(p *byte, i int) byte { return *(*byte)(unsafe.Add(unsafe.Pointer(p), i)) }

func twice(p *byte, i int) byte { return at(p, i) }

func generic[T any](p *T, i int) byte { return *(*byte)(unsafe.Add(unsafe.Pointer(p), i)) }

//go:nosplit
func near(p *byte) bool {
	var local [64]byte
	address := uintptr(unsafe.Pointer(&local))
	x := at(p, 3)
	*(*byte)(unsafe.Pointer(address)) = x
	return local[0] == x
}

//go:nosplit
func nested(p *byte) bool {
	var local [64]byte
	address := uintptr(unsafe.Pointer(&local))
	x := twice(p, 3)
	*(*byte)(unsafe.Pointer(address)) = x
	return local[0] == x
}

//go:nosplit
func instance(p *byte) bool {
	var local [64]byte
	address := uintptr(unsafe.Pointer(&local))
	x := generic(p, 3)
	*(*byte)(unsafe.Pointer(address)) = x
	return local[0] == x
}

//go:nosplit
func far(p *byte) bool {
	var local [64]byte
	address := uintptr(unsafe.Pointer(&local))
	x := helper.At(p, 3)
	*(*byte)(unsafe.Pointer(address)) = x
	return local[0] == x
}

//go:nosplit
func farther(p *byte) bool {
	var local [64]byte
	address := uintptr(unsafe.Pointer(&local))
	x := helper.First(p)
	*(*byte)(unsafe.Pointer(address)) = x
	return local[0] == x
}

//go:nosplit
func farInstance(p *byte) bool {
	var local [64]byte
	address := uintptr(unsafe.Pointer(&local))
	x := helper.Generic(p, 3)
	*(*byte)(unsafe.Pointer(address)) = x
	return local[0] == x
}

//go:nosplit
func method(p *byte) bool {
	var local [64]byte
	address := uintptr(unsafe.Pointer(&local))
	x := helper.Method{P: p}.At(3)
	*(*byte)(unsafe.Pointer(address)) = x
	return local[0] == x
}

// large has nearly all of the stack that a nosplit function may have: with a call of anything it does not link.
//
//go:nosplit
func large(p *byte) bool {
	var local [640]byte
	address := uintptr(unsafe.Pointer(&local))
	x := at(p, 3)
	*(*byte)(unsafe.Pointer(address)) = x
	return local[0] == x
}

// farLarge is large with a helper of another package.
//
//go:nosplit
func farLarge(p *byte) bool {
	var local [640]byte
	address := uintptr(unsafe.Pointer(&local))
	x := helper.At(p, 3)
	*(*byte)(unsafe.Pointer(address)) = x
	return local[0] == x
}

//go:noinline
func deep(n int, p *byte, write func(*byte) bool) bool {
	var pad [32]byte
	pad[n&31] = 1
	if n == 0 {
		return write(p)
	}
	return deep(n-1, p, write) && pad[n&31] == 1
}

func main() {
	depth, err := strconv.Atoi(os.Args[1])
	if err != nil {
		panic(err)
	}
	bytes := [8]byte{1, 2, 3, 4, 5, 6, 7, 8}
	for _, c := range []struct {
		name  string
		write func(*byte) bool
	}{
		{"near", near}, {"nested", nested}, {"instance", instance}, {"far", far}, {"farther", farther},
		{"farInstance", farInstance}, {"method", method}, {"large", large}, {"farLarge", farLarge},
	} {
		if strings.HasSuffix(strings.ToLower(c.name), "instance") && strings.HasPrefix(runtime.Version(), "go1.19") {
			continue // Go 1.19 does not inline it: that is a call of a function that is not nosplit, and may split
		}
		reached := make(chan bool)
		write := c.write
		go func() { reached <- deep(depth, &bytes[0], write) }()
		if !<-reached {
			fmt.Println(c.name, "wrote into a stack that was left, at depth", depth)
		}
		runtime.Gosched()
	}
	fmt.Println("done")
}
