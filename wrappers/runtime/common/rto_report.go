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

	way     rtoWay
	next    rtoNext
	settled rtoSettled
	waited  uint16
	told    bool // the line is the record of what the log lacks
}

// rtoNext is what a call is about to do.
type rtoNext uint8

const (
	rtoNextLook    rtoNext = iota // on the system stack: whether it is a new event
	rtoNextWait                   // on its own: another goroutine writes the same line
	rtoNextWrite                  // on its own, in a system call
	rtoNextWritten                // on the system stack: what follows from the write
	rtoNextFailed                 // the same, where the line could not be written
	rtoNextClosed                 // the same, where the log is no longer what it was
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
	rtoRoomToReport  = 560
	rtoRoomForSystem = 640

	// A line that another goroutine writes is waited for, longer each time; then it is written a second time.
	rtoMostWaits = 1000
	rtoFirstWait = 20 // microseconds
	rtoLastWait  = 1000
)

// What is called through variables, for the linker's sake. They are set before rtoOn is.
var (
	rtoSendFrom    func(c *hchan, elem unsafe.Pointer, callee, sp uintptr)
	rtoHitFrom     func(s *rtoSite, a, b, c, d unsafe.Pointer, callee, caller, sp uintptr)
	rtoReportFrom  func(*rtoCall, uintptr)
	rtoEnterSystem func()
	rtoLeaveSystem func()
)

func rtoSetCalls() {
	rtoSendFrom, rtoHitFrom, rtoReportFrom = rtoSend, rtoHitSlowly, rtoReport
	rtoEnterSystem, rtoLeaveSystem = entersyscall, exitsyscall
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
			rtoWaitForLine(gp, call)
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
//go:nosplit
func rtoWriteLine(gp *g, call *rtoCall) {
	if !rtoHasRoom(gp, sys.GetCallerSP(), rtoRoomForSystem) {
		systemstack(func() { rtoPut(call) })
		return
	}
	rtoEnterSystem()
	rtoPut(call)
	rtoLeaveSystem()
}

// rtoPut writes the line and says so to who waits for it.
//
//go:nosplit
func rtoPut(call *rtoCall) {
	call.next = rtoLogPut(call.line)
	if call.place != nil && call.next == rtoNextWritten {
		call.place.CompareAndSwap(call.key|rtoPending, call.key|rtoWritten)
	}
}

// rtoWaitForLine waits a moment for the goroutine that writes the same line.
//
//go:nosplit
func rtoWaitForLine(gp *g, call *rtoCall) {
	call.next = rtoNextLook
	pause := uint32(rtoLastWait)
	if n := call.waited; n < 8 {
		pause = rtoFirstWait << n
	}
	if pause > rtoLastWait {
		pause = rtoLastWait
	}
	if !rtoHasRoom(gp, sys.GetCallerSP(), rtoRoomForSystem) {
		usleep(pause)
		return
	}
	rtoEnterSystem()
	usleep(pause)
	rtoLeaveSystem()
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
	if call.once == nil && call.waited == 0 {
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

// rtoAfter is what follows when a line was written, or could not be.
func rtoAfter(call *rtoCall) {
	outcome, told := call.next, call.told
	if told && outcome != rtoNextWritten {
		rtoUntell(call.line)
	}
	call.line.free()
	call.line, call.next = nil, rtoNextNothing
	if outcome == rtoNextClosed {
		rtoOn = false // what the program has under that number now is its own
		rtoReported = 0
		rtoSayLost("the log was closed by the program; it is observed no further")
		return
	}
	if told {
		return
	}
	if outcome == rtoNextFailed {
		rtoDropped.Add(1)
		rtoSayLost("the log cannot be written; events are being lost")
		if call.place != nil {
			call.place.CompareAndSwap(call.key|rtoPending, call.key|rtoWritten)
		}
	}
	rtoSettle(call)
	if outcome == rtoNextWritten && rtoComposeStats(call, false) {
		call.told, call.next = true, rtoNextWrite
	}
}

// rtoSettle makes a call known whose line was written, as far as that is possible.
func rtoSettle(call *rtoCall) {
	switch {
	case call.once != nil:
		rtoStore32(&call.once.seen, rtoReported)
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
