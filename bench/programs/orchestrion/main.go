// One loop, in a program that imports what reflects: built by stock Go, by rto and by orchestrion.
package main

import (
	"encoding/json"
	"os"
	"reflect"
	"text/template"

	"example.com/rto/bench/child"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == "document" {
		if err := template.Must(template.New("").Parse("{{.}}\n")).Execute(os.Stdout, json.Valid([]byte("{}"))); err != nil {
			panic(err)
		}
		return
	}
	child.Main(child.Loops{"valueof": child.Plain(valueOf)})
}

type account struct{ balance int }

var (
	sink    int
	subject any = &account{}
)

func valueOf(n int) {
	for i := 0; i < n; i++ {
		sink += int(reflect.ValueOf(subject).Kind())
	}
}
