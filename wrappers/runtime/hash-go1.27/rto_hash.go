// Whether the runtime's hash may run on the goroutine's stack: here memhash calls maps.MemHash, which may grow it.

package runtime

func rtoHashIsNosplit() bool { return false }
