package main

import (
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"reflect"
	"strconv"
	"sync"
)

// race lets goroutines report the same events at the same time, each in an order of its own.
func race(count int, _ []string) {
	var all sync.WaitGroup
	start := make(chan bool)
	for g := 0; g < 32; g++ {
		order := rand.New(rand.NewSource(int64(g / 8))).Perm(count) // eight goroutines share an order, so that they meet
		all.Add(1)
		go func() {
			defer all.Done()
			<-start
			for _, i := range order {
				lookUp("race" + strconv.Itoa(i))
				named.Method(0).Call(nil)
			}
		}()
	}
	close(start)
	all.Wait()
}

// children runs processes that share the log.
func children(count int, words []string) {
	var all sync.WaitGroup
	for _, word := range words {
		child := exec.Command(os.Args[0], "distinct", strconv.Itoa(count), word)
		all.Add(1)
		go func() {
			defer all.Done()
			if said, err := child.CombinedOutput(); err != nil {
				fmt.Println(err, string(said))
			}
		}()
	}
	lookUpAll("parent", count)
	all.Wait()
}

// depths lets goroutines call at every depth of their stacks, so that some stacks grow in the hub.
func depths(count int, _ []string) {
	var all sync.WaitGroup
	for depth := 0; depth < count; depth++ {
		all.Add(1)
		go func(depth int) {
			defer all.Done()
			descend(depth)
		}(depth)
	}
	all.Wait()
}

func descend(depth int) int {
	if depth > 0 {
		return descend(depth-1) + 1
	}
	reflect.TypeOf(named)
	named.Method(0).Call(nil)
	return 0
}
