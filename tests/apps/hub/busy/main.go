// busy has more to report than a hub with few lines has room for, at places that are seldom tried.
//
//	busy crowd          20,000 goroutines make five new events each
//	busy same            2,000 goroutines make one event, whose line waits in a pipe that nobody reads; garbage is collected
//	busy cleanup         a cleanup that package sync runs with the world stopped holds a hook
//	busy speechless      standard error is a full pipe that nobody reads when the hub has something to say
package main

import (
	"fmt"
	"os"
	"reflect"
	"runtime"
	"strconv"
	"sync"
	"syscall"
	"time"
	_ "unsafe" // for go:linkname
)

type record struct{ X int }

const (
	goroutines = 20000
	events     = 5
)

func crowd(v reflect.Value) {
	var wait sync.WaitGroup
	gate := make(chan struct{})
	for i := 0; i < goroutines; i++ {
		wait.Add(1)
		go func(i int) {
			defer wait.Done()
			<-gate
			for k := 0; k < events; k++ {
				v.MethodByName(strconv.Itoa(i) + "x" + strconv.Itoa(k))
			}
		}(i)
	}
	close(gate)
	wait.Wait()
}

func same(v reflect.Value) {
	const log = 1000 // where the hub has the log, which is the only file with so high a number
	if err := syscall.SetNonblock(log, false); err != nil {
		panic(err)
	}
	go func() {
		for n := 0; ; n++ {
			v.MethodByName("fill" + strconv.Itoa(n))
		}
	}()
	time.Sleep(500 * time.Millisecond) // the pipe is full by then: a goroutine that waits in the hub tells nobody
	for i := 0; i < 2000; i++ {
		go func() { v.MethodByName("same") }()
	}
	begin := time.Now()
	for i := 0; i < 5; i++ {
		runtime.GC()
	}
	fmt.Println("five collections in time", time.Since(begin) < 5*time.Second)
	syscall.Kill(os.Getpid(), syscall.SIGKILL)
}

//go:linkname registerPoolCleanup sync.runtime_registerPoolCleanup
func registerPoolCleanup(func())

var cleaned int

//go:noinline
func Cleanup() { cleaned++ }

func cleanup() {
	registerPoolCleanup(Cleanup)
	done := make(chan struct{})
	for p := 0; p < 4; p++ {
		go func() {
			for i := 0; i < 300; i++ {
				runtime.GC()
			}
			done <- struct{}{}
		}()
	}
	for p := 0; p < 4; p++ {
		<-done
	}
	fmt.Println("cleaned", cleaned > 300)
}

// speechless fills standard error, a pipe, before the hub has something to say there.
func speechless(v reflect.Value) {
	if err := syscall.SetNonblock(2, true); err != nil {
		panic(err)
	}
	for full := false; !full; {
		_, err := syscall.Write(2, make([]byte, 4096))
		full = err != nil
	}
	if err := syscall.SetNonblock(2, false); err != nil {
		panic(err)
	}
	syscall.Close(1000) // the log
	go v.MethodByName("last")
	time.Sleep(200 * time.Millisecond) // it waits for standard error by then, which tells nobody
	runtime.GC()
	fmt.Println("collected")
	os.Exit(0)
}

func main() {
	v := reflect.ValueOf(record{})
	switch os.Args[1] {
	case "crowd":
		crowd(v)
	case "same":
		same(v)
	case "cleanup":
		cleanup()
	case "speechless":
		speechless(v)
	}
	fmt.Println("done")
}
