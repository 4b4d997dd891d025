// Package drive runs the generated call sites: each in goroutines of its own at many depths of stack, beside whatever
// HUB_BESIDE asks for (gc, signals, profile).
package drive

import (
	"io"
	"math/rand"
	"os"
	"os/signal"
	"reflect"
	"runtime"
	"runtime/pprof"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"example.com/hub/sites/oracle"
)

var entries []func()

// Add registers call sites. Generated init functions call it.
func Add(entry func()) { entries = append(entries, entry) }

// Call calls f by reflection.
func Call(f func()) { reflect.ValueOf(f).Call(nil) }

// descend takes a few words a level.
//
//go:noinline
func descend(n int, f func()) {
	if n == 0 {
		f()
		return
	}
	descend(n-1, f)
}

// descendFar takes half a thousand bytes a level.
//
//go:noinline
func descendFar(n int, f func()) byte {
	var pad [500]byte
	if n == 0 {
		f()
		return pad[7]
	}
	return descendFar(n-1, f) + pad[n&255]
}

// Run runs each of the sites HUB_ROUNDS times.
func Run() {
	rounds, err := strconv.Atoi(os.Getenv("HUB_ROUNDS"))
	if err != nil {
		panic(err)
	}
	stopProfile := profileInto(os.Getenv("HUB_PROFILE"))
	stop := beside(os.Getenv("HUB_BESIDE"))
	places := make(chan bool, 16)
	var wg sync.WaitGroup
	for round := 0; round < rounds; round++ {
		for i, at := range rand.Perm(len(entries)) {
			entry, depth, far := entries[at], rand.Intn(120), i%3 == 0
			wg.Add(1)
			places <- true
			go func() {
				defer wg.Done()
				if far {
					descendFar(depth, entry)
				} else {
					descend(depth, entry)
				}
				<-places
			}()
		}
	}
	wg.Wait()
	time.Sleep(200 * time.Millisecond) // functions that a go statement calls tell nobody when they are done
	stop()
	stopProfile()
}

func profile(to io.Writer) {
	if err := pprof.StartCPUProfile(to); err != nil {
		panic(err)
	}
}

// profileInto writes a profile of the run into a file, for a build that is guided by it.
func profileInto(name string) (stop func()) {
	if name == "" {
		return func() {}
	}
	file, err := os.Create(name)
	if err != nil {
		panic(err)
	}
	profile(file)
	return func() {
		pprof.StopCPUProfile()
		if err := file.Close(); err != nil {
			panic(err)
		}
	}
}

// beside starts what is asked for and returns what ends it.
func beside(what string) (stop func()) {
	ended := make(chan bool)
	var wg sync.WaitGroup
	again := func(f func()) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				select {
				case <-ended:
					return
				default:
					f()
				}
			}
		}()
	}
	for _, word := range strings.Fields(what) {
		switch word {
		case "gc":
			again(runtime.GC)
		case "signals":
			taken := make(chan os.Signal, 1)
			signal.Notify(taken, syscall.SIGUSR1, syscall.SIGWINCH)
			again(func() {
				syscall.Kill(os.Getpid(), syscall.SIGUSR1)
				syscall.Kill(os.Getpid(), syscall.SIGWINCH)
				time.Sleep(50 * time.Microsecond)
			})
		case "profile":
			profile(io.Discard)
		default:
			panic("HUB_BESIDE: " + word)
		}
	}
	return func() {
		close(ended)
		wg.Wait()
		if strings.Contains(what, "profile") {
			pprof.StopCPUProfile()
		}
	}
}

// Main is all that a program of call sites does.
func Main(part string) {
	Run()
	oracle.Write(part)
}
