// The product of two words. Releases differ in which package has it.

package runtime

import "math/bits"

// rtoMul64 returns both halves of a product.
//
//go:nosplit
func rtoMul64(x, y uint64) (high, low uint64) { return bits.Mul64(x, y) }
