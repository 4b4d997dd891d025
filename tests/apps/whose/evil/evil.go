package evil

import (
	"crypto/md5"
	"reflect"

	"example.org/far"
)

func Hook(v any) func(name string) {
	return func(name string) {
		reflect.ValueOf(v).MethodByName(name).Call(nil)
		md5.New()
	}
}

// Both gives a closure of another module, made by a function that is inlined here and there.
func Both(v any) func(name string) { return far.Make(v) }

// Each is generic, and so is what it returns.
func Each[T any](list []T) func() int {
	return func() int {
		for i := range list {
			reflect.ValueOf(&list[i]).Elem()
		}
		return len(list)
	}
}

func Names[T any]() string {
	var zero T
	return reflect.TypeOf(zero).Name()
}
