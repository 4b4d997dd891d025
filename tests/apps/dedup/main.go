// Command dedup leaves a known number of events: "dedup MODE COUNT [WORD…]".
package main

import (
	"fmt"
	"os"
	"reflect"
	"strconv"
	"unsafe"
)

var modes = map[string]func(count int, words []string){
	"distinct": func(count int, words []string) { lookUpAll(words[0], count) },
	"race":     race,
	"children": children,
	"pointers": pointers,
	"numbers":  numbers,
	"kill":     func(count int, _ []string) { lookUpAll("kill", count); kill() },
	"exit":     func(count int, _ []string) { lookUpAll("exit", count); os.Exit(3) },
	"panic":    func(count int, _ []string) { lookUpAll("panic", count); panic("told") },
	"chdir":    chdir,
	"closed":   closed,
	"depths":   depths,
	"full":     full,
	"memory":   memory,
	"inherit":  inherit,
	"texts":    texts,
}

func main() {
	count, err := strconv.Atoi(os.Args[2])
	if err != nil {
		panic(err)
	}
	modes[os.Args[1]](count, os.Args[3:])
	fmt.Println("done", os.Args[1], count)
}

// Named has methods, so that lookups are possible.
type Named struct{}

func (Named) Ping() int { return 1 }

var named = reflect.ValueOf(Named{})

// lookUp leaves one event a name: the arguments differ, the place does not.
//
//go:noinline
func lookUp(name string) { named.MethodByName(name) }

func lookUpAll(prefix string, count int) {
	for i := 0; i < count; i++ {
		lookUp(prefix + strconv.Itoa(i))
	}
}

// texts looks names up again and again: a constant, a part of it and a copy of it, which is the same name; and what stands in
// memory that changes in between.
func texts(count int, _ []string) {
	const whole = "Constant"
	heap := string(append([]byte(nil), whole...))
	changing := []byte("made0")
	for i := 0; i < count; i++ {
		for digit := byte('0'); digit <= '9'; digit++ {
			changing[4] = digit
			lookUp(*(*string)(unsafe.Pointer(&changing)))
			lookUp(whole)
			lookUp(whole[:5])
			lookUp(heap)
		}
	}
}

// pointers leaves one event, or one a pointer where addresses count.
func pointers(count int, _ []string) {
	kept := make([]*Named2, count)
	for i := range kept {
		kept[i] = new(Named2)
		reflect.ValueOf(kept[i])
	}
	fmt.Println(len(kept))
}

// Named2 takes memory: each has an address of its own.
type Named2 struct{ n int }

// numbers calls one method again and again: its number in the log is no part of what it is.
func numbers(count int, _ []string) {
	for i := 0; i < count; i++ {
		named.Method(0).Call(nil)
	}
}
