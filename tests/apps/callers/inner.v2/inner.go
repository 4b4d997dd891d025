// Package inner is of a path that the linker escapes.
package inner

import "reflect"

var First = reflect.TypeOf(1) // want TypeOf example.com/callers/inner.v2.init

func init() { reflect.TypeOf("") } // want TypeOf example.com/callers/inner.v2.init.0

func Look(v any) string { return reflect.TypeOf(v).String() } // want TypeOf example.com/callers/inner.v2.Look

type Eye struct{}

func (e *Eye) Look(v any) string { return reflect.TypeOf(v).String() } // want TypeOf example.com/callers/inner.v2.(*Eye).Look
