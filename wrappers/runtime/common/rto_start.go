// Start of observation: reads the environment and opens the log, once, before the program's own code runs.

package runtime

import (
	"internal/goos"
	"unsafe"
)

var (
	rtoSeed  uint64   // key of all hashes of this process
	rtoCalls rtoTable // call sites with parameters that need no further look
	rtoLines rtoTable // lines written

	rtoExact       bool // addresses count: INSTRUMENTATION_DEDUP=exact
	rtoShowStrings bool // INSTRUMENTATION_STRINGS=values
)

// rtoStamp keeps the stamp in every binary: the linker keeps what an init function refers to, and the compiler may not drop a
// store to a global variable.
var rtoStamp *string

func init() { rtoStamp = &goos.RtoStamp }

// Package runtime is initialised first, after the environment was read and before any hooked package's code.
func init() {
	path := gogetenv("INSTRUMENTATION_LOG_PATH")
	if path == "" || goos.RtoObserved == "" || rtoIsGoTool() {
		return
	}
	if rtoSecure() {
		rtoSay("no log: the program has rights that its user does not have", "")
		return
	}
	if !rtoLogOpen(path) {
		rtoSay("cannot open the log ", path)
		return
	}
	rtoSeed = rtoHashBytes(0, unsafe.Pointer(&rtoSeed), unsafe.Sizeof(rtoSeed)) // keyed: memhash has a random key of its own
	rtoExact = gogetenv("INSTRUMENTATION_DEDUP") == "exact"
	rtoShowStrings = gogetenv("INSTRUMENTATION_STRINGS") == "values"
	rtoFindConstants()
	rtoHot[0] = ^uint64(0) // the place of the sum 0, which is none of a call that was seen
	rtoCallers = persistentalloc(rtoCallersBytes, 64, &memstats.other_sys)
	limit := rtoMakeTables(rtoEnvUint("INSTRUMENTATION_MAX_SEEN_ENTRIES", rtoDefaultEntries, rtoMostEntries))
	if limit == 0 || rtoCallers == nil {
		rtoSay("no log: no memory for what it remembers", "")
		return
	}
	rtoDebugOpen()
	rtoStart(limit)
	rtoAtExit()
	rtoOn = true
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
	var l rtoLine
	l.field("operation", "rto.start")
	if pid := rtoPid(); pid > 0 {
		l.count("pid", uint64(pid))
	}
	if len(argslice) > 0 {
		l.field("program", argslice[0])
	}
	l.field("go", buildVersion)
	l.field("toolchain", goos.RtoToolchain)
	l.field("observe", goos.RtoObserved)
	l.count("max_seen_entries", limit)
	l.close()
}

// rtoIsGoTool reports whether the program is one of Go's own tools, which go builds on demand with this toolchain: they run
// in the user's environment and must not write into the log. A program of a module called cmd/… has a line "mod" behind its
// path; Go's tools have none.
func rtoIsGoTool() bool {
	const magic, path, next = 16, "path\tcmd/", "build\t"
	if len(modinfo) < magic+len(path) || modinfo[magic:magic+len(path)] != path {
		return false
	}
	for i := magic + len(path); i+len(next) < len(modinfo); i++ {
		if modinfo[i] == '\n' {
			return modinfo[i+1:i+1+len(next)] == next
		}
	}
	return false
}

// rtoEnvUint reads a positive decimal number; anything else gives the default, and what is too large the most.
func rtoEnvUint(name string, byDefault, most uint64) uint64 {
	text := gogetenv(name)
	n := uint64(0)
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c < '0' || c > '9' {
			return byDefault
		}
		if n = n*10 + uint64(c-'0'); n > most {
			n = most
		}
	}
	if n == 0 {
		return byDefault
	}
	return n
}

// rtoSay prints one line on standard error: the only word the program's user hears from the hub.
func rtoSay(what, about string) {
	printlock()
	print("rto: ", what, about, "\n")
	printunlock()
}
