// What stands before the tables: a call that happens again and again, or a caller that reports again and again, is known by
// one load. Nothing here is ever replaced, so a reader needs no lock and processors do not contend for what they share.

package runtime

import "unsafe"

const (
	rtoHotBits    = 12
	rtoCallerBits = 12
)

// rtoHot holds the sums of calls that happened at least twice, each at the place that its upper bits name; the first to come
// keeps the place. The sum 0 names place 0, which is filled with what names another before anything is observed.
var rtoHot [1 << rtoHotBits]uint64

// rtoSum is a hash of a call. Three products that do not wait for each other, and no mixing: this is the hot path. Its upper
// bits are the good ones; rtoKey makes a key of it, and no two sums have one key.
//
//go:nosplit
func rtoSum(callee, caller uintptr, args uint64) uint64 {
	return rtoSeed + uint64(callee)*0x9e3779b97f4a7c15 + uint64(caller)*0xc2b2ae3d27d4eb4f + args*0x165667b19e3779f9
}

func rtoKey(sum uint64) uint64 { return (sum ^ sum>>29) * 0xff51afd7ed558ccd }

// rtoIsHot reports a call that needs no further look, as most are.
//
//go:nosplit
func rtoIsHot(sum uint64) bool { return rtoLoad(&rtoHot[sum>>(64-rtoHotBits)]) == sum }

// rtoHeat makes a call hot that was reported before, where its place is free. Of two that come at one time one is lost, which
// is no harm.
func rtoHeat(sum uint64) {
	if place := &rtoHot[sum>>(64-rtoHotBits)]; rtoLoad(place) == 0 {
		rtoStore(place, sum)
	}
}

// rtoKnownCaller is what two return addresses say, once it was found by unwinding the stack.
type rtoKnownCaller struct {
	sum       uint64 // of the two; 0 for none, 1 while the rest is being written
	operation string
	caller    rtoFrame
}

// rtoCallers has 1<<rtoCallerBits places, as rtoHot has. It lies outside the heap; the strings in it are static data.
var rtoCallers unsafe.Pointer

const rtoCallersBytes = unsafe.Sizeof(rtoKnownCaller{}) << rtoCallerBits

func rtoCallerPlace(sum uint64) *rtoKnownCaller {
	return (*rtoKnownCaller)(add(rtoCallers, uintptr(sum>>(64-rtoCallerBits))*unsafe.Sizeof(rtoKnownCaller{})))
}

// rtoFindCaller is rtoCaller, or what it said of the same two addresses before.
func rtoFindCaller(way rtoWay, calleePC, callerPC uintptr) (operation string, caller rtoFrame, settled bool) {
	if callerPC == 0 {
		return rtoCaller(way, callerPC)
	}
	sum := rtoSum(calleePC, callerPC, 0) | 2
	known := rtoCallerPlace(sum)
	if rtoLoad(&known.sum) == sum {
		return known.operation, known.caller, true
	}
	operation, caller, settled = rtoCaller(way, callerPC)
	if settled && rtoCas(&known.sum, 0, 1) {
		known.operation, known.caller = operation, caller
		rtoStore(&known.sum, sum)
	}
	return operation, caller, settled
}
