// What keeps a goroutine's stack where it is: here a byte.

package runtime

import "runtime/internal/atomic"

// rtoKeepStack keeps gp's stack from being shrunk, or allows it again: a goroutine that parks on a channel asks for the same.
//
//go:nosplit
func rtoKeepStack(gp *g, keep bool) {
	bit := uint8(0)
	if keep {
		bit = 1
	}
	atomic.Store8(&gp.parkingOnChan, bit)
}
