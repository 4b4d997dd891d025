// The entry that hooks call. It stands apart because the names of two compiler intrinsics changed, which cannot be wrapped.

package runtime

import (
	"internal/runtime/sys"
	"unsafe"
)

// rtoHit reports a call of the function that called it. The argument addresses are those of the hooked function's locals
// and are not kept.
//
//go:linkname rtoHit
//go:noinline
func rtoHit(s *rtoSite, a, b, c, d unsafe.Pointer) {
	callee := sys.GetCallerPC()
	caller := rtoCallerOf(sys.GetCallerSP())
	args := rtoArgs{a, b, c, d}
	if !rtoCalls.has(rtoKey(callee, caller, args.hash(s.kinds))) {
		rtoReportCall(s, &args, rtoHitFrames, callee, caller)
	}
}
