// The hub of rto: what instrumented functions call, and what decides whether a call is a new event.
//
// A hook is inserted behind a function's opening brace. With observation off it is one load and one branch (rtoOn). With
// observation on, rtoHit hashes the call site and the logged parameters and probes a table outside the heap; a call seen
// before returns from there without a lock, an allocation or a clock. Only a new one is symbolised and written
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
	names     string  // of the logged arguments, separated by commas
	kinds     string  // one rtoKind a logged argument
	manifest  *string // of the package (rewrite/manifest.go); never read, kept in the binary by being pointed at
}

// rtoOnce is rtoSite for a call site that needs no table: an operation without logged parameters.
type rtoOnce struct {
	seen uint32 // 0 until the site was reported; a lost race reports twice and rtoLines drops the second
	site rtoSite
}

const rtoMaxArgs = 4

// rtoArgs holds the addresses of copies of the logged arguments; how to read one is said by its kind.
type rtoArgs [rtoMaxArgs]unsafe.Pointer

// rtoHit reports a call of the function that called it. The argument addresses are those of the hooked function's locals
// and are not kept.
//
//go:linkname rtoHit
//go:noinline
func rtoHit(s *rtoSite, a, b, c, d unsafe.Pointer) {
	args := rtoArgs{a, b, c, d}
	callee, caller := rtoCallers(rtoGetfp())
	if !rtoFramePointers {
		var pcs [3]uintptr
		callee, caller = rtoUnwind(pcs[:])
	}
	key := rtoKey(callee, caller)
	args.hash(&key, s.kinds)
	if rtoCalls.has(key) {
		return
	}
	rtoReport(s, &args, rtoHitFrames)
	if !rtoPassesOn(caller) { // else its line settles each call
		key = rtoKey(callee, caller)
		args.hash(&key, s.kinds) // anew: the report may have taught it to look into a func
		rtoCalls.add(key)
	}
}

// rtoCallers reads two return addresses: into the function that called the hub function whose frame pointer is fp (the
// holder of the operation: itself, or what it was inlined into), and into that holder's caller. Both frames are of code
// that was compiled with frame pointers. Where those cannot be trusted (rtoFramePointers) it reads nothing.
func rtoCallers(fp uintptr) (callee, caller uintptr) {
	if !rtoFramePointers {
		return 0, 0
	}
	callee = *(*uintptr)(unsafe.Pointer(fp + unsafe.Sizeof(fp)))
	fp = *(*uintptr)(unsafe.Pointer(fp))
	return callee, *(*uintptr)(unsafe.Pointer(fp + unsafe.Sizeof(fp)))
}

// rtoUnwind is rtoCallers without frame pointers, for the function that calls it: pcs has room for as many logical frames as
// lead to the holder's caller.
//
//go:noinline
func rtoUnwind(pcs []uintptr) (callee, caller uintptr) {
	n := callers(1, pcs) // not this frame
	if n < 3 {
		return 0, 0
	}
	return pcs[n-2], pcs[n-1]
}

// rtoKey begins the hash of a call.
func rtoKey(callee, caller uintptr) uint64 {
	return rtoMix(rtoMix(rtoSeed, uint64(callee)), uint64(caller))
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
