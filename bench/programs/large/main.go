// A large program of others for what observation costs a build and a server: the NATS server, with a main package of ours
// that can be edited between two builds.
//
//	large start   begins and ends: what starting costs
//	large serve   listens on a free port of the loopback interface, says so on standard output, and waits
package main

import (
	"fmt"
	"os"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

func main() {
	if len(os.Args) != 2 {
		fail("usage: large start|serve")
	}
	options := &server.Options{Host: "127.0.0.1", Port: server.RANDOM_PORT, NoLog: true, NoSigs: true}
	s, err := server.NewServer(options)
	if err != nil {
		fail(err.Error())
	}
	switch os.Args[1] {
	case "start":
	case "serve":
		go s.Start()
		if !s.ReadyForConnections(time.Minute) {
			fail("not ready within a minute")
		}
		fmt.Println("ready", s.Addr())
		s.WaitForShutdown()
	default:
		fail("no command " + os.Args[1])
	}
}

func fail(why string) {
	fmt.Fprintln(os.Stderr, why)
	os.Exit(1)
}
