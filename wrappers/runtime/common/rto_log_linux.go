//go:build 386 || amd64 || arm || arm64 || loong64 || ppc64 || ppc64le || riscv64 || s390x

package runtime

import "unsafe"

const (
	rtoOpenFlags = 0x1 | 0x40 | 0x400 | 0x80000 | 0x800 // O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK of the asm-generic ABI
	rtoEINTR     = 4
)

func rtoPid() int { return getpid() }

// rtoSecure reports a program with rights that its user does not have: set-user-ID, set-group-ID or file capabilities. The
// kernel says so in the auxiliary vector, which lies behind the environment (getauxval(3), AT_SECURE).
func rtoSecure() bool {
	const atSecure = 23
	n := argc + 1
	for argv_index(argv, n) != nil {
		n++
	}
	vector := add(unsafe.Pointer(argv), uintptr(n+1)*unsafe.Sizeof(argv))
	for i := uintptr(0); ; i++ {
		pair := *(*[2]uintptr)(add(vector, i*2*unsafe.Sizeof(argv)))
		if pair[0] == 0 {
			return false
		}
		if pair[0] == atSecure {
			return pair[1] != 0
		}
	}
}

// rtoFar gives an open file a high number and frees its low one: the program's own files have the numbers that they have
// without a log, and a loop that closes the first hundreds does not meet it.
func rtoFar(fd int32) int32 {
	const dupFDCloseOnExec = 1030
	if fd < 0 {
		return fd
	}
	for least := int32(1000); least >= 60; least /= 4 { // the limit of open files may be low
		if far, _ := fcntl(fd, dupFDCloseOnExec, least); far >= 0 {
			closefd(fd)
			return far
		}
	}
	return fd
}
