// Hooks that are channel sends. The compiler's inliner takes a call for 57 of the 80 nodes that it allows, and a send for
// one: with a send a small function stays inlinable, and what it makes stays on the stack. The channels are no channels;
// chansend1, which every send statement calls, hands what is sent on them to rtoSend (install/insert.go inserts that).

package runtime

import "unsafe"

// rtoChannels are what chansend1 recognises by their address.
var rtoChannels [3]hchan

// The channel variables that hooks send on. They are set before any other package is initialised.
var (
	// rtoCallChan takes the *rtoSite of a function that logs no argument.
	//
	//go:linkname rtoCallChan
	rtoCallChan = *(*chan unsafe.Pointer)(unsafe.Pointer(&rtoChannelOf[0]))

	// rtoTypeChan takes the words of the one argument, an any, of which a function logs the type as "i". They are numbers:
	// the second may be an address that nothing keeps what it is once the hook is over, and no pointer is made of it.
	//
	//go:linkname rtoTypeChan
	rtoTypeChan = *(*chan [2]uintptr)(unsafe.Pointer(&rtoChannelOf[1]))

	// rtoOnceChan takes the *rtoOnce of a call site.
	//
	//go:linkname rtoOnceChan
	rtoOnceChan = *(*chan unsafe.Pointer)(unsafe.Pointer(&rtoChannelOf[2]))

	rtoChannelOf = [3]*hchan{&rtoChannels[0], &rtoChannels[1], &rtoChannels[2]}
)

// rtoTypeSite stands for the site that rtoTypeChan has no room for: the operation's name is that of its function.
var rtoTypeSite = rtoSite{names: "i", kinds: rtoKindType}

// rtoSent is the word that a sum has for what was sent: the first of it, which stands for all but addresses.
//
//go:nosplit
func rtoSent(elem unsafe.Pointer) uint64 { return uint64(*(*uintptr)(elem)) }

// rtoSend is what chansend1 does with what is sent on one of rtoChannels and is not hot by callee alone, the return address
// into the holder. sp is the holder's stack pointer.
//
// Where the operation was inlined into its caller, callee alone tells the event, whoever called the caller: that is looked
// at first.
//
//go:nosplit
func rtoSend(c *hchan, elem unsafe.Pointer, callee, sp uintptr) {
	sent := rtoSent(elem)
	owner := rtoSum(callee, 0, sent)
	caller := rtoCallerOf(sp)
	both := rtoSum(callee, caller, sent)
	if rtoIsHot(both) {
		return
	}
	if !rtoMayReport(getg()) {
		rtoUnreported.Add(1)
		return
	}
	call := rtoCall{way: rtoBySend, callee: callee, caller: caller}
	switch {
	case c == &rtoChannels[2]:
		call.once = *(**rtoOnce)(elem)
		call.site, call.way = &call.once.site, rtoByOnce
	case c == &rtoChannels[1]:
		call.site, call.args[0] = &rtoTypeSite, elem
	default:
		call.site = *(**rtoSite)(elem)
	}
	if call.once == nil && !rtoExact {
		// Among many live events the time is what the memory takes, and the processor asks for the next one's while it waits, if
		// that is near enough.
		if rtoCalls.atHome(rtoKey(owner)) {
			rtoHeat(owner)
			return
		}
		if rtoCalls.atHome(rtoKey(both)) {
			rtoHeat(both)
			return
		}
	}
	rtoReportFrom((*rtoCall)(noescape(unsafe.Pointer(&call))), sp)
}
