// A folder of this call's own, for what the compiler reads and the build system must not see.

package main

import (
	"os"
	"os/signal"
	"path/filepath"
	"sync"
	"syscall"
)

// room is made when something is first written into it. It does not lie beside the output: who calls the compiler without
// cmd/go may have the outputs of many calls in one folder, and may have no right to write there.
type room struct {
	path  string
	mutex sync.Mutex
	child *os.Process // that reads it
}

func (r *room) open() (string, error) {
	if r.path != "" {
		return r.path, nil
	}
	// Where cmd/go makes its own.
	path, err := os.MkdirTemp(os.Getenv("GOTMPDIR"), "rto-compile-")
	if err != nil {
		return "", err
	}
	if r.path, err = filepath.EvalSymlinks(path); err != nil {
		return "", err
	}
	r.closeOnSignals()
	return r.path, nil
}

// write writes a file, "name" or "folder/name", and returns its path.
func (r *room) write(name string, text []byte) (string, error) {
	root, err := r.open()
	if err != nil {
		return "", err
	}
	name = filepath.Join(root, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return "", err
	}
	return name, os.WriteFile(name, text, 0o666)
}

// close removes it. A room that was never opened is no folder.
func (r *room) close() {
	if r.path != "" {
		os.RemoveAll(r.path)
	}
}

// closeOnSignals lets a signal end the compiler and this process, as it would without a room, but removes the room first.
func (r *room) closeOnSignals() {
	var deadly []os.Signal
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		if !signal.Ignored(s) {
			deadly = append(deadly, s)
		}
	}
	if len(deadly) == 0 {
		return // with no signal named, Notify would take all
	}
	arrived := make(chan os.Signal, 1)
	signal.Notify(arrived, deadly...)
	go func() {
		s := <-arrived
		r.mutex.Lock()
		if r.child != nil {
			r.child.Signal(s)
		}
		r.close()
		signal.Reset()
		syscall.Kill(os.Getpid(), s.(syscall.Signal))
	}()
}

// reads says which process reads the room; nil when it has ended.
func (r *room) reads(child *os.Process) {
	r.mutex.Lock()
	r.child = child
	r.mutex.Unlock()
}
