// shared is sites as a library for C.
package main

import "C"

import (
	"example.com/hub/sites/drive"
	_ "example.com/hub/sites/made"
)

// RunSites does what the program does.
//
//export RunSites
func RunSites() { drive.Main("") }

func main() {}
