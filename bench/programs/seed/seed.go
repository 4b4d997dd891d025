// Package seed is a small imitation of the logging path of go-runtime-observer, the program that rto takes its variables and
// its log format from: what one pays without a hub inside the runtime.
//
// It does what that does for each observed call: arguments formatted into a map, the caller looked up and symbolised, a key built
// of texts, one mutex, one map of all keys, a line appended to a file at first sight. For methods it keeps a table of lookups
// by receiver, newest first, which a call takes from. It is an imitation written for this comparison, not that program.
//
// It is compiled only together with copies of reflect and crypto/sha256 that call it (bench/peers/overlay.ts).
package seed

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	_ "unsafe" // for linkname
)

//go:linkname reflectHook reflect.benchHook
var reflectHook func(operation string, argument uintptr, text string)

//go:linkname sha256Hook crypto/sha256.benchHook
var sha256Hook func(operation string, argument uintptr, text string)

var (
	file *os.File
	mu   sync.Mutex
	seen = map[string]bool{}

	lookups  sync.Map // receiver -> []*lookup, newest first
	sequence uint64
)

// shown stands for the first bytes of what is hashed.
var shown [8]byte

type lookup struct {
	method string
	number uint64
}

const maxLookups = 10 // of one receiver

// Start observes from now on, into the file that the environment names.
func Start() {
	path := os.Getenv("INSTRUMENTATION_LOG_PATH")
	if path == "" {
		return
	}
	var err error
	if file, err = os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600); err != nil {
		panic(err)
	}
	reflectHook, sha256Hook = observe, observe
	go sweep()
}

// sweep forgets old lookups. It waits for the next by asking again and again, as its model does from the program's start.
func sweep() {
	for last := atomic.LoadUint64(&sequence); ; runtime.Gosched() {
		if now := atomic.LoadUint64(&sequence); now >= last+30 {
			last = now
			forget(now)
		}
	}
}

func forget(now uint64) {
	lookups.Range(func(receiver, list any) bool {
		if entries := list.([]*lookup); len(entries) > 0 && entries[0].number+60 < now {
			lookups.Delete(receiver)
		}
		return true
	})
}

// observe is called by the observed function itself: frame 0 is observe, 1 the function, 2 its caller.
func observe(operation string, argument uintptr, text string) {
	arguments := map[string]string{}
	switch operation {
	case "reflect.Value.MethodByName":
		remember(argument, text)
		arguments["name"] = text
	case "reflect.Value.Call", "reflect.Value.CallSlice":
		if found := take(argument); found != nil {
			arguments["method_name"] = found.method
		}
	case "reflect.Value.SetString":
		arguments["x"] = text
	case "crypto/sha256.Sum256":
		// Its model writes the length and the first bytes: as many characters, of no one's data.
		log(operation, map[string]string{"data": fmt.Sprintf("len:%d,hex:%x..", argument, shown[:])})
		return
	}
	arguments["v"] = fmt.Sprintf("%d", argument)
	log(operation, arguments)
}

func log(operation string, given map[string]string) {
	arguments := make(map[string]string)
	for name, value := range given {
		arguments[name] = value
	}
	if words := strings.Split(operation, "."); os.Getenv("INSTRUMENTATION_DEBUG_CORRELATION") == "true" {
		panic("no explanations here: " + words[0])
	}
	pc, path, line, ok := runtime.Caller(3)
	if !ok || strings.Contains(path, "rto/bench/seed") {
		return
	}
	caller := "unknown"
	if f := runtime.FuncForPC(pc); f != nil {
		caller = f.Name()
	}
	key := operation + ":" + caller + ":" + path + ":" + fmt.Sprintf("%d", line)
	for name, value := range arguments {
		key += ":" + name + ":" + value
	}
	mu.Lock()
	defer mu.Unlock()
	if len(seen) < most() {
		if seen[key] {
			return
		}
		seen[key] = true
	}
	entry := `{"operation":"` + operation + `"`
	for name, value := range arguments {
		entry += `,"` + name + `":"` + value + `"`
	}
	entry += `,"caller":"` + caller + `","file":"` + path + `","line":` + fmt.Sprintf("%d", line) + "}\n"
	if _, err := file.WriteString(entry); err != nil {
		panic(err)
	}
}

// most is how many events are remembered. Its model asks the environment each time.
func most() int {
	if text := os.Getenv("INSTRUMENTATION_MAX_SEEN_ENTRIES"); text != "" {
		if n, err := strconv.Atoi(text); err == nil {
			return n
		}
	}
	return 500000
}

func remember(receiver uintptr, method string) {
	entry := &lookup{method, atomic.AddUint64(&sequence, 1)}
	old, _ := lookups.LoadOrStore(receiver, []*lookup(nil))
	list := append([]*lookup{entry}, old.([]*lookup)...)
	if len(list) > maxLookups {
		list = list[:maxLookups]
	}
	lookups.Store(receiver, list)
}

func take(receiver uintptr) *lookup {
	found, ok := lookups.Load(receiver)
	if !ok {
		return nil
	}
	list := found.([]*lookup)
	if len(list) > 1 {
		lookups.Store(receiver, list[1:])
	} else {
		lookups.Delete(receiver)
	}
	if len(list) == 0 {
		return nil
	}
	return list[0]
}
