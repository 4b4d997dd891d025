// Writing a new event: who called, in which file and line, with which arguments.

package runtime

// rtoFrame is one logical frame: inlined calls are frames of their own.
type rtoFrame struct {
	function string
	file     string
	line     int32
}

// Logical frames of the hub on top of an operation, or of the helper at its call site: rtoCaller, rtoReport and
const (
	rtoHitFrames  = 4 // rtoReportCall, rtoHit
	rtoSendFrames = 5 // rtoReportCall, rtoSend, chansend1
	rtoOnceFrames = 5 // rtoSendOnce, rtoSend, chansend1
)

// rtoReport writes the event unless its line was written before. It runs on the hooked goroutine's own stack, allocates
// nothing and takes no lock; of goroutines that report one event at one time one writes it.
//
// It returns whether the two return addresses of the call (rtoCallers) say who called, so that the call needs no report
// again. Otherwise its line settles it each time.
func rtoReport(s *rtoSite, args *rtoArgs, frames int, callerPC uintptr) bool {
	operation, caller, settled := rtoCaller(frames, callerPC)
	var l rtoLine
	if s.operation == "" {
		l.key("operation")
		l.symbol(operation)
		l.end()
	} else {
		l.field("operation", s.operation)
	}
	l.args(s, args)
	method := rtoCallsFunc(s.operation) && l.reached((*rtoValue)(args[0]))
	// The number is not part of an event's identity, so it is left out of the hash and put in afterwards.
	head := l.n
	l.where(&caller)
	if !rtoLines.add(l.hash(rtoSeed)) {
		return settled
	}
	if method {
		l.n = head
		l.count("correlation_seq", rtoAdd(&rtoSequence, 1))
		l.where(&caller)
	}
	l.close()
	if rtoDebugFD >= 0 && l.how != "" {
		rtoDebug(l.how, &caller)
	}
	return settled
}

// rtoCaller finds the function that is the operation that is being reported, and who called it. Only rtoReport may call it.
//
// callers unwinds with the runtime's own rules: inlining expanded, compiler-made wrappers left out. Frames of package
// runtime behind the operation only pass the call on (a deferred call, one by reflection); a goroutine that began with
// the operation was called by its go statement.
func rtoCaller(frames int, callerPC uintptr) (operation string, caller rtoFrame, settled bool) {
	var pcs [rtoOnceFrames + 8]uintptr
	n := callers(0, pcs[:])
	if n > frames {
		operation = rtoSymbolise(pcs[frames]).function
	}
	for i := frames + 1; i < n; i++ {
		f := rtoSymbolise(pcs[i])
		if !rtoIsRuntime(f.function) {
			// Inlined into its caller, the operation lies at an address of its own.
			inlined := findfunc(pcs[i]).entry() == findfunc(pcs[frames]).entry()
			return operation, f, i == frames+1 && callerPC != 0 && (inlined || !rtoPassesOn(callerPC))
		}
	}
	if pc := getg().gopc; n < len(pcs) && pc != 0 {
		return operation, rtoSymbolise(pc), false
	}
	return operation, rtoFrame{function: "unknown"}, false
}

func rtoIsRuntime(function string) bool {
	const prefix = "runtime."
	return len(function) > len(prefix) && function[:len(prefix)] == prefix
}

// rtoSequence numbers the reflective calls of methods in the order in which they were first seen.
var rtoSequence uint64

// rtoCallsFunc reports whether an operation calls the func or method that its first argument stands for.
func rtoCallsFunc(operation string) bool {
	return operation == "reflect.Value.Call" || operation == "reflect.Value.CallSlice"
}

func (l *rtoLine) args(s *rtoSite, args *rtoArgs) {
	from := 0
	for i := 0; i < len(s.kinds); i++ {
		to := from
		for to < len(s.names) && s.names[to] != ',' {
			to++
		}
		l.key(s.names[from:to])
		l.arg(s.kinds[i], args[i])
		l.end()
		from = to + 1
	}
}

func (l *rtoLine) where(f *rtoFrame) {
	l.key("caller")
	l.symbol(f.function)
	l.end()
	l.field("file", f.file)
	l.raw(`,"line":`)
	l.uint(uint64(uint32(f.line)))
}

// rtoPassesOn reports whether a return address lies in code that is not the caller itself but calls on its behalf: a
// compiler-made wrapper or package runtime. All who call through it share that address.
func rtoPassesOn(pc uintptr) bool {
	f := findfunc(pc - 1)
	return !f.valid() || f.funcID == rtoFuncIDWrapper || rtoIsRuntime(funcname(f))
}
