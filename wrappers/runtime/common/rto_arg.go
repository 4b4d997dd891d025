// How logged arguments count towards an event's identity and how they are shown. Nothing here calls a method of the
// program, and no bytes of a slice or of memory are ever read: only types, names, lengths and sizes.

package runtime

import "unsafe"

// Kinds of logged arguments. wrappers/operations names them, wrappers/rewrite maps the names to these letters.
const (
	rtoKindType    = 't' // any: its dynamic type
	rtoKindRType   = 'r' // reflect.Type: the type it stands for
	rtoKindValue   = 'v' // reflect.Value: its type; the method or function it would call
	rtoKindDynamic = 'd' // an interface with methods: its dynamic type
	rtoKindText    = 's' // string: shown as it is; only for names, never for data
	rtoKindPrivate = 'p' // string that may be a secret: its length, or its text under INSTRUMENTATION_STRINGS=values
	rtoKindLength  = 'l' // string or slice: its length
	rtoKindBits    = 'b' // []byte: its length in bits
	rtoKindInt     = 'i' // int
	rtoKindFunc    = 'f' // func: its name
	rtoKindHash    = 'h' // crypto.Hash: its name
	rtoKindModulus = 'k' // pointer to a key that begins with its *big.Int modulus: how many bits that has
	rtoKindCurve   = 'c' // elliptic.Curve: its name
	rtoKindKeyed   = 'C' // pointer to a key that begins with its elliptic.Curve: the curve's name
	rtoKindCalled  = 'm' // the context of a func that package reflect made: what a call of it reaches
	rtoKindVersion = 'V' // *uint16, a TLS version
	rtoKindSuite   = 'S' // *uint16, a TLS cipher suite
	rtoKindGroup   = 'G' // *uint16, a TLS key agreement
)

// Kinds of types, as package reflect numbers them.
const (
	rtoGoChan          = 18
	rtoGoFunc          = 19
	rtoGoInterface     = 20
	rtoGoMap           = 21
	rtoGoPointer       = 22
	rtoGoUnsafePointer = 26
)

// rtoWord0 and rtoWord1 are the two words of an interface, as numbers. The second may be an address in a stack, so no
// pointer is made of it.
func rtoWord0(p unsafe.Pointer) uintptr { return *(*uintptr)(p) }

func rtoWord1(p unsafe.Pointer) uintptr { return *(*uintptr)(add(p, unsafe.Sizeof(uintptr(0)))) }

// rtoTable0 is the first word of an interface: a type or an itab, which lie where nothing moves.
func rtoTable0(p unsafe.Pointer) unsafe.Pointer { return *(*unsafe.Pointer)(p) }

// rtoLen reads the length word of a string or slice.
//
//go:nosplit
func rtoLen(p unsafe.Pointer) uint64 {
	return uint64(*(*uintptr)(add(p, unsafe.Sizeof(uintptr(0)))))
}

// rtoPairWord is a word for both words of an interface whose value is an address: a type may be the program's own.
//
//go:nosplit
func rtoPairWord(p unsafe.Pointer) uint64 {
	return uint64(*(*uintptr)(p))*0x9e3779b97f4a7c15 + rtoLen(p)
}

// hash is that of what is shown of the arguments: 0 without any, and a word for one.
func (a *rtoArgs) hash(kinds rtoKinds) uint64 {
	h := uint64(0)
	for i := 0; kinds != 0; i++ {
		word := rtoArgWord(kinds.first(), a[i&(rtoMaxArgs-1)])
		if i == 0 {
			h = word
		} else {
			h = rtoFold(h, word)
		}
		kinds = kinds.rest()
	}
	return h
}

