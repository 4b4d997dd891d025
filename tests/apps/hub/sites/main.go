// sites runs the call sites that tests/hub generates.
package main

import (
	"fmt"

	"example.com/hub/sites/drive"
	_ "example.com/hub/sites/made"
)

func main() {
	drive.Main("")
	fmt.Println("done")
}
