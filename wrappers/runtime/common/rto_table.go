// A set of 64-bit keys outside the heap: open addressing, lock-free, of fixed size, so that memory stays bounded.
// Nothing is ever removed. When it is full a key takes the place of another, and the set becomes a cache: it may forget,
// so a line may be written again, but it never claims to hold what was not added.

package runtime

import "unsafe"

const (
	rtoProbes = 32 // slots looked at before a neighbourhood counts as full

	rtoDefaultEntries = 500000
	rtoMostEntries    = 1 << 26
)

type rtoTable struct {
	used  uint64         // keys added; races may let it pass limit by the number of running threads; first, so that it is aligned everywhere
	limit uint64         // keys that are kept for good
	mask  uint64         // slots - 1
	slots unsafe.Pointer // *[mask+1]uint64, zeroed; 0 marks a free slot
}

// init makes room for limit keys. Called once, before any other use.
func (t *rtoTable) init(limit uint64) {
	slots := uint64(64)
	for slots < limit*2 {
		slots *= 2
	}
	t.limit, t.mask = limit, slots-1
	t.slots = persistentalloc(uintptr(slots)*8, 64, &memstats.other_sys)
}

func (t *rtoTable) slot(i uint64) *uint64 {
	return (*uint64)(add(t.slots, uintptr(i&t.mask)*8))
}

// has reports whether key was added. It may run beside add.
func (t *rtoTable) has(key uint64) bool {
	key |= 1 // 0 is the free slot
	for i := uint64(0); i < rtoProbes; i++ {
		switch rtoLoad(t.slot(key>>8 + i)) {
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
	for i := uint64(0); i < rtoProbes; i++ {
		p := t.slot(key>>8 + i)
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
	rtoStore(t.slot(key>>8), key)
	return true
}