// rtoArgWord is a word for what is shown of an argument.
func rtoArgWord(kind byte, p unsafe.Pointer) uint64 {
	switch kind {
	case rtoKindType:
		return rtoHashAddress(uint64(rtoWord0(p)), rtoTable0(p), rtoWord1(p))
	case rtoKindValue:
		return (*rtoValue)(p).word()
	case rtoKindText:
		return rtoTextWord(p)
	case rtoKindPrivate:
		if rtoShowStrings {
			return rtoHashText(p)
		}
		return rtoLen(p)
	case rtoKindLength, rtoKindBits:
		return rtoLen(p)
	case rtoKindInt, rtoKindHash:
		return uint64(*(*uintptr)(p))
	case rtoKindRType:
		return rtoPairWord(p)
	case rtoKindFunc:
		return uint64(rtoCode(*(*unsafe.Pointer)(p)))
	case rtoKindModulus:
		return rtoModulusBits(*(*unsafe.Pointer)(p))
	case rtoKindKeyed:
		return uint64(uintptr(rtoFirstWord(p)))
	case rtoKindCalled:
		return rtoHashFunc(0, *(*unsafe.Pointer)(p))
	case rtoKindVersion, rtoKindSuite, rtoKindGroup:
		return uint64(*(*uint16)(p))
	default: // rtoKindDynamic, rtoKindCurve
		if rtoExact {
			return rtoHashAddress(uint64(rtoWord0(p)), rtoItabType(rtoTable0(p)), rtoWord1(p))
		}
		return uint64(rtoWord0(p))
	}
}

// rtoTextWord is a word for the text of a string.
func rtoTextWord(p unsafe.Pointer) uint64 {
	if rtoHideNames {
		return rtoLen(p)
	}
	if rtoIsConstant(p) {
		return rtoConstantWord(p)
	}
	return rtoHashText(p)
}

// rtoHashText is that of a text that was made at run time.
//
//go:nosplit
func rtoHashText(p unsafe.Pointer) uint64 {
	return rtoHashBytes(rtoSeed, *(*unsafe.Pointer)(p), uintptr(rtoLen(p)))
}

// rtoConstantWord is that of a constant, which cannot change: it counts by where it lies and by its length. Most names are
// constants, and hashing one takes longer than all else here.
//
//go:nosplit
func rtoConstantWord(p unsafe.Pointer) uint64 {
	return uint64(*(*uintptr)(p)) + rtoLen(p)*0x9e3779b97f4a7c15
}

// rtoIsConstant reports a string whose text lies among the constants of the program.
//
//go:nosplit
func rtoIsConstant(p unsafe.Pointer) bool {
	return *(*uintptr)(p)-firstmoduledata.rodata < rtoConstants
}

// rtoConstants is the size of the read-only part of the program itself (not of a plugin). It begins with the linker's rodata,
// and the types end it; between them lie other tables that nothing writes to. 0 where a linker has another order.
var rtoConstants uintptr

func rtoFindConstants() {
	if m := &firstmoduledata; m.rodata < m.etypes && !rtoHideNames {
		rtoConstants = m.etypes - m.rodata
	}
}

// rtoHashAddress folds the address in where it counts: a pointer, under INSTRUMENTATION_DEDUP=exact.
func rtoHashAddress(h uint64, typ unsafe.Pointer, data uintptr) uint64 {
	if rtoExact && rtoIsPointer(typ) {
		return rtoMix(h, uint64(data))
	}
	return h
}

// rtoIsPointer reports whether values of a type are addresses of what they refer to.
func rtoIsPointer(typ unsafe.Pointer) bool {
	if typ == nil {
		return false
	}
	switch rtoKindOf(typ) {
	case rtoGoChan, rtoGoFunc, rtoGoMap, rtoGoPointer, rtoGoUnsafePointer:
		return true
	}
	return false
}

