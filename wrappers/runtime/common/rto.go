// The hub of rto: what instrumented functions call, and what decides whether a call is a new event.
//
// A hook is inserted behind a function's opening brace. With observation off it is one load and one branch (rtoOn). With
// observation on, rtoHit hashes the call site and the logged parameters and probes a table outside the heap; a call seen
// before returns from there without a lock, an allocation or a clock (rto_hot.go). Only a new one is symbolised and written
// (rto_event.go). Hooks run on ordinary goroutine stacks: the stand-in never places one in package runtime, in what
// package runtime imports, or in a function marked go:nosplit.

package runtime

import "unsafe"

// rtoOn says whether hooks report. It is written once, while package runtime is initialised and before any hook can run.
//
//go:linkname rtoOn
var rtoOn bool

// rtoSite describes one hook: static data in the hooked package. The stand-in writes this type out once more beside it
// (wrappers/rewrite), so the two must stay alike.
type rtoSite struct {
	operation string
	names     string   // of the logged arguments, separated by commas
	kinds     rtoKinds // of the logged arguments
	manifest  *string  // of the package (rewrite/manifest.go); never read, kept in the binary by being pointed at
}

// rtoOnce is rtoSite for a call site that needs no table: an operation without logged parameters.
type rtoOnce struct {
	seen uint32 // 0 until the site was reported; a lost race reports twice and rtoLines drops the second
	up   uint32 // the operation stands so many lines above the hook
	site rtoSite
}

// rtoKinds is one rtoKind a logged argument, the first in the lowest byte; 0 behind the last.
type rtoKinds uint32

func (k rtoKinds) first() byte    { return byte(k) }
func (k rtoKinds) rest() rtoKinds { return k >> 8 }
func (k rtoKinds) areFew() bool   { return k < 1<<16 }

const rtoMaxArgs = 4

// rtoArgs holds the addresses of copies of the logged arguments; how to read one is said by its kind.
type rtoArgs [rtoMaxArgs]unsafe.Pointer

// rtoCallerOf finds the return address into the caller of a function that holds an operation: the caller of a hub function, or
// of chansend1. sp is the holder's stack pointer at that call. On amd64 below it lie the return address and, saved by the
// called function, the holder's frame pointer, behind which stands what is looked for; on arm64 the holder has saved it
// at sp itself. Other systems keep frame pointers elsewhere, or none, and say 0: then each call is settled by its line.
//
// nosplit, like what passes sp through: were the stack to move, sp would point into what is no longer a stack.
//
//go:nosplit
func rtoCallerOf(sp uintptr) uintptr {
	switch GOARCH {
	case "amd64":
		return rtoReturnOf(*(*uintptr)(unsafe.Pointer(sp - 2*unsafe.Sizeof(sp))))
	case "arm64":
		return *(*uintptr)(unsafe.Pointer(sp))
	}
	return 0
}

// rtoCallerBehind is rtoCallerOf one frame further: it looks through the caller.
//
//go:nosplit
func rtoCallerBehind(sp uintptr) uintptr {
	switch {
	case GOARCH == "amd64":
		fp := *(*uintptr)(unsafe.Pointer(sp - 2*unsafe.Sizeof(sp)))
		return rtoReturnOf(*(*uintptr)(unsafe.Pointer(fp)))
	case GOARCH == "arm64" && rtoFramePointersMove:
		return rtoReturnOf(*(*uintptr)(unsafe.Pointer(sp - unsafe.Sizeof(sp))))
	}
	return 0
}

// rtoReturnOf reads the return address that lies behind a saved frame pointer.
//
//go:nosplit
func rtoReturnOf(fp uintptr) uintptr {
	return *(*uintptr)(unsafe.Pointer(fp + unsafe.Sizeof(fp)))
}

// rtoHitLate reports a function when it ends: what it logs was decided by then. The arguments are addresses that the program
// keeps valid. It is deferred, so no return address says who called, and each call is settled by its line.
//
//go:linkname rtoHitLate
//go:noinline
func rtoHitLate(s *rtoSite, a, b, c, d unsafe.Pointer) {
	args := rtoArgs{a, b, c, d}
	rtoReport(s, &args, rtoByLate, 0, 0, 0)
}

// rtoHitSlowly is rtoHit where a look at the arguments takes more than a load, or the call is not hot.
//
//go:noinline
func rtoHitSlowly(s *rtoSite, a, b, c, d unsafe.Pointer, callee, caller uintptr) {
	args := rtoArgs{a, b, c, d}
	if sum := rtoSum(callee, caller, args.hash(s.kinds)); !rtoIsHot(sum) {
		rtoReportCall(s, &args, rtoByHit, callee, caller, sum)
	}
}

// rtoReportCall reports a call of that sum, which is not hot, unless rtoCalls holds it, and makes rtoCalls hold it where the
// two addresses say who called.
func rtoReportCall(s *rtoSite, args *rtoArgs, way rtoWay, callee, caller uintptr, sum uint64) {
	if key := rtoKey(sum); rtoCalls.atHome(key) || rtoCalls.has(key) {
		rtoHeat(sum)
		return
	}
	if !rtoReport(s, args, way, callee, caller, 0) {
		return
	}
	if s.kinds != 0 {
		sum = rtoSum(callee, caller, args.hash(s.kinds)) // anew: the report may have learned to look into a func
	}
	rtoCalls.add(rtoKey(sum))
}

// rtoMix folds a word into a hash: xor, multiply, shift, as in the finaliser of MurmurHash3.
func rtoMix(h, x uint64) uint64 {
	h = (h ^ x) * 0xff51afd7ed558ccd
	return h ^ h>>32
}

// rtoHashBytes folds n bytes into a hash with the runtime's own keyed hash.
func rtoHashBytes(h uint64, p unsafe.Pointer, n uintptr) uint64 {
	return rtoMix(h, uint64(memhash(noescape(p), uintptr(h), n))+uint64(n))
}
