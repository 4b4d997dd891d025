// Atomic access to the hub's shared words.

package runtime

import "internal/runtime/atomic"

func rtoLoad(p *uint64) uint64 { return atomic.Load64(p) }

func rtoStore(p *uint64, x uint64) { atomic.Store64(p, x) }

func rtoCas(p *uint64, from, to uint64) bool { return atomic.Cas64(p, from, to) }

func rtoAdd(p *uint64, n int64) uint64 { return atomic.Xadd64(p, n) }
