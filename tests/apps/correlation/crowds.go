package main

import (
	"fmt"
	"reflect"
	"sync"
)

var crowds = []func(){hundredGoroutines, sharedReceiver}

// hundredGoroutines calls a hundred methods from one line at one time.
func hundredGoroutines() {
	v := reflect.ValueOf(Hundred{})
	each(v.NumMethod(), func(i int) int { return int(v.Method(i).Call(nil)[0].Int()) })
}

// sharedReceiver looks methods up in one order and calls them in another, a hundred times at once.
func sharedReceiver() {
	l := ledger()
	each(100, func(i int) int {
		v := reflect.ValueOf(l)
		first, third := v.MethodByName("First"), v.MethodByName("Third")
		if i%2 == 0 {
			third.Call(nil)
			return 1
		}
		first.Call(nil)
		return 1
	})
}

func each(n int, f func(int) int) {
	var all sync.WaitGroup
	start := make(chan bool)
	results := make([]int, n)
	for i := 0; i < n; i++ {
		i := i
		all.Add(1)
		go func() {
			defer all.Done()
			<-start
			results[i] = f(i)
		}()
	}
	close(start)
	all.Wait()
	sum := 0
	for _, r := range results {
		sum += r
	}
	fmt.Println("  ", sum)
}
