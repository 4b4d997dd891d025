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
// nosplit, as all that runs on the goroutine's stack.
//
//go:linkname rtoHit
//go:noinline
//go:nosplit
func rtoHit(s *rtoSite, a, b, c, d unsafe.Pointer) {
	callee := sys.GetCallerPC()
	caller := rtoCallerOf(sys.GetCallerSP())
	args, p, kinds := uint64(0), a, s.kinds
	if !kinds.areFew() {
		goto slow
	}
	for {
		var word uint64
		v, kind := (*rtoValue)(p), kinds.first()
		switch {
		case kind == rtoKindValue && v.isPlain():
			word = uint64(uintptr(v.typ))
		case kind == rtoKindText && rtoIsConstant(p):
			word = rtoConstantWord(p)
		case kind == rtoKindLength || kind == rtoKindPrivate && !rtoShowStrings:
			word = rtoLen(p)
		case kind == rtoKindRType:
			word = rtoPairWord(p)
		case kind == rtoKindInt:
			word = uint64(*(*uintptr)(p))
		case kind == rtoKindValue && v.isOwnMethod():
			word = v.ownWord()
		default:
			goto slow
		}
		if kinds = kinds.rest(); p == b {
			args = rtoFold(args, word)
			break
		}
		args = word
		if kinds == 0 {
			break
		}
		p = b
	}
	if rtoIsHot(rtoSum(callee, caller, args)) {
		return
	}
slow:
	rtoHitWarm(s, a, b, c, d, callee, caller, sys.GetCallerSP())
}

// rtoHitWarm is rtoHit with texts that were made at run time, which must be read: two equal ones may lie anywhere, and what
// one place holds may have changed.
//
//go:noinline
//go:nosplit
func rtoHitWarm(s *rtoSite, a, b, c, d unsafe.Pointer, callee, caller, sp uintptr) {
	args, kinds := uint64(0), s.kinds
	if rtoHashesHere && kinds.areFew() {
		for p := a; ; p = b {
			var word uint64
			v, kind := (*rtoValue)(p), kinds.first()
			switch {
			case kind == rtoKindText && rtoIsConstant(p):
				word = rtoConstantWord(p)
			case kind == rtoKindText && !rtoHideNames:
				word = rtoHashText(p)
			case kind == rtoKindValue && v.isPlain():
				word = uint64(uintptr(v.typ))
			case kind == rtoKindValue && v.isOwnMethod():
				word = v.ownWord()
			default:
				goto slow
			}
			if kinds = kinds.rest(); p == b {
				args = rtoFold(args, word)
				break
			}
			args = word
			if kinds == 0 {
				break
			}
		}
		if rtoIsHot(rtoSum(callee, caller, args)) {
			return
		}
	}
slow:
	if !rtoHasRoom(getg(), sys.GetCallerSP(), rtoRoomToReport) {
		rtoUnreported.Add(1)
		return
	}
	rtoHitFrom(s, a, b, c, d, callee, caller, sp)
}

// rtoHitSlowly is rtoHit of a call that is not hot.
//
//go:nosplit
func rtoHitSlowly(s *rtoSite, a, b, c, d unsafe.Pointer, callee, caller, sp uintptr) {
	if !rtoMayReport(getg()) {
		rtoUnreported.Add(1)
		return
	}
	call := rtoCall{site: s, args: rtoArgs{a, b, c, d}, way: rtoByHit, callee: callee, caller: caller}
	rtoReportFrom((*rtoCall)(noescape(unsafe.Pointer(&call))), sp)
}

// rtoHitMade is rtoHit for the functions behind the funcs that package reflect makes: fn is such a func. Between them and
// their caller lies a stub in assembly with a frame of its own.
//
//go:linkname rtoHitMade
//go:noinline
//go:nosplit
func rtoHitMade(s *rtoSite, fn, b, c, d unsafe.Pointer) {
	sp := sys.GetCallerSP()
	if gp := getg(); !rtoMayReport(gp) || !rtoHasRoom(gp, sp, rtoRoomToReport) {
		rtoUnreported.Add(1)
		return
	}
	call := rtoCall{site: s, args: rtoArgs{fn, b, c, d}, way: rtoByMade, callee: sys.GetCallerPC(), caller: rtoCallerBehind(sp)}
	rtoReportFrom((*rtoCall)(noescape(unsafe.Pointer(&call))), sp)
}

// rtoHitLate reports a function when it ends: what it logs was decided by then. The arguments are addresses that the program
// keeps valid. It is deferred, so no return address says who called, and each call is settled by its line.
//
//go:linkname rtoHitLate
//go:noinline
//go:nosplit
func rtoHitLate(s *rtoSite, a, b, c, d unsafe.Pointer) {
	sp := sys.GetCallerSP()
	if gp := getg(); !rtoMayReport(gp) || !rtoHasRoom(gp, sp, rtoRoomToReport) {
		rtoUnreported.Add(1)
		return
	}
	call := rtoCall{site: s, args: rtoArgs{a, b, c, d}, way: rtoByLate, callee: sys.GetCallerPC()}
	rtoReportFrom((*rtoCall)(noescape(unsafe.Pointer(&call))), sp)
}

// rtoIndicatorSite has no operation: that is the function that says it, crypto/internal/fips140.RecordNonApproved.
var rtoIndicatorSite rtoSite

// rtoIndicate reports what the FIPS 140 module says of its services. fips_setIndicator alone calls it, so the function that
// says it is two frames away.
//
//go:noinline
//go:nosplit
func rtoIndicate() {
	if !goos.RtoObservesIndicator {
		return
	}
	sp := sys.GetCallerSP()
	callee, caller := rtoCallerOf(sp), rtoCallerBehind(sp)
	if rtoIsHot(rtoSum(callee, caller, 0)) {
		return
	}
	if gp := getg(); !rtoMayReport(gp) || !rtoHasRoom(gp, sp, rtoRoomToReport) {
		rtoUnreported.Add(1)
		return
	}
	call := rtoCall{site: &rtoIndicatorSite, way: rtoByIndicator, callee: callee, caller: caller, pc: sys.GetCallerPC()}
	rtoReportFrom((*rtoCall)(noescape(unsafe.Pointer(&call))), sp)
}
