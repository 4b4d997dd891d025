package main

import (
	"fmt"
	"reflect"
)

func small(v any) reflect.Type { return reflect.TypeOf(v) } // want TypeOf main.small

func mid(v any) string { return small(v).String() }

//go:noinline
func outer(v any) string { return mid(v) }

func inlinedTiny(n int) int {
	return tiny(n) + // want tiny main.inlinedTiny
		tiny(n+1) // want tiny main.inlinedTiny
}

func inlining() {
	fmt.Println(mid(1), outer("two"), small(3.0))
	fmt.Println(inlinedTiny(1), recurse(3))
	fmt.Println(twoOnALine(), chained(), split())
	größe(4)
	if reflect.TypeOf(5).Size() > 0 { // want TypeOf main.inlining
		big(5) // want big main.inlining
	}
}

//go:noinline
func recurse(n int) int {
	if n == 0 {
		return big(0) // want big main.recurse
	}
	return recurse(n-1) + tiny(n) // want tiny main.recurse
}

func twoOnALine() bool { return reflect.TypeOf(1) == reflect.TypeOf(2) } // want TypeOf main.twoOnALine

func chained() string {
	return reflect.
		ValueOf(&clock{}). // want ValueOf main.chained
		Elem().
		Type().
		String()
}

func split() int {
	return big( // want big main.split
		tiny( // want tiny main.split
			7,
		),
	)
}

//go:noinline
func größe(n int) { tiny(n) } // want tiny main.größe
