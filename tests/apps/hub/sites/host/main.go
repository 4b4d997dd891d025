// host opens the plugin that its argument names and runs the sites in it.
package main

import (
	"fmt"
	"os"
	"plugin"
)

func main() {
	part, err := plugin.Open(os.Args[1])
	if err != nil {
		panic(err)
	}
	run, err := part.Lookup("RunSites")
	if err != nil {
		panic(err)
	}
	run.(func())()
	fmt.Println("done")
}
