//go:build 386 || amd64 || arm || arm64 || loong64 || ppc64 || ppc64le || riscv64 || s390x

package runtime

const (
	rtoOpenFlags = 0x1 | 0x40 | 0x400 | 0x80000 | 0x800 // O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK of the asm-generic ABI
	rtoExclusive = 0x80                                 // O_EXCL
	rtoCreate    = 0x40                                 // O_CREAT
	rtoEINTR     = 4
	rtoEPIPE     = 32
	rtoEBADF     = 9
)

// rtoNoFollow is O_NOFOLLOW.
func rtoNoFollow() int32 {
	switch GOARCH {
	case "arm", "arm64", "ppc64", "ppc64le":
		return 0x8000
	}
	return 0x20000
}

// rtoIsLink reports a symbolic link.
func rtoIsLink(name *byte) bool {
	const path, closeOnExec, link = 0x200000, 0x80000, 0xa000 // O_PATH, O_CLOEXEC
	fd := open(name, path|closeOnExec|rtoNoFollow(), 0)
	if fd < 0 {
		return false
	}
	mode := rtoStatOf(fd).mode
	closefd(fd)
	return mode&rtoModeKind == link
}

func rtoPid() int { return getpid() }

// rtoSecure reports a program with rights that its user does not have: set-user-ID, set-group-ID or file capabilities. The
// runtime has read it from the auxiliary vector (getauxval(3), AT_SECURE).
func rtoSecure() bool { return secureMode }

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

// The mark is a signal number that an open file has for input that is ready (fcntl(2), F_SETSIG). The kernel sends it only
// where O_ASYNC asks for that, which nothing does here; a file that is opened anew has none. Asking for it takes half the
// time of fstat.
const (
	rtoMarkSet    = 10
	rtoMarkGet    = 11
	rtoMarkSignal = 63
)

// rtoMark marks an open file, and says what it is.
func rtoMark(fd int32) rtoFileID {
	id := rtoFileOf(fd)
	if fd >= 0 {
		fcntl(fd, rtoMarkSet, rtoMarkSignal)
		mark, errno := fcntl(fd, rtoMarkGet, 0)
		id.marked = errno == 0 && mark == rtoMarkSignal
	}
	return id
}

// rtoIsFile reports whether a number still means the file that it meant.
//
//go:nosplit
func rtoIsFile(fd int32, id rtoFileID) bool {
	if id.marked {
		mark, errno := fcntl(fd, rtoMarkGet, 0)
		if errno == 0 {
			return mark == rtoMarkSignal
		}
		if errno == rtoEBADF || !rtoCanStat {
			return false
		}
		// A sandbox forbids the question.
	}
	now := rtoFileOf(fd)
	return now.device == id.device && now.inode == id.inode
}
