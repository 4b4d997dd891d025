package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestMain plays the stand-in while the compiler runs, where a test asks for that.
func TestMain(m *testing.M) {
	if fake := os.Getenv("RTO_TEST_COMPILER"); fake != "" {
		k := &compiler{path: fake, responses: responsesOf(24), room: &room{}}
		if _, err := k.room.write("x.go", nil); err != nil {
			panic(err)
		}
		err := k.run(nil, os.Stdout, os.Stderr)
		k.room.close()
		if exit, ok := err.(*exec.ExitError); ok {
			endAs(exit)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func TestSignalsEndTheCompilerAndCloseTheRoom(t *testing.T) {
	for _, s := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP} {
		folder := t.TempDir()
		fake, started, rooms := filepath.Join(folder, "compile"), filepath.Join(folder, "started"), filepath.Join(folder, "rooms")
		write(t, fake, "#!/bin/sh\necho $$ >"+started+".new\nmv "+started+".new "+started+"\nexec sleep 60\n")
		if err := os.Chmod(fake, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Mkdir(rooms, 0o777); err != nil {
			t.Fatal(err)
		}
		standIn := exec.Command(os.Args[0])
		standIn.Env = append(os.Environ(), "RTO_TEST_COMPILER="+fake, "GOTMPDIR="+rooms)
		if err := standIn.Start(); err != nil {
			t.Fatal(err)
		}
		pid := waitFor(t, started)
		if names, _ := os.ReadDir(rooms); len(names) != 1 {
			t.Errorf("while it runs: %v", names)
		}
		if err := standIn.Process.Signal(s); err != nil {
			t.Fatal(err)
		}
		exit, ok := standIn.Wait().(*exec.ExitError)
		if !ok || exit.Sys().(syscall.WaitStatus).Signal() != s {
			t.Errorf("%v: ended with %v", s, exit)
		}
		if names, _ := os.ReadDir(rooms); len(names) != 0 {
			t.Errorf("%v: left behind: %v", s, names)
		}
		if alive(pid) {
			t.Errorf("%v: the compiler still runs", s)
		}
	}
}

// waitFor gives the text of a file when it is there.
func waitFor(t *testing.T, name string) string {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if text, err := os.ReadFile(name); err == nil {
			return strings.TrimSpace(string(text))
		}
	}
	t.Fatal("the compiler was not started")
	return ""
}

// alive reports a process that has not ended within a while.
func alive(pid string) bool {
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		stat, err := os.ReadFile("/proc/" + pid + "/stat")
		if err != nil || strings.Contains(string(stat), ") Z ") {
			return false
		}
	}
	return true
}
