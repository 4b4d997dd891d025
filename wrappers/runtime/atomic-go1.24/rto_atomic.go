// What the hub takes of the runtime's own packages: words that several threads share, a product of two words, a hash.

package runtime

import (
	"internal/runtime/atomic"
	"internal/runtime/math"
)

// rtoWord is a shared word. Its type keeps it aligned for 64-bit access on systems of 32 bits too.
type rtoWord = atomic.Uint64

//go:nosplit
func rtoStore32(p *uint32, x uint32) { atomic.Store(p, x) }

// rtoMul64 returns both halves of a product.
//
//go:nosplit
func rtoMul64(x, y uint64) (high, low uint64) { return math.Mul64(x, y) }

// rtoHashIsNosplit says whether memhash comes to no function that may grow the stack.
func rtoHashIsNosplit() bool { return useAeshash }
