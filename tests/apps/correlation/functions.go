package main

import (
	"reflect"
	"strings"
)

var functions = []func(){
	plainFunc, closure, secondClosure, standardFunc, genericFunc, funcInField, funcInMap, made, madeInterface, madeSwap,
	callSlice, callSliceMethod, variadicCall, assigned, reflectedReflect,
}

func plainFunc() { say(reflect.ValueOf(plain).Call(args(1))) }

func closure() {
	n := 3
	say(reflect.ValueOf(func() int { return n }).Call(nil))
}

func secondClosure() {
	_ = func() int { return 1 }
	n := 4
	f := func() int { return n }
	say(reflect.ValueOf(f).Call(nil))
}

func standardFunc() { say(reflect.ValueOf(strings.ToUpper).Call(args("loud"))) }

func genericFunc() { say(reflect.ValueOf(generic[string]).Call(args("four"))) }

func funcInField() { say(reflect.ValueOf(&Hooked{F: hello}).Elem().Field(0).Call(nil)) }

func funcInMap() {
	table := map[string]any{"plain": plain}
	say(reflect.ValueOf(table["plain"]).Call(args(2)))
}

func double(in []reflect.Value) []reflect.Value { return args(int(in[0].Int()) * 2) }

func made() { say(reflect.MakeFunc(reflect.TypeOf(plain), double).Call(args(21))) }

func madeInterface() {
	n := 1
	f := reflect.MakeFunc(reflect.TypeOf(plain), func(in []reflect.Value) []reflect.Value { return args(n) }).Interface()
	say(reflect.ValueOf(f).Call(args(21)))
}

// madeSwap is the example of reflect.MakeFunc's own documentation: one function behind two types.
func madeSwap() {
	swap := func(in []reflect.Value) []reflect.Value { return []reflect.Value{in[1], in[0]} }
	var ints func(int, int) (int, int)
	f := reflect.ValueOf(&ints).Elem()
	f.Set(reflect.MakeFunc(f.Type(), swap))
	say(f.Call(args(1, 2)))
}

func callSlice() { say(reflect.ValueOf(variadic).CallSlice(args([]int{1, 2, 3}))) }

func callSliceMethod() {
	say(reflect.ValueOf(ledger()).MethodByName("Sum").CallSlice(args([]int{1, 2})))
}

func variadicCall() { say(reflect.ValueOf(ledger()).MethodByName("Sum").Call(args(1, 2, 3))) }

func assigned() {
	f := reflect.New(reflect.TypeOf(plain)).Elem()
	f.Set(reflect.ValueOf(plain))
	say(f.Call(args(5)))
}

func reflectedReflect() {
	m := reflect.ValueOf(ledger()).MethodByName("First")
	say(reflect.ValueOf(m).MethodByName("Call").Call(args([]reflect.Value(nil))))
}
