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

	// rtoTypeChan takes the words of the one argument, an any, of which a function logs the type as "i".
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

// rtoSendSum is the sum of a call by what was sent: its first word stands for all of it, but for addresses.
//
//go:nosplit
func rtoSendSum(elem unsafe.Pointer, callee, caller uintptr) uint64 {
	return rtoSum(callee, caller, rtoFold(0, uint64(*(*uintptr)(elem))))
}

// rtoSend reports what was sent on one of rtoChannels, unless it was reported before. chansend1 alone calls it, where the
// call is not hot, with the return addresses into the hooked function and into that one's caller.
//
//go:noinline
func rtoSend(c *hchan, elem unsafe.Pointer, callee, caller uintptr) {
	if c == &rtoChannels[2] {
		rtoSendOnce(*(**rtoOnce)(elem))
		return
	}
	sum := rtoSendSum(elem, callee, caller)
	if c == &rtoChannels[1] && rtoExact {
		typ, data := rtoWords(elem)
		sum = rtoSum(callee, caller, rtoFold(0, rtoHashAddress(uint64(uintptr(typ)), typ, data)))
	}
	// As rtoReportCall does, but without a call: among many live events the time is what the memory takes, and the processor
	// asks for the next one's while it waits, if that is near enough.
	if key := rtoKey(sum); rtoCalls.atHome(key) {
		rtoHeat(sum)
		return
	}
	if c == &rtoChannels[1] {
		args := rtoArgs{elem}
		rtoReportCall(&rtoTypeSite, &args, rtoBySend, callee, caller, sum)
		return
	}
	var none rtoArgs
	rtoReportCall(*(**rtoSite)(elem), &none, rtoBySend, callee, caller, sum)
}

// rtoSendOnce reports a call site; it reports no second time, and with observation off not at all.
//
//go:noinline
func rtoSendOnce(o *rtoOnce) {
	o.seen = 1
	if rtoOn {
		var none rtoArgs
		rtoReport(&o.site, &none, rtoByOnce, 0, 0, o.up)
	}
}
