package main

import (
	"fmt"
	"reflect"
)

type value struct{ reflect.Value }

type finder interface {
	MethodByName(string) reflect.Value
}

type outerClock struct{ *clock }

// wrappers calls through functions that only the compiler wrote.
func wrappers() {
	v := reflect.ValueOf(&Named{}) // want ValueOf main.wrappers
	var f finder = value{v}
	f.MethodByName("First") // want Value.MethodByName main.wrappers
	f = &value{v}
	f.MethodByName("Second") // want Value.MethodByName main.wrappers
	f = v
	f.MethodByName("First") // want Value.MethodByName main.wrappers
	secondThrough(f)
	value{v}.MethodByName("Second") // want Value.MethodByName main.wrappers

	var t ticker = outerClock{&clock{}}
	t.tick() // want (*clock).tick main.wrappers
	t = &outerClock{&clock{}}
	t.tick() // want (*clock).tick main.wrappers
	t = &clock{}
	t.tick() // want (*clock).tick main.wrappers
	tickThrough(t)
	tickThrough(outerClock{&clock{}})
	fmt.Println("wrappers done")
}

//go:noinline
func secondThrough(f finder) { f.MethodByName("Second") } // want Value.MethodByName main.secondThrough

//go:noinline
func tickThrough(t ticker) { t.tick() } // want (*clock).tick main.tickThrough

// Named has methods to be found.
type Named struct{}

func (*Named) First() int  { return 1 }
func (*Named) Second() int { return 2 }
