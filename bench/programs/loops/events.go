package main

import (
	"os"
	"reflect"
	"strconv"
	"strings"

	"example.com/rto/bench/child"
)

// live goes round arg pointers in an order that no prefetcher guesses. Where addresses count (INSTRUMENTATION_DEDUP=exact),
// each is an event: after one batch of arg operations all are known, and every further one is a duplicate among arg.
func live(arg int) child.Loop {
	values := make([]int, arg)
	for i := range values {
		values[i] = 1 // its pages are there before anything is measured
	}
	at, step := 0, coprime(arg)
	return child.Loop{Run: func(n int) {
		for i := 0; i < n; i++ {
			sink += int(reflect.ValueOf(&values[at]).Kind())
			if at += step; at >= arg {
				at -= arg
			}
		}
	}}
}

// coprime is a step near the golden section of n that visits every index below n.
func coprime(n int) int {
	step := n*618/1000 | 1
	for gcd(step, n) != 1 {
		step += 2
	}
	return step
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// nameSize is that of the names that tell new events apart.
const nameSize = 16

// newEvent looks up a method name that was never asked for before, each time.
func newEvent(int) child.Loop {
	v := reflect.ValueOf(struct{ x int }{})
	var names string
	return child.Loop{
		Prepare: func(n int) { names = newNames(n) },
		Run: func(n int) {
			for i := 0; i < n; i++ {
				if v.MethodByName(names[i*nameSize : (i+1)*nameSize]).IsValid() {
					sink++
				}
			}
		},
	}
}

// write is a yardstick for newEvent: one system call for a line as long as one of its events, to a file where its log is.
func write(int) child.Loop {
	f, err := os.OpenFile(os.Getenv("INSTRUMENTATION_LOG_PATH"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		panic(err)
	}
	line := []byte(strings.Repeat("x", eventSize-1) + "\n")
	return child.Loop{Run: func(n int) {
		for i := 0; i < n; i++ {
			if _, err := f.Write(line); err != nil {
				panic(err)
			}
		}
	}}
}

// eventSize is the length of a line that newEvent causes, in bytes, but for the folder's name.
const eventSize = 180

// named counts the names that newNames made for any loop.
var named int

// newNames are n names that no loop of this process had before, one after another. Each begins with its number.
func newNames(n int) string {
	text := make([]byte, 0, n*nameSize)
	for end := named + n; named < end; named++ {
		text = strconv.AppendInt(text, int64(named), 10)
		for len(text)%nameSize != 0 {
			text = append(text, '_')
		}
	}
	return string(text)
}
