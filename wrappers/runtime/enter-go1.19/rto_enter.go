// The entry that hooks call. It stands apart because the names of two compiler intrinsics changed, which cannot be wrapped.

package runtime

import "unsafe"

// rtoHit reports a call of the function that called it. The argument addresses are those of the hooked function's locals
// and are not kept.
//
//go:linkname rtoHit
//go:noinline
func rtoHit(s *rtoSite, a, b, c, d unsafe.Pointer) {
	callee := getcallerpc()
	caller := rtoCallerOf(getcallersp())
	args := rtoArgs{a, b, c, d}
	if !rtoCalls.has(rtoKey(callee, caller, args.hash(s.kinds))) {
		rtoReportCall(s, &args, rtoHitFrames, callee, caller)
	}
}
