package api

import "reflect"

type Msg struct{ A int }

func (Msg) Send() {}

func Kind(x any) string {
	reflect.ValueOf(Msg{}).MethodByName("Send").Call(nil)
	return later(x)()
}

func later(x any) func() string {
	return func() string { return reflect.TypeOf(x).String() }
}
