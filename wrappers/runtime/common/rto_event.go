// Writing a new event: who called, in which file and line, with which arguments.

package runtime

// rtoFrame is one logical frame: inlined calls are frames of their own.
type rtoFrame struct {
	function string
	file     string
	line     int32
}

// rtoReport writes the event unless its line was written before. It runs on the hooked goroutine's own stack, allocates
// nothing and takes no lock; of goroutines that report one event at one time one writes it.
func rtoReport(s *rtoSite, args *rtoArgs) {
	caller := rtoCaller()

	var l rtoLine
	l.field("operation", s.operation)
	l.args(s, args)
	seq := uint64(0)
	if args != nil && len(s.kinds) > 0 && s.kinds[0] == rtoKindValue && rtoCallsMethod(s.operation) {
		v := (*rtoValue)(args[0])
		if method := v.method(); method != "" {
			l.field("method_name", method)
			seq = 1
		} else if code := v.code(); code != 0 {
			l.key("target")
			l.function(code)
			l.end()
		}
	}
	// The number is not part of an event's identity, so it is left out of the hash and put in afterwards.
	head := l.n
	l.where(&caller)
	if !rtoLines.add(l.hash(rtoSeed)) {
		return
	}
	if seq != 0 {
		l.n = head
		l.key("correlation_seq")
		l.uint(rtoAdd(&rtoSequence, 1))
		l.end()
		l.where(&caller)
	}
	l.close()
}

// rtoCaller finds who called the operation that is being reported. Only rtoReport may call it.
//
// callers unwinds with the runtime's own rules: inlining expanded, compiler-made wrappers left out. Innermost first come
// rtoCaller, rtoReport, rtoHit or rtoHitOnce, and the operation or the helper at its call site. Frames of package runtime
// after that only pass the call on (a deferred call, one by reflection); a goroutine that began with the operation was
// called by its go statement.
func rtoCaller() rtoFrame {
	const skip = 4
	var pcs [skip + 8]uintptr
	n := callers(0, pcs[:])
	for i := skip; i < n; i++ {
		if f := rtoSymbolise(pcs[i]); !rtoIsRuntime(f.function) {
			return f
		}
	}
	if pc := getg().gopc; n < len(pcs) && pc != 0 {
		return rtoSymbolise(pc)
	}
	return rtoFrame{function: "unknown"}
}

func rtoIsRuntime(function string) bool {
	const prefix = "runtime."
	return len(function) > len(prefix) && function[:len(prefix)] == prefix
}

// rtoSequence numbers the reflective calls of methods in the order in which they were first seen.
var rtoSequence uint64

// rtoCallsMethod reports whether an operation calls what its receiver stands for.
func rtoCallsMethod(operation string) bool {
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

// rtoGetfp is the frame pointer of its caller.
func rtoGetfp() uintptr
