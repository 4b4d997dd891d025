package main

import "reflect"

func closures() {
	n := 1
	plain := func() { big(n) } // want big main.closures.func1
	plain()
	hold(func() {
		tiny(n) // want tiny main.closures.func2
		hold(func() {
			reflect.TypeOf(n) // want TypeOf main.closures.func2.1
		})
	})
	made := maker(2)
	made()
	a, b := func() { big(3) }, func() { big(3) } // want big main.closures.func3; big main.closures.func4
	hold(a)
	hold(b)
}

//go:noinline
func hold(f func()) { f() }

//go:noinline
func maker(n int) func() {
	return func() { tiny(n) } // want tiny main.maker.func1
}
