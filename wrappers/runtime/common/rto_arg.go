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

// rtoWords reads the two words of an interface or string.
func rtoWords(p unsafe.Pointer) (first, second unsafe.Pointer) {
	w := (*[2]unsafe.Pointer)(p)
	return w[0], w[1]
}

// rtoLen reads the length word of a string or slice.
func rtoLen(p unsafe.Pointer) uint64 {
	return uint64(*(*uintptr)(add(p, unsafe.Sizeof(uintptr(0)))))
}

// hash is that of what is shown of the arguments. rtoKey mixes it.
func (a *rtoArgs) hash(kinds rtoKinds) uint64 {
	h := uint64(0)
	for i := 0; kinds != 0; i++ {
		p := a[i&(rtoMaxArgs-1)]
		var word uint64
		switch v, kind := (*rtoValue)(p), kinds.first(); { // the commonest first, with a call less
		case kind == rtoKindValue && v.isPlain():
			word = uint64(uintptr(v.typ))
		case kind == rtoKindText && !rtoIsConstant(p):
			word = rtoHashText(p)
		default:
			word = rtoArgWord(kind, p)
		}
		h = rtoFold(h, word)
		kinds = kinds.rest()
	}
	return h
}

// rtoFold takes one argument's word into their hash.
func rtoFold(h, word uint64) uint64 { return (h + word) * 0x9fb21c651e98df25 }

// rtoArgWord is a word for what is shown of an argument.
func rtoArgWord(kind byte, p unsafe.Pointer) uint64 {
	switch kind {
	case rtoKindType:
		t, data := rtoWords(p)
		return rtoHashAddress(uint64(uintptr(t)), t, data)
	case rtoKindValue:
		return (*rtoValue)(p).word()
	case rtoKindText:
		return rtoTextWord(p)
	case rtoKindPrivate:
		if rtoShowStrings {
			return rtoTextWord(p)
		}
		return rtoLen(p)
	case rtoKindLength, rtoKindBits:
		return rtoLen(p)
	case rtoKindInt, rtoKindHash:
		return uint64(*(*uintptr)(p))
	case rtoKindRType:
		_, data := rtoWords(p)
		return uint64(uintptr(data))
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
		tab, data := rtoWords(p)
		if rtoExact {
			return rtoHashAddress(uint64(uintptr(tab)), rtoItabType(tab), data)
		}
		return uint64(uintptr(tab))
	}
}

// rtoTextWord is a word for the text of a string.
func rtoTextWord(p unsafe.Pointer) uint64 {
	if rtoIsConstant(p) {
		return rtoConstantWord(p)
	}
	return rtoHashText(p)
}

// rtoHashText is that of a text that was made at run time.
func rtoHashText(p unsafe.Pointer) uint64 {
	return uint64(memhash(*(*unsafe.Pointer)(p), uintptr(rtoSeed), uintptr(rtoLen(p))))
}

// rtoConstantWord is that of a constant, which cannot change: it counts by where it lies and by its length. Most names are
// constants, and hashing one takes longer than all else here.
func rtoConstantWord(p unsafe.Pointer) uint64 {
	return uint64(*(*uintptr)(p)) + rtoLen(p)*0x9e3779b97f4a7c15
}

// rtoIsConstant reports a string whose text lies among the constants of the program.
func rtoIsConstant(p unsafe.Pointer) bool {
	return *(*uintptr)(p)-firstmoduledata.rodata < rtoConstants
}

// rtoConstants is the size of the read-only part of the program itself (not of a plugin). It begins with the linker's rodata,
// and the types end it; between them lie other tables that nothing writes to. 0 where a linker has another order.
var rtoConstants uintptr

func rtoFindConstants() {
	if m := &firstmoduledata; m.rodata < m.etypes {
		rtoConstants = m.etypes - m.rodata
	}
}

// rtoHashAddress folds the address in where it counts: a pointer, under INSTRUMENTATION_DEDUP=exact.
func rtoHashAddress(h uint64, typ, data unsafe.Pointer) uint64 {
	if rtoExact && rtoIsPointer(typ) {
		return rtoMix(h, uint64(uintptr(data)))
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
		l.text(*(*string)(p))
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
		tab, _ := rtoWords(p)
		l.curve(tab)
	case rtoKindKeyed:
		l.curve(rtoFirstWord(p))
	case rtoKindVersion, rtoKindSuite, rtoKindGroup:
		l.tls(kind, *(*uint16)(p))
	case rtoKindRType:
		tab, data := rtoWords(p)
		l.rtype(tab, data)
	case rtoKindFunc:
		l.function(funcname(findfunc(rtoCode(*(*unsafe.Pointer)(p)))))
	case rtoKindValue:
		v := (*rtoValue)(p)
		l.typ(v.typ)
		l.address(v.typ, v.pointer())
	case rtoKindType:
		t, data := rtoWords(p)
		l.typ(t)
		l.address(t, data)
	case rtoKindDynamic:
		tab, data := rtoWords(p)
		l.typ(rtoItabType(tab))
		l.address(rtoItabType(tab), data)
	}
}

// address follows the type of a pointer under INSTRUMENTATION_DEDUP=exact.
func (l *rtoLine) address(typ, data unsafe.Pointer) {
	if rtoExact && rtoIsPointer(typ) {
		l.raw(" 0x")
		l.hex(uint64(uintptr(data)))
	}
}

// rtype writes the type that a reflect.Type stands for: the data of a *reflect.rtype is the type itself.
func (l *rtoLine) rtype(tab, data unsafe.Pointer) {
	t := rtoItabType(tab)
	if t != nil && rtoTypeString(t) == "*reflect.rtype" && rtoTypePackage(t) == "reflect" {
		t = data
	}
	l.typ(t)
}

func (l *rtoLine) typ(t unsafe.Pointer) {
	if t == nil {
		l.text("nil")
		return
	}
	l.withoutTags(rtoTypeString(t))
}

// withoutTags writes a type's text without the tags of struct fields: those of types that a program makes by reflect.StructOf
// are the program's data.
func (l *rtoLine) withoutTags(typ string) {
	start := 0
	for i := 0; i+1 < len(typ); i++ {
		if typ[i] != ' ' || typ[i+1] != '"' {
			continue
		}
		l.text(typ[start:i])
		for i += 2; i < len(typ) && typ[i] != '"'; i++ {
			if typ[i] == '\\' {
				i++
			}
		}
		start = i + 1
	}
	if start < len(typ) {
		l.text(typ[start:])
	}
}

// rtoItabType is the dynamic type in an itab: its second word in every release.
func rtoItabType(tab unsafe.Pointer) unsafe.Pointer {
	if tab == nil {
		return nil
	}
	return *(*unsafe.Pointer)(add(tab, unsafe.Sizeof(uintptr(0))))
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
