// Who called: the stack above an operation, unwound on the system stack.

package runtime

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

// frames counts the logical frames on top of the operation, or of the helper at its call site.
func (w rtoWay) frames() int {
	switch w {
	case rtoByMade:
		return -1 // the operation is left out
	case rtoByIndicator:
		return 1 // fips_setIndicator
	}
	return 0
}

// rtoCaller finds the function that is the operation that is being reported, and who called it, and says in call.settled
// what tells both another time. Only rtoFindCaller may call it.
//
// rtoUnwind goes by the runtime's own rules: inlining expanded, compiler-made wrappers left out. Frames of package
// runtime around the operation only pass the call on (a deferred call, one by reflection); a goroutine that began with
// the operation was called by its go statement.
func rtoCaller(call *rtoCall) (operation string, caller rtoFrame) {
	var pcs [20]uintptr
	gp := getg().m.curg
	pc := call.callee
	if call.pc != 0 {
		pc = call.pc
	}
	n := rtoUnwind(pc, call.stackPointer(gp), gp, pcs[:])
	call.settled = rtoByLine
	frames := call.way.frames()
	for ; 0 <= frames && frames < n; frames++ {
		operation = rtoSymbolise(pcs[frames]).function
		if call.way != rtoByLate || !rtoIsRuntime(operation) {
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
		if call.way == rtoByLate {
			if rtoPackage(f.function) == rtoPackage(operation) {
				continue
			}
			return operation, f
		}
		if i == frames+1 {
			switch {
			case frames >= 0 && findfunc(pcs[i]).entry() == findfunc(pcs[frames]).entry():
				call.settled = rtoByOwner // the operation lies at an address of its own
			case call.caller != 0 && !rtoPassesOn(call.caller):
				call.settled = rtoByBoth
			}
		}
		return operation, f
	}
	switch {
	case caller.function != "":
		return operation, caller
	case gp.goid == 1 && first.function != "":
		return operation, first // main.main, which runtime.main calls
	case n < len(pcs) && gp.gopc != 0:
		return operation, rtoSymbolise(gp.gopc)
	}
	return operation, rtoFrame{function: "unknown"}
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

// rtoIsRuntime reports a function of package runtime itself. The import path of another may begin with "runtime." too.
func rtoIsRuntime(function string) bool {
	return rtoHasPrefix(function, "runtime.") && rtoPackage(function) == "runtime"
}

func rtoHasPrefix(s, prefix string) bool { return len(s) >= len(prefix) && s[:len(prefix)] == prefix }

// rtoPassesOn reports whether a return address lies in code that is not the caller itself but calls on its behalf: a
// compiler-made wrapper or package runtime. All who call through it share that address.
func rtoPassesOn(pc uintptr) bool {
	f := findfunc(pc - 1)
	return !f.valid() || f.funcID == rtoFuncIDWrapper || rtoIsRuntime(funcname(f))
}
