// A set of 62-bit keys outside the heap: open addressing, lock-free, of fixed size, so that memory stays bounded.
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

// The two lowest bits of a slot say what has become of its key. A free slot is 0.
const (
	rtoWritten = 1 // what the key stands for is in the log
	rtoPending = 3 // whoever added the key is about to write it
	rtoKeyBits = ^uint64(3)
)

type rtoTable struct {
	used  rtoWord        // keys added; races may let it pass limit by the number of running threads
	lost  rtoWord        // keys that took the place of another
	limit uint64         // keys that are kept for good
	size  uint64         // of slots
	slots unsafe.Pointer // *[size]rtoWord, zeroed
}

// rtoTableSize is the number of slots for limit keys: of eleven slots eight are taken at most.
func rtoTableSize(limit uint64) uint64 { return limit + limit/4 + limit/8 + rtoProbes }

// init takes zeroed memory for rtoTableSize slots. Called before any other use.
func (t *rtoTable) init(limit uint64, slots unsafe.Pointer) {
	t.limit, t.size, t.slots = limit, rtoTableSize(limit), slots
}

// home is the slot where the search for a key begins: the key's upper half scaled to the table's size.
//
//go:nosplit
func (t *rtoTable) home(key uint64) uint64 { return key >> 32 * (t.size - rtoProbes) >> 32 }

//go:nosplit
func (t *rtoTable) slot(i uint64) *rtoWord { return (*rtoWord)(add(t.slots, uintptr(i)*8)) }

// atHome reports whether key was added and lies in the first slot, as most do. It is has without a call.
//
//go:nosplit
func (t *rtoTable) atHome(key uint64) bool {
	return t.slot(t.home(key)).Load() == key&rtoKeyBits|rtoWritten
}

// has reports whether key was added and written. It may run beside claim.
func (t *rtoTable) has(key uint64) bool {
	home := t.home(key)
	for i := uint64(0); i < rtoProbes; i++ {
		switch t.slot(home + i).Load() {
		case key&rtoKeyBits | rtoWritten:
			return true
		case 0:
			return false
		}
	}
	return false
}

// add adds what was written already.
func (t *rtoTable) add(key uint64) { t.claim(key, rtoWritten) }

// claim adds key with a state, rtoWritten or rtoPending, unless the set holds it. It returns the state that the set has it
// in, and its slot; 0 where the caller added it. Of several goroutines that claim one key at one time exactly one is told
// 0, unless the table is full.
func (t *rtoTable) claim(key, state uint64) (slot *rtoWord, was uint64) {
	key &= rtoKeyBits
	home := t.home(key)
	for i := uint64(0); i < rtoProbes; i++ {
		p := t.slot(home + i)
		k := p.Load()
		if k == 0 && t.used.Load() < t.limit {
			if p.CompareAndSwap(0, key|state) {
				t.used.Add(1)
				return p, 0
			}
			k = p.Load() // another goroutine took the slot, perhaps for this key
		}
		if k != 0 && k&rtoKeyBits == key {
			return p, k &^ rtoKeyBits
		}
		if k == 0 {
			break
		}
	}
	p := t.slot(home)
	p.Store(key | state)
	t.lost.Add(1)
	return p, 0
}
