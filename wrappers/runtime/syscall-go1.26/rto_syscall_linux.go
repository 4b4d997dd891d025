// The system calls for which package runtime has no function. Releases differ in where package syscall is.

package runtime

import "internal/runtime/syscall/linux"

// rtoSyscall makes a system call with two arguments and returns its result and its error number.
//
//go:nosplit
func rtoSyscall(number, a, b uintptr) (result, errno uintptr) {
	result, _, errno = linux.Syscall6(number, a, b, 0, 0, 0, 0)
	return result, errno
}
