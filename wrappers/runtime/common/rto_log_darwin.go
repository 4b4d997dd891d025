package runtime

const (
	rtoOpenFlags = 0x1 | 0x200 | 0x8 | 0x1000000 | 0x4 // O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK
	rtoEINTR     = 4
)

// The runtime has no getpid here, and no auxiliary vector.
func rtoPid() int { return 0 }

func rtoSecure() bool { return false }

func rtoFar(fd int32) int32 { return fd }
