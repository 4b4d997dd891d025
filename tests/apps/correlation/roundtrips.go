package main

import (
	"fmt"
	"reflect"
)

var roundTrips = []func(){
	interfaceThenCall, interfaceThenValueOf, interfaceTwice, setIntoVariable, setIntoField, setThenDirect, converted,
	interfaceOfTiny, interfaceOfInterface,
}

func interfaceThenCall() {
	post := reflect.ValueOf(ledger()).MethodByName("Post").Interface().(func(int) int)
	fmt.Println("  ", post(5))
}

func interfaceThenValueOf() {
	m := reflect.ValueOf(ledger()).MethodByName("Post").Interface()
	say(reflect.ValueOf(m).Call(args(6)))
}

func interfaceTwice() {
	m := reflect.ValueOf(ledger()).MethodByName("Second").Interface()
	again := reflect.ValueOf(m).Interface()
	say(reflect.ValueOf(again).Call(nil))
}

func setIntoVariable() {
	var f func() string
	reflect.ValueOf(&f).Elem().Set(reflect.ValueOf(ledger()).MethodByName("Third"))
	say(reflect.ValueOf(&f).Elem().Call(nil))
}

func setIntoField() {
	h := &Hooked{}
	reflect.ValueOf(h).Elem().Field(0).Set(reflect.ValueOf(ledger()).MethodByName("First"))
	say(reflect.ValueOf(h).Elem().Field(0).Call(nil))
}

func setThenDirect() {
	var f func() string
	reflect.ValueOf(&f).Elem().Set(reflect.ValueOf(ledger()).MethodByName("Second"))
	fmt.Println("  ", f())
}

type poster func(int) int

func converted() {
	m := reflect.ValueOf(ledger()).MethodByName("Post")
	say(m.Convert(reflect.TypeOf(poster(nil))).Call(args(8)))
}

func interfaceOfTiny() {
	next := reflect.ValueOf(Tiny(8)).MethodByName("Next").Interface()
	say(reflect.ValueOf(next).Call(nil))
}

func interfaceOfInterface() {
	var c Checker = Strict{9}
	check := reflect.ValueOf(&c).Elem().MethodByName("Check").Interface()
	say(reflect.ValueOf(check).Call(args(1)))
}
