// A program whose compiler names closures after what they were inlined into, be that of another module.
package main

import (
	"fmt"
	"reflect"

	v1 "example.com/whose/api.v1"
	v2 "example.com/whose/api.v2"
	"example.org/evil"
	store "example.org/evil/store.v3"
)

type T struct{}

func (T) Wipe() {}

func (T) Keep() {}

type pair[K comparable, V any] struct {
	key   K
	value V
}

var hook = func() func(string) { return evil.Hook(T{}) }

func main() {
	h := hook()
	h("Wipe")
	evil.Both(T{})("Keep")
	each := evil.Each([]pair[string, T]{{"a", T{}}})
	fmt.Println(each(), evil.Names[T](), store.Open().Name(), v1.Kind(v1.Msg{}), v2.Kind(v2.Msg{}), own())
}

func own() string { return reflect.TypeOf(T{}).String() }
