package main

import (
	"reflect"
	"sync"

	"example.com/rto/bench/child"
)

// together shares n operations between arg goroutines: by the wall clock, an operation takes less the more of them run.
func together(arg int, work func(worker, n int)) child.Loop {
	return child.Loop{Run: func(n int) {
		var done sync.WaitGroup
		for worker := 0; worker < arg; worker++ {
			share := n / arg
			if worker < n%arg {
				share++
			}
			done.Add(1)
			go func(worker int) {
				defer done.Done()
				work(worker, share)
			}(worker)
		}
		done.Wait()
	}}
}

// parallel makes the same duplicate event on all goroutines: they share one slot of the hub's table.
func parallel(arg int) child.Loop {
	return together(arg, func(_, n int) {
		kinds := 0
		for i := 0; i < n; i++ {
			kinds += int(reflect.ValueOf(subject).Kind())
		}
		add(kinds)
	})
}

// parallelCall is what the machine itself gives: the same loop around a plain call.
func parallelCall(arg int) child.Loop {
	return together(arg, func(_, n int) {
		sum := 0
		for i := 0; i < n; i++ {
			sum += plain(subject)
		}
		add(sum)
	})
}

// parallelEvents makes new events on all goroutines, each its own.
func parallelEvents(arg int) child.Loop {
	v := reflect.ValueOf(struct{ x int }{})
	var names string
	loop := together(arg, func(worker, n int) {
		valid := 0
		for i := 0; i < n; i++ {
			at := (i*arg + worker) * nameSize
			if v.MethodByName(names[at : at+nameSize]).IsValid() {
				valid++
			}
		}
		add(valid)
	})
	loop.Prepare = func(n int) { names = newNames(n) }
	return loop
}

var adding sync.Mutex

func add(n int) {
	adding.Lock()
	sink += n
	adding.Unlock()
}
