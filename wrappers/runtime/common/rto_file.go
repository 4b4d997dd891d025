// What the hub knows of an open file: whether a number still means it.

package runtime

// rtoStat is what fstat says of a file: device and inode tell it from all others.
type rtoStat struct {
	device, inode uint64
	mode, owner   uint32
}

// Kinds of files, the upper bits of a mode.
const (
	rtoModeKind  = 0xf000
	rtoModeFIFO  = 0x1000
	rtoModeChar  = 0x2000
	rtoModePlain = 0x8000
)

// rtoFileID tells a file that is open under a number from whatever the program may open under it.
type rtoFileID struct {
	marked        bool // the open file carries a mark, which is asked for in place of fstat (rto_log_linux.go)
	device, inode uint64
}

// rtoFileOf identifies what is open under a number by fstat.
//
//go:nosplit
func rtoFileOf(fd int32) rtoFileID {
	s := rtoStatOf(fd)
	return rtoFileID{device: s.device, inode: s.inode}
}
