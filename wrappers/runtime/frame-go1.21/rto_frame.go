// Frames and symbols of a stack, as runtime.CallersFrames finds them.

package runtime

import "internal/abi"

const (
	rtoFuncIDWrapper = abi.FuncIDWrapper

	// Whether frame pointers saved on arm64 are adjusted when a stack is copied.
	rtoFramePointersMove = true
)

// rtoUnwind puts the program counters of the logical frames of gp's stack into pcs, from pc with the stack pointer sp on, and
// returns how many. On the system stack, for the goroutine that runs on this thread.
func rtoUnwind(pc, sp uintptr, gp *g, pcs []uintptr) int {
	var u unwinder
	u.initAt(pc, sp, 0, gp, unwindSilentErrors)
	return tracebackPCs(&u, 0, pcs)
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
	file, line := funcline1(f, pc, false)
	return rtoFrame{rtoInnermost(f, pc), file, line}
}
