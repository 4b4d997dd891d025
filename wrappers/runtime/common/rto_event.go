// Writing a new event: who called, in which file and line, with which arguments.

package runtime

import "unsafe"

// rtoFrame is one logical frame: inlined calls are frames of their own.
type rtoFrame struct {
	function string
	file     string
	line     int32
}

// rtoWay is how a call came to the hub: by which entry.
type rtoWay uint8

const (
	rtoByHit  rtoWay = iota
	rtoBySend        // through chansend1
	rtoByOnce        // the same, from the helper at a call site
	rtoByMade        // from a function that is marked a wrapper, as the unwinder leaves out
	rtoByLate        // deferred
	rtoByIndicator
)

// frames counts the logical frames on top of the operation, or of the helper at its call site: rtoCaller, rtoFindCaller,
// rtoReport and
func (w rtoWay) frames() int {
	switch w {
	case rtoByHit:
		return 6 // rtoReportCall, rtoHitSlowly, rtoHit
	case rtoByMade:
		return 4 // rtoReportCall; rtoHitMade stands where the operation is not
	case rtoByLate:
		return 4 // rtoHitLate
	}
	return 6 // rtoReportCall or rtoSendOnce, rtoSend, chansend1; rtoReportCall, rtoIndicate, fips_setIndicator
}

// rtoReport writes the event unless its line was written before. It runs on the hooked goroutine's own stack, allocates
// nothing and takes no lock; of goroutines that report one event at one time one writes it.
//
// It returns whether the two return addresses of the call (rtoCalls) say who called, so that the call needs no report
// again. Otherwise its line settles it each time. up is rtoOnce's.
func rtoReport(s *rtoSite, args *rtoArgs, way rtoWay, calleePC, callerPC uintptr, up uint32) bool {
	operation, caller, settled := rtoFindCaller(way, calleePC, callerPC)
	caller.line -= int32(up)
	var l rtoLine
	if s.operation == "" {
		l.key("operation")
		l.symbol(operation)
		l.end()
	} else {
		l.field("operation", s.operation)
	}
	l.args(s, args)
	method := false
	switch {
	case rtoCallsFunc(s.operation):
		method = l.reached((*rtoValue)(args[0]))
	case rtoIsCalled(s):
		method = l.reachedBy(*(*unsafe.Pointer)(args[0]))
	}
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

// rtoCaller finds the function that is the operation that is being reported, and who called it. Only rtoFindCaller may call it.
//
// callers unwinds with the runtime's own rules: inlining expanded, compiler-made wrappers left out. Frames of package
// runtime around the operation only pass the call on (a deferred call, one by reflection); a goroutine that began with
// the operation was called by its go statement.
func rtoCaller(way rtoWay, callerPC uintptr) (operation string, caller rtoFrame, settled bool) {
	var pcs [20]uintptr
	n := callers(0, pcs[:])
	frames := way.frames()
	for ; frames < n; frames++ {
		operation = rtoSymbolise(pcs[frames]).function
		if way != rtoByLate || !rtoIsRuntime(operation) {
			break
		}
	}
	var first rtoFrame // of package runtime
	for i := frames + 1; i < n; i++ {
		f := rtoSymbolise(pcs[i])
		if rtoIsRuntime(f.function) {
			if first.function == "" {
				first = f
			}
			continue
		}
		if caller.function == "" {
			caller = f
		}
		if way == rtoByLate && rtoPackage(f.function) == rtoPackage(operation) {
			continue
		}
		// Inlined into its caller, the operation lies at an address of its own.
		inlined := findfunc(pcs[i]).entry() == findfunc(pcs[frames]).entry()
		return operation, f, i == frames+1 && callerPC != 0 && (inlined || !rtoPassesOn(callerPC))
	}
	if caller.function != "" {
		return operation, caller, false
	}
	gp := getg()
	if gp.goid == 1 && first.function != "" {
		return operation, first, false // main.main, which runtime.main calls
	}
	if n < len(pcs) && gp.gopc != 0 {
		return operation, rtoSymbolise(gp.gopc), false
	}
	return operation, rtoFrame{function: "unknown"}, false
}

// rtoPackage is the import path that a symbol begins with.
func rtoPackage(function string) string {
	end := 0
	for i := 0; i < len(function) && function[i] != '['; i++ {
		if function[i] == '/' {
			end = 0
		} else if function[i] == '.' && end == 0 {
			end = i
		}
	}
	return function[:end]
}

func rtoIsRuntime(function string) bool { return rtoHasPrefix(function, "runtime.") }

func rtoHasPrefix(s, prefix string) bool { return len(s) >= len(prefix) && s[:len(prefix)] == prefix }

// rtoSequence numbers the reflective calls of methods in the order in which they were first seen.
var rtoSequence uint64

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
	l.key("caller")
	l.symbol(f.function)
	l.end()
	l.key("file")
	l.path(f.file)
	l.end()
	l.raw(`,"line":`)
	l.uint(uint64(uint32(f.line)))
}

// rtoPassesOn reports whether a return address lies in code that is not the caller itself but calls on its behalf: a
// compiler-made wrapper or package runtime. All who call through it share that address.
func rtoPassesOn(pc uintptr) bool {
	f := findfunc(pc - 1)
	return !f.valid() || f.funcID == rtoFuncIDWrapper || rtoIsRuntime(funcname(f))
}
