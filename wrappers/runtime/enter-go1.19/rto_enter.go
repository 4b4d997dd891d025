// Entries that hooks call. They stand apart because the names of two compiler intrinsics changed, which cannot be wrapped.

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
	if sum := rtoSum(callee, caller, args.hash(s.kinds)); !rtoIsHot(sum) {
		rtoReportCall(s, &args, rtoByHit, callee, caller, sum)
	}
}

// rtoHitMade is rtoHit for the functions behind the funcs that package reflect makes: fn is such a func. Between them and
// their caller lies a stub in assembly with a frame of its own.
//
//go:linkname rtoHitMade
//go:noinline
func rtoHitMade(s *rtoSite, fn, b, c, d unsafe.Pointer) {
	callee := getcallerpc()
	caller := rtoCallerBehind(getcallersp())
	args := rtoArgs{fn, b, c, d}
	if sum := rtoSum(callee, caller, args.hash(s.kinds)); !rtoIsHot(sum) {
		rtoReportCall(s, &args, rtoByMade, callee, caller, sum)
	}
}

// rtoIndicatorSite has no operation: that is the function that says it, crypto/internal/fips140.RecordNonApproved.
var rtoIndicatorSite rtoSite

// rtoIndicate reports what the FIPS 140 module says of its services. fips_setIndicator alone calls it, so the function that
// says it is two frames away.
//
//go:noinline
func rtoIndicate() {
	if !rtoObservesIndicator {
		return // a constant: where nothing is called below, this function has no frame that would hold a frame pointer
	}
	sp := getcallersp()
	callee, caller := rtoCallerOf(sp), rtoCallerBehind(sp)
	if sum := rtoSum(callee, caller, 0); !rtoIsHot(sum) {
		var none rtoArgs
		rtoReportCall(&rtoIndicatorSite, &none, rtoByIndicator, callee, caller, sum)
	}
}
