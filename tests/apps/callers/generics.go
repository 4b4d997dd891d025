package main

import (
	"fmt"
	"reflect"
)

func kind[T any](v T) reflect.Type { return reflect.TypeOf(v) } // want TypeOf main.kind[...]

//go:noinline
func kindOutOfLine[T any](v T) reflect.Type { return reflect.TypeOf(v) } // want TypeOf main.kindOutOfLine[...]

func each[T any](list []T, f func(T)) {
	for _, v := range list {
		func() {
			tiny(len(list)) // want tiny main.each[...].func1|main.generics.each[...].func1|main.generics.each[...].func2
			f(v)
		}()
	}
}

// Box is generic, and so are the callers that its methods are.
type Box[T any] struct{ v T }

func (b *Box[T]) Kind() reflect.Type { return reflect.TypeOf(b.v) } // want TypeOf main.(*Box[...]).Kind

func (b Box[T]) Grow() int { return big(1) } // want big main.Box[...].Grow

type kinder interface{ Kind() reflect.Type }

type Pair[K comparable, V any] struct{ Box[map[K]V] }

func generics() {
	fmt.Println(kind("x"), kind(4), kind(&clock{}), kind([]string(nil)))
	fmt.Println(kindOutOfLine("x"), kindOutOfLine(clock{}))
	each([]int{1}, func(int) {})
	b := &Box[int]{1}
	fmt.Println(b.Kind(), kinder(b).Kind(), b.Grow(), (&Box[string]{}).Kind(), Box[clock]{}.Grow())
	p := &Pair[string, int]{}
	fmt.Println(kinder(p).Kind(), p.Grow())
}
