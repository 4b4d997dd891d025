// What keeps a goroutine's stack where it is.

package runtime

// rtoKeepStack keeps gp's stack from being shrunk, or allows it again: a goroutine that parks on a channel asks for the same.
//
//go:nosplit
func rtoKeepStack(gp *g, keep bool) { gp.parkingOnChan.Store(keep) }
