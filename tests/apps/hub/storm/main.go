// storm CHILDREN EVENTS starts that many processes, many at one time, which all append their events to one log, and goes on to
// report its own while it starts them.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"reflect"
	"strconv"
	"sync"
)

type record struct{ X int }

func report(prefix string, events int) {
	v := reflect.ValueOf(record{})
	for i := 0; i < events; i++ {
		v.MethodByName(prefix + strconv.Itoa(i))
	}
}

func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		panic(err)
	}
	return n
}

func main() {
	if os.Args[1] == "child" {
		report(os.Args[2]+".", number(os.Args[3]))
		return
	}
	children, events := number(os.Args[1]), number(os.Args[2])
	var wg sync.WaitGroup
	places := make(chan bool, 16)
	failed := make(chan error, children)
	for i := 0; i < children; i++ {
		wg.Add(1)
		places <- true
		go func(i int) {
			defer wg.Done()
			if out, err := exec.Command(os.Args[0], "child", "c"+strconv.Itoa(i), os.Args[2]).CombinedOutput(); err != nil || len(out) > 0 {
				failed <- fmt.Errorf("%v: %s", err, out)
			}
			<-places
		}(i)
		report("p"+strconv.Itoa(i)+".", 5)
	}
	wg.Wait()
	close(failed)
	for err := range failed {
		fmt.Println(err)
	}
	report("end.", events)
	fmt.Println("done")
}
