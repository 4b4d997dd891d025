// part is sites as a plugin.
package main

import (
	"example.com/hub/sites/drive"
	_ "example.com/hub/sites/made"
)

// RunSites does what the program does.
func RunSites() { drive.Main("") }

func main() {}
