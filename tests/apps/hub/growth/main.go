// growth asks whether a hook makes a goroutine's stack grow or move.
//
//	growth inuse GOROUTINES  each reports one new event; prints the bytes that the stacks of all take
//	growth moves LEVELS      one goroutine for every depth; prints the depths at which a local moved during an observed call
package main

import (
	"fmt"
	"os"
	"reflect"
	"runtime"
	"strconv"
	"sync"
	"unsafe"
)

type record struct{ X int }

var (
	types = [...]any{record{}, &record{}, 1, "", 1.5, []int{}, []string{}, map[int]int{}, [3]int{}, struct{}{}}
	sink  any
)

// inUse is what the stacks of all goroutines take while each of them is where it reported.
func inUse(count int) uint64 {
	var reported, stay sync.WaitGroup
	stay.Add(1)
	for i := 0; i < count; i++ {
		reported.Add(1)
		of := reflect.ArrayOf(i, reflect.TypeOf(0))
		go func() {
			reflect.New(of) // a new event for each: its type
			reported.Done()
			stay.Wait()
		}()
	}
	reported.Wait()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	stay.Done()
	return stats.StackInuse
}

// descend takes a few words a level, so that some level begins wherever a stack may end.
//
//go:noinline
func descend(n int, f func() bool) bool {
	if n == 0 {
		return f()
	}
	return descend(n-1, f)
}

// moved reports whether a local lies elsewhere when an observed call is over.
//
//go:noinline
func moved(of any) bool {
	var local [2]uintptr
	before := uintptr(unsafe.Pointer(&local))
	sink = reflect.ValueOf(of).Kind()
	sink = reflect.TypeOf(of).Kind()
	local[0] = before
	return local[0] != uintptr(unsafe.Pointer(&local))
}

func main() {
	n, err := strconv.Atoi(os.Args[2])
	if err != nil {
		panic(err)
	}
	if os.Args[1] == "inuse" {
		fmt.Println(inUse(n))
		return
	}
	for i := 0; i < n; i++ {
		done := make(chan bool)
		of := types[i%len(types)]
		depth := i
		go func() { done <- descend(depth, func() bool { return moved(of) }) }()
		if <-done {
			fmt.Println(i)
		}
	}
	fmt.Println("done")
}
