// One line of the log: a JSON object built in a fixed buffer. Whatever is written to it, it is a whole and valid one when
// it is closed: each field keeps room for its own end and for the line's.
//
// This file needs nothing of package runtime but rtoString and rtoEight, so tests build it as an ordinary package.

package runtime

const (
	rtoLineBytes  = 4096 // no more, so that a line goes through a FIFO in one piece
	rtoFieldBytes = 640  // of one field's text; longer ones are cut and end in "…"

	// The last fields of a line say where: two texts, two numbers, and names and punctuation of them.
	rtoWhereBytes = 2*(rtoFieldBytes+16) + 128

	// Other fields end here. One that begins behind it is a name and the mark of cutting.
	rtoFieldsEnd = rtoLineBytes - rtoWhereBytes - rtoMostCut*rtoCutField
	rtoMostCut   = 8  // such fields in a line: those of an operation and of what it reaches
	rtoCutField  = 40 // bytes of one
)

const rtoCut = "…" // what stands where text was cut: three bytes

type rtoLine struct {
	n     int      // bytes of text
	limit int      // the text of the field that is open ends here, its mark included
	most  int      // limit is never larger, unless that leaves no room for the mark
	cut   bool     // the text of the field that is open was cut
	how   string   // how what a call reaches was found; "" for other operations
	index uint32   // in rtoPool
	stats rtoStats // of a record of these
	// The text begins at index 1: before it there is room to end a line that another write left without its end.
	buf [1 + rtoLineBytes]byte
}

func (l *rtoLine) reset() { l.n, l.limit, l.most, l.cut, l.how = 0, 0, rtoFieldsEnd, false, "" }

// last says that what follows are the fields that rtoWhereBytes has room for.
func (l *rtoLine) last() { l.most = rtoLineBytes - 8 }

// byte appends one byte outside of a field's text.
func (l *rtoLine) byte(c byte) {
	if l.n < rtoLineBytes {
		l.n++
		l.buf[l.n] = c
	}
}

// put appends a piece of a field's text whole, or cuts the text: a piece is never split.
func (l *rtoLine) put(s string) bool {
	if l.cut {
		return false
	}
	if l.n+len(s) > l.limit-len(rtoCut) {
		l.cut = true
		l.n += copy(l.buf[1+l.n:], rtoCut)
		return false
	}
	l.n += copy(l.buf[1+l.n:], s)
	return true
}

// raw appends text that needs no escaping.
func (l *rtoLine) raw(s string) { l.put(s) }

// key starts a field. The first one of a line has no comma before it.
func (l *rtoLine) key(name string) {
	if l.n+len(name)+8 > rtoLineBytes {
		return // no line of the hub has so many fields
	}
	text := l.buf[1+l.n:]
	text[0], text[1] = ',', '"'
	if l.n == 0 {
		text[0] = '{'
	}
	text = text[2:]
	for i := 0; i < len(name); i++ { // names are short: a loop is quicker than a copy
		text[i] = name[i]
	}
	text = text[len(name):]
	text[0], text[1], text[2] = '"', ':', '"'
	l.n += len(name) + 5
	l.cut = false
	l.limit = l.n + rtoFieldBytes
	if l.limit > l.most {
		if l.limit = l.most; l.limit < l.n+len(rtoCut) {
			l.limit = l.n + len(rtoCut)
		}
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
	for {
		plain := rtoPlain(s)
		if room := l.limit - len(rtoCut) - l.n; plain > room {
			plain = room
		}
		if plain > 0 && !l.put(s[:plain]) {
			return
		}
		if plain > 0 {
			s = s[plain:]
		}
		if s == "" || l.cut {
			return
		}
		r, width := rtoRune(s)
		switch {
		case r == '"' || r == '\\':
			pair := [2]byte{'\\', byte(r)}
			l.put(rtoString(pair[:]))
		case r < 0x20 || r >= 0x7f && rtoMisleads(r):
			escape := [6]byte{'\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15]}
			l.put(rtoString(escape[:]))
		case r == rtoBadRune:
			l.put("\ufffd")
		default:
			l.put(s[:width])
		}
		s = s[width:]
	}
}

// typeText appends a type's text without the tags of struct fields: those of types that a program makes by reflect.StructOf
// are the program's data.
func (l *rtoLine) typeText(typ string) {
	start := 0
	for i := 0; i+1 < len(typ) && !l.cut; i++ {
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

const rtoBadRune = 0xfffd

// rtoRune is the first character of s, and how many bytes it has: rtoBadRune for a byte that is not UTF-8.
func rtoRune(s string) (r rune, width int) {
	for i, c := range s {
		if i > 0 {
			return r, i
		}
		r = c
	}
	return r, len(s)
}

// rtoPlain counts the bytes at the start of s that text takes as they are. Most texts are such from end to end.
func rtoPlain(s string) int {
	n := 0
	for n+8 <= len(s) && !rtoAnyOfEight(rtoEight(s, n)) {
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
		l.raw(rtoCut)
		name = name[len(name)-kept:]
		for name != "" && name[0]&0xc0 == 0x80 { // the end of a character that was cut
			name = name[1:]
		}
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
func (l *rtoLine) bytes(b []byte) { l.text(rtoString(b)) }

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
	l.put(rtoString(digits[i:]))
}

func (l *rtoLine) hex(x uint64) {
	const hex = "0123456789abcdef"
	var digits [16]byte
	i := len(digits)
	for {
		i--
		digits[i] = hex[x&15]
		x >>= 4
		if x == 0 {
			break
		}
	}
	l.put(rtoString(digits[i:]))
}

func (l *rtoLine) int(x int64) {
	if x < 0 {
		l.put("-")
		l.uint(uint64(-x))
		return
	}
	l.uint(uint64(x))
}

// number appends the one field that is no text. It comes last.
func (l *rtoLine) number(name string, x uint64) {
	l.key(name)
	l.n-- // the quote
	l.uint(x)
}

// close ends the object.
func (l *rtoLine) close() {
	l.byte('}')
	l.byte('\n')
}
