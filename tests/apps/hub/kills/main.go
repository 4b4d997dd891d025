// kills plays the parent and the children of tests/hub/kills.test.ts. Each way prints how many rounds were played and what of
// the log was missing after a child had been killed by SIGKILL.
//
//	kills race ROUNDS   goroutines report one event at one time, and the first that returns kills the process
//	kills moment ROUNDS goroutines acknowledge each event that they returned from; the parent kills at a random moment
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"reflect"
	"runtime"
	"strconv"
	"sync/atomic"
	"syscall"
	"time"
)

// pageSize is that of the kernel's file cache.
const pageSize = 4096

type record struct{ X int }

//go:noinline
func report(v reflect.Value, name string) { v.MethodByName(name) }

// race is a child whose goroutines report one event. The one that is back first kills all.
func race(goroutines int) {
	runtime.GOMAXPROCS(goroutines)
	v := reflect.ValueOf(record{})
	report(v, "first")
	var ready, start int32
	for i := 0; i < goroutines; i++ {
		go func() {
			atomic.AddInt32(&ready, 1)
			for atomic.LoadInt32(&start) == 0 {
			}
			report(v, "wanted")
			syscall.Kill(os.Getpid(), syscall.SIGKILL)
		}()
	}
	for int(atomic.LoadInt32(&ready)) < goroutines {
		runtime.Gosched()
	}
	atomic.StoreInt32(&start, 1)
	select {}
}

// moment is a child whose goroutines report the same names in the same order and write each down when they are back.
func moment(goroutines int) {
	runtime.GOMAXPROCS(goroutines)
	v := reflect.ValueOf(record{})
	for i := 0; i < goroutines; i++ {
		go func() {
			for n := 0; ; n++ {
				name := "name" + strconv.Itoa(n)
				report(v, name)
				if _, err := syscall.Write(1, []byte(name+"\n")); err != nil {
					panic(err)
				}
			}
		}()
	}
	select {}
}

// play runs a child once and returns what it acknowledged.
func play(way, log string) [][]byte {
	os.Remove(log)
	child := exec.Command(os.Args[0], way, "child")
	child.Env = append(os.Environ(), "INSTRUMENTATION_LOG_PATH="+log)
	out, err := child.StdoutPipe()
	if err != nil {
		panic(err)
	}
	if err := child.Start(); err != nil {
		panic(err)
	}
	var told [][]byte
	lines := bufio.NewScanner(out)
	if way == "moment" {
		lines.Scan()
		told = append(told, append([]byte(nil), lines.Bytes()...))
		go func() {
			time.Sleep(time.Duration(rand.Intn(3_000_000)))
			child.Process.Kill()
		}()
	}
	for lines.Scan() {
		told = append(told, append([]byte(nil), lines.Bytes()...))
	}
	child.Wait()
	if way == "race" {
		told = [][]byte{[]byte("first"), []byte("wanted")}
	}
	return told
}

func main() {
	way := os.Args[1]
	if os.Args[2] == "child" {
		if way == "race" {
			race(4)
		}
		moment(4)
	}
	rounds, err := strconv.Atoi(os.Args[2])
	if err != nil {
		panic(err)
	}
	rand.Seed(time.Now().UnixNano())
	log := os.Args[3]
	events, lost, torn, cut := 0, 0, 0, 0
	for i := 0; i < rounds; i++ {
		told := play(way, log)
		text, err := os.ReadFile(log)
		if err != nil {
			panic(err)
		}
		have := map[string]bool{}
		lines := bytes.SplitAfter(text, []byte("\n"))
		// The kernel ends a write between two pages of a file if the process is killed. Nobody had returned from that event.
		if last := len(lines) - 1; len(lines[last]) > 0 && len(text)%pageSize == 0 {
			lines[last] = nil
			cut++
		}
		for _, line := range lines {
			if len(line) == 0 {
				continue
			}
			if !bytes.HasPrefix(line, []byte("{")) || !bytes.HasSuffix(line, []byte("}\n")) {
				torn++
			}
			if _, name, ok := bytes.Cut(line, []byte(`"name":"`)); ok {
				have[string(name[:bytes.IndexByte(name, '"')])] = true
			}
		}
		events += len(told)
		for _, name := range told {
			if !have[string(name)] {
				lost++
			}
		}
	}
	fmt.Printf("events %v, lost %d, torn %d\n", events >= rounds, lost, torn)
	fmt.Fprintln(os.Stderr, "events", events, "ends between pages", cut)
}
