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
var rtoHot [1 << rtoHotBits]rtoWord

// rtoFactors are odd and the process's own, so that nobody can choose arguments whose sums are equal.
var rtoFactors struct{ callee, caller, args, first, second uint64 }

// rtoSum is a hash of a call. Products that do not wait for each other, and no mixing: this is the hot path. Its upper bits
// are the good ones; rtoKey makes a key of it, and no two sums have one key.
//
// A word that differs in one argument always gives another sum. Of two calls that differ in more, with words that were
// chosen without knowing the factors, the sums are equal once in 2^63 pairs for each bit that the difference of the words
// has no factor 2: docs/hub-cost.md.
//
//go:nosplit
func rtoSum(callee, caller uintptr, args uint64) uint64 {
	return uint64(callee)*rtoFactors.callee + uint64(caller)*rtoFactors.caller + args*rtoFactors.args
}

// rtoFold hashes two words to one: both halves of a product of keyed words, as in wyhash (github.com/wangyi-fudan/wyhash).
//
//go:nosplit
func rtoFold(h, word uint64) uint64 {
	high, low := rtoMul64(h^rtoFactors.first, word^rtoFactors.second)
	return high ^ low
}

//go:nosplit
func rtoKey(sum uint64) uint64 { return (sum ^ sum>>29) * 0xff51afd7ed558ccd }

// rtoIsHot reports a call that needs no further look, as most are.
//
//go:nosplit
func rtoIsHot(sum uint64) bool { return rtoHot[sum>>(64-rtoHotBits)].Load() == sum }

// rtoHeat makes a call hot that was reported before, where its place is free. Of two that come at one time one is lost, which
// is no harm.
//
//go:nosplit
func rtoHeat(sum uint64) {
	if place := &rtoHot[sum>>(64-rtoHotBits)]; place.Load() == 0 {
		place.Store(sum)
	}
}

// rtoHashesHere says that the runtime's hash runs on the processor's own instructions and is nosplit. Elsewhere what is
// hashed is hashed on the system stack.
var rtoHashesHere bool

// rtoMakeKeys draws the seed and the factors from the random key that the runtime's hash has in every process.
func rtoMakeKeys() {
	rtoSeed = rtoHashBytes(0, unsafe.Pointer(&rtoSeed), unsafe.Sizeof(rtoSeed))
	for i, f := range []*uint64{&rtoFactors.callee, &rtoFactors.caller, &rtoFactors.args, &rtoFactors.first, &rtoFactors.second} {
		counted := uint64(i) + 1
		*f = rtoHashBytes(rtoSeed, unsafe.Pointer(&counted), unsafe.Sizeof(counted)) | 1
	}
	rtoHashesHere = rtoHashIsNosplit()
	rtoHot[0].Store(^uint64(0)) // the place of the sum 0, which is none of a call that was seen
}

// rtoKnownCaller is what return addresses say, once it was found by unwinding the stack.
type rtoKnownCaller struct {
	sum       rtoWord // of them; 0 for none, 1 while the rest is being written
	operation string
	caller    rtoFrame
}

// rtoCallers has 1<<rtoCallerBits places, as rtoHot has. It lies outside the heap; the strings in it are static data.
var rtoCallers unsafe.Pointer

const rtoCallersBytes = unsafe.Sizeof(rtoKnownCaller{}) << rtoCallerBits

// rtoCallerPlace is where what a sum of return addresses says is kept. No sum is 0 or 1.
func rtoCallerPlace(calleePC, callerPC uintptr) (place *rtoKnownCaller, sum uint64) {
	sum = rtoSum(calleePC, callerPC, 0) | 2
	return (*rtoKnownCaller)(add(rtoCallers, uintptr(sum>>(64-rtoCallerBits))*unsafe.Sizeof(rtoKnownCaller{}))), sum
}

// rtoFindCaller finds the operation of a call and who called it, by unwinding the stack unless the same return addresses
// said so before.
func rtoFindCaller(call *rtoCall) (operation string, caller rtoFrame) {
	owner, ownerSum := rtoCallerPlace(call.callee, 0)
	if call.callee != 0 && owner.sum.Load() == ownerSum {
		call.settled = rtoByOwner
		return owner.operation, owner.caller
	}
	both, bothSum := rtoCallerPlace(call.callee, call.caller)
	if call.caller != 0 && both.sum.Load() == bothSum {
		call.settled = rtoByBoth
		return both.operation, both.caller
	}
	operation, caller = rtoCaller(call)
	known, sum := both, bothSum
	switch call.settled {
	case rtoByLine:
		return operation, caller
	case rtoByOwner:
		known, sum = owner, ownerSum
	}
	if known.sum.CompareAndSwap(0, 1) {
		known.operation, known.caller = operation, caller
		known.sum.Store(sum)
	}
	return operation, caller
}
