// Frames and symbols of a stack, as runtime.CallersFrames finds them.

package runtime

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
			name = rtoInlinedName(f, &(*[1 << 20]inlinedCall)(data)[i])
		}
	}
	file, line := funcline1(f, pc, false)
	return rtoFrame{name, file, line}
}
