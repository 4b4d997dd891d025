// Hooks that are channel sends. The compiler's inliner takes a call for 57 of the 80 nodes that it allows, and a send for
// one: with a send a small function stays inlinable, and what it makes stays on the stack. The channels are no channels;
// chansend1, which every send statement calls, hands what is sent on them to rtoSend (install/chansend.go inserts that).

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
var rtoTypeSite = rtoSite{names: "i", kinds: "t"}

// rtoSend reports what was sent on one of rtoChannels. chansend1 alone calls it.
//
//go:noinline
func rtoSend(c *hchan, elem unsafe.Pointer) {
	s, args := &rtoTypeSite, rtoArgs{elem}
	switch c {
	case &rtoChannels[0]:
		s = *(**rtoSite)(elem)
	case &rtoChannels[2]:
		o := *(**rtoOnce)(elem)
		o.seen = 1
		if rtoOn {
			rtoReport(&o.site, &args, rtoSendFrames)
		}
		return
	}
	// One frame more than rtoHit has: chansend1.
	callee, caller := uintptr(0), uintptr(0)
	if rtoFramePointers {
		callee, caller = rtoCallers(*(*uintptr)(unsafe.Pointer(rtoGetfp())))
	} else {
		var pcs [4]uintptr
		callee, caller = rtoUnwind(pcs[:])
	}
	key := rtoKey(callee, caller)
	args.hash(&key, s.kinds)
	if rtoCalls.has(key) {
		return
	}
	rtoReport(s, &args, rtoSendFrames)
	if !rtoPassesOn(caller) {
		rtoCalls.add(key)
	}
}
