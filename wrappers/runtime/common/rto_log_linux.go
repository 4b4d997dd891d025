//go:build 386 || amd64 || arm || arm64 || loong64 || ppc64 || ppc64le || riscv64 || s390x

package runtime

const (
	rtoOpenFlags = 0x1 | 0x40 | 0x400 | 0x80000 | 0x800 // O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK of the asm-generic ABI
	rtoEINTR     = 4
)

func rtoPid() int { return getpid() }
