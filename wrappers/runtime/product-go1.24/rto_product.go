// The product of two words. Releases differ in which package has it.

package runtime

import "internal/runtime/math"

// rtoMul64 returns both halves of a product.
//
//go:nosplit
func rtoMul64(x, y uint64) (high, low uint64) { return math.Mul64(x, y) }
