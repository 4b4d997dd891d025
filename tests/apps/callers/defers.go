package main

import (
	"fmt"
	"reflect"
	"runtime"
)

// A deferred call stands where the function returns, as in a stack trace.
func defers() {
	deferredDirectly()
	deferredInLoop(3)
	fmt.Println(deferredReturn(true), deferredReturn(false))
	deferredClosure()
	deferredMethod()
	deferredInterface(&clock{})
	deferredTwice()
	exits()
}

//go:noinline
func deferredDirectly() {
	defer big(1)
	tiny(1) // want tiny main.deferredDirectly
} // want big main.deferredDirectly

//go:noinline
func deferredInLoop(n int) {
	for i := 0; i < n; i++ {
		defer reflect.TypeOf(i)
	}
} // want TypeOf main.deferredInLoop

//go:noinline
func deferredReturn(early bool) int {
	defer big(2)
	if early {
		return 1 // want big main.deferredReturn
	}
	return 2 // want big main.deferredReturn
}

//go:noinline
func deferredClosure() {
	defer func() {
		recover()
		tiny(3) // want tiny main.deferredClosure.func1
	}()
}

//go:noinline
func deferredMethod() {
	c := &clock{}
	defer c.tick()
} // want (*clock).tick main.deferredMethod

//go:noinline
func deferredInterface(t ticker) {
	defer t.tick()
} // want (*clock).tick main.deferredInterface

//go:noinline
func deferredTwice() {
	defer tiny(4)
	defer big(4)
} // want tiny main.deferredTwice; big main.deferredTwice

//go:noinline
func exits() {
	done := make(chan bool)
	go func() {
		defer close(done)
		defer big(5)
		runtime.Goexit() // want big main.exits.func1
	}()
	<-done
}
