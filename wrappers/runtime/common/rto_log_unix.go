//go:build (linux && (386 || amd64 || arm || arm64 || loong64 || ppc64 || ppc64le || riscv64 || s390x)) || darwin

// The log file: opened for appending, created readable by its owner alone, closed on exec.

package runtime

import "unsafe"

var (
	rtoLogFD   int32  = -1
	rtoDropped uint64 // lines that could not be written
)

// rtoLogOpen opens the log.
func rtoLogOpen(path string) bool {
	rtoLogFD = rtoOpen(path)
	return rtoLogFD >= 0
}

// rtoOpen opens a file for appending. "%p" in its name stands for the process's number. It allocates, and is called before
// the program's own code.
func rtoOpen(path string) int32 {
	name := make([]byte, 0, len(path)+24)
	for i := 0; i < len(path); i++ {
		if path[i] == '%' && i+1 < len(path) && path[i+1] == 'p' {
			var digits [20]byte
			name = append(name, itoa(digits[:], uint64(rtoPid()))...)
			i++
			continue
		}
		name = append(name, path[i])
	}
	name = append(name, 0)
	return open(&name[0], rtoOpenFlags, 0o600)
}

// rtoLogWrite writes one line with one write. What cannot be written is counted, said once on standard error, and told
// in the log by the next line that can.
func rtoLogWrite(p unsafe.Pointer, n int) {
	if !rtoLogTry(p, n) {
		if rtoAdd(&rtoDropped, 1) == 1 {
			rtoSay("the log cannot be written; events are being lost", "")
		}
		return
	}
	rtoTellStats()
}

// rtoLogTry reports whether the whole line was written.
func rtoLogTry(p unsafe.Pointer, n int) bool { return rtoWrite(rtoLogFD, p, n) }

func rtoWrite(fd int32, p unsafe.Pointer, n int) bool {
	for {
		wrote := write(uintptr(fd), p, int32(n))
		if wrote != -rtoEINTR {
			return wrote == int32(n)
		}
	}
}

// Lines that rto.stats has told of.
var rtoDroppedTold, rtoLostTold uint64

// rtoTellStats writes the record of what the log lacks or may hold twice, where that has grown since the last one: lines
// that could not be written, and lines that were forgotten because more were new than are remembered (of these at every
// power of two). Both are told as what was added since.
func rtoTellStats() {
	dropped, lost := rtoLoad(&rtoDropped), rtoLoad(&rtoLines.lost)
	droppedTold, lostTold := rtoLoad(&rtoDroppedTold), rtoLoad(&rtoLostTold)
	if dropped == droppedTold && (lost == lostTold || lost < 2*lostTold) {
		return
	}
	if !rtoCas(&rtoDroppedTold, droppedTold, dropped) || !rtoCas(&rtoLostTold, lostTold, lost) {
		return // another goroutine tells it
	}
	var l rtoLine
	l.field("operation", "rto.stats")
	l.count("dropped", dropped-droppedTold)
	l.count("forgotten", lost-lostTold)
	l.raw("}\n")
	if !rtoLogTry(noescape(unsafe.Pointer(&l.buf[0])), l.n) {
		rtoAdd(&rtoDropped, 1)
	}
}

// rtoDebugFD takes what INSTRUMENTATION_DEBUG_CORRELATION asks for; -1 where it does not.
var rtoDebugFD int32 = -1

// rtoDebugOpen opens INSTRUMENTATION_DEBUG_LOG_PATH, or takes standard error.
func rtoDebugOpen() {
	if switched := gogetenv("INSTRUMENTATION_DEBUG_CORRELATION"); switched != "true" && switched != "1" {
		return
	}
	rtoDebugFD = 2
	if path := gogetenv("INSTRUMENTATION_DEBUG_LOG_PATH"); path != "" {
		if rtoDebugFD = rtoOpen(path); rtoDebugFD < 0 {
			rtoSay("cannot open the debug log ", path)
		}
	}
}

// rtoDebug explains how it was found what a reflective call reaches.
func rtoDebug(how string, caller *rtoFrame) {
	var l rtoLine
	l.field("operation", "rto.debug")
	l.field("decision", how)
	l.where(caller)
	l.raw("}\n")
	rtoWrite(rtoDebugFD, noescape(unsafe.Pointer(&l.buf[0])), l.n)
}
