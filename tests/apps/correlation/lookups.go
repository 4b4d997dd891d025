package main

import (
	"reflect"
	"sort"
)

var lookups = []func(){
	byName, byIndex, calledTwice, calledInALoop, neverCalled, outOfOrder, interleaved, sameNameTwoTypes,
	sortedMap, obtainedInInit, obtainedInVariable, typeMethodFunc, typeMethodByNameFunc, methodExpression, methodValue,
	interfaceMethodExpression, nested,
}

func ledger() *Ledger { return &Ledger{name: "book"} }

func byName() { say(reflect.ValueOf(ledger()).MethodByName("Post").Call(args(4))) }

func byIndex() {
	v := reflect.ValueOf(ledger())
	for i := 0; i < v.NumMethod(); i++ {
		if v.Type().Method(i).Name == "Second" {
			say(v.Method(i).Call(nil))
		}
	}
}

func calledTwice() {
	m := reflect.ValueOf(ledger()).MethodByName("Post")
	say(m.Call(args(1)))
	say(m.Call(args(2)))
}

func calledInALoop() {
	m := reflect.ValueOf(ledger()).MethodByName("Post")
	for i := 0; i < 100; i++ {
		m.Call(args(i))
	}
}

func neverCalled() {
	_ = reflect.ValueOf(ledger()).MethodByName("Third")
}

func outOfOrder() {
	v := reflect.ValueOf(ledger())
	first, second := v.MethodByName("First"), v.MethodByName("Second")
	say(second.Call(nil))
	say(first.Call(nil))
}

func interleaved() {
	a, b := reflect.ValueOf(ledger()), reflect.ValueOf(ledger())
	first, second, third := a.MethodByName("First"), b.MethodByName("Second"), a.MethodByName("Third")
	for _, m := range []reflect.Value{third, first, second, first} {
		say(m.Call(nil))
	}
}

func sameNameTwoTypes() {
	for _, v := range []any{Strict{3}, &Lax{}, *ledger(), ledger()} {
		say(reflect.ValueOf(v).MethodByName("Name").Call(nil))
	}
}

func sortedMap() {
	v := reflect.ValueOf(ledger())
	methods := map[string]reflect.Value{}
	for _, name := range []string{"Third", "First", "Name", "Second"} {
		methods[name] = v.MethodByName(name)
	}
	var names []string
	for name := range methods {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		say(methods[name].Call(nil))
	}
}

var fromInit reflect.Value

func init() { fromInit = reflect.ValueOf(ledger()).MethodByName("Third") }

func obtainedInInit() { say(fromInit.Call(nil)) }

var fromVariable = reflect.ValueOf(ledger()).MethodByName("First")

func obtainedInVariable() { say(fromVariable.Call(nil)) }

func typeMethodFunc() {
	t := reflect.TypeOf(ledger())
	for i := 0; i < t.NumMethod(); i++ {
		if m := t.Method(i); m.Name == "Post" {
			say(m.Func.Call(args(ledger(), 7)))
		}
	}
}

func typeMethodByNameFunc() {
	m, _ := reflect.TypeOf(Strict{}).MethodByName("Check")
	say(m.Func.Call(args(Strict{1}, 2)))
}

func methodExpression() { say(reflect.ValueOf((*Ledger).Post).Call(args(ledger(), 3))) }

func methodValue() { say(reflect.ValueOf(ledger().Post).Call(args(3))) }

func interfaceMethodExpression() { say(reflect.ValueOf(Checker.Check).Call(args(Strict{1}, 1))) }

// Relay calls by reflection from inside a method that was called by reflection.
type Relay struct{ l *Ledger }

func (r Relay) Pass(name string) string {
	return reflect.ValueOf(r.l).MethodByName(name).Call(nil)[0].String()
}

func nested() { say(reflect.ValueOf(Relay{ledger()}).MethodByName("Pass").Call(args("First"))) }
