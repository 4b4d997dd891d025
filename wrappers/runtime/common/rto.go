// The hub of rto: what instrumented functions call, and what decides whether a call is a new event.
//
// A hook is inserted behind a function's opening brace. With observation off it is one load and one branch (rtoOn). With
// observation on, an entry (rto_enter.go, rto_send.go) sums the call site and the logged parameters and looks at one place
// (rto_hot.go); a call seen before returns from there without a lock, an allocation or a clock. Everything else happens on
// the system stack (rto_report.go): only a new event is symbolised and written (rto_event.go).
//
// What may run where:
//   - On the goroutine's own stack all is nosplit: a hook never grows or moves the stack of the program. So it may stand in
//     what is inlined into a function marked go:nosplit, and numbers that stand for addresses in that stack stay right.
//   - A call that comes on another stack, with a runtime lock held, in a system call or in a forked child is counted, and
//     nothing else (rtoMayReport).
//   - The stand-in places no hook in package runtime or in what package runtime imports.
//
// What protects the words that threads share:
//   - Plain variables are written while package runtime is initialised, on the one thread that there is then, before rtoOn
//     becomes true; starting a thread orders those writes before all that it reads. Nobody writes them later, but for the
//     two below.
//   - rtoOn and rtoReported are set once more when the log is closed (rto_report.go). They are single words, which no
//     processor tears; who reads the older value makes a report, and that looks again.
//   - rtoOnce.seen goes from 0 to rtoReported by an atomic store and is read plainly by call sites; who reads the older
//     value reports, and the table knows the line.
//   - All others are rtoWord, which is atomic; what a rtoWord guards is written before it and read after it.

package runtime

import "unsafe"

// rtoOn says whether hooks report. It becomes true once, while package runtime is initialised and before any hook can run,
// and false when the program has closed the log.
//
//go:linkname rtoOn
var rtoOn bool

// rtoReported is what rtoOnce.seen of a call site is that needs no report: 0 while hooks do not report, so that a site
// which was never reported is equal to it from the start. One comparison tells both.
//
//go:linkname rtoReported
var rtoReported uint32

// rtoSite describes one hook: static data in the hooked package. The stand-in writes this type out once more beside it
// (wrappers/rewrite), so the two must stay alike.
type rtoSite struct {
	operation string
	names     string   // of the logged arguments, separated by commas
	kinds     rtoKinds // of the logged arguments
	manifest  *string  // of the package (rewrite/manifest.go); never read, kept in the binary by being pointed at
}

// rtoOnce is rtoSite for a call site that needs no table: an operation without logged parameters.
type rtoOnce struct {
	seen uint32 // rtoReported when its line stands in the log; until then each call reports, and rtoLines knows the line
	up   uint32 // the operation stands so many lines above the hook
	site rtoSite
}

// rtoKinds is one rtoKind a logged argument, the first in the lowest byte; 0 behind the last.
type rtoKinds uint32

func (k rtoKinds) first() byte    { return byte(k) }
func (k rtoKinds) rest() rtoKinds { return k >> 8 }
func (k rtoKinds) areFew() bool   { return k < 1<<16 }

const rtoMaxArgs = 4

// rtoArgs holds the addresses of copies of the logged arguments; how to read one is said by its kind.
type rtoArgs [rtoMaxArgs]unsafe.Pointer

// rtoCallerOf finds the return address into the caller of a function that holds an operation: the caller of a hub function, or
// of chansend1. sp is the holder's stack pointer at that call. On amd64 below it lie the return address and, saved by the
// called function, the holder's frame pointer, behind which stands what is looked for; on arm64 the holder has saved it
// at sp itself. Other systems keep frame pointers elsewhere, or none, and say 0: then each call is settled by its line.
//
// nosplit, like what passes sp through: were the stack to move, sp would point into what is no longer a stack.
//
//go:nosplit
func rtoCallerOf(sp uintptr) uintptr {
	switch GOARCH {
	case "amd64":
		return rtoReturnOf(*(*uintptr)(unsafe.Pointer(sp - 2*unsafe.Sizeof(sp))))
	case "arm64":
		return *(*uintptr)(unsafe.Pointer(sp))
	}
	return 0
}

// rtoCallerBehind is rtoCallerOf one frame further: it looks through the caller.
//
//go:nosplit
func rtoCallerBehind(sp uintptr) uintptr {
	switch {
	case GOARCH == "amd64":
		fp := *(*uintptr)(unsafe.Pointer(sp - 2*unsafe.Sizeof(sp)))
		return rtoReturnOf(*(*uintptr)(unsafe.Pointer(fp)))
	case GOARCH == "arm64" && rtoFramePointersMove:
		return rtoReturnOf(*(*uintptr)(unsafe.Pointer(sp - unsafe.Sizeof(sp))))
	}
	return 0
}

// rtoReturnOf reads the return address that lies behind a saved frame pointer.
//
//go:nosplit
func rtoReturnOf(fp uintptr) uintptr {
	return *(*uintptr)(unsafe.Pointer(fp + unsafe.Sizeof(fp)))
}

// rtoMix folds a word into a hash: xor, multiply, shift, as in the finaliser of MurmurHash3. For words that nobody chooses.
func rtoMix(h, x uint64) uint64 {
	h = (h ^ x) * 0xff51afd7ed558ccd
	return h ^ h>>32
}

// rtoHashBytes is the runtime's own keyed hash of n bytes, in 64 bits on every system: where its words are narrower, two of
// them with two keys.
//
//go:nosplit
func rtoHashBytes(key uint64, p unsafe.Pointer, n uintptr) uint64 {
	h := uint64(memhash(noescape(p), uintptr(key), n))
	if unsafe.Sizeof(n) == 4 {
		h |= uint64(memhash(noescape(p), uintptr(key>>32)^0x9e3779b9, n)) << 32
	}
	return h
}
