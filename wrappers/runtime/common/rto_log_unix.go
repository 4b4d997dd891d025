//go:build (linux && (386 || amd64 || arm || arm64 || loong64 || ppc64 || ppc64le || riscv64 || s390x)) || darwin

// The log file: opened for appending, created readable by its owner alone, closed on exec.

package runtime

import "unsafe"

var (
	rtoLogFD   int32 = -1
	rtoLogFile rtoFileID

	rtoDropped uint64 // lines that could not be written, of which rto.stats has not told
	rtoTorn    uint64 // 1 where what stands last in the file may lack its end
	rtoSaid    uint64 // 1 when standard error was told that the log cannot be written
)

// rtoLogOpen opens the log, under a number that is far from those that the program gets for its own files.
func rtoLogOpen(path string) bool {
	rtoLogFD = rtoFar(rtoOpen(path))
	rtoLogFile = rtoFileOf(rtoLogFD)
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
func rtoLogWrite(l *rtoLine) {
	if rtoLogTry(l) {
		rtoTellStats(false)
		return
	}
	rtoAdd(&rtoDropped, 1)
	if rtoCas(&rtoSaid, 0, 1) {
		rtoSay("the log cannot be written; events are being lost", "")
	}
}

// rtoLogTry reports whether the whole line was written. A disk that is full may take a part of it; the next line then
// begins by ending that one.
func rtoLogTry(l *rtoLine) bool {
	if rtoFileOf(rtoLogFD) != rtoLogFile {
		return false // the program closed the log, and the number may be one of its own files by now
	}
	from := 1
	if rtoLoad(&rtoTorn) != 0 && rtoCas(&rtoTorn, 1, 0) {
		l.buf[0] = '\n'
		from = 0
	}
	n := l.n + 1 - from
	wrote := rtoWrite(rtoLogFD, unsafe.Pointer(&l.buf[from]), n)
	if wrote == n {
		return true
	}
	if wrote > 1-from || wrote <= 0 && from == 0 {
		rtoStore(&rtoTorn, 1)
	}
	return false
}

// rtoWrite is one write. It returns how many bytes were taken, or a negative number.
func rtoWrite(fd int32, p unsafe.Pointer, n int) int {
	for {
		if wrote := write(uintptr(fd), p, int32(n)); wrote != -rtoEINTR {
			return int(wrote)
		}
	}
}

// rtoLostTold is how much of rtoLines.lost rto.stats has told.
var rtoLostTold uint64

// rtoTellStats writes the record of what the log lacks or may hold twice, where that has grown since the last one: lines
// that could not be written, and lines that were forgotten because more were new than are remembered (of these at every
// power of two, and all at the end). Both are told as what was added since.
func rtoTellStats(end bool) {
	lost, told := rtoLoad(&rtoLines.lost), rtoLoad(&rtoLostTold)
	if rtoLoad(&rtoDropped) == 0 && (lost == told || !end && lost < 2*told) {
		return
	}
	dropped := rtoLoad(&rtoDropped)
	for !rtoCas(&rtoDropped, dropped, 0) {
		dropped = rtoLoad(&rtoDropped)
	}
	if !rtoCas(&rtoLostTold, told, lost) {
		lost = told // another goroutine tells those
	}
	if dropped == 0 && lost == told {
		return
	}
	var l rtoLine
	l.field("operation", "rto.stats")
	l.count("dropped", dropped)
	l.count("forgotten", lost-told)
	l.raw("}\n")
	if !rtoLogTry((*rtoLine)(noescape(unsafe.Pointer(&l)))) { // to be told another time
		rtoAdd(&rtoDropped, int64(dropped))
		rtoAdd(&rtoLostTold, -int64(lost-told))
	}
}

// rtoExit is called when the program ends by returning or by os.Exit.
func rtoExit() { rtoTellStats(true) }

// rtoDebugFD takes what INSTRUMENTATION_DEBUG_CORRELATION asks for; -1 where it does not.
var rtoDebugFD int32 = -1

// rtoDebugOpen opens INSTRUMENTATION_DEBUG_LOG_PATH, or takes standard error.
func rtoDebugOpen() {
	if switched := gogetenv("INSTRUMENTATION_DEBUG_CORRELATION"); switched != "true" && switched != "1" {
		return
	}
	rtoDebugFD = 2
	if path := gogetenv("INSTRUMENTATION_DEBUG_LOG_PATH"); path != "" {
		if rtoDebugFD = rtoFar(rtoOpen(path)); rtoDebugFD < 0 {
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
	rtoWrite(rtoDebugFD, noescape(unsafe.Pointer(&l.buf[1])), l.n)
}
