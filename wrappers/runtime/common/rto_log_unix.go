//go:build (linux && (386 || amd64 || arm || arm64 || loong64 || ppc64 || ppc64le || riscv64 || s390x)) || darwin

// The log file: opened for appending, created readable by its owner alone, closed on exec.

package runtime

import "unsafe"

var (
	rtoLogFD   int32  = -1
	rtoDropped uint64 // lines that could not be written
)

// rtoLogOpen opens the log. "%p" in its name stands for the process's number. It allocates, and is called once, before the
// program's own code.
func rtoLogOpen(path string) bool {
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
	rtoLogFD = open(&name[0], rtoOpenFlags, 0o600)
	return rtoLogFD >= 0
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
	if dropped := rtoLoad(&rtoDropped); dropped != rtoLoad(&rtoDroppedTold) {
		rtoStats(dropped)
	}
}

var rtoDroppedTold uint64

// rtoLogTry reports whether the whole line was written.
func rtoLogTry(p unsafe.Pointer, n int) bool {
	for {
		wrote := write(uintptr(rtoLogFD), p, int32(n))
		if wrote != -rtoEINTR {
			return wrote == int32(n)
		}
	}
}

// rtoStats writes the record of what the log lacks.
func rtoStats(dropped uint64) {
	var l rtoLine
	l.field("operation", "rto.stats")
	l.key("dropped")
	l.uint(dropped)
	l.end()
	l.raw("}\n")
	if rtoLogTry(noescape(unsafe.Pointer(&l.buf[0])), l.n) {
		rtoStore(&rtoDroppedTold, dropped)
	}
}
