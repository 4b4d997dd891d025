// The way of a call that is not known to be hot: from the goroutine's stack to the system stack, to the log, and back.

package runtime

import (
	"internal/runtime/sys"
	"unsafe"
)

// rtoCall is a call of an operation on its way into the log. It lies on the stack of its goroutine, which does not move
// while hub functions run; addresses in it that the stack may hold are pointers all the same, except depth.
type rtoCall struct {
	site *rtoSite
	once *rtoOnce // of a call site that needs no table; nil for others
	args rtoArgs  // what they point at is kept alive by the hooked function's frame until the report ends

	callee uintptr // return address into the function that holds the operation
	caller uintptr // return address into that one's caller; 0 where it is not known
	pc     uintptr // where unwinding begins, if that is not callee; else 0
	depth  uintptr // of the holder's stack pointer below the top of its stack

	line  *rtoLine // to be written; nil for none
	place *rtoWord // of the line's key in rtoLines; nil where another goroutine's took it
	key   uint64   // of the line

	began int64  // when it began to wait, by the clock; 0 while it has not
	since int64  // when it last saw a line given back
	freed uint64 // rtoPoolFreed then

	way     rtoWay
	next    rtoNext
	settled rtoSettled
	waited  uint8
	told    bool // the line is the record of what the log lacks
}

// rtoNext is what a call is about to do.
type rtoNext uint8

const (
	rtoNextLook    rtoNext = iota // on the system stack: whether it is a new event
	rtoNextWait                   // on its own: another goroutine writes the same line, or no line is free
	rtoNextWrite                  // on its own, in a system call
	rtoNextWritten                // on the system stack: what follows from the write
	rtoNextFailed                 // the same, where the line could not be written
	rtoNextClosed                 // the same, where the log is no longer what it was
	rtoNextSayLost                // on its own, in a system call: a word on standard error
	rtoNextSayClosed
	rtoNextNothing
)

// rtoSettled is what tells a call's event without unwinding the stack.
type rtoSettled uint8

const (
	rtoByLine  rtoSettled = iota // nothing does: the call is settled by its line, each time
	rtoByBoth                    // the two return addresses
	rtoByOwner                   // the return address into the holder alone: the operation was inlined into its caller
)

// rtoUnreported counts calls that came where no report can be made.
var rtoUnreported rtoWord

// rtoMayReport says whether a report can be made here: on a goroutine's own stack, which is not about to enter or leave a
// system call, and with no lock of the runtime held. Package syscall holds one from before a fork on, in the child too.
//
//go:nosplit
func rtoMayReport(gp *g) bool {
	mp := gp.m
	return gp == mp.curg && mp.locks == 0 && !gp.throwsplit && mp.mallocing == 0 && mp.dying == 0
}

const (
	// What a report takes of a goroutine's stack at most, below the entry that looks, and below rtoReport inside a system call;
	// tests/hub reads the frames from the compiler. The linker does not count them, because both are called through
	// variables: a function marked nosplit that holds a hook would else have less room than in stock Go. So it is looked
	// before they are called.
	rtoRoomToReport  = 600
	rtoRoomForSystem = 640

	// What is waited for: a line that another goroutine writes; then it is written a second time. A free line; then the event
	// is dropped. In nanoseconds.
	rtoMostWait  = 30 * 1000 * 1000 * 1000
	rtoStillLine = 1000 * 1000 * 1000 // without a line given back, for the same line
	rtoStillFree = 100 * 1000 * 1000  // the same, for a free one

	// Who waits gives its processor away for a moment. So many do it in a system call, the others let the scheduler run
	// others: a thread more each would be too many.
	rtoMostAsleep = 8
	rtoFirstSleep = 20 // microseconds
	rtoLastSleep  = 1000
)

// rtoAsleep counts who waits in a system call.
var rtoAsleep rtoWord

// What is called through variables, for the linker's sake. They are set before rtoOn is.
var (
	rtoSendFrom    func(c *hchan, elem unsafe.Pointer, callee, sp uintptr)
	rtoHitFrom     func(s *rtoSite, a, b, c, d unsafe.Pointer, callee, caller, sp uintptr)
	rtoReportFrom  func(*rtoCall, uintptr)
	rtoEnterSystem func()
	rtoBlockSystem func()
	rtoLeaveSystem func()
)

