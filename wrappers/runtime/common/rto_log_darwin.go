package runtime

const (
	rtoOpenFlags = 0x1 | 0x200 | 0x8 | 0x1000000 | 0x4 // O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK
	rtoExclusive = 0x800                               // O_EXCL
	rtoCreate    = 0x200                               // O_CREAT
	rtoEINTR     = 4
	rtoEPIPE     = 32
)

// The runtime has no getpid here, and no auxiliary vector.
func rtoPid() int { return 0 }

func rtoSecure() bool { return false }

func rtoFar(fd int32) int32 { return fd }

// Here the hub cannot tell whether a number still means a file.
func rtoMark(fd int32) rtoFileID { return rtoFileID{} }

//go:nosplit
func rtoIsFile(fd int32, id rtoFileID) bool { return true }

// rtoNoFollow is O_NOFOLLOW.
func rtoNoFollow() int32 { return 0x100 }

func rtoIsLink(name *byte) bool { return false }
