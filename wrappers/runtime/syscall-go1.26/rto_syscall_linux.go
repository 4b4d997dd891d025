// The system calls for which package runtime has no function.

package runtime

import "internal/runtime/syscall/linux"

// rtoSyscall2 makes a system call with two arguments and returns its error number.
//
//go:nosplit
func rtoSyscall2(number, a, b uintptr) (errno uintptr) {
	_, _, errno = linux.Syscall6(number, a, b, 0, 0, 0, 0)
	return errno
}