func rtoSetCalls() {
	rtoSendFrom, rtoHitFrom, rtoReportFrom = rtoSend, rtoHitSlowly, rtoReport
	rtoEnterSystem, rtoBlockSystem, rtoLeaveSystem = entersyscall, entersyscallblock, exitsyscall
}

// rtoReport makes the report of a call. sp is the holder's stack pointer.
//
//go:nosplit
func rtoReport(call *rtoCall, sp uintptr) {
	gp := getg()
	call.depth = gp.stack.hi - sp
	for {
		systemstack(func() { rtoStep(call) })
		switch call.next {
		case rtoNextWrite:
			rtoWriteLine(gp, call)
		case rtoNextWait:
			rtoWait(gp, call)
		case rtoNextSayLost, rtoNextSayClosed:
			rtoSpeak(gp, call)
		default:
			return
		}
	}
}

// rtoHasRoom says whether so many bytes of the goroutine's stack are free below sp. Where they are not, deep in functions
// marked nosplit, a call is counted and not reported. On another stack the answer means nothing; rtoMayReport tells.
//
//go:nosplit
func rtoHasRoom(gp *g, sp, bytes uintptr) bool { return sp-gp.stack.lo >= bytes }

// rtoWriteLine writes the line in a system call: whoever stops the world does not wait for a disk.
//
// While the goroutine waits for a processor afterwards its stack must not be shrunk: who holds the hook may be nosplit.
//
//go:nosplit
func rtoWriteLine(gp *g, call *rtoCall) {
	if !rtoHasRoom(gp, sys.GetCallerSP(), rtoRoomForSystem) {
		systemstack(func() { rtoPut(call) })
		return
	}
	rtoKeepStack(gp, true)
	rtoEnterSystem()
	rtoPut(call)
	rtoLeaveSystem()
	rtoKeepStack(gp, false)
}

// rtoPut writes the line, says so to who waits for it, and gives it back: the goroutine may have to wait for a processor.
//
//go:nosplit
func rtoPut(call *rtoCall) {
	call.next = rtoLogPut(call.line)
	if call.place != nil && call.next == rtoNextWritten {
		call.place.CompareAndSwap(call.key|rtoPending, call.key|rtoWritten)
	}
	if !call.told {
		call.line.free()
	}
}

// rtoWait waits a moment for the goroutine that writes the same line, or for a line.
//
//go:nosplit
func rtoWait(gp *g, call *rtoCall) {
	call.next = rtoNextLook
	pause := uint32(rtoLastSleep)
	if n := call.waited; n < 6 {
		pause = rtoFirstSleep << n
		call.waited++
	}
	rtoKeepStack(gp, true) // as in rtoWriteLine
	switch {
	case rtoAsleep.Add(1) > rtoMostAsleep:
		mcall(gosched_m)
	case !rtoHasRoom(gp, sys.GetCallerSP(), rtoRoomForSystem):
		usleep(pause)
	default:
		rtoBlockSystem()
		usleep(pause)
		rtoLeaveSystem()
	}
	rtoKeepStack(gp, false)
	rtoAsleep.Add(-1)
}

// rtoSpeak says on standard error that events are lost, or that no more are observed. Nobody may wait for who does not
// read it.
//
//go:nosplit
func rtoSpeak(gp *g, call *rtoCall) {
	closed := call.next == rtoNextSayClosed
	call.next = rtoNextNothing
	if !rtoHasRoom(gp, sys.GetCallerSP(), rtoRoomForSystem) {
		return
	}
	rtoKeepStack(gp, true) // as in rtoWriteLine
	rtoEnterSystem()
	rtoPutWord(closed)
	rtoLeaveSystem()
	rtoKeepStack(gp, false)
}

// rtoStep takes a call a step further.
//
//go:systemstack
func rtoStep(call *rtoCall) {
	switch call.next {
	case rtoNextLook:
		rtoLook(call)
	case rtoNextWritten, rtoNextFailed, rtoNextClosed:
		rtoAfter(call)
	}
}

