package main

import "reflect"

var early = []reflect.Type{
	reflect.TypeOf(1),  // want TypeOf main.init
	reflect.TypeOf(""), // want TypeOf main.init
}

var counted = big(40) // want big main.init

var fromFunc = func() int { return tiny(41) }() // want tiny main.init.func1|main.glob..func1

var table = map[string]reflect.Type{
	"clock": reflect.TypeOf(clock{}), // want TypeOf main.init
}

func init() { big(42) } // want big main.init.0

func init() {
	tiny(43)                  // want tiny main.init.1
	hold(func() { tiny(44) }) // want tiny main.init.1.func1|main.init.func2|main.init.func1
}
