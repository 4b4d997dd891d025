package main

import (
	"fmt"
	"reflect"
	"sort"
	"strings"
	"sync"
)

func digit(r rune) rune { return r + 1 }

// values calls functions that travelled as values.
func values() {
	typeOf := reflect.TypeOf
	typeOf(1)                      // want TypeOf main.values
	v := reflect.ValueOf(&Named{}) // want ValueOf main.values
	byName := v.MethodByName
	byName("First") // want Value.MethodByName main.values
	expression := reflect.Value.MethodByName
	expression(v, "Second") // want Value.MethodByName main.values
	tick := (&clock{}).tick
	tick() // want (*clock).tick main.values
	express := (*clock).tick
	express(&clock{}) // want (*clock).tick main.values
	throughField(struct{ f func(int) int }{big})
	table := map[string]func(int) int{"big": big, "tiny": tiny}
	table["tiny"](1) // want tiny main.values
	apply(tiny, 2)
	apply(big, 2)

	// The callers of these are in the standard library: matrix/callers has their truth.
	var once sync.Once
	once.Do((&clock{}).tick)
	fmt.Println(strings.Map(digit, "abc"))
	reflect.ValueOf(reflect.TypeOf).Call([]reflect.Value{reflect.ValueOf("s")}) // want ValueOf main.values; Value.Call main.values
	list := []int{3, 1, 2}
	sort.Slice(list, func(i, j int) bool { return tiny(list[i]) < tiny(list[j]) }) // want tiny main.values.func1
	fmt.Println(list)
}

//go:noinline
func throughField(s struct{ f func(int) int }) { s.f(1) } // want big main.throughField

//go:noinline
func apply(f func(int) int, n int) int { return f(n) } // want tiny main.apply; big main.apply