// rtoLook finds out whether a call is a new event, and prepares its line if it is.
func rtoLook(call *rtoCall) {
	call.next = rtoNextNothing
	if !rtoOn { // the log was closed meanwhile
		rtoSettleSite(call)
		return
	}
	if call.place != nil { // it waits for that line
		switch call.place.Load() {
		case call.key | rtoWritten:
			rtoSettle(call)
			return
		case call.key | rtoPending:
			if rtoMayWait(call, rtoStillLine) {
				return
			}
		}
	}
	if call.once == nil && call.began == 0 {
		args := call.hash()
		owner := rtoSum(call.callee, 0, args)
		both := rtoSum(call.callee, call.caller, args)
		if rtoIsHot(both) {
			return
		}
		if rtoCalls.has(rtoKey(owner)) {
			rtoHeat(owner)
			return
		}
		if rtoCalls.has(rtoKey(both)) {
			rtoHeat(both)
			return
		}
	}
	rtoCompose(call)
}

// rtoMayWait says whether a call has not waited too long, and makes it wait: as long as lines are given back, and then for so
// many nanoseconds more.
func rtoMayWait(call *rtoCall, still int64) bool {
	now, freed := nanotime(), rtoPoolFreed.Load()
	if call.began == 0 {
		call.began = now
	}
	if call.since == 0 || call.freed != freed {
		call.since, call.freed = now, freed
	}
	if now-call.since >= still || now-call.began >= rtoMostWait {
		return false
	}
	call.next = rtoNextWait
	return true
}

// rtoMayWaitForFree is rtoMayWait for a free line.
func rtoMayWaitForFree(call *rtoCall) bool {
	if rtoStalled.Load() != 0 {
		return false
	}
	if !rtoMayWait(call, rtoStillFree) {
		rtoStalled.Store(1)
		return false
	}
	return true
}

// rtoAfter is what follows when a line was written, or could not be.
func rtoAfter(call *rtoCall) {
	outcome, told := call.next, call.told
	if told {
		if outcome != rtoNextWritten {
			rtoUntell(call.line)
		}
		call.line.free()
	}
	call.line, call.next = nil, rtoNextNothing
	if outcome == rtoNextClosed {
		rtoOn = false // what the program has under that number now is its own
		rtoReported = 0
		rtoSettleSite(call)
		if rtoSaid.CompareAndSwap(0, 1) {
			call.next = rtoNextSayClosed
		}
		return
	}
	if told {
		return
	}
	if outcome == rtoNextFailed {
		rtoDropped.Add(1)
		if call.place != nil {
			call.place.CompareAndSwap(call.key|rtoPending, call.key|rtoWritten)
		}
		if rtoSaid.CompareAndSwap(0, 1) {
			call.next = rtoNextSayLost
		}
	}
	rtoSettle(call)
	if outcome == rtoNextWritten && rtoComposeStats(call, false) {
		call.told, call.next = true, rtoNextWrite
	}
}

// rtoSettleSite makes a call site need no report.
func rtoSettleSite(call *rtoCall) {
	if call.once != nil {
		rtoStore32(&call.once.seen, rtoReported)
	}
}

// rtoSettle makes a call known whose line was written, as far as that is possible.
func rtoSettle(call *rtoCall) {
	switch {
	case call.once != nil:
		rtoSettleSite(call)
	case call.settled != rtoByLine:
		caller := call.caller
		if call.settled == rtoByOwner {
			caller = 0
		}
		// Anew: the report may have learned to look into a func.
		rtoCalls.add(rtoKey(rtoSum(call.callee, caller, call.hash())))
	}
}

// hash is that of the arguments, as the entries have it.
func (c *rtoCall) hash() uint64 {
	if c.way == rtoBySend && c.site.kinds == 0 {
		return uint64(uintptr(unsafe.Pointer(c.site)))
	}
	return c.args.hash(c.site.kinds)
}

// stackPointer is the holder's stack pointer, wherever its stack lies now.
func (c *rtoCall) stackPointer(gp *g) uintptr { return gp.stack.hi - c.depth }
