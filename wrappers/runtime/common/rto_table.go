// A set of 64-bit keys outside the heap: open addressing, lock-free, of fixed size, so that memory stays bounded.
// Nothing is ever removed. When it is full a key takes the place of another, and the set becomes a cache: it may forget,
// so a line may be written again, but it never claims to hold what was not added.

package runtime

import "unsafe"

const (
	rtoProbes = 128 // slots looked at before a neighbourhood counts as full

	rtoDefaultEntries = 500000
	rtoLeastEntries   = 100                                // fewer are taken only when asked for
	rtoMostEntries    = 1 << 22 << (^uintptr(0) >> 63 * 4) // what an address space of 32 or 64 bits has room for
)

// The counters come first: they must be aligned for 64-bit atomic access on 32-bit systems.
type rtoTable struct {
	used  uint64         // keys added; races may let it pass limit by the number of running threads
	lost  uint64         // keys that took the place of another
	limit uint64         // keys that are kept for good
	size  uint64         // of slots
	slots unsafe.Pointer // *[size]uint64, zeroed; 0 marks a free slot
}

// rtoTableSize is the number of slots for limit keys: of eleven slots eight are taken at most.
func rtoTableSize(limit uint64) uint64 { return limit + limit/4 + limit/8 + rtoProbes }

// init takes zeroed memory for rtoTableSize slots. Called before any other use.
func (t *rtoTable) init(limit uint64, slots unsafe.Pointer) {
	t.limit, t.size, t.slots = limit, rtoTableSize(limit), slots
}

// home is the slot where the search for a key begins: the key's upper half scaled to the table's size.
func (t *rtoTable) home(key uint64) uint64 { return key >> 32 * (t.size - rtoProbes) >> 32 }

func (t *rtoTable) slot(i uint64) *uint64 { return (*uint64)(add(t.slots, uintptr(i)*8)) }

// atHome reports whether key was added and lies in the first slot, as most do. It is has without a call.
func (t *rtoTable) atHome(key uint64) bool { return rtoLoad(t.slot(t.home(key|1))) == key|1 }

// has reports whether key was added. It may run beside add.
func (t *rtoTable) has(key uint64) bool {
	key |= 1 // 0 is the free slot
	home := t.home(key)
	for i := uint64(0); i < rtoProbes; i++ {
		switch rtoLoad(t.slot(home + i)) {
		case key:
			return true
		case 0:
			return false
		}
	}
	return false
}

// add reports whether key is new. Of several goroutines that add one key at one time exactly one is told so, unless the
// table is full.
func (t *rtoTable) add(key uint64) bool {
	key |= 1
	home := t.home(key)
	for i := uint64(0); i < rtoProbes; i++ {
		p := t.slot(home + i)
		k := rtoLoad(p)
		if k == 0 && rtoLoad(&t.used) < t.limit {
			if rtoCas(p, 0, key) {
				rtoAdd(&t.used, 1)
				return true
			}
			k = rtoLoad(p) // another goroutine took the slot, perhaps for this key
		}
		if k == key {
			return false
		}
		if k == 0 {
			break
		}
	}
	rtoStore(t.slot(home), key)
	rtoAdd(&t.lost, 1)
	return true
}
