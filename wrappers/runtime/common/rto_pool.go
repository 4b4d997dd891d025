// The lines that are being written: buffers outside the heap, so that no stack has to have room for one.

package runtime

import "unsafe"

// rtoPoolLines is how many lines can be in the making at one time, and so how many threads write at one time.
const rtoPoolLines = 32

const rtoPoolBytes = rtoPoolLines * unsafe.Sizeof(rtoLine{})

var (
	rtoPool unsafe.Pointer // *[rtoPoolLines]rtoLine

	// A bit for each line that is taken. The bits behind the last line are always 1.
	rtoPoolBusy rtoWord

	// How many lines were given back: what tells a disk that is slow from one that has stopped.
	rtoPoolFreed rtoWord

	// 1 from when no line was given back for rtoStillFree until one is.
	rtoStalled rtoWord
)

const rtoPoolNone = 1<<64 - 1<<rtoPoolLines // no line is taken

// rtoTakeLine returns an empty line, the lowest that is free, because its memory was used last; nil where none is.
func rtoTakeLine() *rtoLine {
	for busy := rtoPoolBusy.Load(); busy != ^uint64(0); busy = rtoPoolBusy.Load() {
		bit := rtoLowestZero(busy)
		if rtoPoolBusy.CompareAndSwap(busy, busy|1<<bit) {
			l := (*rtoLine)(add(rtoPool, uintptr(bit)*unsafe.Sizeof(rtoLine{})))
			l.index = uint32(bit)
			l.reset()
			return l
		}
	}
	return nil
}

// free gives a line back. It may run in a system call.
//
//go:nosplit
func (l *rtoLine) free() {
	bit := uint64(1) << l.index
	for busy := rtoPoolBusy.Load(); !rtoPoolBusy.CompareAndSwap(busy, busy&^bit); busy = rtoPoolBusy.Load() {
	}
	rtoPoolFreed.Add(1)
	if rtoStalled.Load() != 0 {
		rtoStalled.Store(0)
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
