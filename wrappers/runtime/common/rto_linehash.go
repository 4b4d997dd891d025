// What rto_line.go takes of package runtime.

package runtime

import "unsafe"

// hash is the keyed hash of what the line holds so far.
func (l *rtoLine) hash(key uint64) uint64 {
	return rtoHashBytes(key, unsafe.Pointer(&l.buf[1]), uintptr(l.n))
}

// rtoString is the text of bytes that are not changed while it is used, and does not keep them.
func rtoString(b []byte) string { return *(*string)(unsafe.Pointer(&b)) }

// rtoEight reads eight bytes of s from index i on, in the machine's order.
func rtoEight(s string, i int) uint64 {
	return readUnaligned64(add(*(*unsafe.Pointer)(unsafe.Pointer(&s)), uintptr(i)))
}

// name appends a field whose text is a name that may say more than it should.
func (l *rtoLine) name(name, text string) {
	if rtoHideNames {
		l.count(name, uint64(len(text)))
		return
	}
	l.field(name, text)
}
