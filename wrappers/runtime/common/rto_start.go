// Start of observation: reads the environment and opens the log, once, before the program's own code runs.

package runtime

import (
	"internal/goos"
	_ "unsafe" // for go:linkname
)

var (
	rtoSeed  uint64   // key of this process's hashes of texts and lines
	rtoCalls rtoTable // call sites with parameters that need no further look
	rtoLines rtoTable // lines written

	rtoExact       bool // addresses count: INSTRUMENTATION_DEDUP=exact
	rtoShowStrings bool // INSTRUMENTATION_STRINGS=values
	rtoHideNames   bool // INSTRUMENTATION_NAMES=lengths

	rtoStderr rtoFileID // what standard error was when the program began
)

// rtoStamp keeps the stamp in every binary: the linker keeps what an init function refers to, and the compiler may not drop a
// store to a global variable.
var rtoStamp *string

func init() { rtoStamp = &goos.RtoStamp }

// Package runtime is initialised first, after the environment was read and before any hooked package's code.
func init() {
	rtoStderr = rtoFileOf(2)
	path := gogetenv("INSTRUMENTATION_LOG_PATH")
	if path == "" || goos.RtoObserved == "" || rtoGoTool {
		return
	}
	if rtoSecure() {
		rtoSay("no log: the program has rights that its user does not have", "")
		return
	}
	if problem := rtoLogOpen(path); problem != "" {
		rtoSay3("no log ", path, problem)
		return
	}
	rtoMakeKeys()
	rtoReadSettings()
	rtoFindConstants()
	rtoCallers = persistentalloc(rtoCallersBytes, 64, &memstats.other_sys)
	rtoPool = persistentalloc(rtoPoolBytes, 64, &memstats.other_sys)
	rtoPoolBusy.Store(rtoPoolNone)
	limit := rtoMakeTables(rtoEnvUint("INSTRUMENTATION_MAX_SEEN_ENTRIES", rtoDefaultEntries, rtoMostEntries))
	if limit == 0 || rtoCallers == nil || rtoPool == nil {
		rtoSay("no log: no memory for what it remembers", "")
		return
	}
	rtoSetCalls()
	rtoDebugOpen()
	systemstack(func() { rtoStart(limit) })
	rtoAtExit()
	rtoReported = 1
	rtoOn = true
}

// rtoReadSettings reads what says how events are counted and shown. A value that means nothing is said, once.
func rtoReadSettings() {
	rtoExact = rtoSetting("INSTRUMENTATION_DEDUP", "exact", "type")
	rtoShowStrings = rtoSetting("INSTRUMENTATION_STRINGS", "values", "lengths")
	rtoHideNames = rtoSetting("INSTRUMENTATION_NAMES", "lengths", "values")
}

// rtoSetting reports whether a variable has the one value and not the other, which is its default.
func rtoSetting(name, value, byDefault string) bool {
	switch text := gogetenv(name); text {
	case value:
		return true
	case "", byDefault:
	default:
		rtoSay3("unknown value of ", name, text)
	}
	return false
}

// rtoMakeTables makes room for so many keys in each table, or for as many as there is memory for, and returns how many.
func rtoMakeTables(limit uint64) uint64 {
	for ; limit > 0; limit /= 2 {
		bytes := uintptr(rtoTableSize(limit)) * 8
		if slots := persistentalloc(2*bytes, 64, &memstats.other_sys); slots != nil {
			rtoCalls.init(limit, slots)
			rtoLines.init(limit, add(slots, bytes))
			return limit
		}
	}
	return 0
}

// rtoStart writes the record of the process: what runs, and what it was built to observe.
func rtoStart(limit uint64) {
	l := rtoTakeLine()
	l.field("operation", "rto.start")
	if pid := rtoPid(); pid > 0 {
		l.count("pid", uint64(pid))
	}
	if len(argslice) > 0 {
		l.name("program", argslice[0])
	}
	l.field("go", buildVersion)
	l.field("toolchain", goos.RtoToolchain)
	l.field("observe", goos.RtoObserved)
	l.count("max_seen_entries", limit)
	l.close()
	if rtoLogPut(l) != rtoNextWritten {
		rtoDropped.Add(1)
		rtoSaid.Store(1)
		rtoPutWord(false)
	}
	l.free()
}

// rtoGoTool says that the program is one of Go's own commands, which go builds on demand with this toolchain: they run in the
// user's environment and must not write into the log. The stand-in sets it in their package main (compile/gotool.go).
//
//go:linkname rtoGoTool
var rtoGoTool bool

// rtoEnvUint reads a positive decimal number. What is too large gives the most; anything else gives the default, and is said.
func rtoEnvUint(name string, byDefault, most uint64) uint64 {
	text := gogetenv(name)
	n := uint64(0)
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c < '0' || c > '9' {
			n = 0
			break
		}
		if n = n*10 + uint64(c-'0'); n > most {
			n = most
		}
	}
	if n == 0 {
		if text != "" {
			rtoSay3("unknown value of ", name, text)
		}
		return byDefault
	}
	return n
}

// rtoSay prints one line on standard error: the only word the program's user hears from the hub. A program that closed
// standard error may have a file of its own there, and hears nothing.
func rtoSay(what, about string) {
	if rtoFileOf(2) != rtoStderr {
		return
	}
	printlock()
	print("rto: ", what, about, "\n")
	printunlock()
}

// rtoSay3 says what, of which, and why.
func rtoSay3(what, which, why string) {
	if rtoFileOf(2) != rtoStderr {
		return
	}
	printlock()
	print("rto: ", what, which, ": ", why, "\n")
	printunlock()
}
