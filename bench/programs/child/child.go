// Package child is the Go half of the harness: a process that runs loops when told to and times them itself, so that
// neither a pipe nor Node's clock is in any figure.
//
// A request is a line, and so is the answer:
//
//	time LOOP ARG MS   a batch that takes about MS milliseconds; how many operations that is is found at the first request
//	run LOOP ARG N     a batch of N operations
//	memory             what the process holds
//
// A batch answers `n WALL CPU`: operations, and nanoseconds of wall clock and of processor time (user and system, all
// threads, so a collector's work counts). memory answers the resident set in bytes. What went wrong answers `error TEXT`.
//
// Nothing here uses fmt or another package that reflects: the log shows the loops, not the harness.
package child

import (
	"bufio"
	"errors"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// A Loop runs operations of one kind.
type Loop struct {
	// Prepare makes ready for n operations; it is not timed. It may be nil.
	Prepare func(n int)
	Run     func(n int)
}

// Loops makes each loop, once for each argument that is asked for.
type Loops map[string]func(arg int) Loop

// Plain is a loop without an argument or a state.
func Plain(run func(n int)) func(int) Loop {
	return func(int) Loop { return Loop{Run: run} }
}

// Main serves standard input until it ends.
//
// `program count LOOP ARG N` runs one batch and ends, for programs that count instructions from outside.
func Main(loops Loops) {
	s := server{loops: loops, made: map[string]Loop{}, size: map[string]int{}}
	if len(os.Args) > 1 && os.Args[1] == "count" {
		if _, err := s.answer(append([]string{"run"}, os.Args[2:]...)); err != nil {
			os.Stderr.WriteString(err.Error() + "\n")
			os.Exit(1)
		}
		return
	}
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		text, err := s.answer(strings.Fields(in.Text()))
		if err != nil {
			text = "error " + err.Error()
		}
		os.Stdout.WriteString(text + "\n")
	}
}

type server struct {
	loops Loops
	made  map[string]Loop
	size  map[string]int // operations in a batch of `time`
}

func (s *server) answer(words []string) (string, error) {
	switch {
	case len(words) == 1 && words[0] == "memory":
		return resident()
	case len(words) == 4 && (words[0] == "time" || words[0] == "run"):
		name, amount := words[1]+" "+words[2], words[3]
		arg, err := strconv.Atoi(words[2])
		if err != nil {
			return "", err
		}
		n, err := strconv.Atoi(amount)
		if err != nil || n < 1 {
			return "", errors.New("no amount: " + amount)
		}
		loop, ok := s.made[name]
		if !ok {
			make, known := s.loops[words[1]]
			if !known {
				return "", errors.New("no loop " + words[1])
			}
			loop = make(arg)
			s.made[name] = loop
		}
		if words[0] == "time" {
			n = s.batch(name, loop, time.Duration(n)*time.Millisecond)
		}
		wall, cpu := measure(loop, n)
		return strconv.Itoa(n) + " " + strconv.FormatInt(int64(wall), 10) + " " + strconv.FormatInt(int64(cpu), 10), nil
	}
	return "", errors.New("no request: " + strings.Join(words, " "))
}

// batch finds how many operations take about that long.
func (s *server) batch(name string, loop Loop, long time.Duration) int {
	if n := s.size[name]; n > 0 {
		return n
	}
	n := 1
	for {
		wall, cpu := measure(loop, n)
		if cpu < wall {
			wall = cpu // another process had the processor
		}
		if wall >= long/4 || n >= 1<<30 {
			if n = int(float64(n) * float64(long) / float64(wall+1)); n < 1 {
				n = 1
			}
			s.size[name] = n
			return n
		}
		n *= 2
	}
}

func measure(loop Loop, n int) (wall, cpu time.Duration) {
	if loop.Prepare != nil {
		loop.Prepare(n)
	}
	runtime.GC() // each batch begins alike
	cpu0, wall0 := processor(), time.Now()
	loop.Run(n)
	return time.Since(wall0), processor() - cpu0
}

// resident gives unused memory back and says what stays.
func resident() (string, error) {
	debug.FreeOSMemory()
	data, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return "", err
	}
	pages, err := strconv.Atoi(strings.Fields(string(data))[1])
	return strconv.Itoa(pages * syscall.Getpagesize()), err
}
