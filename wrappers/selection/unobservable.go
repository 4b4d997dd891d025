// What no hook can be put into, with reasons. The tests compare these tables with the Go release that runs them.

package selection

import (
	"sort"
	"strings"
)

// span is the minors of Go for which something holds; 0 leaves an end open.
type span struct{ since, until int }

func (s span) has(goMinor int) bool {
	return goMinor >= s.since && (s.until == 0 || goMinor <= s.until)
}

// Reasons, as they end the sentence "… cannot be observed: ".
const (
	ofRuntime    = "package runtime, which the hooks run on, is made of it"
	ofSanitizers = "it is how the race, memory and address sanitizers are told what the hooks do"
	ofFIPS       = "the linker hashes the FIPS 140 module, and the program checks the hash when it starts"
	intrinsic    = "the compiler puts instructions in place of its calls, so its body is not reached"
)

// deniedPackages are packages where nothing is hooked: what package runtime depends on, from `go list -deps runtime` for
// linux, darwin, windows and js, and a few beside.
var deniedPackages = []struct {
	path string
	span
	reason string
}{
	{"internal/abi", span{}, ofRuntime},
	{"internal/asan", span{}, ofSanitizers},
	{"internal/bytealg", span{}, ofRuntime},
	{"internal/byteorder", span{23, 0}, ofRuntime},
	{"internal/chacha8rand", span{22, 0}, ofRuntime},
	{"internal/coverage/rtcov", span{20, 0}, ofRuntime},
	{"internal/cpu", span{}, ofRuntime},
	{"internal/goarch", span{}, ofRuntime},
	{"internal/godebugs", span{21, 0}, ofRuntime},
	{"internal/goexperiment", span{}, ofRuntime},
	{"internal/goos", span{}, ofRuntime},
	{"internal/msan", span{}, ofSanitizers},
	{"internal/profilerecord", span{23, 0}, ofRuntime},
	{"internal/race", span{}, ofSanitizers},
	{"internal/strconv", span{26, 0}, ofRuntime},
	{"internal/stringslite", span{23, 0}, ofRuntime},
	{"internal/trace/tracev2", span{25, 0}, ofRuntime},
	{"math/bits", span{26, 0}, ofRuntime},
	{"runtime", span{}, "the hooks run on package runtime"},
	{"runtime/asan", span{}, ofSanitizers},
	{"runtime/cgo", span{}, "its code runs where there is no goroutine yet"},
	{"runtime/msan", span{}, ofSanitizers},
	{"runtime/race", span{}, ofSanitizers},
}

// deniedTrees are the same with everything below them.
var deniedTrees = []struct {
	path string
	span
	reason string
}{
	{"crypto/internal/fips140", span{24, 0}, ofFIPS},
	{"internal/runtime", span{}, ofRuntime},
	{"runtime/internal", span{}, ofRuntime},
}

// deniedFunctions are single functions that must not be hooked though nothing in their text says so.
var deniedFunctions = map[string]string{
	"sync.poolCleanup":   "package runtime calls it with the world stopped",
	"syscall.capToIndex": "it runs in a forked child that shares its parent's memory",
	"syscall.capToMask":  "it runs in a forked child that shares its parent's memory",
	"time.goFunc":        "package runtime's timers call it",
	"time.sendTime":      "package runtime's timers call it",
}

// intrinsics are functions whose calls the compiler replaces, on some architecture at least: the tables of
// cmd/compile/internal/ssagen (ssa.go, from Go 1.23 on intrinsics.go), without package runtime's.
var intrinsics = []struct {
	path string
	span
	names string
}{
	{"crypto/internal/constanttime", span{26, 0}, "Select boolToUint8"},
	{"math", span{}, "Abs Ceil Copysign FMA Floor Round RoundToEven Trunc"},
	{"math", span{0, 19}, "Sqrt"},
	{"math", span{20, 0}, "sqrt"},
	{"math/big", span{}, "mulWW"},
	{"math/bits", span{}, "Add Add64 Div Div64 Len Len16 Len32 Len64 Len8 Mul Mul64 OnesCount OnesCount16 OnesCount32 OnesCount64 OnesCount8 Reverse Reverse16 Reverse32 Reverse64 Reverse8 ReverseBytes32 ReverseBytes64 RotateLeft RotateLeft16 RotateLeft32 RotateLeft64 RotateLeft8 Sub Sub64 TrailingZeros16 TrailingZeros32 TrailingZeros64 TrailingZeros8"},
	{"math/bits", span{21, 0}, "ReverseBytes16"},
	{"sync", span{0, 26}, "runtime_LoadAcquintptr runtime_StoreReluintptr"},
	{"sync/atomic", span{}, "AddInt32 AddInt64 AddUint32 AddUint64 AddUintptr CompareAndSwapInt32 CompareAndSwapInt64 CompareAndSwapUint32 CompareAndSwapUint64 CompareAndSwapUintptr LoadInt32 LoadInt64 LoadPointer LoadUint32 LoadUint64 LoadUintptr StoreInt32 StoreInt64 StoreUint32 StoreUint64 StoreUintptr SwapInt32 SwapInt64 SwapUint32 SwapUint64 SwapUintptr"},
	{"sync/atomic", span{23, 0}, "AndInt32 AndInt64 AndUint32 AndUint64 AndUintptr OrInt32 OrInt64 OrUint32 OrUint64 OrUintptr"},
}

// DeniedPackage says why nothing of a package can be observed, "" where its functions decide.
func DeniedPackage(importPath string, goMinor int) string {
	for _, d := range deniedPackages {
		if d.path == importPath && d.has(goMinor) {
			return d.reason
		}
	}
	for _, d := range deniedTrees {
		if (d.path == importPath || strings.HasPrefix(importPath, d.path+"/")) && d.has(goMinor) {
			return d.reason
		}
	}
	return ""
}

// deniedFunction says why one function ("F", "T.M") cannot be observed, "" where its text decides.
func deniedFunction(importPath, name string, goMinor int) string {
	if reason := deniedFunctions[importPath+"."+name]; reason != "" {
		return reason
	}
	for _, i := range intrinsics {
		if i.path == importPath && i.has(goMinor) {
			names := strings.Fields(i.names)
			if at := sort.SearchStrings(names, name); at < len(names) && names[at] == name {
				return intrinsic
			}
		}
	}
	return ""
}
