// The record of what the log lacks or may hold twice.

package runtime

import "unsafe"

// What the last such record has told. rtoDropped holds only what none has.
var rtoForgottenTold, rtoUnreportedTold rtoWord

// rtoStats is one such record's figures, each since the record before.
type rtoStats struct{ dropped, forgotten, unreported uint64 }

// rtoComposeStats makes the record call's line where the figures have grown since the last one: events that could not be
// written, lines that were forgotten because more were new than are remembered, and calls that came where no report can
// be made (of these two at every power of two, and all at the end).
func rtoComposeStats(call *rtoCall, end bool) bool {
	forgotten, forgottenTold := rtoLines.lost.Load(), rtoForgottenTold.Load()
	unreported, unreportedTold := rtoUnreported.Load(), rtoUnreportedTold.Load()
	if rtoDropped.Load() == 0 && !rtoGrew(forgotten, forgottenTold, end) && !rtoGrew(unreported, unreportedTold, end) {
		return false
	}
	l := rtoTakeLine()
	if l == nil {
		return false
	}
	var s rtoStats
	s.dropped = rtoDropped.Load()
	for !rtoDropped.CompareAndSwap(s.dropped, 0) {
		s.dropped = rtoDropped.Load()
	}
	if rtoForgottenTold.CompareAndSwap(forgottenTold, forgotten) {
		s.forgotten = forgotten - forgottenTold
	}
	if rtoUnreportedTold.CompareAndSwap(unreportedTold, unreported) {
		s.unreported = unreported - unreportedTold
	}
	if s == (rtoStats{}) { // another goroutine tells all of it
		l.free()
		return false
	}
	l.field("operation", "rto.stats")
	l.count("dropped", s.dropped)
	l.count("forgotten", s.forgotten)
	l.count("unreported", s.unreported)
	l.close()
	l.stats = s
	call.line = l
	return true
}

// rtoUntell takes back a record that could not be written: it is told another time.
func rtoUntell(l *rtoLine) {
	rtoDropped.Add(int64(l.stats.dropped))
	rtoForgottenTold.Add(-int64(l.stats.forgotten))
	rtoUnreportedTold.Add(-int64(l.stats.unreported))
}

func rtoGrew(now, told uint64, end bool) bool { return now != told && (end || now >= 2*told) }

// rtoExit is called when the program ends by returning or by os.Exit. It tells what was not told, unless other lines stand
// before a disk that has stopped: an end waits for that a tenth of a second, and in a system call.
func rtoExit() {
	for n := 0; rtoPoolBusy.Load() != rtoPoolNone; n++ {
		if n == 100 {
			return
		}
		rtoEnterSystem()
		usleep(1000)
		rtoLeaveSystem()
	}
	var call rtoCall
	last := (*rtoCall)(noescape(unsafe.Pointer(&call)))
	systemstack(func() {
		if rtoOn && rtoComposeStats(last, true) {
			last.told, last.next = true, rtoNextWrite
		}
	})
	if last.next == rtoNextWrite {
		rtoEnterSystem()
		rtoPut(last)
		rtoLeaveSystem()
		last.line.free()
	}
}
