//go:build amd64 || arm64

package runtime

import "unsafe"

// rtoCanStat says whether rtoStatOf tells anything.
const rtoCanStat = true

// rtoStatOf says what is open under a number; zero where nothing is.
//
// nosplit: the address of the answer must stay what it is until the kernel has written there.
//
//go:nosplit
func rtoStatOf(fd int32) rtoStat {
	var stat [18]uint64 // struct stat has at most 144 bytes, device and inode come first
	if _, errno := rtoSyscall(rtoFstat, uintptr(fd), uintptr(noescape(unsafe.Pointer(&stat)))); errno != 0 {
		return rtoStat{}
	}
	words := (*[36]uint32)(unsafe.Pointer(&stat))
	return rtoStat{stat[0], stat[1], words[rtoStatMode], words[rtoStatOwner]}
}

// rtoFileSystemOf is the number of the kind of file system that a file lies in; 0 where that cannot be told.
//
//go:nosplit
func rtoFileSystemOf(fd int32) uint64 {
	var statfs [15]uint64 // struct statfs has 120 bytes, the kind comes first
	if _, errno := rtoSyscall(rtoFstatfs, uintptr(fd), uintptr(noescape(unsafe.Pointer(&statfs)))); errno != 0 {
		return 0
	}
	return statfs[0]
}

// rtoUser is the user in whose name files are opened.
//
//go:nosplit
func rtoUser() uint32 {
	user, _ := rtoSyscall(rtoGeteuid, 0, 0)
	return uint32(user)
}
