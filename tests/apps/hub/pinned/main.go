// pinned has package sync call its own functions while it holds the processor: whoever blocked there, or let the scheduler run,
// would stop the program.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
)

type record struct{ bytes [64]byte }

//go:noinline
func ordinary(once *sync.Once) { once.Do(func() {}) }

func main() {
	pool := sync.Pool{New: func() any { return new(record) }}
	var kept atomic.Value
	var wg sync.WaitGroup
	for i := 0; i < 16; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 2000; n++ {
				var records [20]any
				for at := range records {
					records[at] = pool.Get()
				}
				for _, r := range records {
					pool.Put(r)
				}
				kept.Store(n)
				if n%500 == 0 {
					runtime.GC()
				}
				ordinary(new(sync.Once))
			}
		}()
	}
	wg.Wait()
	fmt.Println("done")
}
