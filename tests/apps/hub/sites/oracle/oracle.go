// Package oracle says what the log must say of a call, by means of its own: it is called in the same line as the observed
// function and asks package runtime who called it.
package oracle

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
)

// A Fact is an event as the log must have it.
type Fact struct {
	Operation string            `json:"operation"`
	Caller    string            `json:"caller"`
	File      string            `json:"file"`
	Line      int               `json:"line"`
	Arguments map[string]string `json:"arguments"`
}

var (
	mu    sync.Mutex
	facts = map[string]Fact{}
)

// Here notes an observed call in the line that it is called in: the operation, then names and texts of its logged arguments.
//
//go:noinline
func Here(operation string, arguments ...string) int {
	fact := caller()
	fact.Operation, fact.Arguments = operation, map[string]string{}
	for i := 0; i < len(arguments); i += 2 {
		fact.Arguments[arguments[i]] = arguments[i+1]
	}
	key := fmt.Sprint(fact)
	mu.Lock()
	facts[key] = fact
	mu.Unlock()
	return 0
}

// caller is the first function outside package runtime behind Here; where there is none, the one with the go statement.
func caller() Fact {
	var pcs [32]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs[:])])
	for {
		frame, more := frames.Next()
		if frame.Function != "" && !strings.HasPrefix(frame.Function, "runtime.") {
			return Fact{Caller: frame.Function, File: frame.File, Line: frame.Line}
		}
		if !more {
			return creator()
		}
	}
}

// creator reads who started the goroutine out of its stack trace, which is all that says it.
func creator() Fact {
	text := make([]byte, 1<<16)
	text = text[:runtime.Stack(text, false)]
	_, created, found := strings.Cut(string(text), "created by ")
	lines := strings.Split(created, "\n")
	if !found || len(lines) < 2 {
		panic("no caller: " + string(text))
	}
	name, _, _ := strings.Cut(lines[0], " in goroutine ")
	position, _, _ := strings.Cut(strings.TrimSpace(lines[1]), " +0x")
	file, number, _ := strings.Cut(position, ".go:")
	line, err := strconv.Atoi(number)
	if err != nil {
		panic(err)
	}
	return Fact{Caller: name, File: file + ".go", Line: line}
}

// Type is the text of v's type.
func Type(v any) string { return fmt.Sprintf("%T", v) }

// Write puts all facts into the file that HUB_TRUTH names. A process that has a part of the program writes its part beside.
func Write(part string) {
	mu.Lock()
	defer mu.Unlock()
	var all []Fact
	for _, fact := range facts {
		all = append(all, fact)
	}
	text, err := json.Marshal(all)
	if err != nil {
		panic(err)
	}
	name := os.Getenv("HUB_TRUTH")
	if err := os.WriteFile(filepath.Clean(name+part), text, 0o600); err != nil {
		panic(err)
	}
}
