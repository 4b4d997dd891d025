package child

import (
	"syscall"
	"time"
	"unsafe"
)

// processor is the time that this process had of all processors: CLOCK_PROCESS_CPUTIME_ID, in nanoseconds, where
// getrusage counts in ticks on some kernels.
func processor() time.Duration {
	const processCPUTime = 2
	var now syscall.Timespec
	if _, _, errno := syscall.RawSyscall(syscall.SYS_CLOCK_GETTIME, processCPUTime, uintptr(unsafe.Pointer(&now)), 0); errno != 0 {
		panic("clock_gettime: " + errno.Error())
	}
	return time.Duration(now.Nano())
}
