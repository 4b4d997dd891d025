//go:build (linux && (386 || amd64 || arm || arm64 || loong64 || ppc64 || ppc64le || riscv64 || s390x)) || darwin

// The log file: opened for appending, created readable by its owner alone, closed on exec.

package runtime

import "unsafe"

// rtoLogOpen opens the log. It allocates, and is called once, before the program's own code.
func rtoLogOpen(path string) bool {
	name := make([]byte, len(path)+1)
	copy(name, path)
	rtoLogFD = open(&name[0], rtoOpenFlags, 0o600)
	return rtoLogFD >= 0
}

// rtoLogWrite writes one line with one write. What cannot be written is counted, and said once.
func rtoLogWrite(p unsafe.Pointer, n int) {
	for {
		wrote := write(uintptr(rtoLogFD), p, int32(n))
		if wrote == int32(n) {
			return
		}
		if wrote == -rtoEINTR {
			continue
		}
		break
	}
	if rtoAdd(&rtoDropped, 1) == 1 {
		rtoSay("the log cannot be written; events are being lost", "")
	}
}
