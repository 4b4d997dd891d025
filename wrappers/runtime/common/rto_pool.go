// The lines that are being written: buffers outside the heap, so that no stack has to have room for one.

package runtime

import "unsafe"

// rtoPoolLines is how many lines can be in the making at one time. Where all are, their writers are stuck, and an event
// more is dropped and counted: nobody waits behind a disk that has stopped, and no thread more is tied to it.
const rtoPoolLines = 256

const rtoPoolBytes = rtoPoolLines * unsafe.Sizeof(rtoLine{})

var (
	rtoPool     unsafe.Pointer // *[rtoPoolLines]rtoLine
	rtoPoolBusy [rtoPoolLines / 64]rtoWord
)

// rtoTakeLine returns an empty line, the lowest that is free, because its memory was used last; nil where none is.
func rtoTakeLine() *rtoLine {
	for w := range rtoPoolBusy {
		word := &rtoPoolBusy[w]
		for busy := word.Load(); busy != ^uint64(0); busy = word.Load() {
			bit := rtoLowestZero(busy)
			if word.CompareAndSwap(busy, busy|1<<bit) {
				index := uintptr(w)*64 + uintptr(bit)
				l := (*rtoLine)(add(rtoPool, index*unsafe.Sizeof(rtoLine{})))
				l.index = uint32(index)
				l.reset()
				return l
			}
		}
	}
	return nil
}

// free gives a line back.
func (l *rtoLine) free() {
	word, bit := &rtoPoolBusy[l.index/64], uint64(1)<<(l.index%64)
	for busy := word.Load(); !word.CompareAndSwap(busy, busy&^bit); busy = word.Load() {
	}
}

// rtoLowestZero is the number of the lowest bit of x that is 0. Some is.
func rtoLowestZero(x uint64) uint {
	n := uint(0)
	for ; x&0xff == 0xff; x >>= 8 {
		n += 8
	}
	for ; x&1 != 0; x >>= 1 {
		n++
	}
	return n
}
