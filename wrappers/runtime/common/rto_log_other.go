//go:build !((linux && (386 || amd64 || arm || arm64 || loong64 || ppc64 || ppc64le || riscv64 || s390x)) || darwin)

package runtime

// No log on these systems yet: a program runs unobserved, and says so where a log was asked for.

var rtoDropped, rtoSaid rtoWord

func rtoLogOpen(path string) (problem string) { return "this system has no log yet" }

//go:nosplit
func rtoLogPut(l *rtoLine) rtoNext { return rtoNextFailed }

//go:nosplit
func rtoPutWord(closed bool) {}

func rtoSecure() bool { return false }

// The runtime has no getpid here.
func rtoPid() int { return 0 }

var rtoDebugFD int32 = -1

func rtoDebugOpen() {}

func rtoDebug(how string, caller *rtoFrame) {}
