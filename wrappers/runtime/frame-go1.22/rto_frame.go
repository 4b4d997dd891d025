// Symbols of a program counter, as runtime.CallersFrames finds them.

package runtime

import "internal/abi"

const (
	rtoFuncIDWrapper = abi.FuncIDWrapper

	// Whether frame pointers saved on arm64 are adjusted when a stack is copied.
	rtoFramePointersMove = true
)

// rtoSymbolise describes the logical frame of a return address that callers gave.
func rtoSymbolise(pc uintptr) rtoFrame {
	f := findfunc(pc)
	if !f.valid() {
		return rtoFrame{function: "unknown"}
	}
	if pc > f.entry() {
		pc-- // from the return address back into the call
	}
	u, uf := newInlineUnwinder(f, pc)
	file, line := funcline1(f, pc, false)
	return rtoFrame{u.srcFunc(uf).name(), file, line}
}
