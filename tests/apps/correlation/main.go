// Command correlation reaches methods and functions through reflection in every way that Go has, one way a function, so
// that an event's caller says which way it was.
package main

import (
	"fmt"
	"reflect"
)

var groups = [][]func(){lookups, travels, roundTrips, receiverKinds, functions, libraries, failures, crowds}

func main() {
	for _, group := range groups {
		for _, run := range group {
			fmt.Println("case", caseName(run))
			run()
		}
	}
}

// args makes the arguments of a reflective call.
func args(values ...any) []reflect.Value {
	var in []reflect.Value
	for _, v := range values {
		in = append(in, reflect.ValueOf(v))
	}
	return in
}

// say prints what a call gave, so that a wrong call shows in the output as well.
func say(out []reflect.Value) {
	for _, v := range out {
		fmt.Println("  ", v)
	}
}
