// timers has the runtime call package time on its own stacks with its locks held: for each tick it calls time.sendTime, which
// calls time.Now and Time.Add. Beside it, goroutines call the same functions from ordinary code.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"time"
)

//go:noinline
func ordinary() time.Time { return time.Now() }

//go:noinline
func started() *time.Ticker { return time.NewTicker(time.Millisecond) }

func main() {
	var wg sync.WaitGroup
	for i := 0; i < 50; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			ordinary()
			ticker := started()
			for k := 0; k < 200; k++ {
				<-ticker.C
				if k%50 == 0 {
					runtime.GC()
				}
			}
			ticker.Stop()
			<-time.After(time.Millisecond)
			fired := make(chan bool)
			time.AfterFunc(time.Millisecond, func() { ordinary(); fired <- true })
			<-fired
		}()
	}
	wg.Wait()
	fmt.Println("done")
}
