// Composing the line of an event: who called, in which file and line, with which arguments.

package runtime

import "unsafe"

// rtoCompose prepares the line of a call, unless that was written before or is being written.
//
// It runs on the system stack and allocates nothing. It takes no lock but the runtime's own for names of types made at run time.
func rtoCompose(call *rtoCall) {
	l := rtoTakeLine()
	if l == nil {
		if !rtoMayWaitForFree(call) {
			rtoDropped.Add(1)
		}
		return
	}
	operation, caller := rtoFindCaller(call)
	if call.once != nil {
		caller.line -= int32(call.once.up)
	}
	s := call.site
	if s.operation == "" {
		l.key("operation")
		l.symbol(operation)
		l.end()
	} else {
		l.field("operation", s.operation)
	}
	l.args(s, &call.args)
	method := false
	switch {
	case rtoCallsFunc(s.operation):
		method = l.reached((*rtoValue)(call.args[0]))
	case rtoIsCalled(s):
		method = l.reachedBy(*(*unsafe.Pointer)(call.args[0]))
	case s.operation == "reflect.Value.MethodByName":
		l.found((*rtoValue)(call.args[0]), *(*string)(call.args[1]))
	}
	// The number is not part of an event's identity, so it is left out of the hash and put in afterwards.
	head := l.n
	l.where(&caller)
	call.key = l.hash(rtoSeed) & rtoKeyBits
	place, was := rtoLines.claim(call.key, rtoPending)
	if was == rtoWritten {
		l.free()
		rtoSettle(call)
		return
	}
	call.place = place
	if was == rtoPending {
		if rtoMayWait(call, rtoStillLine) {
			l.free()
			return
		}
		call.place = nil // whoever writes it is stuck; better twice than not at all
	}
	if method {
		l.n = head
		l.last()
		l.count("correlation_seq", rtoSequence.Add(1))
		l.where(&caller)
	}
	l.close()
	if rtoDebugFD >= 0 && l.how != "" {
		rtoDebug(l.how, &caller)
	}
	call.line, call.next = l, rtoNextWrite
}

// rtoSequence numbers the reflective calls of methods in the order in which they were first seen.
var rtoSequence rtoWord

// rtoCallsFunc reports whether an operation calls the func or method that its first argument stands for.
func rtoCallsFunc(operation string) bool {
	return operation == "reflect.Value.Call" || operation == "reflect.Value.CallSlice"
}

// rtoIsCalled reports the site of a function behind the funcs that package reflect makes: what it reaches is all that is
// shown.
func rtoIsCalled(s *rtoSite) bool { return s.kinds == rtoKindCalled }

func (l *rtoLine) args(s *rtoSite, args *rtoArgs) {
	if rtoIsCalled(s) {
		return
	}
	from, kinds := 0, s.kinds
	for i := 0; kinds != 0; i++ {
		to := from
		for to < len(s.names) && s.names[to] != ',' {
			to++
		}
		l.key(s.names[from:to])
		l.arg(kinds.first(), args[i])
		l.end()
		from, kinds = to+1, kinds.rest()
	}
}

func (l *rtoLine) where(f *rtoFrame) {
	l.last()
	l.key("caller")
	l.symbol(f.function)
	l.end()
	l.key("file")
	l.path(f.file)
	l.end()
	l.number("line", uint64(uint32(f.line)))
}
