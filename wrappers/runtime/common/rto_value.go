// reflect.Value as the hub sees it: its type, and the method or function that a call of it reaches. All of that is in the
// value itself and in what it points at, so nothing needs to be remembered between a lookup and a call.

package runtime

import (
	"internal/abi"
	"unsafe"
)

// rtoValue is reflect.Value. Layout and flags are the same from Go 1.19 on.
type rtoValue struct {
	typ  unsafe.Pointer
	ptr  unsafe.Pointer
	flag uintptr
}

const (
	rtoFlagKindMask    = 1<<5 - 1
	rtoFlagIndir       = 1 << 7
	rtoFlagMethod      = 1 << 9
	rtoFlagMethodShift = 10
)

// rtoStubContext is reflect.makeFuncCtxt: how the funcs begin that package reflect makes.
type rtoStubContext struct {
	code    uintptr
	stack   unsafe.Pointer
	argLen  uintptr
	regPtrs abi.IntArgRegBitmap
}

// rtoBoundMethod is reflect.methodValue, the func that Value.Interface makes of a method.
type rtoBoundMethod struct {
	rtoStubContext
	method   int
	receiver rtoValue
}

// rtoMadeFunc is reflect.makeFuncImpl, the func that MakeFunc makes.
type rtoMadeFunc struct {
	rtoStubContext
	typ unsafe.Pointer
	fn  unsafe.Pointer
}

// Entries of the stubs in package reflect that all such funcs share; 0 until a report met one.
var rtoBoundMethodStub, rtoMadeFuncStub uintptr

const rtoMostNested = 8 // MakeFunc of MakeFunc of …: looked into this deep

// rtoCode is the entry of a func value, 0 for nil.
func rtoCode(fn unsafe.Pointer) uintptr {
	if fn == nil {
		return 0
	}
	return *(*uintptr)(fn)
}

// pointer is what v refers to: the pointer, map, chan or func that it holds, or the address of what it holds.
func (v *rtoValue) pointer() unsafe.Pointer {
	if v.flag&rtoFlagIndir != 0 && v.flag&rtoFlagMethod == 0 && v.ptr != nil && rtoIsPointer(v.typ) {
		return *(*unsafe.Pointer)(v.ptr)
	}
	return v.ptr
}

// fn is the func that v holds; nil where v holds none or stands for a method.
func (v *rtoValue) fn() unsafe.Pointer {
	if v.flag&rtoFlagKindMask != rtoGoFunc || v.flag&rtoFlagMethod != 0 {
		return nil
	}
	return v.pointer()
}

// dynamic is the type of the receiver of a method that v stands for: what is in an interface, else v's own type.
func (v *rtoValue) dynamic() unsafe.Pointer {
	if v.typ == nil || rtoKindOf(v.typ) != rtoGoInterface || v.ptr == nil {
		return v.typ
	}
	tab := *(*unsafe.Pointer)(v.ptr)
	return rtoItabType(tab) // an interface with methods: the empty one has none to stand for
}

// isPlain reports that v's type is all that is shown of it: it is neither a method nor a func, and no address counts.
//
//go:nosplit
func (v *rtoValue) isPlain() bool {
	return v.flag&rtoFlagMethod == 0 && v.flag&rtoFlagKindMask != rtoGoFunc && !rtoExact
}

// isOwnMethod reports that v stands for a method of its own type, not of what is in an interface.
//
//go:nosplit
func (v *rtoValue) isOwnMethod() bool {
	return v.flag&rtoFlagMethod != 0 && rtoKindOf(v.typ) != rtoGoInterface
}

// ownWord is word for such a method. The index comes with the bit that tells it from a value that is none.
//
//go:nosplit
func (v *rtoValue) ownWord() uint64 {
	return uint64(uintptr(v.typ)) + uint64(v.flag/rtoFlagMethod)*0x9e3779b97f4a7c15
}

// word is one for v's type and for what a call of it reaches.
func (v *rtoValue) word() uint64 {
	h := uint64(uintptr(v.typ))
	switch {
	case v.isOwnMethod():
		return v.ownWord()
	case v.flag&rtoFlagMethod != 0:
		return rtoMix(v.ownWord(), uint64(uintptr(v.dynamic())))
	case v.flag&rtoFlagKindMask == rtoGoFunc:
		h = rtoHashFunc(h, v.fn())
	}
	if rtoExact {
		return rtoHashAddress(h, v.typ, uintptr(v.pointer()))
	}
	return h
}

func rtoHashFunc(h uint64, fn unsafe.Pointer) uint64 {
	for i := 0; i < rtoMostNested && fn != nil; i++ {
		code := rtoCode(fn)
		h = rtoMix(h, uint64(code))
		switch code {
		case rtoBoundMethodStub:
			m := (*rtoBoundMethod)(fn)
			h = rtoMix(h, uint64(m.method))
			return rtoMix(h, uint64(uintptr(m.receiver.dynamic())))
		case rtoMadeFuncStub:
			fn = (*rtoMadeFunc)(fn).fn
		default:
			return h
		}
	}
	return h
}

// reached writes what a call of v reaches: a method, with its receiver's type where v's own is another, or a function.
// It reports whether that was a method.
func (l *rtoLine) reached(v *rtoValue) bool {
	l.how = "the value holds no func"
	if v.flag&rtoFlagMethod != 0 {
		l.how = "the value stands for a method"
		return l.method(v, int(v.flag>>rtoFlagMethodShift), v.typ)
	}
	return l.reachedBy(v.fn())
}

// reachedBy is reached of a func. It serves for the context of a func that package reflect made too: that is the func.
func (l *rtoLine) reachedBy(fn unsafe.Pointer) bool {
	for i := 0; i < rtoMostNested && fn != nil; i++ {
		code := rtoCode(fn)
		name := funcname(findfunc(code))
		switch name {
		case "reflect.methodValueCall":
			rtoBoundMethodStub = code
			l.how = "the func was made of a method by Value.Interface"
			m := (*rtoBoundMethod)(fn)
			return l.method(&m.receiver, m.method, nil)
		case "reflect.makeFuncStub":
			rtoMadeFuncStub = code
			l.how = "the func was made by MakeFunc; the one behind it counts"
			fn = (*rtoMadeFunc)(fn).fn
		default:
			if i == 0 {
				l.how = "the value holds a func"
			}
			l.key("target")
			l.function(name)
			l.end()
			return false
		}
	}
	return false
}

// method writes the name of a method, and the type of its receiver unless it is the one already shown.
func (l *rtoLine) method(receiver *rtoValue, index int, shown unsafe.Pointer) bool {
	if receiver.typ == nil {
		return false
	}
	name := rtoMethodName(receiver.typ, index)
	if name == "" {
		return false
	}
	l.field("method_name", name)
	if t := receiver.dynamic(); t != shown && t != nil {
		l.key("receiver")
		l.typ(t)
		l.end()
	}
	return true
}

// found says whether a lookup by name finds a method of what v holds. The method itself is what a call tells.
func (l *rtoLine) found(v *rtoValue, name string) {
	if v.typ == nil || v.flag&rtoFlagMethod != 0 {
		return // reflect panics, or finds nothing
	}
	l.key("found")
	if rtoHasMethod(v.typ, name) {
		l.raw("true")
	} else {
		l.raw("false")
	}
	l.end()
}

// function writes the name of a function; the wrapper of a method value is shown as its method.
func (l *rtoLine) function(name string) {
	const wrapper = "-fm"
	if n := len(name) - len(wrapper); n > 0 && name[n:] == wrapper {
		name = name[:n]
	}
	if name == "" {
		name = "nil"
	}
	l.symbol(name)
}