// arg writes the text of an argument.
func (l *rtoLine) arg(kind byte, p unsafe.Pointer) {
	switch kind {
	case rtoKindText:
		if rtoHideNames {
			l.uint(rtoLen(p))
		} else {
			l.text(*(*string)(p))
		}
	case rtoKindPrivate:
		if rtoShowStrings {
			l.text(*(*string)(p))
		} else {
			l.uint(rtoLen(p))
		}
	case rtoKindLength:
		l.uint(rtoLen(p))
	case rtoKindBits:
		l.uint(rtoLen(p) * 8)
	case rtoKindInt:
		l.int(int64(*(*int)(p)))
	case rtoKindHash:
		l.text(rtoHashName(*(*uint)(p)))
	case rtoKindModulus:
		l.uint(rtoModulusBits(*(*unsafe.Pointer)(p)))
	case rtoKindCurve:
		l.curve(rtoTable0(p))
	case rtoKindKeyed:
		l.curve(rtoFirstWord(p))
	case rtoKindVersion, rtoKindSuite, rtoKindGroup:
		l.tls(kind, *(*uint16)(p))
	case rtoKindRType:
		l.rtype(p)
	case rtoKindFunc:
		l.function(funcname(findfunc(rtoCode(*(*unsafe.Pointer)(p)))))
	case rtoKindValue:
		v := (*rtoValue)(p)
		l.typ(v.typ)
		l.address(v.typ, uintptr(v.pointer()))
	case rtoKindType:
		l.typ(rtoTable0(p))
		l.address(rtoTable0(p), rtoWord1(p))
	case rtoKindDynamic:
		t := rtoItabType(rtoTable0(p))
		l.typ(t)
		l.address(t, rtoWord1(p))
	}
}

// address follows the type of a pointer under INSTRUMENTATION_DEDUP=exact.
func (l *rtoLine) address(typ unsafe.Pointer, data uintptr) {
	if rtoExact && rtoIsPointer(typ) {
		l.raw(" 0x")
		l.hex(uint64(data))
	}
}

// rtype writes the type that a reflect.Type stands for: the data of a *reflect.rtype is the type itself.
func (l *rtoLine) rtype(p unsafe.Pointer) {
	t := rtoItabType(rtoTable0(p))
	if t != nil && rtoTypeString(t) == "*reflect.rtype" && rtoTypePackage(t) == "reflect" {
		t = rtoSecond(p) // a type: it does not move
	}
	l.typ(t)
}

func (l *rtoLine) typ(t unsafe.Pointer) {
	if t == nil {
		l.text("nil")
		return
	}
	l.typeText(rtoTypeString(t))
}

// rtoItabType is the dynamic type in an itab: its second word in every release.
func rtoItabType(tab unsafe.Pointer) unsafe.Pointer {
	if tab == nil {
		return nil
	}
	return *(*unsafe.Pointer)(add(tab, unsafe.Sizeof(uintptr(0))))
}

// rtoSecond is the second word of an interface whose dynamic type is *reflect.rtype.
func rtoSecond(p unsafe.Pointer) unsafe.Pointer {
	return *(*unsafe.Pointer)(add(p, unsafe.Sizeof(uintptr(0))))
}

// rtoFirstWord reads through the pointer at p; nil where that is nil.
func rtoFirstWord(p unsafe.Pointer) unsafe.Pointer {
	to := *(*unsafe.Pointer)(p)
	if to == nil {
		return nil
	}
	return *(*unsafe.Pointer)(to)
}

// rtoModulusBits is the length of the number that a key begins with, as big.Int.BitLen has it: a big.Int is a sign and a
// slice of words, lowest first. That number is public.
func rtoModulusBits(key unsafe.Pointer) uint64 {
	if key == nil {
		return 0
	}
	number := *(*unsafe.Pointer)(key)
	if number == nil {
		return 0
	}
	words := *(*[]uint)(add(number, unsafe.Sizeof(uintptr(0))))
	if len(words) == 0 {
		return 0
	}
	bits := uint64(len(words)-1) * 8 * uint64(unsafe.Sizeof(uint(0)))
	for top := words[len(words)-1]; top != 0; top >>= 1 {
		bits++
	}
	return bits
}
