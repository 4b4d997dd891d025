package main

import (
	"fmt"
	"reflect"
)

func panicking() {
	attempt(panics)
	attempt(faults)
	attempt(indexes)
	attempt(repanics)
	fmt.Println(recovered())
}

//go:noinline
func attempt(f func()) {
	defer func() { fmt.Println("recovered", recover()) }()
	f()
}

// A call that a panic runs stands where the panic began.
//
//go:noinline
func panics() {
	defer big(1)
	panic("told") // want big main.panics
}

//go:noinline
func faults() {
	defer tiny(1)
	var c *clock
	c.ticks++ // want tiny main.faults
}

//go:noinline
func indexes() {
	defer reflect.TypeOf(1)
	list := make([]int, 1)
	n := 5
	list[n]++ // want TypeOf main.indexes
}

//go:noinline
func repanics() {
	defer func() {
		r := recover()
		big(2) // want big main.repanics.func1
		panic(r)
	}()
	panic("again")
}

//go:noinline
func recovered() (n int) {
	defer func() {
		recover()
		n = tiny(8) // want tiny main.recovered.func1
	}()
	var m map[string]int
	m["x"] = 1
	return 1
}
