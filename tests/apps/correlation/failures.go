package main

import (
	"fmt"
	"reflect"
)

var failures = []func(){panics, failing, nilFunc, nilMethodFunc, tooFew, wrongType, noSuchMethod, nilReceiver, nilInterface, unexported}

// attempt runs f and prints the words of its panic.
func attempt(f func()) {
	defer func() { fmt.Println("   panic:", recover()) }()
	f()
}

func panics() { attempt(func() { reflect.ValueOf(ledger()).MethodByName("Panic").Call(nil) }) }

func failing() { say(reflect.ValueOf(ledger()).MethodByName("Fail").Call(nil)) }

func nilFunc() { attempt(func() { reflect.ValueOf((func())(nil)).Call(nil) }) }

func nilMethodFunc() {
	attempt(func() { reflect.ValueOf(Handler(nil)).MethodByName("Serve").Call(args("x")) })
}

func tooFew() { attempt(func() { reflect.ValueOf(ledger()).MethodByName("Post").Call(nil) }) }

func wrongType() { attempt(func() { reflect.ValueOf(ledger()).MethodByName("Post").Call(args("x")) }) }

func noSuchMethod() { attempt(func() { reflect.ValueOf(ledger()).MethodByName("Nope").Call(nil) }) }

func nilReceiver() {
	attempt(func() { reflect.ValueOf((*Ledger)(nil)).MethodByName("First").Call(nil) })
}

func nilInterface() {
	var c Checker
	attempt(func() { reflect.ValueOf(&c).Elem().MethodByName("Check").Call(args(1)) })
}

type secret struct{ inner *Ledger }

func unexported() {
	attempt(func() { reflect.ValueOf(secret{ledger()}).Field(0).MethodByName("First").Call(nil) })
}
