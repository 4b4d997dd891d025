//go:build (linux && (386 || amd64 || arm || arm64 || loong64 || ppc64 || ppc64le || riscv64 || s390x)) || darwin

// The log file: opened for appending, created readable by its owner alone, closed on exec.

package runtime

import "unsafe"

var (
	rtoLogFD   int32     = -1
	rtoLogFile rtoFileID // what rtoLogFD is

	rtoDropped rtoWord // events that could not be written, of which rto.stats has not told
	rtoTorn    rtoWord // 1 where what stands last in the file may lack its end
	rtoSaid    rtoWord // 1 when standard error was told that events are lost
)

// rtoLogOpen opens the log, under a number that is far from those that the program gets for its own files. It returns why
// there is none, "" if there is.
func rtoLogOpen(path string) (problem string) {
	fd, problem := rtoOpen(path)
	rtoLogFD = rtoFar(fd)
	rtoLogFile = rtoMark(rtoLogFD)
	return problem
}

// rtoOpen opens a file for appending, and creates it if it is not there. "%p" in its name stands for the process's number.
// It allocates, and is called before the program's own code.
//
// A file that was there is taken if it is the user's own, and no link: in a folder that many may write to, anybody can put
// a link to what only this user may write. INSTRUMENTATION_LOG_FOLLOW=true takes what the path leads to.
func rtoOpen(path string) (fd int32, problem string) {
	name := make([]byte, 0, len(path)+24)
	for i := 0; i < len(path); i++ {
		if path[i] == '%' && i+1 < len(path) && path[i+1] == 'p' {
			var digits [20]byte
			name = append(name, itoa(digits[:], uint64(rtoPid()))...)
			i++
			continue
		}
		name = append(name, path[i])
	}
	name = append(name, 0)
	const mode = 0o600
	if gogetenv("INSTRUMENTATION_LOG_FOLLOW") == "true" {
		if fd = open(&name[0], rtoOpenFlags, mode); fd < 0 {
			return -1, "it cannot be opened"
		}
		return fd, ""
	}
	// Created by us it is ours, whatever a file system says of owners.
	if fd = open(&name[0], rtoOpenFlags|rtoExclusive, mode); fd >= 0 {
		return fd, rtoRefuseSystem(&fd)
	}
	if fd = open(&name[0], rtoOpenFlags&^rtoCreate|rtoNoFollow(), mode); fd < 0 {
		if rtoIsLink(&name[0]) {
			return -1, "it is a symbolic link; INSTRUMENTATION_LOG_FOLLOW=true follows it"
		}
		return -1, "it cannot be opened"
	}
	if problem = rtoRefuseSystem(&fd); problem != "" || !rtoCanStat {
		return fd, problem
	}
	switch s := rtoStatOf(fd); {
	case s.mode&rtoModeKind != rtoModePlain && s.mode&rtoModeKind != rtoModeFIFO && s.mode&rtoModeKind != rtoModeChar:
		problem = "it is no file, FIFO or terminal"
	case s.mode&rtoModeKind != rtoModeChar && s.owner != rtoUser():
		problem = "it belongs to another user; INSTRUMENTATION_LOG_FOLLOW=true takes it"
	}
	if problem != "" {
		closefd(fd)
		return -1, problem
	}
	return fd, ""
}

// rtoRefuseSystem closes a file below /proc or /sys: a write there is a command to the kernel.
func rtoRefuseSystem(fd *int32) (problem string) {
	const proc, sys = 0x9fa0, 0x62656572 // statfs(2)
	if kind := rtoFileSystemOf(*fd); kind == proc || kind == sys {
		closefd(*fd)
		*fd = -1
		return "it is one of the kernel's own files"
	}
	return ""
}

// rtoLogPut writes a line with one write, so that lines of processes that share a file do not mix. It says what is next:
// rtoNextWritten, rtoNextFailed, or rtoNextClosed where the number may be one of the program's own files by now.
//
// A disk that is full may take a part of a line; the next one then begins by ending that one.
//
// It may run in a system call: nosplit, and nothing that needs a processor of the scheduler.
//
//go:nosplit
func rtoLogPut(l *rtoLine) rtoNext {
	if !rtoIsFile(rtoLogFD, rtoLogFile) {
		return rtoNextClosed
	}
	from := 1
	if rtoTorn.Load() != 0 && rtoTorn.CompareAndSwap(1, 0) {
		l.buf[0] = '\n'
		from = 0
	}
	n := l.n + 1 - from
	wrote := rtoWrite(rtoLogFD, unsafe.Pointer(&l.buf[from]), n)
	if wrote == n {
		return rtoNextWritten
	}
	if wrote == -rtoEPIPE {
		return rtoNextClosed // nobody reads it any more; another write would send another signal
	}
	if wrote > 1-from || wrote <= 0 && from == 0 {
		rtoTorn.Store(1)
	}
	return rtoNextFailed
}

// rtoWrite is one write. It returns how many bytes were taken, or a negative number.
//
//go:nosplit
func rtoWrite(fd int32, p unsafe.Pointer, n int) int {
	for {
		if wrote := write1(uintptr(fd), p, int32(n)); wrote != -rtoEINTR {
			return int(wrote)
		}
	}
}

const (
	rtoWordLost   = "rto: the log cannot be written; events are being lost\n"
	rtoWordClosed = "rto: the log was closed; nothing more is observed\n"
)

// rtoPutWord writes one of two words on standard error. A program that closed standard error may have a file of its own
// there, and hears nothing.
//
//go:nosplit
func rtoPutWord(closed bool) {
	if rtoFileOf(2) != rtoStderr {
		return
	}
	word := rtoWordLost
	if closed {
		word = rtoWordClosed
	}
	rtoWrite(2, *(*unsafe.Pointer)(unsafe.Pointer(&word)), len(word))
}

// rtoDebugFD takes what INSTRUMENTATION_DEBUG_CORRELATION asks for; -1 where it does not.
var (
	rtoDebugFD   int32 = -1
	rtoDebugFile rtoFileID
)

// rtoDebugOpen opens INSTRUMENTATION_DEBUG_LOG_PATH, or takes standard error.
func rtoDebugOpen() {
	if switched := gogetenv("INSTRUMENTATION_DEBUG_CORRELATION"); switched != "true" && switched != "1" {
		return
	}
	rtoDebugFD, rtoDebugFile = 2, rtoStderr
	path := gogetenv("INSTRUMENTATION_DEBUG_LOG_PATH")
	if path == "" {
		return
	}
	fd, problem := rtoOpen(path)
	if problem != "" {
		rtoSay3("no debug log ", path, problem)
	}
	rtoDebugFD = rtoFar(fd)
	rtoDebugFile = rtoMark(rtoDebugFD)
}

// rtoDebug explains how it was found what a reflective call reaches. It writes where it stands: it is for the time of a test.
func rtoDebug(how string, caller *rtoFrame) {
	if !rtoIsFile(rtoDebugFD, rtoDebugFile) {
		rtoDebugFD = -1
		return
	}
	l := rtoTakeLine()
	if l == nil {
		return
	}
	l.field("operation", "rto.debug")
	l.field("decision", how)
	l.where(caller)
	l.close()
	rtoWrite(rtoDebugFD, unsafe.Pointer(&l.buf[1]), l.n)
	l.free()
}
