package main

import (
	"reflect"
	"runtime"

	"time"
)

func goroutines() {
	wait := make(chan reflect.Type)
	go func() { wait <- reflect.TypeOf(1) }() // want TypeOf main.goroutines.func1
	<-wait
	direct()
	deep()
	finalizer()
}

// direct starts goroutines that begin with the observed function itself.
//
//go:noinline
func direct() {
	c := &clock{}
	go c.tick()          // want (*clock).tick main.direct
	go big(1)            // want big main.direct
	go tiny(2)           // want tiny main.direct
	go reflect.TypeOf(c) // want TypeOf main.direct
	f := big
	go f(3) // want big main.direct
	settle()
}

// settle waits until the goroutines that nobody can wait for have run.
func settle() {
	for runtime.NumGoroutine() > 1 {
		time.Sleep(time.Millisecond)
	}
}

// deep calls on a stack that grows.
func deep() {
	done := make(chan int)
	go func() { done <- descend(5000) }()
	<-done
}

//go:noinline
func descend(n int) int {
	var room [128]byte
	room[n%128] = 1
	if n == 0 {
		return big(int(room[0])) // want big main.descend
	}
	return descend(n - 1)
}

func finalizer() {
	done := make(chan bool)
	leave(done)
	for {
		runtime.GC()
		select {
		case <-done:
			return
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// leave makes something and forgets it. Its type is not so small that it would share its memory with others.
//
//go:noinline
func leave(done chan bool) {
	runtime.SetFinalizer(new([64]byte), func(*[64]byte) {
		big(9) // want big main.leave.func1
		close(done)
	})
}
