package far

import "reflect"

func Make(v any) func(string) {
	return func(name string) { reflect.ValueOf(v).MethodByName(name).Call(nil) }
}
