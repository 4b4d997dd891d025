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
	rtoKindLength  = 'l' // string or slice: its length
	rtoKindBits    = 'b' // []byte: its length in bits
	rtoKindInt     = 'i' // int
	rtoKindFunc    = 'f' // func: its name
	rtoKindHash    = 'h' // crypto.Hash: its name
)

// rtoValue is reflect.Value. Layout and flags are the same from Go 1.19 on.
type rtoValue struct {
	typ  unsafe.Pointer
	ptr  unsafe.Pointer
	flag uintptr
}

const (
	rtoFlagIndir       = 1 << 7
	rtoFlagMethod      = 1 << 9
	rtoFlagMethodShift = 10
	rtoFlagKindMask    = 1<<5 - 1
	rtoKindMaskFunc    = 19
	rtoKindMaskIface   = 20
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

// rtoHashArg folds what is shown of an argument into h.
func rtoHashArg(h uint64, kind byte, p unsafe.Pointer) uint64 {
	switch kind {
	case rtoKindText:
		text, n := rtoWords(p)
		return rtoHashBytes(h, text, uintptr(n))
	case rtoKindLength, rtoKindBits:
		return rtoMix(h, rtoLen(p))
	case rtoKindInt, rtoKindHash:
		return rtoMix(h, uint64(*(*uintptr)(p)))
	case rtoKindRType:
		_, data := rtoWords(p)
		return rtoMix(h, uint64(uintptr(data)))
	case rtoKindFunc:
		return rtoMix(h, uint64(rtoCode(*(*unsafe.Pointer)(p))))
	case rtoKindValue:
		v := (*rtoValue)(p)
		h = rtoMix(h, uint64(uintptr(v.typ)))
		return rtoMix(h, uint64(v.flag>>rtoFlagMethodShift)<<1^uint64(v.code()))
	default: // rtoKindType, rtoKindDynamic: the type or itab word
		first, _ := rtoWords(p)
		return rtoMix(h, uint64(uintptr(first)))
	}
}

// rtoCode is the entry of a func value, 0 for nil.
func rtoCode(fn unsafe.Pointer) uintptr {
	if fn == nil {
		return 0
	}
	return *(*uintptr)(fn)
}

// code is the entry of the plain func that v holds, 0 where v holds none.
func (v *rtoValue) code() uintptr {
	if v.flag&rtoFlagKindMask != rtoKindMaskFunc || v.flag&rtoFlagMethod != 0 || v.ptr == nil {
		return 0
	}
	if v.flag&rtoFlagIndir != 0 {
		return rtoCode(*(*unsafe.Pointer)(v.ptr))
	}
	return rtoCode(v.ptr)
}

// method is the name of the method that v stands for, "" where it stands for none.
func (v *rtoValue) method() string {
	if v.flag&rtoFlagMethod == 0 || v.typ == nil {
		return ""
	}
	return rtoMethodName(v.typ, int(v.flag>>rtoFlagMethodShift))
}

// appendArg writes the text of an argument.
func (l *rtoLine) arg(kind byte, p unsafe.Pointer) {
	switch kind {
	case rtoKindText:
		l.text(*(*string)(p))
	case rtoKindLength:
		l.uint(rtoLen(p))
	case rtoKindBits:
		l.uint(rtoLen(p) * 8)
	case rtoKindInt:
		l.int(int64(*(*int)(p)))
	case rtoKindHash:
		l.text(rtoHashName(*(*uint)(p)))
	case rtoKindRType:
		tab, data := rtoWords(p)
		l.rtype(tab, data)
	case rtoKindFunc:
		l.function(rtoCode(*(*unsafe.Pointer)(p)))
	case rtoKindValue:
		l.typ((*rtoValue)(p).typ)
	case rtoKindType:
		t, _ := rtoWords(p)
		l.typ(t)
	case rtoKindDynamic:
		tab, _ := rtoWords(p)
		l.typ(rtoItabType(tab))
	}
}

// rtype writes the type that a reflect.Type stands for: the data of a *reflect.rtype is the type itself.
func (l *rtoLine) rtype(tab, data unsafe.Pointer) {
	t := rtoItabType(tab)
	if t != nil && rtoTypeString(t) == "*reflect.rtype" {
		t = data
	}
	l.typ(t)
}

func (l *rtoLine) typ(t unsafe.Pointer) {
	if t == nil {
		l.text("nil")
		return
	}
	l.text(rtoTypeString(t))
}

func (l *rtoLine) function(code uintptr) {
	if code == 0 {
		l.text("nil")
		return
	}
	l.symbol(funcname(findfunc(code)))
}

// rtoItabType is the dynamic type in an itab: its second word in every release.
func rtoItabType(tab unsafe.Pointer) unsafe.Pointer {
	if tab == nil {
		return nil
	}
	return *(*unsafe.Pointer)(add(tab, unsafe.Sizeof(uintptr(0))))
}

// rtoHashName names a crypto.Hash as its String method does.
func rtoHashName(h uint) string {
	switch h {
	case 0:
		return "none"
	case 1:
		return "MD4"
	case 2:
		return "MD5"
	case 3:
		return "SHA-1"
	case 4:
		return "SHA-224"
	case 5:
		return "SHA-256"
	case 6:
		return "SHA-384"
	case 7:
		return "SHA-512"
	case 8:
		return "MD5+SHA1"
	case 9:
		return "RIPEMD-160"
	case 10:
		return "SHA3-224"
	case 11:
		return "SHA3-256"
	case 12:
		return "SHA3-384"
	case 13:
		return "SHA3-512"
	case 14:
		return "SHA-512/224"
	case 15:
		return "SHA-512/256"
	case 16:
		return "BLAKE2s-256"
	case 17:
		return "BLAKE2b-256"
	case 18:
		return "BLAKE2b-384"
	case 19:
		return "BLAKE2b-512"
	}
	return "unknown"
}
