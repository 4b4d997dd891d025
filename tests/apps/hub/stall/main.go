// stall blocks a write of the log and asks whether the rest of the program goes on. The log is a pipe that nobody reads and
// that was made blocking: as soon as it is full, the write of the next event waits in the kernel.
//
//	stall alone FIFO   while one goroutine waits, garbage is collected and goroutines run
//	stall crowd FIFO   more goroutines report than can wait; then the pipe is read, and each event is there or counted
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"reflect"
	"runtime"
	"strconv"
	"sync/atomic"
	"syscall"
	"time"
)

type record struct{ X int }

// log is the number of the file that the hub has open: the one whose name is that of the log.
func log() int {
	wanted := os.Getenv("INSTRUMENTATION_LOG_PATH")
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		panic(err)
	}
	for _, entry := range entries {
		if name, err := os.Readlink("/proc/self/fd/" + entry.Name()); err == nil && name == wanted {
			fd, err := strconv.Atoi(entry.Name())
			if err != nil {
				panic(err)
			}
			return fd
		}
	}
	panic("no log is open")
}

// fill reports events until a write waits, and returns how many were written.
func fill(v reflect.Value) (written *int64) {
	if err := syscall.SetNonblock(log(), false); err != nil {
		panic(err)
	}
	written = new(int64)
	go func() {
		for n := 0; atomic.LoadInt64(&crowded) == 0; n++ {
			v.MethodByName("name" + strconv.Itoa(n))
			atomic.AddInt64(written, 1)
		}
	}()
	for last := int64(-1); last != atomic.LoadInt64(written); time.Sleep(300 * time.Millisecond) {
		last = atomic.LoadInt64(written)
	}
	return written
}

// crowded ends what fills the pipe as soon as its write is over.
var crowded int64

func alone() {
	written := fill(reflect.ValueOf(record{}))
	blocked := atomic.LoadInt64(written)
	begin := time.Now()
	for i := 0; i < 10; i++ {
		runtime.GC()
	}
	took := time.Since(begin)
	ran := make(chan bool)
	go func() { ran <- true }()
	<-ran
	fmt.Printf("blocked %v, ten collections in time %v\n", blocked > 0 && blocked == atomic.LoadInt64(written), took < 5*time.Second)
	syscall.Kill(os.Getpid(), syscall.SIGKILL)
}

// many is more than the lines that can wait to be written.
const many = 600

func crowd() {
	v := reflect.ValueOf(record{})
	written := fill(v)
	atomic.StoreInt64(&crowded, 1)
	var back int64
	done := make(chan bool)
	for i := 0; i < many; i++ {
		go func(i int) {
			v.MethodByName("crowd" + strconv.Itoa(i))
			atomic.AddInt64(&back, 1)
			done <- true
		}(i)
	}
	for atomic.LoadInt64(&back) == 0 { // some did not find a line to write into
		time.Sleep(10 * time.Millisecond)
	}
	runtime.GC()
	fmt.Println("read")
	for i := 0; i < many; i++ {
		<-done
	}
	for last := int64(-1); last != atomic.LoadInt64(written); time.Sleep(50 * time.Millisecond) {
		last = atomic.LoadInt64(written)
	}
	v.MethodByName("last")
	fmt.Println(atomic.LoadInt64(written) + many + 1)
}

func main() {
	way, fifo := os.Args[1], os.Args[2]
	if fifo == "child" {
		if way == "alone" {
			alone()
		}
		crowd()
		return
	}
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		panic(err)
	}
	// Open for reading, or the hub could not open it for writing.
	reader, err := os.OpenFile(fifo, os.O_RDWR|syscall.O_NONBLOCK, 0)
	if err != nil {
		panic(err)
	}
	command := exec.Command(os.Args[0], way, "child")
	command.Env = append(os.Environ(), "INSTRUMENTATION_LOG_PATH="+fifo)
	command.Stderr = os.Stderr
	out, err := command.StdoutPipe()
	if err != nil {
		panic(err)
	}
	if err := command.Start(); err != nil {
		panic(err)
	}
	timer := time.AfterFunc(30*time.Second, func() { command.Process.Kill() })
	defer timer.Stop()
	said := bufio.NewScanner(out)
	if !said.Scan() {
		fmt.Println("nothing ran while the write waited")
		return
	}
	if way == "alone" {
		fmt.Println(said.Text())
		command.Wait() // it kills itself; before that the pipe must have a reader
		return
	}
	events := make(chan int)
	go func() { events <- count(reader) }()
	said.Scan()
	reported := said.Text()
	command.Wait()
	reader.SetReadDeadline(time.Now().Add(300 * time.Millisecond))
	fmt.Printf("all there or counted %v\n", reported == strconv.Itoa(<-events))
}

// count reads the log until nothing comes any more, and adds up its events and those that it lacks.
func count(log io.Reader) (events int) {
	for lines := bufio.NewScanner(log); lines.Scan(); {
		var line struct{ Operation, Dropped string }
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			panic(err)
		}
		if line.Operation == "reflect.Value.MethodByName" {
			events++
		}
		if line.Dropped != "" {
			dropped, err := strconv.Atoi(line.Dropped)
			if err != nil {
				panic(err)
			}
			events += dropped
		}
	}
	return events
}
