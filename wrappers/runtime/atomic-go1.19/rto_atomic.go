// Words that several threads share. Releases differ in where package atomic is.

package runtime

import "runtime/internal/atomic"

// rtoWord is a shared word. Its type keeps it aligned for 64-bit access on systems of 32 bits too.
type rtoWord = atomic.Uint64

//go:nosplit
func rtoStore32(p *uint32, x uint32) { atomic.Store(p, x) }
