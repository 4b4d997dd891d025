// Entries that hooks call.

package runtime

import (
	"internal/goos"
	"internal/runtime/sys"
	"unsafe"
)

// rtoHit reports a call of the function that called it. The argument addresses are those of the hooked function's locals
// and are not kept.
//
// It finds a hot call by itself where one or two arguments take no more than a load, as most do: without a call on the way
// all of it stays in registers. rtoArgs.hash says the same of all arguments.
//
//go:linkname rtoHit
//go:noinline
func rtoHit(s *rtoSite, a, b, c, d unsafe.Pointer) {
	callee := sys.GetCallerPC()
	caller := rtoCallerOf(sys.GetCallerSP())
	args, p, kinds := uint64(0), a, s.kinds
	if !kinds.areFew() {
		goto slow
	}
	for ; kinds != 0; kinds = kinds.rest() {
		var word uint64
		v, kind := (*rtoValue)(p), kinds.first()
		switch {
		case kind == rtoKindValue && v.isPlain():
			word = uint64(uintptr(v.typ))
		case kind == rtoKindText && rtoIsConstant(p):
			word = rtoConstantWord(p)
		case kind == rtoKindLength || kind == rtoKindRType || kind == rtoKindPrivate && !rtoShowStrings:
			word = rtoLen(p)
		case kind == rtoKindInt:
			word = uint64(*(*uintptr)(p))
		case kind == rtoKindValue && v.isOwnMethod():
			word = v.ownWord()
		default:
			goto slow
		}
		args, p = rtoFold(args, word), b
	}
	if rtoIsHot(rtoSum(callee, caller, args)) {
		return
	}
slow:
	rtoHitSlowly(s, a, b, c, d, callee, caller)
}

// rtoHitMade is rtoHit for the functions behind the funcs that package reflect makes: fn is such a func. Between them and
// their caller lies a stub in assembly with a frame of its own.
//
//go:linkname rtoHitMade
//go:noinline
func rtoHitMade(s *rtoSite, fn, b, c, d unsafe.Pointer) {
	callee := sys.GetCallerPC()
	caller := rtoCallerBehind(sys.GetCallerSP())
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
	if !goos.RtoObservesIndicator {
		return
	}
	sp := sys.GetCallerSP()
	callee, caller := rtoCallerOf(sp), rtoCallerBehind(sp)
	if sum := rtoSum(callee, caller, 0); !rtoIsHot(sum) {
		var none rtoArgs
		rtoReportCall(&rtoIndicatorSite, &none, rtoByIndicator, callee, caller, sum)
	}
}
