package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
)

func kill() {
	if err := syscall.Kill(os.Getpid(), syscall.SIGKILL); err != nil {
		panic(err)
	}
	select {}
}

// chdir goes elsewhere before the first event.
func chdir(count int, words []string) {
	if err := os.Chdir(words[0]); err != nil {
		panic(err)
	}
	lookUpAll("chdir", count)
}

// closed closes all files that it does not know, as daemons do, and writes one of its own.
func closed(count int, words []string) {
	lookUpAll("before", count)
	var numbers []int
	for fd := 3; fd < 1024; fd++ {
		var stat syscall.Stat_t
		if syscall.Fstat(fd, &stat) == nil && stat.Mode&syscall.S_IFMT == syscall.S_IFREG {
			syscall.Close(fd)
			numbers = append(numbers, fd)
		}
	}
	fd, err := syscall.Open(words[0], syscall.O_CREAT|syscall.O_WRONLY|syscall.O_TRUNC, 0o600)
	if err != nil {
		panic(err)
	}
	for _, number := range numbers { // whoever still uses one of them writes into the program's own file
		if number != fd {
			syscall.Dup3(fd, number, 0)
		}
	}
	lookUpAll("after", count)
	if _, err := syscall.Write(fd, []byte("the program's own\n")); err != nil {
		panic(err)
	}
}

// full leaves events on a full disk, makes room by removing a file, and leaves some more.
func full(count int, words []string) {
	lookUpAll("before", count)
	if err := os.Remove(words[0]); err != nil {
		panic(err)
	}
	if len(words) > 1 {
		lookUpAll(words[1], 5)
	}
}

// memory prints the most memory that the process ever had, in kB.
func memory(count int, words []string) {
	lookUpAll(words[0], count)
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		panic(err)
	}
	for _, line := range strings.Split(string(status), "\n") {
		if strings.HasPrefix(line, "VmHWM:") {
			fmt.Println(line)
		}
	}
}

// inherit prints the files that a child finds open.
func inherit(count int, _ []string) {
	lookUpAll("inherit", count)
	said, err := exec.Command("sh", "-c", "ls -l /proc/self/fd").CombinedOutput()
	fmt.Println(err, strings.Contains(string(said), ".jsonl"))
}
