// Command callers calls observed functions in every way that Go has. A comment behind each call, "want OPERATION CALLER",
// is the truth about the event that the call leaves: TypeOf is reflect's, names without a package are this program's own.
// Names joined by | are what different releases of Go call one function.
package main

import (
	"fmt"

	inner "example.com/callers/inner.v2"
)

func main() {
	for _, group := range []func(){inlining, generics, wrappers, values, defers, goroutines, closures, panicking, lines, builtins} {
		group()
	}
	inner.Look(1)
	new(inner.Eye).Look("")
	fmt.Println("initialised", len(early), len(table), counted, fromFunc, wide["k10"] != nil)
}
