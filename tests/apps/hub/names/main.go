// names COUNT looks up that many different names at one place: as many different events.
package main

import (
	"fmt"
	"os"
	"reflect"
	"strconv"
)

type record struct{ X int }

func main() {
	count, err := strconv.Atoi(os.Args[1])
	if err != nil {
		panic(err)
	}
	v := reflect.ValueOf(record{})
	for i := 0; i < count; i++ {
		v.MethodByName("Name" + strconv.Itoa(i))
	}
	fmt.Println("done")
}
