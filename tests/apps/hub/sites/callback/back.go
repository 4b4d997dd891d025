package callback

import (
	"sync"
)

var (
	mu   sync.Mutex
	last int
	kept = map[int]func(){}
)

// put keeps a func under a number, for C must hold no pointer of Go's.
func put(f func()) int {
	mu.Lock()
	defer mu.Unlock()
	last++
	kept[last] = f
	return last
}

func take(n int) func() {
	mu.Lock()
	defer mu.Unlock()
	f := kept[n]
	delete(kept, n)
	return f
}
