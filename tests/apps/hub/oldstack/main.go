// oldstack SECONDS asks for the type of an address on a stack that is nearly full, again and again, while the garbage
// collector runs. A hub that makes the stack grow and holds the old address as a pointer dies of a bad pointer.
package main

import (
	"fmt"
	"os"
	"reflect"
	"runtime"
	"strconv"
	"sync"
	"time"
)

// The text of a large type is long, so that the hub has something to do. Each level is eight times as long as the one before.
type (
	level0 = struct {
		A, B, C, D, E, F, G, H int `a:"b"`
	}
	level1 = struct{ A, B, C, D, E, F, G, H level0 }
	level2 = struct{ A, B, C, D, E, F, G, H level1 }
)

// ask is compiled once for each type: the address is that of a local and never leaves the stack.
//
//go:noinline
func ask[T any]() {
	var local *T
	reflect.TypeOf(&local)
}

var asks = []func(){
	ask[[1]level2], ask[[2]level2], ask[[3]level2], ask[[4]level2], ask[[5]level2], ask[[6]level2],
	ask[[7]level2], ask[[8]level2], ask[[9]level2], ask[[10]level2], ask[[11]level2], ask[[12]level2],
	ask[[]level2], ask[[][1]level2], ask[[][2]level2], ask[[][3]level2], ask[[][4]level2], ask[[][5]level2],
	ask[map[int]level2], ask[map[int8]level2], ask[map[int16]level2], ask[map[int32]level2], ask[map[int64]level2],
	ask[chan level2], ask[chan [1]level2], ask[chan [2]level2], ask[chan [3]level2], ask[func(level2)],
	ask[func() level2], ask[func([1]level2)], ask[func() [1]level2], ask[func([2]level2)], ask[func() [2]level2],
}

// deep takes a thousand bytes a level: the stack has 32 KB when ask runs, and some are nearly full.
//
//go:noinline
func deep(n int, f func()) byte {
	var pad [1000]byte
	pad[n] = 1
	if n == 0 {
		f()
		return pad[3]
	}
	return deep(n-1, f) + pad[n+1]
}

func main() {
	seconds, err := strconv.Atoi(os.Args[1])
	if err != nil {
		panic(err)
	}
	go func() {
		for {
			runtime.GC()
		}
	}()
	n := 0
	for start := time.Now(); time.Since(start) < time.Duration(seconds)*time.Second; n++ {
		var wg sync.WaitGroup
		for i := 0; i < 40; i++ {
			wg.Add(1)
			f, depth := asks[(n*40+i)%len(asks)], 24+(n*7+i)%7
			go func() {
				defer wg.Done()
				deep(depth, f)
			}()
		}
		wg.Wait()
	}
	fmt.Println("done")
	fmt.Fprintln(os.Stderr, "rounds", n)
}
