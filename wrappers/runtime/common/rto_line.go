// One line of the log: a JSON object built in a fixed buffer on the stack, so that writing an event allocates nothing.

package runtime

import "unsafe"

const (
	rtoLineBytes  = 4096
	rtoFieldBytes = 640 // of one field's text; longer ones are cut and end in "…"
	rtoLineEnd    = 8   // kept free for what closes a line
)

type rtoLine struct {
	n     int    // bytes of text
	limit int    // fields stop here
	how   string // how what a call reaches was found; "" for other operations
	// The text begins at index 1: before it there is room to end a line that another write left without its end.
	buf [1 + rtoLineBytes]byte
}

func (l *rtoLine) byte(c byte) {
	if l.n < rtoLineBytes {
		l.n++
		l.buf[l.n] = c
	}
}

// raw appends text that needs no escaping.
func (l *rtoLine) raw(s string) {
	l.n += copy(l.buf[1+l.n:], s)
}

// key starts a field. The first one of a line has no comma before it.
func (l *rtoLine) key(name string) {
	if l.n == 0 {
		l.byte('{')
	} else {
		l.byte(',')
	}
	l.byte('"')
	l.raw(name)
	l.raw(`":"`)
	l.limit = l.n + rtoFieldBytes
	if most := rtoLineBytes - 256; l.limit > most { // line, number and end always fit
		l.limit = most
	}
}

// end closes the text of a field.
func (l *rtoLine) end() { l.byte('"') }

// field appends a whole field.
func (l *rtoLine) field(name, text string) {
	l.key(name)
	l.text(text)
	l.end()
}

// count appends a field that is a number, as text like all others.
func (l *rtoLine) count(name string, n uint64) {
	l.key(name)
	l.uint(n)
	l.end()
}

// text appends s as the inside of a JSON string: valid JSON and UTF-8 whatever s holds.
func (l *rtoLine) text(s string) {
	const hex = "0123456789abcdef"
	plain := rtoPlain(s)
	if room := l.limit - 5 - l.n; plain > room {
		plain = room
	}
	if plain < 0 {
		plain = 0
	}
	l.raw(s[:plain])
	s = s[plain:]
	for i, r := range s {
		if l.n+6 > l.limit {
			l.raw("…")
			return
		}
		switch {
		case r == '"' || r == '\\':
			l.byte('\\')
			l.byte(byte(r))
		case r < 0x20 || r >= 0x7f && rtoMisleads(r):
			l.raw(`\u`)
			for shift := 12; shift >= 0; shift -= 4 {
				l.byte(hex[r>>uint(shift)&15])
			}
		case r < 0x80:
			l.byte(byte(r))
		case r == 0xfffd:
			l.raw("\ufffd") // also what range gives for a byte that is not UTF-8
		default:
			// Valid UTF-8: as long as its first byte says.
			n := 2
			if r >= 0x800 {
				n = 3
			}
			if r >= 0x10000 {
				n = 4
			}
			l.raw(s[i : i+n])
		}
	}
}

// rtoPlain counts the bytes at the start of s that text takes as they are. Most texts are such from end to end.
func rtoPlain(s string) int {
	n := 0
	for n+8 <= len(s) && !rtoAnyOfEight(readUnaligned64(add(*(*unsafe.Pointer)(unsafe.Pointer(&s)), uintptr(n)))) {
		n += 8
	}
	for n < len(s) && s[n] >= ' ' && s[n] < 0x7f && s[n] != '"' && s[n] != '\\' {
		n++
	}
	return n
}

// rtoAnyOfEight reports whether any of eight bytes is a quote, a backslash, below ' ' or above '~': a byte's upper bit becomes
// 1 where it is. What one of them borrows of the next byte changes nothing, for then the answer is yes already. So "Determine
// if a word has a byte less than n" and "equal to n" in Anderson's Bit Twiddling Hacks.
func rtoAnyOfEight(x uint64) bool {
	const ones = 0x0101010101010101
	return (x|(x+ones)|(x-' '*ones)|((x^'"'*ones)-ones)|((x^'\\'*ones)-ones))&(0x80*ones) != 0
}

// path appends a file's name. Of one that is too long the end is kept: it says which file.
func (l *rtoLine) path(name string) {
	const kept = rtoFieldBytes / 2
	if len(name) > rtoFieldBytes-8 {
		l.raw("…")
		name = name[len(name)-kept:]
	}
	l.text(name)
}

// rtoMisleads reports characters that move the cursor or turn the direction of a terminal that shows the log, and the line
// ends that some readers see.
func rtoMisleads(r rune) bool {
	return r < 0xa0 || 0x200e <= r && r <= 0x200f || 0x2028 <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069
}

// symbol appends a function's name as people write it: the linker's escapes undone (gopkg.in/yaml%2ev3), and type arguments as
// [...], as stack traces print them.
func (l *rtoLine) symbol(name string) {
	if !rtoIsEscaped(name) {
		l.text(name)
		return
	}
	var plain [rtoFieldBytes]byte
	n, open, end := 0, -1, -1 // end: behind the last ']'
	for i := 0; i < len(name) && n < len(plain); n++ {
		c := name[i]
		i++
		// Go 1.27 escapes some names twice.
		for c == '%' && i+1 < len(name) && rtoHex(name[i]) < 16 && rtoHex(name[i+1]) < 16 {
			c = rtoHex(name[i])<<4 | rtoHex(name[i+1])
			i += 2
		}
		plain[n] = c
		switch {
		case c == '[' && open < 0:
			open = n
		case c == ']':
			end = n + 1
		}
	}
	if open < 0 || end < open {
		l.bytes(plain[:n])
		return
	}
	l.bytes(plain[:open])
	l.text("[...]")
	l.bytes(plain[end:n])
}

// rtoIsEscaped reports a name that is not shown as it is.
func rtoIsEscaped(name string) bool {
	for i := 0; i < len(name); i++ {
		if name[i] == '%' || name[i] == '[' {
			return true
		}
	}
	return false
}

// bytes is text for a slice, which it does not keep.
func (l *rtoLine) bytes(b []byte) { l.text(*(*string)(unsafe.Pointer(&b))) }

// rtoHex is the value of a hexadecimal digit, 16 for any other byte.
func rtoHex(c byte) byte {
	switch {
	case '0' <= c && c <= '9':
		return c - '0'
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10
	}
	return 16
}

func (l *rtoLine) uint(x uint64) {
	var digits [20]byte
	i := len(digits)
	for {
		i--
		digits[i] = byte('0' + x%10)
		x /= 10
		if x == 0 {
			break
		}
	}
	for ; i < len(digits); i++ {
		l.byte(digits[i])
	}
}

func (l *rtoLine) hex(x uint64) {
	const digits = "0123456789abcdef"
	shift := 60
	for shift > 0 && x>>uint(shift) == 0 {
		shift -= 4
	}
	for ; shift >= 0; shift -= 4 {
		l.byte(digits[x>>uint(shift)&15])
	}
}

func (l *rtoLine) int(x int64) {
	if x < 0 {
		l.byte('-')
		l.uint(uint64(-x))
		return
	}
	l.uint(uint64(x))
}

// hash is the keyed hash of what the line holds so far.
func (l *rtoLine) hash(h uint64) uint64 {
	return rtoHashBytes(h, unsafe.Pointer(&l.buf[1]), uintptr(l.n))
}

// close ends the object and writes it with one write, so that lines of processes that share a file do not mix.
func (l *rtoLine) close() {
	l.raw("}\n")
	rtoLogWrite((*rtoLine)(noescape(unsafe.Pointer(l))))
}
