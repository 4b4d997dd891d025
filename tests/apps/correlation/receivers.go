package main

import (
	"errors"
	"reflect"
	"time"
)

var receiverKinds = []func(){
	pointerReceiver, valueReceiver, valueThroughPointer, zeroSize, tiny, funcFirst, funcFirstPointer, onlyFunc, funcType,
	mapType, sliceType, chanType, interfaceReceiver, interfacePointer, embeddedPointer, embeddedInterface, embeddedDeep,
	unnamedStruct, genericValue, genericPointer, genericOfStruct, genericTypeMethod, standardType, errorValue, typeOfType,
	localType,
}

func pointerReceiver() { say(reflect.ValueOf(ledger()).MethodByName("First").Call(nil)) }

func valueReceiver() { say(reflect.ValueOf(*ledger()).MethodByName("Name").Call(nil)) }

func valueThroughPointer() { say(reflect.ValueOf(ledger()).MethodByName("Name").Call(nil)) }

func zeroSize() {
	ping, pong := reflect.ValueOf(Nothing{}).MethodByName("Ping"), reflect.ValueOf(Nothing{}).MethodByName("Pong")
	say(pong.Call(nil))
	say(ping.Call(nil))
}

func tiny() {
	half, next := reflect.ValueOf(Tiny(4)).MethodByName("Half"), reflect.ValueOf(Tiny(4)).MethodByName("Next")
	say(next.Call(nil))
	say(half.Call(nil))
}

func hello() string { return "hello" }

func funcFirst() { say(reflect.ValueOf(Hooked{hello, 1}).MethodByName("Value").Call(nil)) }

func funcFirstPointer() { say(reflect.ValueOf(&Hooked{hello, 2}).MethodByName("Pointer").Call(nil)) }

func onlyFunc() { say(reflect.ValueOf(Single{hello}).MethodByName("Run").Call(nil)) }

func funcType() {
	say(reflect.ValueOf(Handler(func(s string) string { return s })).MethodByName("Serve").Call(args("served")))
}

func mapType() { say(reflect.ValueOf(Table{"a": 1}).MethodByName("Size").Call(nil)) }

func sliceType() { say(reflect.ValueOf(List{1, 2}).MethodByName("Size").Call(nil)) }

func chanType() { say(reflect.ValueOf(make(Gate, 3)).MethodByName("Size").Call(nil)) }

func interfaceReceiver() {
	for _, c := range []Checker{Strict{1}, &Lax{}} {
		c := c
		say(reflect.ValueOf(&c).Elem().MethodByName("Check").Call(args(5)))
	}
}

func interfacePointer() {
	list := []Checker{Strict{1}}
	say(reflect.ValueOf(list).Index(0).Elem().MethodByName("Check").Call(args(5)))
}

func embeddedPointer() {
	say(reflect.ValueOf(Outer{Ledger: ledger()}).MethodByName("Post").Call(args(2)))
}

func embeddedInterface() {
	say(reflect.ValueOf(Outer{Checker: Strict{2}}).MethodByName("Check").Call(args(2)))
}

func embeddedDeep() {
	say(reflect.ValueOf(&Deep{Outer{Ledger: ledger()}}).MethodByName("Second").Call(nil))
}

func unnamedStruct() {
	say(reflect.ValueOf(struct{ *Ledger }{ledger()}).MethodByName("Third").Call(nil))
}

func genericValue() { say(reflect.ValueOf(Box[int]{4}).MethodByName("Get").Call(nil)) }

func genericPointer() { say(reflect.ValueOf(&Box[string]{"s"}).MethodByName("Put").Call(args("t"))) }

func genericOfStruct() { say(reflect.ValueOf(Box[Strict]{Strict{1}}).MethodByName("Get").Call(nil)) }

func genericTypeMethod() {
	m, _ := reflect.TypeOf(Box[int]{}).MethodByName("Get")
	say(m.Func.Call(args(Box[int]{6})))
}

func standardType() { say(reflect.ValueOf(time.Second).MethodByName("Minutes").Call(nil)) }

func errorValue() { say(reflect.ValueOf(errors.New("told")).MethodByName("Error").Call(nil)) }

func typeOfType() { say(reflect.ValueOf(reflect.TypeOf(1)).MethodByName("Name").Call(nil)) }

func localType() {
	type local struct{ Strict }
	say(reflect.ValueOf(local{Strict{1}}).MethodByName("Check").Call(args(1)))
}
