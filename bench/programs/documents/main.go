// Loops of whole documents: what observation costs the libraries that reflect most.
package main

import "example.com/rto/bench/child"

func main() {
	child.Main(child.Loops{
		"json-marshal":   child.Plain(jsonMarshal),
		"json-unmarshal": child.Plain(jsonUnmarshal),
		"json":           child.Plain(jsonBoth),
		"yaml":           child.Plain(yamlBoth),
		"template":       child.Plain(textTemplate),
		"gob":            child.Plain(gobBoth),
		"http":           serve,
	})
}

var sink int

func check(err error) {
	if err != nil {
		panic(err)
	}
}
