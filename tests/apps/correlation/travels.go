package main

import (
	"reflect"
	"sync"
)

var travels = []func(){
	storedInStruct, storedInMap, copied, passedAsArgument, asInterface, betweenGoroutines, throughChannel, deferred,
	goStatement, throughEmbedded, afterGrowth,
}

type step struct {
	name   string
	method reflect.Value
}

func storedInStruct() {
	s := &step{"x", reflect.ValueOf(ledger()).MethodByName("Second")}
	say(s.method.Call(nil))
}

func storedInMap() {
	m := map[int]reflect.Value{1: reflect.ValueOf(ledger()).MethodByName("Third")}
	say(m[1].Call(nil))
}

func copied() {
	a := reflect.ValueOf(ledger()).MethodByName("First")
	b := a
	c := [2]reflect.Value{a, b}
	say(c[1].Call(nil))
}

//go:noinline
func invoke(m reflect.Value) []reflect.Value { return m.Call(nil) }

func passedAsArgument() { say(invoke(reflect.ValueOf(Nothing{}).MethodByName("Pong"))) }

func asInterface() {
	var box any = reflect.ValueOf(ledger()).MethodByName("First")
	say(box.(reflect.Value).Call(nil))
}

func betweenGoroutines() {
	m := reflect.ValueOf(ledger()).MethodByName("Second")
	var done sync.WaitGroup
	done.Add(1)
	go func() {
		defer done.Done()
		say(m.Call(nil))
	}()
	done.Wait()
}

func throughChannel() {
	ch := make(chan reflect.Value)
	go func() {
		v := reflect.ValueOf(ledger())
		ch <- v.MethodByName("Third")
		ch <- v.MethodByName("First")
		close(ch)
	}()
	for m := range ch {
		say(m.Call(nil))
	}
}

func deferred() { defer reflect.ValueOf(ledger()).MethodByName("Second").Call(nil) }

type signal chan int

func (s signal) Done() { close(s) }

func goStatement() {
	s := make(signal)
	go reflect.ValueOf(s).MethodByName("Done").Call(nil)
	<-s
}

type wrapped struct{ reflect.Value }

type caller interface {
	Call([]reflect.Value) []reflect.Value
}

func throughEmbedded() {
	var c caller = wrapped{reflect.ValueOf(ledger()).MethodByName("Third")}
	say(c.Call(nil))
}

//go:noinline
func deep(n int, m reflect.Value) []reflect.Value {
	var room [256]byte
	room[n%len(room)] = 1
	if n == 0 {
		return m.Call(nil)
	}
	return deep(n-1, m)
}

// afterGrowth calls on a stack that was moved since the lookup.
func afterGrowth() {
	m := reflect.ValueOf(ledger()).MethodByName("First")
	done := make(chan []reflect.Value)
	go func() { done <- deep(2000, m) }()
	say(<-done)
}
