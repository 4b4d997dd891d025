package main

import (
	"reflect"
	"runtime"
	"strings"
)

// caseName is the name of a case: its function's, without the package.
func caseName(run func()) string {
	name := runtime.FuncForPC(reflect.ValueOf(run).Pointer()).Name()
	return name[strings.LastIndexByte(name, '.')+1:]
}
