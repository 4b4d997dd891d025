//go:build amd64 || arm64

package runtime

import "unsafe"

// rtoFileID tells a file from all others: device and inode.
type rtoFileID struct{ device, inode uint64 }

// rtoFileOf identifies what is open under a number; zero where nothing is.
//
// nosplit: the address of the answer must stay what it is until the kernel has written there.
//
//go:nosplit
func rtoFileOf(fd int32) rtoFileID {
	var stat [18]uint64 // struct stat has at most 144 bytes, device and inode come first
	if rtoSyscall2(rtoFstat, uintptr(fd), uintptr(noescape(unsafe.Pointer(&stat)))) != 0 {
		return rtoFileID{}
	}
	return rtoFileID{stat[0], stat[1]}
}
