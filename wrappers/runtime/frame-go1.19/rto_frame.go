// Frames and symbols of a stack, as runtime.CallersFrames finds them, and what keeps it where it is.

package runtime

import "runtime/internal/atomic"

const (
	rtoFuncIDWrapper = funcID_wrapper

	// Whether frame pointers saved on arm64 are adjusted when a stack is copied.
	rtoFramePointersMove = false
)

// rtoUnwind puts the program counters of the logical frames of gp's stack into pcs, from pc with the stack pointer sp on, and
// returns how many. On the system stack, for the goroutine that runs on this thread.
func rtoUnwind(pc, sp uintptr, gp *g, pcs []uintptr) int {
	return gentraceback(pc, sp, 0, gp, 0, &pcs[0], len(pcs), nil, nil, 0)
}

// rtoSymbolise describes the logical frame of a return address that rtoUnwind gave.
func rtoSymbolise(pc uintptr) rtoFrame {
	f := findfunc(pc)
	if !f.valid() {
		return rtoFrame{function: "unknown"}
	}
	if pc > f.entry() {
		pc-- // from the return address back into the call
	}
	name := funcname(f)
	if data := funcdata(f, _FUNCDATA_InlTree); data != nil {
		if i := pcdatavalue1(f, _PCDATA_InlTreeIndex, pc, nil, false); i >= 0 {
			name = funcnameFromNameoff(f, (*[1 << 20]inlinedCall)(data)[i].func_)
		}
	}
	file, line := funcline1(f, pc, false)
	return rtoFrame{name, file, line}
}

// rtoKeepStack keeps gp's stack from being shrunk, or allows it again: a goroutine that parks on a channel asks for the same.
//
//go:nosplit
func rtoKeepStack(gp *g, keep bool) {
	bit := uint8(0)
	if keep {
		bit = 1
	}
	atomic.Store8(&gp.parkingOnChan, bit)
}
